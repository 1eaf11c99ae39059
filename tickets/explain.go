package tickets

import (
	"fmt"
	"strings"
	"time"
)

// Explain says why a ticket is as it is: what its journal tells, each line with what proved who did it, and then how it
// stands now: whose it is and why, which clock runs or what stopped it. Moments are told in the zone given.
func (r *Rules) Explain(t *Ticket, h *History, zone *time.Location) []Line {
	entries := h.Journal
	var lines []Line
	if left := len(entries) - maxWhy; left > 0 {
		entries = entries[left:]
		lines = append(lines, Line{At: t.Opened, Who: "desk", Text: fmt.Sprintf("%d older lines are left out", left)})
	}
	proof := ""
	for _, e := range entries {
		l := Line{At: e.At, Who: r.actorName(e.By), Text: e.Text + " (" + strings.ReplaceAll(string(e.Why), "_", " ") + ")"}
		if e.Proof != "" && e.Proof != proof {
			l.Text += "; proof: " + e.Proof
		}
		proof = e.Proof
		lines = append(lines, l)
	}
	for _, now := range r.standing(t, zone) {
		lines = append(lines, Line{At: t.Updated, Who: "now", Text: now})
	}
	return lines
}

func (r *Rules) actorName(by string) string {
	if p, ok := r.PersonByID(by); ok {
		return p.Name
	}
	return by
}

// standing says how a ticket stands, and why.
func (r *Rules) standing(t *Ticket, zone *time.Location) []string {
	owner := "nobody owns it; everybody on " + r.TierName(t.Tier) + " is told"
	if p, ok := r.PersonByID(t.Assignee); ok {
		owner = p.Name + " owns it"
		if t.OwnedFor != "" {
			owner += ": " + t.OwnedFor
		}
	}
	rung := "it is on " + r.TierName(t.Tier)
	if n := len(t.Climbs); n > 0 {
		rung += ": " + t.Climbs[n-1].Why
	}
	return []string{rung, owner, r.clockOf(t, zone)}
}

// clockOf says which clock runs, as plan sets it.
func (r *Rules) clockOf(t *Ticket, zone *time.Location) string {
	at := func(t time.Time) string { return moment(t.In(zone)) }
	tier, rung := r.Tiers[min(max(t.Tier, 0), TopTier)], r.TierName(t.Tier)
	switch {
	case t.Status == Closed:
		return "it is closed for good: no clock runs"
	case t.Status == Solved && !t.CloseAt.IsZero():
		return "it is solved, and closes on " + at(t.CloseAt) + " unless the customer writes"
	case t.Pause.Kind != "":
		until := "until the customer writes"
		if !t.Pause.Until.IsZero() {
			until = "until " + at(t.Pause.Until)
		}
		return "the clock stands still " + until + ": " + r.actorName(t.Pause.By) + " asked for it (/" + string(t.Pause.Kind) + ")"
	case !t.Status.Active():
		return "it is " + string(t.Status) + ": no clock runs"
	case t.Topped:
		return "the clock ran out and no rung is above: the managers were told"
	case t.Due.IsZero():
		return "no clock runs: " + rung + " has none for it"
	}
	respond := later(t.Waiting, t.OnTier).Add(tier.Respond)
	if tier.Respond > 0 && !t.Waiting.IsZero() && t.Due.Equal(respond) {
		return "the clock of " + rung + " runs until " + at(t.Due) + ": it answers within " + tier.Respond.String() +
			", and the customer waits since " + at(t.Waiting)
	}
	return "the clock of " + rung + " runs until " + at(t.Due) + ": a ticket stays there " + tier.HoldAtMost.String() + " at most, and it came on " + at(t.OnTier)
}
