package desk_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"tierdesk/tickets"
)

// checks holds the quarter to what must be true at every step. It looks at each change when it is committed.
type checks struct {
	w      *world
	faults map[string]int
	once   map[string]bool // what may be told only once
	load   map[string]int  // active tickets of everybody
	paper  map[tickets.ID]*paperClock
	seen   int
}

func newChecks(w *world) *checks {
	return &checks{w: w, faults: map[string]int{}, once: map[string]bool{}, load: map[string]int{}, paper: map[tickets.ID]*paperClock{}}
}

// maxFaults is how many faults of one kind are told.
const maxFaults = 3

func (c *checks) fault(kind, format string, args ...any) {
	if c.faults[kind]++; c.faults[kind] <= maxFaults {
		c.w.t.Errorf("%s, %s: %s", time.Now().Format("2 Jan 15:04"), kind, fmt.Sprintf(format, args...))
		c.story(args)
	}
}

// story tells what happened on the ticket that a fault names first.
func (c *checks) story(args []any) {
	id, ok := args[0].(tickets.ID)
	if !ok || os.Getenv("QUARTER_STORY") == "" {
		return
	}
	h := c.w.store.historyOf(id)
	for _, e := range h.Journal {
		c.w.t.Logf("  %s %s by %s on %s: %s", e.At.UTC().Format("Mon 2 Jan 15:04:05"), e.Why, e.By, e.Tier, e.Text)
	}
	for _, l := range h.Letters {
		c.w.t.Logf("  letter %d, %s %s to %s", l.Seq, l.Made.UTC().Format("Mon 2 Jan 15:04:05"), l.Notice, l.To)
	}
}

func (c *checks) told(kind string, id tickets.ID, what ...any) {
	key := kind + fmt.Sprint(id) + fmt.Sprint(what...)
	if c.once[key] {
		c.fault(kind+" twice", "%s: %s", id, fmt.Sprint(what...))
	}
	c.once[key] = true
}

func (c *checks) change(before tickets.Ticket, ch *storeChange) {
	t := ch.Ticket
	if t == nil || t.ID == 0 {
		return
	}
	c.seen++
	if before.Version != t.Version {
		c.fault("version", "%s was decided on version %d, and is %d", t.ID, t.Version, before.Version)
	}
	c.tier(&before, t, ch.Journal)
	c.owner(&before, t, ch.Journal)
	c.waits(t)
	c.alarms(&before, t)
	c.paperClock(&before, t)
	for _, e := range ch.Journal {
		if e.Why == tickets.PromiseWarned || e.Why == tickets.PromiseBroken {
			c.told("a promise", t.ID, e.Why, " ", e.Text)
		}
	}
	for _, l := range ch.Letters {
		to := tickets.Address{Address: l.To}
		if _, staff := c.w.rules.PersonByAddress(to); !staff && !t.Belongs(to) {
			c.fault("stranger", "letter %d of %s goes to %s", l.Seq, t.ID, l.To)
		}
	}
	c.burden(&before, -1)
	c.burden(t, 1)
}

func (c *checks) burden(t *tickets.Ticket, n int) {
	if t.Assignee != "" && t.Status.Active() {
		c.load[t.Assignee] += n
	}
}

// tier changes only with a reason in the journal, and in Climbs.
func (c *checks) tier(before, t *tickets.Ticket, journal []tickets.Entry) {
	if before.Version == 0 || before.Tier == t.Tier {
		return
	}
	reasons := []tickets.Reason{tickets.ClimbedByHand, tickets.ClimbedByClock, tickets.WentDown, tickets.FailedOver, tickets.HandedOn, tickets.ChainStepDone}
	if !slices.ContainsFunc(journal, func(e tickets.Entry) bool { return slices.Contains(reasons, e.Why) && e.Text != "" }) || len(t.Climbs) <= len(before.Climbs) {
		c.fault("tier without a reason", "%s went from %s to %s: %+v", t.ID, before.Tier, t.Tier, journal)
	}
}

