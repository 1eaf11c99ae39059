package route

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
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
	Assignee string        // a person's id
	Model    tickets.Model // how it finds its owner; "" is tiered
	Skill    string        // what the assignee should know
	Ask      string        // the name of a form: its questions are the first answer
	Canned   string        // the name of a canned answer that is the first answer
	SLA      string        // the name of the policy of promises
	Chain    tickets.Cause // the name of an escalation chain that begins
	Suspend  bool          // keep the mail back for a person to look at
	Vendor   string        // the id of one that is asked at once
	Impact   tickets.Level
	Urgency  tickets.Level
	Routes   []Rule // asked in order when this one holds; what they say goes over what it says
}

// Error says what is wrong with a rule. It is permanent: the rule must be written differently.
type Error struct {
	Rule    []int  // index in the list, from 0, and in the lists below it
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
type Table struct {
	rules  []compiled
	matrix tickets.Matrix
	hours  calendars
}

var _ tickets.Router = (*Table)(nil)

type compiled struct {
	Rule
	when  *vm.Program // nil holds always
	below []compiled
}

// maxDepth bounds how deep rules may stand below each other.
const maxDepth = 10

// Compile checks all rules. The matrix gives the priority of rules that set impact or urgency, the hours are what open("…")
// may name. Its error joins one *Error for each rule that is wrong.
func Compile(rules []Rule, matrix tickets.Matrix, hours ...tickets.Hours) (*Table, error) {
	c := &compiler{hours: hours}
	t := &Table{rules: c.level(rules, nil), matrix: matrix, hours: hours}
	if len(c.faults) > 0 {
		return nil, errors.Join(c.faults...)
	}
	return t, nil
}

// compiler collects what is wrong with rules.
type compiler struct {
	faults []error
	hours  calendars
}

func (c *compiler) level(rules []Rule, above []int) []compiled {
	var all []compiled
	for i, r := range rules {
		at := append(slices.Clone(above), i)
		if r.Name == "" {
			r.Name = "route " + numbered(at)
		}
		one := compiled{Rule: r}
		fault := r.check()
		switch {
		case fault == nil && len(at) > maxDepth:
			fault = &Error{Problem: fmt.Sprintf("routes stand at most %d deep below each other", maxDepth)}
		case fault == nil && strings.TrimSpace(r.When) != "":
			one.when, fault = compileWhen(r.When, mailEnv{}, c.hours)
		}
		if fault != nil {
			fault.Rule, fault.Name = at, r.Name
			c.faults = append(c.faults, fault)
		}
		if len(at) <= maxDepth {
			one.below = c.level(r.Routes, at)
		}
		all = append(all, one)
	}
	return all
}

// numbered is how people count: 3.1 is the first rule below the third.
func numbered(at []int) string {
	var parts []string
	for _, i := range at {
		parts = append(parts, strconv.Itoa(i+1))
	}
	return strings.Join(parts, ".")
}

func (r Rule) check() *Error {
	switch {
	case r.Tier != nil && (*r.Tier < 0 || *r.Tier > tickets.TopTier):
		return &Error{Problem: fmt.Sprintf("there is no tier %d", int(*r.Tier))}
	case r.Priority != "" && !slices.Contains(tickets.Priorities(), r.Priority):
		return &Error{Problem: fmt.Sprintf("there is no priority %q", r.Priority)}
	case r.Impact != "" && !slices.Contains(tickets.Levels(), r.Impact):
		return &Error{Problem: fmt.Sprintf("there is no impact %q: low, medium or high", r.Impact)}
	case r.Urgency != "" && !slices.Contains(tickets.Levels(), r.Urgency):
		return &Error{Problem: fmt.Sprintf("there is no urgency %q: low, medium or high", r.Urgency)}
	case r.Model != "" && r.Model != tickets.Tiered && r.Model != tickets.Swarming:
		return &Error{Problem: fmt.Sprintf("there is no model %q: tiered or swarm", r.Model)}
	case r.Type != "" && !slices.Contains(tickets.Types(), r.Type):
		return &Error{Problem: fmt.Sprintf("there is no type %q", r.Type)}
	}
	return nil
}
