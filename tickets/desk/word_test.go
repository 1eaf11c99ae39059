package desk_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"tierdesk/tickets"
)

const carl = "Carl <carl@customer.example>"

// say is a mail of a customer that has nothing but a subject, and below it what clients add.
func say(from, to, subject, id, below string) string {
	return fmt.Sprintf("From: %s\nTo: %s\nSubject: %s\nMessage-ID: <%s@customer.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\n%s", from, to, subject, id, below)
}

// told is what a customer was told last, and how often.
func (r *recorder) told(to string) (last string, n int) {
	for _, d := range r.drafts() {
		if told := d.Data.Told; told != nil && d.Recipient.Address == to {
			last, n = string(told.Word), n+1
			if told.Unproven {
				last += " unproven"
			}
			for _, own := range told.Own {
				last += " " + own.Subject
			}
		}
	}
	return last, n
}

// TestACustomersButtonsWorkFromAnyMailClient clicks what the letters to a customer offer, with and without sub-addresses.
func TestACustomersButtonsWorkFromAnyMailClient(t *testing.T) {
	for _, sub := range []string{"+", ""} {
		t.Run(sub, func(t *testing.T) {
			o := newOffice(t)
			rec := o.record(func(r *tickets.Rules) { r.Mailboxes[0].Sub = sub })
			o.receive(first)
			o.order(1, "solve", "")
			solved := rec.last("carl@customer.example")
			if solved.Notice != tickets.SolvedNotice {
				t.Fatalf("the last letter is %s", solved.Notice)
			}
			o.receive(click(t, solved, "reopen", carl, ""))
			if got := o.tickets()[0]; got.Status != tickets.Open || got.Waiting.IsZero() {
				t.Fatalf("reopened: %s", got.Status)
			}
			o.receive(click(t, solved, "close", "Mallory <mallory@elsewhere.example>", ""))
			if got := o.tickets()[0]; got.Status != tickets.Open || len(o.suspended()) != 1 {
				t.Fatalf("a stranger's click: %s, %d suspended", got.Status, len(o.suspended()))
			}
			o.receive(click(t, solved, "close", carl, "\n\n-- \nCarl Berg\nCustomer Ltd\n"))
			if got := o.tickets()[0]; got.Status != tickets.Closed {
				t.Fatalf("closed: %s", got.Status)
			}
			o.receive(strings.Replace(click(t, solved, "reopen", carl, ""), "Message-ID: <", "Message-ID: <again-", 1))
			all := o.tickets()
			if len(all) != 2 || all[1].FollowUpOf != 1 || all[1].Subject != "Printer on fire" || all[1].Status != tickets.New {
				t.Errorf("reopening what is closed: %+v", all)
			}
		})
	}
}

// TestACustomerIsToldOfTheirOwnTicketsAlone asks with and without proof, also for the tickets of others.
func TestACustomerIsToldOfTheirOwnTicketsAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		rec := o.keepDrafts()
		o.receive(first,
			strings.NewReplacer("Carl", "Gina", "carl@", "gina@", "<1@", "<g1@", "Printer on fire", "Salary").Replace(first),
			strings.NewReplacer("carl@", "xcarl@", "<1@", "<x1@", "Printer on fire", "Secret").Replace(first))
		door := o.letter("carl@customer.example").ReplyTo[0].Address
		o.receive(say(carl, "support@acme.example", "list", "2", "-- \nCarl\n"))
		o.work()
		if got, n := rec.told("carl@customer.example"); got != "list unproven" || n != 1 || len(o.tickets()) != 3 {
			t.Errorf("unproven: %q, %d answers, %d tickets", got, n, len(o.tickets()))
		}
		o.receive(say(carl, door, "Re: list", "3", "On Mon, 2 Mar 2026 at 09:00, Acme Support <support@acme.example> wrote:\n> Your message has arrived.\n"))
		o.work()
		if got, n := rec.told("carl@customer.example"); got != "list Printer on fire" || n != 2 {
			t.Errorf("proven: %q, %d answers", got, n)
		}
		o.receive(say("Eve <eve@elsewhere.example>", door, "list", "4", ""), say("Eve <eve@elsewhere.example>", door, "status", "5", ""))
		o.work()
		if _, n := rec.told("eve@elsewhere.example"); n != 0 || len(o.suspended()) != 2 {
			t.Errorf("with somebody else's token: %d answers, %d suspended", n, len(o.suspended()))
		}
	})
}

func TestTheHelpOfTheDeskProvesWhoAnswersIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		rec := o.keepDrafts()
		o.receive(first, say(carl, "support@acme.example", "Hilfe", "2", ""))
		help := o.history0().Letters[0]
		o.receive("In-Reply-To: <" + help.MessageID + ">\n" + say(carl, "support@acme.example", "list", "3", ""))
		o.work()
		if got, n := rec.told("carl@customer.example"); got != "list Printer on fire" || n != 2 || help.Notice != tickets.WordAnswer {
			t.Errorf("%q, %d answers", got, n)
		}
	})
}

func TestOnlyAMailWithoutWordsOfItsOwnIsAnOrder(t *testing.T) {
	for body, want := range map[string]tickets.Status{
		"": tickets.Closed, "Thanks!\n": tickets.Closed, "close\n": tickets.Closed, "Carl\n": tickets.Closed, "-- \nCarl\n": tickets.Closed,
		"Please close it only when the second printer works.\n": tickets.Open, "no\n": tickets.Open,
	} {
		o := newOffice(t)
		o.receive(first)
		o.receive(say(carl, o.letter("carl@customer.example").ReplyTo[0].Address, "close", "2", body))
		if got := o.tickets()[0]; (got.Status == tickets.Closed) != (want == tickets.Closed) {
			t.Errorf("%q: %s", body, got.Status)
		}
	}
	o := newOffice(t)
	o.receive(first, "Auto-Submitted: auto-replied\nIn-Reply-To: <1@customer.example>\n"+say(carl, "support@acme.example", "help", "2", ""))
	if n := len(o.history(1).Letters) + len(o.history0().Letters); n != 2 { // received, new_ticket
		t.Errorf("%d letters: a machine was answered", n)
	}
}

func TestWhoAsksToCloseWhatIsClosedOpensNothing(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	o.order(1, "solve", "")
	o.closed(1)
	letters := len(o.history(1).Letters)
	o.receive("In-Reply-To: <1@customer.example>\n" + say(carl, "support@acme.example", "Re: close", "2", "")) // nothing proves it
	if h := o.history(1); len(o.tickets()) != 1 || len(h.Messages) != 2 || len(h.Letters) != letters {
		t.Errorf("%d tickets, %d messages, %d new letters", len(o.tickets()), len(h.Messages), len(h.Letters)-letters)
	}
}