// owner: the desk gives nothing to who is away, is full, or is at home while somebody of the rung is at work.
func (c *checks) owner(before, t *tickets.Ticket, journal []tickets.Entry) {
	byHand := slices.ContainsFunc(journal, func(e tickets.Entry) bool {
		return e.Why == tickets.CommandRun && strings.HasPrefix(e.Text, "assigned")
	})
	if t.Assignee == "" || t.Assignee == before.Assignee || byHand || t.OwnedFor == "answered it first" {
		return
	}
	l, now := c.w.workers[t.Assignee], time.Now()
	if now.Before(l.ill) {
		c.fault("given to who is away", "%s to %s: %s", t.ID, t.Assignee, t.OwnedFor)
	}
	if c.load[t.Assignee] >= l.p.Capacity {
		c.fault("given to who is full", "%s to %s, who has %d: %s", t.ID, t.Assignee, c.load[t.Assignee], t.OwnedFor)
	}
	anybody := slices.ContainsFunc(c.w.rules.Tiers[t.Tier].People, func(id string) bool { return c.w.workers[id].atWork() })
	if anybody && !l.atWork() && !strings.Contains(t.OwnedFor, "had it before") {
		c.fault("given to who is at home", "%s to %s: %s", t.ID, t.Assignee, t.OwnedFor)
	}
}

// waits: whatever is not closed waits for a moment, and has somebody who can act on it.
func (c *checks) waits(t *tickets.Ticket) {
	running := slices.ContainsFunc(t.Clocks, func(k tickets.Clock) bool { return !k.Runs.IsZero() })
	switch {
	case t.Status.Active():
		_, owned := c.w.rules.PersonByID(t.Assignee)
		queued := t.Place(c.w.rules) != tickets.Place{} && len(c.w.rules.Tiers[t.Tier].People) > 0
		if !owned && !queued && !t.Swarm.On && t.Pause.Kind == "" {
			c.fault("nobody's", "%s is %s on %s, owned by %q", t.ID, t.Status, t.Tier, t.Assignee)
		}
		if t.Due.IsZero() && !t.Topped && !running && t.Pause.Kind == "" {
			c.fault("forgotten", "%s is %s and waits for nothing", t.ID, t.Status)
		}
		if t.Pause.Kind != "" && !t.Due.IsZero() {
			c.fault("a clock in a pause", "%s is due %s during a %s", t.ID, t.Due, t.Pause.Kind)
		}
	case t.Status == tickets.Pending && t.SolveAt.IsZero(), t.Status == tickets.Hold && t.Wake().IsZero(), t.Status == tickets.Solved && t.CloseAt.IsZero():
		c.fault("forgotten", "%s is %s and waits for no moment", t.ID, t.Status)
	case t.Status == tickets.Closed && !t.Wake().IsZero():
		c.fault("a closed ticket wakes", "%s at %s", t.ID, t.Wake())
	}
	for _, k := range t.Clocks {
		if !k.Runs.IsZero() && !counts(t, k.Promise) {
			c.fault("a clock in a pause", "%s is %s, and the clock of the %s runs", t.ID, t.Status, k.Promise)
		}
	}
}

// alarms: a step is never taken back, so never done again.
func (c *checks) alarms(before, t *tickets.Ticket) {
	for _, a := range t.Alarms {
		for _, b := range before.Alarms {
			if a.Cause == b.Cause && a.Since.Equal(b.Since) && a.Done < b.Done {
				c.fault("a step twice", "%s: %s goes from %d to %d", t.ID, a.Cause, b.Done, a.Done)
			}
		}
	}
}

// letter: nothing inside goes outside, and nothing disturbs at night that is not urgent.
func (c *checks) letter(d *tickets.Draft) {
	p, staff := c.w.rules.PersonByAddress(d.Recipient)
	if !staff {
		said := strings.Join([]string{d.Subject, d.Data.Why, d.Data.Actor, d.Data.Body.Text, d.Data.Body.Markdown, strings.Join(d.Data.Done, "")}, "\n")
		if strings.Contains(said, secret) || d.Data.Packet != nil || d.Data.Fault != nil || d.Leg != tickets.CustomerLeg {
			c.fault("inside words", "letter %d of %s to %s", d.Seq, d.Ticket, d.Recipient.Address)
		}
		return
	}
	for _, lapsed := range d.Data.Lapsed {
		if d.Notice == tickets.SLAWarning || d.Notice == tickets.SLABreach {
			c.told("a warning", d.Ticket, d.Notice, " to ", d.Recipient.Address, ": ", lapsed.Promise, lapsed.Due.Unix(), lapsed.Late)
		}
	}
	if disturbs(d.Notice) && !p.Hours.Calendar.Open(d.At) && !c.urgent(d, p) {
		c.fault("out of hours", "%s of %s to %s", d.Notice, d.Ticket, p.ID)
	}
	if d.Held != nil {
		c.fault("held", "%s of %s to %s: %s", d.Notice, d.Ticket, p.ID, d.Held)
	}
}

