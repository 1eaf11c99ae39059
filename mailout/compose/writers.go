package compose

import (
	"bufio"
	"encoding/base64"
	"io"
)

// counter counts what passes.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// bytesInLine are as many as a line of base64 holds.
const bytesInLine = lineLength / 4 * 3

// base64Lines writes base64 in lines of 76 characters (RFC 2045, section 6.8). Flush ends the last one.
type base64Lines struct {
	w    *bufio.Writer
	held [bytesInLine]byte // the beginning of a line
	used int
}

// Write encodes whole lines from where they stand: an attachment comes in pieces of just that length when it came in such
// lines.
func (b *base64Lines) Write(p []byte) (int, error) {
	total := len(p)
	if b.used > 0 {
		n := copy(b.held[b.used:], p)
		b.used += n
		p = p[n:]
		if b.used < bytesInLine {
			return total, nil
		}
		if err := b.Flush(); err != nil {
			return 0, err
		}
	}
	for ; len(p) >= bytesInLine; p = p[bytesInLine:] {
		if err := b.line(p[:bytesInLine]); err != nil {
			return 0, err
		}
	}
	b.used = copy(b.held[:], p)
	return total, nil
}

// Flush writes what is left of a line.
func (b *base64Lines) Flush() error {
	n := b.used
	if b.used = 0; n == 0 {
		return nil
	}
	return b.line(b.held[:n])
}

func (b *base64Lines) line(p []byte) error {
	_, err := b.w.Write(append(base64.StdEncoding.AppendEncode(b.w.AvailableBuffer(), p), "\r\n"...))
	return err
}

// lineWriter makes every end of line CRLF.
type lineWriter struct {
	w    io.Writer
	last byte
}

func (l *lineWriter) Write(p []byte) (int, error) {
	from := 0
	for i, c := range p {
		if c == '\n' && l.last != '\r' {
			if _, err := l.w.Write(p[from:i]); err != nil {
				return 0, err
			}
			if _, err := io.WriteString(l.w, "\r"); err != nil {
				return 0, err
			}
			from = i
		}
		l.last = c
	}
	if _, err := l.w.Write(p[from:]); err != nil {
		return 0, err
	}
	return len(p), nil
}

// plainCheck looks whether all that is written to it could be sent as 7bit.
type plainCheck struct {
	line int
	last byte
	odd  bool
}

func (c *plainCheck) Write(p []byte) (int, error) {
	for _, b := range p {
		switch {
		case b == 0, b >= 0x80, c.last == '\r' && b != '\n', c.line > 998:
			c.odd = true
		}
		c.line++
		if b == '\n' {
			c.line = 0
		}
		c.last = b
	}
	return len(p), nil
}
