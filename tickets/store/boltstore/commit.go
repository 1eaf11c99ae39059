package boltstore

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// lettingGo is after how many changes a commit looks whether to give back the pages that it read: each change reads some twenty, far apart.
const lettingGo = 8

// Commit applies the changes in one transaction. Everything is encoded before it begins, so that the one writer that a
// bbolt file can have is not kept waiting.
func (s *Store) Commit(ctx context.Context, changes []store.Change) error {
	if err := store.Validate(changes); err != nil {
		return err
	}
	rows := make([]row, len(changes))
	for i := range changes {
		var err error
		if rows[i], err = encode(&changes[i]); err != nil {
			return fmt.Errorf("encode change %d: %w", i, err)
		}
		if t := changes[i].Ticket; t != nil {
			s.used(t.ID)
		}
	}
	if slices.ContainsFunc(changes, func(c store.Change) bool { return len(c.Withdraw) > 0 }) {
		s.leasing.Lock() // what is withdrawn must not be handed out meanwhile
		defer s.leasing.Unlock()
		for i := range rows {
			rows[i].leases = s.leases
		}
	}
	err := s.update(ctx, func(tx *bolt.Tx) error {
		for i := range rows {
			if i%lettingGo == 0 {
				if err := s.letGo(tx); err != nil {
					return err
				}
			}
			what, err := rows[i].apply(tx)
			if err != nil {
				return fmt.Errorf("change %d: %w", i, err)
			}
			if what != "" {
				return &store.Conflict{Change: i, What: what}
			}
		}
		return s.settleKeys(tx)
	})
	if err != nil {
		return fmt.Errorf("commit %d changes: %w", len(changes), err)
	}
	return nil
}

// row is a change in the form in which it is written.
type row struct {
	*store.Change
	ticket  []byte
	head    head
	added   []byte // nil for nothing
	letters [][]byte
	leases  map[lane]lease // only where letters are withdrawn
}

func encode(c *store.Change) (row, error) {
	r := row{Change: c}
	for _, l := range c.Letters {
		raw, err := marshal(l)
		if err != nil {
			return r, fmt.Errorf("letter %d/%d: %w", l.Ticket, l.Seq, err)
		}
		r.letters = append(r.letters, raw)
	}
	if c.Ticket == nil {
		return r, nil
	}
	return r, r.encodeTicket()
}

func (r *row) encodeTicket() (err error) {
	t := *r.Ticket
	t.Version++
	r.head = headOf(&t)
	if r.ticket, err = marshal(&t); err != nil {
		return fmt.Errorf("ticket %s: %w", t.ID, err)
	}
	if r.added, err = encodeAdded(r.Journal, r.Messages); err != nil {
		return fmt.Errorf("journal and messages of %s: %w", t.ID, err)
	}
	return nil
}

// apply writes the change and returns what it conflicts with, or "".
func (r *row) apply(tx *bolt.Tx) (conflict string, err error) {
	for _, part := range []func(*bolt.Tx) (string, error){r.applyCause, r.applyTicket, r.applyKeys, r.applyLetters, r.withdraw, r.release, r.applyMarks} {
		if conflict, err = part(tx); conflict != "" || err != nil {
			return conflict, err
		}
	}
	return "", nil
}

func (r *row) applyCause(tx *bolt.Tx) (string, error) {
	if r.Cause == "" {
		return "", nil
	}
	key := keyName(store.CauseKey(r.Cause))
	if keyValue(tx, key) != nil {
		return "cause " + r.Cause, nil
	}
	var ref tickets.Ref
	if r.Ticket != nil {
		ref.Ticket = r.Ticket.ID
	}
	return "", setKey(tx, key, encodeRef(ref))
}

func (r *row) applyTicket(tx *bolt.Tx) (string, error) {
	if r.Ticket == nil {
		return "", nil
	}
	all, id := tx.Bucket(bucketTickets), number(uint64(r.Ticket.ID))
	var old ticketRow
	var err error
	if stored := all.Get(id); stored != nil {
		if old, err = splitRow(stored); err != nil {
			return "", err
		}
	}
	if old.head.Version != r.Ticket.Version {
		return "ticket " + r.Ticket.ID.String(), nil
	}
	now := ticketRow{head: r.head, history: old.history, state: r.ticket}
	if r.added != nil {
		n, err := addHistory(tx, r.added)
		if err != nil {
			return "", err
		}
		now.history = append(now.history, n)
	}
	raw, err := now.bytes()
	if err != nil {
		return "", err
	}
	if err := all.Put(id, raw); err != nil {
		return "", err
	}
	return "", index(tx, id, old.head, now.head, traits(r.Ticket))
}

func (r *row) applyKeys(tx *bolt.Tx) (string, error) {
	for k, ref := range r.Keys {
		if err := setKey(tx, keyName(k), encodeRef(ref)); err != nil {
			return "", err
		}
	}
	return "", nil
}

func (r *row) applyLetters(tx *bolt.Tx) (string, error) {
	b := tx.Bucket(bucketLetters)
	for i := range r.Letters {
		l := &r.Letters[i]
		id := pair(uint64(l.Ticket), l.Seq)
		if b.Get(id) != nil {
			return nameOf(l.Ticket, l.Seq), nil
		}
		if err := b.Put(id, r.letters[i]); err != nil {
			return "", err
		}
		if l.State == tickets.Queued {
			if err := enqueue(tx, l); err != nil {
				return "", err
			}
		}
	}
	return "", nil
}

func (r *row) applyMarks(tx *bolt.Tx) (string, error) {
	b := tx.Bucket(bucketMarks)
	for _, m := range r.Marks {
		name := []byte(m.Name)
		old := b.Get(name)
		if (old != nil) != (m.Old != nil) || !bytes.Equal(old, m.Old) {
			return "mark " + m.Name, nil
		}
		if err := setMark(b, name, m.New); err != nil {
			return "", err
		}
	}
	return "", nil
}

func setMark(b *bolt.Bucket, name, value []byte) error {
	if value == nil {
		return b.Delete(name)
	}
	return b.Put(name, value)
}
