package desk_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

func TestWhatWaitsAboutATicketIsToldWhenItBecomesUrgentAndNothingElse(t *testing.T) {
	for _, restarts := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			o := newOffice(t)
			o.quiet()
			o.receive(first, mailOf(2), mailOf(3)) // Ann has #1 and #3, and it is the weekend
			o.until(january(1, 12, 0))
			told := func(id tickets.ID) bool {
				return slices.ContainsFunc(o.history(id).Letters, func(l tickets.Letter) bool { return l.Notice == tickets.NewTicket })
			}
			if told(1) || told(3) {
				t.Fatal("she was told on the weekend")
			}
			o.order(3, "priority", "urgent")
			if restarts {
				o.start()
				o.quiet()
			}
			o.until(january(1, 12, 1))
			if told(1) || !told(3) {
				t.Errorf("restarts %v: after the raise she was told of #1 %v, of #3 %v", restarts, told(1), told(3))
			}
			if o.until(january(3, 9, 1)); !told(1) {
				t.Errorf("restarts %v: on Monday she was not told of #1", restarts)
			}
		})
	}
}

func TestWhatAnotherNodeToldEndsTheWaitHereToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.quiet()
		o.receive(first, mailOf(2), mailOf(3))
		here := o.desk
		o.start()
		o.quiet()
		if n, err := o.desk.TellNow(context.Background(), "ann", "operator"); n != 2 || err != nil {
			t.Fatalf("told %d, %v", n, err)
		}
		done := make(chan error)
		ctx, stop := context.WithTimeout(context.Background(), time.Minute)
		defer stop()
		go func() {
			_, err := here.TellNow(ctx, "ann", "operator")
			done <- err
		}()
		if err := <-done; err != nil {
			t.Errorf("told by another: %v", err)
		}
		if n := o.lettersOf(tickets.Together, "ann@acme.example"); n != 1 {
			t.Errorf("%d letters, want 1", n)
		}
	})
}
