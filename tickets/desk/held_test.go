package desk_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tierdesk/tickets"
	"tierdesk/tickets/desk"
)

// onBudget is an office whose desk has the budgets that the configuration has by default.
func onBudget(t *testing.T) *office {
	o := newOffice(t)
	o.budgets = tickets.DefaultBudgets()
	o.start()
	return o
}

// fromRobot is mail that looks like a person's, each about something new.
func fromRobot(n, from int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("From: robot@machines.example\nTo: support@acme.example\nSubject: Case %d\nMessage-ID: <%d@machines.example>\n\nWe got your mail.\n", from+i, from+i))
	}
	return all
}

// states counts the letters of one kind to somebody by their state.
func (o *office) states(notice tickets.Notice, to string) map[tickets.LetterState]int {
	o.t.Helper()
	n := map[tickets.LetterState]int{}
	for _, t := range append(o.tickets(), tickets.Ticket{}) {
		h, err := o.store.History(context.Background(), t.ID)
		if err != nil {
			o.t.Fatal(err)
		}
		for _, l := range h.Letters {
			if l.Notice == notice && l.To == to {
				n[l.State]++
			}
		}
	}
	return n
}

func (o *office) heldLetters() []tickets.HeldLetter {
	o.t.Helper()
	all, err := o.desk.HeldLetters(context.Background())
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

func (o *office) wantStates(notice tickets.Notice, to string, queued, held int) {
	o.t.Helper()
	if n := o.states(notice, to); n[tickets.Queued] != queued || n[tickets.Held] != held {
		o.t.Errorf("the %s letters to %s are %v; want %d queued, %d held", notice, to, n, queued, held)
	}
}

func TestABatchOfTenThousandMailsGetsNoLetterMoreThanTheBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const mails = 10_000
		o := onBudget(t)
		o.receive(fromRobot(mails, 0)...)
		letters, _, err := o.desk.Lease(t.Context(), 2*mails, nil, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		leave, held := map[string]int{}, map[string]int{}
		for _, l := range letters {
			leave[string(l.Notice)+" to "+l.To]++
		}
		for _, h := range o.heldLetters() {
			held[string(h.Notice)+" to "+h.To]++
		}
		want := map[string]int{"received to robot@machines.example": 30, "new_ticket to ann@acme.example": 300, "new_ticket to bob@acme.example": 300, "letters_held to dana@acme.example": 1}
		if diff := cmp.Diff(want, leave); diff != "" {
			t.Error("letters that leave:", diff)
		}
		want = map[string]int{"received to robot@machines.example": mails - 30, "new_ticket to ann@acme.example": mails/2 - 300, "new_ticket to bob@acme.example": mails/2 - 300}
		if diff := cmp.Diff(want, held); diff != "" {
			t.Error("letters that are held:", diff)
		}
		if h, err := o.store.History(t.Context(), 0); err != nil || len(h.Letters) != 3 { // one is out, the others are behind it
			t.Errorf("the managers got %d letters, %v", len(h.Letters), err)
		}
		t.Logf("%d mails: %d letters leave, %d are held and listed", mails, len(letters), len(o.heldLetters()))
	})
}

func TestTheCountsSurviveARestartAndABreakerIsToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := onBudget(t)
		for i := range 6 {
			o.receive(fromRobot(7, 7*i)...)
			o.start()
		}
		o.wantStates(tickets.Received, "robot@machines.example", 30, 12)
		o.wantStates(tickets.LettersHeld, "dana@acme.example", 1, 0)
		time.Sleep(10*time.Minute + time.Second) // the shortest span is over; in half an hour 60 are free
		o.start()
		o.receive(fromRobot(50, 100)...)
		o.wantStates(tickets.Received, "robot@machines.example", 60, 32)
		o.wantStates(tickets.LettersHeld, "dana@acme.example", 1, 0)
		time.Sleep(13 * time.Hour) // the flood was long ago: what comes now is told anew
		o.receive(fromRobot(31, 200)...)
		o.wantStates(tickets.Received, "robot@machines.example", 90, 33)
		o.wantStates(tickets.LettersHeld, "dana@acme.example", 2, 0)
	})
}

