package parse

import (
	"strings"

	"tierdesk/tickets"
)

const maxAddresses = 2000

// addresses reads an address list (RFC 5322, section 3.4) that may be broken: each address counts by itself, commas in
// unquoted names and semicolons between addresses are understood, groups give their members. A name that looks like an
// address is never taken for one when a real one stands in angle brackets.
func addresses(v string) []tickets.Address {
	if strings.TrimSpace(v) == "" {
		return nil
	}
	s := addressScan{in: v}
	for s.at < len(v) && len(s.out) < maxAddresses {
		s.step()
	}
	s.flush()
	if s.lead != "" {
		s.out = append(s.out, tickets.Address{Name: oneLine(s.lead)})
	}
	return s.out
}

// addressScan is the state while reading a list from left to right.
type addressScan struct {
	in      string
	at      int
	phrase  strings.Builder // words outside brackets
	angle   string          // the text in angle brackets
	angled  bool
	comment string
	lead    string // a piece without any address, perhaps the first half of a name with a comma
	out     []tickets.Address
}

func (s *addressScan) step() {
	c := s.in[s.at]
	switch {
	case c == '=' && strings.HasPrefix(s.in[s.at:], "=?"):
		s.encodedWord()
	case c == '"':
		s.quoted()
	case c == '(':
		s.readComment()
	case c == '<':
		s.readAngle()
	case c == ',' || c == ';':
		s.at++
		s.flush()
	case c == ':' && !s.angled && !strings.Contains(s.phrase.String(), "@") && !strings.Contains(s.phrase.String(), "["):
		s.at++ // the name of a group
		s.phrase.Reset()
		s.lead = ""
	default:
		s.at++
		s.phrase.WriteByte(c)
	}
}

// encodedWord passes over an encoded word as one thing: commas and colons in it separate nothing.
func (s *addressScan) encodedWord() {
	end := s.at + 2
	if before, word, after, ok := cutWord(s.in[s.at:]); ok && before == "" && word.charset != "" {
		end = len(s.in) - len(after)
	}
	s.phrase.WriteString(s.in[s.at:end])
	s.at = end
}

// quoted reads a quoted string. Directly in front of an @ it is a local part and keeps its quotes.
func (s *addressScan) quoted() {
	var text strings.Builder
	i := s.at + 1
	for ; i < len(s.in) && s.in[i] != '"'; i++ {
		if s.in[i] == '\\' && i+1 < len(s.in) {
			i++
		}
		text.WriteByte(s.in[i])
	}
	if i >= len(s.in) { // never closed: the quote is an ordinary letter
		s.at++
		return
	}
	if i+1 < len(s.in) && s.in[i+1] == '@' {
		s.phrase.WriteString(s.in[s.at : i+1])
	} else {
		s.phrase.WriteString(text.String())
	}
	s.at = i + 1
}

func (s *addressScan) readComment() {
	depth, i := 0, s.at
	for ; i < len(s.in); i++ {
		switch s.in[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			break
		}
	}
	if i >= len(s.in) {
		s.phrase.WriteByte('(')
		s.at++
		return
	}
	if s.comment == "" {
		s.comment = strings.TrimSpace(s.in[s.at+1 : i])
	}
	s.phrase.WriteByte(' ')
	s.at = i + 1
}

func (s *addressScan) readAngle() {
	end := strings.IndexByte(s.in[s.at:], '>')
	text := s.in[s.at+1:]
	if end < 0 {
		s.at = len(s.in)
	} else {
		text = s.in[s.at+1 : s.at+end]
		s.at += end + 1
		for s.at < len(s.in) && s.in[s.at] == '>' { // <<a@b>>
			s.at++
		}
	}
	text = strings.Trim(text, "<> \t")
	if s.angled && !strings.Contains(text, "@") {
		return
	}
	s.angle, s.angled = text, true
}

// flush ends one address.
func (s *addressScan) flush() {
	phrase := strings.TrimSpace(s.phrase.String())
	angle, angled, comment := s.angle, s.angled, s.comment
	s.phrase.Reset()
	s.angle, s.angled, s.comment = "", false, ""
	switch {
	case angled:
		if s.lead != "" {
			phrase = s.lead + ", " + phrase
		}
		s.add(firstOf(phrase, comment), route(angle))
	case strings.Contains(phrase, "@"):
		name, addr := splitBare(phrase)
		s.add(firstOf(name, comment), addr)
	case phrase != "" && s.lead == "" && !strings.ContainsAny(phrase, " \t") && comment != "":
		s.add(comment, phrase) // MAILER-DAEMON (Mail Delivery System)
	case phrase != "":
		if s.lead != "" {
			phrase = s.lead + ", " + phrase
		}
		s.lead = phrase
		return
	}
	s.lead = ""
}

func (s *addressScan) add(name, addr string) {
	addr = oneLine(addr)
	name = oneLine(name)
	if strings.HasPrefix(name, "'") && strings.HasSuffix(name, "'") && len(name) > 1 {
		name = strings.TrimSpace(name[1 : len(name)-1]) // Outlook's quotes
	}
	if addr == "" && name == "" {
		return
	}
	s.out = append(s.out, tickets.Address{Name: strings.Join(strings.Fields(name), " "), Address: strings.Clone(addr)})
}

// route drops a source route (RFC 5322, section 4.4), "mailto:" and blanks inside the address.
func route(a string) string {
	if strings.HasPrefix(a, "@") {
		if at := strings.LastIndexByte(a, ':'); at >= 0 {
			a = a[at+1:]
		}
	}
	a = bareAddress(a)
	if strings.Contains(a, "=?") {
		a = decodeWords(a)
	}
	if !strings.Contains(a, `"`) {
		a = dropComments(a)
		a = strings.Join(strings.Fields(a), "")
	}
	return strings.TrimRight(a, ",;")
}

// bareAddress drops "mailto:", and the quotes and brackets that programs put around an address; those of a domain literal
// (RFC 5321, section 4.1.3) stay.
func bareAddress(a string) string {
	a = strings.Trim(a, "'`")
	if strings.HasPrefix(a, "[") {
		a = strings.Trim(a, "[]")
	}
	if len(a) > 7 && strings.EqualFold(a[:7], "mailto:") {
		a = a[7:]
	}
	return a
}

// dropComments takes comments out of an address (RFC 5322, section 3.2.2).
func dropComments(a string) string {
	for {
		at := strings.IndexByte(a, '(')
		end := strings.IndexByte(a, ')')
		if at < 0 || end < at {
			return a
		}
		a = a[:at] + a[end+1:]
	}
}

// splitBare finds the address among words without brackets: "John john@example.org".
func splitBare(phrase string) (name, addr string) {
	if strings.HasPrefix(phrase, `"`) {
		return "", phrase
	}
	words := strings.Fields(phrase)
	for i, w := range words {
		if at := strings.IndexByte(w, '@'); at > 0 && at < len(w)-1 {
			return strings.Join(append(words[:i:i], words[i+1:]...), " "), bareAddress(w)
		}
	}
	return "", strings.Join(words, "") // john @ example . org
}

func firstOf(a, b string) string {
	if strings.TrimSpace(a) != "" {
		return a
	}
	return b
}
