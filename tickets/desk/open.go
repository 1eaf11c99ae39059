package desk

import (
	"context"
	"errors"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// Open opens a ticket for somebody of the desk, and returns it.
func (d *Desk) Open(ctx context.Context, o tickets.Opening) (t tickets.Ticket, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer guard(&err)
	w := d.begin(now())
	first, err := w.setup.Rules.FirstMail(o)
	if err != nil {
		return t, err
	}
	first.Facts = w.facts()
	id, err := w.newNumber(ctx)
	if err != nil {
		return t, err
	}
	if err := w.lookUpLast(ctx, &first.Incoming, id); err != nil {
		return t, err
	}
	dec, err := w.decide(ctx, tickets.Ticket{ID: id}, first)
	switch {
	case err != nil:
		return t, err
	case dec.Suspend != "":
		return t, errors.New("no ticket was opened: " + dec.Why)
	}
	w.take(dec, store.Change{})
	return dec.Ticket, w.commit(ctx)
}
