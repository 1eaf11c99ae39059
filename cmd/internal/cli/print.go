package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"golang.org/x/term"
)

// isTerminal reports whether a stream is one that a person looks at.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width is how many columns the terminal has; wide enough for everything elsewhere.
func width(out io.Writer) int {
	if f, ok := out.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return columns
		}
	}
	return 1000
}

// listing prints rows: a drawn table on a terminal, aligned text elsewhere. The widest column gives way to a small terminal.
func listing(out io.Writer, head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	t := table.NewWriter()
	t.SetOutputMirror(out)
	t.AppendHeader(tableRow(head))
	for _, r := range rows {
		t.AppendRow(tableRow(r))
	}
	style := table.StyleRounded
	if !isTerminal(out) {
		style = table.StyleDefault
		style.Box = table.StyleBoxDefault
		style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
		style.Options = table.OptionsNoBordersAndSeparators
	}
	style.Format.Header = 0
	t.SetStyle(style)
	t.SetAllowedRowLength(width(out))
	t.SuppressTrailingSpaces()
	t.Render()
}

func tableRow(cells []string) table.Row {
	row := make(table.Row, len(cells))
	for i, c := range cells {
		row[i] = clean(c)
	}
	return row
}

// clean makes text of mails harmless for a terminal: on one line, without control characters.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}

// cleanLines is clean for text of several lines.
func cleanLines(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = clean(strings.ReplaceAll(l, "\t", "    "))
	}
	return strings.Join(lines, "\n")
}

// cut shortens a text to so many characters.
func cut(s string, n int) string {
	r := []rune(clean(s))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}

// when is a time of an answer in the desk's zone; "" stays "".
func when(stamp string, zone *time.Location) string {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return stamp
	}
	return t.In(zone).Format("2006-01-02 15:04")
}

// indented puts blanks before every line.
func indented(s string) string {
	s = strings.TrimRight(cleanLines(s), "\n ")
	if s == "" {
		return ""
	}
	return "    " + strings.ReplaceAll(s, "\n", "\n    ") + "\n"
}

// facts prints names and values in two columns; empty values are left out.
func facts(out io.Writer, pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			fmt.Fprintf(out, "%-12s %s\n", pairs[i], clean(pairs[i+1]))
		}
	}
}
