package tickets

import (
	"slices"
	"time"
)

// Holder is who had a ticket before, on which rung, until when, and why it was theirs. It began where the one before it ended,
// the first when the ticket was opened.
type Holder struct {
	Person string    `json:"person,omitempty"` // "" while nobody owned it
	Tier   Tier      `json:"tier"`
	Until  time.Time `json:"until"`
	Why    string    `json:"why,omitempty"` // as OwnedFor
}

// maxHolders bounds how many a ticket keeps, the latest.
const maxHolders = 50

// keepHolder notes who had the ticket before this decision, when that changed.
func (s *step) keepHolder() {
	b := &s.before
	if b.Opened.IsZero() || b.Assignee == s.t.Assignee && b.Tier == s.t.Tier {
		return
	}
	kept := s.t.Holders[max(0, len(s.t.Holders)+1-maxHolders):]
	s.t.Holders = append(slices.Clone(kept), Holder{Person: b.Assignee, Tier: b.Tier, Until: s.now.At, Why: b.OwnedFor})
}

// timeline tells who had the ticket since when and what moved it, beside the few dated facts that the ticket itself knows.
func (s *step) timeline() []Line {
	lines := []Line{{At: s.t.Opened, Who: s.t.Requester.Address, Text: "wrote first"}}
	if !s.t.FirstReply.IsZero() {
		lines = append(lines, Line{At: s.t.FirstReply, Who: s.r.Desk, Text: "answered first"})
	}
	lines = append(lines, s.stretches()...)
	if !s.t.Waiting.IsZero() && s.t.Waiting.After(s.t.Opened) {
		lines = append(lines, Line{At: s.t.Waiting, Who: s.t.Requester.Address, Text: "waits for an answer since then"})
	}
	slices.SortStableFunc(lines, func(a, b Line) int { return a.At.Compare(b.At) })
	return lines
}

// stretches are the times in which the ticket had one owner on one rung, this decision included.
func (s *step) stretches() (lines []Line) {
	present := step{t: s.t, before: s.before, now: s.now}
	present.keepHolder()
	all := append(slices.Clone(present.t.Holders), Holder{Person: s.t.Assignee, Tier: s.t.Tier, Why: s.t.OwnedFor})
	climbs := s.t.Climbs
	begin := s.t.Opened
	if len(s.t.Holders) == maxHolders {
		begin = s.t.Holders[0].Until // those before are forgotten
		all = all[1:]
	}
	on := all[0].Tier
	if len(s.t.Holders) == 0 && len(climbs) > 0 {
		on = climbs[0].From
	}
	for _, h := range all {
		l := Line{At: begin, Who: s.name(h.Person), Text: h.Why}
		switch {
		case h.Person == "":
			l.Who, l.Text = "nobody", "it waited on "+s.r.TierName(h.Tier)
		case l.Text == "":
			l.Text = "had it on " + s.r.TierName(h.Tier)
		}
		for ; on != h.Tier && len(climbs) > 0; climbs = climbs[1:] {
			on, l.Text = climbs[0].To, s.climbText(climbs[0])
		}
		on, begin = h.Tier, h.Until
		lines = append(lines, l)
	}
	for _, c := range climbs { // from before owners were written down
		lines = append(lines, Line{At: c.At, Who: s.name(c.By), Text: s.climbText(c)})
	}
	return lines
}

func (s *step) climbText(c Climb) string {
	return s.r.TierName(c.From) + " → " + s.r.TierName(c.To) + ", by " + s.name(c.By) + ": " + c.Why
}
