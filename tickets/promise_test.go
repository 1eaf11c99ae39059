package tickets_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tierdesk/tickets"
	"tierdesk/tickets/calendar"
	"tierdesk/tickets/route"
)

// promising is the sample company with a calendar and promises to its customers. Its rungs have no clocks of their own but
// under "tiers", which lets a rung hold a ticket for four hours of the office, and "chains", which promises nothing. Under "quick" the office is open at night too,
// and more is promised. Under "nothing" nothing is.
func promising(t *testing.T, name string) *tickets.Rules {
	t.Helper()
	r := acme()
	hours := []string{"Mon-Fri 09:00-12:30", "Mon-Fri 13:30-18:00"}
	if name == "quick" {
		hours = []string{"00:00-24:00"}
	}
	office := tickets.Hours{Name: "office", Calendar: calendarOf(t, hours...)}
	for i := range r.Tiers {
		r.Tiers[i].Respond, r.Tiers[i].HoldAtMost, r.Tiers[i].Hours = tickets.Span{}, tickets.Span{}, office
		if name == "tiers" {
			r.Tiers[i].HoldAtMost = tickets.Span{Time: 4 * time.Hour}
		}
	}
	if name == "chains" {
		return chained(t, r)
	}
	if name == "nothing" {
		return r
	}
	pause := []tickets.Status{tickets.Pending, tickets.Hold}
	policies, err := route.CompilePolicies([]route.PolicyRule{
		{When: `priority == "urgent"`, Policy: tickets.Policy{Respond: hour(1), Next: hour(1), Solve: hour(4), Warn: 75, Pause: pause}},
		{When: "false", Policy: tickets.Policy{Name: "vip", Respond: tickets.Span{Time: 10 * time.Minute}, Warn: 75, Pause: pause}},
		{Policy: tickets.Policy{Respond: hour(4), Next: hour(8), Solve: tickets.Span{Days: 3}, Inform: tickets.Span{Days: 2}, Hours: office, Warn: 75, Pause: pause}},
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Promises = policies
	return r
}

// chained lets a rung answer within an hour, and says what follows when it does not.
func chained(t *testing.T, r *tickets.Rules) *tickets.Rules {
	t.Helper()
	for i := range r.Tiers {
		r.Tiers[i].Respond = hour(1)
	}
	often, err := route.CompileCondition("reopened >= 2")
	if err != nil {
		t.Fatal(err)
	}
	half := tickets.Span{Time: 30 * time.Minute}
	r.Chains = map[tickets.Cause][]tickets.ChainStep{
		tickets.Unanswered:   {{Tell: []string{"assignee"}}, {After: half, Tell: []string{"tier"}}, {After: half, Tell: []string{"tier"}}, {After: hour(1), Tell: []string{"managers"}, Do: tickets.Escalate}},
		tickets.ReopenedOnce: {{When: often, Tell: []string{"lead", "dana"}, Do: tickets.Raise}},
	}
	return r
}

func hour(n int) tickets.Span { return tickets.Span{Time: time.Duration(n) * time.Hour} }

// calendarOf has a holiday on Wednesday.
func calendarOf(t *testing.T, hours ...string) *calendar.Calendar {
	t.Helper()
	var o calendar.Options
	for _, s := range hours {
		h, err := calendar.ParseHours(s)
		if err != nil {
			t.Fatal(err)
		}
		o.Hours = append(o.Hours, h)
	}
	wednesday, err := calendar.ParseHolidays("2026-03-04")
	if err != nil {
		t.Fatal(err)
	}
	o.Holidays = append(o.Holidays, wednesday)
	c, err := calendar.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestAClockCountsExactlyTheMinutesInWhichItRuns lets a ticket live through whatever happens to it, beside somebody who looks
// at its status and at the office every minute.
func TestAClockCountsExactlyTheMinutesInWhichItRuns(t *testing.T) {
	steps := append(whatever(), "reload promises")
	rapid.Check(t, func(r *rapid.T) {
		s := newStory()
		s.rules = promising(t, "promises")
		office := calendarOf(t, "Mon-Fri 09:00-12:30", "Mon-Fri 13:30-18:00")
		s.step(t, "first from=carl@customer.example subject=Smoke\n| It smokes.")
		var counted time.Duration
		for range rapid.IntRange(1, 25).Draw(r, "steps") {
			for range rapid.IntRange(0, 40*60).Draw(r, "minutes") {
				if s.ticket.Status.Active() && office.Open(s.at) {
					counted += time.Minute
				}
				s.at = s.at.Add(time.Minute)
			}
			s.step(t, rapid.SampledFrom(steps).Draw(r, "step"))
			if s.ticket.Status == tickets.Closed {
				return
			}
			if got := used(s.ticket, office, s.at); got != counted {
				r.Fatalf("the clock of the solution is at %s; it ran for %s", got, counted)
			}
		}
	})
}

// whatever may happen to a ticket.
func whatever() []string {
	return []string{"customer from=carl@customer.example\n| Hm.", "agent from=ann@acme.example\n| Is it hot?", "agent from=ann@acme.example\n| /hold",
		"agent from=ann@acme.example\n| /pending\n| Well?", "agent from=ann@acme.example\n| /solve", "agent from=ann@acme.example\n| /status open",
		"agent from=ann@acme.example\n| /snooze 3h", "tick", "agent from=ann@acme.example\n| /escalate it burns"}
}

func used(t tickets.Ticket, office tickets.Calendar, now time.Time) time.Duration {
	for _, c := range t.Clocks {
		if c.Promise == tickets.Solution && c.Runs.IsZero() {
			return c.Used
		} else if c.Promise == tickets.Solution {
			return c.Used + office.Between(c.Runs, now)
		}
	}
	return -1
}

// TestWhateverHappensNoMomentIsToldTwice lets a ticket live under promises, chains and reloads, woken whenever it asks for it.
// checkInvariants looks at every decision; here each step of a chain and each promise is counted.
func TestWhateverHappensNoMomentIsToldTwice(t *testing.T) {
	steps := append(whatever(), "reload tiers", "reload quick", "reload chains", "reload nothing", "agent from=ann@acme.example\n| /priority urgent",
		"agent from=ann@acme.example\n| /ack 2h", "agent from=cem@acme.example\n| /deescalate yours", "agent from=ann@acme.example\n| /cancel")
	rapid.Check(t, func(r *rapid.T) {
		s := newStory()
		s.rules = promising(t, rapid.SampledFrom([]string{"promises", "tiers", "chains"}).Draw(r, "rules"))
		s.step(t, "first from=carl@customer.example subject=Smoke\n| It smokes.")
		told := map[string]bool{}
		for range rapid.IntRange(1, 30).Draw(r, "steps") {
			until := s.at.Add(time.Duration(rapid.IntRange(0, 30*60).Draw(r, "minutes")) * time.Minute)
			for s.awake(until) {
				before := s.ticket
				s.step(t, "tick")
				for _, what := range toldNow(before, s.ticket) {
					if told[what] {
						r.Fatalf("told again: %s", what)
					}
					told[what] = true
				}
			}
			s.at = until.Add(time.Second) // a chain whose cause went and came in one moment began twice in it
			step := rapid.SampledFrom(steps).Draw(r, "step")
			if name, ok := strings.CutPrefix(step, "reload "); ok {
				s.rules = promising(t, name)
			}
			s.step(t, step)
			if s.ticket.Status == tickets.Closed {
				return
			}
		}
	})
}

// awake moves to the next moment that the ticket waits for, if that comes in time.
func (s *story) awake(until time.Time) bool {
	wake := s.ticket.Wake()
	if wake.IsZero() || wake.After(until) {
		return false
	}
	if wake.After(s.at) {
		s.at = wake
	}
	return true
}

// toldNow names the promises that were told as late, and the steps of chains that were done.
func toldNow(before, after tickets.Ticket) []string {
	var all []string
	for _, c := range after.Clocks {
		was := slices.ContainsFunc(before.Clocks, func(b tickets.Clock) bool { return b.Promise == c.Promise && b.Since.Equal(c.Since) && b.Broken })
		if c.Broken && !was {
			all = append(all, fmt.Sprint(c.Promise, c.Since, c.Due))
		}
	}
	for _, a := range after.Alarms {
		for n := range a.Done {
			was := slices.ContainsFunc(before.Alarms, func(b tickets.Alarm) bool { return b.Cause == a.Cause && b.Since.Equal(a.Since) && b.Done > n })
			if !was {
				all = append(all, fmt.Sprint(a.Cause, a.Since, n))
			}
		}
	}
	return all
}
