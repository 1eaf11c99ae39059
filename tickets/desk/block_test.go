package desk_test

import (
	"strings"
	"testing"

	"tierdesk/tickets"
)

func TestAManagerBlocksAnAddressOrADomainAndLiftsIt(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	o.trouble()
	mail := func(n, from string) string {
		return "From: " + from + "\nTo: support@acme.example\nSubject: Hello\nMessage-ID: <" + n + "@x.example>\n\nBuy this.\n"
	}
	o.receive(o.answer("dana@acme.example", "b1", "/block Eve@Elsewhere.example +@spam.example"))
	o.receive(mail("1", "eve@elsewhere.example"), mail("2", "anybody@SPAM.example"), mail("3", "mallory@elsewhere.example"), mail("4", "x@sub.spam.example"))
	held := o.suspended()
	if len(held) != 2 || held[0].Reason != tickets.SuspendedBlocked || held[1].Reason != tickets.SuspendedBlocked || len(o.tickets()) != 3 {
		t.Fatalf("%d tickets, suspended %+v", len(o.tickets()), held)
	}
	o.start() // it is kept
	blocked, err := o.desk.Blocked(t.Context())
	if err != nil || len(blocked) != 2 || blocked[0] != (tickets.BlockedSender{Address: "@spam.example", By: "dana"}) {
		t.Errorf("blocked: %+v %v", blocked, err)
	}
	o.receive(o.answer("dana@acme.example", "b2", "/block -eve@elsewhere.example"), mail("5", "eve@elsewhere.example"), mail("6", "b@spam.example"))
	if len(o.suspended()) != 3 || len(o.tickets()) != 4 {
		t.Errorf("%d tickets, %d suspended; want 4 and 3", len(o.tickets()), len(o.suspended()))
	}
	if _, err := o.release("q1"); err != nil || len(o.tickets()) != 5 {
		t.Errorf("a blocked mail is not let through: %v", err)
	}
}

func TestABlockedCustomerOrRobotReachesNoTicket(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	o.trouble()
	o.receive(o.answer("dana@acme.example", "b1", "/block carl@customer.example"))
	reply := "From: carl@customer.example\nTo: support@acme.example\nSubject: Re: x\nMessage-ID: <2@customer.example>\nIn-Reply-To: <1@customer.example>\n\nAgain.\n"
	o.receive(reply, "Auto-Submitted: auto-replied\n"+strings.Replace(reply, "<2@", "<3@", 1))
	if held := o.suspended(); len(held) != 2 || held[0].Reason != tickets.SuspendedBlocked || held[1].Reason != tickets.SuspendedBlocked || held[0].Ticket != 1 {
		t.Errorf("suspended %+v", held)
	}
}

func TestNobodyOfTheDeskCanBeBlocked(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	o.trouble()
	for i, who := range []string{"ann@acme.example", "@acme.example", "support@acme.example", "nonsense", "-eve@elsewhere.example", "@"} {
		o.receive(o.answer("dana@acme.example", "b"+string(rune('1'+i)), "/block "+who))
		if l := o.letter("dana@acme.example"); !strings.Contains(l.Text, "/block") {
			t.Errorf("/block %s did not come back: %q", who, l.Text)
		}
	}
	o.receive(o.answer("ann@acme.example", "a1", "/block carl@customer.example")) // agents may not
	o.receive("From: carl@customer.example\nTo: support@acme.example\nSubject: x\nMessage-ID: <2@customer.example>\n\nMore.\n")
	if len(o.tickets()) != 2 || len(o.suspended()) != 0 {
		t.Errorf("%d tickets, %d suspended", len(o.tickets()), len(o.suspended()))
	}
}
