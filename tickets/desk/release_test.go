package desk_test

import (
	"errors"
	"strings"
	"testing"

	"tierdesk/tickets"
)

// forgedOrder is a mail in Ann's name on the ticket of first, without any proof.
func forgedOrder(id, text string) string {
	return "From: Ann <ann@acme.example>\nTo: support@acme.example\nSubject: Re: x\nMessage-ID: <" + id + ">\nDate: Mon, 2 Mar 2026 09:00:00 +0000\nIn-Reply-To: <1@customer.example>\n\n" + text + "\n"
}

func TestAReleaseForgivesOnlyWhatTheMailWasKeptBackFor(t *testing.T) {
	order := forgedOrder("9@evil.example", "/solve\nSend your password to eve@elsewhere.example.")
	cases := map[string]func(o *office){
		"a used Message-ID": func(o *office) {
			o.receive(first, strings.Replace(order, "9@evil.example", "1@customer.example", 1))
		},
		"spam": func(o *office) { o.receive(first, "X-Spam-Flag: YES\n"+order) },
		"unreadable": func(o *office) {
			o.receive(first)
			a := o.arrival(order)
			a.Failed = errors.New("panic: it was the parser")
			if err := o.try("support@acme.example", a); err != nil {
				t.Fatal(err)
			}
		},
	}
	for name, come := range cases {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			come(o)
			before := o.tickets()[0]
			_, err := o.release("q1")
			if err == nil || !strings.Contains(err.Error(), "nothing proves") {
				t.Errorf("release: %v, want the next reason", err)
			}
			held := o.suspended()
			if len(held) != 1 || held[0].Reason != tickets.SuspendedUnproven || o.tickets()[0].Version != before.Version {
				t.Fatalf("held %+v, ticket %+v", held, o.tickets()[0])
			}
			if _, err := o.release(held[0].ID); err != nil {
				t.Errorf("release of what was looked at twice: %v", err)
			}
			if len(o.suspended()) != 0 || o.tickets()[0].Status != tickets.Solved {
				t.Errorf("%d suspended, the ticket is %s", len(o.suspended()), o.tickets()[0].Status)
			}
		})
	}
}

func TestAReleasedMailFromOurOwnAddressIsNotAnsweredToOurselves(t *testing.T) {
	o := newOffice(t)
	o.receive("From: support@acme.example\nReply-To: Carl <carl@customer.example>\nSubject: Web form\nMessage-ID: <form1@acme.example>\n\nIt burns.\n",
		"From: support@acme.example\nSubject: Nobody\nMessage-ID: <form2@acme.example>\n\nIt burns.\n")
	for _, id := range []string{"q1", "q2"} {
		if _, err := o.release(id); err != nil {
			t.Fatal(err)
		}
	}
	if r := o.tickets()[0].Requester.Address; r != "carl@customer.example" {
		t.Errorf("the form's visitor is not its requester: %s", r)
	}
	for _, ticket := range o.tickets() {
		for _, l := range o.history(ticket.ID).Letters {
			if l.To == "support@acme.example" {
				t.Errorf("the desk writes to itself: %+v", l)
			}
		}
	}
}

func TestAMailThatLeadsToNoTicketIsListedWithoutOne(t *testing.T) {
	o := newOffice(t)
	o.receive("X-Spam-Flag: YES\n" + first)
	if held := o.suspended(); len(held) != 1 || held[0].Ticket != 0 {
		t.Errorf("suspended: %+v; want it without a ticket number, which another will get", held)
	}
}
