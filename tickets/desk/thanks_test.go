package desk_test

import (
	"strings"
	"testing"

	"tierdesk/tickets"
)

func TestThanksReopenNothingAndOpenNothing(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	id := o.tickets()[0].ID
	o.order(id, "solve", "")
	reply := "From: carl@customer.example\nTo: support@acme.example\nSubject: Re: x\nMessage-ID: <N@customer.example>\nIn-Reply-To: <1@customer.example>\n\nTEXT\n"
	say := func(n, text string) tickets.Ticket {
		o.receive(strings.NewReplacer("N@", n+"@", "TEXT", text).Replace(reply))
		return o.tickets()[0]
	}
	if got := say("2", "Vielen Dank, es funktioniert wieder!"); got.Status != tickets.Solved || got.Reopened != 0 || !got.Waiting.IsZero() {
		t.Errorf("after thanks: %+v", got)
	}
	o.closed(id)
	if got := say("3", "Thanks again!"); len(o.tickets()) != 1 || got.Status != tickets.Closed {
		t.Errorf("thanks opened a follow-up of %+v", got)
	}
	h := o.history(id)
	if last := h.Journal[len(h.Journal)-1]; len(h.Messages) != 3 || last.Why != tickets.ThanksRecorded {
		t.Errorf("%d messages, %+v", len(h.Messages), last)
	}
	if say("4", "Thanks, but it burns again."); len(o.tickets()) != 2 {
		t.Error("what is more than thanks opened no follow-up")
	}
}
