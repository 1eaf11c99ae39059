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
func (p plain) inline(parent ast.Node) string { return string(p.spans(p.room[:0], parent)) }

func (p plain) spans(b []byte, parent ast.Node) []byte {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b = p.span(b, n)
	}
	return b
}

func (p plain) span(b []byte, n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.Text:
		b = appendUnescaped(b, n.Segment.Value(p.source))
		if n.HardLineBreak() {
			b = append(b, '\n')
		} else if n.SoftLineBreak() {
			b = append(b, ' ')
		}
		return b
	case *ast.String:
		return appendUnescaped(b, n.Value)
	case *ast.CodeSpan:
		return append(b, unbroken(codeText(n, p.source))...)
	case *ast.Emphasis:
		return p.emphasis(b, n)
	case *ast.Link:
		return p.link(b, n)
	case *ast.AutoLink:
		return append(b, n.Label(p.source)...)
	case *ast.Image:
		label := p.said(b, n)
		return append(b, "[picture: "+strings.TrimSpace(label)+"]"...)
	}
	return p.spans(b, n)
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

// said is what a link or a picture says. It is rendered behind b, where there is room.
func (p plain) said(b []byte, n ast.Node) string { return string(p.spans(b, n)[len(b):]) }

func (p plain) emphasis(b []byte, n *ast.Emphasis) []byte {
	mark := ""
	if p.words {
		mark = "_"
		if n.Level == 2 {
			mark = "*"
		}
	}
	b = append(b, mark...)
	b = p.spans(b, n)
	return append(b, mark...)
}

// link writes the text and, unless the text says it already, where it leads.
func (p plain) link(b []byte, n *ast.Link) []byte {
	label := p.said(b, n)
	if !p.words && isButton(n) {
		return append(b, strings.ReplaceAll(label+": "+letterTo(n.Destination), " ", string(noBreak))+"\n"...) // one a line
	}
	b = append(b, label...)
	if target(n.Destination) == "" {
		return b
	}
	if url := string(util.URLEscape(n.Destination, true)); bareURL(label) != bareURL(url) {
		b = append(b, " ("+url+")"...)
	}
	return b
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

// wrapLine breaks one line. Where its words have one blank between them the new lines are parts of it.
func wrapLine(line string, columns int) []string {
	line = strings.Trim(line, " \t")
	if strings.IndexByte(line, '\t') >= 0 || strings.Contains(line, "  ") {
		line = strings.Join(strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' }), " ")
	}
	var out []string
	for len(line) > columns {
		n := firstLine(line, columns)
		if n == len(line) {
			break
		}
		out = append(out, line[:n])
		line = line[n+1:]
	}
	out = append(out, line)
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], string(noBreak), " ")
	}
	return out
}

// firstLine is the length of the words at the beginning of a line that fit so many columns; of one word at least.
func firstLine(line string, columns int) int {
	used, end := 0, 0
	for end < len(line) {
		next := end
		if end > 0 {
			next++ // the blank
		}
		n := strings.IndexByte(line[next:], ' ')
		if n < 0 {
			n = len(line) - next
		}
		used += next - end + utf8.RuneCountInString(line[next:next+n])
		if end > 0 && used > columns {
			return end
		}
		end = next + n
	}
	return end
}
