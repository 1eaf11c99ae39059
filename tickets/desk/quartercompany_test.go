package desk_test

import (
	"fmt"
	"testing"
	"time"
	_ "time/tzdata"

	"tierdesk/tickets"
	"tierdesk/tickets/calendar"
	"tierdesk/tickets/route"
	"tierdesk/tickets/thread"
)

// place is where people of the simulated company work.
type place struct{ zone, name string }

var places = []place{{"Europe/Berlin", "Berlin"}, {"America/New_York", "New York"}, {"Asia/Kolkata", "Kolkata"}}

// rungSizes are how many people stand on L1, L2 and L3, by place: twenty in all.
var rungSizes = [3][3]int{{4, 4, 4}, {2, 2, 1}, {1, 1, 1}}

// hoursIn are a calendar in a zone.
func hoursIn(t testing.TB, name, zone, text string) tickets.Hours {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	hours, err := calendar.ParseHours(text)
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.New(calendar.Options{Zone: loc, Hours: []calendar.Hours{hours}})
	if err != nil {
		t.Fatal(err)
	}
	return tickets.Hours{Name: name, Calendar: c}
}

func hours(n int) tickets.Span { return tickets.Span{Time: time.Duration(n) * time.Hour} }

// company is a desk of twenty people on three rungs in three places, with a manager, promises, a chain and quiet hours.
func company(t testing.TB, keys *thread.Keys, swarm bool) *tickets.Rules {
	t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	r := &tickets.Rules{Desk: "Acme Support", Tag: "ACME", Zone: berlin, Signer: keys, Enclose: 1 << 20, ReopenWithin: 7 * 24 * time.Hour,
		UndoDelay: 20 * time.Second, Budgets: tickets.DefaultBudgets(), Pending: tickets.PendingRules{Remind: 3 * 24 * time.Hour, Solve: 7 * 24 * time.Hour},
		Mailboxes: []tickets.Mailbox{{Address: "support@acme.example", Name: "Acme Support", Sub: "+", Trust: tickets.TrustToken}}}
	desk := hoursIn(t, "desk", deskZone, deskHours)
	names := [3]string{"Service desk", "Specialists", "Engineering"}
	for rung, sizes := range rungSizes {
		rules := tickets.TierRules{Name: names[rung], Hours: desk, Assign: tickets.LeastLoaded}
		rules.Respond, rules.HoldAtMost = hours([3]int{4, 8, 16}[rung]), hours([3]int{24, 54, 0}[rung])
		for at, n := range sizes {
			for i := range n {
				p := worker(t, rung+1, at, i)
				r.People, rules.People = append(r.People, p), append(rules.People, p.ID)
			}
		}
		r.Tiers[rung+1] = rules
	}
	boss := worker(t, 9, 0, 0)
	boss.ID, boss.Name, boss.Emails, boss.Role, boss.Capacity = "dana", "Dana Fox", []string{"dana@acme.example"}, tickets.Manager, 0
	r.People = append(r.People, boss)
	r.Chains = map[tickets.Cause][]tickets.ChainStep{
		tickets.Unsolved: {{Tell: []string{"assignee", "lead"}}, {After: hours(8), Tell: []string{"managers"}, Do: tickets.Raise}},
		tickets.IsUrgent: {{After: tickets.Span{Time: 30 * time.Minute}, Tell: []string{"assignee"}}},
		tickets.PingPong: {{Tell: []string{"managers"}}}}
	r.Router, r.Promises = routes(t, swarm), policies(t, desk)
	return r
}

// deskHours are when somebody works somewhere on weekdays.
const deskZone, deskHours = "Europe/Berlin", "Mon-Fri 05:00-23:00"

// worker is somebody on a rung, and their hours: half past nine to six, in their zone.
func worker(t testing.TB, rung, at, i int) tickets.Person {
	id := fmt.Sprintf("%c%d%d", "bnk"[at], rung, i)
	zone, err := time.LoadLocation(places[at].zone)
	if err != nil {
		t.Fatal(err)
	}
	h := hoursIn(t, places[at].name, places[at].zone, "Mon-Fri 09:30-18:00")
	return tickets.Person{ID: id, Name: "Agent " + id, Emails: []string{id + "@acme.example"}, Role: tickets.Agent, Zone: zone, Hours: h, Capacity: 16 - 3*min(rung, 3),
		Notices: tickets.NoticeRules{Wait: time.Minute, Interval: 5 * time.Minute, Flood: 30, Quiet: true, Hours: h}}
}

func routes(t testing.TB, swarm bool) tickets.Router {
	t.Helper()
	rules := []route.Rule{{When: `subject =~ "outage"`, Priority: tickets.Urgent}, {When: `subject =~ "broken"`, Priority: tickets.High}, {When: `subject =~ "question"`, Priority: tickets.Low}}
	if swarm {
		rules = []route.Rule{{When: `subject =~ "outage"`, Priority: tickets.Urgent, Model: tickets.Swarming}, {When: `subject =~ "broken"`, Priority: tickets.High, Model: tickets.Swarming},
			{When: `subject =~ "question"`, Priority: tickets.Low, Model: tickets.Swarming}, {Model: tickets.Swarming}}
	}
	table, err := route.Compile(rules, tickets.Matrix{})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// policies promise by priority. Only what is urgent counts every hour.
func policies(t testing.TB, desk tickets.Hours) tickets.Promiser {
	t.Helper()
	pause := []tickets.Status{tickets.Pending, tickets.Hold}
	p, err := route.CompilePolicies([]route.PolicyRule{
		{When: `priority == "urgent"`, Policy: tickets.Policy{Respond: hours(1), Next: hours(2), Solve: hours(12), Warn: 75, Pause: pause}},
		{When: `priority == "high"`, Policy: tickets.Policy{Respond: hours(3), Next: hours(6), Solve: hours(36), Hours: desk, Warn: 75, Pause: pause}},
		{Policy: tickets.Policy{Respond: hours(9), Next: hours(18), Solve: hours(90), Inform: hours(90), Hours: desk, Warn: 75, Pause: pause}}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
