package parse

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tierdesk/tickets"
)

// mail joins lines with CRLF.
func mail(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n")) }

func TestAPlainMailIsReadWhole(t *testing.T) {
	raw := mail("Return-Path: <ann@customer.example>", "From: Ann Lee <ann@customer.example>", "To: support@acme.example, Bob <bob@acme.example>",
		"Subject: =?utf-8?q?Dr=C3=BCcker?= brennt", "Date: Thu, 6 Jun 2024 10:00:00 +0200", "Message-ID: <m1@customer.example>",
		"In-Reply-To: <a@b>", "References: <x@y>", " <a@b>", "", "Hello,", "it burns.", "")
	m := Bytes(raw)
	want := tickets.Mail{
		MessageID: "m1@customer.example", InReplyTo: []string{"a@b"}, References: []string{"x@y", "a@b"}, Subject: "Drücker brennt",
		Date: time.Date(2024, 6, 6, 10, 0, 0, 0, time.FixedZone("", 7200)),
		From: []tickets.Address{{Name: "Ann Lee", Address: "ann@customer.example"}}, To: []tickets.Address{{Address: "support@acme.example"}, {Name: "Bob", Address: "bob@acme.example"}},
		ReturnPath: "ann@customer.example", Text: "Hello,\nit burns.", NewText: "Hello,\nit burns.", Parts: 1, Size: int64(len(raw)),
	}
	want.Header = m.Header
	if diff := cmp.Diff(want, m); diff != "" {
		t.Error(diff)
	}
	if len(m.Header) != 8 || m.Get("references") != "<x@y> <a@b>" {
		t.Errorf("header: %q", m.Header)
	}
}

func TestReadAndBytesAgreeHoweverTheBytesArrive(t *testing.T) {
	for name, raw := range samples() {
		want := Bytes(raw)
		for kind, r := range map[string]io.Reader{
			"whole": bytes.NewReader(raw), "byte by byte": iotest.OneByteReader(bytes.NewReader(raw)), "halves": iotest.HalfReader(bytes.NewReader(raw)),
		} {
			if diff := cmp.Diff(want, Read(r)); diff != "" {
				t.Errorf("%s, %s: %s", name, kind, diff)
			}
		}
	}
}

func TestBrokenHeadersLoseNothing(t *testing.T) {
	for name, c := range map[string]struct {
		raw           []byte
		subject, text string
	}{
		"nothing at all":               {nil, "", ""},
		"only line ends":               {mail("", "", ""), "", ""},
		"mbox separator":               {mail("From ann@x Thu Jun  6 10:00:00 2024", "Subject: a", "", "b"), "a", "b"},
		"quoted mbox separator":        {mail(">From ann@x Thu Jun  6 10:00:00 2024", "Subject: a", "", "b"), "a", "b"},
		"line without colon":           {mail("Subject: a", "rubbish here", "From: b@c", "", "b"), "a", "b"},
		"no blank line":                {mail("From: b@c", "Subject: a", "This is the text", "of two lines, with a colon: here"), "a", "This is the text\nof two lines, with a colon: here"},
		"only text":                    {mail("Hello there", "and bye"), "", "Hello there\nand bye"},
		"folded first line":            {mail("  folded", "Subject: a", "", "b"), "a", "b"},
		"blank before the colon":       {mail("Subject : a", "", "b"), "a", "b"},
		"line feeds only":              {[]byte("Subject: a\n\nb\nc"), "a", "b\nc"},
		"carriage returns only":        {[]byte("Subject: a\r\rb\rc"), "a", "b\nc"},
		"line ends and NUL in subject": {mail("Subject: =?utf-8?q?a=0D=0ABcc:_x=00@y?=", "", "b"), "a  Bcc: x@y", "b"},
		"8-bit subject":                {mail("Subject: M\xfcller", "", "b"), "Müller", "b"},
	} {
		m := Bytes(c.raw)
		if m.Subject != c.subject || m.Text != c.text {
			t.Errorf("%s: subject %q, text %q, repairs %q", name, m.Subject, m.Text, m.Repairs)
		}
	}
}

func TestAReaderThatFailsGivesWhatWasRead(t *testing.T) {
	m := Read(io.MultiReader(strings.NewReader("Subject: a\r\n\r\nhello"), iotest.ErrReader(errors.New("broken"))))
	if m.Subject != "a" || m.Text != "hello" || !strings.Contains(strings.Join(m.Repairs, ";"), "to its end") {
		t.Errorf("%+v", m)
	}
}

func TestMessageIdentifiersAreFoundInEveryForm(t *testing.T) {
	for in, want := range map[string][]string{
		"<a@b>":                  {"a@b"},
		"<a@b> <c@d>":            {"a@b", "c@d"},
		"<a@b>,<c@d>":            {"a@b", "c@d"},
		"<a@b@c> <12345>":        {"a@b@c", "12345"},
		"<a\t@b>":                {"a@b"},
		"a@b":                    {"a@b"},
		"Your mail of (x) <a@b>": {"a@b"},
		"nothing":                nil,
		"<":                      nil,
	} {
		if diff := cmp.Diff(want, messageIDs(in)); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

// endless is a mail of a given number of body bytes.
func endless(n int64) io.Reader {
	head := "From: a@b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nsee file\r\n--x\r\n" +
		"Content-Type: application/octet-stream; name=big.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	return io.MultiReader(strings.NewReader(head), io.LimitReader(repeated{strings.Repeat("QUJD", 19) + "\r\n"}, n), strings.NewReader("\r\n--x--\r\n"))
}

type repeated struct{ s string }

func (r repeated) Read(p []byte) (int, error) {
	n := 0
	for n+len(r.s) <= len(p) {
		n += copy(p[n:], r.s)
	}
	if n == 0 {
		n = copy(p, r.s)
	}
	return n, nil
}

func TestAHugeAttachmentCostsLittleMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	m := Read(endless(100 << 20))
	runtime.ReadMemStats(&after)
	if len(m.Attachments) != 1 || m.Attachments[0].Size < 70<<20 || m.Size < 100<<20 {
		t.Fatalf("%+v", m.Attachments)
	}
	if cost := after.TotalAlloc - before.TotalAlloc; cost > 4<<20 {
		t.Errorf("reading 100 MB allocated %d bytes", cost)
	}
}

func TestHostileMailsAreBounded(t *testing.T) {
	for name, c := range map[string]struct {
		raw   io.Reader
		parts int // at most
	}{
		"5000 nested multiparts":    {strings.NewReader(nested(5000)), maxDepth + 1},
		"a part header of 50 MB":    {io.MultiReader(strings.NewReader("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nX: "), io.LimitReader(repeated{strings.Repeat("a", 100)}, 50<<20), strings.NewReader("\r\n\r\nb\r\n--x--\r\n")), 2},
		"a header of 50 MB fields":  {io.MultiReader(io.LimitReader(repeated{"X-A: b\r\n"}, 50<<20), strings.NewReader("\r\nb")), 1},
		"20000 parts":               {strings.NewReader("Content-Type: multipart/mixed; boundary=x\r\n\r\n" + strings.Repeat("--x\r\n\r\na\r\n", 20000)), maxParts},
		"a line without end":        {io.MultiReader(strings.NewReader("Subject: a\r\n\r\n"), io.LimitReader(repeated{strings.Repeat("a", 100)}, 20<<20)), 1},
		"a body of attributions":    {strings.NewReader("Subject: a\r\n\r\n" + strings.Repeat("On 1.1.2024 10:00 a <a@b> wrote: x\r\n", 40000)), 1},
		"a body of labels":          {strings.NewReader("Subject: a\r\n\r\n" + strings.Repeat("From: a@b\r\nx\r\n", 60000)), 1},
		"a body of opening tags":    {strings.NewReader("Content-Type: text/html\r\n\r\n" + strings.Repeat("<div><blockquote>", 60000)), 1},
		"a body of closing tags":    {strings.NewReader("Content-Type: text/html\r\n\r\n" + strings.Repeat("<b>", 5000) + strings.Repeat("</i>", 200000)), 1},
		"nested attached mails":     {strings.NewReader(strings.Repeat("Content-Type: message/rfc822\r\n\r\n", 5000)), 2 * (maxDepth + 2)},
		"an address list of 1 MB":   {strings.NewReader("To: " + strings.Repeat("a@b, ", 40000) + "\r\n\r\n"), 1},
		"parameters without end":    {strings.NewReader("Content-Type: text/plain" + strings.Repeat("; a*1*=b", 20000) + "\r\n\r\n"), 1},
		"encoded words without end": {strings.NewReader("Subject: " + strings.Repeat("=?utf-8?q?a", 20000) + "\r\n\r\n"), 1},
	} {
		m := Read(c.raw)
		if m.Parts < 1 || m.Parts > c.parts {
			t.Errorf("%s: %d parts", name, m.Parts)
		}
		if len(m.Text) > 2*maxText {
			t.Errorf("%s: %d bytes of text", name, len(m.Text))
		}
	}
}

// nested is a mail of n multiparts inside each other.
func nested(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	return out.String() + "\r\nhello"
}
