package desk_test

import (
	"context"
	"strings"
	"testing"

	"tierdesk/tickets"
)

// answer is a mail with which someone of the desk answers the last letter they got, whatever it was.
func (o *office) answer(to, id, text string) string {
	l := o.letter(to)
	return "From: " + to + "\nTo: support@acme.example\nSubject: Re: " + l.Subject + "\nMessage-ID: <" + id + "@acme.example>\nIn-Reply-To: <" + l.MessageID + ">\n\n" + text + "\n"
}

// trouble gives the managers a letter that belongs to no ticket.
func (o *office) trouble() {
	o.t.Helper()
	if err := o.desk.Trouble(context.Background(), tickets.Trouble{Mailbox: "sales@acme.example", Error: "refused"}); err != nil {
		o.t.Fatal(err)
	}
}

const second = "From: Gina <gina@other.example>\nTo: support@acme.example\nSubject: Paper\nMessage-ID: <1@other.example>\n\nIt eats paper.\n"

func TestAManagerSteersSeveralTicketsWithOneAnswerToALetterWithoutTicket(t *testing.T) {
	o := newOffice(t)
	o.receive(first, second)
	o.trouble()
	o.receive(o.answer("dana@acme.example", "d1", "#1 /assign bob\n#2 /assign ann\n#2 /priority high\n\nDana"))
	one, two := o.tickets()[0], o.tickets()[1]
	if one.Assignee != "bob" || two.Assignee != "ann" || two.Priority != tickets.High {
		t.Errorf("%s has #1, %s has #2 with priority %s", one.Assignee, two.Assignee, two.Priority)
	}
	if l := o.letter("dana@acme.example"); !strings.HasPrefix(l.Subject, "Re:") || len(l.InReplyTo) != 1 || l.InReplyTo[0] != "d1@acme.example" {
		t.Errorf("the receipt is %q and answers %v", l.Subject, l.InReplyTo)
	}
	before := o.tickets()
	o.receive(o.answer("dana@acme.example", "d2", "#1 /assign ann\n#3 /assign ann"), o.answer("dana@acme.example", "d3", "Fine."))
	if after := o.tickets(); len(after) != 2 || after[0].Version != before[0].Version || len(o.suspended()) != 0 {
		t.Errorf("a wrong line, or words for nobody, changed something: %+v", after)
	}
	o.start() // the numbers of letters go on after a restart
	o.receive(o.answer("dana@acme.example", "d4", "#1 /assign ann"))
	if one := o.tickets()[0]; one.Assignee != "ann" {
		t.Errorf("%s has #1", one.Assignee)
	}
}

func TestCommandsWithoutTicketAndWithoutProofAreKeptBack(t *testing.T) {
	o := newOffice(t)
	o.receive(first, "From: dana@acme.example\nTo: support@acme.example\nSubject: x\nMessage-ID: <d1@evil.example>\n\n#1 /assign bob\n")
	held := o.suspended()
	if len(held) != 1 || held[0].Reason != tickets.SuspendedUnproven || len(o.tickets()) != 1 {
		t.Fatalf("suspended: %+v", held)
	}
	if on, err := o.desk.Release(context.Background(), held[0].ID, "operator"); err != nil || on != 0 {
		t.Errorf("released to %s: %v", on, err)
	}
	if one := o.tickets()[0]; one.Assignee != "bob" {
		t.Errorf("%s has #1", one.Assignee)
	}
}

func TestATokenOfALetterWithoutTicketProvesNothingForSomebodyElse(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	o.trouble()
	o.receive(strings.Replace(o.answer("dana@acme.example", "d1", "#1 /assign bob"), "From: dana", "From: ann", 1))
	if held := o.suspended(); len(held) != 1 || held[0].Reason != tickets.SuspendedForeign {
		t.Errorf("suspended: %+v", held)
	}
}
