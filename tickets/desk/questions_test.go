package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"tierdesk/tickets"
)

// forged is a mail in the name of somebody of the desk on the ticket of first, without any proof.
func forged(who, id, text string) string {
	return strings.Replace(forgedOrder(id, text), "Ann <ann@", who+" <"+who+"@", 1)
}

// lettersOf counts the letters of no ticket to somebody.
func (o *office) lettersOf(n tickets.Notice, to string) (count int) {
	for _, l := range o.history0().Letters {
		if l.Notice == n && l.To == to {
			count++
		}
	}
	return count
}

func (o *office) history0() tickets.History {
	o.t.Helper()
	h, err := o.store.History(o.t.Context(), 0)
	if err != nil {
		o.t.Fatal(err)
	}
	return h
}

// strict asks for the word of the receiving server beside the token.
func (o *office) strict() {
	s := o.desk.Setup()
	r := *s.Rules
	r.Mailboxes = append([]tickets.Mailbox(nil), r.Mailboxes...)
	r.Mailboxes[0].Trust, r.Mailboxes[0].Authserv = tickets.TrustTokenAndAuth, "mx.acme.example"
	s.Rules = &r
	o.desk.Use(s)
}

func TestWhoseMailFallsShortOfProofIsAskedAndConfirmsItByAnswering(t *testing.T) {
	o := newOffice(t)
	o.strict()
	o.receive(first, forged("ann", "9@acme.example", "/time 5m\nUse water."))
	if held := o.suspended(); len(held) != 1 || held[0].Asked != "ann" || len(o.history(1).Messages) != 1 {
		t.Fatalf("suspended %+v", held)
	}
	asked := o.letter("ann@acme.example")
	if !strings.HasPrefix(asked.ReplyTo[0].Address, "support+t") || !strings.Contains(asked.Text, "Use water.") {
		t.Errorf("the question: %v %q", asked.ReplyTo, asked.Text)
	}
	again := o.answer("ann@acme.example", "c2", "Yes, mine.")
	o.receive(o.answer("ann@acme.example", "c1", "")) // no Authentication-Results, no words
	if held := o.suspended(); len(held) != 0 {
		t.Fatalf("still suspended: %+v", held)
	}
	if got := o.letter("carl@customer.example"); !strings.Contains(got.Text, "Use water.") || o.tickets()[0].Spent[0].Minutes != 5 {
		t.Errorf("carl got %q, spent %v", got.Text, o.tickets()[0].Spent)
	}
	letters := len(o.history(1).Letters)
	o.receive(again)
	if len(o.history(1).Letters) != letters || len(o.suspended()) != 0 {
		t.Error("the second answer did something")
	}
}

func TestTheAnswerToAQuestionMayDropTheMail(t *testing.T) {
	o := newOffice(t)
	o.receive(first, forged("ann", "9@evil.example", "/solve"))
	o.receive(o.answer("ann@acme.example", "c1", "/drop\n\nNot mine!"))
	if len(o.suspended()) != 0 || o.tickets()[0].Status == tickets.Solved {
		t.Errorf("%d suspended, the ticket is %s", len(o.suspended()), o.tickets()[0].Status)
	}
}

func TestTheQuestionGoesToTheRealAddressHoweverTheForgeryIsAddressed(t *testing.T) {
	o := newOffice(t)
	o.receive(first, "Reply-To: eve@evil.example\nSender: eve@evil.example\nReturn-Path: <eve@evil.example>\n"+forged("ann", "9@evil.example", "/solve"))
	for _, l := range append(o.history0().Letters, o.history(1).Letters...) {
		if strings.Contains(l.To, "evil") {
			t.Errorf("%s went to %s", l.Notice, l.To)
		}
	}
	if o.lettersOf(tickets.ConfirmMail, "ann@acme.example") != 1 {
		t.Error("ann was not asked")
	}
}

