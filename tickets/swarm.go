package tickets

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Model says how a ticket finds its owner.
type Model string

// Tiered is also what "" means: the rung gives it to somebody. In a Swarm the whole rung is told, and the first to /take it
// owns it.
const (
	Tiered   Model = "tiered"
	Swarming Model = "swarm"
)

// Swarm is how people work on a ticket together.
type Swarm struct {
	On    bool      `json:"on,omitempty"`   // nobody is given it: who takes it owns it
	From  Tier      `json:"from,omitempty"` // the lowest rung that was told
	Taken time.Time `json:"taken,omitzero"` // when its owner took it
	With  []string  `json:"with,omitempty"` // who works on it beside the owner, and gets every note
}

// call puts a ticket that is nobody's before its rung and those that were told before.
func (s *step) call() {
	if s.t.Swarm.From == 0 || s.t.Tier < s.t.Swarm.From {
		s.t.Swarm.From = s.t.Tier
	}
	var names []string
	for _, tier := range s.rungs() {
		if len(s.r.Tiers[tier].People) > 0 {
			names = append(names, s.r.TierName(tier))
		}
	}
	s.journal(SwarmCalled, "desk", "everybody on %s is told: the first to take it owns it", strings.Join(names, ", "))
}

// own makes somebody the owner, and says why in a clause.
func (s *step) own(person, why string) {
	s.t.Assignee, s.t.OwnedFor, s.t.Swarm.Taken = person, why, time.Time{}
	if s.t.Swarm.On {
		s.t.Swarm.Taken = s.now.At
	}
	s.t.Swarm.With = slices.DeleteFunc(s.t.Swarm.With, func(id string) bool { return id == person })
}

// calls reports whether the ticket waits for somebody of its swarm to take it.
func (s *step) calls() bool { return s.t.Swarm.On && s.t.Assignee == "" }

// unlessCalled is the notice given or, for a ticket that waits for its swarm, the call.
func (s *step) unlessCalled(n Notice) Notice {
	if s.calls() {
		return SwarmCall
	}
	return n
}

// rungs are those whose people a ticket that nobody owns is before: its own and, in a swarm, all that were told.
func (s *step) rungs() (all []Tier) {
	low := s.t.Rung()
	if s.t.Swarm.On && s.t.Swarm.From > 0 {
		low = min(low, s.t.Swarm.From)
	}
	for tier := low; tier <= s.t.Rung(); tier++ {
		all = append(all, tier)
	}
	return all
}

// widen brings the people of another rung into a swarm. Who owns the ticket keeps it.
func (s *step) widen(from Tier, by, why string) {
	s.plan()
	if owner, ok := s.r.PersonByID(s.t.Assignee); ok && owner.ID != by {
		d := s.notice(Escalated, owner)
		d.Data.Actor, d.Data.Why, d.Data.Packet = s.name(by), why, s.packet(from, by)
		s.send(d)
	}
	for _, id := range s.free(s.rung().People) {
		if id != by && id != s.t.Assignee && !slices.Contains(s.t.Swarm.With, id) {
			s.askToJoin(id, from, by, why)
		}
	}
}

// askToJoin sends somebody the hand-off packet of a ticket that is not handed to them.
func (s *step) askToJoin(id string, from Tier, by, why string) {
	p, ok := s.r.PersonByID(id)
	if !ok {
		return
	}
	d := s.notice(SwarmJoin, p)
	d.Data.Actor, d.Data.Why, d.Data.Packet = s.name(by), why, s.packet(from, by)
	s.send(d)
}

// joins takes somebody into the work on a ticket, and reports whether they are new there.
func (s *step) joins(person string) bool {
	if person == s.t.Assignee || slices.Contains(s.t.Swarm.With, person) || len(s.t.Swarm.With) >= maxParticipants {
		return false
	}
	s.t.Swarm.With = append(s.t.Swarm.With, person)
	return true
}

// insiders are who gets the notes: the owners, and who works on it with them.
func (s *step) insiders() []Person {
	people := s.owners()
	for _, id := range s.t.Swarm.With {
		p, ok := s.r.PersonByID(id)
		if ok && !slices.ContainsFunc(people, func(q Person) bool { return q.ID == id }) {
			people = append(people, p)
		}
	}
	return people
}

// takenBefore says who took a ticket before somebody else would, and how long ago; "" when it is free to take.
func (s *step) takenBefore(by string) string {
	owner := s.t.Assignee
	if !s.t.Swarm.On || owner == "" || owner == by || s.isAway(owner) {
		return ""
	}
	switch ago := s.now.At.Sub(s.t.Swarm.Taken).Round(time.Minute); {
	case s.t.Swarm.Taken.IsZero():
		return s.name(owner) + " has it already"
	case ago <= 0:
		return s.name(owner) + " took it just before you"
	default:
		return s.name(owner) + " took it " + spoken(ago) + " before you"
	}
}

// spoken is a duration as people say it: 1 minute, 3 hours, 2 days.
func spoken(d time.Duration) string {
	n, unit := int(d/time.Minute), "minute"
	switch {
	case d >= 48*time.Hour:
		n, unit = int(d/(24*time.Hour)), "day"
	case d >= 2*time.Hour:
		n, unit = int(d/time.Hour), "hour"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprint(n, " ", unit)
}
