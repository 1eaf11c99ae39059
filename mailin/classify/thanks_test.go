package classify

import (
	"os"
	"strings"
	"testing"

	"tierdesk/tickets"
)

func thanksMail(text string) *tickets.Mail {
	return &tickets.Mail{Kind: tickets.KindPerson, Text: text, NewText: text, From: []tickets.Address{{Name: "Carl Berg", Address: "carl@customer.example"}},
		To: []tickets.Address{{Name: "Ann Lee (Acme Support)", Address: "support@acme.example"}}}
}

// TestThanksAreToldFromEverythingElse reads the labelled list: no request may be taken for thanks, few thanks be missed.
func TestThanksAreToldFromEverythingElse(t *testing.T) {
	list, err := os.ReadFile("testdata/thanks.txt")
	if err != nil {
		t.Fatal(err)
	}
	var found, missed, wrong, rest int
	for row := range strings.Lines(string(list)) {
		label, text, ok := strings.Cut(strings.TrimSpace(row), " ")
		if !ok || label != "+" && label != "-" {
			continue
		}
		lang, text, _ := strings.Cut(text, " ")
		switch thanks := Thanks(thanksMail(strings.ReplaceAll(text, `\n`, "\n"))); {
		case label == "+" && thanks:
			found++
		case label == "+":
			missed++
			t.Logf("missed (%s): %s", lang, text)
		case thanks:
			wrong++
			t.Errorf("taken for thanks (%s): %s", lang, text)
		default:
			rest++
		}
	}
	t.Logf("%d lines: precision %.1f %%, recall %.1f %%", found+missed+wrong+rest, percent(found, wrong), percent(found, missed))
	if found+missed+wrong+rest < 300 || percent(found, missed) < 95 {
		t.Errorf("%d of %d thanks were found", found, found+missed)
	}
}

func percent(good, bad int) float64 { return 100 * float64(good) / float64(good+bad) }

func TestThanksWithMoreThanWordsAreForAPerson(t *testing.T) {
	logo := tickets.Attachment{Name: "logo.png", Type: "image/png", Inline: true, ContentID: "logo@x"}
	for name, c := range map[string]struct {
		change func(m *tickets.Mail)
		want   bool
	}{
		"plain":  {func(*tickets.Mail) {}, true},
		"a file": {func(m *tickets.Mail) { m.Attachments = []tickets.Attachment{{Name: "log.txt", Type: "text/plain"}} }, false},
		"a logo": {func(m *tickets.Mail) { m.Attachments = []tickets.Attachment{logo} }, true},
		"a picture in text": {func(m *tickets.Mail) {
			m.Attachments, m.NewMarkdown = []tickets.Attachment{logo}, "Thanks! ![a](cid:logo@x)"
		}, false},
		"a signature":       {func(m *tickets.Mail) { m.Attachments = []tickets.Attachment{{Type: "application/pgp-signature"}} }, true},
		"a forward":         {func(m *tickets.Mail) { m.Forwarded = &tickets.Forwarded{} }, false},
		"nothing":           {func(m *tickets.Mail) { m.NewText = " \n" }, false},
		"many words":        {func(m *tickets.Mail) { m.NewText = strings.Repeat("thank you very much ", 5) }, false},
		"a desk named Help": {func(m *tickets.Mail) { m.NewText, m.To[0].Name = "Thanks, help", "Help Desk" }, false},
		"an unknown name":   {func(m *tickets.Mail) { m.NewText = "Thanks, Zoe" }, false},
		"a known name":      {func(m *tickets.Mail) { m.NewText, m.Cc = "Thanks, Zoe", []tickets.Address{{Name: "Zoe Ray"}} }, true},
	} {
		m := thanksMail("Thanks!")
		c.change(m)
		if got := Thanks(m); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzThanks(f *testing.F) {
	for _, s := range []string{"Thanks Ann!", "ありがとう", "Hi *,\n", "merci de", "👍🏽", "спасибо((", "\xff thanks", "thanks Herr"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if m := thanksMail(s); Thanks(m) && strings.ContainsAny(s, "?0123456789@") {
			t.Errorf("%q is taken for thanks", s)
		}
	})
}
