package parse

import (
	"bytes"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// iso2022KR reads RFC 1557: EUC-KR with seven bits, between SO and SI, behind a line with the escape sequence.
type iso2022KR struct{ encoding.Encoding }

// NewDecoder returns a decoder that reads a whole text.
func (iso2022KR) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: wholeText(func(b []byte) []byte {
		out := make([]byte, 0, len(b))
		shifted := false
		for _, c := range bytes.ReplaceAll(b, []byte("\x1b$)C"), nil) {
			switch {
			case c == 0x0e || c == 0x0f:
				shifted = c == 0x0e
			case shifted && c > 0x20 && c < 0x7f:
				out = append(out, c|0x80)
			default:
				out = append(out, c)
			}
		}
		out, _ = korean.EUCKR.NewDecoder().Bytes(out)
		return out
	})}
}

// utf16Guess reads UTF-16 without a byte order mark: big-endian, as RFC 2781, section 4.3, wants it, unless more of the
// second bytes of the letters are zero, as Windows writes it.
type utf16Guess struct{ encoding.Encoding }

// NewDecoder returns a decoder that reads a whole text.
func (utf16Guess) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: wholeText(func(b []byte) []byte {
		first, second := 0, 0
		for i := 0; i+1 < len(b); i += 2 {
			if b[i] == 0 {
				first++
			}
			if b[i+1] == 0 {
				second++
			}
		}
		order := unicode.BigEndian
		if second > first {
			order = unicode.LittleEndian
		}
		out, _ := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(b)
		return out
	})}
}

// wholeText is a transformer that takes a text in one piece.
type wholeText func([]byte) []byte

// Reset does nothing: there is no state.
func (wholeText) Reset() {}

// Transform waits for the end of the text.
func (w wholeText) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	if !atEOF {
		return 0, 0, transform.ErrShortSrc
	}
	out := w(src)
	if len(out) > len(dst) {
		return 0, 0, transform.ErrShortDst
	}
	return copy(dst, out), len(src), nil
}
