package memstore

import (
	"bytes"
	"context"
	"slices"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// batch is a commit on its way: what was done, and how to undo it.
type batch struct {
	s    *Store
	undo []func()
}

// Commit applies the changes, and takes them back when one of them conflicts.
func (s *Store) Commit(ctx context.Context, changes []store.Change) error {
	if err := store.Validate(changes); err != nil {
		return err
	}
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.mu.Unlock()
	b := &batch{s: s}
	for i := range changes {
		if what := b.apply(&changes[i]); what != "" {
			b.rollBack()
			return &store.Conflict{Change: i, What: what}
		}
	}
	return nil
}

func (b *batch) rollBack() {
	for _, undo := range slices.Backward(b.undo) {
		undo()
	}
}

// apply returns what the change conflicts with, or "".
func (b *batch) apply(c *store.Change) string {
	if what := b.cause(c); what != "" {
		return what
	}
	if what := b.ticket(c); what != "" {
		return what
	}
	for k, ref := range c.Keys {
		put(b, b.s.keys, k, ref)
	}
	for _, l := range c.Letters {
		id := letterID{l.Ticket, l.Seq}
		if _, ok := b.s.letters[id]; ok {
			return id.String()
		}
		put(b, b.s.letters, id, l)
	}
	for _, w := range c.Withdraw {
		id := letterID{w.Ticket, w.Seq}
		l, ok := b.s.letters[id]
		if !ok || l.State != tickets.Queued && l.State != tickets.Held || b.s.isOut(l) {
			return id.String()
		}
		put(b, b.s.letters, id, w.Apply(l))
	}
	for _, r := range c.Release {
		id := letterID{r.Ticket, r.Seq}
		l, ok := b.s.letters[id]
		if !ok || l.State != tickets.Held {
			return id.String()
		}
		put(b, b.s.letters, id, r.Apply(l))
	}
	for _, m := range c.Marks {
		if old, ok := b.s.marks[m.Name]; ok != (m.Old != nil) || !bytes.Equal(old, m.Old) {
			return "mark " + m.Name
		}
		b.mark(m)
	}
	return ""
}

func (b *batch) cause(c *store.Change) string {
	if c.Cause == "" {
		return ""
	}
	key := store.CauseKey(c.Cause)
	if _, ok := b.s.keys[key]; ok {
		return "cause " + c.Cause
	}
	var ref tickets.Ref
	if c.Ticket != nil {
		ref.Ticket = c.Ticket.ID
	}
	put(b, b.s.keys, key, ref)
	return ""
}

func (b *batch) ticket(c *store.Change) string {
	if c.Ticket == nil {
		return ""
	}
	t := c.Ticket.Clone()
	if b.s.tickets[t.ID].Version != t.Version {
		return "ticket " + t.ID.String()
	}
	t.Version++
	put(b, b.s.tickets, t.ID, t)
	put(b, b.s.journal, t.ID, slices.Concat(b.s.journal[t.ID], c.Journal))
	put(b, b.s.messages, t.ID, slices.Concat(b.s.messages[t.ID], cloneMessages(c.Messages)))
	b.s.lastID = max(b.s.lastID, t.ID) // not undone: numbers may be left out
	return ""
}

func (b *batch) mark(m store.MarkChange) {
	if m.New != nil {
		put(b, b.s.marks, m.Name, cloneValue(m.New))
	} else if m.Old != nil {
		old := b.s.marks[m.Name]
		delete(b.s.marks, m.Name)
		b.undo = append(b.undo, func() { b.s.marks[m.Name] = old })
	}
}

func put[K comparable, V any](b *batch, m map[K]V, k K, v V) {
	old, had := m[k]
	m[k] = v
	b.undo = append(b.undo, func() {
		if had {
			m[k] = old
		} else {
			delete(m, k)
		}
	})
}
