package tickets

import (
	"slices"
	"strconv"
	"time"
)

// Cause is what an escalation chain is for. A chain runs as long as its cause lasts.
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
)

// Causes lists them.
func Causes() []Cause {
	return []Cause{Unanswered, Unsolved, Uninformed, Overstayed, ReopenedOnce, PingPong, IsUrgent}
}

// ChainStep is one step of a chain.
type ChainStep struct {
	After Span      // since the step before, the first since the chain began; in the hours of the rung
	When  Condition // nil: always. A step that does not hold when its time comes is passed over
	Tell  []string  // ids of people, or one of Audiences
	Do    ChainAct
}

// Condition is something that a ticket may be. tickets/route implements it.
type Condition interface{ Holds(t *Ticket) bool }

// ChainAct is what a step does beside telling.
type ChainAct string

// The acts of a step.
const (
	Escalate ChainAct = "escalate" // hand the ticket up, as far as somebody is above
	Raise    ChainAct = "raise"    // one priority up
	Reassign ChainAct = "reassign" // to the next of the rung
)

// ChainActs lists them.
func ChainActs() []ChainAct { return []ChainAct{Escalate, Raise, Reassign} }

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
	for _, cause := range Causes() {
		chain := s.r.Chains[cause]
		if len(chain) == 0 || !s.lasts(cause) {
			continue
		}
		a := Alarm{Cause: cause, Since: s.now.At}
		if i := slices.IndexFunc(before, func(b Alarm) bool { return b.Cause == cause }); i >= 0 {
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
	}
	return t.Priority == Urgent
}

// CameDown is how often the ticket was handed down the ladder.
func (t *Ticket) CameDown() int {
	n := 0
	for _, c := range t.Climbs {
		if c.To < c.From {
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

// maxRounds bounds how often steps may bring about the cause of other steps at one moment.
const maxRounds = 20

// runAlarms does the steps that are due, each once. Everybody whom they tell gets one letter, unless another letter of this
// moment goes there already.
func (s *step) runAlarms() {
	var told []Person
	why := ""
	for range maxRounds {
		s.plan()
		i := slices.IndexFunc(s.t.Alarms, func(a Alarm) bool { return !a.Next.IsZero() && !s.now.At.Before(a.Next) })
		if i < 0 {
			break
		}
		a := &s.t.Alarms[i]
		a.Done++
		do := s.r.Chains[a.Cause][a.Done-1]
		if do.When != nil && !do.When.Holds(&s.t) {
			continue
		}
		text := s.causeText(a.Cause) + ", step " + strconv.Itoa(a.Done)
		told = append(told, s.audience(do.Tell)...)
		text += s.act(do.Do, text)
		if s.d.Reason == "" || s.d.Reason == NothingDue {
			s.decide(ChainStepDone, clock, "%s", text)
		} else {
			s.journal(ChainStepDone, clock, "%s", text)
		}
		why = text
	}
	for _, p := range told {
		if s.tells(p) {
			continue
		}
		d := s.notice(ChainNotice, p)
		d.Data.Why, d.Data.Body = why, quotable(Body{Text: s.t.Question})
		s.send(d)
	}
}

func (s *step) causeText(c Cause) string {
	switch c {
	case Unanswered:
		return "the customer waits for an answer since " + moment(s.t.Waiting.In(s.zone()))
	case Unsolved:
		return "it is not solved in the time that was promised"
	case Uninformed:
		return "the customer has not heard from us in the time that was promised"
	case Overstayed:
		return "it is on " + s.r.TierName(s.t.Tier) + " for too long"
	case ReopenedOnce:
		return "it was reopened, " + strconv.Itoa(s.t.Reopened) + " times in all"
	case PingPong:
		return "it came down the ladder " + strconv.Itoa(s.t.CameDown()) + " times"
	}
	return "it is urgent"
}

// act does what a step does beside telling, and says so.
func (s *step) act(a ChainAct, why string) string {
	switch a {
	case Escalate:
		to, above := s.nextTier()
		if !above {
			return "; no rung is above"
		}
		s.climb(to, clock, why)
		return "; handed up to " + s.r.TierName(to)
	case Raise:
		i := slices.Index(Priorities(), s.t.Priority)
		if i < 0 || i+1 == len(Priorities()) {
			return "; the priority is the highest"
		}
		s.t.Priority = Priorities()[i+1]
		return "; priority " + string(s.t.Priority)
	case Reassign:
		if s.t.Swarm.On {
			return "; in a swarm it is given to nobody"
		}
		before := s.t.Assignee
		s.t.Assignee = ""
		s.giveToTier(s.t.Tier)
		if s.t.Assignee == before || s.t.Assignee == "" {
			s.t.Assignee = before
			return "; nobody else is there"
		}
		return "; given to " + s.name(s.t.Assignee)
	}
	return ""
}

// audience finds the people whom a step tells.
func (s *step) audience(words []string) []Person {
	var people []Person
	named := func(ids []string) {
		for _, id := range ids {
			if p, ok := s.r.PersonByID(id); ok {
				people = append(people, p)
			}
		}
	}
	for _, word := range words {
		on := s.rung().People
		switch word {
		case "assignee":
			people = append(people, s.owners()...)
		case "tier":
			named(on)
		case "lead":
			named(on[:min(len(on), 1)])
		case "next_tier":
			if next, above := s.nextTier(); above {
				named(s.r.Tiers[next].People)
			}
		case "managers":
			people = append(people, s.r.Managers()...)
		default:
			named([]string{word})
		}
	}
	return people
}
