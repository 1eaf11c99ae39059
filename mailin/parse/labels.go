package parse

import "strings"

// role is what a line of a quoted header says.
type role int

const (
	roleNone role = iota
	roleFrom
	roleDate
	roleTo
	roleCc
	roleSubject
	roleOther
)

// labels are the names that clients give the lines of a quoted or forwarded header, in lower case without the colon:
// Outlook, Apple Mail, Thunderbird, Gmail, Yahoo, Lotus Notes, HubSpot, Zimbra, in the languages that we read.
func labels() map[string]role {
	m := make(map[string]role, 220)
	for _, g := range [...]struct {
		role  role
		names string
	}{
		{roleFrom, "from|von|de|da|van|från|fra|lähettäjä|od|feladó|de la|από|от|від|від кого|kimden|gönderen|من|מאת|发件人|寄件者|寄件人|差出人|送信元|送信者|보낸 사람|보낸사람|보낸이|từ|người gửi|nadawca|expeditorul|expeditor|отправитель|šalje|pošiljatelj|saatja|nuo|no|de:|von:|afzender|mittente|remitente|remetente|expéditeur|absender|avsändare|avsender|afsender|odesílatel|odosielateľ|відправник|αποστολέας|المرسل|השולח|発信者|발신"},
		{roleDate, "date|sent|datum|gesendet|envoyé|envoyé le|fecha|enviado|enviado el|enviado em|enviada|enviada em|enviada a|data|inviato|data invio|verzonden|verzonden op|skickat|skickat den|sendt|dato|lähetetty|päivämäärä|päiväys|wysłano|wysłane|data wysłania|odesláno|odoslané|dátum|küldve|elküldve|küldés dátuma|trimis|dată|dată trimitere|στάλθηκε|ημερομηνία|отправлено|дата|надіслано|gönderildi|gönderme tarihi|gönderilme tarihi|tarih|التاريخ|تاريخ|تاريخ الإرسال|نشلח|נשלח|תאריך|发送时间|发送日期|日期|寄件日期|傳送時間|日付|送信日時|日時|送信済み|날짜|보낸 날짜|보냄|ngày|đã gửi|kuupäev|sent on|gesendet am|gesendet von|odoslaná|poslano|poslané|datums|saatmisaeg"},
		{roleTo, "to|pour|an|à|a|para|aan|till|til|vastaanottaja|do|komu|pro|címzett|către|προς|кому|kime|alıcı|إلى|אל|收件人|收件者|宛先|送信先|받는 사람|받는사람|받는이|수신|đến|tới|người nhận|adresat|pre|prima|destinatarul|destinatario|destinatário|destinataire|empfänger|mottagare|mottaker|modtager|ontvanger|adresát|příjemce|saaja|kellele|получатель|отримувач|k"},
		{roleCc, "cc|kopie|kopie (cc)|cópia|copia|copie à|copie|kopia|kopi|kopio|dw|másolat|másolatot kap|копия|копія|bilgi|نسخة|עותק|抄送|副本|참조|cc:|kópia|κοιν|κοινοποίηση|c.c.|copy to|konia|ccо|sao chép"},
		{roleSubject, "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|tárgy|subiect|subiectul|θέμα|тема|konu|الموضوع|موضوع|נושא|הנדון|主题|主題|主旨|件名|제목|chủ đề|tiêu đề|teema|naslov|sujet|re|objeto|betreft|otsikko|rubrik|tema"},
		{roleOther, "reply-to|reply to|antwort an|responder a|rispondi a|répondre à|odpověď na|bcc|importance|wichtigkeit|priority|attachments|anlagen|pièces jointes|adjuntos|allegati|bijlagen|organisation|organization|newsgroups|message-id|sender|mailed-by|signed-by|risposta|resent-from|x-mailer|thema"},
	} {
		for _, n := range strings.Split(g.names, "|") {
			if _, twice := m[n]; !twice {
				m[n] = g.role
			}
		}
	}
	return m
}

