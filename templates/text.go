package templates

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// width is the longest line of the text half, in characters: what fits a terminal when it is quoted twice.
const width = 74

// textHalf is the text of a letter as it grows, line by line.
type textHalf struct {
	bytes.Buffer
	quoted bool // the sign of quotation stands before each line
}

func (t *textHalf) line(s string) {
	if t.quoted {
		t.WriteString(quoteSign(s))
	}
	t.WriteString(s)
	t.WriteByte('\n')
}

// words keeps plain text as its author set it; only lines too long for a terminal are broken, and of those not the ones that
// are indented or quoted, which are code, tables, or someone else's lines.
func (t *textHalf) words(s string, columns int) {
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " \t")
		if len(line) <= columns+4 || strings.IndexByte(" \t>|", line[0]) >= 0 {
			t.line(line)
			continue
		}
		for _, part := range wrapLine(line, columns) {
			t.line(part)
		}
	}
}

// plain renders a Markdown tree as text that reads well in a terminal.
type plain struct {
	source []byte
	words  bool   // of a person: emphasis shows as *strong* and _soft_, and no link is a button
	room   []byte // to make a paragraph in, before it is wrapped
}

// children renders the blocks inside a node, with an empty line between them unless tight.
func (p plain) children(parent ast.Node, columns int, tight bool) []string {
	var out []string
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		block := p.block(n, columns)
		if len(block) == 0 {
			continue
		}
		if len(out) > 0 && !tight {
			out = append(out, "")
		}
		out = append(out, block...)
	}
	return out
}

func (p plain) block(n ast.Node, columns int) []string {
	switch n := n.(type) {
	case *ast.Heading:
		return underline(wrap(p.inline(n), columns), n.Level)
	case *ast.Blockquote:
		return quoteLines(p.children(n, columns-2, false))
	case *ast.List:
		return p.list(n, columns)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return p.code(n)
	case *ast.ThematicBreak:
		return []string{"* * *"}
	case *extast.Table:
		return p.table(n)
	}
	return wrap(p.inline(n), columns)
}

// underline sets a heading off; the first level is the title of a letter, and stands by itself.
func underline(lines []string, level int) []string {
	if level == 1 || len(lines) == 0 {
		return lines
	}
	longest := 0
	for _, line := range lines {
		longest = max(longest, utf8.RuneCountInString(line))
	}
	return append(lines, strings.Repeat("-", longest))
}

// quoteLines sets the sign of quotation before each line.
func quoteLines(lines []string) []string {
	for i, line := range lines {
		lines[i] = quoteSign(line) + line
	}
	return lines
}

// quoteSign is what a quoted line begins with, so that nested ones read ">> ".
func quoteSign(line string) string {
	if line == "" || line[0] == '>' {
		return ">"
	}
	return "> "
}

func (p plain) list(list *ast.List, columns int) []string {
	var out []string
	number := list.Start
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		mark := "- "
		if list.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		item := p.children(n, columns-len(mark), list.IsTight)
		if len(item) == 0 {
			item = []string{""}
		}
		if len(out) > 0 && !list.IsTight {
			out = append(out, "")
		}
		out = append(out, indent(item, mark)...)
	}
	return out
}

// indent sets the mark before the first line and as many blanks before the others.
func indent(lines []string, mark string) []string {
	blanks := strings.Repeat(" ", len(mark))
	for i, line := range lines {
		if i > 0 {
			mark = blanks
		}
		lines[i] = strings.TrimRight(mark+line, " ")
	}
	return lines
}

func (p plain) code(n ast.Node) []string {
	var out []string
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		out = append(out, "    "+strings.TrimRight(string(line.Value(p.source)), "\n"))
	}
	return out
}

// table aligns the columns; the headings stand above a rule.
func (p plain) table(table *extast.Table) []string {
	var rows [][]string
	var widths []int
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			text := strings.Join(wrap(p.inline(cell), 1<<20), " ")
			if len(widths) == len(cells) {
				widths = append(widths, 0)
			}
			widths[len(cells)] = max(widths[len(cells)], utf8.RuneCountInString(text))
			cells = append(cells, text)
		}
		rows = append(rows, cells)
	}
	var out []string
	for i, cells := range rows {
		out = append(out, tableRow(cells, widths, table.Alignments))
		if i == 0 {
			out = append(out, strings.Repeat("-", utf8.RuneCountInString(out[0])))
		}
	}
	return out
}

func tableRow(cells []string, widths []int, alignments []extast.Alignment) string {
	var b strings.Builder
	for i, cell := range cells {
		gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if i > 0 {
			b.WriteString("   ")
		}
		if i < len(alignments) && alignments[i] == extast.AlignRight {
			b.WriteString(gap + cell)
		} else {
			b.WriteString(cell + gap)
		}
	}
	return strings.TrimRight(b.String(), " ")
}
