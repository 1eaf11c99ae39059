package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tierdesk/tickets"
	"tierdesk/tickets/route"
)

// maxRepeat bounds how often a step of a chain comes again.
const maxRepeat = 20

// chains makes the escalation chains.
func (c *checker) chains(r *tickets.Rules) {
	var causes []string
	for _, cause := range tickets.Causes() {
		causes = append(causes, string(cause))
	}
	for _, cause := range slices.Sorted(maps.Keys(c.file.Chains)) {
		path := "chains." + cause
		if !slices.Contains(causes, cause) {
			c.oneOf(path, cause, causes...)
			continue
		}
		if r.Chains == nil {
			r.Chains = map[tickets.Cause][]tickets.ChainStep{}
		}
		r.Chains[tickets.Cause(cause)] = c.steps(path, c.file.Chains[cause], r)
	}
}

func (c *checker) steps(path string, sections []stepSection, r *tickets.Rules) []tickets.ChainStep {
	if len(sections) == 0 {
		c.fault(path, "a chain needs a step, such as { after: 30m, tell: managers }")
	}
	var steps []tickets.ChainStep
	for i, s := range sections {
		at := fmt.Sprintf("%s[%d]", path, i)
		step := c.chainStep(at, s, r)
		for range 1 + min(max(s.Repeat, 0), maxRepeat) {
			steps = append(steps, step)
		}
		if s.Repeat < 0 || s.Repeat > maxRepeat || s.Repeat > 0 && step.After.IsZero() {
			c.fault(at+".repeat", "a step comes again up to %d times, each after its time: write { after: 30m, repeat: 3 }", maxRepeat)
		}
	}
	return steps
}

func (c *checker) chainStep(path string, s stepSection, r *tickets.Rules) tickets.ChainStep {
	step := tickets.ChainStep{After: c.span(path+".after", s.After, tickets.Hours{}), Tell: s.Tell, Do: tickets.ChainAct(s.Do)}
	if len(s.Tell) == 0 && s.Do == "" {
		c.fault(path, "it does nothing: say tell: managers, or do: escalate")
	}
	var acts []string
	for _, a := range tickets.ChainActs() {
		acts = append(acts, string(a))
	}
	c.oneOf(path+".do", s.Do, acts...)
	for i, word := range s.Tell {
		at := path + ".tell"
		if len(s.Tell) > 1 {
			at += fmt.Sprintf("[%d]", i)
		}
		if _, person := r.PersonByID(word); !person && !slices.Contains(tickets.Audiences(), word) {
			c.oneOf(at, word, append(tickets.Audiences(), slices.Sorted(maps.Keys(c.file.People))...)...)
		}
	}
	if strings.TrimSpace(s.When) == "" {
		return step
	}
	when, err := route.CompileCondition(s.When)
	var fault *route.Error
	if errors.As(err, &fault) {
		at := path + ".when"
		c.note(c.inside(at, fault.Line, fault.Column), at+": "+fault.Problem)
		return step
	}
	step.When = when
	return step
}
