package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// decodeWords decodes the encoded words of RFC 2047 in a header value, also broken ones: words inside other text or
// quotes, words with blanks inside, letters cut in two between words, missing padding, a missing end.
func decodeWords(v string) string {
	if !strings.Contains(v, "=?") {
		return v
	}
	var out strings.Builder
	run := wordRun{}
	for first := true; ; first = false {
		before, word, after, ok := cutWord(v)
		if !ok {
			break
		}
		blank := strings.Trim(before, " \t\r\n") == ""
		if !blank || !strings.EqualFold(word.charset, run.charset) {
			out.WriteString(run.end())
		}
		if !blank || first {
			out.WriteString(before)
		}
		run.charset = word.charset
		run.add(word)
		v = after
	}
	out.WriteString(run.end())
	out.WriteString(v)
	return out.String()
}

// wordRun is a run of encoded words of one charset: letters may be cut in two between them, and so may a group of base64.
type wordRun struct {
	charset string
	bytes   []byte
	carry   string // base64 that lacks its end
}

func (r *wordRun) add(w encodedWord) {
	if w.encoding == 'q' {
		r.bytes = append(r.bytes, decodeBase64(r.carry)...)
		r.carry = ""
		r.bytes = append(r.bytes, decodeQ(w.text)...)
		return
	}
	text := r.carry + strings.Join(strings.Fields(w.text), "")
	whole := len(text)
	if !strings.Contains(text, "=") {
		whole -= len(text) % 4
	}
	r.bytes = append(r.bytes, decodeBase64(text[:whole])...)
	r.carry = text[whole:]
}

// end returns the text of the run.
func (r *wordRun) end() string {
	b := append(r.bytes, decodeBase64(r.carry)...)
	r.bytes, r.carry = r.bytes[:0], ""
	if len(b) == 0 {
		return ""
	}
	text, _ := decodeCharset(b, r.charset)
	return text
}

type encodedWord struct {
	charset  string
	encoding byte // q or b
	text     string
}

// cutWord finds the first encoded word: =?charset?encoding?text?=.
func cutWord(v string) (before string, word encodedWord, after string, ok bool) {
	for from := 0; ; {
		at := strings.Index(v[from:], "=?")
		if at < 0 {
			return "", word, "", false
		}
		at += from
		charset, rest, ok1 := strings.Cut(v[at+2:], "?")
		if ok1 && len(rest) > 1 && rest[1] == '?' && len(charset) > 0 && len(charset) < 64 && charset[0] > ' ' && !strings.Contains(charset, "=") {
			if text, after, ok := wordText(rest[0], rest[2:]); ok {
				return v[:at], encodedWord{charset, rest[0] | 0x20, text}, after, true
			}
		}
		from = at + 2
	}
}

// wordText takes the text of a word off the front and returns what follows it.
func wordText(encoding byte, rest string) (text, after string, ok bool) {
	if encoding |= 0x20; encoding != 'q' && encoding != 'b' {
		return "", "", false
	}
	end := strings.Index(rest, "?=")
	for encoding == 'q' && end >= 0 && end+3 < len(rest) && isHex(rest[end+2]) && isHex(rest[end+3]) {
		next := strings.Index(rest[end+2:], "?=") // a question mark in front of an encoded byte ends nothing
		if next < 0 {
			break
		}
		end += 2 + next
	}
	switch {
	case end >= 0:
		return rest[:end], rest[end+2:], true
	case strings.Contains(rest, "?") || len(rest) > 200:
		return "", "", false
	}
	return rest, "", true
}

// decodeQ decodes the Q encoding of RFC 2047, section 4.2; wrong escapes stay as they are.
func decodeQ(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '_':
			out = append(out, ' ')
		case s[i] == '=' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		default:
			out = append(out, s[i])
		}
	}
	return out
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

// oneLine decodes a header value for people: no control characters, no line ends, trimmed. A decoded word may hold CR,
// LF and NUL, which must never reach another header, a log line or a file name.
func oneLine(v string) string {
	v = decodeWords(v)
	clean := true
	for i := 0; i < len(v); i++ {
		if c := v[i]; c < ' ' || c == 0x7f || c >= utf8.RuneSelf {
			clean = false
			break
		}
	}
	if clean {
		return strings.TrimSpace(v)
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || r == '\ufeff' || isBidi(r):
			return -1
		}
		return r
	}, v))
}

// isBidi recognises the characters that turn the direction of writing, used to forge names and file names.
func isBidi(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }
