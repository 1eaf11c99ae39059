package parse

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"tierdesk/tickets"
)

const (
	maxDepth   = 32   // entities inside each other; deeper ones are kept whole as an attachment
	maxParts   = 1000 // entities of one mail; what follows is left in the raw mail
	maxRepairs = 20
)

// walker goes through the MIME tree once, from top to bottom.
type walker struct {
	s        *source
	mail     *gathered // the mail that the present part belongs to
	depth    int
	parts    int
	leaves   int
	groups   int
	group    int  // the multipart/alternative we are in
	related  bool // we are in a multipart/related
	textLeft int
	repairs  []string

	room  *room
	want  int // the leaf to write to out
	out   io.Writer
	found *leaf
}

// gathered is what was found of one mail: the top one, or one inside a message/rfc822 part.
type gathered struct {
	header  []tickets.Field
	media   string
	bodies  []body
	files   []tickets.Attachment
	seals   []tickets.Attachment
	inner   []*gathered // mails that are attached
	reports []tickets.ReportPart
}

// body is one text part, decoded.
type body struct {
	text  string
	html  bool
	rich  bool // text/enriched: read when there is no plain text beside it
	group int
}

// repair notes what had to be mended, each thing once.
func (w *walker) repair(what string) {
	if what != "" && len(w.repairs) < maxRepairs && !slices.Contains(w.repairs, what) {
		w.repairs = append(w.repairs, what)
	}
}

// readMail reads a whole mail: header and tree.
func (w *walker) readMail(top bool) *gathered {
	outer := w.mail
	g := &gathered{}
	w.mail = g
	g.header = w.header(top)
	p := newPart(g.header, "text/plain")
	g.media, p.leading = p.media, true
	w.entity(p)
	w.mail = outer
	return g
}

// entity reads the body of one part whose header was read.
func (w *walker) entity(p *part) {
	w.parts++
	w.depth++
	defer func() { w.depth-- }()
	boundary := p.params["boundary"]
	switch {
	case w.depth > maxDepth:
		w.repair("left the deepest parts unopened")
		p.media = "application/octet-stream"
		w.readLeaf(p)
	case strings.HasPrefix(p.media, "multipart/") && (boundary != "" || w.findBoundary(&boundary)):
		w.multipart(p, boundary)
	case strings.HasPrefix(p.media, "multipart/"):
		w.repair("read a multipart without boundary as text")
		p.media = "text/plain"
		w.readLeaf(p)
	case p.isMail():
		w.readAttachedMail(p)
	default:
		w.readLeaf(p)
	}
}

// findBoundary looks for the boundary of a multipart that does not declare it: the first line that begins with two
// dashes and has a part header below.
func (w *walker) findBoundary(boundary *string) bool {
	head := w.s.peek()
	for len(head) > 0 {
		line, rest, _ := bytes.Cut(head, []byte("\n"))
		line = bytes.TrimRight(line, " \t\r")
		if len(line) > 2 && bytes.HasPrefix(line, []byte("--")) && len(line) < 80 && bytes.HasPrefix(bytes.ToLower(rest), []byte("content-")) {
			*boundary = string(line[2:])
			w.repair("found the boundary that a multipart did not declare")
			return true
		}
		head = rest
	}
	return false
}

// multipart reads the parts between the boundary lines. A part that is never closed ends with its parent.
func (w *walker) multipart(p *part, boundary string) {
	level := len(w.s.open)
	w.s.open = append(w.s.open, "--"+boundary)
	group, related := w.group, w.related
	switch p.media {
	case "multipart/alternative":
		w.groups++
		w.group = w.groups
	case "multipart/related":
		w.related = true
	}
	byDefault := "text/plain"
	if p.media == "multipart/digest" {
		byDefault = "message/rfc822" // RFC 2046, section 5.1.5
	}
	preamble := w.preamble()
	n := 0
	for w.s.hit == level && !w.s.last && w.parts < maxParts {
		w.s.resume()
		if w.s.atEnd() {
			break // the last boundary line lacks its closing dashes, or the mail was cut off behind it
		}
		n++
		part := w.placed(newPart(w.header(false), byDefault))
		part.leading, part.signed = n == 1, p.media == "multipart/signed"
		w.returnedHeader(part)
		w.entity(part)
	}
	if w.parts >= maxParts && w.s.hit == level && !w.s.last {
		w.repair("left parts behind the thousandth unread")
		w.skipParts(level)
	}
	w.group, w.related = group, related
	closed := w.s.hit == level
	w.s.open = w.s.open[:level]
	if closed {
		w.s.resume()
		w.s.skip() // the epilogue
	} else if n > 0 {
		w.repair("a multipart was never closed")
	}
	if n == 0 && !w.otherBoundary(p, preamble) {
		w.lostText(preamble)
	}
}

// otherBoundary reads a multipart whose boundary is not the declared one: a gateway changed the one and not the other.
func (w *walker) otherBoundary(p *part, b []byte) bool {
	outer := w.s
	w.s = memorySource(b)
	defer func() { w.s = outer }()
	var boundary string
	if w.depth >= maxDepth || len(b) >= w.textLeft || !w.findBoundary(&boundary) {
		return false
	}
	again := *p
	again.params = map[string]string{"boundary": boundary}
	w.depth++
	w.multipart(&again, boundary)
	w.depth--
	return true
}

// returnedHeader files the header of a part that is that of a whole mail: some servers return a letter so, without a
// Content-Type of its own.
func (w *walker) returnedHeader(p *part) {
	if first(p.header, "Message-ID") == "" && first(p.header, "Received") == "" || p.declared && first(p.header, "From") == "" {
		return
	}
	var out strings.Builder
	for _, f := range p.header {
		if out.Len()+len(f.Value) < maxReport {
			out.WriteString(f.Name + ": " + f.Value + "\n")
		}
	}
	w.mail.reports = append(w.mail.reports, tickets.ReportPart{Type: "text/rfc822-headers", Text: out.String()})
}

func (w *walker) placed(p *part) *part {
	p.group, p.related = w.group, w.related
	p.spare = p.isRich() && w.mail.hasPlain(p.group)
	return p
}

// hasPlain reports whether an alternative has a plain text already.
func (g *gathered) hasPlain(group int) bool {
	return group != 0 && slices.ContainsFunc(g.bodies, func(b body) bool { return b.group == group && !b.html && !b.rich && strings.TrimSpace(b.text) != "" })
}

// preamble passes over the text in front of the first part, and holds its beginning in case there is no part.
func (w *walker) preamble() []byte {
	var held []byte
	for {
		b, ok := w.s.next()
		if !ok {
			return held
		}
		if len(held)+len(b) <= w.textLeft {
			held = append(held, b...)
		}
	}
}

// skipParts passes over all parts of a multipart that are left.
func (w *walker) skipParts(level int) {
	for w.s.hit == level && !w.s.last {
		w.s.resume()
		w.s.skip()
	}
}

// lostText keeps what a multipart holds whose boundary never comes.
func (w *walker) lostText(b []byte) {
	if len(bytes.TrimSpace(b)) == 0 {
		return
	}
	w.repair("read a multipart without its boundary as text")
	text, repair := readText(b, "")
	w.repair(repair)
	w.mail.bodies = append(w.mail.bodies, body{text: text, group: w.group})
	w.textLeft -= len(b)
}
