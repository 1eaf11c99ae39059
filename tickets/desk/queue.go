package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// queues are the tickets that wait for somebody of their rung to have room: found in the store, then carried on with every
// decision, as loads are.
type queues struct {
	places map[tickets.ID]tickets.Place
	ahead  [tickets.TopTier + 1]int // how many of them wait on each rung
	own    bool                     // the map is shared with nobody
}

// move notes where a ticket waits now; the zero place when it does not any more.
func (q *queues) move(id tickets.ID, to tickets.Place) {
	before, waited := q.places[id]
	if before == to {
		return
	}
	if !q.own {
		q.places, q.own = maps.Clone(q.places), true
	}
	if waited {
		q.ahead[before.Tier]--
		delete(q.places, id)
	}
	if to != (tickets.Place{}) {
		q.ahead[to.Tier]++
		q.places[id] = to
	}
}

// head is the first in the queue of a rung but for those that are passed over; zero when none is left.
func (q *queues) head(tier tickets.Tier, over map[tickets.ID]bool) (first tickets.Place) {
	if q.ahead[tier] == 0 {
		return first
	}
	for _, p := range q.places {
		if p.Tier == tier && !over[p.Ticket] && (first.Ticket == 0 || p.Compare(first) < 0) {
			first = p
		}
	}
	return first
}

// share is the same queues for somebody else: their map is copied when they change it.
func (q *queues) share() queues { return queues{places: q.places, ahead: q.ahead} }

// loadQueues looks for the tickets that wait for an owner.
func (d *Desk) loadQueues(ctx context.Context) error {
	found := queues{places: map[tickets.ID]tickets.Place{}, own: true}
	q := store.Query{Statuses: []tickets.Status{tickets.New, tickets.Open}, Unassigned: true, Limit: loadPage}
	for {
		some, err := d.store.Select(ctx, q)
		if err != nil {
			return fmt.Errorf("look for tickets without an owner: %w", err)
		}
		for _, t := range some {
			found.move(t.ID, t.Place(d.Setup().Rules))
		}
		if len(some) < loadPage {
			d.queues = found
			return nil
		}
		q.After = some[len(some)-1].ID
	}
}

// offer gives what waits in the queues to those who have room, the first of each queue first, and says when to look again
// unless something changes before: when somebody comes. What fails holds back nothing else.
func (d *Desk) offer(ctx context.Context) (next time.Time, err error) {
	for tier := range tickets.TopTier + 1 {
		failed := map[tickets.ID]bool{}
		for more := true; more && ctx.Err() == nil; {
			var first tickets.ID
			var one error
			if first, more, one = d.offerFirst(ctx, tier, failed); one != nil {
				failed[first], more = true, first != 0
				err = errors.Join(err, fmt.Errorf("offer %s to %s: %w", first, tier, one))
			}
		}
	}
	return d.comes(), err
}

// offerFirst offers the first ticket of a queue to its rung. more is false when nobody there has room, or nothing waits.
func (d *Desk) offerFirst(ctx context.Context, tier tickets.Tier, failed map[tickets.ID]bool) (first tickets.ID, more bool, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer guard(&err)
	if first = d.queues.head(tier, failed).Ticket; first == 0 {
		return 0, false, nil
	}
	w := d.begin(now())
	t, _, err := w.ticket(ctx, first)
	if err != nil {
		return first, false, err
	}
	if at := t.Place(w.setup.Rules); at != d.queues.places[first] { // somebody else changed it
		d.queues.move(first, at)
		return first, true, nil
	}
	ev := tickets.Offered{Facts: w.facts()}
	if tickets.Decide(t, ev, w.setup.Rules).Reason == tickets.NothingDue {
		return first, false, nil
	}
	dec, err := w.decide(ctx, t, ev)
	if err != nil {
		return first, false, err
	}
	w.take(dec, store.Change{})
	return first, true, w.commit(ctx)
}

// comes is when somebody comes for whom a queue waits.
func (d *Desk) comes() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	w := d.begin(now())
	next := w.at.Add(longest)
	for tier, waiting := range d.queues.ahead {
		if at := w.setup.Rules.Comes(tickets.Tier(tier), w.at, w.awayNow()); waiting > 0 && !at.IsZero() {
			next = earlier(next, at)
		}
	}
	return next
}
