package templates

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// noBreak stands for a blank at which a line must not be broken, until wrap has done its work.
const noBreak = '\u00a0'

// inline renders what is inside a paragraph; a line feed is a break that the author wanted.
func (p plain) inline(parent ast.Node) string {
	var b strings.Builder
	p.spans(&b, parent)
	return b.String()
}

func (p plain) spans(b *strings.Builder, parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		p.span(b, n)
	}
}

func (p plain) span(b *strings.Builder, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		b.WriteString(unescape(n.Segment.Value(p.source)))
		if n.HardLineBreak() {
			b.WriteByte('\n')
		} else if n.SoftLineBreak() {
			b.WriteByte(' ')
		}
	case *ast.String:
		b.WriteString(unescape(n.Value))
	case *ast.CodeSpan:
		b.WriteString(unbroken(codeText(n, p.source)))
	case *ast.Emphasis:
		p.emphasis(b, n)
	case *ast.Link:
		p.link(b, n)
	case *ast.AutoLink:
		b.Write(n.Label(p.source))
	case *ast.Image:
		b.WriteString("[picture: " + strings.TrimSpace(p.inline(n)) + "]")
	default:
		p.spans(b, n)
	}
}

// shortCode is the length of the longest piece of code that is kept on one line.
const shortCode = 40

// unbroken keeps a short piece of code, such as a command, on one line.
func unbroken(code string) string {
	if len(code) > shortCode {
		return code
	}
	return strings.ReplaceAll(code, " ", string(noBreak))
}

func (p plain) emphasis(b *strings.Builder, n *ast.Emphasis) {
	mark := ""
	if p.words {
		mark = "_"
		if n.Level == 2 {
			mark = "*"
		}
	}
	b.WriteString(mark)
	p.spans(b, n)
	b.WriteString(mark)
}

// link writes the text and, unless the text says it already, where it leads.
func (p plain) link(b *strings.Builder, n *ast.Link) {
	label := p.inline(n)
	if !p.words && isButton(n) {
		b.WriteString(strings.ReplaceAll(label+": "+letterTo(n.Destination), " ", string(noBreak)) + "\n") // one a line
		return
	}
	b.WriteString(label)
	if target(n.Destination) == "" {
		return
	}
	url := string(util.URLEscape(n.Destination, true))
	if bareURL(label) != bareURL(url) {
		b.WriteString(" (" + url + ")")
	}
}

// letterTo is what a button says in text: the address of a letter that is only to be written, the whole URL of one that
// has words already, or a token in the subject. The plus sign of the address is legible there, because what finds URLs
// in text reads no forms.
func letterTo(destination []byte) string {
	to := string(util.URLEscape(destination, true))
	address, query, _ := strings.Cut(strings.TrimPrefix(to, "mailto:"), "?")
	if plain, err := url.PathUnescape(address); err == nil && !strings.Contains(query, "body=") && !strings.Contains(query, "%5B") {
		return plain
	}
	return strings.Replace(to, "%2B", "+", strings.Count(address, "%2B"))
}

// bareURL is a URL without what people leave out when they write one.
func bareURL(s string) string {
	s = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "mailto:")
	_, rest, ok := strings.Cut(s, "://")
	if !ok {
		rest = s
	}
	return strings.TrimSuffix(rest, "/")
}

// codeText is what a code span says.
func codeText(span ast.Node, source []byte) string {
	var b strings.Builder
	for n := span.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			b.Write(t.Segment.Value(source))
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// wrap breaks text into lines of so many columns at most, only between words: a long URL keeps its line to itself.
func wrap(s string, columns int) []string {
	var out []string
	for line := range strings.SplitSeq(strings.Trim(s, "\n "), "\n") {
		out = append(out, wrapLine(line, max(columns, 20))...)
	}
	return out
}

func wrapLine(line string, columns int) []string {
	line = strings.Trim(line, " \t")
	if len(line) <= columns && !strings.ContainsAny(line, "\t\u00a0") && !strings.Contains(line, "  ") {
		return []string{line}
	}
	var out []string
	var b strings.Builder
	used := 0
	for word := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == ' ' || r == '\t' }) {
		n := utf8.RuneCountInString(word)
		switch {
		case used == 0:
		case used+1+n > columns:
			out = append(out, b.String())
			b.Reset()
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	out = append(out, b.String())
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], string(noBreak), " ")
	}
	return out
}

// wordsToText keeps plain text as its author set it; only lines too long for a terminal are broken, and of those not the
// ones that are indented or quoted, which are code, tables, or someone else's lines.
func wordsToText(s string, columns int) []string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " \t")
		if len(line) <= columns+4 || strings.ContainsAny(line[:1], " \t>|") {
			out = append(out, line)
		} else {
			out = append(out, wrapLine(line, columns)...)
		}
	}
	return out
}
