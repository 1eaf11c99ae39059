package tickets

import (
	"slices"
	"time"
)

// Cause is what an escalation chain is for. A chain runs as long as its cause lasts. Beside the causes below the name of any
// other chain is one: of a chain that a rule or a person started (/chain), until somebody ends it or the ticket is solved.
type Cause string

// The causes. While somebody snoozed or acknowledged the ticket, and while it is not the desk's turn, there is none.
const (
	Unanswered   Cause = "unanswered" // the customer waits longer than the rung or a promise allows
	Unsolved     Cause = "unsolved"   // longer than was promised
	Uninformed   Cause = "uninformed" // the customer has not heard from us as long as was promised
	Overstayed   Cause = "overstayed" // longer on one rung than it may be
	ReopenedOnce Cause = "reopened"   // also when that was before; a step may ask how often
	PingPong     Cause = "ping_pong"  // it came down the ladder twice
	IsUrgent     Cause = "urgent"     // its priority is urgent
	WasRaised    Cause = "raised"     // its priority is higher than it came with; not urgent alone
	HandedUp     Cause = "escalated"  // somebody handed it up, until the customer has an answer from there
)

// Causes lists them.
func Causes() []Cause {
	return []Cause{Unanswered, Unsolved, Uninformed, Overstayed, ReopenedOnce, PingPong, IsUrgent, WasRaised, HandedUp}
}

// ChainStep is one step of a chain.
type ChainStep struct {
	After Span      // since the step before, the first since the chain began; in the hours of the rung
	When  Condition // nil: always. A step that does not hold when its time comes is passed over
	Tell  []string  // ids of people, words of Audiences, or addresses outside the desk
	Do    ChainAct
	// Vendor is whom AskVendor asks.
	Vendor string
}

// Condition is something that a ticket may be at a moment. tickets/route implements it.
type Condition interface {
	Holds(t *Ticket, at time.Time) bool
}

// ChainAct is what a step does beside telling.
type ChainAct string

// The acts of a step.
const (
	Escalate ChainAct = "escalate" // hand the ticket up, as far as somebody is above
	Raise    ChainAct = "raise"    // one priority up
	Reassign ChainAct = "reassign" // to the next of the rung
	CallAll  ChainAct = "swarm"    // everybody on the rung is asked to join; whoever takes it owns it
	// AskVendor sends a vendor what the customer wrote, when it was not asked before.
	AskVendor ChainAct = "vendor"
)

// ChainActs lists them.
func ChainActs() []ChainAct { return []ChainAct{Escalate, Raise, Reassign, CallAll, AskVendor} }

// Audiences are the words for people that depend on the ticket: its owner or, without one, its rung; everybody on the rung; the
// first who is named there; everybody on the next rung; the managers.
func Audiences() []string { return []string{"assignee", "tier", "lead", "next_tier", "managers"} }

// Alarm is a chain that runs on a ticket. The moments of its steps count from Since, so that those which fell due while the
// desk was down are known, and done together. One whose steps are all done stays as long as its cause: it does not begin again.
type Alarm struct {
	Cause Cause     `json:"cause"`
	Since time.Time `json:"since"`
	Done  int       `json:"done"`          // how many steps
	Next  time.Time `json:"next,omitzero"` // when the next one is due; zero when all are done
}

// planAlarms begins the chains whose cause came, ends those whose cause went, and sets the moments of the others.
func (s *step) planAlarms() {
	before := s.t.Alarms
	s.t.Alarms = nil
	for _, cause := range append(Causes(), s.t.Started...) {
		chain := s.r.Chains[cause]
		if len(chain) == 0 || !s.lasts(cause) {
			continue
		}
		a := Alarm{Cause: cause, Since: s.now.At}
		i := slices.IndexFunc(before, func(b Alarm) bool { return b.Cause == cause })
		if i >= 0 && (cause != HandedUp || !s.t.Climbs[len(s.t.Climbs)-1].At.After(before[i].Since)) {
			a = before[i]
		}
		a.Next = time.Time{}
		if a.Done < len(chain) {
			a.Next = a.Since
			for _, done := range chain[:a.Done+1] {
				a.Next = s.rung().Hours.After(a.Next, done.After)
			}
		}
		s.t.Alarms = append(s.t.Alarms, a)
	}
}

func (s *step) rung() *TierRules { return &s.r.Tiers[min(max(s.t.Tier, 0), TopTier)] }

// lasts reports whether the cause of a chain is there.
func (s *step) lasts(c Cause) bool {
	t := &s.t
	broken := func(of ...Promise) bool {
		return slices.ContainsFunc(t.Clocks, func(c Clock) bool { return c.Broken && !c.Runs.IsZero() && slices.Contains(of, c.Promise) })
	}
	switch {
	case t.Opened.IsZero() || t.Pause.Kind == AckPause || t.Pause.Kind == SnoozePause:
		return false
	case c == Uninformed:
		return broken(News)
	case !t.Status.Active():
		return false
	}
	switch c {
	case Unanswered:
		return !t.Waiting.IsZero() && (t.Topped || broken(FirstAnswer, NextAnswer))
	case Unsolved:
		return broken(Solution)
	case Overstayed:
		return t.Topped && t.Waiting.IsZero()
	case ReopenedOnce:
		return t.Reopened > 0
	case PingPong:
		return t.CameDown() >= 2
	case IsUrgent:
		return t.Priority == Urgent
	case WasRaised:
		return t.RaisedFrom != ""
	case HandedUp:
		return t.handedUp()
	}
	return slices.Contains(t.Started, c)
}

// handedUp reports whether a person handed the ticket up, and nobody answered the customer since.
func (t *Ticket) handedUp() bool {
	if len(t.Climbs) == 0 {
		return false
	}
	last := t.Climbs[len(t.Climbs)-1]
	return last.To > last.From && last.Vendor == "" && last.By != clock && last.By != "desk" && t.Answered.At.Before(last.At)
}

// noteRaise remembers the priority that a ticket had before it was raised, until it is back there.
func (s *step) noteRaise() {
	rank := func(p Priority) int { return slices.Index(Priorities(), p) }
	switch was := s.t.RaisedFrom; {
	case was == "" && !s.before.Opened.IsZero() && rank(s.t.Priority) > rank(s.before.Priority):
		s.t.RaisedFrom = s.before.Priority
	case was != "" && rank(s.t.Priority) <= rank(was):
		s.t.RaisedFrom = ""
	}
}

// CameDown is how often the ticket was handed down the ladder; an answer of a vendor hands nothing down.
func (t *Ticket) CameDown() int {
	n := 0
	for _, c := range t.Climbs {
		if c.To < c.From && c.Vendor == "" {
			n++
		}
	}
	return n
}

// chained reports whether a chain takes over from the rung's clock, and for which cause.
func (s *step) chained() (Cause, bool) {
	cause := Unanswered
	if s.t.Waiting.IsZero() {
		cause = Overstayed
	}
	return cause, len(s.r.Chains[cause]) > 0
}
