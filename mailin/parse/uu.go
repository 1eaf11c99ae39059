package parse

import "bytes"

// uuFinder takes uuencoded files out of a plain text while it passes ("begin 644 name" … "end").
type uuFinder struct {
	w    *walker
	file *leaf
}

// line reports whether the line belongs to a file. It returns the line, which looking ahead may have moved.
func (u *uuFinder) line(b []byte) ([]byte, bool) {
	if u.file == nil && (len(b) < 9 || b[0] != 'b') {
		return b, false
	}
	body, _ := cutLineEnd(b)
	if u.file != nil {
		if bytes.Equal(body, []byte("end")) {
			u.end()
			return b, true
		}
		if len(body) == 0 || isUULine(body) {
			u.file.take(uuLine(nil, body))
			return b, true
		}
		u.end() // words where the file should go on
	}
	name, ok := uuBegin(body)
	if !ok {
		return b, false
	}
	b = bytes.Clone(b)
	if !isUULine(u.w.s.peek()) {
		return b, false
	}
	u.file = u.w.newLeaf(&part{media: "application/octet-stream", fileName: fileName(name), disposition: "attachment"})
	return b, true
}

// isUULine reports whether a line is at most as long as its first character announces (blanks at the end get lost), and
// has no other characters than those of the encoding: words have small letters.
func isUULine(b []byte) bool {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	line = bytes.TrimRight(line, "\r")
	for _, c := range line {
		if c < ' ' || c > '`' {
			return false
		}
	}
	return len(line) > 0 && len(line)-1 <= (int(line[0]-' ')&63+2)/3*4+2
}

// withoutFiles takes uuencoded files out of a text that has a transfer encoding of its own, as gateways send it on.
func (w *walker) withoutFiles(text []byte) []byte {
	if !bytes.Contains(text, []byte("begin ")) {
		return text
	}
	outer := w.s
	defer func() { w.s = outer }()
	w.s = memorySource(text)
	u := uuFinder{w: w}
	var kept []byte
	for {
		b, ok := w.s.next()
		if !ok {
			u.end()
			return kept
		}
		if b, taken := u.line(b); !taken {
			kept = append(kept, b...)
		}
	}
}

// end files what was read.
func (u *uuFinder) end() {
	if u.file != nil {
		u.w.mail.files = append(u.w.mail.files, u.file.attachment())
		u.file = nil
	}
}
