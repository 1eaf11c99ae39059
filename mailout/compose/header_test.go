package compose

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/emersion/go-message/mail"

	"tierdesk/tickets"
)

// read parses a mail with another library than the one that wrote it.
func read(t testing.TB, raw string) *mail.Reader {
	t.Helper()
	r, err := mail.CreateReader(strings.NewReader(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return r
}

// checkLines fails unless every line ends with CRLF and fits (RFC 5322, section 2.1.1), and the header is ASCII.
func checkLines(t testing.TB, raw string) {
	t.Helper()
	header, _, ok := strings.Cut(raw, "\r\n\r\n")
	if !ok || !isASCII(header) {
		t.Errorf("no end of the header, or not ASCII:\n%q", header)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(raw, "\r\n"), "\r\n") {
		if strings.ContainsAny(line, "\r\n\x00") || len(line) > 998 {
			t.Errorf("a bad line: %q", line)
		}
	}
}

func TestNoValueCanStartANewField(t *testing.T) {
	evil := "x\r\nBcc: evil@example.org\r\n\r\n<script>\x00\n\rX: y"
	d := draft(tickets.AgentReply)
	d.Subject, d.From, d.InReplyTo, d.ReplyTo = evil, evil, evil, evil+"@x.example"
	d.Auto, d.References = tickets.AutoSubmitted(evil), []string{evil, "a b", "<c>"}
	d.To = []tickets.Address{{Name: evil, Address: "rita@x.example\r\nBcc: evil@example.org"}, {Name: "nobody", Address: evil}}
	d.Cc = []tickets.Address{{Name: `"quoted" \ ` + evil, Address: "a,b;c:<d>@x.example"}}
	d.Attachments = []tickets.Enclosure{{Raw: "a", Attachment: tickets.Attachment{Name: evil, Type: evil, ContentID: evil, Size: 1}}}
	raw := compose(t, composer(t, leaves{"a": "1"}), d)
	checkLines(t, raw)
	for line := range strings.SplitSeq(raw, "\r\n") {
		if strings.HasPrefix(line, "Bcc") || strings.HasPrefix(line, "X:") || strings.HasPrefix(line, "<script") {
			t.Errorf("a new field: %q in\n%s", line, raw)
		}
	}
	h := read(t, raw).Header
	for _, name := range []string{"From", "To", "Cc", "Reply-To"} {
		if _, err := h.AddressList(name); err != nil {
			t.Errorf("%s: %q: %v", name, h.Get(name), err)
		}
	}
}

func TestSubjectsAndNamesOfAnyLanguageArriveUnchanged(t *testing.T) {
	for _, subject := range []string{
		"Drucker brennt – schon wieder: \"Größe\" überall",
		"プリンターが燃えています。二階のプリンターがまた燃えています。助けてください",
		"Принтер горит, и это уже второй раз за неделю; пожалуйста, приходите",
		"an ä in the middle of a long line of plain words that has to be folded more than once, I think, or twice",
		"🔥 fire 🔥", "a =?utf-8?q?b?= c", strings.Repeat("long", 40),
	} {
		d := draft(tickets.AgentReply)
		d.Subject, d.From = subject, "Änn (Acme Süpport)"
		raw := compose(t, composer(t, nil), d)
		checkLines(t, raw)
		h := read(t, raw).Header
		want := "Re: " + strings.ReplaceAll(subject, "=?", "= ?") + " [ACME #1024]"
		if got, err := h.Subject(); err != nil || got != want {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
		if !strings.HasSuffix(h.Get("Subject"), " [ACME #1024]") {
			t.Errorf("the tag is not readable: %s", h.Get("Subject"))
		}
		if from, err := h.AddressList("From"); err != nil || from[0].Name != "Änn (Acme Süpport)" {
			t.Errorf("From %v, %v", from, err)
		}
	}
}

func TestEncodedSubjectsAreFoldedWithin76Columns(t *testing.T) {
	d := draft(tickets.NewTicket)
	d.Subject = strings.Repeat("Größe ", 30)
	head, _, _ := strings.Cut(compose(t, composer(t, nil), d), "Message-ID")
	for line := range strings.SplitSeq(head, "\r\n") {
		if len(line) > 76 {
			t.Errorf("%d columns: %q", len(line), line)
		}
	}
}

func TestLongChainsKeepTheirRootAndTheirEnd(t *testing.T) {
	d := draft(tickets.AgentReply)
	d.References, d.InReplyTo = nil, "r49@x.example"
	for i := range 50 {
		d.References = append(d.References, fmt.Sprintf("r%d@x.example", i))
	}
	h := read(t, compose(t, composer(t, nil), d)).Header
	refs, err := h.MsgIDList("References")
	if err != nil || len(refs) != 10 || refs[0] != "r0@x.example" || refs[1] != "r41@x.example" || refs[9] != "r49@x.example" {
		t.Errorf("%v %v", refs, err)
	}
}

func TestAutomaticLettersSaySo(t *testing.T) {
	cases := map[tickets.Notice][2]string{
		tickets.AgentReply: {"", ""},
		tickets.Received:   {"auto-generated", "DR, RN, NRN, AutoReply, OOF"},
		tickets.NewTicket:  {"auto-generated", "DR, RN, NRN, AutoReply"},
	}
	for n, want := range cases {
		h := read(t, compose(t, composer(t, nil), draft(n))).Header
		if got := [2]string{h.Get("Auto-Submitted"), h.Get("X-Auto-Response-Suppress")}; got != want {
			t.Errorf("%s: %q, want %q", n, got, want)
		}
		if h.Get(Loop) != "support@acme.example" || h.Has("Precedence") || h.Has("User-Agent") {
			t.Errorf("%s: %v", n, h.Map())
		}
		if got := h.Get("X-Tierdesk-Notice"); (got == "") != (n != tickets.NewTicket) {
			t.Errorf("%s: X-Tierdesk-Notice %q", n, got)
		}
	}
}

func TestADraftWithoutIdentityIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(*tickets.Draft){
		"no Message-ID":       func(d *tickets.Draft) { d.MessageID = "" },
		"a broken Message-ID": func(d *tickets.Draft) { d.MessageID = "a\r\nb@x" },
		"no mailbox":          func(d *tickets.Draft) { d.Mailbox = "" },
	} {
		d := draft(tickets.Received)
		spoil(&d)
		if err := composer(t, nil).Compose(d, new(bytes.Buffer)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestDomainsOfAnyScriptBecomeASCII(t *testing.T) {
	if got := cleanAddress("info@bücher.example"); got != "info@xn--bcher-kva.example" {
		t.Error(got)
	}
}

func FuzzCompose(f *testing.F) {
	f.Add("subject", "Name", "a@b.example", "file.pdf", "words")
	f.Add("ä\r\nX: y", "=?utf-8?q?a?=", "\x00@", "../..\\ä\".exe", "\r.\r\n--=_\nFrom x")
	c := composer(f, leaves{"a": "1"})
	f.Fuzz(func(t *testing.T, subject, name, address, file, words string) {
		d := draft(tickets.AgentReply)
		d.Subject, d.From, d.Data.Body.Text = subject, name, words
		d.To = []tickets.Address{{Name: name, Address: address}}
		d.Attachments = []tickets.Enclosure{{Raw: "a", Attachment: tickets.Attachment{Name: file, Type: name, ContentID: subject, Size: 1}}}
		raw := compose(t, c, d)
		checkLines(t, raw)
		r := read(t, raw)
		if got, err := r.Header.Subject(); err != nil || !utf8.ValidString(got) {
			t.Fatalf("subject %q, %v", got, err)
		}
		if n := len(parts(t, raw)); n != 3 {
			t.Fatalf("%d parts:\n%s", n, raw)
		}
		if again := compose(t, c, d); again != raw {
			t.Fatal("another time, other bytes")
		}
	})
}
