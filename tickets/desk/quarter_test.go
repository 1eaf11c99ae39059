package desk_test

import (
	"os"
	"runtime/debug"
	"testing"
	"testing/synctest"
	"time"
)

// TestAQuarterOfADeskInThreePlaces lives with a desk of twenty people on three rungs and in three time zones: outages, people who
// fall ill and are back, customers who answer, thank, reopen and vanish. What must be true is looked at with every change
// (checks); the figures are in the log. By itself it is three weeks around the days on which the clocks of Europe and of America
// change, with a quarter of the tickets, on which people work four times as long; with TIERDESK_QUARTER set, 13 weeks and
// 15,000 tickets.
func TestAQuarterOfADeskInThreePlaces(t *testing.T) {
	p := plan{seed: 1, weeks: 3, tickets: 870, effort: 4}
	if os.Getenv("TIERDESK_QUARTER") != "" {
		p = plan{seed: 1, weeks: 13, tickets: 15000, effort: 1}
	}
	quarter(t, p)
}

// TestADeskThatSwarms lets the same people swarm: whoever has time takes a ticket.
func TestADeskThatSwarms(t *testing.T) {
	p := plan{seed: 1, weeks: 2, tickets: 580, effort: 4, swarm: true}
	if os.Getenv("TIERDESK_QUARTER") != "" {
		p = plan{seed: 1, weeks: 4, tickets: 4600, effort: 1, swarm: true}
	}
	quarter(t, p)
}

func quarter(t *testing.T, p plan) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	began := time.Now()
	synctest.Test(t, func(t *testing.T) {
		w := live(t, p)
		t.Logf("%d weeks, swarm %t: %s in %d changes\n%s", p.weeks, p.swarm, w.checks, w.checks.seen, w.figures)
		if n := len(w.store.all) - 1; n < p.tickets*9/10 {
			t.Errorf("only %d tickets came", n)
		}
	})
	t.Logf("it took %s", time.Since(began).Round(time.Second/10))
}
