package tickets

import "time"

// undelivered puts a letter that did not arrive before the next person who can do something about it: one to a person of
// the desk goes to the next who reads, one to a customer is told to the owner.
func (s *step) undelivered(ev Undelivered) {
	if ev.Report != "" || ev.Raw != "" {
		s.t.Messages++
		s.d.Messages = append(s.d.Messages, Message{N: s.t.Messages, Leg: InternalLeg, Direction: In, From: ev.To, At: s.now.At,
			MessageID: ev.Report, Reason: ByReport, Why: "a report on our letter to " + ev.To.Address, Kind: KindBounce,
			Text: ev.Status + " " + ev.Diagnostic, Raw: ev.Raw})
	}
	if ev.Delayed {
		s.decide(DelayRecorded, "desk", "the letter to %s is late: %s %s", ev.To.Address, ev.Status, ev.Diagnostic)
		return
	}
	s.decide(LetterFailed, "desk", "the letter (%s) to %s did not arrive: %s %s", string(ev.Notice), ev.To.Address, ev.Status, ev.Diagnostic)
	s.suppressAddress(ev)
	if ev.Notice == Undeliverable { // a bounce of the report about a bounce goes no further
		return
	}
	person, staff := s.r.PersonByAddress(ev.To)
	if staff && s.failOver(ev, person) {
		return
	}
	if !staff {
		s.openUnanswered(ev)
		s.openUnasked(ev)
	}
	for _, p := range s.standIns(ev.To) {
		d := s.notice(Undeliverable, p)
		d.Data.Failure = &Failure{To: ev.To, Notice: ev.Notice, Status: ev.Status, Diagnostic: ev.Diagnostic}
		if kept, ok := s.lately().Suppressed(ev.To, s.now.At); ok && !staff {
			d.Data.Failure.Until = kept.Until.In(s.r.ZoneOf(p.Address()))
		}
		d.Data.Why = s.d.Why
		s.send(d)
	}
}

// openUnanswered opens a ticket again that waits for a customer who did not get the answer.
func (s *step) openUnanswered(ev Undelivered) {
	if ev.Notice != AgentReply || !ev.To.Same(s.t.Requester) || s.t.Status != Pending && s.t.Status != Solved {
		return
	}
	s.setStatus(Open)
	s.t.OnTier = s.now.At
	s.journal(Reopened, "desk", "open again: the customer did not get the answer")
}

// openUnasked takes a ticket back from a vendor that did not get the request: it owes nothing, and nobody else would look.
func (s *step) openUnasked(ev Undelivered) {
	v, known := s.r.VendorByAddress(ev.To)
	c := s.t.Case(v.ID)
	if !known || c == nil || c.Asked.IsZero() || ev.Notice != VendorRequest && ev.Notice != VendorChaser {
		return
	}
	c.Asked = time.Time{}
	if s.t.Status == Hold {
		s.setStatus(Open)
		s.journal(Reopened, "desk", "open again: %s did not get the request", v.Name)
	}
}

// failOver gives a ticket whose owner does not get our letters to the next person of the rung, with what the letter told.
// When that one does not get it either, or nobody else is there, the ticket climbs. On top it stays, and is reported.
func (s *step) failOver(ev Undelivered, from Person) bool {
	if s.t.Assignee != from.ID || s.t.Status == Solved || s.t.Status == Closed {
		return false
	}
	why := "our mail to " + from.Name + " came back"
	next, found := s.nextOnTier(from)
	if up, above := s.nextTier(); above && (!found || ev.Notice == FailOver) {
		below := s.r.TierName(s.t.Tier)
		s.climb(up, "desk", why)
		s.journal(FailedOver, "desk", "%s → %s: %s", below, s.r.TierName(s.t.Tier), why)
		return true
	}
	if !found || ev.Notice == FailOver {
		return false
	}
	s.t.Assignee, s.t.OwnedFor = next.ID, why
	s.journal(FailedOver, "desk", "%s → %s: %s", from.Name, next.Name, why)
	d := s.notice(FailOver, next)
	d.Data.Actor, d.Data.Why, d.Data.Body = from.Name, ev.Status+" "+ev.Diagnostic, Body{Text: s.t.Question}
	if m := ev.Told; m != nil && m.Leg == CustomerLeg { // an answer goes to the customer: no note stands above it
		d.Data.Body = quotable(Body{Text: m.Text})
		d.Attachments, d.Data.Files = s.enclose(m.Attachments, m.Raw)
	}
	s.send(d)
	return true
}

// nextOnTier is who comes after somebody on the rung and gets our mail.
func (s *step) nextOnTier(from Person) (Person, bool) {
	people := s.r.Tiers[s.t.Rung()].People
	at := 0
	for i, id := range people {
		if id == from.ID {
			at = i + 1
		}
	}
	for i := range people {
		p, ok := s.r.PersonByID(people[(at+i)%len(people)])
		if ok && p.ID != from.ID && !s.isAway(p.ID) && s.getsMail(p.ID) {
			return p, true
		}
	}
	return Person{}, false
}

// standIns are the owners without the one whose mail came back; without anyone left, the next of the rung, then the managers.
func (s *step) standIns(failed Address) []Person {
	var reachable []Person
	keep := func(people []Person) {
		for _, p := range people {
			if !p.Address().Same(failed) {
				reachable = append(reachable, p)
			}
		}
	}
	keep(s.owners())
	if len(reachable) == 0 {
		for _, id := range s.free(s.r.Tiers[s.t.Rung()].People) {
			if p, ok := s.r.PersonByID(id); ok && !p.Address().Same(failed) {
				return []Person{p}
			}
		}
		keep(s.r.Managers())
	}
	return reachable
}
