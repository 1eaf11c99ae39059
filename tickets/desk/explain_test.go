package desk_test

import (
	"context"
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
