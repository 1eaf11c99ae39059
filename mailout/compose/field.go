package compose

import (
	"bufio"
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lineLength is the preferred length of a line (RFC 5322, section 2.1.1).
const lineLength = 76

// field is a header field whose value needs no more folding.
type field struct{ name, value string }

// writeField folds a value at its blanks and writes the field; nothing when the value is empty.
func writeField(w *bufio.Writer, name, value string) {
	value = clean(value)
	if value == "" {
		return
	}
	_, _ = w.WriteString(name)
	_ = w.WriteByte(':')
	used, first := len(name)+1, true
	for word := range strings.SplitSeq(value, " ") {
		if !first && used+1+len(word) > lineLength {
			_, _ = w.WriteString("\r\n")
			used = 0
		}
		first = false
		_ = w.WriteByte(' ')
		_, _ = w.WriteString(word)
		used += 1 + len(word)
	}
	_, _ = w.WriteString("\r\n")
}

// writeStrings writes strings one after the other.
func writeStrings(w *bufio.Writer, all ...string) {
	for _, s := range all {
		_, _ = w.WriteString(s)
	}
}

// clean puts a value on one line: every run of white space and control characters becomes one blank. It is the one
// place that makes it impossible for a value to begin a new field.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\ufffd"), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}

func isClean(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f || s[i] == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			return false
		}
	}
	return true
}

// short cleans a text that people read and limits its length. What looks like an encoded word but is none is pulled
// apart, so that no client decodes it.
func short(s string, limit int) string {
	s = strings.ReplaceAll(clean(s), "=?", "= ?")
	if utf8.RuneCountInString(s) > limit {
		s = strings.TrimSpace(string([]rune(s)[:limit-1])) + "…"
	}
	return s
}

// encoded writes an unstructured value in ASCII (RFC 2047). Only the words from the first to the last that need it are
// encoded: the tag of the desk stays readable to everything.
func encoded(s string) string {
	if isASCII(s) {
		return s
	}
	words := strings.Split(s, " ")
	first, last := 0, len(words)-1
	for isASCII(words[first]) {
		first++
	}
	for isASCII(words[last]) {
		last--
	}
	span := strings.Join(words[first:last+1], " ")
	coder := mime.QEncoding
	if foreign(span) {
		coder = mime.BEncoding
	}
	words = append(append(words[:first:first], coder.Encode("utf-8", span)), words[last+1:]...)
	return strings.Join(words, " ")
}

// foreign reports whether base64 is shorter than quoting: a text that is not mainly Latin.
func foreign(s string) bool {
	n := 0
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			n++
		}
	}
	return n > len(s)/3
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
