package compose

import (
	"bufio"
	"strings"
)

// writeQuoted writes a text, whose lines end with line feeds, as quoted-printable (RFC 2045, section 6.7). The result is that
// of mime/quotedprintable to the byte; it takes a third of the time, because a letter is at hand as a whole.
func writeQuoted(w *bufio.Writer, text string) {
	for more := true; more; {
		var line string
		line, text, more = strings.Cut(text, "\n")
		writeQuotedLine(w, line)
		if more {
			_, _ = w.WriteString("\r\n")
		}
	}
}

// writeQuotedLine writes one line, broken softly where it is too long.
func writeQuotedLine(w *bufio.Writer, line string) {
	const digits = "0123456789ABCDEF"
	for room := lineLength - 1; ; {
		n := literals(line, room)
		_, _ = w.WriteString(line[:n])
		line, room = line[n:], room-n
		switch {
		case line == "":
			return
		case room < 3 && (room == 0 || literals(line, 1) == 0):
			_, _ = w.WriteString("=\r\n")
			room = lineLength - 1
		default:
			_ = w.WriteByte('=')
			_ = w.WriteByte(digits[line[0]>>4])
			_ = w.WriteByte(digits[line[0]&15])
			line, room = line[1:], room-3
		}
	}
}

// literals tells how many characters at the beginning of a line stand for themselves, at most limit. A blank at its end does
// not: gateways cut it off.
func literals(line string, limit int) int {
	n := min(len(line), limit)
	for i := range n {
		if c := line[i]; c > '~' || c == '=' || c < ' ' && c != '\t' {
			return i
		}
	}
	if n > 0 && n == len(line) && (line[n-1] == ' ' || line[n-1] == '\t') {
		return n - 1
	}
	return n
}
