package templates

import (
	"bytes"
	"fmt"
	"path"
	"text/template"
	"time"

	"tierdesk/tickets"
)

// Marker is the first line of letters about a ticket to agents. What stands above it in a reply is the agent's, should everything else
// fail to tell the agent's words from what they quote.
const Marker = "-- reply above this line --"

// Letter is a notice in words. Subject is one line without control characters, not yet encoded for a header. Text and
// HTML say the same; their lines end with line feeds.
type Letter struct {
	Subject, Text, HTML string
}

// Render words a notice in a language (RFC 5646; the default where there is no such), with times in the zone of the
// reader (nil: UTC). The same arguments always give the same letter. It fails only when the template does: it is missing,
// or names what does not exist.
func (s *Set) Render(n tickets.Notice, lang string, zone *time.Location, data tickets.NoticeData) (Letter, error) {
	sheet := s.find(n, lang)
	if sheet == nil {
		return Letter{}, fmt.Errorf("there is no template for the notice %q", n)
	}
	if zone == nil {
		zone = time.UTC
	}
	switch {
	case ForCustomer(n):
		data = public(n, data)
	case ForVendor(n):
		data = abroad(data)
	}
	p := s.papers.Get().(*paper)
	defer s.papers.Put(p)
	v := localize(data, zone)
	subject, err := p.execute(sheet.subject, v)
	if err != nil {
		return Letter{}, plainFault(err)
	}
	body, err := p.execute(sheet.body, v)
	if err != nil {
		return Letter{}, plainFault(err)
	}
	marker := ""
	if ForStaff(n) && data.Number != "" {
		marker = Marker
	}
	if err := s.halves(p, marker, pieces(body), language(path.Dir(sheet.file))); err != nil {
		return Letter{}, err
	}
	return Letter{Subject: oneLine(subject), Text: p.text.String(), HTML: p.page.String()}, nil
}

// paper is what a letter is written on, kept for the next one.
type paper struct {
	out  bytes.Buffer // of the templates; then room for a paragraph
	text textHalf
	page htmlHalf
}

// htmlHalf is the page of a letter as it grows: a util.BufWriter, so that goldmark puts no buffer of its own between.
type htmlHalf struct{ bytes.Buffer }

// Buffered says that nothing waits to be written.
func (*htmlHalf) Buffered() int { return 0 }

// Flush has nothing to do.
func (*htmlHalf) Flush() error { return nil }

// execute fills a template in.
func (p *paper) execute(t *template.Template, data *tickets.NoticeData) (string, error) {
	p.out.Reset()
	if err := t.Execute(&p.out, data); err != nil {
		return "", err
	}
	return validText(p.out.String()), nil
}

// halves writes the pieces of a letter twice, an empty line between them.
func (s *Set) halves(p *paper, marker string, all []piece, lang string) error {
	p.text.Reset()
	p.page.Reset()
	put(&p.page, pageHead, lang, pageStyle)
	if marker != "" {
		p.text.line(marker)
		put(&p.page, markerOpen, marker, "</p>\n")
	}
	for i, piece := range all {
		if i > 0 || marker != "" {
			p.text.line("")
		}
		if err := s.markdown.write(piece, p); err != nil {
			return err
		}
	}
	put(&p.page, pageEnd)
	return nil
}

// write renders one piece: its HTML onto the page, its text below what stands there.
func (m *markdown) write(p piece, on *paper) error {
	before, after, columns := "", "", width
	switch p.kind {
	case quoted:
		before, after, columns = quoteOpen, quoteClose, width-2
	case footer:
		before, after = footerOpen, footerClose
		on.text.line("-- ")
	}
	on.text.quoted = p.kind == quoted
	put(&on.page, before)
	err := m.inside(p, on, columns)
	put(&on.page, after)
	on.text.quoted = false
	return err
}

// inside renders what a piece says, without its frame.
func (m *markdown) inside(p piece, on *paper, columns int) error {
	if p.markdown == "" {
		wordsToHTML(&on.page, p.text)
		on.text.words(p.text, columns)
		return nil
	}
	tree, source := m.parse(p)
	if p.text != "" && tooDeep(tree) {
		return m.inside(piece{kind: p.kind, text: p.text}, on, columns)
	}
	html := m.page
	if p.isWords() {
		html = m.html
	}
	if err := html.Render(&on.page, source, tree); err != nil {
		return fmt.Errorf("render the HTML half: %w", err)
	}
	for _, line := range (plain{source: source, words: p.isWords(), room: on.out.Bytes()}).children(tree, columns, false) {
		on.text.line(line)
	}
	return nil
}
