package compose

import (
	"net/mail"
	"strings"
	"testing"
	"testing/fstest"

	"tierdesk/templates"
	"tierdesk/tickets"
)

func TestALetterIsInItsLanguage(t *testing.T) {
	set, err := templates.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"": "please help us", "de": "bitte helfen Sie uns", "de-AT": "bitte helfen Sie uns", "xx": "please help us"} {
		d := draft(tickets.VendorRequest)
		d.Language, d.Data.Body = lang, tickets.Body{}
		var b strings.Builder
		if err := New(set, nil).Compose(d, &b); err != nil || !strings.Contains(b.String(), want) {
			t.Errorf("%q: %v\n%s", lang, err, b.String())
		}
	}
}

// TestNoTemplateOfTheOperatorMakesAFieldOfItsOwn puts line ends, and a customer's words, where only a subject belongs.
func TestNoTemplateOfTheOperatorMakesAFieldOfItsOwn(t *testing.T) {
	words := "a\r\nBcc: eve@evil.example\r\n\r\nb\nBcc: eve@evil.example\x00\u2028Bcc: eve@evil.example"
	for _, subject := range []string{`"{{.Subject}}"`, `"{{.Body.Text}}"`, `"{{.You}} {{.Actor}}"`, `"x\r\nBcc: eve@evil.example"`, `"x\n\nBcc: eve@evil.example"`,
		`"{{printf \"x%cBcc: eve@evil.example\" 10}}"`, `"{{range .Files}}{{.}}\n{{end}}"`, "|\n  x\n  Bcc: eve@evil.example", "|\n  {{.Subject}}\n\n  Bcc: eve@evil.example"} {
		for _, n := range []tickets.Notice{tickets.AgentReply, tickets.NewTicket} {
			set, err := templates.Load(fstest.MapFS{"en/" + string(n) + ".md": {Data: []byte("---\nsubject: " + subject + "\n---\nThe text.\n")}})
			if err != nil {
				t.Logf("%s is refused: %v", subject, err)
				continue
			}
			d := draft(n)
			d.Subject, d.Data.Subject, d.Data.Body.Text, d.Data.You, d.Data.Actor, d.Data.Files = words, words, words, words, words, []string{words, words}
			var b strings.Builder
			if err := New(set, nil).Compose(d, &b); err != nil {
				t.Errorf("%s: %v", subject, err)
				continue
			}
			m, err := mail.ReadMessage(strings.NewReader(b.String()))
			if err != nil {
				t.Fatalf("%s: %v", subject, err)
			}
			head, _, _ := strings.Cut(b.String(), "\r\n\r\n")
			if m.Header.Get("Bcc") != "" || len(m.Header["Subject"]) != 1 || m.Header.Get("Message-Id") == "" || strings.ContainsAny(strings.ReplaceAll(head, "\r\n", ""), "\r\n\x00") {
				t.Errorf("%s made\n%s", subject, head)
			}
		}
	}
}
