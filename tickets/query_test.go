package tickets_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
)

func TestQueriesAreRead(t *testing.T) {
	living := []tickets.Status{tickets.New, tickets.Open, tickets.Pending, tickets.Hold}
	for text, want := range map[string]tickets.Query{
		"":                                 {},
		"mine":                             {Assignee: "ann"},
		"My Open":                          {Assignee: "ann", Statuses: living},
		"unassigned L2 l3":                 {Unassigned: true, Tiers: []tickets.Tier{2, 3}},
		"assignee:none tier:2":             {Unassigned: true, Tiers: []tickets.Tier{2}},
		"assignee:me assignee:bo":          {Assignee: "bob"},
		"overdue urgent hi":                {Overdue: true, Priorities: []tickets.Priority{tickets.Urgent, tickets.High}},
		"status:open,hold type:problem":    {Statuses: []tickets.Status{tickets.Open, tickets.Hold}, Types: []tickets.Type{tickets.Problem}},
		"status=closed PRIO=low,Normal":    {Statuses: []tickets.Status{tickets.Closed}, Priorities: []tickets.Priority{tickets.Low, tickets.Normal}},
		"queue:“key accounts” tag:VIP all": {Queue: "key accounts", Tag: "vip", All: true},
		`"queue:key accounts"`:             {Queue: "key accounts"},
		"requester:Carl@Customer.example":  {Requester: "carl@customer.example"},
		"from:customer.example solved":     {Requester: "customer.example", Statuses: []tickets.Status{tickets.Solved}},
	} {
		if got, err := acme().ParseQuery(text, "ann"); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

func TestAQueryThatIsNoneSaysWhatThereIs(t *testing.T) {
	for text, want := range map[string]string{
		"printer":           "/find looks for words",
		"colour:red":        "there are status, tier",
		"status:nwe":        "no status",
		"tier:L9":           "no tier",
		"assignee:zoe":      "nobody of this desk",
		"queue:":            "of what",
		"p":                 "no word of a query",
		"status:open,,hold": "no status",
	} {
		if _, err := acme().ParseQuery(text, "ann"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if _, err := acme().ParseQuery("mine", ""); err == nil {
		t.Error("mine is somebody's whom nobody knows")
	}
}

func TestAQueryMatchesWhatItSays(t *testing.T) {
	at := monday(12, 0)
	all := []tickets.Ticket{
		{ID: 1, Status: tickets.New, Tier: 1, Priority: tickets.Low, Queue: "Billing", Due: at.Add(time.Hour), Requester: tickets.Address{Address: "Carl@Customer.example"}},
		{ID: 2, Status: tickets.Open, Tier: 2, Priority: tickets.Urgent, Assignee: "ann", Due: at.Add(-time.Hour), Tags: []string{"vip"}, Type: tickets.Problem},
		{ID: 3, Status: tickets.Closed, Tier: 2, Priority: tickets.High, Assignee: "ann"},
		{ID: 4, Status: tickets.Pending, Tier: 3, Assignee: "bob", Topped: true},
	}
	for text, want := range map[string]string{"": "1234", "open": "124", "mine": "23", "mine open": "2", "unassigned": "1", "overdue": "24", "L2": "23",
		"urgent high": "23", "tag:VIP": "2", "queue:billing": "1", "from:customer": "1", "from:carl@customer.example": "1", "problem": "2", "closed": "3", "of:bob": "4"} {
		q, err := acme().ParseQuery(text, "ann")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, one := range all {
			if q.Matches(&one, at) {
				got += one.ID.String()[1:]
			}
		}
		if got != want {
			t.Errorf("%q matches %s, want %s", text, got, want)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"mine open", `queue:"a b" x`, "status:open,,", "“", ":", "l", "tier:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := acme().ParseQuery(text, "ann")
		if err != nil && len(err.Error()) > 2000 {
			t.Errorf("the error has %d bytes", len(err.Error()))
		}
		q.Matches(&tickets.Ticket{}, monday(9, 0))
	})
}
