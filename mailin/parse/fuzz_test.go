package parse

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tierdesk/tickets"
)

// checkMail holds what is true of every Mail.
func checkMail(t *testing.T, raw []byte, m *tickets.Mail) {
	t.Helper()
	if m.Size != int64(len(raw)) || m.Parts < 1 || m.Parts > maxParts+2*maxDepth {
		t.Fatalf("size %d of %d, %d parts", m.Size, len(raw), m.Parts)
	}
	for _, s := range []string{m.Subject, m.Text, m.NewText, m.Quoted, m.Signature, m.RawHTML, m.MessageID} {
		if !utf8.ValidString(s) {
			t.Fatalf("not UTF-8: %q", s)
		}
	}
	if strings.ContainsAny(m.Subject, "\r\n\x00") || strings.ContainsAny(m.MessageID, "\r\n <>") {
		t.Fatalf("subject %q, identifier %q", m.Subject, m.MessageID)
	}
	for _, a := range m.Attachments {
		if strings.ContainsAny(a.Name, "\r\n\x00") || len(a.SHA256) != 64 {
			t.Fatalf("%+v", a)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, raw := range samples() {
		f.Add(raw)
	}
	f.Add(winmailMail())
	f.Add([]byte(nested(50)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := Bytes(raw)
		checkMail(t, raw, &m)
		again := Read(iotest.HalfReader(bytes.NewReader(raw)))
		if diff := cmp.Diff(m, again); diff != "" {
			t.Fatalf("read otherwise the second time: %s", diff)
		}
		for _, a := range m.Attachments {
			var out bytes.Buffer
			if err := Leaf(bytes.NewReader(raw), a.Part, &out); err != nil || sumOf(out.String()) != a.SHA256 {
				t.Fatalf("part %d: %v", a.Part, err)
			}
		}
		Markdown(&m)
		if _, err := JSON("f", &m); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzOwnWords(f *testing.F) {
	f.Add("Hello\n\nOn 6 Jun 2024, at 10:00, Support <s@acme.example> wrote:\n> old\n\nnew\n-- \nAnn")
	f.Add("a\n________________________________\nVon: x@y\nGesendet: 1.1.2024\n\nold")
	for _, page := range htmlAnswers() {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lines := range [][]line{textLines(nil, s), htmlLines(s)} {
			own := new(room).ownWords(lines, joinText(lines), ownContext{}, known)
			total := len(strings.Join(strings.Fields(joinText(lines)), ""))
			if got := len(strings.Join(strings.Fields(own.text+own.quoted+own.signature), "")); got != total {
				t.Fatalf("%d of %d letters are left", got, total)
			}
		}
	})
}

func FuzzForward(f *testing.F) {
	f.Add("Fwd: a", "x\n---------- Forwarded message ---------\nFrom: A <a@b>\nDate: 1.1.2024\nSubject: s\nTo: <c@d>\n\nbody")
	f.Add("FW: a", "----- Forwarded Message ----- From: a <a@b>To: \"c\" <c@d>Sent: 1.1.2024 GMT+2Subject: s\n body")
	f.Add("WG: a", "Von: a@b\nGesendet: x\nAn: c@d\nBetreff: s\n\nbody")
	f.Fuzz(func(t *testing.T, subject, text string) {
		m := tickets.Mail{Subject: subject}
		got, at := forwardIn(&m, textLines(nil, text), &gathered{}, known)
		if got != nil && (at < 0 || len(got.Message) > len(text) || len(got.Body) > len(text)) {
			t.Fatalf("%+v at %d", got, at)
		}
	})
}

func FuzzHeaderFields(f *testing.F) {
	f.Add("=?utf-8?q?a_b?= <a@b>, c@d; x: y@z;", "attachment; filename*0*=utf-8'd'%C3; filename*1*=%BC", "Thu, 6 Jun 2024 10:00 GMT+2")
	f.Fuzz(func(t *testing.T, list, params, date string) {
		for _, a := range addresses(list) {
			if strings.ContainsAny(a.Name+a.Address, "\r\n\x00") {
				t.Fatalf("%q", a)
			}
		}
		mediaField(params)
		parseDate(date)
		messageIDs(list)
	})
}

func FuzzTNEF(f *testing.F) {
	f.Add(winmail())
	f.Add(russian())
	f.Fuzz(func(t *testing.T, b []byte) {
		found, _ := readTNEF(b)
		rtfText(decompressRTF(found.rtf))
		rtfText(b)
	})
}

func FuzzCharset(f *testing.F) {
	for _, c := range slices.Concat(asLabelled(), misLabelled()) {
		b, _ := c.in.NewEncoder().Bytes([]byte(c.text))
		for label := range strings.FieldsSeq(c.labels) {
			f.Add(label, b)
		}
	}
	f.Add("iso-2022-kr", []byte("\x1b$)C\x0eGA80F.\x0f"))
	f.Add("utf-7", []byte("gl+APw-ht +- +"))
	f.Fuzz(func(t *testing.T, label string, b []byte) {
		if text, _ := decodeCharset(b, label); !utf8.ValidString(text) || len(text) > 8*len(b)+8 {
			t.Fatalf("%q: %d bytes become %d: %q", label, len(b), len(text), text)
		}
	})
}
