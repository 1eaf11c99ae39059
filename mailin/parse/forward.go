package parse

import (
	"strings"

	"tierdesk/tickets"
)

// forwardForm is where a forwarded mail begins in the text and what is known of it.
type forwardForm struct {
	at   int // the first line that is not the forwarder's own
	head headerBlock
}

// forwardIn finds the mail that this one forwards: in its text, by the forms of the clients, or attached.
func forwardIn(m *tickets.Mail, lines []line, g *gathered, t *phrases) (*tickets.Forwarded, int) {
	forward, answer := hasPrefixWord(m.Subject, t.forwards), hasPrefixWord(m.Subject, t.answers)
	answer = answer && !forward // VS is an answer in Finnish and a forward in Danish
	if f, ok := findForward(lines, t, forward, answer || !forward && len(m.InReplyTo)+len(m.References) > 0); ok {
		return t.forwardedMail(m, lines, f), f.at
	}
	if len(g.inner) > 0 && !strings.HasPrefix(g.media, "multipart/report") && !answer && onlyMail(g) {
		return attached(g.inner[0], joinText(lines)), len(lines)
	}
	return nil, -1
}

// onlyMail reports whether an attached mail is all that the mail is about: it is the only one, or the subject or the
// text say so.
func onlyMail(g *gathered) bool { return len(g.inner) == 1 }

// findForward looks for the first line where a forwarded mail begins. A separator that says "forwarded" is enough with a
// header below; a header alone, "Original Message" or an attribution need a subject that says so, or that the mail
// answers nothing.
func findForward(lines []line, t *phrases, forward, answer bool) (f forwardForm, ok bool) {
	near := nearMarks(lines)
	for i := range lines {
		s := lines[i].s
		if !near[i] || strings.TrimSpace(s) == "" {
			continue
		}
		if found, says := t.separator(s); found && (says || !answer) {
			if h, ok := t.headerBelow(lines, i); ok {
				return forwardForm{i, h}, true
			}
		}
		if answer {
			continue
		}
		if h, ok := t.header(lines, i); ok && (forward || !h.quoted) {
			if i > 0 && (isRule(lines[i-1].s) || isFramed(lines[i-1].s)) {
				i--
			}
			return forwardForm{i, h}, true
		}
		if n, sure := t.attribution(lines, i); n > 0 && (sure || forward) {
			return forwardForm{i, attributed(lines[i:i+n], i+n)}, forward
		}
	}
	return f, false
}

// headerBelow reads the header behind a separator: in the lines below, or in the same line (Yahoo).
func (t *phrases) headerBelow(lines []line, i int) (headerBlock, bool) {
	if h, ok := t.headerInLine(lines[i].s); ok {
		h.next = i + 1
		return h, true
	}
	if j := nextText(lines, i+1); j >= 0 {
		return t.header(lines, j)
	}
	return headerBlock{}, false
}

// headerInLine reads a header that stands in one line without blanks between its fields, as Yahoo Mail writes it in
// plain text: "----- Forwarded Message ----- From: a <a@b>To: c <c@d>Sent: …Subject: …".
func (t *phrases) headerInLine(s string) (h headerBlock, ok bool) {
	at := strings.LastIndex(s, "-----")
	if at < 0 {
		return h, false
	}
	rest := strings.TrimSpace(s[at+5:])
	r, value := t.labelled(rest)
	for r != roleNone {
		cut, next, after := t.nextLabel(value)
		if r < roleOther && h.values[r] == "" {
			h.values[r] = strings.TrimSpace(value[:cut])
			h.count++
		}
		if r == roleSubject {
			h.values[r] = value
			break
		}
		r, value = next, after
	}
	return h, h.believable()
}

// nextLabel finds the next label in a line: behind the end of an address or of a time.
func (t *phrases) nextLabel(v string) (cut int, r role, after string) {
	for i := 1; i < len(v); i++ {
		if c := v[i-1]; c != '>' && c != ' ' && c != '"' && !isDigit(c) && (c < 'A' || c > 'Z') && i > 1 && v[i-1] < 0x80 && !(c >= 'a' && c <= 'z') {
			continue
		}
		if rest, found := strings.CutPrefix(v[i:], "Assunto "); found { // the Portuguese one has no colon there
			return i, roleSubject, rest
		}
		colon := strings.IndexByte(v[i:], ':')
		if colon < 1 || colon > 40 {
			continue
		}
		name := strings.ToLower(strings.TrimSpace(v[i : i+colon]))
		if r, known := t.labels[name]; known && (v[i] >= 0x80 || v[i] >= 'A' && v[i] <= 'Z') {
			return i, r, strings.TrimSpace(v[i+colon+1:])
		}
	}
	return len(v), roleNone, ""
}

// attributed makes a header of an attribution line: the author is all it says.
func attributed(lines []line, next int) headerBlock {
	h := headerBlock{next: next}
	for _, l := range lines {
		h.values[roleFrom] += unquoted(l.s) + " "
	}
	h.quoted = isQuoted(lines[0].s)
	return h
}

// forwardedMail makes the result.
func (t *phrases) forwardedMail(m *tickets.Mail, lines []line, f forwardForm) *tickets.Forwarded {
	h := f.head
	out := &tickets.Forwarded{
		Subject: firstOf(h.values[roleSubject], t.bareSubject(m.Subject)), From: author(h.values[roleFrom]),
		To: people(h.values[roleTo]), Cc: people(h.values[roleCc]),
		Message: strings.TrimSpace(joinText(lines[:f.at])), Body: forwardBody(lines[min(h.next, len(lines)):], h.quoted),
	}
	return out
}

// forwardBody is the text below the header, without the marks of quotation when all of it has them.
func forwardBody(lines []line, quoted bool) string {
	marked := true
	for _, l := range lines {
		if strings.TrimSpace(l.s) != "" && !isQuoted(l.s) {
			marked = false
			break
		}
	}
	out := make([]line, len(lines))
	for i, l := range lines {
		if quoted || marked {
			l.s = unquoted(l.s)
		}
		out[i] = l
	}
	return strings.TrimSpace(joinText(out))
}

// people reads the addresses of a quoted header line, where mailto links may stand behind each.
func people(v string) []tickets.Address {
	for {
		at := strings.Index(v, "<mailto:")
		if at < 0 {
			break
		}
		end := strings.IndexByte(v[at:], '>')
		if end < 0 {
			break
		}
		v = v[:at] + v[at+end+1:]
	}
	return addresses(addressMarks.Replace(v))
}

// addressMarks become those of a header. Nothing changes it.
var addressMarks = strings.NewReplacer("[mailto:", "<", "]", ">", "“", `"`, "”", `"`)

// author reads the author; of "A on behalf of B" it is A, and of an attribution the address in it.
func author(v string) tickets.Address {
	if at := strings.Index(strings.ToLower(v), " on behalf of "); at > 0 {
		v = v[:at]
	}
	list := people(v)
	for _, a := range list {
		if strings.Contains(a.Address, "@") {
			return a
		}
	}
	if len(list) > 0 {
		return list[0]
	}
	return tickets.Address{}
}

// attached makes the result for a mail that was forwarded as an attachment.
func attached(inner *gathered, message string) *tickets.Forwarded {
	_, text := inner.lines(nil)
	f := &tickets.Forwarded{Subject: oneLine(first(inner.header, "Subject")), Message: message, Body: text,
		To: addresses(all(inner.header, "To")), Cc: addresses(all(inner.header, "Cc"))}
	if list := addresses(first(inner.header, "From")); len(list) > 0 {
		f.From = list[0]
	}
	return f
}
