package route

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/vm"

	"tierdesk/tickets"
)

// Rule is one route as the operator wrote it. Zero fields leave things as they are.
type Rule struct {
	Name     string // for people; "" becomes "route 3"
	When     string // "" holds always
	Continue bool   // ask the next rules too
	Queue    string
	Tier     *tickets.Tier
	Priority tickets.Priority
	Type     tickets.Type
	Tags     []string
	Assignee string // a person's id
	Suspend  bool   // keep the mail back for a person to look at
}

// Error says what is wrong with a rule. It is permanent: the rule must be written differently.
type Error struct {
	Rule    int    // index in the list, from 0
	Name    string // of the rule
	Line    int    // in When, from 1; 0 when the fault is not in When
	Column  int    // in that line, in characters from 1
	Excerpt string // the line
	Problem string
}

// Error is the problem with its place, and the excerpt below it when the fault is in When.
func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.Name, e.Problem)
	}
	return fmt.Sprintf("%s: when, line %d, column %d: %s\n\t%s\n\t%s^", e.Name, e.Line, e.Column, e.Problem,
		strings.ReplaceAll(e.Excerpt, "\t", " "), strings.Repeat(" ", e.Column-1))
}

// Table is compiled rules. It is a tickets.Router, never changes, and is safe for several goroutines.
type Table struct{ rules []compiled }

var _ tickets.Router = (*Table)(nil)

type compiled struct {
	Rule
	when *vm.Program // nil holds always
}

// Compile checks all rules. Its error joins one *Error for each rule that is wrong.
func Compile(rules []Rule) (*Table, error) {
	t := &Table{}
	var errs []error
	for i, r := range rules {
		if r.Name == "" {
			r.Name = fmt.Sprintf("route %d", i+1)
		}
		c := compiled{Rule: r}
		fault := r.check()
		if fault == nil && strings.TrimSpace(r.When) != "" {
			c.when, fault = compileWhen(r.When)
		}
		if fault != nil {
			fault.Rule, fault.Name = i, r.Name
			errs = append(errs, fault)
		}
		t.rules = append(t.rules, c)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return t, nil
}

func (r Rule) check() *Error {
	switch {
	case r.Tier != nil && (*r.Tier < 0 || *r.Tier > tickets.TopTier):
		return &Error{Problem: fmt.Sprintf("there is no tier %d", int(*r.Tier))}
	case r.Priority != "" && !slices.Contains(tickets.Priorities(), r.Priority):
		return &Error{Problem: fmt.Sprintf("there is no priority %q", r.Priority)}
	case r.Type != "" && !slices.Contains([]tickets.Type{tickets.Incident, tickets.Request, tickets.Question, tickets.Problem}, r.Type):
		return &Error{Problem: fmt.Sprintf("there is no type %q", r.Type)}
	}
	return nil
}
