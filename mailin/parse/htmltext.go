package parse

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const maxNesting = 4000 // open elements remembered; deeper ones lose their meaning, not their text

// htmlLines makes readable lines from HTML in one pass without building a tree, so that no nesting can hurt it. What a
// reader would not see (styles, hidden preheaders) is dropped; quotes and signatures are marked by their containers.
func htmlLines(text string) []line {
	w := htmlWriter{z: html.NewTokenizer(strings.NewReader(text))}
	w.z.SetMaxBuf(maxText)
	for {
		switch w.z.Next() {
		case html.ErrorToken:
			w.breakLine(0)
			return w.trimmed()
		case html.TextToken:
			if w.hidden == 0 {
				w.text(w.z.Text())
			}
		case html.StartTagToken:
			w.start(false)
		case html.SelfClosingTagToken:
			w.start(true)
		case html.EndTagToken:
			name, _ := w.z.TagName()
			w.close(atom.Lookup(name))
		}
	}
}

// element is an open tag and what it changes until it ends.
type element struct {
	tag                                       atom.Atom
	hidden, quote, cite, sign, pre, link, lst bool
	open                                      bool // a container of quotes with room between them for answers
}

type htmlWriter struct {
	z      *html.Tokenizer
	stack  []element
	out    []line
	now    []byte // the line being written
	space  bool   // a blank is due before the next word
	hidden int    // open hidden elements
	quote  int    // open containers of quoted text
	cite   int    // open blockquotes: their lines get a mark
	sign   int
	pre    int
	rest   bool
	href   []byte
	anchor int // where the text of the link begins in now
	lists  []int
}

// start handles an opening tag.
func (w *htmlWriter) start(selfClosing bool) {
	name, more := w.z.TagName()
	tag := atom.Lookup(name)
	var a attributes
	if more {
		a = readAttributes(w.z)
	}
	switch tag {
	case atom.Br:
		w.breakLine(0)
		return
	case atom.Hr:
		w.breakLine(0)
		w.markRest(tag, &a)
		return
	case atom.Img, atom.Input, atom.Meta, atom.Link, atom.Col, atom.Base, atom.Wbr, atom.Area:
		return
	}
	if selfClosing && tag == 0 || len(w.stack) >= maxNesting {
		return
	}
	w.open(tag, &a)
}

func (w *htmlWriter) open(tag atom.Atom, a *attributes) {
	w.blockBreak(tag)
	e := element{tag: tag, hidden: isHidden(tag, a), pre: tag == atom.Pre || tag == atom.Textarea}
	e.quote, e.sign = isQuoteBox(tag, a), isSignatureBox(a)
	e.cite = tag == atom.Blockquote && !isIndent(a)
	e.open = e.quote && tag == atom.Div && isOpenBox(a)
	if e.quote || e.sign || e.cite {
		w.breakLine(0)
	}
	w.markRest(tag, a)
	switch tag {
	case atom.A:
		if e.link = len(a.href) > 0 && w.hidden == 0; e.link {
			w.href, w.anchor = append(w.href[:0], a.href...), len(w.now)
		}
	case atom.Ol:
		e.lst = true
		w.lists = append(w.lists, 1)
	case atom.Ul:
		e.lst = true
		w.lists = append(w.lists, 0)
	case atom.Li:
		w.bullet()
	}
	w.count(e, 1)
	w.stack = append(w.stack, e)
}

// bullet writes the mark of a list item.
func (w *htmlWriter) bullet() {
	if w.hidden > 0 {
		return
	}
	n := len(w.lists)
	if n == 0 || w.lists[n-1] == 0 {
		w.now = append(w.now, "- "...)
		return
	}
	w.now = append(strconv.AppendInt(w.now, int64(w.lists[n-1]), 10), ". "...)
	w.lists[n-1]++
}

// count adds what an element changes, or takes it away.
func (w *htmlWriter) count(e element, by int) {
	for _, c := range [...]struct {
		on bool
		n  *int
	}{{e.hidden, &w.hidden}, {e.quote, &w.quote}, {e.cite, &w.cite}, {e.sign, &w.sign}, {e.pre, &w.pre}} {
		if c.on {
			*c.n += by
		}
	}
}

// close handles a closing tag: it ends the nearest open element of that name, and those left open inside it.
func (w *htmlWriter) close(tag atom.Atom) {
	for i := len(w.stack) - 1; i >= 0 && i >= len(w.stack)-200; i-- {
		if w.stack[i].tag != tag {
			continue
		}
		for len(w.stack) > i {
			e := w.stack[len(w.stack)-1]
			w.stack = w.stack[:len(w.stack)-1]
			w.closeOne(e)
		}
		return
	}
	w.blockBreak(tag)
}

func (w *htmlWriter) closeOne(e element) {
	if e.link {
		w.endLink()
	}
	if e.lst {
		w.lists = w.lists[:len(w.lists)-1]
	}
	if e.quote || e.sign || e.cite || e.open {
		w.breakLine(0)
	}
	w.count(e, -1)
	w.blockBreak(e.tag)
	if e.cite {
		w.endQuoteAround()
	}
}

