package desk_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

// vacation is the automatic answer of somebody's mail server to the last letter they got.
func (o *office) vacation(from, id, text string) string {
	l := o.letter(from)
	return "From: " + from + "\nTo: support@acme.example\nReturn-Path: <>\nAuto-Submitted: auto-replied\nSubject: Out of office: " + l.Subject + "\nMessage-ID: <" + id +
		"@acme.example>\nIn-Reply-To: <" + l.MessageID + ">\nDate: Sat, 01 Jan 2000 00:00:00 +0000\n\n" + text + "\n"
}

func TestAnOutOfOfficeAnswerHandsOnWhatWaitsAndAMailEndsIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.receive(first, second) // Ann has #1, Bob #2
		o.receive(o.vacation("ann@acme.example", "v1", "I am out of the office until 10 January 2000."))
		o.work()
		if one := o.tickets()[0]; one.Assignee != "bob" {
			t.Errorf("%s has #1, want bob", one.Assignee)
		}
		for _, l := range o.history(1).Letters {
			if h := o.history(1); l.To == "carl@customer.example" && l.Notice != tickets.Received {
				t.Errorf("the customer got %+v of %+v", l, h)
			}
		}
		o.start() // it is remembered
		o.receive(strings.ReplaceAll(second, "1@other", "2@other"), strings.ReplaceAll(second, "1@other", "3@other"))
		for _, ticket := range o.tickets()[2:] {
			if ticket.Assignee != "bob" {
				t.Errorf("%s went to %s", ticket.ID, ticket.Assignee)
			}
		}
		if away := o.desk.Away(); len(away) != 1 || !away["ann"].At(time.Now()) {
			t.Errorf("away: %+v", away)
		}
		o.receive(o.answer("ann@acme.example", "a1", "/priority high"))
		if away := o.desk.Away(); len(away) != 0 {
			t.Errorf("still away: %+v", away)
		}
	})
}

func TestAnAbsenceEndsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.trouble()
		o.receive(o.answer("dana@acme.example", "d1", "/away ann until 2000-01-03\n/away bob until 2000-01-02"))
		o.work()
		o.receive(first)
		if one := o.tickets()[0]; one.Assignee != "" {
			t.Errorf("%s has #1, and everybody is away", one.Assignee)
		}
		time.Sleep(36 * time.Hour)
		o.work()
		if one := o.tickets()[0]; one.Assignee != "bob" {
			t.Errorf("%q has #1, want bob, who is back", one.Assignee)
		}
		o.receive(second)
		if two := o.tickets()[1]; two.Assignee != "bob" {
			t.Errorf("%q has #2, want bob", two.Assignee)
		}
		time.Sleep(36 * time.Hour)
		o.work()
		if marks, err := o.store.Marks(context.Background(), "away/"); err != nil || len(marks) != 0 {
			t.Errorf("%v of absences that are over, %v", marks, err)
		}
	})
}

func TestAnAnswerToADigestByAMachineIsNoTicketAndNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.trouble()
		o.receive(o.vacation("dana@acme.example", "v1", "I am out of the office until 10 January 2000."))
		if away := o.desk.Away(); len(away) != 1 || len(o.tickets()) != 0 || len(o.suspended()) != 0 {
			t.Errorf("away: %+v, %d tickets, %d suspended", away, len(o.tickets()), len(o.suspended()))
		}
		o.receive("From: ann@acme.example\nAuto-Submitted: auto-replied\nSubject: Out of office\nMessage-ID: <v2@evil.example>\n\nI am out of the office until 10 January 2000.\n")
		if away := o.desk.Away(); len(away) != 1 || len(o.suspended()) != 1 {
			t.Errorf("an automatic answer without proof was believed: %+v", away)
		}
	})
}

func TestAManagerGetsTheDigestOfThisMoment(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	o.trouble()
	o.receive(o.answer("dana@acme.example", "d1", "/away ann until 3d\n/digest"), o.answer("dana@acme.example", "d2", "/list\n/list all"))
	h, err := o.store.History(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range h.Letters {
		got = append(got, string(l.Notice))
	}
	if want := "mailbox_trouble digest receipt"; strings.Join(got, " ") != want {
		t.Errorf("letters %v, want %s", got, want)
	}
	if away := o.desk.Away(); len(away) != 1 {
		t.Errorf("away: %+v", away)
	}
}

func TestTwoMailsOfOneBatchMayAskFromNoTicket(t *testing.T) {
	c := asking(t, func(o *office) {
		o.receive(first)
		o.trouble()
		o.receive(o.answer("dana@acme.example", "d1", "/list all"), o.answer("dana@acme.example", "d2", "/list L1"))
	})
	if len(c.got) != 2 {
		t.Errorf("%d answers, want 2", len(c.got))
	}
}
