package tickets

import "slices"

// keepWhatHolds leaves of the notices to somebody those that they should still get, in s.hold, and says why they need not get the
// others.
func (s *step) keepWhatHolds(waits []Waiting, p Person) {
	for i, w := range waits {
		why := s.moot(&w, &p)
		if why == "" {
			why = saidLater(&w, waits[i+1:])
		}
		if why != "" {
			s.withdrawNotices(waits[i:i+1], p.Name, why)
			continue
		}
		s.hold = append(s.hold, w)
	}
	if words := slices.ContainsFunc(s.hold, func(w Waiting) bool { return !byClock(w.Notice) }); words {
		for i, w := range s.hold { // what is late stands in every notice
			if byClock(w.Notice) {
				s.withdrawNotices(s.hold[i:i+1], p.Name, "the other notices show what is due")
			}
		}
		s.hold = slices.DeleteFunc(s.hold, func(w Waiting) bool { return byClock(w.Notice) })
	}
}

func (s *step) withdrawNotices(waits []Waiting, name, why string) {
	s.journal(NoticeWithdrawn, "desk", "%s is not told of it (%s) any more: %s", name, noticesOf(waits), why)
}

// moot says why a notice need not be told any more, "" when it must be.
func (s *step) moot(w *Waiting, p *Person) string {
	t := &s.t
	switch {
	case t.MergedInto != 0:
		return "it is part of " + t.MergedInto.String()
	case t.Status == Closed && t.ClosedAt.After(w.At):
		return "it was closed meanwhile"
	case t.Status == Solved && t.SolvedAt.After(w.At):
		return "it was solved meanwhile"
	case w.Notice == SwarmCall && !s.calls():
		return "somebody took it"
	case s.tookOver(w, p):
		return s.name(t.Assignee) + " has it now"
	case (brings(w.Notice) || handsOver(w.Notice) && w.Notice != SwarmJoin) && t.Answered.At.After(w.At):
		return s.name(t.Answered.By) + " answered it meanwhile"
	case w.Notice == ColleagueAnswered && !t.Answered.At.Equal(w.At):
		return "that answer was recalled, or is not the last one"
	}
	return s.passed(w)
}

// tookOver reports whether a notice to its owner, or to who might become it, is about a ticket that somebody else owns by now.
func (s *step) tookOver(w *Waiting, p *Person) bool {
	owner := s.t.Assignee
	if owner == "" || owner == p.ID || slices.Contains(s.t.Swarm.With, p.ID) || p.Role == Manager && byClock(w.Notice) {
		return false
	}
	return w.Notice != ChainNotice && w.Notice != SwarmJoin && w.Notice != Overdue
}

// passed says why what a clock told of is over.
func (s *step) passed(w *Waiting) string {
	over := false
	switch w.Notice {
	case SLAWarning, SLABreach:
		over = !slices.ContainsFunc(s.t.Clocks, func(c Clock) bool { return !c.Runs.IsZero() && (c.Broken || w.Notice == SLAWarning && c.Warned) })
	case Overdue:
		over = !s.t.Topped
	case ChainNotice:
		over = !slices.ContainsFunc(s.t.Alarms, func(a Alarm) bool { return a.Done > 0 })
	}
	if over {
		return "what it tells of is over"
	}
	return ""
}

// saidLater says which later notice makes one superfluous. What brings somebody's words is never superfluous.
func saidLater(w *Waiting, later []Waiting) string {
	for _, l := range later {
		if byClock(w.Notice) && byClock(l.Notice) || handsOver(w.Notice) && handsOver(l.Notice) {
			return "a later notice (" + string(l.Notice) + ") says more"
		}
	}
	return ""
}

// handsOver are the notices that put a ticket before somebody, without new words of anybody.
func handsOver(n Notice) bool {
	return n == Assigned || n == Escalated || n == SwarmCall || n == SwarmJoin || n == Reminder
}
