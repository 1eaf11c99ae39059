package tickets

import "slices"

// giveToTier puts the ticket on a rung and, unless it has an owner there, gives it to somebody of it who is there (choose.go);
// who is not at work at this hour is passed over while somebody else of the rung is.
// A rung without people passes it upwards; when nobody is above either it stays where it is, without an owner.
func (s *step) giveToTier(to Tier) {
	if p, ok := s.r.PersonByID(s.t.Assignee); ok && !s.isAway(p.ID) {
		return
	}
	s.t.Assignee, s.t.OwnedFor = "", ""
	for tier := to; tier <= TopTier; tier++ {
		people := s.r.Tiers[tier].People
		if len(people) == 0 {
			continue
		}
		s.t.Tier = tier
		if s.t.Swarm.On {
			s.call()
			return
		}
		s.choose(tier, s.reached(s.free(people)))
		return
	}
}

// reached are those of some people whose mail does not come back or, when it is everybody's, all.
func (s *step) reached(people []string) []string {
	reached := slices.DeleteFunc(slices.Clone(people), func(id string) bool { return !s.getsMail(id) })
	if len(reached) == 0 {
		return people
	}
	return reached
}

// giveAgain finds an owner for a ticket whose owner left the desk. When everyone left its rung it climbs.
func (s *step) giveAgain() {
	next, above := s.nextTier()
	if s.calls() && len(s.rung().People) > 0 { // they know
		return
	}
	if len(s.r.Tiers[s.t.Tier].People) > 0 || !above {
		s.giveToTier(s.t.Tier)
		return
	}
	s.climb(next, "desk", "nobody is on "+s.r.TierName(s.t.Tier)+" any more")
}

// turn is how many tickets the round robin of a tier gave out, those of this decision included.
func (s *step) turn(tier Tier) uint64 {
	n := s.now.Turns[tier]
	for _, t := range s.d.Took {
		if t == tier {
			n++
		}
	}
	return n
}

// nextTier is the next rung above with somebody there or, when everybody above is away, with people on it; ok is false
// on top.
func (s *step) nextTier() (Tier, bool) {
	for tier := s.t.Tier + 1; tier <= TopTier; tier++ {
		if len(s.free(s.r.Tiers[tier].People)) > 0 {
			return tier, true
		}
	}
	for tier := s.t.Tier + 1; tier <= TopTier; tier++ {
		if len(s.r.Tiers[tier].People) > 0 {
			return tier, true
		}
	}
	return s.t.Tier, false
}

// climb moves the ticket to another rung and hands it over there; a swarm only grows by that rung.
func (s *step) climb(to Tier, by, why string) {
	from := s.t.Tier
	s.t.Climbs = append(s.t.Climbs, Climb{At: s.now.At, From: from, To: to, By: by, Why: why})
	s.t.Tier, s.t.OnTier, s.t.Topped, s.t.Pause = to, s.now.At, false, Pause{}
	if s.t.Status == New {
		s.t.Status = Open
	}
	if s.t.Swarm.On {
		s.widen(from, by, why)
		return
	}
	s.t.Assignee, s.t.OwnedFor = "", ""
	s.giveToTier(to)
	s.plan()
	for _, p := range s.owners() {
		d := s.notice(Escalated, p)
		d.Data.Actor, d.Data.Why, d.Data.Packet = s.name(by), why, s.packet(from, by)
		s.send(d)
	}
}
