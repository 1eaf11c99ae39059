package tickets

// clock is who acts when nobody does.
const clock = "clock"

// tick does what is due at this moment. Steps that fell due while the desk was down collapse into one.
func (s *step) tick() {
	at := s.now.At
	switch {
	case !s.t.Pause.Until.IsZero() && !at.Before(s.t.Pause.Until):
		s.pauseOver()
	case !s.t.CloseAt.IsZero() && !at.Before(s.t.CloseAt):
		s.closeByClock()
	case !s.t.SolveAt.IsZero() && !at.Before(s.t.SolveAt):
		s.solveUnanswered()
	case !s.t.RemindAt.IsZero() && !at.Before(s.t.RemindAt):
		s.remind()
	case !s.t.Due.IsZero() && !at.Before(s.t.Due):
		s.runOut()
	default:
		s.d.Reason, s.d.Why = NothingDue, "nothing is due"
	}
	s.plan()
	s.lapse()
	s.vendorsDue()
	s.runAlarms()
}

func (s *step) closeByClock() {
	s.setStatus(Closed)
	s.decide(ClosedByClock, clock, "closed: solved and not reopened in time")
	if s.answersByItself() {
		s.send(s.letter(ClosedNotice, CustomerLeg, s.t.Requester))
	}
}

// runOut climbs to the next rung with people; on top the managers are told, once.
func (s *step) runOut() {
	why := "no answer in time on " + s.r.TierName(s.t.Tier)
	if s.t.Waiting.IsZero() {
		why = "not finished in time on " + s.r.TierName(s.t.Tier)
	}
	if cause, ok := s.chained(); ok {
		s.t.Topped = true
		s.decide(ChainBegan, clock, "%s: the chain for what is %s begins", why, string(cause))
		return
	}
	if next, ok := s.nextTier(); ok {
		from := s.r.TierName(s.t.Tier)
		s.climb(next, clock, why)
		s.decide(ClimbedByClock, clock, "%s → %s: %s", from, s.r.TierName(s.t.Tier), why)
		return
	}
	s.t.Topped = true
	s.decide(ClockRanOut, clock, "%s, and no rung is above: managers told", why)
	for _, m := range s.r.Managers() {
		d := s.notice(Overdue, m)
		d.Data.Why = why
		s.send(d)
	}
}

// relayed takes what another ticket sent.
func (s *step) relayed(r Relay) {
	switch {
	case r.Kind == RelayAsked:
		s.answer(r)
	case s.t.Opened.IsZero():
		s.d.Reason, s.d.Why = RelayIgnored, "ticket "+r.To.String()+" does not exist"
	case r.Kind == RelayMerged && s.t.MergedInto != 0: // merged itself meanwhile: its people follow
		onward := r
		onward.To = s.t.MergedInto
		s.d.Relays = append(s.d.Relays, onward)
		s.decide(TookMerge, r.By, "%s “%s” was merged into this ticket, which is part of %s", r.From.String(), r.Subject, onward.To.String())
	case r.Kind == RelayMerged:
		s.t.Merged = append(s.t.Merged, r.From)
		s.addParticipants(r.People...)
		s.takeCases(r.Cases)
		s.decide(TookMerge, r.By, "%s “%s” was merged into this ticket", r.From.String(), r.Subject)
	case r.Kind == RelayFollowedUp:
		s.t.FollowUps = append(s.t.FollowUps, r.From)
		s.decide(FollowUpLinked, r.By, "%s follows up this ticket", r.From.String())
	case r.Kind == RelayLinked:
		s.t.Links = withLink(s.t.Links, r.From)
		s.decide(TicketLinked, r.By, "%s “%s” was linked to this ticket", r.From.String(), r.Subject)
	default:
		s.d.Reason, s.d.Why = RelayIgnored, "no such relay: "+string(r.Kind)
	}
}
