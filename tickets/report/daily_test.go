package report

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tierdesk/tickets"
)

var noon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

func hours(n int) time.Time { return noon.Add(time.Duration(n) * time.Hour) }

func testRules() *tickets.Rules {
	r := &tickets.Rules{People: []tickets.Person{{ID: "ann", Name: "Ann Lee", Emails: []string{"ann@acme.example"}}}}
	r.Tiers[1] = tickets.TierRules{Name: "Service desk", People: []string{"ann"}, Respond: tickets.Span{Time: time.Hour}}
	r.Tiers[2] = tickets.TierRules{Name: "Specialists", HoldAtMost: tickets.Span{Time: 4 * time.Hour}}
	return r
}

func noJournal(tickets.ID) []tickets.Entry { return nil }

func TestFiguresOfADay(t *testing.T) {
	entry := func(at time.Time, tier tickets.Tier, status tickets.Status) tickets.Entry {
		return tickets.Entry{At: at, Tier: tier, Status: status}
	}
	journals := map[tickets.ID][]tickets.Entry{
		1: {entry(hours(-30), 1, tickets.New), entry(hours(-3), 1, tickets.Solved), entry(hours(-2), 1, tickets.Solved)},
		2: {entry(hours(-5), 1, tickets.New), entry(hours(-4), 2, tickets.Open), entry(hours(-3), 2, tickets.Solved), entry(hours(-1), 2, tickets.Open)},
		3: {entry(hours(-5), 1, tickets.New), entry(hours(-4), 2, tickets.Open), entry(hours(-1), 2, tickets.Pending), entry(hours(1), 2, tickets.Solved)},
		4: {entry(hours(-200), 1, tickets.Solved), entry(hours(-3), 1, tickets.Closed)},
		7: {entry(hours(-90), 1, tickets.New), entry(hours(-26), 1, tickets.Solved), entry(hours(-25), 1, tickets.Open), entry(hours(-2), 3, tickets.Solved), entry(hours(-1), 3, tickets.Closed)},
	}
	climbed := []tickets.Climb{{At: hours(-4), From: 1, To: 2}}
	all := []tickets.Ticket{
		{ID: 1, Tier: 1, Status: tickets.Solved, Opened: hours(-30), Updated: hours(-2)},
		{ID: 2, Tier: 2, Status: tickets.Open, Opened: hours(-5), Updated: hours(-1), Climbs: climbed},
		{ID: 3, Tier: 2, Status: tickets.Solved, Opened: hours(-5), Updated: hours(1), Climbs: climbed},
		{ID: 4, Tier: 1, Status: tickets.Closed, Opened: hours(-300), Updated: hours(-3)},
		{ID: 5, Tier: 1, Status: tickets.Hold, Opened: hours(-48), Updated: hours(-40)},
		{ID: 6, Tier: 1, Status: tickets.New, Opened: hours(0), Updated: hours(0)},
		{ID: 7, Tier: 3, Status: tickets.Closed, Opened: hours(-90), Updated: hours(-1)},
	}
	got := Daily(hours(-24), noon, all, func(id tickets.ID) []tickets.Entry { return journals[id] }, nil, testRules())
	want := []tickets.TierFigures{
		{Tier: "L1 Service desk", Opened: 2, Solved: 1, Open: 1, Oldest: 48 * time.Hour, Escalated: 2},
		{Tier: "L2 Specialists", Open: 2, Oldest: 5 * time.Hour},
		{Tier: "L3", Solved: 1},
	}
	if !reflect.DeepEqual(got.Tiers, want) {
		t.Errorf("got %+v", got.Tiers)
	}
}

func TestTheRiskListIsOrderedAndShort(t *testing.T) {
	all := []tickets.Ticket{
		{ID: 1, Status: tickets.Open, Tier: 1, Due: hours(2), Assignee: "ann", Subject: "printer"},
		{ID: 2, Status: tickets.New, Tier: 1, Due: hours(-1), Assignee: "gone"},
		{ID: 3, Status: tickets.Pending, Tier: 1, Due: hours(-9)},
		{ID: 4, Status: tickets.Open, Tier: 1},
		{ID: 5, Status: tickets.Open, Tier: 1, Topped: true, OnTier: hours(-9), Waiting: hours(-5)},
		{ID: 6, Status: tickets.Open, Tier: 2, Topped: true, OnTier: hours(-6)},
	}
	got := Daily(hours(-24), noon, all, noJournal, nil, testRules()).AtRisk
	want := []tickets.RiskLine{
		{Number: "#5", Tier: "L1 Service desk", Due: hours(-4), Overdue: true},
		{Number: "#6", Tier: "L2 Specialists", Due: hours(-2), Overdue: true},
		{Number: "#2", Tier: "L1 Service desk", Assignee: "gone", Due: hours(-1), Overdue: true},
		{Number: "#1", Tier: "L1 Service desk", Assignee: "Ann Lee", Subject: "printer", Due: hours(2)},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	var many []tickets.Ticket
	for i := range 50 {
		many = append(many, tickets.Ticket{ID: tickets.ID(i + 1), Status: tickets.Open, Due: hours(50 - i)})
	}
	short := Daily(hours(-24), noon, many, noJournal, nil, testRules()).AtRisk
	if len(short) != 20 || short[0].Number != "#50" {
		t.Errorf("%d lines, first %s", len(short), short[0].Number)
	}
}

func TestSuspendedMailsAreListedOldestFirst(t *testing.T) {
	given := []tickets.Suspended{{ID: "b", At: hours(2)}, {ID: "a", At: hours(1)}}
	got := Daily(hours(-24), noon, nil, noJournal, given, testRules()).Suspended
	if len(got) != 2 || got[0].ID != "a" || given[0].ID != "b" {
		t.Errorf("got %+v of %+v", got, given)
	}
}

// TestConsecutiveDigestsCountEverythingOnce cuts a week into spans at random.
func TestConsecutiveDigestsCountEverythingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []tickets.Ticket
		for i := range rapid.IntRange(1, 20).Draw(t, "tickets") {
			opened := hours(rapid.IntRange(0, 167).Draw(t, fmt.Sprintf("opened %d", i)))
			all = append(all, tickets.Ticket{ID: tickets.ID(i + 1), Tier: 1, Status: tickets.Open, Opened: opened, Updated: opened})
		}
		opened, last, from := 0, 0, 0
		for from < 168 {
			to := min(168, from+rapid.IntRange(1, 60).Draw(t, "span"))
			for _, f := range Daily(hours(from), hours(to), all, noJournal, nil, testRules()).Tiers {
				opened += f.Opened
				last = max(last, f.Open)
			}
			from = to
		}
		if opened != len(all) || last != len(all) {
			t.Fatalf("%d opened and %d open of %d", opened, last, len(all))
		}
	})
}
