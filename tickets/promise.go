package tickets

import (
	"slices"
	"time"
)

// Promise is something that a customer was promised by a moment.
type Promise string

// The promises of SPEC section 7.
const (
	FirstAnswer Promise = "respond" // the first answer of a person, from the first mail on
	NextAnswer  Promise = "next"    // an answer, from the oldest mail on that nobody answered
	Solution    Promise = "resolve" // from the first mail until it is solved; it goes on when the ticket is reopened
	News        Promise = "inform"  // a word from us, from the last one on, while the matter is open and it is our turn
)

// Promises lists them, in the order in which they are told.
func Promises() []Promise { return []Promise{FirstAnswer, NextAnswer, Solution, News} }

// String is how people call it.
func (p Promise) String() string {
	switch p {
	case FirstAnswer:
		return "first answer"
	case NextAnswer:
		return "next answer"
	case Solution:
		return "solution"
	}
	return "news for the customer"
}

// Promiser finds what the customer of a ticket is promised. tickets/route implements it.
type Promiser interface{ Promised(t *Ticket) Policy }

// Policy is what the customer of a ticket is promised. The zero policy promises nothing.
type Policy struct {
	Name                         string // for people
	Respond, Next, Solve, Inform Span
	Hours                        Hours
	Warn                         int      // the owner is warned when so many percent of the time are used; 0: never
	Pause                        []Status // while the ticket has one of these, its clocks stand still
}

// span is how long one promise may take; zero when it is not made.
func (p *Policy) span(of Promise) Span {
	switch of {
	case FirstAnswer:
		return p.Respond
	case NextAnswer:
		return p.Next
	case Solution:
		return p.Solve
	}
	return p.Inform
}

// Clock counts the time of one promise.
//
// It is a sum and a stretch: Used is the working time of the stretches that are over, and the present one began at Runs.
// To stop is to add the stretch to the sum; to go on is to begin another; nothing is lost or counted twice, because working
// time of neighbouring stretches adds up exactly. The moments follow:
//
//	Due  = Runs + (budget − Used)            in working time
//	Warn = Runs + (budget × share − Used)
//
// They are computed anew after every decision and after every reload, from the policy, hours and priority of then: another
// policy is as if it had held since the present stretch began, and what was used before stays used.
type Clock struct {
	Promise Promise       `json:"promise"`
	Since   time.Time     `json:"since"`          // what it counts from; another moment is another clock
	Used    time.Duration `json:"used,omitempty"` // working time, in nanoseconds
	Runs    time.Time     `json:"runs,omitzero"`  // zero while it stands still
	Warn    time.Time     `json:"warn,omitzero"`
	Due     time.Time     `json:"due,omitzero"`
	Warned  bool          `json:"warned,omitempty"` // its owner was told
	Broken  bool          `json:"broken,omitempty"` // it is too late, and that was told
	Told    time.Time     `json:"told,omitzero"`    // the latest Due of which that was told
}

// wake is when the clock wants to tell something; zero when it does not.
func (c *Clock) wake() time.Time {
	switch {
	case c.Broken || c.Runs.IsZero():
		return time.Time{}
	case !c.Warned && !c.Warn.IsZero() && c.Warn.Before(c.Due):
		return c.Warn
	}
	return c.Due
}

// lapse notes that it is too late, and told.
func (c *Clock) lapse() { c.Broken, c.Told = true, later(c.Told, c.Due) }

// run lets the clock go on or stand still from now.
func (c *Clock) run(on bool, now time.Time, h Hours) {
	switch {
	case on && c.Runs.IsZero():
		c.Runs = now
	case !on && !c.Runs.IsZero():
		c.Used += h.between(c.Runs, now)
		c.Runs = time.Time{}
	}
}

// used is the working time it has counted until now.
func (c *Clock) used(now time.Time, h Hours) time.Duration {
	if c.Runs.IsZero() {
		return c.Used
	}
	return c.Used + h.between(c.Runs, now)
}

