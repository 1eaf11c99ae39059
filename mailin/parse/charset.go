package parse

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// decodeCharset turns bytes of the named charset into UTF-8. It always returns valid UTF-8; repair says in words what
// was wrong with the label, "" when nothing was.
func decodeCharset(b []byte, label string) (text, repair string) {
	label = cleanLabel(label)
	if marked, e := byMark(b, label); e != nil {
		out, _ := e.NewDecoder().Bytes(b)
		return string(bytes.ToValidUTF8(out, []byte("\ufffd"))), marked
	}
	if repair, is := isUTF8(b, label); is {
		return string(b), repair
	}
	switch label {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "x-user-defined", "8bit", "binary", "default":
		return guess(b), "guessed the charset of text labelled " + quotedLabel(label)
	case "utf-7", "unicode-1-1-utf-7", "x-unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "unicode-2-0-utf-7":
		return decodeUTF7(b), ""
	}
	e := findEncoding(label)
	if e == nil || isWide(label) && isPlain(b) {
		return guess(b), "guessed the charset of text labelled " + quotedLabel(label)
	}
	out, err := e.NewDecoder().Bytes(b)
	if err != nil || bytes.Contains(out, []byte("\ufffd")) && (utf8.Valid(b) || isSevenBit(label) && countHigh(b) >= 6) {
		return guess(b), "read as another charset what was labelled " + label
	}
	if isWestern(e) {
		if countHigh(b) >= 16 && isWounded(b) {
			return string(bytes.ToValidUTF8(b, []byte("\ufffd"))), "read as UTF-8 what was labelled " + label
		}
		if text, ok := guessForeign(b, 24, 30); ok {
			return text, "read as another charset what was labelled " + label
		}
	}
	return string(bytes.ToValidUTF8(out, []byte("\ufffd"))), ""
}

// isUTF8 reports whether bytes under a clean label are text in UTF-8 as they stand, and what has to be mended of the label.
func isUTF8(b []byte, label string) (repair string, is bool) {
	if isStateful(label) {
		return "", false
	}
	if _, e := byMark(b, label); e != nil {
		return "", false
	}
	switch {
	case isASCII(b):
		return "", true
	case !utf8.Valid(b):
		return "", false
	case label == "utf-8" || label == "utf8" || label == "":
		return "", true
	case !believesUTF8(b, label):
		return "", false
	}
	return "read as UTF-8 what was labelled " + label, true
}

// believesUTF8 decides whether valid UTF-8 under another label is meant as UTF-8. In single-byte charsets such
// sequences do not occur by chance; in the Asian ones they do, so there the label decides.
func believesUTF8(b []byte, label string) bool {
	switch e := findEncoding(label); e.(type) {
	case nil:
		return true
	case *charmap.Charmap:
		return e != charmap.CodePage437 && e != charmap.KOI8R || utf8.RuneCount(b) < len(b)
	}
	return false
}

// cleanLabel brings a charset name into the form used for look-up.
func cleanLabel(label string) string {
	label = strings.ToLower(strings.Trim(label, " \t\"'<>;,\r\n"))
	label, _, _ = strings.Cut(label, "*") // the language of RFC 2231, section 5
	label = strings.TrimPrefix(label, "charset=")
	return strings.Trim(label, " \t\"'")
}

func quotedLabel(label string) string {
	if label == "" {
		return "with nothing"
	}
	return label
}

// isStateful reports whether ASCII bytes of that charset mean something else.
func isStateful(label string) bool {
	return isSevenBit(label) || isWide(label) || isEBCDIC(label)
}

// isWide reports whether the charset writes ASCII letters with more than one byte.
func isWide(label string) bool {
	return strings.HasPrefix(label, "utf-16") || strings.HasPrefix(label, "utf-32") || strings.HasPrefix(label, "utf16") || strings.HasPrefix(label, "utf32") ||
		strings.HasPrefix(label, "ucs-") || strings.HasPrefix(label, "iso-10646") || label == "unicode"
}

// isPlain reports whether bytes under the label of a wide charset are plain text: Word calls its HTML "unicode", whatever it
// is written in (WHATWG HTML, section 13.2.3.2, reads UTF-16 in a meta element as UTF-8).
func isPlain(b []byte) bool {
	return utf8.Valid(b) && !bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' })
}

// isSevenBit reports whether the charset writes all its letters with ASCII bytes.
func isSevenBit(label string) bool {
	return strings.HasPrefix(label, "iso-2022") || strings.HasPrefix(label, "csiso2022") || strings.HasPrefix(label, "cp5022") || strings.Contains(label, "iso2022jp") ||
		strings.Contains(label, "utf-7") || strings.HasPrefix(label, "hz")
}

// byMark finds the charset that the bytes themselves announce: a byte order mark of UTF-16 or UTF-32 (RFC 2781, section
// 3.2), or an escape sequence of ISO 2022 (RFC 1468, RFC 1557) in what is labelled ASCII, UTF-8 or nothing.
func byMark(b []byte, label string) (repair string, e encoding.Encoding) {
	e = orderMark(b)
	if e == nil && (label == "" || label == "us-ascii" || label == "ascii" || label == "utf-8" || label == "utf8") {
		e = escapes(b)
	}
	if e == nil || strings.HasPrefix(label, "utf-16") || strings.HasPrefix(label, "utf-32") {
		return "", e
	}
	return "read by the mark in it a text labelled " + quotedLabel(label), e
}

func orderMark(b []byte) encoding.Encoding {
	switch {
	case len(b) < 2 || b[0] != 0xff && b[0] != 0xfe && b[0] != 0:
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case b[0] == 0xff && b[1] == 0xfe, b[0] == 0xfe && b[1] == 0xff:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return nil
}

func escapes(b []byte) encoding.Encoding {
	at := bytes.Index(b, []byte("\x1b$"))
	switch {
	case at < 0 || at+2 >= len(b):
	case b[at+2] == 'B' || b[at+2] == '@':
		return japanese.ISO2022JP
	case bytes.HasPrefix(b[at+2:], []byte(")C")):
		return iso2022KR{}
	}
	return nil
}

// decodeUTF7 reads RFC 2152: base64 of UTF-16 between + and -.
func decodeUTF7(b []byte) string {
	var out strings.Builder
	for len(b) > 0 {
		at := bytes.IndexByte(b, '+')
		if at < 0 {
			break
		}
		out.Write(b[:at])
		b = b[at+1:]
		n := 0
		for n < len(b) && isBase64(b[n]) {
			n++
		}
		if n == 0 && len(b) > 0 && b[0] == '-' {
			out.WriteByte('+')
		}
		out.WriteString(utf7Run(b[:n]))
		b = bytes.TrimPrefix(b[n:], []byte("-"))
	}
	out.Write(b)
	return toUTF8(out.String())
}

func utf7Run(b []byte) string {
	raw := make([]byte, base64.RawStdEncoding.DecodedLen(len(b)))
	n, _ := base64.RawStdEncoding.Decode(raw, b)
	units := make([]uint16, 0, n/2)
	for i := 0; i+1 < n; i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

func isBase64(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
}
