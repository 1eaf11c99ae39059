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

// loads is what people have to act on: counted in the store, then carried on with every decision, so that no mail waits for
// a count. A desk whose rules ask for no load counts nothing.
type loads struct {
	of      map[string]tickets.Load // by person; nil while nothing is counted
	counted time.Time
}

const (
	// recount is how old a count may be: other nodes on the same store give out tickets, too.
	recount = 10 * time.Minute
	// loadPage is how many tickets are read at once.
	loadPage = 500
)

// weigh counts again when it is time to.
func (d *Desk) weigh(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if now().Sub(d.loads.counted) < recount {
		return nil
	}
	return errors.Join(d.loadLoads(ctx), d.loadQueues(ctx))
}

func (d *Desk) loadLoads(ctx context.Context) error {
	d.loads = loads{counted: now()}
	if !d.Setup().Rules.AsksLoad() {
		return nil
	}
	of := map[string]tickets.Load{}
	q := store.Query{Statuses: []tickets.Status{tickets.New, tickets.Open}, Limit: loadPage}
	for {
		some, err := d.store.Select(ctx, q)
		if err != nil {
			return fmt.Errorf("count what people have to do: %w", err)
		}
		for _, t := range some {
			of[t.Assignee] = of[t.Assignee].Plus(t.Burden())
		}
		if len(some) < loadPage {
			d.loads.of = of
			return nil
		}
		q.After = some[len(some)-1].ID
	}
}

// loadNow is the fact of what people have to act on, this batch included. How things stood in earlier times is not known.
func (w *work) loadNow() map[string]tickets.Load {
	if w.past || w.d.loads.of == nil {
		return nil
	}
	all := maps.Clone(w.d.loads.of)
	for person, l := range w.loads {
		all[person] = all[person].Plus(l)
	}
	return all
}

// shift notes what a decision about a ticket changes.
func (w *work) shift(before, after tickets.Ticket) {
	if w.d.loads.of == nil || before.Burden() == after.Burden() && before.Assignee == after.Assignee {
		return
	}
	w.loads[before.Assignee] = w.loads[before.Assignee].Minus(before.Burden())
	w.loads[after.Assignee] = w.loads[after.Assignee].Plus(after.Burden())
}

func (w *work) keepLoads() {
	for person, l := range w.loads {
		w.d.loads.of[person] = w.d.loads.of[person].Plus(l)
	}
}
