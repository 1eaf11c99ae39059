package templates

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
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
	v := localize(data, zone)
	buf := s.buffers.Get().(*bytes.Buffer)
	defer s.buffers.Put(buf)
	buf.Reset()
	if err := sheet.subject.Execute(buf, v); err != nil {
		return Letter{}, plainFault(err)
	}
	letter := Letter{Subject: oneLine(strings.ToValidUTF8(buf.String(), "\ufffd"))}
	buf.Reset()
	if err := sheet.body.Execute(buf, v); err != nil {
		return Letter{}, plainFault(err)
	}
	marker := ""
	if ForStaff(n) && data.Number != "" {
		marker = Marker
	}
	err := s.halves(&letter, marker, pieces(strings.ToValidUTF8(buf.String(), "\ufffd")), language(lang))
	return letter, err
}

// halves renders the pieces of a letter twice.
func (s *Set) halves(letter *Letter, marker string, all []piece, lang string) error {
	var text []string
	page := s.buffers.Get().(*bytes.Buffer)
	defer s.buffers.Put(page)
	page.Reset()
	page.WriteString(pageHead + lang + pageStyle)
	if marker != "" {
		text = append(text, marker, "")
		page.WriteString(markerOpen + marker + "</p>\n")
	}
	for _, p := range all {
		lines, err := s.markdown.piece(p, page)
		if err != nil {
			return err
		}
		if p.kind == footer {
			lines = append([]string{"-- "}, lines...)
		}
		text = append(append(text, lines...), "")
	}
	page.WriteString(pageEnd)
	letter.HTML = page.String()
	letter.Text = strings.Join(text, "\n")
	return nil
}

// piece renders one piece: its HTML onto the page, its text as lines.
func (m *markdown) piece(p piece, page *bytes.Buffer) ([]string, error) {
	before, after, columns := "", "", width
	switch p.kind {
	case quoted:
		before, after, columns = quoteOpen, quoteClose, width-2
	case footer:
		before, after = footerOpen, footerClose
	}
	page.WriteString(before)
	lines, err := m.inside(p, page, columns)
	page.WriteString(after)
	if p.kind == quoted {
		lines = quoteLines(lines)
	}
	return lines, err
}

// inside renders what a piece says, without its frame.
func (m *markdown) inside(p piece, page *bytes.Buffer, columns int) ([]string, error) {
	if p.markdown == "" {
		wordsToHTML(page, p.text)
		return wordsToText(p.text, columns), nil
	}
	tree, source := m.parse(p)
	if p.text != "" && tooDeep(tree) {
		return m.inside(piece{kind: p.kind, text: p.text}, page, columns)
	}
	w := m.writers.Get().(*bufio.Writer)
	defer m.writers.Put(w)
	w.Reset(page)
	html := m.page
	if p.isWords() {
		html = m.html
	}
	if err := errors.Join(html.Render(w, source, tree), w.Flush()); err != nil {
		return nil, fmt.Errorf("render the HTML half: %w", err)
	}
	return plain{source: source, words: p.isWords()}.children(tree, columns, false), nil
}

func newWriters() *sync.Pool {
	return &sync.Pool{New: func() any { return bufio.NewWriterSize(io.Discard, 1<<10) }}
}

func newBuffers() *sync.Pool { return &sync.Pool{New: func() any { return new(bytes.Buffer) }} }
