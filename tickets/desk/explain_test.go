package desk_test

import (
	"cmp"
	"context"
	"strings"
	"testing"

	"tierdesk/tickets"
)

func TestExplainDecidesAndChangesNothing(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	x, err := o.desk.Explain(context.Background(), "support@acme.example", []byte("From: carl@customer.example\r\nIn-Reply-To: <1@customer.example>\r\nMessage-ID: <7@x.example>\r\n\r\nMore.\r\n"))
	if err != nil || x.Decision.Reason != tickets.CustomerWrote || x.Found.Link.Reason != tickets.ByMessageID {
		t.Fatalf("%+v, %v", x, err)
	}
	if len(o.history(o.tickets()[0].ID).Messages) != 1 {
		t.Error("explaining a mail put it on the ticket")
	}
}

func TestExplainSaysWhetherTheDeskHasTheMailAlready(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	for raw, want := range map[string]bool{first: true, "Received: from elsewhere\n" + first: true, second: false, first + "And more.\n": false} {
		x, err := o.desk.Explain(context.Background(), "support@acme.example", []byte(strings.ReplaceAll(raw, "\n", "\r\n")))
		if err != nil || x.Known != want {
			t.Errorf("known is %v, %v, of %q", x.Known, err, raw)
		}
	}
}

func TestExplainUsesUpNoTicketNumber(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	for range 3 {
		x, err := o.desk.Explain(context.Background(), "support@acme.example", []byte(second))
		if err != nil || x.Decision.Reason != tickets.Opened || x.Decision.Ticket.ID != 2 || x.Decision.Ticket.Assignee == "" {
			t.Fatalf("%+v, %v", x.Decision, err)
		}
	}
	if o.receive(second); len(o.tickets()) != 2 || o.tickets()[1].ID != 2 {
		t.Errorf("the next ticket is %v", o.tickets())
	}
}

func TestExplainTellsWhatBecomesOfTheMailOfAVendorProvenOrNot(t *testing.T) {
	s := newShop(t)
	for trace, want := range map[string]tickets.Reason{vouched("printco.example"): tickets.VendorAnswered, "": tickets.SuspendedVendor} {
		mail := trace + "From: Print Co <help@printco.example>\nTo: support@acme.example\nSubject: [ACME #1] Printer\nMessage-ID: <v@printco.example>\n\nIt is known.\n"
		x, err := s.desk.Explain(context.Background(), "support@acme.example", []byte(strings.ReplaceAll(mail, "\n", "\r\n")))
		if got := cmp.Or(x.Decision.Suspend, x.Decision.Reason); err != nil || got != want || x.Found.Link.Leg != tickets.VendorLeg("printco") {
			t.Errorf("%s, want %s; %+v %v", got, want, x.Found, err)
		}
	}
	if n := len(s.history(1).Messages); n != 2 {
		t.Errorf("the ticket has %d messages", n)
	}
}
