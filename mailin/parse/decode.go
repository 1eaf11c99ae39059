package parse

import (
	"bytes"
	"encoding/base64"
)

// decoder undoes a transfer encoding line by line. What it decodes goes to emit, some lines at once; the bytes it hands over
// are valid during the call only.
type decoder interface {
	line(b []byte, emit func([]byte))
	end(emit func([]byte), boundary bool)
}

// batch is how many decoded bytes are enough to be handed over: to hash and copy a line at a time costs as much again.
const batch = 3 << 10

// decoderFor finds the decoder of a Content-Transfer-Encoding, which decodes into out. Unknown ones are read as they stand.
func decoderFor(encoding string, out []byte) decoder {
	switch encoding {
	case "base64", "base-64", "b":
		return &base64Decoder{out: out[:0]}
	case "quoted-printable", "quotedprintable", "quoted/printable", "qp":
		return &qpDecoder{out: out[:0]}
	case "x-uuencode", "x-uue", "uuencode":
		return &uuDecoder{}
	}
	return &plainDecoder{}
}

// plainDecoder hands everything on. The line end in front of a boundary belongs to the boundary (RFC 2046, section
// 5.1.1), so each line end waits for the next line.
type plainDecoder struct{ held []byte }

func (d *plainDecoder) line(b []byte, emit func([]byte)) {
	if len(d.held) > 0 {
		emit(d.held)
	}
	body, ending := cutLineEnd(b)
	emit(body)
	d.held = append(d.held[:0], ending...)
}

func (d *plainDecoder) end(emit func([]byte), boundary bool) {
	if !boundary && len(d.held) > 0 {
		emit(d.held)
	}
}

// cutLineEnd splits a line from its line end.
func cutLineEnd(b []byte) (body, ending []byte) {
	n := len(b)
	if n > 0 && b[n-1] == '\n' {
		n--
		if n > 0 && b[n-1] == '\r' {
			n--
		}
	}
	return b[:n], b[n:]
}

// qpDecoder decodes quoted-printable (RFC 2045, section 6.7). Wrong escapes stay as they are, blanks at the end of a
// line are dropped as transport padding.
type qpDecoder struct {
	held []byte // the line end that waits
	part []byte // the beginning of a line that comes in pieces
	out  []byte // what is decoded and not handed over yet
}

func (d *qpDecoder) line(b []byte, emit func([]byte)) {
	if len(d.part) > 0 {
		d.part = append(d.part, b...)
		b, d.part = d.part, nil
	}
	body, ending := cutLineEnd(b)
	if len(ending) == 0 && len(body) > 2 { // an escape may go on in the next piece
		keep := len(body)
		if at := bytes.IndexByte(body[keep-2:], '='); at >= 0 {
			keep = keep - 2 + at
		}
		d.part = append([]byte(nil), body[keep:]...)
		body = body[:keep]
	}
	d.out = append(d.out, d.held...)
	if len(ending) > 0 {
		body = trimBlanks(body)
		if n := len(body); n > 0 && body[n-1] == '=' {
			body, ending = body[:n-1], nil
		}
	}
	d.decode(body)
	d.held = append(d.held[:0], ending...)
	if len(d.out) >= batch {
		emit(d.out)
		d.out = d.out[:0]
	}
}

// trimBlanks cuts blanks off the end of a line.
func trimBlanks(b []byte) []byte {
	for n := len(b); n > 0 && (b[n-1] == ' ' || b[n-1] == '\t'); n-- {
		b = b[:n-1]
	}
	return b
}

func (d *qpDecoder) decode(body []byte) {
	out, at := d.out, bytes.IndexByte(body, '=')
	for at >= 0 {
		out = append(out, body[:at]...)
		if at+2 < len(body) && isHex(body[at+1]) && isHex(body[at+2]) {
			out = append(out, unhex(body[at+1])<<4|unhex(body[at+2]))
			at += 2
		} else {
			out = append(out, '=')
		}
		body = body[at+1:]
		at = bytes.IndexByte(body, '=')
	}
	d.out = append(out, body...)
}

func (d *qpDecoder) end(emit func([]byte), boundary bool) {
	if len(d.part) > 0 {
		d.decode(bytes.TrimSuffix(d.part, []byte("=")))
	}
	if !boundary {
		d.out = append(d.out, d.held...)
	}
	if len(d.out) > 0 {
		emit(d.out)
	}
}

