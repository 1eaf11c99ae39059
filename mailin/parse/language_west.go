package parse

// western are the languages of western and southern Europe.
func western() []language {
	return []language{
		{ // English
			from: "from", date: "date|sent|sent on", to: "to", cc: "cc|c.c.|copy to|cc:", subject: "subject|re",
			other: "reply-to|reply to|bcc|importance|priority|attachments|organisation|organization|newsgroups|message-id|sender|mailed-by|signed-by|resent-from|x-mailer|when|where|sensitivity|list-id",
			wrote: "wrote|writes|said:|has written", begins: "on |mon|tue|wed|thu|fri|sat|sun|at |in a message dated ", quoting: "quoting ",
			original:  "original message|original email|original mail|original appointment|reply message|replied message|reply above this line|reply above this",
			forwarded: "forwarded message|begin forwarded message|forwarded mail|forwarded by|fwd message|forwarded email|forwarded letter|start of forwarded message",
			answers:   "re|reply|r", forwards: "fwd|fw|forward|forwarded",
			sent: "sent from my|sent from mail for|sent from yahoo|sent from outlook|sent from the|sent via|sent with|sent using|sent by|sent from a|sent from|sent on the|composed on my|typed on my|written on my", get: "get outlook|download outlook",
			legal: "this email and any attach|this e-mail and any attach|this message and any attach|this email is confidential|this e-mail is confidential|this message is confidential|confidentiality notice|confidential:|" +
				"this message contains|this email contains|this e-mail contains|the information contained in this|the information in this e|the information transmitted|disclaimer:|legal notice:|legal disclaimer|" +
				"this email and its attach|this e-mail and its attach|this e-mail message|this email message|this email is intended|this e-mail is intended|this message is intended|this transmission|the contents of this e|" +
				"this e-mail (|this email (|this message (|this email, |this e-mail, |this message, |this communication|the content of this|notice: this|important notice|important: this|privileged and confidential|email disclaimer|if you are not the intended|if you have received this",
		},
		{ // German
			from: "von|absender|von:", date: "gesendet|datum|gesendet am|gesendet von|sendedatum", to: "an|empfänger", cc: "kopie|kopie (cc)", subject: "betreff|betr.|thema",
			other: "antwort an|wichtigkeit|anlagen|anhänge|antwort-an|blindkopie|priorität",
			wrote: "schrieb|schrieben|geschrieben|schreibt", begins: "am |mo.|di.|mi.|do.|fr.|sa.|so.|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|sie schrieben am |du schriebst am ", quoting: "zitat von |zitiere ",
			original:  "ursprüngliche nachricht|original-nachricht|originalnachricht|urspr. nachricht|originalmail|original-mail|ursprüngliche mail|ursprüngliche e-mail|oberhalb dieser zeile|ursprünglicher termin",
			forwarded: "weitergeleitete nachricht|weitergeleitete mail|weitergeleitete e-mail|anfang der weitergeleiteten|weitergeleitet von|weitergeleiteter brief",
			answers:   "aw|antw|antwort|re", forwards: "wg|weitergeleitet|wtr",
			sent: "von meinem|von meiner|gesendet von|gesendet mit|gesendet über|diese nachricht wurde von meinem|von unterwegs gesendet|mobil gesendet|von samsung|von meinem/meiner|verfasst auf meinem", get: "outlook für|holen sie sich outlook|outlook herunterladen|laden sie outlook",
			legal: "diese e-mail enthält|diese email enthält|diese mail enthält|diese nachricht enthält|der inhalt dieser e-mail|der inhalt dieser mail|dieses e-mail ist|diese e-mail ist|diese nachricht ist|diese e-mail und|diese mitteilung|vertraulichkeitshinweis|hinweis: diese|wichtiger hinweis|" +
				"die information in dieser|die in dieser e-mail|dieses e-mail und|diese e-mail kann|haftungsausschluss",
		},
		{ // French
			from: "de|expéditeur", date: "envoyé|envoyé le|date d'envoi|date", to: "à|pour|destinataire|destinataires|a", cc: "copie à|copie|cc", subject: "objet|sujet", other: "répondre à|pièces jointes|cci|importance|organisation",
			wrote: "a écrit|écrivait|a ecrit|écrit", begins: "le |lun|mar|mer|jeu|ven|sam|dim|activé ", quoting: "citation de |quoting ",
			original:  "message d'origine|message d’origine|message original|message initial|courriel original|courrier original|e-mail d'origine|mail original|répondre au-dessus de cette ligne",
			forwarded: "message transféré|message transmis|début du message réexpédié|début du message transféré|message réexpédié|courriel transféré|courrier transféré|mail transféré|transféré par|message transfere|email transféré|mail transmis",
			answers:   "rép|réf|re|rep|réponse", forwards: "tr|transf|trans|transféré",
			sent: "envoyé de mon|envoyé depuis|envoyé à partir d|envoyé de|envoyé avec|envoyé via|envoyé par|envoyé sur|provenance : courrier|provenance : mail|de mon iphone|de mon ipad", get: "obtenez outlook|obtenir outlook|télécharger outlook|téléchargez outlook",
			legal: "ce message et |ce courriel et|ce message est|ce courriel est|cet e-mail et|cet e-mail est|cet email|ce mail et|ce message, ainsi|ce message contient|ce courriel contient|avis de confidentialité|les informations contenues|le présent message|le contenu de ce|l'information contenue|mention légale",
		},
		{ // Spanish
			from: "de|remitente|desde", date: "fecha|enviado|enviado el|enviada|enviado en", to: "para|a|destinatario|destinatarios", cc: "copia|con copia", subject: "asunto|objeto", other: "responder a|adjuntos|datos adjuntos|importancia|cco",
			wrote: "escribió|escribio|ha escrito", begins: "el |mié|jue|vie|sáb|dom|lun|mar|al ", quoting: "citando |cita de ",
			original: "mensaje original|correo original|mensaje de origen", forwarded: "mensaje reenviado|inicio del mensaje reenviado|mensaje remitido|correo reenviado|reenviado por",
			answers: "re|rv|res", forwards: "rv|reenv|reenviado|fwd",
			sent: "enviado desde|enviado de mi|enviado con|enviado por|enviado a través|enviado vía|enviado mediante|enviado usando", get: "obtener outlook|obtenga outlook|descargar outlook|consigue outlook|descargue outlook",
			legal: "este mensaje|este correo|este e-mail|este email|la información contenida|el contenido de este|aviso legal|aviso de confidencialidad|la presente comunicación|esta comunicación|esta información|confidencialidad:|advertencia legal",
		},
		{ // Italian
			from: "da|mittente", date: "inviato|data invio|data|inviata|inviato il", to: "a|destinatario|destinatari", cc: "copia|per conoscenza|cc", subject: "oggetto", other: "rispondi a|allegati|ccn|risposta|priorità|importanza",
			wrote: "ha scritto|scrisse|scrive", begins: "il |in data |gio|sab|lun|mar|mer|ven|dom", quoting: "citando |citazione di |quoting |def. quota ",
			original: "messaggio originale|messaggio di origine|email originale|mail originale", forwarded: "messaggio inoltrato|inizio messaggio inoltrato|inoltrato da|mail inoltrata|messaggio inoltrato di|email inoltrata",
			answers: "r|rif|re|risp|ris", forwards: "i|inoltra|inoltro|fwd",
			sent: "inviato da|inviato dal|inviato dall|inviato con|inviato tramite|inviato via|inviata da|scritto da", get: "ottieni outlook|scarica outlook|scaricare outlook",
			legal: "questo messaggio|le informazioni contenute|questa e-mail|questa email|il presente messaggio|la presente e-mail|la presente comunicazione|avviso di riservatezza|il contenuto di quest|ai sensi del|avvertenze ai sensi|nota di riservatezza|informativa",
		},
		{ // Portuguese
			from: "de|remetente", date: "enviado|enviado em|enviada|enviada em|enviada a|data|data de envio|enviada às|enviado a", to: "para|destinatário", cc: "cópia|com cópia", subject: "assunto", other: "responder a|responder para|anexos|cco|importância|prioridade",
			wrote: "escreveu|escreve", begins: "em |no dia |a |às |ter|qua|qui|sex|seg|sáb|dom|segunda|terça|quarta|quinta|sexta|na ", quoting: "citando ",
			original: "mensagem original|mensagem de origem|email original|e-mail original", forwarded: "mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|encaminhado por|mensagem reenviada|email encaminhado",
			answers: "res|re|resp", forwards: "enc|encaminhado|fw|encaminhada|reenc",
			sent: "enviado do|enviado do meu|enviado a partir|enviado via|enviado de|enviado com|enviado pelo|enviado através|enviada do|enviado da", get: "obter o outlook|obter outlook|obtenha o outlook|baixar o outlook|baixe o outlook|transferir o outlook",
			legal: "esta mensagem|este e-mail|este email|esta comunicação|as informações contidas|a informação contida|aviso legal|aviso de confidencialidade|confidencialidade:|o conteúdo dest|este correio eletrónico",
		},
		{ // Dutch
			from: "van|afzender", date: "verzonden|verzonden op|datum|verstuurd", to: "aan|ontvanger", cc: "kopie|cc", subject: "onderwerp|betreft", other: "antwoord aan|bijlagen|urgentie|prioriteit|beantwoorden aan",
			wrote: "schreef|geschreven|schrijft", begins: "op |ma |di |wo |do |vr |za |zo ", quoting: "citeren |citeert ",
			original: "oorspronkelijk bericht|oorspronkelijke bericht|origineel bericht|originele bericht", forwarded: "doorgestuurd bericht|begin doorgestuurd bericht|bericht doorgestuurd|doorgestuurde e-mail|doorgestuurde mail|doorgestuurd door|doorgezonden bericht",
			answers: "antw|re|betr|antwoord", forwards: "doorst|doorgestuurd|fw|dh",
			sent: "verzonden vanaf|verstuurd vanaf|verzonden met|verzonden vanuit|verzonden via|verzonden door|verstuurd met|verstuurd via|verstuurd vanuit|vanaf mijn", get: "outlook voor|download outlook|outlook downloaden|verkrijg outlook",
			legal: "dit bericht|dit e-mailbericht|de informatie in dit|deze e-mail|deze email|dit emailbericht|de informatie verzonden|de inhoud van dit|de inhoud van deze|deze mail|dit e-mail bericht|disclaimer",
		},
		{ // Catalan
			from: "de|remitent", date: "enviat|data", to: "per a|a", subject: "assumpte", wrote: "va escriure|missatge de ", begins: "el dia |el dl|el dt|el dc|el dj|el dv|el ds|el dg", original: "missatge original", forwarded: "missatge reenviat", sent: "enviat des",
			get: "obteniu l'outlook",
		},
	}
}
