package parse

import (
	"fmt"
	"strings"
	"testing"
)

// forwardWords are how Gmail, Thunderbird and Apple Mail announce a forwarded mail, and how Outlook begins its subject.
func forwardWords() map[string][4]string {
	return map[string][4]string{
		"en": {"Forwarded message", "Forwarded Message", "Begin forwarded message:", "FW: "}, "de": {"Forwarded message", "Weitergeleitete Nachricht", "Anfang der weitergeleiteten Nachricht:", "WG: "},
		"fr": {"Forwarded message", "Message transféré", "Début du message réexpédié :", "TR: "}, "es": {"Forwarded message", "Mensaje reenviado", "Inicio del mensaje reenviado:", "RV: "},
		"it": {"Forwarded message", "Messaggio Inoltrato", "Inizio messaggio inoltrato:", "I: "}, "pt": {"Forwarded message", "Mensagem encaminhada", "Início da mensagem reencaminhada:", "ENC: "},
		"nl": {"Forwarded message", "Doorgestuurd bericht", "Begin doorgestuurd bericht:", "FW: "}, "sv": {"Forwarded message", "Vidarebefordrat meddelande", "Vidarebefordrat brev:", "VB: "},
		"da": {"Forwarded message", "Videresendt meddelelse", "Start på videresendt besked:", "VS: "}, "nb": {"Forwarded message", "Videresendt melding", "Videresendt melding:", "VS: "},
		"fi": {"Forwarded message", "Välitetty viesti", "Välitetty viesti alkaa:", "VL: "}, "pl": {"Forwarded message", "Treść przekazanej wiadomości", "Początek przekazywanej wiadomości:", "PD: "},
		"cs": {"Forwarded message", "Přeposlaná zpráva", "Začátek přeposílané zprávy:", "FW: "}, "sk": {"Forwarded message", "Preposlaná správa", "Začiatok preposlanej správy:", "FW: "},
		"hu": {"Forwarded message", "Továbbított üzenet", "Továbbított levél kezdete:", "FW: "}, "ro": {"Forwarded message", "Mesaj redirecționat", "Începe mesajul redirecționat:", "FW: "},
		"el": {"Forwarded message", "Προωθημένο μήνυμα", "Αρχή προωθημένου μηνύματος:", "ΠΡΘ: "}, "ru": {"Forwarded message", "Пересылаемое сообщение", "Начало переадресованного сообщения:", "FW: "},
		"uk": {"Forwarded message", "Переслане повідомлення", "Початок листа, що пересилається:", "FW: "}, "tr": {"Forwarded message", "İletilmiş Mesaj", "İleti başlangıcı:", "İLT: "},
		"ar": {"Forwarded message", "رسالة محولة", "بداية الرسالة المحولة:", "FW: "}, "he": {"Forwarded message", "הודעה מועברת", "תחילת ההודעה שהועברה:", "FW: "},
		"zh": {"Forwarded message", "转发的邮件", "开始转发的邮件：", "转发: "}, "ja": {"Forwarded message", "転送メッセージ", "転送されたメッセージ：", "転送: "},
		"ko": {"Forwarded message", "전달된 메시지", "전달된 메시지:", "FW: "}, "vi": {"Forwarded message", "Thư đã chuyển tiếp", "Bắt đầu tin nhắn được chuyển tiếp:", "FW: "},
	}
}

func TestForwardsOfAllClientsInAllLanguagesAreOpened(t *testing.T) {
	const own, body = "Please look.", "It burns.\n\nHelp!"
	tried := 0
	for language, words := range forwardWords() {
		h := tongues()[language].header
		from, date, to, about := h[0]+": Ann Lee <ann@customer.example>", h[1]+": 6 2024 10:00", h[2]+": bob@acme.example", h[3]+": Drucker"
		for name, c := range map[string][2]string{
			"Gmail":               {"Fwd: Drucker", "---------- " + words[0] + " ---------\n" + strings.Join([]string{from, date, about, to}, "\n") + "\n\n\n" + body},
			"Thunderbird":         {"Fwd: Drucker", "-------- " + words[1] + " --------\n" + strings.Join([]string{about, date, from, to}, "\n") + "\n\n\n" + body},
			"Thunderbird, as new": {"Drucker", "-------- " + words[1] + " --------\n" + strings.Join([]string{about, date, from, to}, "\n") + "\n\n\n" + body},
			"Apple Mail":          {"Fwd: Drucker", words[2] + "\n\n" + strings.Join([]string{from, about, date, to}, "\n") + "\n\n" + body},
			"Apple Mail, marked":  {"Fwd: Drucker", marked(words[2]+"\n\n"+strings.Join([]string{from, about, date, to}, "\n")+"\n\n"+body, "> ")},
			"Outlook":             {words[3] + "Drucker", strings.Join([]string{from, date, to, about}, "\n") + "\n\n" + body},
			"Outlook web":         {words[3] + "Drucker", "________________________________\n" + strings.Join([]string{from, date, to, about}, "\n") + "\n\n" + body},
			"Outlook 2003":        {words[3] + "Drucker", h[4] + "\n" + strings.Join([]string{from, date, to, about}, "\n") + "\n\n" + body},
			"bold":                {words[3] + "Drucker", "*" + h[0] + ":* Ann Lee <ann@customer.example>\n*" + h[1] + ":* 6 2024 10:00\n*" + h[2] + ":* bob@acme.example\n*" + h[3] + ":* Drucker\n\n" + body},
		} {
			for _, above := range []string{own + "\n\n", ""} {
				for media, text := range map[string]string{"plain": above + c[1], "html": page(above + c[1])} {
					tried++
					m := Bytes(mail("From: bob@acme.example", "Subject: "+c[0], "Content-Type: text/"+media+"; charset=utf-8", "", text))
					id := fmt.Sprintf("%s, %s, %s, %q", language, name, media, above)
					f := m.Forwarded
					if f == nil {
						t.Errorf("%s: not found", id)
						continue
					}
					if f.From.Address != "ann@customer.example" || f.Subject != "Drucker" || f.Message != strings.TrimSpace(above) || strings.Join(strings.Fields(f.Body), " ") != "It burns. Help!" {
						t.Errorf("%s: %+v", id, *f)
					}
				}
			}
		}
	}
	t.Logf("%d forwards", tried)
}
