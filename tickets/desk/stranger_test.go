package desk_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// order gives a command as the operator does.
func (o *office) order(id tickets.ID, verb, arg string) {
	o.t.Helper()
	if _, err := o.desk.Order(context.Background(), id, "operator", []tickets.Command{{Verb: verb, Arg: arg, Line: 1}}); err != nil {
		o.t.Fatal(err)
	}
}

// closed makes the clock that closes a solved ticket run out.
func (o *office) closed(id tickets.ID) {
	o.t.Helper()
	t, err := o.store.Ticket(context.Background(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	t.Status, t.CloseAt = tickets.Closed, time.Time{}
	if err := o.store.Commit(context.Background(), []store.Change{{Ticket: &t}}); err != nil {
		o.t.Fatal(err)
	}
}

func TestAForgedMailOfACustomerBringsNobodyIntoTheConversation(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	tag := "[ACME " + o.tickets()[0].ID.String() + "]"
	o.receive("From: carl@customer.example\nTo: support@acme.example\nCc: eve@elsewhere.example, gina@customer.example\nSubject: Re: " + tag + " x\nMessage-ID: <f@elsewhere.example>\n\nAny news?\n")
	ticket := o.tickets()[0]
	if n := len(o.history(ticket.ID).Messages); n != 2 {
		t.Fatalf("%d messages, want 2", n)
	}
	if len(ticket.Participants) != 1 || ticket.Participants[0].Address != "gina@customer.example" {
		t.Errorf("participants: %v, want only the colleague", ticket.Participants)
	}
	letter := o.letter("carl@customer.example")
	o.receive("From: carl@customer.example\nTo: " + letter.ReplyTo[0].Address + "\nCc: paul@partner.example\nSubject: Re: x\nMessage-ID: <g@customer.example>\n\nPaul is with me.\n")
	if n := len(o.tickets()[0].Participants); n != 2 {
		t.Errorf("%d participants, want 2: the customer's own token brings people in", n)
	}
}

func TestAStrangersMailOnAClosedTicketIsAMatterOfItsOwn(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	id := o.tickets()[0].ID
	o.order(id, "solve", "")
	o.closed(id)
	reply := "From: FROM\nTo: support@acme.example\nSubject: Re: x\nMessage-ID: <FROM.2>\nIn-Reply-To: <1@customer.example>\n\nAgain.\n"
	o.receive(strings.ReplaceAll(reply, "FROM", "mallory@elsewhere.example"), strings.ReplaceAll(reply, "FROM", "carl@customer.example"))
	all := o.tickets()
	if len(all) != 3 || all[1].FollowUpOf != 0 || all[2].FollowUpOf != id {
		t.Errorf("tickets %+v; want one of the stranger's own and one that follows up", all)
	}
}

func TestARobotThatKnowsAMessageIDCannotWriteOnTheTicket(t *testing.T) {
	o := newOffice(t)
	o.receive(first, "From: eve@elsewhere.example\nSubject: Automatic reply: x\nAuto-Submitted: auto-replied\nMessage-ID: <r@elsewhere.example>\nIn-Reply-To: <1@customer.example>\n\nPay here.\n")
	if held := o.suspended(); len(held) != 1 || held[0].Reason != tickets.SuspendedStranger {
		t.Errorf("suspended: %+v", held)
	}
}

func TestPeopleWhoseServersSuppressAutomaticAnswersAreHeard(t *testing.T) {
	for _, field := range []string{"X-Auto-Response-Suppress: All", "List-Id: <team.customer.example>", "Precedence: bulk", "List-Unsubscribe: <mailto:x@customer.example>"} {
		o := newOffice(t)
		o.receive(first)
		notice := o.letter("ann@acme.example")
		o.receive(field + "\nFrom: ann@acme.example\nTo: " + notice.ReplyTo[0].Address + "\nSubject: Re: x\nMessage-ID: <2@acme.example>\n\nUse water.\n")
		answer := o.letter("carl@customer.example")
		if !strings.Contains(answer.Text, "Use water.") {
			t.Errorf("%s: the agent's answer did not go out: %q", field, answer.Text)
		}
		o.receive(field + "\nFrom: carl@customer.example\nTo: " + answer.ReplyTo[0].Address + "\nSubject: Re: x\nMessage-ID: <3@customer.example>\n\nIt still burns.\n")
		if got := o.letter("ann@acme.example"); !strings.Contains(got.Text, "It still burns.") {
			t.Errorf("%s: the agent does not hear of it: %q", field, got.Text)
		}
	}
}

func TestWhatAProgramGeneratesIsToldToTheOwnerAndChangesNothing(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	id := o.tickets()[0].ID
	o.order(id, "solve", "")
	o.receive("From: carl@customer.example\nAuto-Submitted: auto-generated\nSubject: Update\nMessage-ID: <3@customer.example>\nIn-Reply-To: <1@customer.example>\n\nTicket 77: in progress.\n")
	if got := o.letter("ann@acme.example"); !strings.Contains(got.Text, "in progress") || o.tickets()[0].Status != tickets.Solved {
		t.Errorf("told %q, the ticket is %s", got.Text, o.tickets()[0].Status)
	}
}

func TestAnAgentWhoAsksTheDeskIsACustomerThere(t *testing.T) {
	o := newOffice(t)
	o.receive("From: Bob <bob@acme.example>\nTo: support@acme.example\nSubject: My laptop\nMessage-ID: <1@acme.example>\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n\nIt is slow.\n")
	letter := o.letter("bob@acme.example")
	o.receive("From: Bob <bob@acme.example>\nTo: " + letter.ReplyTo[0].Address + "\nSubject: Re: x\nMessage-ID: <2@acme.example>\n\nAnd now it smokes.\n")
	ticket := o.tickets()[0]
	if ticket.Waiting.IsZero() || !ticket.FirstReply.IsZero() || ticket.Assignee != "ann" {
		t.Errorf("Bob's question counts as an answer: %+v", ticket)
	}
	if got := o.letter("ann@acme.example"); !strings.Contains(got.Text, "it smokes") {
		t.Errorf("ann got %q", got.Text)
	}
}
