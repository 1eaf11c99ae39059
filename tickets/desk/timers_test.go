package desk_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/desk"
	"tierdesk/tickets/report"
)

// choosy fails to write the letters of one kind, or panics over them.
type choosy struct {
	plainComposer
	to    string
	panic bool
}

func (c choosy) Compose(d tickets.Draft, w io.Writer) error {
	if d.Recipient.Address == c.to && c.panic {
		panic("a template that divides by zero")
	}
	if d.Recipient.Address == c.to {
		return errors.New("no template")
	}
	return c.plainComposer.Compose(d, w)
}

func TestATicketThatCannotBeWokenHoldsBackNoOtherAndNoDigest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.receive(first, "From: gina@other.example\nSubject: Two\nMessage-ID: <2@other.example>\n\nHelp.\n")
		for _, ticket := range o.tickets() {
			o.order(ticket.ID, "solve", "")
		}
		setup := o.desk.Setup()
		setup.Composer = choosy{to: "carl@customer.example"}
		setup.Digests = []desk.Digest{{Name: "daily", To: []string{"dana"}, Schedule: report.Schedule{Hour: 7}}}
		o.desk.Use(setup)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { o.desk.Run(ctx); close(done) }()
		time.Sleep(8 * 24 * time.Hour)
		stop()
		<-done
		all := o.tickets()
		if all[0].Status != tickets.Solved || all[1].Status != tickets.Closed {
			t.Errorf("the tickets are %s and %s; want solved, as its letter cannot be written, and closed", all[0].Status, all[1].Status)
		}
		h, err := o.store.History(context.Background(), 0)
		if err != nil || len(h.Letters) < 7 {
			t.Errorf("%d digests, %v", len(h.Letters), err)
		}
	})
}

func TestADigestIsSentOnceADayAlsoWhenItsClockIsAskedOften(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		for restart := range 3 {
			setup := o.desk.Setup()
			setup.Digests = []desk.Digest{{Name: "daily", To: []string{"dana", "nobody"}, Schedule: report.Schedule{Hour: 7}}}
			o.desk.Use(setup)
			ctx, stop := context.WithCancel(t.Context())
			done := make(chan struct{})
			go func() { o.desk.Run(ctx); close(done) }()
			time.Sleep(36 * time.Hour)
			stop()
			<-done
			if restart == 1 {
				time.Sleep(5 * 24 * time.Hour) // five days down: one digest for all of them
			}
			o.start()
		}
		h, err := o.store.History(context.Background(), 0)
		if err != nil {
			t.Fatal(err)
		}
		var days []string
		for _, l := range h.Letters {
			days = append(days, l.Made.Format("2 Jan 15:04"))
		}
		if len(days) != 6 || len(slices.Compact(days)) != 6 {
			t.Errorf("digests were made at %v", days)
		}
	})
}

func TestThePeopleOfAMergedTicketReachTheEndOfTheChain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		for i, who := range []string{"one@a.example", "two@b.example", "three@c.example"} {
			o.receive(fmt.Sprintf("From: %s\nSubject: Down\nMessage-ID: <%d@x.example>\n\nHelp.\n", who, i))
		}
		all := o.tickets()
		o.order(all[0].ID, "merge", all[1].ID.String())
		o.order(all[1].ID, "merge", all[2].ID.String()) // before anybody handed the first relay over
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { o.desk.Run(ctx); close(done) }()
		time.Sleep(time.Minute)
		stop()
		<-done
		var people []string
		for _, p := range o.tickets()[2].Participants {
			people = append(people, p.Address)
		}
		if slices.Sort(people); !slices.Equal(people, []string{"one@a.example", "two@b.example"}) {
			t.Errorf("the last ticket speaks to %v", people)
		}
		o.receive("From: one@a.example\nSubject: Re: Down\nMessage-ID: <9@x.example>\nIn-Reply-To: <0@x.example>\n\nStill.\n")
		if n := len(o.history(all[2].ID).Messages); n != 2 || len(o.suspended()) != 0 {
			t.Errorf("%d messages on the last ticket, %d suspended", n, len(o.suspended()))
		}
	})
}