func TestBatchesThatFailHalfWayAreCountedAsFarAsTheyCame(t *testing.T) {
	o := onBudget(t)
	all := make([]desk.Arrival, 0, 600)
	for _, raw := range fromRobot(600, 0) {
		all = append(all, o.arrival(raw))
	}
	parts := slices.Collect(slices.Chunk(all, 200))
	broken := &failing{Store: o.store, from: 2}
	d, err := desk.New(t.Context(), desk.Options{Store: broken, Blobs: o.blobs, Log: slog.New(slog.DiscardHandler), Setup: o.desk.Setup()})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.ReceiveAll(t.Context(), batches(parts, 0), func(error) {}); !errors.Is(err, errDisk) {
		t.Fatal(err)
	}
	broken.from = 1 << 60
	if err := d.ReceiveAll(t.Context(), batches(parts, 1), func(error) {}); err != nil {
		t.Fatal(err)
	}
	o.wantStates(tickets.Received, "robot@machines.example", 30, 570)
	o.wantStates(tickets.LettersHeld, "dana@acme.example", 1, 0)
	if n := len(o.tickets()); n != 600 {
		t.Errorf("%d tickets", n)
	}
}

func TestAHeldLetterIsReleasedOrDroppedOnce(t *testing.T) {
	ctx := context.Background()
	o := onBudget(t)
	o.receive(fromRobot(32, 0)...)
	held := o.heldLetters()
	if len(held) != 2 || held[0].ID != "h1" || held[0].Budget != tickets.RecipientBudget || held[0].Why != "more than 30 in 10m to robot@machines.example" {
		t.Fatalf("held: %+v", held)
	}
	if _, err := o.desk.ReleaseLetter(ctx, "H1", "dana"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.desk.DropLetter(ctx, "h2", "dana"); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"h1", "h2", "h3", "h"} {
		if _, err := o.desk.ReleaseLetter(ctx, id, "dana"); !errors.Is(err, desk.ErrNotHeld) {
			t.Errorf("release %s again: %v", id, err)
		}
	}
	if n := o.states(tickets.Received, "robot@machines.example"); n[tickets.Queued] != 31 || n[tickets.Cancelled] != 1 {
		t.Errorf("the letters are %v", n)
	}
	journal := o.history(held[0].Ticket).Journal
	if last := journal[len(journal)-1]; last.Why != tickets.LetterReleased || last.By != "dana" {
		t.Errorf("the journal ends with %+v", last)
	}
	if _, _, err := o.desk.Lease(ctx, 1000, nil, time.Minute); err != nil {
		t.Error(err)
	}
}

func TestAManagerJudgesHeldLettersByMail(t *testing.T) {
	o := onBudget(t)
	o.receive(fromRobot(32, 0)...)
	o.receive(o.answer("dana@acme.example", "h1", "/release H1\n/drop h2\n\nDana"), o.answer("dana@acme.example", "h2", "/release h1"))
	if n := o.states(tickets.Received, "robot@machines.example"); n[tickets.Queued] != 31 || n[tickets.Cancelled] != 1 || len(o.heldLetters()) != 0 {
		t.Errorf("the letters are %v, %d held", n, len(o.heldLetters()))
	}
	if l := o.letter("dana@acme.example"); !strings.Contains(l.Text, "/release h1") {
		t.Errorf("the second order did not come back: %q", l.Text)
	}
}

func TestALetterOfNoTicketHasTheSameBudget(t *testing.T) {
	o := onBudget(t)
	for i := range 40 {
		a := o.arrival(strings.ReplaceAll(first, "<1@", fmt.Sprintf("<%d@", i)))
		a.Oversize = 99 << 20
		if err := o.try("support@acme.example", a); err != nil {
			t.Fatal(err)
		}
		if i == 20 {
			o.start()
		}
	}
	o.wantStates(tickets.TooLarge, "carl@customer.example", 30, 10)
}
