package route

import (
	"errors"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"
)

// memoryBudget bounds what one evaluation may build, in elements and bytes; maxNodes bounds an expression.
const (
	memoryBudget = 1_000_000
	maxNodes     = 1000
)

// compileWhen checks and compiles a condition on what an environment names, and open("…") of one of the hours. Its *Error
// lacks the rule.
func compileWhen(source string, env any, hours calendars) (*vm.Program, *Error) {
	text, operators := plainOperators(source)
	patterns := &patterns{ignoreCase: operators, hours: hours}
	program, err := expr.Compile(text, expr.Env(env), expr.AsBool(), expr.MaxNodes(maxNodes),
		expr.DisableBuiltin("now"), expr.DisableBuiltin("repeat"), expr.Patch(patterns))
	if patterns.fault != nil {
		err = patterns.fault
	}
	if err != nil {
		return nil, place(source, err, operators)
	}
	return program, nil
}

// plainOperators writes == for each =~ outside string literals and comments, and tells where, counted in characters. expr
// does not know =~; the two are as long and bind as tightly, so every position stays right.
func plainOperators(source string) (string, map[int]bool) {
	text := []rune(source)
	at := map[int]bool{}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' || c == '\'' || c == '`':
			i = literalEnd(text, i)
		case c == '/' && i+1 < len(text) && (text[i+1] == '/' || text[i+1] == '*'):
			i = commentEnd(text, i)
		case c == '=' && i+1 < len(text) && text[i+1] == '~' && (i == 0 || !strings.ContainsRune("=!<>", text[i-1])):
			text[i+1] = '='
			at[i] = true
			i++
		}
	}
	return string(text), at
}

func literalEnd(text []rune, i int) int {
	quote := text[i]
	for i++; i < len(text) && text[i] != quote; i++ {
		if text[i] == '\\' && quote != '`' {
			i++
		}
	}
	return i
}

func commentEnd(text []rune, i int) int {
	end := "\n"
	if text[i+1] == '*' {
		end = "*/"
	}
	rest := string(text[i+2:])
	n := strings.Index(rest, end)
	if n < 0 {
		return len(text)
	}
	return i + 1 + len([]rune(rest[:n])) + len(end)
}

// patterns makes the operators at the noted places match without regard to case, and refuses what has no bound:
// patterns that are not known beforehand, and ranges. It also refuses calendars that there are not.
type patterns struct {
	ignoreCase map[int]bool
	hours      calendars
	fault      error
}

// Visit looks at one node. It implements ast.Visitor.
func (p *patterns) Visit(node *ast.Node) {
	if call, ok := (*node).(*ast.CallNode); ok {
		p.checkOpen(call)
		return
	}
	b, ok := (*node).(*ast.BinaryNode)
	if !ok {
		return
	}
	here := b.Location()
	switch ours := p.ignoreCase[here.From] && b.Operator == "=="; {
	case b.Operator == "..":
		p.refuse(here, "ranges are not needed in a route")
	case ours || b.Operator == "matches":
		pattern, literal := b.Right.(*ast.StringNode)
		if !literal {
			p.refuse(here, "the pattern must be a string in quotes")
			return
		}
		if ours {
			right := &ast.StringNode{Value: "(?i)" + pattern.Value}
			right.SetLocation(pattern.Location())
			b.Operator, b.Right = "matches", right
		}
	}
}

func (p *patterns) refuse(here file.Location, problem string) {
	if p.fault == nil {
		p.fault = &file.Error{Location: here, Message: problem}
	}
}

// place turns an error of expr into one with line, column and excerpt.
func place(source string, err error, operators map[int]bool) *Error {
	fault := &Error{Line: 1, Column: 1, Problem: err.Error()}
	at := 0
	if located := (*file.Error)(nil); errors.As(err, &located) {
		fault.Problem = located.Message
		at = located.From
		if operators[at] {
			fault.Problem = strings.NewReplacer("operation: ==", "operation: =~", "operation: matches", "operation: =~").Replace(fault.Problem)
		}
	}
	text := []rune(source) // expr counts runes; what is no UTF-8 becomes U+FFFD here, so the excerpt is taken from it too
	before := string(text[:min(max(at, 0), len(text))])
	start := strings.LastIndexByte(before, '\n') + 1
	fault.Line += strings.Count(before, "\n")
	fault.Column += len([]rune(before[start:]))
	fault.Excerpt, _, _ = strings.Cut(string(text)[start:], "\n")
	return fault
}
