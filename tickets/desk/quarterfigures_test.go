package desk_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tierdesk/tickets"
)

// quarterFigures are what a manager would want to know of the quarter.
type quarterFigures struct {
	w                     *world
	letters, notices, ill int
	perDay                map[string]int // notices by person and day
	kept, late            map[string]int // promises by kind and priority
	free                  map[tickets.ID]time.Time
	wall, office          longest
	unowned               time.Duration // in office time, of all
	queued                int
	given                 map[string]int
	first                 []time.Duration // office time to the first answer
	climbed, down         int
}

// longest is the longest of some spans, and the ticket it is of.
type longest struct {
	d time.Duration
	t tickets.ID
}

func (l *longest) take(d time.Duration, t tickets.ID) {
	if d > l.d {
		l.d, l.t = d, t
	}
}

func newQuarterFigures(w *world) *quarterFigures {
	return &quarterFigures{w: w, perDay: map[string]int{}, kept: map[string]int{}, late: map[string]int{}, free: map[tickets.ID]time.Time{}, given: map[string]int{}}
}

func (f *quarterFigures) letter(d *tickets.Draft) {
	f.letters++
	p, staff := f.w.rules.PersonByAddress(d.Recipient)
	if staff && p.Role == tickets.Agent && disturbs(d.Notice) {
		f.notices++
		f.perDay[p.ID+d.At.In(p.Zone).Format(" 2006-01-02")]++
	}
}

func (f *quarterFigures) change(before tickets.Ticket, c *storeChange) {
	t := c.Ticket
	if t == nil || t.ID == 0 {
		return
	}
	now, desk := time.Now(), f.w.rules.Tiers[1].Hours.Calendar
	for _, o := range t.Outcomes[min(len(before.Outcomes), len(t.Outcomes)):] {
		key := fmt.Sprintf("%-8s %s", t.Priority, o.Promise)
		if f.kept[key]++; o.Late {
			f.kept[key]--
			f.late[key]++
		}
	}
	if t.Assignee != before.Assignee && t.Assignee != "" {
		f.given[t.Assignee]++
	}
	since, was := f.free[t.ID]
	switch free := t.Status.Active() && t.Assignee == ""; {
	case free && !was:
		f.free[t.ID] = now
		f.queued++
	case !free && was:
		delete(f.free, t.ID)
		f.wall.take(now.Sub(since), t.ID)
		f.office.take(desk.Between(since, now), t.ID)
		f.unowned += desk.Between(since, now)
	}
	if before.FirstReply.IsZero() && !t.FirstReply.IsZero() {
		f.first = append(f.first, desk.Between(t.Opened, now))
	}
	if len(t.Climbs) > len(before.Climbs) && len(before.Climbs) == 0 {
		f.climbed++
	}
	if t.CameDown() > 0 && before.CameDown() == 0 {
		f.down++
	}
}

// String is the table.
func (f *quarterFigures) String() string {
	var b strings.Builder
	n, state := len(f.w.store.all)-1, map[tickets.Status]int{}
	for _, t := range f.w.store.all[1:] {
		state[t.Status]++
	}
	fmt.Fprintf(&b, "%d tickets, %d letters, %d notices to agents, %d times ill; at the end %v\n", n, f.letters, f.notices, f.ill, state)
	for _, key := range slices.Sorted(maps.Keys(f.kept)) {
		all := f.kept[key] + f.late[key]
		fmt.Fprintf(&b, "promised %-26s %5.1f %% kept of %d\n", key, 100*float64(f.kept[key])/float64(all), all)
	}
	days := slices.Sorted(maps.Values(f.perDay))
	fmt.Fprintf(&b, "notices of an agent on a day with any: mean %.1f, 95 %% below %d, most %d\n", float64(f.notices)/float64(max(len(days), 1)), at(days, 95), at(days, 100))
	for rung := tickets.Tier(1); rung <= 3; rung++ {
		fmt.Fprintf(&b, "%s tickets given by hour at work: %s\n", rung, f.fairness(rung))
	}
	slices.Sort(f.first)
	fmt.Fprintf(&b, "first answer in office time: half below %s, 95 %% below %s\n", round(at(f.first, 50)), round(at(f.first, 95)))
	fmt.Fprintf(&b, "without an owner: %d times, %s of office time in all; longest %s on the wall (%s), %s of office time (%s); now %d\n", f.queued, round(f.unowned),
		round(f.wall.d), f.wall.t, round(f.office.d), f.office.t, len(f.free))
	fmt.Fprintf(&b, "climbed %.1f %%, came down again %.1f %%\n", 100*float64(f.climbed)/float64(n), 100*float64(f.down)/float64(n))
	return b.String()
}

func (f *quarterFigures) fairness(rung tickets.Tier) string {
	var rates []float64
	from, to := f.w.until.AddDate(0, 0, -7*f.w.plan.weeks), f.w.until
	for _, id := range f.w.rules.Tiers[rung].People {
		p, _ := f.w.rules.PersonByID(id)
		present := p.Hours.Calendar.Between(from, to) - f.w.workers[id].missed
		rates = append(rates, float64(f.given[id])/present.Hours())
	}
	slices.Sort(rates)
	least, most := rates[0], rates[len(rates)-1]
	if least == 0 {
		return fmt.Sprintf("none to %.2f", most)
	}
	return fmt.Sprintf("%.2f to %.2f, max/min %.2f", least, most, most/least)
}

// at is the value below which so many percent of sorted ones are.
func at[T any](sorted []T, percent int) (v T) {
	if len(sorted) == 0 {
		return v
	}
	return sorted[min(len(sorted)*percent/100, len(sorted)-1)]
}

func round(d time.Duration) time.Duration { return d.Round(time.Minute) }
