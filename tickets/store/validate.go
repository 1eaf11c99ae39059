package store

import (
	"fmt"
	"strings"
	"time"

	"tierdesk/tickets"
)

// MaxName is the greatest length of the name of a mark or a mailbox, in bytes: databases bound the keys of an index.
const MaxName = 1000

// Invalid is the error of something that can never be committed, whatever the state of the store: a fault of the caller.
type Invalid struct {
	Change int // index in the batch
	What   string
}

func (i *Invalid) Error() string { return fmt.Sprintf("change %d is invalid: %s", i.Change, i.What) }

func invalid(change int, what string) error { return &Invalid{Change: change, What: what} }

// Validate returns an *Invalid for the first change that can never be committed. Adapters call it first.
func Validate(changes []Change) error {
	for i := range changes {
		if fault := changes[i].fault(); fault != "" {
			return invalid(i, fault)
		}
	}
	return nil
}

func (c *Change) fault() string {
	switch {
	case c.Ticket == nil && len(c.Journal)+len(c.Messages) > 0:
		return "journal or messages without a ticket"
	case c.Ticket != nil && c.Ticket.ID == 0:
		return "a ticket without a number"
	}
	for k := range c.Keys {
		if kind, rest, _ := strings.Cut(string(k), ":"); kind == "" || rest == "" || strings.HasPrefix(string(k), causeKind) {
			return fmt.Sprintf("key %q", k)
		}
	}
	for _, m := range c.Marks {
		if m.Name == "" || len(m.Name) > MaxName {
			return fmt.Sprintf("mark %q: its name must have 1 to %d bytes", m.Name, MaxName)
		}
	}
	return c.letterFault()
}

func (c *Change) letterFault() string {
	for _, l := range c.Letters {
		if !knownState(l.State) {
			return fmt.Sprintf("letter %d/%d of state %q", l.Ticket, l.Seq, l.State)
		}
		if len(l.Mailbox) > MaxName || strings.ContainsRune(l.Mailbox, 0) {
			return fmt.Sprintf("letter %d/%d of mailbox %q", l.Ticket, l.Seq, l.Mailbox)
		}
	}
	return ""
}

func knownState(s tickets.LetterState) bool {
	return s == tickets.Queued || s == tickets.Held || s == tickets.Sent || s == tickets.Failed || s == tickets.Cancelled
}

// ValidateOutcomes returns an *Invalid for the first outcome of an unknown state, that is Held, or that is final and
// Untried. Adapters call it first.
func ValidateOutcomes(outcomes []Outcome) error {
	for i, o := range outcomes {
		if !knownState(o.State) || o.State == tickets.Held || o.Untried && o.State != tickets.Queued {
			return invalid(i, fmt.Sprintf("letter %d/%d of state %q", o.Ticket, o.Seq, o.State))
		}
	}
	return nil
}

// Validate returns an *Invalid for a lease query that would lend nothing, or for no time.
func (q *LeaseQuery) Validate() error {
	if q.Max < 0 || q.Max > 0 && q.For <= 0 {
		return invalid(0, fmt.Sprintf("a lease of %d letters for %s", q.Max, q.For))
	}
	return nil
}

// IsDue reports whether a letter that nobody has may be leased.
func (q *LeaseQuery) IsDue(next time.Time) bool { return !next.After(q.Now) || !next.After(q.Due) }