// answerVerbs are the words by which attributions say that somebody wrote.
func answerVerbs() []string {
	return []string{
		"wrote", "writes", "schrieb", "geschrieben", "a écrit", "écrivait", "escribió", "escribio", "ha scritto", "scrisse", "escreveu", "schreef", "geschreven", "skrev", "skreiv",
		"kirjoitti", "napisał", "pisze", "napsal", "píše", "napísal", "írta", "a scris", "έγραψε", "писал", "написал", "пишет", "пише", "писав", "написав", "yazdı", "yazmış",
		"كتب", "כתב", "写道", "寫道", "写到", "さんは書きました", "のメール:", "wiadomość napisana przez", "missatge de ", "のメッセージ", "が書きました", "님이 작성", "작성:", "đã viết", "написа", "napisao", "kirjutas", "rakstīja", "rašė", "va escriure", "je napisal", "schreibt", "said:",
	}
}

// openers begin attributions.
func openers() []string {
	return []string{
		"on ", "am ", "le ", "el ", "il ", "em ", "op ", "den ", "dne ", "dnia ", "dňa ", "w dniu ", "pe ", "în ", "la ", "στις ", "på ", "no dia ", "a ", "ma", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
		"pon", "wt", "śr", "czw", "pt", "sob", "niedz", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mié", "jue", "vie", "sáb", "dom", "gio", "sab", "ter", "qua", "qui", "sex",
		"mo.", "di.", "mi.", "do.", "fr.", "sa.", "so.", "ke ", "to ", "ti ", "pe ", "la ", "su ", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "нд", "в ", "у ", "понедельник", "вторник", "четверг",
		"في ", "ב", "בתאריך", "在", "于", "於", "vào ", "út ", "st ", "čt ", "pá ", "so ", "ne ", "po ", "ut ", "št ", "pi ",
	}
}

// separatorWords stand in the line between an answer and the mail it answers: "-----Original Message-----".
func separatorWords() []string {
	return []string{
		"original message", "original email", "original appointment", "ursprüngliche nachricht", "original-nachricht", "originalnachricht", "message d'origine", "message d’origine", "message original",
		"mensaje original", "messaggio originale", "mensagem original", "oorspronkelijk bericht", "ursprungligt meddelande", "originalmeddelande", "ursprungligt mail", "oprindelig meddelelse",
		"original besked", "opprinnelig melding", "alkuperäinen viesti", "wiadomość oryginalna", "oryginalna wiadomość", "původní zpráva", "pôvodná správa", "eredeti üzenet", "mesaj original",
		"αρχικό μήνυμα", "исходное сообщение", "оригинальное сообщение", "оригінальне повідомлення", "özgün ileti", "orijinal ileti", "orijinal mesaj", "الرسالة الأصلية", "הודעה מקורית",
		"原始邮件", "原始郵件", "原文", "元のメッセージ", "원본 메시지", "원본 메일", "thư gốc", "tin nhắn gốc", "reply message", "originalmail", "urspr. nachricht", "izvorna poruka",
	}
}

