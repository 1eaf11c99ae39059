package identity

import (
	"strings"

	"tierdesk/tickets"
)

// result is one method's verdict in Authentication-Results: RFC 8601, section 2.2.
type result struct {
	method string            // spf, dkim, dmarc … in lower case
	value  string            // pass, fail … in lower case
	props  map[string]string // smtp.mailfrom, header.d, header.from … in lower case; "" for one that is there with two values
}

// maxResults bounds what is read of one field.
const maxResults = 50

// parseResults reads an Authentication-Results field. It is tolerant: comments anywhere, quoted values, versions, a
// missing authserv-id (then the server is ""), no results. What it cannot read it leaves out, so nothing is proven by
// it; a comment or quoted string that does not end spoils all results, since it may hide a failure. So does a version
// other than 1, which it does not know (RFC 8601, section 2.5).
func parseResults(value string) (server string, results []result) {
	pieces, whole := split(value)
	for i, words := range pieces {
		if i == 0 && len(words) > 0 && !strings.Contains(words[0], "=") {
			server = words[0]
			whole = whole && (len(words) == 1 || len(words) == 2 && words[1] == "1")
			continue
		}
		if !whole {
			break
		}
		if res, ok := readResult(words); ok && len(results) < maxResults {
			results = append(results, res)
		}
	}
	return server, results
}

func readResult(words []string) (result, bool) {
	if len(words) == 0 {
		return result{}, false
	}
	method, value, found := strings.Cut(tickets.Lower(words[0]), "=")
	method, version, versioned := strings.Cut(method, "/")
	if !found || method == "" || value == "" || versioned && strings.TrimSpace(version) != "1" {
		return result{}, false
	}
	res := result{method: method, value: value, props: map[string]string{}}
	for _, w := range words[1:] {
		name, value, found := strings.Cut(w, "=")
		name, value = tickets.Lower(name), tickets.Lower(value)
		if first, twice := res.props[name]; found && twice && first != value {
			res.props[name] = "" // who says two things proves neither
		} else if found {
			res.props[name] = value
		}
	}
	return res, true
}

// split cuts a field at semicolons and each piece into words. Comments are dropped, quoted strings are taken literally
// and without their quotes, and an equals sign joins the words around it, as RFC 8601 allows blanks there. A parenthesis
// inside a word begins no comment but belongs to the word: a domain "acme.example(.evil.example", which the receiving
// server copied from a signature, must not be read as acme.example. False when a comment or quoted string does not end.
func split(value string) ([][]string, bool) {
	s := splitter{text: value, pieces: [][]string{nil}}
	for !s.broken && s.i < len(value) {
		switch c := value[s.i]; {
		case c == '(':
			s.comment()
		case c == '"':
			s.quoted()
		case c == ';':
			s.flush()
			s.pieces = append(s.pieces, nil)
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			s.gap = s.open
		default:
			s.letter(c)
		}
		s.i++
	}
	s.flush()
	return s.pieces, !s.broken
}

type splitter struct {
	text   string
	i      int
	pieces [][]string
	word   []byte
	open   bool // a word was begun, maybe an empty one: ""
	gap    bool // blanks came after the word
	broken bool
}

func (s *splitter) letter(c byte) {
	joins := c == '=' || (len(s.word) > 0 && s.word[len(s.word)-1] == '=')
	if s.gap && !joins {
		s.flush()
	}
	s.gap, s.open = false, true
	s.word = append(s.word, c)
}

func (s *splitter) flush() {
	if s.open {
		last := len(s.pieces) - 1
		s.pieces[last] = append(s.pieces[last], string(s.word))
	}
	s.word, s.open, s.gap = nil, false, false
}

// quoted takes a quoted string over; s.i ends at its last quote.
func (s *splitter) quoted() {
	for s.i++; s.i < len(s.text); s.i++ {
		switch s.text[s.i] {
		case '"':
			s.open = true
			return
		case '\\':
			s.i++
		}
		if s.i < len(s.text) {
			s.letter(s.text[s.i])
		}
	}
	s.broken = true
}

// comment passes over a comment, or takes it over as part of the word that it is glued to; s.i ends at its last
// parenthesis. Comments nest: RFC 5322, section 3.2.2.
func (s *splitter) comment() {
	start, depth := s.i, 0
	for ; s.i < len(s.text); s.i++ {
		switch s.text[s.i] {
		case '\\':
			s.i++
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth > 0 {
			continue
		}
		if s.open && !s.gap {
			s.word = append(s.word, s.text[start:s.i+1]...)
		}
		return
	}
	s.broken = true
}
