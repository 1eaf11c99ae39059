package parse

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// source hands out a mail line by line and knows which boundaries are open. A line longer than the buffer comes in
// pieces; only the first piece can be a boundary. It never holds more than its buffer.
type source struct {
	r     lineReader
	open  []string // the open boundaries with their two dashes, outermost first
	taps  []*leaf  // the message/rfc822 leaves that we are inside of: they see every line
	back  []byte   // a line handed back by the header scanner
	hit   int      // which open boundary the last line was; -1 when none
	last  bool     // that boundary line was a closing one
	ended bool
	mid   bool // the next piece goes on with a long line
}

// lineReader is what source needs of a bufio.Reader.
type lineReader interface {
	ReadSlice(delim byte) ([]byte, error)
	Peek(n int) ([]byte, error)
}

const bufferSize = 32 << 10 // the longest line that comes in one piece

// newSource reads from r.
func newSource(r io.Reader) *source {
	b := bufio.NewReaderSize(r, bufferSize)
	s := &source{r: b, hit: -1}
	if head, _ := b.Peek(bufferSize); isMacintosh(head) {
		s.r = bufio.NewReaderSize(crReader{b}, bufferSize)
	}
	return s
}

// memorySource reads from b without copying it, in the same pieces as newSource would.
func memorySource(b []byte) *source {
	if isMacintosh(b[:min(len(b), bufferSize)]) {
		b = bytes.ReplaceAll(b, []byte("\r"), []byte("\n"))
	}
	return &source{r: &memory{b}, hit: -1}
}

// isMacintosh recognises the line ends of the old Macintosh.
func isMacintosh(head []byte) bool {
	return bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0
}

// memory is a lineReader over bytes, whose results stay valid.
type memory struct{ b []byte }

func (m *memory) ReadSlice(delim byte) ([]byte, error) {
	n := bytes.IndexByte(m.b[:min(len(m.b), bufferSize)], delim) + 1
	var err error
	switch {
	case n > 0:
	case len(m.b) >= bufferSize:
		n, err = bufferSize, bufio.ErrBufferFull
	default:
		n, err = len(m.b), io.EOF
	}
	line := m.b[:n:n]
	m.b = m.b[n:]
	return line, err
}

func (m *memory) Peek(n int) ([]byte, error) {
	if n > len(m.b) {
		return m.b, io.EOF
	}
	return m.b[:n], nil
}

// next returns the next line with its line end, or false at the end of the mail and at an open boundary (hit tells which;
// it stays so until the owner of that boundary calls resume). The bytes are valid until the following call.
func (s *source) next() ([]byte, bool) {
	if s.hit >= 0 {
		return nil, false
	}
	if b := s.back; b != nil {
		s.back = nil
		return b, true
	}
	first := !s.mid
	b, err := s.r.ReadSlice('\n')
	s.mid = err == bufio.ErrBufferFull
	if len(b) == 0 {
		s.ended = true
		return nil, false
	}
	if first && len(b) > 2 && b[0] == '-' && b[1] == '-' && len(s.open) > 0 {
		if strings.HasSuffix(s.open[len(s.open)-1], " ") {
			b = bytes.Clone(b) // it may be looked behind
		}
		if s.isBoundary(b) {
			return nil, false
		}
	}
	for _, t := range s.taps {
		t.line(b)
	}
	return b, true
}

// isBoundary notes which open boundary the line is, the innermost first (RFC 2046, section 5.1.1).
func (s *source) isBoundary(line []byte) bool {
	line, _ = cutLineEnd(line)
	loose := -1
	for i := len(s.open) - 1; i >= 0; i-- {
		rest, found := bytes.CutPrefix(line, []byte(s.open[i]))
		if !found && i == len(s.open)-1 && strings.HasSuffix(s.open[i], " ") && string(line) == strings.TrimRight(s.open[i], " ") {
			rest, found = nil, isField(s.peek()) // a gateway cut off the blank, unless this is text
		}
		if !found {
			continue
		}
		if rest = bytes.TrimRight(rest, " \t"); len(rest) == 0 || string(rest) == "--" {
			s.hit, s.last = i, len(rest) > 0
			return true
		}
		if rest = bytes.TrimPrefix(rest, []byte("--")); loose < 0 && len(s.open[i]) >= 8 && (rest[0] == ' ' || rest[0] == '\t') {
			loose = i // words behind it are ignored: "the boundary appears in its entirety", says the same section
		}
	}
	if loose < 0 {
		return false
	}
	s.hit, s.last = loose, bytes.HasPrefix(line[len(s.open[loose]):], []byte("--"))
	return true
}

// atEnd reports whether nothing but line ends follows.
func (s *source) atEnd() bool {
	b, err := s.r.Peek(8)
	return err != nil && len(bytes.Trim(b, "\r\n")) == 0
}

// resume goes on behind the boundary line that was met.
func (s *source) resume() { s.hit = -1 }

// peek returns the first bytes of what follows, without taking them.
func (s *source) peek() []byte {
	b, _ := s.r.Peek(512)
	return b
}

// stop leaves the rest unread.
func (s *source) stop() { s.r, s.back = &memory{}, nil }

// skip passes over everything up to the next open boundary.
func (s *source) skip() {
	for {
		if _, ok := s.next(); !ok {
			return
		}
	}
}

// crReader turns every carriage return into a line feed.
type crReader struct{ r io.Reader }

func (c crReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}
