package desk

import (
	"context"
	"fmt"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// replan sets the clocks of all tickets that are not closed by the rules in force, after a start and after a reload.
func (d *Desk) replan(ctx context.Context) error {
	if !d.stale.Swap(false) {
		return nil
	}
	for after := tickets.ID(0); ; {
		last, err := d.replanSome(ctx, after)
		if err != nil {
			d.stale.Store(true)
			return fmt.Errorf("set the clocks of the tickets after %s: %w", after, err)
		}
		if last == 0 {
			return nil
		}
		after = last
	}
}

// replanSome goes on behind a ticket and says how far it came; 0 when no more are left. Only what changed is committed.
func (d *Desk) replanSome(ctx context.Context, after tickets.ID) (last tickets.ID, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer guard(&err)
	some, err := d.store.Select(ctx, store.Query{Statuses: living(), After: after, Limit: tickBatch})
	if err != nil || len(some) == 0 {
		return 0, err
	}
	w := d.begin(now())
	for _, t := range some {
		ev := tickets.Reloaded{Facts: w.facts()}
		if tickets.Decide(t, ev, w.setup.Rules).Reason != tickets.NothingDue {
			dec, err := w.decide(ctx, t, ev)
			if err != nil {
				return 0, err
			}
			w.take(dec, store.Change{})
		}
	}
	return some[len(some)-1].ID, w.commit(ctx)
}

// living are the statuses of tickets that are not closed.
func living() []tickets.Status {
	return []tickets.Status{tickets.New, tickets.Open, tickets.Pending, tickets.Hold, tickets.Solved}
}
