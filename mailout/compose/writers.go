package compose

import "io"

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

// base64Lines breaks base64 into lines of 76 characters (RFC 2045, section 6.8). Flush ends the last one.
type base64Lines struct {
	w    io.Writer
	line [lineLength + 2]byte // with room for CRLF
	used int
}

func (b *base64Lines) Write(p []byte) (int, error) {
	total := len(p)
	for len(p) > 0 {
		n := copy(b.line[b.used:lineLength], p)
		b.used += n
		p = p[n:]
		if b.used == lineLength {
			if err := b.Flush(); err != nil {
				return 0, err
			}
		}
	}
	return total, nil
}

// Flush writes what is left of a line.
func (b *base64Lines) Flush() error {
	if b.used == 0 {
		return nil
	}
	n := b.used + copy(b.line[b.used:], "\r\n")
	b.used = 0
	_, err := b.w.Write(b.line[:n])
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
