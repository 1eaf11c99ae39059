package mailout

import (
	"net/mail"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPathsAreWrittenForSMTP(t *testing.T) {
	for in, want := range map[string]string{
		"ann@acme.test":           "<ann@acme.test>",
		"ann+t1.abc@acme.test":    "<ann+t1.abc@acme.test>",
		"ann smith@acme.test":     `<"ann smith"@acme.test>`,
		`"ann smith"@acme.test`:   `<"ann smith"@acme.test>`,
		`"ann \"x\""@acme.test`:   `<"ann \"x\""@acme.test>`,
		"ann>@acme.test":          `<"ann>"@acme.test>`,
		"ann@[127.0.0.1]":         "<ann@[127.0.0.1]>",
		"ann@[IPv6:::1]":          "<ann@[IPv6:::1]>",
		"ann@bücher.test":         "<ann@xn--bcher-kva.test>",
		"änn@acme.test":           "<änn@acme.test>",
		"":                        "",
		"ann":                     "",
		"@acme.test":              "",
		"ann@":                    "",
		"ann@acme.test> SIZE=1":   "",
		"ann@acme.test\r\nDATA":   "",
		"ann\r\nDATA@acme.test":   "",
		"ann\x00@acme.test":       "",
		"ann\xff@acme.test":       "",
		"ann@acme .test":          "",
		"ann@\u202eacme.test":     "",
		"<ann@acme.test>":         "",
		"a@b.test,c@d.test\x7f":   "",
		"Ann <ann@acme.test>,x@y": `<"Ann <ann@acme.test>,x"@y>`,
	} {
		got, international, err := path(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("path(%q) = %q, %v; want %q", in, got, err, want)
		}
		if international != (want == "<änn@acme.test>") {
			t.Errorf("path(%q): international is %v", in, international)
		}
	}
}

func FuzzPath(f *testing.F) {
	for _, s := range []string{"a@b", `"a\"b"@c`, "ä@ö.test", "a@[::1]", "a\r\n@b", `"\@x`, `""@b`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got, international, err := path(in)
		if err != nil {
			return
		}
		if strings.ContainsFunc(got, unicode.IsControl) || !strings.HasPrefix(got, "<") || !strings.HasSuffix(got, ">") {
			t.Errorf("path(%q) = %q", in, got)
		}
		if international == isASCII(got) {
			t.Errorf("path(%q) = %q, international is %v", in, got, international)
		}
		if inner := got[1 : len(got)-1]; strings.HasPrefix(got, `<"`) {
			again, _, err := path(inner)
			if err != nil || again != got {
				t.Errorf("path(%q) = %q, %v; want it unchanged", inner, again, err)
			}
		} else if a, err := mail.ParseAddress(got); err == nil && "<"+a.Address+">" != got {
			t.Errorf("path(%q) = %q, which reads as %q", in, got, a.Address)
		}
	})
}

var wellFormed = regexp.MustCompile(`^(\d+|[2-5]\.\d{1,3}\.\d{1,3})$`)

func FuzzStatus(f *testing.F) {
	for _, s := range []string{"5.1.1 no such user", "no", "5.1", "4.0.0\nmore", "5.1.1x", "  5.7.26 text", "5..1", "5.1.1\ttab", "５.1.1"} {
		f.Add(550, s)
	}
	f.Fuzz(func(t *testing.T, code int, text string) {
		if code < 200 || code > 599 {
			return
		}
		if got := status(code, text); !wellFormed.MatchString(got) || got[0] != byte('0'+code/100) {
			t.Errorf("status(%d, %q) = %q", code, text, got)
		}
		line := oneLine(text)
		if strings.ContainsFunc(line, unicode.IsControl) || !utf8.ValidString(line) || len(line) > maxText+8 {
			t.Errorf("oneLine(%q) = %q", text, line)
		}
	})
}

func TestTheEnhancedCodeIsTakenWhenItFits(t *testing.T) {
	for text, want := range map[string]string{
		"5.1.1 no such user": "5.1.1", "5.7.26\nmore": "5.7.26", "4.1.1 odd": "550", "no such user": "550", "5.1.1": "5.1.1",
		"5.1.1234 x": "550", "5.+1.1 x": "550", "": "550",
	} {
		if got := status(550, text); got != want {
			t.Errorf("status(550, %q) = %q, want %q", text, got, want)
		}
	}
}

func TestALongAnswerIsMadeFitToBeStored(t *testing.T) {
	got := oneLine("a\r\nb\x1b[31m\xff " + strings.Repeat("ü", 1000))
	if !strings.HasPrefix(got, "a b [31m? ü") || !strings.HasSuffix(got, " …") || len(got) > maxText+8 {
		t.Errorf("%q", got)
	}
}
