package config

import (
	"errors"
	"fmt"
	"maps"
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"tierdesk/tickets"
	"tierdesk/tickets/route"
)

// maxRepeat bounds how often a step of a chain comes again.
const maxRepeat = 20

// chains makes the escalation chains: those for a cause, and those with a name of their own, which a route or /chain starts.
func (c *checker) chains(r *tickets.Rules) {
	var causes []string
	for _, cause := range tickets.Causes() {
		causes = append(causes, string(cause))
	}
	for _, cause := range slices.Sorted(maps.Keys(c.file.Chains)) {
		path := "chains." + cause
		near, found := nearest(cause, causes)
		switch {
		case slices.Contains(causes, cause):
		case found:
			c.fault(path, "is this chain for what is %s? Write it so, or give it a name that is less like that", near)
		case !chainName.MatchString(cause):
			c.fault(path, "a chain is for one of %s, or has a name of small letters, digits and dashes that /chain and routes start it by", strings.Join(causes, ", "))
		}
		if r.Chains == nil {
			r.Chains = map[tickets.Cause][]tickets.ChainStep{}
		}
		r.Chains[tickets.Cause(cause)] = c.steps(path, c.file.Chains[cause], r)
	}
}

// chainName is a name that can be typed behind /chain.
var chainName = regexp.MustCompile(`^[a-z][a-z0-9-]{1,40}$`)

// chainNames are the chains that a route may start.
func (c *checker) chainNames(r *tickets.Rules) (names []string) {
	for _, n := range r.NamedChains() {
		names = append(names, string(n))
	}
	return names
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
	act, vendor, _ := strings.Cut(s.Do, " ")
	step := tickets.ChainStep{After: c.span(path+".after", s.After, tickets.Hours{}), Tell: s.Tell, Do: tickets.ChainAct(act), Vendor: strings.TrimSpace(vendor)}
	if len(s.Tell) == 0 && s.Do == "" {
		c.fault(path, "it does nothing: say tell: managers, or do: escalate")
	}
	var acts []string
	for _, a := range tickets.ChainActs() {
		acts = append(acts, string(a))
	}
	if step.Do == tickets.AskVendor {
		c.knownVendor(path+".do", step.Vendor, r)
	}
	switch {
	case step.Do == tickets.AskVendor && step.Vendor == "":
		c.fault(path+".do", "say which vendor: do: vendor printco")
	case step.Do != tickets.AskVendor:
		c.oneOf(path+".do", s.Do, acts...)
	}
	for i, word := range s.Tell {
		at := path + ".tell"
		if len(s.Tell) > 1 {
			at += fmt.Sprintf("[%d]", i)
		}
		if strings.Contains(word, "@") {
			c.outside(at, word, r)
		} else if _, person := r.PersonByID(word); !person && !slices.Contains(tickets.Audiences(), word) {
			c.oneOf(at, word, append(tickets.Audiences(), slices.Sorted(maps.Keys(c.file.People))...)...)
		}
	}
	if strings.TrimSpace(s.When) == "" {
		return step
	}
	when, err := route.CompileCondition(s.When, c.allHours()...)
	var fault *route.Error
	if errors.As(err, &fault) {
		at := path + ".when"
		c.note(c.inside(at, fault.Line, fault.Column), at+": "+fault.Problem)
		return step
	}
	step.When = when
	return step
}

// outside checks an address that is told of a step: of nobody of the desk, and none that would bring the letter back to us.
func (c *checker) outside(path, word string, r *tickets.Rules) {
	a, err := mail.ParseAddress(word)
	if err != nil || a.Address != word {
		c.fault(path, "%q is no address; write it alone: on-call@partner.example", word)
		return
	}
	to := tickets.Address{Address: word}
	if p, ours := r.PersonByAddress(to); ours {
		c.fault(path, "this is the address of %s; write %s, who may know more than somebody outside", p.ID, p.ID)
	}
	if _, ours := r.MailboxByAddress(to); ours {
		c.fault(path, "this is an address of the desk itself")
	}
}
