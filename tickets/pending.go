package tickets

import "time"

// PendingRules say what becomes of a ticket that waits for its customer in vain. Zero: nothing.
type PendingRules struct {
	Remind time.Duration // the customer is reminded, once
	Solve  time.Duration // the ticket is solved; a later mail opens it again
}

// planPending sets when a ticket that waits for its customer reminds, and when it is solved.
func (s *step) planPending() {
	s.t.RemindAt, s.t.SolveAt = time.Time{}, time.Time{}
	if s.t.Status != Pending || s.t.Since.IsZero() {
		return
	}
	if s.r.Pending.Remind > 0 && !s.t.Reminded {
		s.t.RemindAt = s.t.Since.Add(s.r.Pending.Remind)
	}
	if s.r.Pending.Solve > 0 {
		s.t.SolveAt = s.t.Since.Add(s.r.Pending.Solve)
	}
}

// remind asks the customer once more.
func (s *step) remind() {
	s.t.Reminded = true
	if !s.answersByItself() {
		s.decide(CustomerReminded, clock, "waits for the customer since %s; nobody reads %s", moment(s.t.Since), s.t.Requester.Address)
		return
	}
	s.decide(CustomerReminded, clock, "reminded the customer: nothing came since %s", moment(s.t.Since))
	d := s.letter(PendingReminder, CustomerLeg, s.t.Requester)
	d.Data.Body = s.asks()
	s.send(d)
}

// solveUnanswered ends the waiting.
func (s *step) solveUnanswered() {
	since := moment(s.t.Since)
	s.setStatus(Solved) // what is answered later is read all the same
	s.decide(SolvedUnanswered, clock, "solved: the customer did not answer since %s", since)
	if s.answersByItself() {
		d := s.letter(SolvedNotice, CustomerLeg, s.t.Requester)
		d.Data.Doors = s.verdict(s.t.Requester)
		s.send(d)
	}
}
