package boltstore

import (
	"bytes"
	"context"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// Ticket reads one ticket, or store.ErrNotFound.
func (s *Store) Ticket(ctx context.Context, id tickets.ID) (tickets.Ticket, error) {
	var raw []byte
	err := s.view(ctx, func(tx *bolt.Tx) error {
		if raw = bytes.Clone(tx.Bucket(bucketTickets).Get(number(uint64(id)))); raw == nil {
			return store.ErrNotFound
		}
		return nil
	})
	if err != nil {
		return tickets.Ticket{}, fmt.Errorf("read ticket %s: %w", id, err)
	}
	t, err := decodeTicket(raw)
	if err != nil {
		return tickets.Ticket{}, fmt.Errorf("decode ticket %s: %w", id, err)
	}
	return t, nil
}

// History reads what is kept about a ticket beside its state.
func (s *Store) History(ctx context.Context, id tickets.ID) (tickets.History, error) {
	var commits, letters [][]byte
	err := s.view(ctx, func(tx *bolt.Tx) (err error) {
		letters = valuesOf(tx.Bucket(bucketLetters), number(uint64(id)))
		commits, err = historyOf(tx, number(uint64(id)))
		return err
	})
	if err != nil {
		return tickets.History{}, fmt.Errorf("read the history of %s: %w", id, err)
	}
	h, err := decodeHistory(commits, letters)
	if err != nil {
		return tickets.History{}, fmt.Errorf("decode the history of %s: %w", id, err)
	}
	return h, nil
}

// valuesOf copies what stands under keys that begin with a prefix, such as a ticket.
func valuesOf(b *bolt.Bucket, prefix []byte) [][]byte {
	var raws [][]byte
	c := b.Cursor()
	for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
		raws = append(raws, bytes.Clone(v))
	}
	return raws
}

func decodeAll[T any](raws [][]byte) ([]T, error) {
	all := make([]T, len(raws))
	for i, raw := range raws {
		var err error
		if all[i], err = unmarshal[T](raw); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// manyKeys is after how many keys Resolve looks whether to give back pages: each may stand on one of its own.
const manyKeys = 100

// Resolve finds what keys lead to.
func (s *Store) Resolve(ctx context.Context, keys []store.Key) (map[store.Key]tickets.Ref, error) {
	found := make(map[store.Key]tickets.Ref, len(keys))
	err := s.view(ctx, func(tx *bolt.Tx) error {
		for i, k := range keys {
			if i%manyKeys == 0 {
				if err := s.letGo(tx); err != nil {
					return err
				}
			}
			v := keyValue(tx, keyName(k))
			if v == nil {
				continue
			}
			ref, err := decodeRef(v)
			if err != nil {
				return err
			}
			found[k] = ref
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("resolve %d keys: %w", len(keys), err)
	}
	return found, nil
}

// Marks reads the marks whose name starts with the prefix.
func (s *Store) Marks(ctx context.Context, prefix string) ([]store.Mark, error) {
	var found []store.Mark
	err := s.view(ctx, func(tx *bolt.Tx) error {
		c := tx.Bucket(bucketMarks).Cursor()
		for k, v := c.Seek([]byte(prefix)); k != nil && bytes.HasPrefix(k, []byte(prefix)); k, v = c.Next() {
			found = append(found, store.Mark{Name: string(k), Value: append([]byte{}, v...)})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read marks %q: %w", prefix, err)
	}
	return found, nil
}
