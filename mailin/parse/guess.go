package parse

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// guess decodes bytes of an unknown charset: UTF-8 when valid, else what they look like, else windows-1252.
func guess(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	sample := b[:min(len(b), 4096)]
	if isWounded(b) {
		return string(bytes.ToValidUTF8(b, []byte("\ufffd")))
	}
	if text, ok := guessForeign(b, 6, 8); ok {
		return text
	}
	if countHigh(sample) >= 6 { // fewer say nothing
		if all := detect(sample); len(all) > 0 && all[0].Confidence >= 40 {
			if text, ok := decodeWhole(b, all[0].Charset); ok {
				return text
			}
		}
	}
	out, _ := charmap.Windows1252.NewDecoder().Bytes(b)
	return string(out)
}

// isWounded recognises UTF-8 with a wound, such as a cut in the middle of a letter.
func isWounded(b []byte) bool {
	b = b[:min(len(b), 4096)]
	broken, high := 0, countHigh(b)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			broken++
		}
		b = b[size:]
	}
	return broken*8 < high
}

// guessForeign reads text of a writing that has no letters in ASCII, such as Cyrillic, Greek or Chinese: there are at
// least so many letters of it, more than ASCII has, and the first charset that is likely enough and leaves no byte
// unread. No language of western Europe looks so, whatever the label says.
func guessForeign(b []byte, least, confidence int) (string, bool) {
	sample := withoutTags(b)
	var seen [256]bool
	ascii, high, distinct := 0, 0, 0
	for _, c := range sample {
		switch {
		case isLetter(c):
			ascii++
		case c >= 0xa1:
			if high++; !seen[c] {
				seen[c] = true
				distinct++
			}
		}
	}
	if high < least || high <= ascii || distinct < 5 {
		return "", false
	}
	for _, guess := range detect(sample) {
		e := findEncoding(strings.ToLower(guess.Charset))
		if guess.Confidence < confidence || e == nil || isWestern(e) {
			continue
		}
		if text, ok := decodeWhole(b, guess.Charset); ok {
			return text, true
		}
	}
	return "", false
}

// detect lists the charsets that a text may be in, the likeliest first. The detector asks its recognizers side by side and
// leaves those that are equally sure in the order of their answers; a mail must read the same each time, so that it is
// known again: of those the code pages of Windows come first, which most programs mean, then it goes by name.
func detect(sample []byte) []chardet.Result {
	all, err := chardet.NewTextDetector().DetectAll(sample)
	if err != nil {
		return nil
	}
	other := func(r chardet.Result) int {
		if strings.HasPrefix(r.Charset, "windows-") {
			return 0
		}
		return 1
	}
	slices.SortFunc(all, func(a, b chardet.Result) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(other(a), other(b)), cmp.Compare(a.Charset, b.Charset))
	})
	return all
}

// decodeWhole decodes bytes of a guessed charset, unless some of them do not exist there.
func decodeWhole(b []byte, charset string) (string, bool) {
	e := findEncoding(strings.ToLower(charset))
	if e == nil {
		return "", false
	}
	out, err := e.NewDecoder().Bytes(b)
	if err != nil || !utf8.Valid(out) || bytes.Contains(out, []byte("\ufffd")) {
		return "", false
	}
	return string(out), true
}

// isWestern reports whether a charset is one of western Europe.
func isWestern(e encoding.Encoding) bool {
	return e == charmap.Windows1252 || e == charmap.ISO8859_1 || e == charmap.ISO8859_15 || e == charmap.Windows1254 || e == charmap.ISO8859_9
}

// withoutTags is the beginning of a text without what stands between < and >.
func withoutTags(b []byte) []byte {
	b = b[:min(len(b), 16<<10)]
	if bytes.IndexByte(b, '<') < 0 {
		return b[:min(len(b), 4096)]
	}
	out := make([]byte, 0, 4096)
	inside := false
	for _, c := range b {
		switch {
		case c == '<' || c == '>':
			inside = c == '<'
		case !inside && len(out) < cap(out):
			out = append(out, c)
		}
	}
	return out
}

// toUTF8 makes a string valid UTF-8 by guessing when it is not.
func toUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return guess([]byte(s))
}

func countHigh(b []byte) (n int) {
	for _, c := range b {
		if c >= 0x80 {
			n++
		}
	}
	return n
}

func isASCII(b []byte) bool {
	for len(b) >= 8 {
		if (b[0]|b[1]|b[2]|b[3]|b[4]|b[5]|b[6]|b[7])&0x80 != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
