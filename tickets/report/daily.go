package report

import (
	"cmp"
	"slices"
	"time"

	"tierdesk/tickets"
)

// Daily computes the figures of the span from (included) to (excluded). all must hold every ticket that is not closed and
// every one that changed since from. journal reads the journal of a ticket, oldest first, and is asked only for those
// that changed since from. suspended is what waits for a person now.
func Daily(from, to time.Time, all []tickets.Ticket, journal func(tickets.ID) []tickets.Entry, suspended []tickets.Suspended, r *tickets.Rules) tickets.Report {
	s := span{from: from, to: to}
	for _, t := range all {
		s.count(t, journal)
	}
	rep := tickets.Report{From: from, To: to, AtRisk: atRisk(to, all, r), Suspended: slices.Clone(suspended)}
	slices.SortStableFunc(rep.Suspended, func(a, b tickets.Suspended) int { return a.At.Compare(b.At) })
	for tier, f := range s.figures {
		configured := len(r.Tiers[tier].People) > 0
		if configured || f != (tickets.TierFigures{}) {
			f.Tier = r.TierName(tickets.Tier(tier))
			rep.Tiers = append(rep.Tiers, f)
		}
	}
	return rep
}

// span is the figures under way.
type span struct {
	from, to time.Time
	figures  [tickets.TopTier + 1]tickets.TierFigures
}

func (s *span) holds(at time.Time) bool { return !at.Before(s.from) && at.Before(s.to) }

// of is the figures of a tier; a tier that does not exist is counted with the nearest.
func (s *span) of(t tickets.Tier) *tickets.TierFigures {
	return &s.figures[min(max(t, 0), tickets.TopTier)]
}

func (s *span) count(t tickets.Ticket, journal func(tickets.ID) []tickets.Entry) {
	if !t.Opened.Before(s.to) {
		return
	}
	if s.holds(t.Opened) {
		s.of(firstTier(t)).Opened++
	}
	s.countClimbs(t)
	tier, status := t.Tier, t.Status
	if !t.Updated.Before(s.from) {
		entries := until(journal(t.ID), s.to)
		if n := len(entries); n > 0 {
			tier, status = entries[n-1].Tier, entries[n-1].Status
		}
		if by, ok := s.solved(entries); ok {
			s.of(by).Solved++
		}
	}
	if status != tickets.Solved && status != tickets.Closed {
		f := s.of(tier)
		f.Open++
		f.Oldest = max(f.Oldest, s.to.Sub(t.Opened))
	}
}

func firstTier(t tickets.Ticket) tickets.Tier {
	if len(t.Climbs) > 0 {
		return t.Climbs[0].From
	}
	return t.Tier
}

// countClimbs counts a ticket once for each tier that it climbed away from.
func (s *span) countClimbs(t tickets.Ticket) {
	var left []tickets.Tier
	for _, c := range t.Climbs {
		if s.holds(c.At) && c.To > c.From && !slices.Contains(left, c.From) {
			left = append(left, c.From)
			s.of(c.From).Escalated++
		}
	}
}

// until cuts off what happened at or after the end. A clock that was set back may leave earlier entries below later ones;
// those stay.
func until(journal []tickets.Entry, end time.Time) []tickets.Entry {
	n := len(journal)
	for n > 0 && !journal[n-1].At.Before(end) {
		n--
	}
	return journal[:n]
}

// solved is the tier on which a ticket was solved for the last time, when that was in the span and was not undone in it.
func (s *span) solved(entries []tickets.Entry) (tickets.Tier, bool) {
	var tier tickets.Tier
	found := false
	before := tickets.New
	for _, e := range entries {
		switch {
		case e.Status == tickets.Solved && before != tickets.Solved:
			tier, found = e.Tier, s.holds(e.At)
		case e.Status != tickets.Solved && e.Status != tickets.Closed:
			found = false
		}
		before = e.Status
	}
	return tier, found
}

// maxAtRisk bounds the list of tickets at risk; a digest is to be read.
const maxAtRisk = 20

// atRisk lists the tickets whose clock runs, the most urgent first. One whose clock ran out on the top rung has no Due
// any more; it stays overdue since then.
func atRisk(now time.Time, all []tickets.Ticket, r *tickets.Rules) []tickets.RiskLine {
	risky := slices.DeleteFunc(slices.Clone(all), func(t tickets.Ticket) bool {
		return !t.Status.Active() || ranOut(t, r).IsZero()
	})
	slices.SortStableFunc(risky, func(a, b tickets.Ticket) int {
		return cmp.Or(ranOut(a, r).Compare(ranOut(b, r)), cmp.Compare(a.ID, b.ID))
	})
	var lines []tickets.RiskLine
	for _, t := range risky[:min(len(risky), maxAtRisk)] {
		due := ranOut(t, r)
		lines = append(lines, tickets.RiskLine{Number: t.ID.String(), Subject: t.Subject, Tier: r.TierName(t.Tier),
			Assignee: nameOf(t.Assignee, r), Due: due, Overdue: t.Topped || due.Before(now)})
	}
	return lines
}

// ranOut is when the clock of a ticket runs out, or ran out; zero without a clock.
func ranOut(t tickets.Ticket, r *tickets.Rules) time.Time {
	promised := t.Deadline()
	if !t.Topped {
		return promised
	}
	since, rules := t.OnTier, r.Tiers[min(max(t.Tier, 0), tickets.TopTier)]
	due := rules.Hours.After(since, rules.HoldAtMost)
	if t.Waiting.After(since) {
		since = t.Waiting
	}
	if answer := rules.Hours.After(since, rules.Respond); !rules.Respond.IsZero() && !t.Waiting.IsZero() && (rules.HoldAtMost.IsZero() || answer.Before(due)) {
		due = answer
	}
	if !promised.IsZero() && promised.Before(due) {
		return promised
	}
	return due
}

func nameOf(id string, r *tickets.Rules) string {
	if p, ok := r.PersonByID(id); ok {
		return p.Name
	}
	return id
}
