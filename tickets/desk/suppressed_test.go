package desk_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/desk"
)

// refuse lets a server refuse the waiting letters to somebody for good.
func (o *office) refuse(to, status, text string) {
	o.t.Helper()
	var results []desk.Settled
	for _, l := range o.lease() {
		r := desk.Settled{Letter: l, State: tickets.Sent}
		if l.To == to {
			r.State, r.Status, r.Error = tickets.Failed, status, text
		}
		results = append(results, r)
	}
	if err := o.desk.Settle(context.Background(), results); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) suppressed() (addresses string) {
	o.t.Helper()
	all, err := o.desk.Suppressed(context.Background())
	if err != nil {
		o.t.Fatal(err)
	}
	for _, s := range all {
		addresses += s.Address + " "
	}
	return strings.TrimSpace(addresses)
}

func TestAnAddressThatDoesNotExistIsSparedUntilMailComesFromIt(t *testing.T) {
	o := onBudget(t)
	o.receive(first)
	o.refuse("carl@customer.example", "5.1.1", "550 5.1.1 no such user")
	o.start()
	if got := o.suppressed(); got != "carl@customer.example" {
		t.Fatalf("suppressed: %q", got)
	}
	o.order(1, "solve", "")
	o.order(1, "reopen", "")
	o.wantStates(tickets.SolvedNotice, "carl@customer.example", 0, 0)
	o.receive(strings.ReplaceAll(first, "<1@", "<2@"))
	if got := o.suppressed(); got != "" {
		t.Errorf("suppressed after he wrote: %q", got)
	}
	o.wantStates(tickets.Received, "carl@customer.example", 1, 0)
	o.start()
	o.order(1, "solve", "")
	o.wantStates(tickets.SolvedNotice, "carl@customer.example", 1, 0)
}

func TestASuppressionIsClearedAtTheShell(t *testing.T) {
	o := onBudget(t)
	o.receive(first)
	o.refuse("carl@customer.example", "550", "550 5.1.1 no such user")
	ctx := context.Background()
	if err := o.desk.ClearSuppression(ctx, "Carl@customer.example", "operator"); err != nil || o.suppressed() != "" {
		t.Errorf("%v, %q", err, o.suppressed())
	}
	if err := o.desk.ClearSuppression(ctx, "carl@customer.example", "operator"); !errors.Is(err, desk.ErrNotSuppressed) {
		t.Errorf("cleared twice: %v", err)
	}
}

func TestARefusalThatIsNotAboutTheAddressSuppressesNothing(t *testing.T) {
	for status, text := range map[string]string{"5.2.2": "552 5.2.2 mailbox full", "5.7.1": "550 5.7.1 blocked by policy", "554": "554 no thanks", "4.4.7": "not within 5 days"} {
		o := onBudget(t)
		o.receive(first)
		o.refuse("carl@customer.example", status, text)
		if got := o.suppressed(); got != "" {
			t.Errorf("%s suppressed %q", text, got)
		}
	}
}

func TestWhatANoticeToldGoesToTheNextPersonWhenItComesBack(t *testing.T) {
	o := onBudget(t)
	o.receive(first)
	o.refuse("ann@acme.example", "5.1.1", "550 5.1.1 no such user")
	if all := o.tickets(); all[0].Assignee != "bob" {
		t.Errorf("the ticket is %s's", all[0].Assignee)
	}
	o.wantStates(tickets.FailOver, "bob@acme.example", 1, 0)
	if l := o.letter("bob@acme.example"); !strings.Contains(l.Text, "It burns.") {
		t.Errorf("Bob reads %q", l.Text)
	}
	for i := range 3 {
		o.receive(strings.ReplaceAll(first, "<1@", "<"+string(rune('2'+i))+"@"))
	}
	for _, ticket := range o.tickets() {
		if ticket.Assignee != "bob" {
			t.Errorf("%s is %s's", ticket.ID, ticket.Assignee)
		}
	}
}
