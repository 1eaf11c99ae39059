package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

const suppressedPrefix = "suppressed/"

// suppress turns what a decision says about addresses into marks.
func (w *work) suppress(dec tickets.Decision) (marks []store.MarkChange) {
	for _, s := range dec.Suppress {
		if len(s.Address) > store.MaxName/2 {
			continue // no mail goes there in any case
		}
		marks = append(marks, w.setSuppression(s))
	}
	for _, a := range dec.Lift {
		marks = append(marks, w.lift(a)...)
	}
	return marks
}

func suppressedName(a tickets.Address) string { return suppressedPrefix + a.Key() }

func (w *work) setSuppression(s tickets.Suppression) store.MarkChange {
	a := tickets.Address{Address: s.Address}
	c := store.MarkChange{Name: suppressedName(a), New: mustJSON(s)}
	if old := w.lately.Suppression(a); old != nil {
		c.Old = old.Mark
	}
	s.Mark = c.New
	w.lately.Suppress(s)
	w.log.Warn("address suppressed", "address", s.Address, "until", s.Until, "ticket", uint64(s.Ticket), "status", s.Status)
	return c
}

func (w *work) lift(a tickets.Address) []store.MarkChange {
	old := w.lately.Suppression(a)
	if old == nil {
		return nil
	}
	w.lately.Lift(a)
	w.log.Info("suppression lifted", "address", a.Address)
	return []store.MarkChange{{Name: suppressedName(a), Old: old.Mark}}
}

func (d *Desk) recallSuppressed(ctx context.Context, l *tickets.Ledger) error {
	all, err := d.suppressions(ctx)
	for _, s := range all {
		l.Suppress(s)
	}
	return err
}

func (d *Desk) suppressions(ctx context.Context) ([]tickets.Suppression, error) {
	marks, err := d.store.Marks(ctx, suppressedPrefix)
	if err != nil {
		return nil, fmt.Errorf("list the suppressed addresses: %w", err)
	}
	all := make([]tickets.Suppression, len(marks))
	for i, m := range marks {
		if err := mustRead(m.Value, &all[i]); err != nil {
			return nil, err
		}
		all[i].Mark = m.Value
	}
	return all, nil
}

// Suppressed lists the addresses that are suppressed now, the latest last.
func (d *Desk) Suppressed(ctx context.Context) ([]tickets.Suppression, error) {
	all, err := d.suppressions(ctx)
	at := now()
	all = slices.DeleteFunc(all, func(s tickets.Suppression) bool { return !at.Before(s.Until) })
	slices.SortFunc(all, func(a, b tickets.Suppression) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Address, b.Address))
	})
	return all, err
}

// ErrNotSuppressed tells that an address is not suppressed.
var ErrNotSuppressed = errors.New("the address is not suppressed; `tierdesk suppressed list` shows those that are")

// ClearSuppression lets the desk write to an address again.
func (d *Desk) ClearSuppression(ctx context.Context, address, by string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	w := d.begin(now())
	marks := w.lift(tickets.Address{Address: address})
	if len(marks) == 0 {
		return fmt.Errorf("%s: %w", address, ErrNotSuppressed)
	}
	w.add(store.Change{Marks: marks}, nil)
	if err := w.commit(ctx); err != nil {
		return err
	}
	d.log.Info("suppression cleared", "address", address, "by", by)
	return nil
}
