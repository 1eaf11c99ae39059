package desk_test

import (
	"testing"

	"tierdesk/tickets"
)

func TestAMailThatWasSplitOffTakesItsAnswersAlong(t *testing.T) {
	o := newOffice(t)
	o.receive(first, "From: Carl <carl@customer.example>\nTo: support@acme.example\nSubject: Re: Printer on fire\nMessage-ID: <2@customer.example>\nIn-Reply-To: <1@customer.example>\n\nAnd I forgot my password.\n")
	letters := len(o.history(1).Letters)
	o.receive("From: Ann <ann@acme.example>\nTo: " + o.letter("ann@acme.example").ReplyTo[0].Address + "\nSubject: Re: x\nMessage-ID: <3@acme.example>\n\n/split\n")
	all := o.tickets()
	if len(all) != 2 || all[1].SplitFrom != 1 || all[0].Links[0] != 2 || all[1].Links[0] != 1 || all[1].Requester.Address != "carl@customer.example" {
		t.Fatalf("tickets: %+v", all)
	}
	for _, l := range append(o.history(1).Letters[letters:], o.history(2).Letters...) {
		if l.To == "carl@customer.example" {
			t.Errorf("the customer got %s", l.Notice)
		}
	}
	o.receive("From: Carl <carl@customer.example>\nTo: support@acme.example\nSubject: Re: Printer on fire\nMessage-ID: <4@customer.example>\nIn-Reply-To: <2@customer.example>\n\nIt was hunter2.\n",
		"From: Carl <carl@customer.example>\nTo: support@acme.example\nSubject: Re: Printer on fire\nMessage-ID: <5@customer.example>\nIn-Reply-To: <1@customer.example>\n\nIt still burns.\n")
	last := func(id tickets.ID) string {
		h := o.history(id)
		return h.Messages[len(h.Messages)-1].Text
	}
	if len(o.tickets()) != 2 || last(2) != "It was hunter2." || last(1) != "It still burns." {
		t.Errorf("%d tickets; #1 ends with %q, #2 with %q", len(o.tickets()), last(1), last(2))
	}
}
