package compose

import (
	"bufio"
	"bytes"
	"mime/quotedprintable"
	"strings"
	"testing"
)

// FuzzQuotedPrintableIsThatOfTheStandardLibrary compares the two encoders.
func FuzzQuotedPrintableIsThatOfTheStandardLibrary(f *testing.F) {
	for _, text := range []string{"", "\n", "plain\n", "Grüße\n\nan = alle \n", "tab at the end\t", " ", "a \n\t\nb",
		strings.Repeat("x", 75), strings.Repeat("x", 76) + "\n", strings.Repeat("x", 77), strings.Repeat("x", 73) + "é", strings.Repeat("x", 74) + "=",
		strings.Repeat("x", 75) + " ", strings.Repeat("x", 74) + " ", strings.Repeat(" ", 80), strings.Repeat("日本語", 40), "\x00\x7f"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(text, "\r", "")
		var want bytes.Buffer
		w := quotedprintable.NewWriter(&want)
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		out := bufio.NewWriter(&got)
		writeQuoted(out, text)
		if err := out.Flush(); err != nil || got.String() != want.String() {
			t.Errorf("%q\n got %q, %v\nwant %q", text, got.String(), err, want.String())
		}
	})
}