// forwardWords stand in the line above a forwarded mail, or are it.
func forwardWords() []string {
	return []string{
		"forwarded message", "begin forwarded message", "forwarded mail", "forwarded by", "weitergeleitete nachricht", "weitergeleitete mail", "anfang der weitergeleiteten", "message transféré", "message transmis",
		"début du message réexpédié", "début du message transféré", "message réexpédié", "mensaje reenviado", "inicio del mensaje reenviado", "messaggio inoltrato", "inizio messaggio inoltrato",
		"mensagem encaminhada", "mensagem reencaminhada", "doorgestuurd bericht", "begin doorgestuurd bericht", "vidarebefordrat meddelande", "vidarebefordrat brev", "vidarebefordrat mejl",
		"videresendt meddelelse", "start på videresendt besked", "videresendt melding", "videresendt besked", "begynnelse på videresendt melding", "start på videresendt melding",
		"välitetty viesti", "edelleenlähetetty viesti", "välitetty viesti alkaa", "przekazana wiadomość", "wiadomość przesłana dalej", "przekazywanej wiadomości", "przekazanej wiadomości", "przekazywana wiadomość",
		"přeposlaná zpráva", "přeposílané zprávy", "předaná zpráva", "preposlaná správa", "preposlanej správy", "továbbított levél", "továbbított üzenet", "továbbított levél kezdete", "mesaj redirecționat",
		"mesaj redirecţionat", "mesajul redirecționat", "mesaj transmis mai departe", "προωθημένο μήνυμα", "пересланное сообщение", "пересылаемое сообщение", "перенаправленное сообщение", "переадресованного сообщения",
		"переслане повідомлення", "лист, що пересилається", "листа, що пересилається", "перенаправлене повідомлення", "iletilen ileti", "iletilmiş mesaj", "yönlendirilen ileti", "ileti başlangıcı", "yönlendirilmiş ileti",
		"رسالة محولة", "الرسالة المحولة", "رسالة معاد توجيهها", "הודעה שהועברה", "转发的邮件", "转发邮件", "轉寄的郵件", "轉寄郵件", "転送メッセージ", "メッセージを転送", "転送されたメッセージ", "전달된 메시지", "전달된 메일", "thư đã chuyển tiếp", "tin nhắn được chuyển tiếp",
		"προωθημένου μηνύματος", "пересланий лист", "转发的消息", "轉寄的訊息", "thư được chuyển tiếp", "missatge reenviat", "препратено съобщение", "weitergeleitet von", "iletilen mesaj", "переадресоване повідомлення", "mesaj înaintat", "proslijeđena poruka", "proslijeđenu poruku", "edastatud kiri", "edastatud sõnum", "fwd message", "mensaje remitido", "forwarded email", "転送済みメッセージ", "転送されたメール", "bericht doorgestuurd",
	}
}

// forwardPrefixes begin the subject of a forwarded mail.
func forwardPrefixes() []string {
	return []string{"fwd", "fw", "wg", "tr", "rv", "i", "enc", "encaminhado", "vb", "vs", "vl", "pd", "doorst", "továbbítás", "továbbítva", "fs", "πρθ", "пересл", "hа", "ilt", "ynt-ilt", "转发", "轉寄", "転送", "전달", "redir", "trans", "videres", "vidarebefordrat", "prz", "przek", "reenv", "inoltra", "doorgestuurd", "chuyển tiếp", "إعادة توجيه", "הועבר"}
}

// answerPrefixes begin the subject of an answer.
func answerPrefixes() []string {
	return []string{"re", "aw", "antw", "sv", "vs", "res", "rif", "r", "odp", "ynt", "回复", "回覆", "答复", "返信", "回信", "답장", "회신", "απ", "σχετ", "ha", "на", "відп", "отв", "vá", "válasz", "rép", "réf", "atb", "bls", "תשובה", "رد", "trả lời", "vastaus", "răsp", "odpoveď", "odpověď"}
}

// hasPrefixWord reports whether a subject begins with one of the words and a colon, behind tags in square brackets.
func hasPrefixWord(subject string, words []string) bool {
	s := strings.ToLower(strings.TrimSpace(subject))
	for strings.HasPrefix(s, "[") {
		_, after, found := strings.Cut(s, "]")
		if !found {
			break
		}
		s = strings.TrimSpace(after)
	}
	word, _, found := strings.Cut(strings.ReplaceAll(s, "：", ":"), ":")
	if !found {
		return false
	}
	word = strings.TrimRight(strings.TrimSpace(word), "0123456789[]()^ ")
	for _, w := range words {
		if word == w {
			return true
		}
	}
	return false
}
