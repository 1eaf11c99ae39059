package tickets

import (
	"fmt"
	"slices"
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
	switch {
	case t.OwnedFor != "":
		owner = t.OwnedFor + "; " + owner
	case t.Place(r) != Place{}:
		owner += ", and it goes to the first there who has room"
	}
	if p, ok := r.PersonByID(t.Assignee); ok {
		owner = p.Name + " owns it"
		if t.OwnedFor != "" {
			owner += ": " + t.OwnedFor
		}
	}
	if n := len(t.Swarm.With); n > 0 {
		var names []string
		for _, id := range t.Swarm.With {
			names = append(names, r.actorName(id))
		}
		owner += "; with " + strings.Join(names, ", ")
	}
	rung := "it is on " + r.TierName(t.Tier)
	if n := len(t.Climbs); n > 0 {
		rung += ": " + t.Climbs[n-1].Why
	}
	if n := t.CameDown(); n > 0 {
		rung += fmt.Sprintf("; times that it came down the ladder: %d", n)
	}
	return slices.Concat([]string{rung, owner, r.clockOf(t, zone)}, r.promisesOf(t, zone), r.alarmsOf(t, zone), r.casesOf(t, zone))
}

// afterClock says what follows when the rung's clock ran out.
func (r *Rules) afterClock(t *Ticket) string {
	for _, a := range t.Alarms {
		if n := len(r.Chains[a.Cause]); a.Cause == Unanswered || a.Cause == Overstayed {
			return fmt.Sprintf("%d of %d steps of the chain for what is %s are done", a.Done, n, a.Cause)
		}
	}
	return "no rung is above, and the managers were told"
}

// alarmsOf says which escalation chains run, and when their next step comes.
func (r *Rules) alarmsOf(t *Ticket, zone *time.Location) (all []string) {
	for _, a := range t.Alarms {
		line := fmt.Sprintf("the chain “%s” runs since %s: %d of %d steps are done", a.Cause, moment(a.Since.In(zone)), a.Done, len(r.Chains[a.Cause]))
		if !a.Next.IsZero() {
			line += ", the next comes " + moment(a.Next.In(zone))
		}
		all = append(all, line)
	}
	return all
}

// promisesOf says what the customer was promised, by which policy, and by when.
func (r *Rules) promisesOf(t *Ticket, zone *time.Location) []string {
	if r.Promises == nil {
		return nil
	}
	name := r.Promises.Promised(t).Name
	var all []string
	for _, c := range t.Clocks {
		line := "promised by " + name + ": " + c.Promise.String()
		switch {
		case c.Runs.IsZero() && c.Promise == News: // an answer is due instead
			continue
		case c.Runs.IsZero():
			line += "; its clock stands still"
		case c.Broken:
			line += " by " + moment(c.Due.In(zone)) + ", which was not kept"
		default:
			line += " by " + moment(c.Due.In(zone))
		}
		all = append(all, line)
	}
	return all
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
		return "the clock ran out: " + r.afterClock(t)
	case t.Due.IsZero():
		return "no clock runs: " + rung + " has none for it"
	}
	respond := tier.Hours.After(later(t.Waiting, t.OnTier), tier.Respond)
	if !tier.Respond.IsZero() && !t.Waiting.IsZero() && t.Due.Equal(respond) {
		return "the clock of " + rung + " runs until " + at(t.Due) + ": it answers within " + tier.Hours.say(tier.Respond) +
			", and the customer waits since " + at(t.Waiting)
	}
	return "the clock of " + rung + " runs until " + at(t.Due) + ": a ticket stays there " + tier.Hours.say(tier.HoldAtMost) + " at most, and it came on " + at(t.OnTier)
}
