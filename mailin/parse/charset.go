package parse

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// decodeCharset turns bytes of the named charset into UTF-8. It always returns valid UTF-8; repair says in words what
// was wrong with the label, "" when nothing was.
func decodeCharset(b []byte, label string) (text, repair string) {
	label = cleanLabel(label)
	if !isStateful(label) {
		if isASCII(b) {
			return string(b), ""
		}
		if utf8.Valid(b) && believesUTF8(b, label) {
			if label == "utf-8" || label == "utf8" || label == "" {
				return string(b), ""
			}
			return string(b), "read as UTF-8 what was labelled " + label
		}
	}
	switch label {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "8bit", "binary", "default":
		return guess(b), "guessed the charset of text labelled " + quotedLabel(label)
	case "utf-7", "unicode-1-1-utf-7", "x-unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "unicode-2-0-utf-7":
		return decodeUTF7(b), ""
	}
	e := findEncoding(label)
	if e == nil {
		return guess(b), "guessed the charset of text labelled " + quotedLabel(label)
	}
	out, err := e.NewDecoder().Bytes(b)
	if err != nil || (bytes.Contains(out, []byte("\ufffd")) && utf8.Valid(b)) {
		return guess(b), "read as another charset what was labelled " + label
	}
	return string(bytes.ToValidUTF8(out, []byte("\ufffd"))), ""
}

// believesUTF8 decides whether valid UTF-8 under another label is meant as UTF-8. In single-byte charsets such
// sequences do not occur by chance; in the Asian ones they do, so there the label decides.
func believesUTF8(b []byte, label string) bool {
	switch e := findEncoding(label); e.(type) {
	case nil:
		return true
	case *charmap.Charmap:
		return e != charmap.CodePage437 && e != charmap.KOI8R || utf8.RuneCount(b) < len(b)
	default:
		return label == "utf-8" || label == "utf8"
	}
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
	return strings.HasPrefix(label, "iso-2022") || strings.HasPrefix(label, "csiso2022") || strings.Contains(label, "utf-7") ||
		strings.HasPrefix(label, "hz") || strings.HasPrefix(label, "utf-16") || strings.HasPrefix(label, "utf-32") ||
		strings.HasPrefix(label, "utf16") || strings.HasPrefix(label, "ucs-") || strings.HasPrefix(label, "iso-10646") || label == "cp037"
}

// findEncoding looks a charset up: the labels of the WHATWG first (iso-8859-1 means windows-1252 there, as it does in
// mails), then what IANA knows, then names that only mail programs use. It returns nil for an unknown one.
func findEncoding(label string) encoding.Encoding {
	if e := mailEncoding(label); e != nil {
		return e
	}
	if e, err := htmlindex.Get(label); err == nil && e != encoding.Replacement {
		return e
	}
	if e, err := ianaindex.MIME.Encoding(label); err == nil && e != nil {
		return e
	}
	return looseEncoding(label)
}

// mailEncoding knows names that the indexes do not know, or know wrongly for mails.
func mailEncoding(label string) encoding.Encoding {
	switch label {
	case "hz", "hz-gb-2312", "hz-gb2312":
		return simplifiedchinese.HZGB2312
	case "ks_c_5601", "ksc5601", "cp949", "ms949", "uhc", "x-windows-949", "iso-2022-kr", "csiso2022kr":
		return korean.EUCKR
	case "gb18030", "gb-18030", "cp936", "x-gbk", "gb2312-80", "euc-cn":
		return simplifiedchinese.GB18030
	case "utf-16", "utf16", "ucs-2", "iso-10646-ucs-2", "unicode":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case "cp437", "ibm437", "437":
		return charmap.CodePage437
	case "cp850", "ibm850", "850":
		return charmap.CodePage850
	case "cp852", "ibm852":
		return charmap.CodePage852
	case "cp866", "ibm866", "x-cp866":
		return charmap.CodePage866
	}
	return nil
}

// looseEncoding repairs misspelt names: iso8859_15, windows1252, latin-1, win-1251, cp-1250, x-mac-roman.
func looseEncoding(label string) encoding.Encoding {
	bare := strings.NewReplacer("-", "", "_", "", " ", "", ".", "").Replace(label)
	for _, family := range [...][2]string{{"iso8859", "iso-8859-"}, {"8859", "iso-8859-"}, {"windows", "windows-"}, {"win", "windows-"},
		{"cp", "windows-"}, {"xcp", "windows-"}, {"latin", "latin"}, {"msee", "windows-1250"}, {"koi8", "koi8-"}, {"shiftjis", "shift_jis"}, {"sjis", "shift_jis"},
		{"cp932", "shift_jis"}, {"eucjp", "euc-jp"}, {"euckr", "euc-kr"}, {"big5", "big5"}, {"gb", "gbk"}, {"iso2022jp", "iso-2022-jp"}, {"mac", "macintosh"}, {"xmacroman", "macintosh"}} {
		rest, found := strings.CutPrefix(bare, family[0])
		if !found {
			continue
		}
		for _, name := range [...]string{family[1] + rest, family[1]} {
			if e, err := htmlindex.Get(name); err == nil && e != encoding.Replacement {
				return e
			}
		}
	}
	return nil
}

// guess decodes bytes of an unknown charset: UTF-8 when valid, else what they look like, else windows-1252.
func guess(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	sample := b[:min(len(b), 4096)]
	if broken := bytes.Count(bytes.ToValidUTF8(sample, []byte{0}), []byte{0}); broken*8 < countHigh(sample) {
		return string(bytes.ToValidUTF8(b, []byte("\ufffd"))) // UTF-8 with a wound, such as a cut in the middle of a letter
	}
	if countHigh(sample) >= 6 { // fewer say nothing
		if best, err := chardet.NewTextDetector().DetectBest(sample); err == nil && best.Confidence >= 40 {
			if e := findEncoding(strings.ToLower(best.Charset)); e != nil {
				if out, err := e.NewDecoder().Bytes(b); err == nil {
					return string(bytes.ToValidUTF8(out, []byte("\ufffd")))
				}
			}
		}
	}
	out, _ := charmap.Windows1252.NewDecoder().Bytes(b)
	return string(out)
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
