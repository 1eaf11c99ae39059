package parse

// tongue is how the mail programs of one language write around an answer. "…" stands for the sender as
// "Support <s@acme.example>".
type tongue struct {
	attributions []string // Gmail, Thunderbird, Apple Mail and iOS, Yahoo, Roundcube, K-9, Evolution, KMail and others
	header       []string // labels of Outlook: from, sent, to, subject; then the separator of older versions
	devices      []string // what phones and apps write below
}

// tongues are written from what the programs do, one language in one place.
func tongues() map[string]tongue {
	return map[string]tongue{
		"en": {[]string{
			"On Thu, Jun 6, 2024 at 10:00 AM … wrote:", "On Thu, Jun 6, 2024 at 10:00\u202fAM … wrote:", "On 06/06/2024 10:00, Support wrote:", "On 6 Jun 2024, at 10:00, … wrote:",
			"On Jun 6, 2024, at 10:00 AM, … wrote:", "On Thursday, June 6, 2024 at 10:00:00 AM GMT+2, … wrote:", "On 2024-06-06 10:00, Support wrote:", "On 6 June 2024 10:00:00 CEST, … wrote:",
			"On Thu, 2024-06-06 at 10:00 +0200, Support wrote:", "On Thursday, June 6th, 2024 at 10:00 AM, … wrote:", "On Jun 6 2024, at 10:00 am, … wrote:", "On Jun 6, 2024 at 10:00 AM +0200, …, wrote:",
			"On Thursday, June 06, 2024 10:00 CEST, … wrote:", "On June 6, 2024 at 10:00 AM, Support (s@acme.example) wrote:", "On June 6, 2024, 10:00 AM GMT+2 s@acme.example wrote:",
			"On Thu, Jun 06, 2024 at 10:00 AM, Support < s@acme.example > wrote:", "On Thu, Jun 06, 2024 at 10:00:00AM +0200, Support wrote:", "On Thu, 6 Jun 2024, Support wrote:",
			"On Thu Jun 6, 2024 at 10:00 AM CEST, Support wrote:", "… writes:", "Thursday, June 6, 2024, 10:00:00 AM, you wrote:", "Quoting …:", "---- On Thu, 06 Jun 2024 10:00:00 +0200 … wrote ----",
			"In a message dated 6/6/2024 10:00:00 AM Eastern Daylight Time, s@acme.example writes:", "At 2024-06-06 10:00:00, \"Support\" <s@acme.example> wrote:", "At 10:00 06.06.2024, Support wrote:", "06.06.2024, 10:00, \"Support\" <s@acme.example>:",
			"Support <s@acme.example> wrote on 06/06/2024 10:00:00 AM:", "On Thursday, 6 June 2024, … wrote:", "On Thursday, June 6, 2024, Support wrote:", "6 Jun 2024, 10:00 by s@acme.example:",
		}, []string{"From", "Sent", "To", "Subject", "-----Original Message-----"},
			[]string{"Sent from my iPhone", "Sent from my iPad", "Sent from my Galaxy", "Sent from my Samsung Galaxy smartphone.", "Get Outlook for iOS", "Get Outlook for Android", "Sent from Mail for Windows", "Sent from Mail for Windows 10", "Sent from Yahoo Mail on Android", "Sent from Outlook for Android", "Sent from my BlackBerry 10 smartphone.", "Sent with Proton Mail secure email.", "Sent from Proton Mail for iOS", "Sent from my Huawei phone", "Sent from my Xiaomi", "Sent from Gmail Mobile", "Sent via the Samsung Galaxy S8, an AT&T 5G Evolution capable smartphone", "Sent from Nine", "Sent from Mailspring, the best free email app for work", "Sent from my Android device with K-9 Mail. Please excuse my brevity.", "Sent from my mobile", "Sent from my phone, please excuse typos", "Sent with Spark", "Sent from my T-Mobile 5G Device", "Sent from my Verizon, Samsung Galaxy smartphone", "Sent from Samsung tablet.", "Sent using Zoho Mail", "Sent with FairEmail"}},
		"de": {[]string{
			"Am Do., 6. Juni 2024 um 10:00 Uhr schrieb …:", "Am 06.06.24 um 10:00 schrieb Support:", "Am 06.06.2024 um 10:00 schrieb …:", "Am Donnerstag, 6. Juni 2024 um 10:00:00 MESZ hat … Folgendes geschrieben:",
			"Am 2024-06-06 10:00, schrieb Support:", "Am 6. Juni 2024 10:00:00 MESZ schrieb …:", "Am Donnerstag, dem 06.06.2024 um 10:00 +0200 schrieb Support:", "Am Donnerstag, 6. Juni 2024, 10:00:00 CEST schrieb Support:",
			"Am Donnerstag, Juni 06, 2024 10:00 CEST, schrieb …:", "Zitat von …:", "Sie schrieben am 6. Juni 2024, 10:00:00:", "Am 6. Juni 2024, 10:00 +0200 schrieb …:", "Support schrieb am 06.06.2024 10:00:", "… schrieb am Do., 6. Juni 2024, 10:00:", "---- Am Do., 06 Juni 2024 10:00:00 +0200 schrieb … ----",
		}, []string{"Von", "Gesendet", "An", "Betreff", "-----Ursprüngliche Nachricht-----"},
			[]string{"Von meinem iPhone gesendet", "Von meinem iPad gesendet", "Gesendet von meinem Samsung Galaxy Smartphone.", "Von meinem Samsung Galaxy Smartphone gesendet.", "Gesendet von Mail für Windows", "Gesendet von Outlook für Android", "Outlook für iOS beziehen", "Holen Sie sich Outlook für Android", "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.", "Gesendet mit der GMX Mail App", "Von meinem/meiner Galaxy gesendet", "Gesendet mit der mobilen Mail App", "Gesendet von Yahoo Mail für iPhone", "Gesendet von meinem Huawei-Mobiltelefon", "Von Samsung-Tablet gesendet", "Von meinem Handy gesendet", "Gesendet mit der WEB.DE Mail App"}},
		"fr": {[]string{
			"Le jeu. 6 juin 2024 à 10:00, … a écrit :", "Le 06/06/2024 à 10:00, Support a écrit :", "Le 6 juin 2024 à 10:00, … a écrit :", "Le jeudi 6 juin 2024 à 10:00:00 UTC+2, … a écrit :",
			"Le 2024-06-06 10:00, Support a écrit :", "Le 6 juin 2024 10:00:00 GMT+02:00, … a écrit :", "Le jeudi 06 juin 2024 à 10:00 +0200, Support a écrit :", "… a écrit le jeu. 6 juin 2024 à 10:00 :", "Le 6 juin 2024 à 10 h 00, … a écrit\u00a0:", "Le jeudi 6 juin 2024, 10:00:00 CEST Support a écrit :", "Le 06-06-2024 10:00, Support a écrit\u202f:", "---- Activé jeu., 06 juin 2024 10:00:00 +0200 … a écrit ----", "Support a écrit le 06/06/2024 10:00 :",
		}, []string{"De ", "Envoyé ", "À ", "Objet ", "-----Message d'origine-----"},
			[]string{"Envoyé de mon iPhone", "Envoyé de mon iPad", "Envoyé depuis mon appareil Galaxy", "Envoyé depuis mon smartphone Samsung Galaxy.", "Envoyé à partir de Courrier pour Windows", "Envoyé à partir d’Outlook pour Android", "Obtenir Outlook pour iOS", "Obtenez Outlook pour Android", "Télécharger Outlook pour Android", "Envoyé de mon appareil Android", "Envoyé depuis l'application Mail Orange", "Envoyé avec Proton Mail", "Envoyé depuis Yahoo Mail pour iPhone", "Provenance : Courrier pour Windows 10"}},
		"es": {[]string{
			"El jue, 6 jun 2024 a las 10:00, Support (<s@acme.example>) escribió:", "El 6/6/24 a las 10:00, Support escribió:", "El 6 jun 2024, a las 10:00, … escribió:", "El jueves, 6 de junio de 2024, 10:00:00 CEST, … escribió:", "El jue., 6 de jun. de 2024 10:00 a. m., … escribió:",
			"El 2024-06-06 10:00, Support escribió:", "El 6 de junio de 2024 10:00:00 CEST, … escribió:", "Citando …:", "El jue, 06-06-2024 a las 10:00 +0200, Support escribió:", "El 06/06/2024 a las 10:00, Support escribi\u00f3:",
		}, []string{"De", "Enviado el", "Para", "Asunto", "-----Mensaje original-----"},
			[]string{"Enviado desde mi iPhone", "Enviado desde mi iPad", "Enviado desde mi Samsung Galaxy", "Enviado desde Outlook para Android", "Obtener Outlook para iOS", "Enviado desde Correo para Windows", "Enviado desde mi dispositivo Galaxy", "Enviado desde Yahoo Mail para Android", "Enviado con Proton Mail", "Enviado desde mi dispositivo móvil", "Obtenga Outlook para Android", "Enviado desde mi smartphone Samsung Galaxy."}},
		"it": {[]string{
			"Il giorno gio 6 giu 2024 alle ore 10:00 … ha scritto:", "Il 06/06/2024 10:00, Support ha scritto:", "Il giorno 6 giu 2024, alle ore 10:00, … ha scritto:", "Il giovedì 6 giugno 2024 alle ore 10:00:00 CEST, … ha scritto:",
			"Il 2024-06-06 10:00 Support ha scritto:", "Il 6 giugno 2024 10:00:00 CEST, … ha scritto:", "Il giorno gio, 06/06/2024 alle 10.00 +0200, Support ha scritto:", "Il gio 6 giu 2024, 10:00 … ha scritto:", "Quoting …:", "Citando …:",
		}, []string{"Da", "Inviato", "A", "Oggetto", "-----Messaggio originale-----"},
			[]string{"Inviato da iPhone", "Inviato dal mio iPhone", "Inviato da iPad", "Inviato dal mio Galaxy", "Inviato da Posta per Windows", "Inviato da Outlook per Android", "Ottieni Outlook per iOS", "Scarica Outlook per Android", "Inviato da smartphone Samsung Galaxy.", "Inviato da Yahoo Mail su Android", "Inviato da Libero Mail", "Inviato dal mio dispositivo Android", "Inviato con Proton Mail"}},
		"pt": {[]string{
			"Em qui., 6 de jun. de 2024 às 10:00, … escreveu:", "Em 06/06/2024 10:00, Support escreveu:", "Às 10:00 de 06/06/2024, Support escreveu:", "Em 6 de jun. de 2024, à(s) 10:00, … escreveu:", "No dia 06/06/2024, às 10:00, … escreveu:", "… escreveu no dia quinta, 6/06/2024 à(s) 10:00:",
			"Em quinta-feira, 6 de junho de 2024 10:00:00 BRT, … escreveu:", "Em 2024-06-06 10:00, Support escreveu:", "A 06-06-2024 10:00, Support escreveu:", "Citando …:", "Em 6 de junho de 2024 10:00:00 BRT, … escreveu:", "Support <s@acme.example> escreveu (quinta, 6/06/2024 à(s) 10:00):",
		}, []string{"De", "Enviada em", "Para", "Assunto", "-----Mensagem original-----"},
			[]string{"Enviado do meu iPhone", "Enviado via iPhone", "Enviado do meu Galaxy", "Enviado do Email para Windows", "Enviado do Outlook para Android", "Obter o Outlook para iOS", "Obter Outlook para Android", "Enviado do meu smartphone Samsung Galaxy.", "Enviado do Yahoo Mail para iPhone", "Enviado a partir do meu iPad", "Enviado do Correio para Windows 10"}},
		"nl": {[]string{
			"Op do 6 jun 2024 om 10:00 schreef …:", "Op 6-6-2024 om 10:00 schreef Support:", "Op 6 jun. 2024 om 10:00 heeft … het volgende geschreven:", "Op donderdag 6 juni 2024 om 10:00:00 CEST schreef …:", "Op 2024-06-06 10:00 schreef Support:", "Op 6 juni 2024 10:00:00 CEST schreef …:", "Op do, 06-06-2024 om 10:00 +0200, schreef Support:", "Op 06-06-24 om 10:00 schreef Support:", "Citeren …:", "Op 6 jun. 2024, om 10:00 heeft Support <s@acme.example> het volgende geschreven:",
		}, []string{"Van", "Verzonden", "Aan", "Onderwerp", "-----Oorspronkelijk bericht-----"},
			[]string{"Verstuurd vanaf mijn iPhone", "Verzonden vanaf mijn iPad", "Verzonden vanaf mijn Galaxy", "Verzonden vanuit Mail voor Windows", "Outlook voor iOS downloaden", "Outlook voor Android downloaden", "Outlook voor Android ophalen", "Verzonden met Proton Mail", "Verzonden via Yahoo Mail voor iPhone", "Verzonden vanaf Samsung-tablet.", "Verstuurd vanaf mijn Samsung Galaxy-smartphone", "Download Outlook voor Android"}},
		"sv": {[]string{
			"Den tors 6 juni 2024 kl 10:00 skrev …:", "Den 2024-06-06 kl. 10:00, skrev Support:", "2024-06-06 10:00 skrev Support:", "6 juni 2024 kl. 10:00 skrev …:", "Den torsdag 6 juni 2024 10:00:00 CEST, … skrev:", "Den 2024-06-06 10:00, skrev Support:", "tors 2024-06-06 klockan 10:00 +0200 skrev Support:", "Den 6 juni 2024 10:00:00 CEST, skrev …:", "Citerar …:",
		}, []string{"Från", "Skickat", "Till", "Ämne", "-----Ursprungligt meddelande-----"},
			[]string{"Skickat från min iPhone", "Skickat från min iPad", "Skickat från min Galaxy", "Skickades från E-post för Windows", "Skickat från Outlook för Android", "Hämta Outlook för iOS", "Skaffa Outlook för Android", "Skickat från min Samsung Galaxy-smartphone.", "Skickat från Yahoo Mail för iPhone"}},
		"da": {[]string{
			"Den tor. 6. jun. 2024 kl. 10.00 skrev …:", "Den 06.06.2024 kl. 10.00 skrev Support:", "Den 6. jun. 2024 kl. 10.00 skrev …:", "Den torsdag den 6. juni 2024 10.00.00 CEST skrev …:", "Den 2024-06-06 10:00, skrev Support:", "Den 06-06-2024 kl. 10:00 skrev Support:", "tor, 06 06 2024 kl. 10:00 +0200, skrev Support:", "Den 6. juni 2024 10.00.00 CEST, skrev …:", "Citat …:",
		}, []string{"Fra", "Sendt", "Til", "Emne", "-----Oprindelig meddelelse-----"},
			[]string{"Sendt fra min iPhone", "Sendt fra min iPad", "Sendt fra min Galaxy", "Sendt fra Mail til Windows", "Sendt fra Outlook til Android", "Hent Outlook til iOS", "Hent Outlook til Android", "Sendt fra min Samsung Galaxy smartphone.", "Sendt fra Yahoo Mail til iPhone"}},
		"nb": {[]string{
			"tor. 6. juni 2024 kl. 10:00 skrev …:", "Den 06.06.2024 10:00, skrev Support:", "6. juni 2024 kl. 10:00 skrev …:", "torsdag 6. juni 2024 kl. 10:00:00 CEST skrev …:", "Den 2024-06-06 10:00, skrev Support:", "På 06.06.2024 10:00, skreiv Support:", "Den 6. juni 2024 10:00:00 CEST skrev …:", "On 06.06.2024 10:00, Support skrev:",
		}, []string{"Fra", "Sendt", "Til", "Emne", "-----Opprinnelig melding-----"},
			[]string{"Sendt fra min iPhone", "Sendt fra min iPad", "Sendt fra min Galaxy", "Sendt fra E-post for Windows", "Skaff deg Outlook for iOS", "Få Outlook for Android", "Hent Outlook for iOS", "Sendt fra Outlook for Android", "Sendt fra Samsung-mobilen min."}},
		"fi": {[]string{
			"to 6. kesäk. 2024 klo 10.00 Support (s@acme.example) kirjoitti:", "Support kirjoitti 6.6.2024 klo 10.00:", "06.06.2024, 10:00, Support kirjoitti:", "… kirjoitti 6.6.2024 kello 10.00:", "torstai 6. kesäkuuta 2024 klo 10.00.00 UTC+3 … kirjoitti:", "Support kirjoitti 2024-06-06 10:00:", "2024-06-06 10:00, Support kirjoitti:", "… kirjoitti torstai 6. kesäkuuta 2024:", "6. kesäkuuta 2024 10.00.00 GMT+03:00 … kirjoitti:", "Lainaus …:",
		}, []string{"Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe", "-----Alkuperäinen viesti-----"},
			[]string{"Lähetetty iPhonesta", "Lähetetty iPadista", "Lähetetty Galaxy-laitteestani", "Lähetetty Windowsin Sähköpostista", "Lähetetty Outlook for Androidista", "Hanki Outlook for iOS", "Hanki Outlook for Android", "Lähetetty laitteesta Samsung Galaxy", "Lähetetty Samsungin älypuhelimesta."}},
		"pl": {[]string{
			"czw., 6 cze 2024 o 10:00 … napisał(a):", "W dniu 06.06.2024 o 10:00, Support pisze:", "Wiadomość napisana przez … w dniu 6 cze 2024, o godz. 10:00:", "W dniu czwartek, 6 czerwca 2024 10:00:00 CEST użytkownik … napisał:", "W dniu 2024-06-06 10:00, Support napisał(a):", "W dniu czw., 6 cze 2024 o 10:00 … napisał(a):", "Dnia 6 czerwca 2024 10:00:00 CEST, … napisał:", "Dnia 6 czerwca 2024 10:00 Support <s@acme.example> napisał(a):", "Cytowanie …:", "Dnia 2024-06-06, czw o godzinie 10:00 +0200, Support pisze:", "W dniu 6.06.2024 o\u00a010:00, Support pisze:", "czwartek, 6 czerwca 2024 10:00 … napisała:",
		}, []string{"Od", "Wysłano", "Do", "Temat", "-----Wiadomość oryginalna-----"},
			[]string{"Wysłane z iPhone'a", "Wysłano z iPhone'a", "Wysłane z mojego iPhone'a", "Wysłano z mojego urządzenia Galaxy", "Wysłane z aplikacji Poczta dla Windows", "Wysłano z programu Outlook dla systemu Android", "Pobierz aplikację Outlook dla systemu iOS", "Uzyskaj aplikację Outlook dla systemu Android", "Pobierz program Outlook dla systemu Android", "Wysłane ze smartfona Samsung Galaxy.", "Wysłano z Yahoo Mail na iPhone", "Wysłane z mojego telefonu"}},
		"cs": {[]string{
			"čt 6. 6. 2024 v 10:00 odesílatel … napsal:", "Dne 06. 06. 24 v 10:00 Support napsal(a):", "Dne 6. 6. 2024 v 10:00 napsal …:", "6. 6. 2024 v 10:00, …:", "Dne čtvrtek 6. června 2024 10:00:00 SELČ, … napsal(a):", "Dne 2024-06-06 10:00, Support napsal:", "Dne 6. června 2024 10:00:00 SELČ, … napsal:", "V Čt, 06. 06. 2024 v 10:00 +0200, Support píše:", "Dne 06.06.2024 v 10:00 Support napsal:", "Citování …:",
		}, []string{"Od", "Odesláno", "Komu", "Předmět", "-----Původní zpráva-----"},
			[]string{"Odesláno z iPhonu", "Odesláno z mého iPhonu", "Odesláno z iPadu", "Odesláno z mého zařízení Galaxy", "Odesláno z Pošty pro Windows", "Odesláno z Outlooku pro Android", "Získat Outlook pro iOS", "Získejte Outlook pro Android", "Odesláno ze smartphonu Samsung Galaxy.", "Posláno z mobilu"}},
		"sk": {[]string{
			"št 6. 6. 2024 o 10:00 … napísal(a):", "Dňa 6. 6. 2024 o 10:00 Support napísal(a):", "Dňa 6. 6. 2024 o 10:00 používateľ … napísal:", "6. 6. 2024 o 10:00, … napísal:", "Dňa 2024-06-06 10:00, Support napísal:", "Dňa štvrtok 6. júna 2024 o 10:00:00 SELČ … napísal:", "Dňa 6. júna 2024 10:00:00 CEST používateľ … napísal:", "Dňa 06.06.2024 o 10:00 Support napísal(a):",
		}, []string{"Od", "Odoslané", "Komu", "Predmet", "-----Pôvodná správa-----"},
			[]string{"Odoslané z iPhonu", "Odoslané z môjho iPhonu", "Odoslané z iPhone", "Odoslané z môjho zariadenia Galaxy", "Odoslané z Pošty pre Windows", "Získajte Outlook pre iOS", "Získať Outlook pre Android", "Odoslané zo smartfónu Samsung Galaxy."}},
		"hu": {[]string{
			"Support <s@acme.example> ezt írta (időpont: 2024. jún. 6., Cs, 10:00):", "2024. 06. 06. 10:00 keltezéssel, Support írta:", "… írta (2024. jún. 6., 10:00):", "2024. jún. 6. dátummal, 10:00 időpontban … írta:", "2024. június 6., csütörtök 10:00:00 CEST időpontban … ezt írta:", "2024-06-06 10:00 időpontban Support ezt írta:", "2024. június 6. 10:00:00 CEST, … írta:", "2024. 06. 06. 10:00 dátummal Support ezt írta:", "Idézet (…):",
		}, []string{"Feladó", "Elküldve", "Címzett", "Tárgy", "-----Eredeti üzenet-----"},
			[]string{"Elküldve az iPhone-omról", "Az iPhone-omról küldve", "iPhone-omról küldve", "Elküldve a Galaxy készülékemről", "A Windows Posta alkalmazásból küldve", "Az Outlook Android-verziójának beszerzése", "Outlook iOS-re letöltése", "Küldve a Samsung Galaxy okostelefonomról.", "Outlook beszerzése iOS-hez"}},
		"ro": {[]string{
			"În joi, 6 iun. 2024 la 10:00, … a scris:", "Pe 06.06.2024 10:00, Support a scris:", "La 6.06.2024 10:00, Support a scris:", "Pe 6 iun. 2024, la 10:00, … a scris:", "Pe joi, 6 iunie 2024 la 10:00:00 EEST, … a scris:", "În data de 2024-06-06 10:00, Support a scris:", "În data de joi, 6 iun. 2024 la 10:00 … a scris:", "Pe 6 iunie 2024 10:00:00 EEST, … a scris:", "joi, 6 iun. 2024, 10:00 … a scris:", "În joi, 6 iun. 2024 la 10:00, Support <s@acme.example> a\u00a0scris:",
		}, []string{"De la", "Trimis", "Către", "Subiect", "-----Mesaj original-----"},
			[]string{"Trimis de pe iPhone-ul meu", "Trimis de pe iPhone", "Trimis din iPad", "Trimis de pe dispozitivul meu Galaxy", "Trimis din E-mail pentru Windows", "Trimis din Outlook pentru Android", "Obțineți Outlook pentru iOS", "Descărcați Outlook pentru Android", "Trimis din Yahoo Mail pe Android"}},
		"el": {[]string{
			"Στις Πέμ 6 Ιουν 2024 στις 10:00 π.μ., ο χρήστης … έγραψε:", "Στις 6/6/2024 10:00, ο/η Support έγραψε:", "Στις 6 Ιουν 2024, 10:00 π.μ., ο/η … έγραψε:", "Στις Πέμπτη 6 Ιουνίου 2024 στις 10:00:00 π.μ. EEST, ο χρήστης … έγραψε:", "Στις 2024-06-06 10:00, Support έγραψε:", "Στις 6 Ιουνίου 2024 10:00:00 π.μ. EEST, ο χρήστης … έγραψε:", "Την Πέμ, 6 Ιουν 2024 στις 10:00 π.μ. … έγραψε:", "Ο/Η Support έγραψε στις 6/6/2024 10:00:",
		}, []string{"Από", "Στάλθηκε", "Προς", "Θέμα", "-----Αρχικό μήνυμα-----"},
			[]string{"Στάλθηκε από το iPhone μου", "Στάλθηκε από iPhone", "Εστάλη από το iPhone μου", "Εστάλη από iPad", "Στάλθηκε από τη συσκευή μου Galaxy", "Στάλθηκε από την Αλληλογραφία για Windows", "Αποκτήστε το Outlook για iOS", "Λήψη του Outlook για Android"}},
		"ru": {[]string{
			"чт, 6 июн. 2024 г. в 10:00, …:", "06.06.2024 10:00, Support пишет:", "6 июня 2024 г., в 10:00, … написал(а):", "четверг, 6 июня 2024 г., 10:00 +03:00 от …:", "Четверг,  6 июня 2024, 10:00 +03:00 от …:", "06.06.2024, 10:00, \"Support\" <s@acme.example>:", "6 июня 2024 г. 10:00:00 GMT+03:00, … пишет:", "2024-06-06 10:00, Support написал:", "Вы писали 6 июня 2024 г., 10:00:00:", "В Чт, 06/06/2024 в 10:00 +0300, Support пишет:", "Support писал 06.06.2024 10:00:", "On 06.06.2024 10:00, Support пишет:", "В письме от 6 июня 2024 г. 10:00:00 MSK пользователь Support написал:", "чт, 6 июн. 2024 г., 10:00 Support s@acme.example:", "Цитата …:",
		}, []string{"От", "Отправлено", "Кому", "Тема", "-----Исходное сообщение-----"},
			[]string{"Отправлено с iPhone", "Отправлено с моего iPhone", "Отправлено с iPad", "Отправлено с устройства Samsung", "Отправлено с моего Galaxy", "Отправлено из Почты для Windows", "Отправлено из мобильной Почты Mail.ru", "Отправлено из мобильного приложения Яндекс Почты", "Отправлено из Outlook для Android", "Скачайте Outlook для iOS", "Получить Outlook для Android", "Отправлено с мобильного устройства", "--\nОтправлено из Mail.ru для Android", "Отправлено из myMail для iOS"}},
		"uk": {[]string{
			"чт, 6 черв. 2024 р. о 10:00 … пише:", "06.06.24 10:00, Support пише:", "6 черв. 2024 р. о 10:00 … пише:", "чт, 6 черв. 2024, 10:00 користувач … пише:", "6 червня 2024 р. 10:00:00 GMT+03:00, … пише:", "2024-06-06 10:00, Support написав:", "6 червня 2024, 10:00:00, від \"Support\" <s@acme.example>:", "On 06.06.2024 10:00, Support пише:", "четвер, 6 червня 2024 р. о 10:00:00 GMT+3 … пише:", "Support пише 06.06.2024 10:00:",
		}, []string{"Від", "Надіслано", "Кому", "Тема", "-----Оригінальне повідомлення-----"},
			[]string{"Надіслано з iPhone", "Надіслано з мого iPhone", "Надіслано з iPad", "Надіслано з пристрою Galaxy", "Надіслано з Пошти для Windows", "Завантажити Outlook для iOS", "Отримати Outlook для Android", "Надіслано з Outlook для Android"}},
		"tr": {[]string{
			"…, 6 Haz 2024 Per, 10:00 tarihinde şunu yazdı:", "06.06.2024 10:00 tarihinde Support yazdı:", "… şunları yazdı (6 Haz 2024 10:00):", "6 Haziran 2024 Perşembe 10:00:00 GMT+3 tarihinde … şunu yazdı:", "Support 2024-06-06 10:00 tarihinde yazdı:", "6 Haziran 2024 10:00:00 GMT+03:00, … yazdı:", "Support, 06.06.2024 10:00 tarihinde yazdı:", "6 Haz 2024 Per, saat 10:00 tarihinde … şunu yazdı:", "6 Haz 2024 tarihinde, saat 10:00 itibarıyla … şunları yazdı:",
		}, []string{"Kimden", "Gönderildi", "Kime", "Konu", "-----Özgün İleti-----"},
			[]string{"iPhone'umdan gönderildi", "iPad'imden gönderildi", "Galaxy cihazımdan gönderildi", "Windows için Posta ile gönderildi", "iOS için Outlook'u edinin", "Android için Outlook'u edinin", "Samsung Galaxy akıllı telefonumdan gönderildi.", "Yahoo Mail Android'den gönderildi", "Android için Outlook uygulamasını edinin"}},
		"ar": {[]string{
			"في الخميس، 6 يونيو 2024 في 10:00 ص تمت كتابة ما يلي بواسطة …:", "في 6/6/2024 10:00 ص، كتب Support:", "في ٦ يونيو ٢٠٢٤، الساعة ١٠:٠٠ ص، كتب/كتبت …:", "في الخميس، 6 يونيو 2024 10:00:00 ص غرينتش+3، كتب …:", "في 2024-06-06 10:00، كتب Support:", "\u202bفي الخميس، 6 يونيو 2024 في 10:00 ص تمت كتابة ما يلي بواسطة \u202aSupport\u202c\u200f <\u202as@acme.example\u202c\u200f>:\u202c", "بتاريخ ٦/٦/٢٠٢٤ ١٠:٠٠ ص، كتب …:",
		}, []string{"من", "تاريخ الإرسال", "إلى", "الموضوع", "-----الرسالة الأصلية-----"},
			[]string{"أُرسلت من الـ iPhone", "تم الإرسال من الـ iPhone", "أرسلت من iPad", "أُرسلت من هاتفي Galaxy", "تم الإرسال من البريد لـ Windows", "الحصول على Outlook لـ iOS", "الحصول على Outlook لأجهزة Android", "مرسل من هاتفي"}},
		"he": {[]string{
			"\u202bבתאריך יום ה׳, 6 ביוני 2024 ב-10:00 מאת \u202aSupport\u202c\u200f <\u202as@acme.example\u202c\u200f>:\u202c", "ב־06/06/2024 10:00, Support כתב:", "ב-6 ביוני 2024, בשעה 10:00, … כתב/ה:", "ב-יום חמישי, 6 ביוני 2024 ב-10:00:00 GMT+3, … כתב:", "בתאריך 06/06/2024 בשעה 10:00, Support כתב:", "ב-2024-06-06 10:00, Support כתב:", "\u200f… כתב/ה ב-6 ביוני 2024, בשעה 10:00:", "בתאריך 06/06/2024 10:00, … כתב/ה:",
		}, []string{"מאת", "נשלח", "אל", "נושא", "-----הודעה מקורית-----"},
			[]string{"נשלח מה-iPhone שלי", "נשלח מה-iPad שלי", "נשלח מ-Galaxy שלי", "נשלח מ'דואר' עבור Windows", "קבל את Outlook עבור iOS", "הורד את Outlook עבור Android", "השג את Outlook עבור Android", "נשלח מהאייפון שלי", "נשלח מהטלפון שלי"}},
		"zh": {[]string{
			"Support <s@acme.example> 于2024年6月6日周四 10:00写道：", "在 2024/6/6 10:00, Support 写道:", "在 2024年6月6日，上午10:00，… 写道：", "2024年6月6日 10:00，… 写道：", "於 2024/6/6 10:00, Support 提到:", "… 於 2024年6月6日 上午10:00 寫道：", "Support <s@acme.example> 於 2024年6月6日 週四 上午10:00寫道：", "在 2024-06-06 10:00:00，\"Support\" <s@acme.example> 写道：", "在2024年6月6日星期四 GMT+8 10:00:00，… 写道：", "在 2024-06-06 10:00，Support 写道：", "2024-06-06 10:00，Support 写道:", "於 2024年6月6日 星期四 上午10:00:00 [GMT+8]， … 寫道：", "引用 …:", "在 2024年6月6日星期四，Support <s@acme.example> 写道：", "Support <s@acme.example>于2024年6月6日 周四上午10:00写道：",
		}, []string{"发件人", "发送时间", "收件人", "主题", "-----邮件原件-----"},
			[]string{"发自我的iPhone", "发自我的 iPad", "从我的 iPhone 发送", "從我的 iPhone 傳送", "從我的iPad傳送", "发自我的小米手机", "发自我的华为手机", "发送自 Windows 版邮件应用", "从 Windows 版邮件发送", "获取 Outlook for iOS", "取得 iOS 版 Outlook", "取得 Android 版 Outlook", "发自 Outlook for Android", "从我的 Galaxy 发送", "来自我的华为手机", "發自我的 iPhone", "寄自我的 iPhone", "发自QQ邮箱", "获取Outlook for Android", "发自网易邮箱大师", "发自我的荣耀手机", "下载 Outlook for Android"}},
		"ja": {[]string{
			"2024年6月6日(木) 10:00 Support <s@acme.example>:", "On 2024/06/06 10:00, Support wrote:", "2024/06/06 10:00、Support <s@acme.example>のメール:", "2024年6月6日 10:00、… のメール:", "2024年6月6日木曜日 10:00:00 JST、… さんは書きました:", "2024-06-06 10:00 に Support さんは書きました:", "2024年6月6日 10:00:00 JST、… のメール:", "2024-06-06 10:00、Support さんが書きました:", "Support さんは書きました (2024/06/06 10:00):", "2024年6月6日(木)、… のメール:", "2024年6月6日(木) 10:00 … :", "2024/06/06 10:00、Support のメール：", "2024年6月6日(木) 午前10:00 …:", "\"Support\" <s@acme.example> さんは 2024/06/06 10:00 に書きました:",
		}, []string{"差出人", "送信日時", "宛先", "件名", "-----元のメッセージ-----"},
			[]string{"iPhoneから送信", "iPadから送信", "私のiPhoneから送信", "Galaxyから送信", "Windows 版のメールから送信", "Outlook for iOS を入手", "Outlook for Android を入手する", "Android 版 Outlook を入手", "Yahoo!メール アプリから送信", "私のスマートフォンから送信", "Xperia™から送信", "Outlook for Androidを取得", "AQUOSから送信"}},
		"ko": {[]string{
			"2024년 6월 6일 (목) 오전 10:00, Support <s@acme.example>님이 작성:", "2024-06-06 10:00에 Support 이(가) 쓴 글:", "2024. 6. 6. 오전 10:00, … 작성:", "2024년 6월 6일 목요일 오전 10시 00분 00초 GMT+9, …님이 작성:", "2024-06-06 10:00에 Support 님이 쓴 글:", "2024. 6. 6., 오전 10:00, … 작성:", "2024년 6월 6일 10:00, …님이 작성:", "2024년 6월 6일 오전 10:00, …님의 말:", "2024-06-06 (목), 10:00 +0900, Support 쓰시길:",
		}, []string{"보낸 사람", "보낸 날짜", "받는 사람", "제목", "-----원본 메시지-----"},
			[]string{"나의 iPhone에서 보냄", "나의 iPad에서 보냄", "내 Galaxy에서 보냄", "내 iPhone에서 보냄", "Windows용 메일에서 보냄", "iOS용 Outlook 다운로드", "Android용 Outlook 다운로드", "iOS용 Outlook 받기", "네이버 메일앱에서 보냄", "나의 갤럭시에서 보냄", "Samsung Galaxy 스마트폰에서 보냈습니다.", "Android용 Outlook 얻기"}},
		"vi": {[]string{
			"Vào Th 5, 6 thg 6, 2024 vào lúc 10:00 … đã viết:", "Vào lúc 10:00 06/06/2024, Support đã viết:", "Vào 06/06/2024 10:00, Support viết:", "Vào 6 thg 6, 2024, lúc 10:00, … đã viết:", "Vào 10:00, Th 5, 6 thg 6, 2024 … đã viết:", "Vào Thứ Năm, 6 tháng 6, 2024 lúc 10:00:00 GMT+7, … đã viết:", "Vào 2024-06-06 10:00, Support đã viết:", "Vào ngày 6 tháng 6 năm 2024, … đã viết:", "Vào 10:00, ngày 6/6/2024, Support viết:",
		}, []string{"Từ", "Đã gửi", "Đến", "Chủ đề", "-----Thư gốc-----"},
			[]string{"Đã gửi từ iPhone của tôi", "Gửi từ iPhone của tôi", "Đã gửi từ iPad của tôi", "Được gửi từ thiết bị Galaxy của tôi", "Được gửi từ Thư dành cho Windows", "Tải Outlook cho iOS", "Lấy Outlook cho Android", "Gửi từ điện thoại của tôi"}},
	}
}
