package parse

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"tierdesk/tickets"
)

const (
	maxHeader = 256 << 10 // bytes kept of one header
	maxFields = 2000      // fields kept of one header
)

// header reads a header up to and with its blank line. It takes what is there: lines that cannot be fields are
// dropped, a header that ends without a blank line ends where the text begins.
func (w *walker) header(top bool) []tickets.Field {
	var text [4 << 10]byte // most headers have room in it, and cost one allocation then
	var places [64]int
	raw, starts := text[:0], places[:0] // starts is where the fields begin in raw
	for {
		long := w.s.mid
		b, ok := w.s.next()
		if top && len(starts) == 0 {
			b = bytes.TrimPrefix(b, []byte("\ufeff")) // saved with a byte order mark
		}
		if !ok || len(b) == 0 || (!long && blank(b)) {
			break
		}
		folded, field := b[0] == ' ' || b[0] == '\t', isField(b)
		if !long && !folded && !field {
			b = bytes.Clone(b) // looking ahead would overwrite it
		}
		bare, _ := cutLineEnd(b)
		switch {
		case long || len(raw)+len(b) > maxHeader || len(starts) >= maxFields:
			w.repair("cut a header that was too long")
			if long && len(starts) > 0 && len(raw)+len(b) <= maxHeader {
				raw = append(raw, bare...)
			}
		case folded && len(starts) == 0: // in front of the first field it belongs to none
			w.repair("dropped a header line that continues nothing")
		case folded:
			raw = append(raw, bare...)
		case field:
			starts = append(starts, len(raw))
			raw = append(raw, bare...)
		case w.endsHeader(b, top, len(starts)):
			w.repair("found the end of the header without a blank line")
			w.s.back = b
			return fields(string(raw), starts)
		default:
			w.repair("dropped a header line that is no field")
		}
	}
	return fields(string(raw), starts)
}

// endsHeader decides about a line that is no field: the beginning of the text, or rubbish inside the header? It is
// rubbish when it is the separator line of an mbox file, or when a field or the blank line follows.
func (w *walker) endsHeader(line []byte, top bool, before int) bool {
	if top && before == 0 && isMboxLine(line) {
		return false
	}
	follows := w.s.peek()
	if before == 0 {
		return !isField(follows)
	}
	return !blank(follows) && !isField(follows) && len(follows) > 0
}

// isMboxLine recognises "From someone date" and its quoted form.
func isMboxLine(b []byte) bool {
	return bytes.HasPrefix(b, []byte("From ")) || bytes.HasPrefix(b, []byte(">From "))
}

// blank reports whether the line holds nothing.
func blank(b []byte) bool {
	return len(b) > 0 && (b[0] == '\n' || (b[0] == '\r' && (len(b) == 1 || b[1] == '\n')))
}

// isField reports whether a line begins with a field name and a colon (RFC 5322, section 2.2; blanks before the colon
// are obsolete but legal, section 4.5).
func isField(b []byte) bool {
	for i, c := range b {
		switch {
		case c == ':':
			return i > 0
		case c == ' ' || c == '\t':
			rest := bytes.TrimLeft(b[i:], " \t")
			return i > 0 && len(rest) > 0 && rest[0] == ':'
		case c <= ' ' || c >= 0x7f:
			return false
		}
	}
	return false
}

// fields cuts the raw header at the places where fields begin.
func fields(raw string, starts []int) []tickets.Field {
	out := make([]tickets.Field, len(starts))
	for i, at := range starts {
		end := len(raw)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		name, value, _ := strings.Cut(raw[at:end], ":")
		out[i] = tickets.Field{Name: strings.TrimRight(name, " \t"), Value: unfold(value)}
	}
	bareLetters(out)
	return out
}

// unfold trims a field whose lines were joined (RFC 5322, section 2.2.3), and drops what line ends stand inside lines.
func unfold(v string) string {
	v = strings.Trim(v, " \t\r\n")
	if strings.ContainsAny(v, "\r\n") {
		v = lineEnds.Replace(v)
	}
	return v
}

// bareLetters makes valid UTF-8 of letters that a program wrote into a header without encoding them. They are of one
// charset in all its fields, and of that of the text where the header names it; read together they say more than one by one.
func bareLetters(list []tickets.Field) {
	var wrong []int
	var all []string
	for i, f := range list {
		if !utf8.ValidString(f.Value) {
			wrong, all = append(wrong, i), append(all, f.Value)
		}
	}
	if len(wrong) == 0 {
		return
	}
	_, params := mediaField(toUTF8(first(list, "Content-Type")))
	text, _ := decodeCharset([]byte(strings.Join(all, "\n")), params["charset"])
	read := strings.Split(text, "\n")
	for n, i := range wrong {
		if len(read) == len(wrong) {
			list[i].Value = read[n]
		} else {
			list[i].Value = toUTF8(list[i].Value)
		}
	}
}

// lineEnds drops line ends. Nothing changes it.
var lineEnds = strings.NewReplacer("\r", "", "\n", "")

// first returns the value of the first field of that name.
func first(header []tickets.Field, name string) string {
	for _, f := range header {
		if len(f.Name) == len(name) && strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}
