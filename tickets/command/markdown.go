package command

import (
	"strings"
	"unicode"
)

// cutMarkdown takes the block off the Markdown form. Markdown escapes and wraps differently, so lines are compared by
// their letters, digits and slashes. It is "" when the block is not found there exactly, or a command line would be left.
func cutMarkdown(markdown string, block []string) string {
	want := letters(strings.Join(block, "\n"))
	lines := strings.Split(lineEnds.Replace(markdown), "\n")
	for want != "" {
		if len(lines) == 0 {
			return ""
		}
		rest, ok := strings.CutPrefix(want, letters(lines[0]))
		if !ok {
			return ""
		}
		want, lines = rest, lines[1:]
	}
	rest := strings.Trim(strings.Join(lines, "\n"), "\n")
	if len(block) == 0 {
		rest = markdown
	}
	if top, _, _ := strings.Cut(trimTop(lines), "\n"); isCommand(unmarked(top)) {
		return ""
	}
	return rest
}

// letters reduces text to what Markdown leaves as it is.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '／', r == '⁄', r == '∕':
			return '/'
		case r == '/', unicode.IsLetter(r), unicode.IsDigit(r):
			return r
		}
		return -1
	}, s)
}

// unmarked is a line without the marks of Markdown in front of it.
func unmarked(line string) string { return strings.TrimLeft(visible(line), "*_`~\\ ") }
