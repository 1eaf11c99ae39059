package desk_test

import (
	"strings"
	"testing"
)

func TestAManagerLetsMailThroughByAnsweringALetterOfTheDesk(t *testing.T) {
	o := newOffice(t)
	o.receive("X-Spam-Flag: YES\n"+first, "X-Spam-Flag: YES\n"+second)
	o.trouble()
	o.receive(o.answer("dana@acme.example", "m1", "/release q1\n/drop Q2\n\nDana"))
	if n := len(o.suspended()); n != 0 {
		t.Errorf("%d mails are still kept back", n)
	}
	if all := o.tickets(); len(all) != 1 || all[0].Subject != "Printer on fire" {
		t.Errorf("tickets: %+v", all)
	}
	if l := o.letter("dana@acme.example"); l.InReplyTo[0] != "m1@acme.example" {
		t.Errorf("the receipt does not follow the order: %+v", l.InReplyTo)
	}
	o.receive(first)
	if n := len(o.tickets()); n != 1 {
		t.Errorf("%d tickets after the mail came again, want 1", n)
	}
}

func TestAManagersOrdersOnATicketReachMailThatWasKeptBackForIt(t *testing.T) {
	o := newOffice(t)
	o.receive(first, "X-Spam-Flag: YES\nIn-Reply-To: <1@customer.example>\n"+strings.ReplaceAll(first, "<1@", "<2@"))
	o.order(o.tickets()[0].ID, "assign", "dana")
	o.receive(o.answer("dana@acme.example", "m1", "/release q1\n/priority high"))
	if h := o.history(1); len(o.suspended()) != 0 || len(h.Messages) != 2 || o.tickets()[0].Priority != "high" {
		t.Errorf("%d kept back, messages %+v", len(o.suspended()), h.Messages)
	}
}

func TestOrdersOfAMailRunAllOrNone(t *testing.T) {
	o := newOffice(t)
	o.receive("X-Spam-Flag: YES\n"+first, "X-Spam-Flag: YES\n"+second)
	o.trouble()
	for i, text := range []string{"/release q1\n/drop q1", "/release q1 q3", "/release q1\n#9 /take", "/drop q1 q1", "/release"} {
		o.receive(o.answer("dana@acme.example", "m"+string(rune('1'+i)), text))
		if len(o.suspended()) != 2 || len(o.tickets()) != 0 {
			t.Fatalf("%q left %d kept back and %d tickets", text, len(o.suspended()), len(o.tickets()))
		}
		if l := o.letter("dana@acme.example"); !strings.Contains(l.Text, strings.Split(text, "\n")[0]) {
			t.Errorf("%q did not come back: %q", text, l.Text)
		}
	}
}

func TestAMailThatOrdersItsOwnReleaseEnds(t *testing.T) {
	o := newOffice(t)
	o.trouble()
	o.receive("X-Spam-Flag: YES\n" + o.answer("dana@acme.example", "m1", "/release q1"))
	o.receive(o.answer("dana@acme.example", "m2", "/release q1"))
	if held := o.suspended(); len(held) != 0 {
		t.Errorf("kept back: %+v", held)
	}
}

func TestTwoOrdersForOneMailInOneBatchLetItThroughOnce(t *testing.T) {
	o := newOffice(t)
	o.receive("X-Spam-Flag: YES\n" + first)
	o.trouble()
	o.receive(o.answer("dana@acme.example", "m1", "/release q1"), o.answer("dana@acme.example", "m2", "/drop q1"))
	if len(o.suspended()) != 0 || len(o.tickets()) != 1 {
		t.Errorf("%d kept back, %d tickets; want 0 and 1", len(o.suspended()), len(o.tickets()))
	}
	if l := o.letter("dana@acme.example"); !strings.Contains(l.Text, "/drop q1") {
		t.Errorf("the second order was not sent back: %q", l.Text)
	}
}

func TestAgentsDoNotLetMailThrough(t *testing.T) {
	o := newOffice(t)
	o.receive(first, "X-Spam-Flag: YES\n"+second)
	o.receive(o.answer("ann@acme.example", "a1", "/release q1"))
	if len(o.suspended()) != 1 || len(o.tickets()) != 1 {
		t.Errorf("%d kept back, %d tickets; want 1 and 1", len(o.suspended()), len(o.tickets()))
	}
}

func TestAManagerLetsHeldLettersAndMailGoWithOneAnswerToTheAlert(t *testing.T) {
	o := onBudget(t)
	o.receive(fromRobot(33, 0)...)
	o.receive("X-Spam-Flag: YES\n" + first)
	o.wantStates("letters_held", "dana@acme.example", 1, 0)
	o.receive(o.answer("dana@acme.example", "m1", "/release h1 q1\n/drop h2"))
	if all := o.heldLetters(); len(all) != 1 || all[0].ID != "h3" || len(o.suspended()) != 0 {
		t.Errorf("held: %+v, kept back: %+v", all, o.suspended())
	}
	o.wantStates("received", "robot@machines.example", 31, 1)
	o.receive(o.answer("dana@acme.example", "m2", "/release h3\n/drop h3"))
	if l := o.letter("dana@acme.example"); len(o.heldLetters()) != 1 || !strings.Contains(l.Text, "/drop h3") {
		t.Errorf("held: %+v; the answer is %q", o.heldLetters(), l.Text)
	}
	o.receive(o.answer("ann@acme.example", "m3", "/release h3"))
	if len(o.heldLetters()) != 1 {
		t.Error("an agent who is no manager released a letter")
	}
}
