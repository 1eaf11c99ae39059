package boltstore

import (
	"context"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// Select finds tickets by the narrowest index that fits the query. Only a query that can match closed tickets, and has
// neither a requester nor a moment, reads every ticket. It reads in pages: no read transaction is long.
func (s *Store) Select(ctx context.Context, q store.Query) ([]tickets.Ticket, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	found, err := s.find(ctx, &q)
	if err != nil {
		return nil, fmt.Errorf("select tickets: %w", err)
	}
	slices.SortFunc(found, q.Compare)
	return found, nil
}

func (s *Store) find(ctx context.Context, q *store.Query) ([]tickets.Ticket, error) {
	var found []tickets.Ticket
	seen := map[tickets.ID]bool{} // a ticket may move in an index while it is read
	w := walkFor(q)
	for !w.done {
		var rows [][]byte
		if err := s.view(ctx, func(tx *bolt.Tx) error { rows = w.page(tx); return nil }); err != nil {
			return nil, err
		}
		for _, row := range rows {
			t, err := decodeTicket(row)
			if err != nil {
				return nil, err
			}
			if seen[t.ID] || !q.Matches(&t) {
				continue
			}
			if ok, err := s.mentions(ctx, q, &t); err != nil {
				return nil, err
			} else if !ok {
				continue
			}
			seen[t.ID] = true
			if found = append(found, t); len(found) == q.Limit {
				return found, nil
			}
		}
	}
	return found, nil
}
