package postoffice

import (
	"bytes"
	"testing"
)

func TestTheAuthservIDIsReadLikeRFC8601Says(t *testing.T) {
	for value, want := range map[string]string{
		"mx.example; dmarc=pass":                 "mx.example",
		" MX.Example 1; none":                    "mx.example",
		"(a (nested) ; comment) mx.example;none": "mx.example",
		`"mx.example"; none`:                     "mx.example",
		`"mx.\example"; none`:                    "mx.example",
		"mx.exam(x)ple;":                         "mx.example",
		"mx.example":                             "mx.example",
		"; none":                                 "",
		"":                                       "",
	} {
		if got := servID(value); got != want {
			t.Errorf("%q has the id %q, want %q", value, got, want)
		}
	}
}

func TestAHeaderOfAnythingCanBeRead(t *testing.T) {
	raw := []byte("From: a@b\r\nno field\r\nX:\r\n\tfolded\n more\n\nbody: no\n")
	h, body := readHeader(raw)
	if len(h) != 3 || h.get("x") != "folded more" || h[1].name != "" || string(raw[body:]) != "body: no\n" {
		t.Errorf("read %+v, body %q", h, raw[body:])
	}
}

func FuzzFieldsCoverTheHeaderAndCanBeTakenOut(f *testing.F) {
	f.Add([]byte("A: b\r\n c\r\n\r\nbody"))
	f.Add([]byte("Authentication-Results: mx; x\n\n"))
	f.Add([]byte(" \n:\n\r\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		h, body := readHeader(raw)
		end := 0
		for _, field := range h {
			if field.start != end || field.end <= field.start {
				t.Fatalf("field %+v does not follow %d", field, end)
			}
			end = field.end
			servID(field.value)
		}
		if end > body || body > len(raw) || bytes.Contains(bytes.TrimRight(raw[end:body], "\r\n"), []byte("\n")) {
			t.Fatalf("header ends at %d, body starts at %d of %d", end, body, len(raw))
		}
		if rest := without(raw, func(field) bool { return true }); !bytes.Equal(rest, raw[end:]) {
			t.Fatalf("without its header the mail is %q, want %q", rest, raw[end:])
		}
		if all := without(raw, func(field) bool { return false }); !bytes.Equal(all, raw) {
			t.Fatalf("without nothing the mail is %q, want %q", all, raw)
		}
	})
}
