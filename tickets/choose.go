package tickets

import (
	"fmt"
	"slices"
	"strings"
)

// choose gives the ticket to one of the people of a rung who are there, and says why. Those who are not at work at this hour
// are passed over while anybody is, also when those who are have all they take: somebody has room before the others come.
// With nobody there, everybody full, or others waiting before it, the ticket waits in the queue of the rung (queue.go). First
// the skill that a route named is looked for, then who had the customer's last ticket, then who writes the customer's
// language; among those left the rung's own way decides. A ticket that comes back to a rung goes to who had it there, before
// all that.
func (s *step) choose(tier Tier, there []string) {
	c := choice{s: s, tier: tier, rules: s.r.Tiers[tier], people: there}
	if !c.hadIt() {
		if !c.anybody() {
			return
		}
		c.skill()
		if !c.sticky() {
			c.language()
			c.usual()
		}
	}
	s.t.Assignee, s.t.OwnedFor = c.people[0], strings.Join(c.why, ", ")
	if len(c.why) > 1 || c.rules.Assign == LeastLoaded || c.rules.Assign == BySkill { // that it was their turn explains itself
		s.journal(AssignedByTier, "desk", "%s has it: %s", s.name(s.t.Assignee), s.t.OwnedFor)
	}
}

// isFull reports whether somebody has as many tickets as they take.
func (s *step) isFull(person string) bool {
	p, _ := s.r.PersonByID(person)
	return p.Capacity > 0 && s.now.Load[person].Tickets >= p.Capacity
}

// choice is the people who may get a ticket, fewer with every word of why.
type choice struct {
	s      *step
	tier   Tier
	rules  TierRules
	people []string
	why    []string
}

// those are the people of whom something holds.
func (c *choice) those(holds func(p Person) bool) (people []string) {
	for _, id := range c.people {
		if p, ok := c.s.r.PersonByID(id); ok && holds(p) {
			people = append(people, id)
		}
	}
	return people
}

// anybody leaves those who have room among those who work at this hour or, when nobody does, among all. It reports whether
// anybody is left, and it is the ticket's turn.
func (c *choice) anybody() bool {
	if now := c.those(func(p Person) bool { return p.Hours.open(c.s.now.At) }); len(now) > 0 {
		c.people = now
	}
	there := len(c.people)
	c.people = slices.DeleteFunc(slices.Clone(c.people), c.s.isFull)
	switch {
	case there > 0 && len(c.people) == 0:
		c.s.journal(EverybodyFull, "desk", "everybody who is there on %s has as many tickets as they take: it waits in the queue", c.s.r.TierName(c.tier))
	case len(c.people) > 0 && c.s.behind(c.tier):
		c.s.journal(BehindOthers, "desk", "others wait before it on %s: it waits in the queue", c.s.r.TierName(c.tier))
	default:
		return len(c.people) > 0
	}
	return false
}

// hadIt reports whether the last who had the ticket on this rung gets it again, now that it comes back.
func (c *choice) hadIt() bool {
	if c.tier == c.s.before.Tier {
		return false
	}
	for _, h := range slices.Backward(c.s.t.Holders) {
		if h.Tier == c.tier && slices.Contains(c.people, h.Person) && !c.s.isFull(h.Person) {
			c.people, c.why = []string{h.Person}, append(c.why, "had it before on "+c.s.r.TierName(c.tier))
			return true
		}
	}
	return false
}

func (c *choice) skill() {
	skill := c.s.t.Skill
	if skill == "" || c.rules.Assign != BySkill {
		return
	}
	if skilled := c.those(func(p Person) bool { return slices.Contains(p.Skills, skill) }); len(skilled) > 0 {
		c.people, c.why = skilled, append(c.why, "knows "+skill)
		return
	}
	c.why = append(c.why, "nobody who knows "+skill+" can take it now")
}

// sticky reports whether somebody gets it because they had the last ticket.
func (c *choice) sticky() bool {
	last := c.s.now.Last[c.s.t.Requester.Key()]
	if !c.rules.Sticky || !slices.Contains(c.people, last) {
		return false
	}
	c.people, c.why = []string{last}, append(c.why, "had the last ticket of this customer", "sticky on "+c.s.r.TierName(c.tier))
	return true
}

func (c *choice) language() {
	language := c.s.t.Language
	speakers := c.those(func(p Person) bool { return slices.Contains(p.Languages, language) })
	if len(speakers) > 0 && len(speakers) < len(c.people) {
		c.people, c.why = speakers, append(c.why, "writes "+language)
	}
}

// usual leaves one: whose turn it is, of all or of those with the least to do.
func (c *choice) usual() {
	on := " on " + c.s.r.TierName(c.tier)
	if c.rules.Assign == LeastLoaded || c.rules.Assign == BySkill {
		load := func(id string) Load { return c.s.now.Load[id] }
		least := slices.MinFunc(c.people, func(a, b string) int { return load(a).Weight - load(b).Weight })
		c.people = c.those(func(p Person) bool { return load(p.ID).Weight == load(least).Weight })
		c.why = append(c.why, fmt.Sprintf("has the least to do%s, weight %d", on, load(least).Weight))
	} else {
		c.why = append(c.why, "next in turn"+on)
	}
	c.people = c.people[c.s.turn(c.tier)%uint64(len(c.people)):]
	c.s.d.Took = append(c.s.d.Took, c.tier)
}