// endQuoteAround ends the quotation of the container around a blockquote: what follows inside it is an answer.
func (w *htmlWriter) endQuoteAround() {
	for i := len(w.stack) - 1; i >= 0 && i >= len(w.stack)-20; i-- {
		if e := &w.stack[i]; e.cite {
			return
		} else if e.open && e.quote {
			w.breakLine(0)
			w.quote--
			e.quote = false
			return
		}
	}
}

// endLink adds the address of a link whose text does not show it.
func (w *htmlWriter) endLink() {
	if w.anchor > len(w.now) || w.hidden > 0 || w.quote+w.cite > 0 || w.rest {
		return
	}
	shown := bytes.TrimSpace(w.now[w.anchor:])
	href := bytes.TrimSpace(w.href)
	bare := bytes.TrimSuffix(trimScheme(href), []byte("/"))
	if len(shown) == 0 || len(bare) == 0 || len(href) > 500 || len(bare) == len(href) || bytes.Contains(shown, bare) || bytes.HasPrefix(href, []byte("mailto:")) {
		return
	}
	w.now = append(append(append(w.now, " <"...), href...), '>')
}

// trimScheme takes http:, https: or mailto: away; other links are not shown.
func trimScheme(href []byte) []byte {
	for _, s := range [...]string{"http://", "https://", "mailto:"} {
		if len(href) > len(s) && strings.EqualFold(string(href[:len(s)]), s) {
			return href[len(s):]
		}
	}
	return href
}

// blockBreak ends the line in front of and behind block elements; paragraphs get an empty line.
func (w *htmlWriter) blockBreak(tag atom.Atom) {
	switch tag {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Table, atom.Pre, atom.Blockquote, atom.Dl:
		w.breakLine(1)
	case atom.Div, atom.Li, atom.Tr, atom.Body, atom.Html, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Center, atom.Dt, atom.Dd,
		atom.Form, atom.Fieldset, atom.Address, atom.Caption, atom.Tbody, atom.Thead, atom.Main, atom.Aside, atom.Nav, atom.Figure, atom.Option:
		w.breakOnce()
	case atom.Td, atom.Th:
		if len(w.now) > 0 {
			w.space = true
		}
	}
}

// breakOnce ends the line if there is one.
func (w *htmlWriter) breakOnce() {
	if len(w.now) > 0 {
		w.breakLine(0)
	}
}

// breakLine ends the line; with one empty line behind it when paragraph is 1.
func (w *htmlWriter) breakLine(paragraph int) {
	s := strings.TrimRight(string(w.now), " ")
	if paragraph == 0 || s != "" {
		w.push(s)
	}
	if n := len(w.out); paragraph > 0 && n > 0 && w.out[n-1].s != "" {
		w.push("")
	}
	w.now, w.space = w.now[:0], false
}

func (w *htmlWriter) push(s string) {
	if n := len(w.out); s == "" && n > 1 && w.out[n-1].s == "" && w.out[n-2].s == "" {
		return
	}
	if w.cite > 0 {
		s = strings.TrimRight(strings.Repeat(">", min(w.cite, 20))+" "+s, " ")
	}
	w.out = append(w.out, line{s: s, quote: w.quote+w.cite > 0, sign: w.sign > 0, rest: w.rest})
}

// text writes words; outside pre all white space is one blank.
func (w *htmlWriter) text(b []byte) {
	for len(b) > 0 {
		n := 0
		for n < len(b) && b[n] > ' ' && b[n] < utf8.RuneSelf {
			n++
		}
		if n > 0 {
			w.word(b[:n])
			b = b[n:]
			continue
		}
		c, size := utf8.DecodeRune(b)
		switch {
		case w.pre > 0 && c == '\n':
			w.breakLine(0)
		case c == ' ' && w.pre > 0, c == '\u00a0':
			w.now = append(w.now, ' ')
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			w.space = true
		case c == '\u200b' || c == '\u200c' || c == '\u200d' && len(w.now) == 0 || c == '\ufeff' || c == '\u034f' || c == '\u00ad':
		case c == utf8.RuneError && size == 1:
			w.word([]byte("\ufffd"))
		default:
			w.word(b[:size])
		}
		b = b[size:]
	}
}

// word writes letters behind the blank that is due.
func (w *htmlWriter) word(b []byte) {
	if w.space && len(w.now) > 0 && w.now[len(w.now)-1] != ' ' {
		w.now = append(w.now, ' ')
	}
	w.space = false
	w.now = append(w.now, b...)
}

// trimmed drops empty lines at both ends.
func (w *htmlWriter) trimmed() []line {
	out := w.out
	for len(out) > 0 && out[0].s == "" && !out[0].rest {
		out = out[1:]
	}
	for len(out) > 0 && out[len(out)-1].s == "" {
		out = out[:len(out)-1]
	}
	return out
}
