package route

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/expr-lang/expr/vm"

	"tierdesk/tickets"
)

// PolicyRule says which tickets a policy is for. Conditions know less than those of routes, because they are asked again
// whenever a ticket changes: mailbox, from, subject, queue, tier, priority, type, tags, quiet, which is true while only
// machines wrote, reopened and came_down, which count how often it was reopened and handed down. from is the requester.
type PolicyRule struct {
	When   string // "" holds always
	Policy tickets.Policy
}

// Policies are compiled policy rules. They are a tickets.Promiser, never change, and are safe for several goroutines.
type Policies struct{ rules []compiledPolicy }

var _ tickets.Promiser = (*Policies)(nil)

type compiledPolicy struct {
	tickets.Policy
	when *vm.Program // nil holds always
}

// CompilePolicies checks all rules. Its error joins one *Error for each rule that is wrong.
func CompilePolicies(rules []PolicyRule) (*Policies, error) {
	p := &Policies{}
	var errs []error
	for i, r := range rules {
		c := compiledPolicy{Policy: r.Policy}
		if c.Name == "" {
			c.Name = fmt.Sprintf("promise %d", i+1)
		}
		if strings.TrimSpace(r.When) != "" {
			var fault *Error
			if c.when, fault = compileWhen(r.When, ticketEnv{}, nil); fault != nil {
				fault.Rule, fault.Name = []int{i}, c.Name
				errs = append(errs, fault)
			}
		}
		p.rules = append(p.rules, c)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return p, nil
}

// Promised is the policy that the ticket names or, when there is none of that name, that of the first rule that holds; a rule
// that fails on a ticket does not hold.
func (p *Policies) Promised(t *tickets.Ticket) tickets.Policy {
	i := slices.IndexFunc(p.rules, func(c compiledPolicy) bool { return t.SLA != "" && c.Name == t.SLA })
	if env := newTicketEnv(t); i < 0 {
		i = slices.IndexFunc(p.rules, func(c compiledPolicy) bool { return holdsOn(c.when, env) })
	}
	if i < 0 {
		return tickets.Policy{}
	}
	return p.rules[i].Policy
}

// Condition is a compiled condition on a ticket, with the names of PolicyRule and open("…"). It is a tickets.Condition.
type Condition struct {
	when  *vm.Program
	hours calendars
}

var _ tickets.Condition = (*Condition)(nil)

// CompileCondition checks one; the hours are what open("…") may name. Its error is an *Error.
func CompileCondition(when string, hours ...tickets.Hours) (*Condition, error) {
	program, fault := compileWhen(when, stepEnv{}, hours)
	if fault != nil {
		return nil, fault
	}
	return &Condition{program, hours}, nil
}

// Holds reports whether a ticket is so at a moment; false when the condition fails on it.
func (c *Condition) Holds(t *tickets.Ticket, at time.Time) bool {
	return holdsOn(c.when, stepEnv{newTicketEnv(t), c.hours.openAt(at)})
}

// stepEnv holds the names that conditions of steps may use: unlike promises they are asked at one moment only.
type stepEnv struct {
	ticketEnv
	Open func(calendar string) bool `expr:"open"`
}

// holdsOn reports whether a condition holds; nil always does.
func holdsOn(when *vm.Program, env any) bool {
	if when == nil {
		return true
	}
	machine := vm.VM{MemoryBudget: memoryBudget}
	out, err := machine.Run(when, env)
	holds, _ := out.(bool)
	return err == nil && holds
}

// ticketEnv holds the names that conditions of promises may use.
type ticketEnv struct {
	Mailbox  string   `expr:"mailbox"`
	From     fromEnv  `expr:"from"`
	Subject  string   `expr:"subject"`
	Queue    string   `expr:"queue"`
	Tier     int      `expr:"tier"`
	Priority string   `expr:"priority"`
	Type     string   `expr:"type"`
	Tags     []string `expr:"tags"`
	Quiet    bool     `expr:"quiet"`
	Reopened int      `expr:"reopened"`
	CameDown int      `expr:"came_down"`
}

func newTicketEnv(t *tickets.Ticket) ticketEnv {
	return ticketEnv{Mailbox: tickets.Address{Address: t.Mailbox}.Key(),
		From:    fromEnv{t.Requester.Key(), t.Requester.Domain(), t.Requester.Name, string(tickets.Customer)},
		Subject: t.Subject, Queue: t.Queue, Tier: int(t.Tier), Priority: string(t.Priority), Type: string(t.Type), Tags: t.Tags, Quiet: t.Quiet,
		Reopened: t.Reopened, CameDown: t.CameDown()}
}