// disturbs are the notices that nobody asked for by what they wrote just now.
func disturbs(n tickets.Notice) bool {
	return !slices.Contains([]tickets.Notice{tickets.Receipt, tickets.CommandError, tickets.Answered, tickets.Collision, tickets.KeptBackNotice, tickets.MailboxTrouble}, n)
}

func (c *checks) urgent(d *tickets.Draft, p tickets.Person) bool {
	if g := d.Data.Gathered; g != nil {
		return !slices.ContainsFunc(g.Rows, func(r tickets.GatheredRow) bool { return r.Priority != tickets.Urgent })
	}
	answered := c.w.store.all[min(int(d.Ticket), len(c.w.store.all)-1)].Answered
	return d.Data.Priority == tickets.Urgent || answered.By == p.ID && d.At.Sub(answered.At) < time.Hour
}

// paperClock counts the time of a ticket's promises minute by minute, as somebody with a calendar on the wall would.
type paperClock struct {
	at     time.Time
	used   map[string]time.Duration
	spoilt bool // another policy holds now
}

// every how many tickets have a paper clock
const paperShare = 7

func (c *checks) paperClock(before, t *tickets.Ticket) {
	if t.ID%paperShare != 0 {
		return
	}
	now, k := time.Now(), c.paper[t.ID]
	if k == nil {
		k = &paperClock{at: now, used: map[string]time.Duration{}}
		c.paper[t.ID] = k
	}
	k.spoilt = k.spoilt || before.Version > 0 && before.Priority != t.Priority
	for _, clock := range before.Clocks {
		if counts(before, clock.Promise) {
			k.used[keyOf(clock)] += minutes(before.Priority, k.at, now)
		}
	}
	k.at = now
	for _, clock := range t.Clocks {
		used := clock.Used
		if !clock.Runs.IsZero() && t.Priority == tickets.Urgent {
			used += now.Sub(clock.Runs)
		} else if !clock.Runs.IsZero() {
			used += c.w.rules.Promises.Promised(t).Hours.Calendar.Between(clock.Runs, now)
		}
		if diff := used - k.used[keyOf(clock)]; diff.Abs() > time.Second && !k.spoilt {
			c.fault("a clock is wrong", "%s: the %s used %s, on paper %s", t.ID, clock.Promise, used, k.used[keyOf(clock)])
		}
	}
}

func keyOf(c tickets.Clock) string { return fmt.Sprint(c.Promise, c.Since.UnixNano()) }

func counts(t *tickets.Ticket, p tickets.Promise) bool {
	if p == tickets.News {
		return t.Waiting.IsZero() && (t.Status == tickets.New || t.Status == tickets.Open || t.Status == tickets.Hold)
	}
	return t.Status == tickets.New || t.Status == tickets.Open
}

// wall is the zone of the desk's hours.
var wall, _ = time.LoadLocation(deskZone)

// minutes is the time between two moments in which the policy of a priority counts, found by looking at each minute.
func minutes(p tickets.Priority, from, to time.Time) (sum time.Duration) {
	if p == tickets.Urgent {
		return to.Sub(from)
	}
	for at := from; at.Before(to); {
		next := at.Truncate(time.Minute).Add(time.Minute)
		if next.After(to) {
			next = to
		}
		local := at.In(wall)
		if day := local.Weekday(); day != time.Saturday && day != time.Sunday && local.Hour() >= 5 && local.Hour() < 23 {
			sum += next.Sub(at)
		}
		at = next
	}
	return sum
}

func (c *checks) String() string {
	var all []string
	for _, kind := range slices.Sorted(maps.Keys(c.faults)) {
		all = append(all, fmt.Sprintf("%s %d", kind, c.faults[kind]))
	}
	if all == nil {
		return "no fault"
	}
	return strings.Join(all, ", ")
}
