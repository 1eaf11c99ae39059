package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// Fault is one thing that is wrong with a configuration file, and where.
type Fault struct {
	File    string
	Line    int // from 1; 0 when the place is not known
	Column  int // from 1
	Problem string
	Excerpt string // the line, and a mark below it
}

// Error is FILE:LINE:COLUMN: what is wrong, and the excerpt.
func (f *Fault) Error() string {
	s := f.File
	if f.Line > 0 {
		s = fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
	}
	s += ": " + f.Problem
	if f.Excerpt != "" {
		s += "\n" + f.Excerpt
	}
	return s
}

// Faults are the faults in an error of Load, ordered by line; none when it failed for another reason.
func Faults(err error) []*Fault {
	var several interface{ Unwrap() []error }
	var one *Fault
	switch {
	case errors.As(err, &several):
		var all []*Fault
		for _, e := range several.Unwrap() {
			all = append(all, Faults(e)...)
		}
		return all
	case errors.As(err, &one):
		return []*Fault{one}
	}
	return nil
}

// ledger collects the faults of one file.
type ledger struct {
	path   string
	lines  []string
	faults []*Fault
}

func newLedger(path string, source []byte) *ledger {
	return &ledger{path: path, lines: strings.Split(string(source), "\n")}
}

// note adds a fault. Line 0 is no place. The YAML library counts a lone carriage return as a line, editors do not: what
// would stand behind the end of the file has no place either.
func (l *ledger) note(at point, problem string) {
	if at.line > len(l.lines) {
		at = point{}
	}
	l.faults = append(l.faults, &Fault{File: l.path, Line: at.line, Column: at.column, Problem: problem, Excerpt: l.excerpt(at)})
}

// noteError adds an error of the YAML library.
func (l *ledger) noteError(err error) {
	var ye yaml.Error
	if !errors.As(err, &ye) || ye.GetToken() == nil || ye.GetToken().Position == nil {
		l.note(point{}, err.Error())
		return
	}
	l.note(pointOf(ye.GetToken()), plain(ye))
}

// plain says in the words of somebody who writes YAML, not Go, what the library has to say.
func plain(err yaml.Error) string {
	var wrongNode *yaml.UnexpectedNodeTypeError
	if errors.As(err, &wrongNode) {
		switch wrongNode.Expected {
		case ast.SequenceType:
			return "here must stand a list, such as [ann, bob]"
		case ast.MappingType:
			return "here must stand keys with values"
		}
	}
	var wrongType *yaml.TypeError
	if !errors.As(err, &wrongType) {
		return err.GetMessage()
	}
	names := map[string]string{"slice": "a list", "struct": "keys with values", "map": "keys with values", "string": "a text",
		"bool": "true or false", "int": "a whole number", "ptr": "a whole number"}
	want, ok := names[wrongType.DstType.Kind().String()]
	if !ok {
		return err.GetMessage()
	}
	return "here must stand " + want
}

// excerpt is the line with its number, and a mark below the column.
func (l *ledger) excerpt(at point) string {
	if at.line < 1 || at.line > len(l.lines) {
		return ""
	}
	line := []rune(strings.Map(printable, strings.TrimRight(l.lines[at.line-1], "\r")))
	const window = 100 // longer lines are cut around the mark
	from := 0
	if at.column > window {
		from = min(at.column-window/2, len(line))
	}
	line = line[from:min(len(line), from+window)]
	return fmt.Sprintf("%5d | %s\n      | %s^", at.line, string(line), strings.Repeat(" ", max(at.column-1-from, 0)))
}

// printable keeps a file that is no text from steering the terminal of its reader.
func printable(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// err joins the faults in the order of their lines; nil when there are none.
func (l *ledger) err() error {
	slices.SortStableFunc(l.faults, func(a, b *Fault) int { return a.Line - b.Line })
	var errs []error
	for _, f := range l.faults {
		errs = append(errs, f)
	}
	return errors.Join(errs...)
}