func TestNobodyIsAskedMoreThanThreeTimesAnHour(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	var flood []string
	for i := range 20 {
		flood = append(flood, forged("ann", fmt.Sprintf("f%d@evil.example", i), "/solve"))
	}
	o.receive(flood[:10]...)
	o.start()
	o.receive(flood[10:]...)
	o.receive(forged("bob", "b@evil.example", "/solve"))
	if a, b := o.lettersOf(tickets.ConfirmMail, "ann@acme.example"), o.lettersOf(tickets.ConfirmMail, "bob@acme.example"); a != 3 || b != 1 || len(o.suspended()) != 21 {
		t.Errorf("ann was asked %d times, bob %d, %d suspended; want 3, 1 and 21", a, b, len(o.suspended()))
	}
}

func TestARobotAtTheAgentsMailboxConfirmsNothing(t *testing.T) {
	for name, field := range map[string]string{"vacation": "Auto-Submitted: auto-replied", "old robot": "Precedence: auto_reply", "null sender": "Return-Path: <>"} {
		o := newOffice(t)
		o.receive(first, forged("ann", "9@evil.example", "/solve"))
		o.receive(field + "\n" + o.answer("ann@acme.example", "r1", "I am away until Monday."))
		if o.tickets()[0].Status == tickets.Solved || len(o.suspended()) < 1 || o.suspended()[0].ID != "q1" {
			t.Errorf("%s let the mail through: %+v", name, o.suspended())
		}
	}
}

func TestAStrangersMailIsShownToTheOwnerWhoLetsItIn(t *testing.T) {
	stranger := "From: Eve <eve@partner.example>\nTo: support@acme.example\nSubject: Re: Printer\nMessage-ID: <s1@partner.example>\nIn-Reply-To: <1@customer.example>\n\nI have the spare part.\n"
	for _, c := range []struct {
		who, command         string
		messages, all, stays int
	}{{"ann", "/allow", 2, 1, 0}, {"ann", "/new", 1, 2, 0}, {"ann", "/drop", 1, 1, 0}, {"bob", "/allow q1", 1, 1, 1}, {"dana", "/allow q1", 1, 1, 1}, {"ann", "Let her in.", 1, 1, 1}} {
		o := newOffice(t)
		o.receive(first, second, stranger)
		if c.who == "bob" {
			o.receive(o.answer("bob@acme.example", "a1", c.command)) // bob answers the notice of his own ticket
		} else if c.who == "dana" {
			o.trouble()
			o.receive(o.answer("dana@acme.example", "a1", c.command)) // about no ticket: /release would do
		} else {
			if l := o.letter("ann@acme.example"); !strings.Contains(l.Text, "spare part") {
				t.Fatalf("ann was shown %q", l.Text)
			}
			o.receive(o.answer("ann@acme.example", "a1", c.command))
		}
		if m, n, s := len(o.history(1).Messages), len(o.tickets())-1, len(o.suspended()); m != c.messages || n != c.all || s != c.stays {
			t.Errorf("%s %s: %d messages on #1, %d tickets beside, %d suspended; want %d, %d, %d", c.who, c.command, m, n, s, c.messages, c.all, c.stays)
		}
		if c.command == "/allow" && !o.tickets()[0].Belongs(tickets.Address{Address: "eve@partner.example"}) {
			t.Error("eve did not join")
		}
	}
}

func TestWhoWroteToACustomerWithACopyToTheDeskIsAskedAndConfirmsIt(t *testing.T) {
	o := newOffice(t)
	o.strict()
	o.receive("From: Ann <ann@acme.example>\nTo: carl@customer.example\nCc: support@acme.example\nSubject: Your printer\nMessage-ID: <9@acme.example>\n\nHow is the printer?\n")
	if held := o.suspended(); len(held) != 1 || held[0].Asked != "ann" || len(o.tickets()) != 0 {
		t.Fatalf("suspended %+v, %d tickets", held, len(o.tickets()))
	}
	o.receive(o.answer("ann@acme.example", "c1", ""))
	if held := o.suspended(); len(held) != 0 || len(o.tickets()) != 1 {
		t.Fatalf("suspended %+v, %d tickets", held, len(o.tickets()))
	}
	if got := o.tickets()[0]; got.Requester.Address != "carl@customer.example" || got.Assignee != "ann" || got.Status != tickets.Pending {
		t.Errorf("the ticket: %+v", got)
	}
}
