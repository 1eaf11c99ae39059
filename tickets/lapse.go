package tickets

import (
	"slices"
	"strings"
	"time"
)

// lapse tells, once each, which promises will soon be late and which are. What became due together, also while the desk was
// down, is one letter; who gets another letter at this moment reads it there.
func (s *step) lapse() {
	var soon, late []Clock
	for i := range s.t.Clocks {
		c := &s.t.Clocks[i]
		if at := c.wake(); at.IsZero() || s.now.At.Before(at) {
			continue
		}
		c.Warned = true
		if !s.now.At.Before(c.Due) {
			c.lapse()
			late = append(late, *c)
		} else {
			soon = append(soon, *c)
		}
	}
	if len(late) > 0 {
		s.lapsed(PromiseBroken, SLABreach, late, "too late: ", slices.Concat(s.owners(), s.r.Managers()))
	}
	if len(soon) > 0 {
		s.lapsed(PromiseWarned, SLAWarning, soon, "soon due: ", s.owners())
	}
}

func (s *step) lapsed(reason Reason, n Notice, clocks []Clock, what string, to []Person) {
	var parts []string
	for _, c := range clocks {
		parts = append(parts, c.Promise.String()+" "+moment(c.Due.In(s.zone())))
	}
	text := what + strings.Join(parts, ", ")
	s.decideToo(reason, clock, "%s", text)
	for _, p := range to {
		if s.tells(p) {
			continue
		}
		d := s.notice(n, p)
		d.Data.Lapsed, d.Data.Body = s.clockLines(clocks), quotable(Body{Text: s.t.Question})
		s.send(d)
	}
}

func (s *step) zone() *time.Location {
	if s.r.Zone == nil {
		return time.UTC
	}
	return s.r.Zone
}

// ClockLine is the clock of a promise as people read it.
type ClockLine struct {
	Promise Promise
	Due     time.Time     // zero while it stands still
	Left    time.Duration // working time; zero when it is late
	Hours   string        // the calendar whose time is left; "" for the clock on the wall
	Late    bool
}

func (s *step) clockLines(clocks []Clock) []ClockLine {
	if len(clocks) == 0 {
		return nil
	}
	policy := s.policy()
	var lines []ClockLine
	for _, c := range clocks {
		if c.Runs.IsZero() && (s.t.Status == Solved || c.Promise == News) {
			continue // nothing is owed at this moment
		}
		left := policy.Hours.budget(c.Since, policy.span(c.Promise)) - c.used(s.now.At, policy.Hours)
		late := c.Broken || left <= 0
		lines = append(lines, ClockLine{Promise: c.Promise, Due: c.Due, Left: max(left, 0), Hours: policy.Hours.Name, Late: late})
	}
	return lines
}

// reloaded sets the clocks by rules that may be new. What is late only because they are new is written down and not mailed:
// else whoever promises something for the first time would be told of every old ticket at once. What fell due by the old
// rules while the desk was down is left to the tick that follows.
func (s *step) reloaded() {
	before := s.t.Clone()
	s.plan()
	if at := s.t.Due; !at.IsZero() && !at.After(s.now.At) && !at.Equal(before.Due) {
		s.t.OnTier = s.now.At // by the new rules the rung would have had its time: it has it from now on
		s.plan()
	}
	for i := range s.t.Clocks {
		c := &s.t.Clocks[i]
		moved := !slices.ContainsFunc(before.Clocks, func(b Clock) bool { return b.Promise == c.Promise && b.Due.Equal(c.Due) })
		if at := c.wake(); moved && !at.IsZero() && !at.After(s.now.At) {
			c.Warned = true
			if !c.Due.After(s.now.At) {
				c.lapse()
			}
		}
	}
	for i, a := range s.t.Alarms { // chains of causes that were there before them do not begin
		if !slices.ContainsFunc(before.Alarms, func(b Alarm) bool { return b.Cause == a.Cause }) {
			s.t.Alarms[i].Done, s.t.Alarms[i].Next = len(s.r.Chains[a.Cause]), time.Time{}
		}
	}
	if s.ownerLeft() {
		return
	}
	for i := range s.t.Cases { // contracts that are new or shorter, and reminders
		c := &s.t.Cases[i]
		if at := c.wake(); !sameMoments(&before.Cases[i], c) && !at.IsZero() && !at.After(s.now.At) {
			c.Warned, c.Late, c.Last = true, c.Late || !c.Due.IsZero() && !c.Due.After(s.now.At), s.now.At
		}
	}
	s.planCases()
	same := slices.EqualFunc(before.Cases, s.t.Cases, func(a, b Case) bool { return sameMoments(&a, &b) }) && slices.Equal(before.Clocks, s.t.Clocks) && slices.Equal(before.Alarms, s.t.Alarms) && before.Due.Equal(s.t.Due) && before.CloseAt.Equal(s.t.CloseAt)
	if same {
		s.d.Reason, s.d.Why = NothingDue, "the clocks stand as before"
		return
	}
	next := "nothing is due"
	if due := s.t.Deadline(); due.After(s.now.At) {
		next = "the first is due " + moment(due.In(s.zone()))
	} else if !due.IsZero() {
		next = "late since " + moment(due.In(s.zone()))
	}
	s.decide(ClocksSet, "desk", "the clocks follow the configuration: %s", next)
}

// ownerLeft takes the ticket from an owner who is of the desk no more; who solved one stays known.
func (s *step) ownerLeft() bool {
	_, known := s.r.PersonByID(s.t.Assignee)
	if known || s.t.Assignee == "" || s.t.Status == Solved || s.t.Status == Closed {
		return false
	}
	gone := s.t.Assignee
	s.t.Assignee, s.t.OwnedFor = "", ""
	s.decide(HandedOn, "desk", "%s is of this desk no more: nobody owns it", gone)
	return true
}
