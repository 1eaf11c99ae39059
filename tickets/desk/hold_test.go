package desk_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

func TestATicketOnHoldOpensAgainAtItsTimeAndRemindsItsOwner(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.receive(first)
		o.order(1, "hold", "3d")
		o.start() // a restart forgets nothing
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- o.desk.Run(ctx) }()
		for _, c := range []struct {
			after  time.Duration
			status tickets.Status
			told   int
		}{{71 * time.Hour, tickets.Hold, 0}, {time.Hour + time.Minute, tickets.Open, 1}} {
			time.Sleep(c.after)
			if now := o.tickets()[0]; now.Status != c.status || len(o.told(tickets.Reminder)) != c.told {
				t.Errorf("after %s it is %s, and %d were reminded; want %s, %d", c.after, now.Status, len(o.told(tickets.Reminder)), c.status, c.told)
			}
		}
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
	})
}