// plan sets the moments of the clock. One that was too late is not any more when another policy gives it more time; when
// that is over too, it is told again, because it is another promise that was broken. One that is due no later than one that
// was told of is not: it was broken before.
func (c *Clock) plan(p *Policy, now time.Time) {
	c.Warn, c.Due = time.Time{}, time.Time{}
	if c.Runs.IsZero() {
		return
	}
	budget := p.Hours.budget(c.Since, p.span(c.Promise))
	c.Due = p.Hours.add(c.Runs, budget-c.Used)
	c.Broken = !c.Due.After(now) && (c.Broken || !c.Due.After(c.Told))
	if p.Warn > 0 && !c.Broken {
		c.Warn = p.Hours.add(c.Runs, budget/100*time.Duration(p.Warn)-c.Used)
	}
}

// Outcome is how a promise ended.
type Outcome struct {
	Promise Promise       `json:"promise"`
	At      time.Time     `json:"at"`
	Took    time.Duration `json:"took"` // working time, in nanoseconds
	Late    bool          `json:"late,omitempty"`
}

// maxOutcomes bounds how many a ticket keeps, the latest.
const maxOutcomes = 50

// planClocks brings the clocks of the promises to how the ticket stands now: those that are owed no more end, new ones
// begin, each runs or stands still, and all are due by the present policy.
func (s *step) planClocks() {
	if s.r.Promises == nil && len(s.t.Clocks) == 0 {
		return
	}
	policy := s.policy()
	before := s.t.Clocks
	s.t.Clocks = nil
	for _, promise := range Promises() {
		since, owed := s.owes(promise)
		c := Clock{Promise: promise, Since: since, Runs: since}
		if i := slices.IndexFunc(before, func(b Clock) bool { return b.Promise == promise }); i >= 0 {
			if owed && before[i].Since.Equal(since) {
				c = before[i]
			} else {
				s.finish(before[i], &policy)
			}
		}
		if !owed || policy.span(promise).IsZero() {
			continue
		}
		c.run(s.counts(promise, &policy), s.now.At, policy.Hours)
		c.plan(&policy, s.now.At)
		s.t.Clocks = append(s.t.Clocks, c)
	}
}

func (s *step) policy() Policy {
	if s.r.Promises == nil {
		return Policy{}
	}
	return s.r.Promises.Promised(&s.t)
}

// owes reports whether a promise is open, and the moment that it counts from; its clock may stand still. Nobody is promised
// an answer to what a machine wrote.
func (s *step) owes(p Promise) (since time.Time, owed bool) {
	t := &s.t
	open := t.Status != Closed && !t.Opened.IsZero()
	switch p {
	case FirstAnswer:
		return t.Opened, open && t.FirstReply.IsZero() && !t.Quiet
	case NextAnswer:
		return t.Waiting, open && !t.FirstReply.IsZero() && !t.Waiting.IsZero() && !t.Quiet
	case Solution:
		return t.Opened, open
	}
	return t.Answered.At, open && !t.Answered.At.IsZero() && !t.Quiet
}

// counts reports whether the clock of a promise runs. News is due while nobody waits for an answer; what waits for others
// needs it most, so that its clock runs in a hold too.
func (s *step) counts(p Promise, policy *Policy) bool {
	switch {
	case s.t.Status == Solved || p == News && !s.t.Waiting.IsZero():
		return false
	case p == News && s.t.Status == Hold:
		return true
	}
	return !slices.Contains(policy.Pause, s.t.Status)
}

// finish writes down how a promise ended. Of news only what came late is worth keeping.
func (s *step) finish(c Clock, policy *Policy) {
	took := c.used(s.now.At, policy.Hours)
	span := policy.span(c.Promise)
	late := c.Broken || !span.IsZero() && took > policy.Hours.budget(c.Since, span)
	if s.t.MergedInto != 0 || c.Promise == News && !late {
		return
	}
	kept := s.t.Outcomes[max(len(s.t.Outcomes)-maxOutcomes+1, 0):]
	s.t.Outcomes = append(slices.Clone(kept), Outcome{Promise: c.Promise, At: s.now.At, Took: took, Late: late})
}
