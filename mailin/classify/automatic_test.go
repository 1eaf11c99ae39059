package classify_test

import (
	"testing"
	"time"

	"tierdesk/tickets"
)

const (
	person = tickets.KindPerson
	away   = tickets.KindOutOfOffice
	reply  = tickets.KindAutoReply
)

func TestAutomaticAnswersAreKnownByFieldsAndSubjectsInManyLanguages(t *testing.T) {
	for _, c := range []struct {
		head, subject, text string
		kind                tickets.MailKind
		auto                bool
	}{
		{"Auto-Submitted: auto-replied", "Re: Printer", "Thank you.", reply, true},
		{"Auto-Submitted: auto-replied; owner-email=\"ann@x.example\"", "Printer", "Thank you.", reply, true},
		{"Auto-Submitted: Auto-Replied (vacation)", "Printer", "x", away, true},
		{"Auto-submitted: auto-generated (zippel)", "Printer", "x", person, true},
		{"Auto-Submitted: auto-notified", "Printer", "x", person, true},
		{"Auto-Submitted: no", "Printer", "x", person, false},
		{"Auto-Submitted: No ", "Printer", "x", person, false},
		{"X-Autoreply: yes", "Printer", "x", reply, true},
		{"X-Autorespond: ", "Printer", "x", reply, true},
		{"X-Autoresponder: yes", "Printer", "x", reply, true},
		{"X-Auto-Response-Suppress: DR, RN, NRN", "Printer", "My printer burns.", person, false},
		{"X-Auto-Response-Suppress: OOF", "Printer", "My printer burns.", person, true},
		{"X-Auto-Response-Suppress: All", "Printer", "My printer burns.", person, true},
		{"X-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated", "Automatic reply: Printer", "I am out of the office.", away, true},
		{"Precedence: auto_reply", "Re: Printer", "x", reply, true},
		{"X-Precedence: auto_reply", "Re: Printer", "x", reply, true},
		{"Preference: auto_reply", "Re: Printer", "x", reply, true},
		{"Precedence: bulk", "Printer", "x", person, true},
		{"Precedence: first-class", "Printer", "x", person, false},
		{"X-Mail-Autoreply: 1", "Printer", "x", reply, true},
		{"X-Mailer: vacation 1.2", "Printer", "x", reply, true},
		{"X-Mailer: Autoresponder", "Printer", "x", reply, true},
		{"User-Agent: Vacation/1.2.8.0 http://vacation.sourceforge.net", "Printer", "x", reply, true},
		{"X-Mailer: Microsoft Outlook 16.0", "Printer", "x", person, false},
		{"X-Loop: desk", "Printer", "x", person, true},
		{"X-Vacation: yes", "Printer", "x", away, true},
		{"List-Id: <users.x.example>", "Printer", "x", tickets.KindList, true},
		{"List-Unsubscribe: <mailto:x@x.example>", "News", "x", person, true},

		{"", "Out of office process broken", "It does not start.", person, false},
		{"", "Out of Office", "I am away.", away, true},
		{"", "Out of Office Re: Printer", "I am away.", away, true},
		{"", "OOO: Printer", "I am away.", away, true},
		{"", "Automatic reply: Out of office", "I am away.", away, true},
		{"", "Auto: Printer", "x", reply, true},
		{"", "Auto insurance: which one?", "x", person, false},
		{"", "AutoReply: Printer", "x", reply, true},
		{"", "Automatische Antwort: Drucker", "Vielen Dank für Ihre Nachricht.", reply, true},
		{"", "Automatische Antwort: Drucker", "Ich bin vom 3. bis 14. Juni nicht im Büro.", away, true},
		{"", "Abwesenheitsnotiz", "x", away, true},
		{"", "Abwesenheit wegen Krankheit melden, wie geht das?", "x", person, false},
		{"", "Réponse automatique : Imprimante", "Je suis absent jusqu'au 14 juin.", away, true},
		{"", "Réponse automatique: Imprimante", "Merci de votre message.", reply, true},
		{"", "Absence du bureau : Imprimante", "x", away, true},
		{"", "Absence de son sur mon ordinateur", "Que faire ?", person, false},
		{"", "Respuesta automática: Impresora", "Estoy fuera de la oficina hasta el 14 de junio.", away, true},
		{"", "Fuera de la oficina: Impresora", "x", away, true},
		{"", "Risposta automatica: Stampante", "Sono in ferie fino al 14 giugno.", away, true},
		{"", "Fuori sede: Stampante", "x", away, true},
		{"", "Resposta automática: Impressora", "Estou de férias até 14 de junho.", away, true},
		{"", "Ausência temporária: Impressora", "x", away, true},
		{"", "Automatisch antwoord: Printer", "Ik ben op vakantie.", away, true},
		{"", "Automatisch antwoord: Printer", "Bedankt voor uw bericht.", reply, true},
		{"", "Autosvar: Skrivare", "Jag är på semester.", away, true},
		{"", "Automatiskt svar: Skrivare", "Tack.", reply, true},
		{"", "Automatisk svar: Skriver", "Jeg er på ferie.", away, true},
		{"", "Automaattinen vastaus: Tulostin", "Olen lomalla.", away, true},
		{"", "Automatyczna odpowiedź: Drukarka", "Jestem na urlopie.", away, true},
		{"", "Odpowiedź automatyczna: Drukarka", "Dziękuję.", reply, true},
		{"", "Automatická odpověď: Tiskárna", "Jsem na dovolené.", away, true},
		{"", "Automatická odpoveď: Tlačiareň", "Som na dovolenke.", away, true},
		{"", "Automatikus válasz: Nyomtató", "Szabadságon vagyok.", away, true},
		{"", "Răspuns automat: Imprimantă", "Sunt în concediu.", away, true},
		{"", "Αυτόματη απάντηση: Εκτυπωτής", "Ευχαριστώ.", reply, true},
		{"", "Автоматический ответ: Принтер", "Я в отпуске до 14 июня.", away, true},
		{"", "Автоответ: Принтер", "Спасибо.", reply, true},
		{"", "Автоматична відповідь: Принтер", "Я у відпустці.", away, true},
		{"", "Otomatik yanıt: Yazıcı", "İzindeyim.", away, true},
		{"", "رد تلقائي: طابعة", "شكرا", reply, true},
		{"", "תשובה אוטומטית: מדפסת", "תודה", reply, true},
		{"", "自动回复: 打印机", "我在休假。", away, true},
		{"", "自動回覆: 印表機", "謝謝", reply, true},
		{"", "自動応答: プリンター", "休暇中です。", away, true},
		{"", "자동 회신: 프린터", "휴가 중입니다.", away, true},
		{"", "Trả lời tự động: Máy in", "Tôi đang nghỉ phép.", away, true},
		{"", "[Auto-Reply] Printer", "x", reply, true},
		{"", "[Automatic reply] Printer", "x", reply, true},
		{"", "Autoreply cannot be switched off", "x", person, false},
		{"", "Re: Automatic reply: Printer", "Thanks, and when do you come?", person, false},
		{"", "Vacation request form is broken", "x", person, false},
		{"", "I am out of toner", "Please send some.", person, false},
		{"", "I am away next week, please hurry", "Can you fix it before?", person, false},
		{"", "Nicht im Büro erreichbar: Telefonanlage gestört", "x", person, false},
		{"", "Urlaubsantrag", "Wie geht das?", person, false},
	} {
		head := c.head
		if head != "" {
			head += "\n"
		}
		m := classified([]byte("From: ann@x.example\nTo: support@acme.example\nMessage-ID: <1@x.example>\n" + head + "Subject: " + c.subject + "\nContent-Type: text/plain; charset=utf-8\nDate: Thu, 6 Jun 2024 10:00:00 +0200\n\n" + c.text))
		if m.Kind != c.kind || m.Auto != c.auto {
			t.Errorf("%q, %q: %s, auto %v; want %s", c.head, c.subject, m.Kind, m.Auto, c.kind)
		}
	}
}

func TestMoreFormsOfTheDateOfReturnAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"I am currently out of the office, returning Monday, June 17.":                                "2024-06-17",
		"I'll be back in the office on the 17th of June.":                                             "2024-06-17",
		"I will be out of office from 06/10/2024 to 06/14/2024.":                                      "2024-06-15",
		"OOO 10 Jun - 14 Jun, back 17 Jun.":                                                           "2024-06-17",
		"Thank you for your email. I am on annual leave, returning on 17/06/2024. For help call 555.": "2024-06-17",
		"I am out of the office until Monday 17th June 2024 with no access to email.":                 "2024-06-17",
		"Ich bin ab Montag, den 17.06.2024, wieder im Büro.":                                          "2024-06-17",
		"Ich bin bis einschließlich 14.06.2024 abwesend.":                                             "2024-06-15",
		"Ich bin voraussichtlich am Montag, 17. Juni 2024 zurück.":                                    "2024-06-17",
		"Je suis en congés du 10/06/2024 au 14/06/2024 inclus.":                                       "2024-06-15",
		"Je serai de retour au bureau le lundi 17 juin.":                                              "2024-06-17",
		"Estaré fuera de la oficina del 10 al 14 de junio. Me reincorporo el 17 de junio.":            "2024-06-17",
		"Sarò assente dal 10/06/2024 al 14/06/2024.":                                                  "2024-06-15",
		"Estarei ausente de 10/06/2024 a 14/06/2024.":                                                 "2024-06-15",
		"Ik ben van 10 juni tot en met 14 juni afwezig.":                                              "2024-06-15",
		"Jag är tillbaka på kontoret måndag 17 juni.":                                                 "2024-06-17",
		"Jeg er på ferie til og med 14. juni.":                                                        "2024-06-15",
		"Nie ma mnie w biurze do 14.06.2024 włącznie.":                                                "2024-06-15",
		"Jsem na dovolené do 14. 6. 2024.":                                                            "2024-06-15",
		"Szabadságon vagyok 2024. június 14-ig.":                                                      "2024-06-15",
		"Sunt în concediu până pe 14 iunie 2024.":                                                     "2024-06-15",
		"Я буду отсутствовать с 10.06.2024 по 14.06.2024.":                                            "2024-06-15",
		"14 Haziran 2024 tarihine kadar izindeyim.":                                                   "2024-06-15",
		"我將於6月17日返回辦公室。":                                                                              "2024-06-17",
		"6月17日より出社いたします。":                                                                             "2024-06-17",
		"6월 17일에 복귀합니다.":                                                                              "2024-06-17",
		"Tôi nghỉ phép đến hết ngày 14/6/2024.":                                                       "2024-06-15",
	} {
		m := classified([]byte("From: ann@x.example\nAuto-Submitted: auto-replied (vacation)\nSubject: Printer\nContent-Type: text/plain; charset=utf-8\nDate: Thu, 6 Jun 2024 10:00:00 +0200\n\n" + text))
		got := ""
		if !m.Back.IsZero() {
			got = m.Back.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
