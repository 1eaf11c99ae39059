package route

import (
	"errors"
	"testing"
	"time"

	"tierdesk/tickets"
)

func TestTheFirstPolicyThatHoldsIsPromised(t *testing.T) {
	hours := func(n int) tickets.Policy {
		return tickets.Policy{Respond: tickets.Span{Time: time.Duration(n) * time.Hour}}
	}
	policies, err := CompilePolicies([]PolicyRule{
		{When: `tags[7] == "x"`, Policy: hours(1)}, // fails on every ticket that has fewer
		{When: `priority == "urgent" && from.domain == "big.example" && tier > 1`, Policy: hours(2)},
		{When: `subject =~ "outage" || quiet || reopened > 2 || came_down > 0`, Policy: hours(3)},
		{When: `mailbox == "billing@acme.example" && queue == "bills" && type == "question" && "vip" in tags`, Policy: hours(4)}})
	if err != nil {
		t.Fatal(err)
	}
	big := tickets.Address{Address: "Mia@Big.example"}
	for want, ticket := range map[time.Duration]tickets.Ticket{
		2: {Priority: tickets.Urgent, Requester: big, Tier: 2},
		3: {Subject: "Big OUTAGE", Priority: tickets.Urgent, Requester: big, Tier: 1},
		4: {Mailbox: "Billing@acme.example", Queue: "bills", Type: tickets.Question, Tags: []string{"vip"}},
		1: {SLA: "promise 1", Priority: tickets.Urgent, Requester: big, Tier: 2},
		0: {Climbs: []tickets.Climb{{From: 1, To: 2}}},
	} {
		if got := policies.Promised(&ticket); got.Respond.Time != want*time.Hour {
			t.Errorf("%+v is promised %s, want %dh", ticket, got.Respond, want)
		}
	}
	for _, ticket := range []tickets.Ticket{{Quiet: true}, {Reopened: 3}, {Climbs: []tickets.Climb{{From: 2, To: 1}}}} {
		if got := policies.Promised(&ticket); got.Name != "promise 3" {
			t.Errorf("%+v is promised by %q", ticket, got.Name)
		}
	}
}

func TestAWrongConditionOfAStepIsToldWithItsPlace(t *testing.T) {
	_, err := CompileCondition("reopened >\n  tymes")
	var fault *Error
	if !errors.As(err, &fault) || fault.Line != 2 || fault.Column != 3 {
		t.Errorf("got %v", err)
	}
}