// base64Decoder decodes base64 (RFC 2045, section 6.8) and forgives: other characters between, padding in the middle
// (two encodings joined), missing padding, words behind it. A line behind the padding that is not base64 ends it: a list's
// footer.
type base64Decoder struct {
	held   []byte // the characters of an unfinished group
	out    []byte // what is decoded and not handed over yet
	padded bool
	done   bool
}

func (d *base64Decoder) line(b []byte, emit func([]byte)) {
	body, _ := cutLineEnd(b)
	if n := len(body); n > 0 && body[n-1] <= ' ' {
		body = bytes.TrimRight(body, " \t\r\n")
	}
	if len(body) == 0 || d.done {
		return
	}
	if len(d.held) > 0 || len(body)%4 != 0 || !d.whole(body) {
		d.lenient(body)
	}
	if len(d.out) >= batch {
		emit(d.out)
		d.out = d.out[:0]
	}
}

// whole decodes a line without faults, and reports whether it is one.
func (d *base64Decoder) whole(body []byte) bool {
	out, err := base64.StdEncoding.AppendDecode(d.out, body)
	if err == nil {
		d.out, d.padded = out, body[len(body)-1] == '='
	}
	return err == nil
}

func (d *base64Decoder) lenient(body []byte) {
	if d.padded && bytes.ContainsFunc(body, func(r rune) bool { return r > 127 || !isBase64(byte(r)) && r != '=' }) {
		d.done = true
		return
	}
	for _, c := range body {
		switch {
		case isBase64(c):
			d.held = append(d.held, c)
			d.padded = false
		case c == '=':
			d.padded = true
			d.decode(len(d.held))
		case d.padded && (c == ' ' || c == '\t'):
			return // words behind a whole encoding
		}
	}
	d.decode(len(d.held) &^ 3)
}

// decode decodes the first n of the held characters.
func (d *base64Decoder) decode(n int) {
	d.out, _ = base64.RawStdEncoding.AppendDecode(d.out, d.held[:n])
	d.held = append(d.held[:0], d.held[n:]...)
}

func (d *base64Decoder) end(emit func([]byte), _ bool) {
	if d.decode(len(d.held)); len(d.out) > 0 {
		emit(d.out)
	}
}

// decodeBase64 decodes one string with the same forgiveness.
func decodeBase64(s string) []byte {
	var out []byte
	d := base64Decoder{}
	emit := func(b []byte) { out = append(out, b...) }
	d.line([]byte(s), emit)
	d.end(emit, false)
	return out
}

// uuDecoder decodes uuencoded lines, also those of a part that declares it as its encoding.
type uuDecoder struct {
	begun, done bool
	name        string // that the file has in its first line
	out         []byte
}

func (d *uuDecoder) line(b []byte, emit func([]byte)) {
	body, _ := cutLineEnd(b)
	switch {
	case d.done:
	case !d.begun:
		d.name, d.begun = uuBegin(body)
	case bytes.Equal(body, []byte("end")):
		d.done = true
	default:
		d.out = uuLine(d.out[:0], body)
		emit(d.out)
	}
}

func (d *uuDecoder) end(func([]byte), bool) {}

// uuBegin recognises "begin 644 name".
func uuBegin(b []byte) (name string, ok bool) {
	rest, found := bytes.CutPrefix(b, []byte("begin "))
	if !found || len(rest) < 5 || rest[3] != ' ' && (len(rest) < 6 || rest[4] != ' ') {
		return "", false
	}
	mode, file, _ := bytes.Cut(rest, []byte(" "))
	for _, c := range mode {
		if c < '0' || c > '7' {
			return "", false
		}
	}
	return string(bytes.TrimSpace(file)), true
}

// uuLine decodes one line: its first character says how many bytes there are.
func uuLine(out, b []byte) []byte {
	if len(b) == 0 {
		return out
	}
	n, b := int(b[0]-' ')&63, b[1:]
	at := func(i int) byte {
		if i < len(b) {
			return (b[i] - ' ') & 63
		}
		return 0
	}
	for i := 0; n > 0; i += 4 {
		group := [3]byte{at(i)<<2 | at(i+1)>>4, at(i+1)<<4 | at(i+2)>>2, at(i+2)<<6 | at(i+3)}
		out = append(out, group[:min(n, 3)]...)
		n -= 3
	}
	return out
}
