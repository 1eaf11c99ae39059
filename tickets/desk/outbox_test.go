package desk_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/desk"
)

func TestALetterFromBeforeTheClockWasSetBackLeavesAllTheSame(t *testing.T) {
	for wait, due := range map[time.Duration]bool{2 * time.Hour: false, 48 * time.Hour: true, 10 * 365 * 24 * time.Hour: true} {
		synctest.Test(t, func(t *testing.T) {
			o := newOffice(t)
			o.receive(first)
			lease := func() []tickets.Letter {
				letters, _, err := o.desk.Lease(context.Background(), 10, nil, time.Minute)
				if err != nil {
					t.Fatal(err)
				}
				return letters
			}
			letters := lease()
			if len(letters) == 0 {
				t.Fatal("no letter was written")
			}
			for _, l := range letters { // as the clock then said, the next attempt was soon
				again := []desk.Settled{{Letter: l, State: tickets.Queued, Next: time.Now().Add(wait), Error: "451 later"}}
				if err := o.desk.Settle(context.Background(), again); err != nil {
					t.Fatal(err)
				}
			}
			want := 0
			if due {
				want = len(letters)
			}
			out := map[uint64]int{}
			for range 3 { // again and again, while they are being sent
				for _, l := range lease() {
					out[l.Seq]++
				}
			}
			if len(out) != want {
				t.Errorf("of %d letters that wait for %s %d are leased, want %d", len(letters), wait, len(out), want)
			}
			for seq, n := range out {
				if n > 1 {
					t.Errorf("letter %d, which waits for %s, is given out %d times at once", seq, wait, n)
				}
			}
		})
	}
}
