package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// Order runs commands that the operator gave at the shell, and returns what each did.
func (d *Desk) Order(ctx context.Context, id tickets.ID, by string, commands []tickets.Command) (done []string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer guard(&err)
	w := d.begin(now())
	t, ok, err := w.ticket(ctx, id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("ticket %s: %w", id, store.ErrNotFound)
	}
	f := w.facts()
	if err := w.lookUp(ctx, &f, id, commands); err != nil {
		return nil, err
	}
	dec, err := w.decide(ctx, t, tickets.Ordered{Facts: f, By: by, Commands: commands})
	if err != nil {
		return nil, err
	}
	if dec.Reason == tickets.CommandRefused {
		return nil, errors.New(dec.Why)
	}
	w.take(dec, store.Change{})
	return dec.Done, w.commit(ctx)
}

// lookUp finds the facts that commands on a ticket need: which tickets they name, and which letters still wait.
func (w *work) lookUp(ctx context.Context, f *tickets.Facts, on tickets.ID, commands []tickets.Command) (err error) {
	for _, c := range commands {
		if err := w.lookUpNamed(ctx, f, on, c.Ticket); err != nil {
			return err
		}
		if err := w.lookUpKept(ctx, f, c); err != nil {
			return err
		}
		var id tickets.ID
		if _, err := fmt.Sscanf(strings.TrimPrefix(c.Arg, "#"), "%d", &id); err != nil {
			continue
		}
		t, ok, err := w.ticket(ctx, id)
		switch {
		case err != nil:
			return err
		case ok && t.Status == tickets.Closed:
			f.Past = append(f.Past, id)
		case ok:
			f.Known = append(f.Known, id)
		}
	}
	gives := func(verb string) bool {
		return slices.ContainsFunc(commands, func(c tickets.Command) bool { return c.Verb == verb && on != 0 })
	}
	if gives("cancel") {
		if f.Queued, err = w.queued(ctx, on); err != nil {
			return err
		}
	}
	switch {
	case gives("split"):
		return w.lookUpSplit(ctx, f, on)
	case gives("send"):
		h, err := w.history(ctx, on)
		f.Said = h.Messages
		return err
	case on == 0 && slices.ContainsFunc(commands, func(c tickets.Command) bool { return c.Verb == "vendor" && c.Ticket == 0 }):
		f.Fresh, err = w.newNumber(ctx)
	}
	return err
}

// lookUpSplit finds what can be split off a ticket, and a number for it.
func (w *work) lookUpSplit(ctx context.Context, f *tickets.Facts, on tickets.ID) error {
	h, err := w.history(ctx, on)
	if err != nil {
		return err
	}
	f.Said = h.Messages
	f.Fresh, err = w.newNumber(ctx)
	return err
}

// lookUpNamed finds the ticket that a command line is addressed to.
func (w *work) lookUpNamed(ctx context.Context, f *tickets.Facts, on, id tickets.ID) error {
	if _, known := f.Named[id]; known || id == 0 || id == on {
		return nil
	}
	t, ok, err := w.ticket(ctx, id)
	if err != nil || !ok {
		return err
	}
	queued, err := w.queued(ctx, id)
	if err != nil {
		return err
	}
	if f.Named == nil {
		f.Named = map[tickets.ID]tickets.Named{}
	}
	f.Named[id] = tickets.Named{Ticket: t, Queued: queued}
	return nil
}

// queued are the letters of a ticket that did not leave, those of this batch included.
func (w *work) queued(ctx context.Context, id tickets.ID) ([]tickets.Letter, error) {
	h, err := w.history(ctx, id)
	gone := func(l tickets.Letter) bool { return l.State != tickets.Queued || w.withdrawn(l) }
	return slices.DeleteFunc(h.Letters, gone), err
}

// history is what is kept about a ticket, and what this batch adds to it. The letters of the batch have no bytes yet.
func (w *work) history(ctx context.Context, id tickets.ID) (tickets.History, error) {
	h, err := w.d.store.History(ctx, id)
	if err != nil {
		return h, fmt.Errorf("read the history of ticket %s: %w", id, err)
	}
	for i, c := range w.changes {
		if c.Ticket != nil && c.Ticket.ID == id {
			h.Messages = append(h.Messages, c.Messages...)
		}
		for _, draft := range w.drafts[i] {
			if draft.Ticket == id {
				h.Letters = append(h.Letters, letterOf(draft))
			}
		}
	}
	return h, nil
}

// withdrawn reports whether this batch takes a letter back already.
func (w *work) withdrawn(l tickets.Letter) bool {
	return slices.ContainsFunc(w.changes, func(c store.Change) bool {
		return slices.ContainsFunc(c.Withdraw, func(x store.Withdrawal) bool { return x.Ticket == l.Ticket && x.Seq == l.Seq })
	})
}
