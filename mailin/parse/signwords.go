package parse

// deviceWords begin what devices and apps write under a mail; a few end it. Nothing changes them.
var deviceWords = []string{
	"sent from my", "sent from mail for", "sent from yahoo", "sent from outlook", "sent from the", "sent via", "sent with", "sent using", "sent by", "get outlook for", "sent from a", "sent from iphone", "sent from proton",
	"von meinem", "gesendet von", "gesendet mit", "diese nachricht wurde von meinem", "outlook für", "holen sie sich outlook",
	"envoyé de mon", "envoyé depuis mon", "envoyé à partir de", "envoyé depuis", "envoyé de", "obtenez outlook", "télécharger outlook", "enviado desde mi", "enviado desde", "enviado do meu", "enviado de mi", "enviado a partir",
	"enviado via", "obtener outlook", "obter o outlook", "inviato da", "inviato dal", "ottieni outlook", "scarica outlook", "verzonden vanaf", "verstuurd vanaf", "verzonden met", "outlook downloaden",
	"skickat från", "skickades från", "hämta outlook", "sendt fra", "sendt med", "hent outlook", "lähetetty", "hanki outlook", "wysłano z", "wysłane z", "pobierz outlook", "odesláno z", "odoslané z", "získat outlook",
	"elküldve", "küldve a", "iphone-omról küldve", "trimis de pe", "trimis din", "στάλθηκε από", "отправлено с", "отправлено из", "надіслано з", "скачать outlook", "gönderildi", "gönderilmiştir", "أرسلت من", "أُرسلت من", "נשלח מ",
	"发自我的", "发自", "從我的", "傳送自", "寄自我的", "iphoneから送信", "から送信", "에서 보냄", "나의 iphone에서", "gửi từ", "đã gửi từ",
}

// disclaimers begin the legal text that companies add, by their first byte. Nothing changes them.
var disclaimers = byFirst([]string{
	"this email and any attach", "this e-mail and any attach", "this message and any attach", "this email is confidential", "this e-mail is confidential", "this message is confidential", "confidentiality notice",
	"this message contains confidential", "this email contains confidential", "this e-mail contains confidential", "the information contained in this e", "the information in this e", "disclaimer:", "legal notice:",
	"this email and its attach", "this e-mail message is intended", "this email is intended", "this message is intended", "this transmission", "the contents of this e",
	"diese e-mail enthält vertrauliche", "diese nachricht enthält vertrauliche", "der inhalt dieser e-mail ist", "dieses e-mail ist", "ce message et toutes les pièces jointes", "ce courriel et", "ce message est confidentiel",
	"este mensaje y", "este correo electrónico y", "este mensaje es confidencial", "este mensaje contiene", "questo messaggio e", "le informazioni contenute in quest", "esta mensagem e", "esta mensagem pode conter",
	"dit bericht is", "dit e-mailbericht", "de informatie in dit", "detta meddelande", "denne e-mail", "denne e-posten", "ta wiadomość", "niniejsza wiadomość", "tato zpráva", "это сообщение и", "данное сообщение",
})

func byFirst(words []string) (lists [256][]string) {
	for _, w := range words {
		lists[w[0]] = append(lists[w[0]], w)
	}
	return lists
}
