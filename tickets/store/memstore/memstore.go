// Package memstore keeps the desk's state in maps: for tests, the demo, and as the oracle that other stores are compared
// with. It is the contract of package store in the plainest code, so every question about a promise can be answered by
// reading it. Lease and Select look at everything there is; nothing survives the process.
//
// It starts no goroutine and holds its mutex only while it computes, so it may be used inside a testing/synctest bubble.
package memstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// Store implements store.Store in memory. New makes one.
type Store struct {
	mu       sync.Mutex
	closed   bool
	lastID   tickets.ID
	tickets  map[tickets.ID]tickets.Ticket
	messages map[tickets.ID][]tickets.Message
	journal  map[tickets.ID][]tickets.Entry
	letters  map[letterID]tickets.Letter
	keys     map[store.Key]tickets.Ref
	marks    map[string][]byte
	leases   map[lane]lease
}

type letterID struct {
	ticket tickets.ID
	seq    uint64
}

func (id letterID) String() string { return fmt.Sprintf("letter %d/%d", id.ticket, id.seq) }

// lane is what the letters of one ticket to one recipient share; lease says which of them is out and how long.
type lane struct {
	ticket tickets.ID
	to     string
}

type lease struct {
	seq   uint64
	until time.Time
}

var errClosed = errors.New("the store is closed")

// New makes an empty store.
func New() *Store {
	return &Store{
		tickets:  map[tickets.ID]tickets.Ticket{},
		messages: map[tickets.ID][]tickets.Message{},
		journal:  map[tickets.ID][]tickets.Entry{},
		letters:  map[letterID]tickets.Letter{},
		keys:     map[store.Key]tickets.Ref{},
		marks:    map[string][]byte{},
		leases:   map[lane]lease{},
	}
}

// enter takes the mutex; the caller releases it when the error is nil.
func (s *Store) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return errClosed
	}
	return nil
}

// NewID reserves n numbers and returns the first.
func (s *Store) NewID(ctx context.Context, n int) (tickets.ID, error) {
	if err := s.enter(ctx); err != nil {
		return 0, err
	}
	defer s.mu.Unlock()
	if n < 1 {
		return 0, &store.Invalid{What: fmt.Sprintf("%d numbers", n)}
	}
	first := s.lastID + 1
	s.lastID += tickets.ID(n)
	return first, nil
}

// Ticket reads one ticket, or store.ErrNotFound.
func (s *Store) Ticket(ctx context.Context, id tickets.ID) (tickets.Ticket, error) {
	if err := s.enter(ctx); err != nil {
		return tickets.Ticket{}, err
	}
	defer s.mu.Unlock()
	t, ok := s.tickets[id]
	if !ok {
		return tickets.Ticket{}, fmt.Errorf("read ticket %s: %w", id, store.ErrNotFound)
	}
	return t.Clone(), nil
}

// History reads what is kept about a ticket beside its state.
func (s *Store) History(ctx context.Context, id tickets.ID) (tickets.History, error) {
	if err := s.enter(ctx); err != nil {
		return tickets.History{}, err
	}
	defer s.mu.Unlock()
	h := tickets.History{Messages: cloneMessages(s.messages[id]), Journal: slices.Clone(s.journal[id])}
	for lid, l := range s.letters {
		if lid.ticket == id {
			h.Letters = append(h.Letters, l)
		}
	}
	slices.SortFunc(h.Letters, bySeq)
	return h, nil
}

// Resolve finds what keys lead to.
func (s *Store) Resolve(ctx context.Context, keys []store.Key) (map[store.Key]tickets.Ref, error) {
	if err := s.enter(ctx); err != nil {
		return nil, err
	}
	defer s.mu.Unlock()
	found := map[store.Key]tickets.Ref{}
	for _, k := range keys {
		if ref, ok := s.keys[k]; ok {
			found[k] = ref
		}
	}
	return found, nil
}

// Select looks at every ticket.
func (s *Store) Select(ctx context.Context, q store.Query) ([]tickets.Ticket, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	if err := s.enter(ctx); err != nil {
		return nil, err
	}
	defer s.mu.Unlock()
	var found []tickets.Ticket
	for _, t := range s.tickets {
		if q.Matches(&t) && (len(q.Words) == 0 || q.Mentions(&t, s.messages[t.ID])) {
			found = append(found, t.Clone())
		}
	}
	slices.SortFunc(found, q.Compare)
	if q.Limit > 0 && len(found) > q.Limit {
		found = found[:q.Limit]
	}
	return found, nil
}

// Marks reads the marks whose name starts with the prefix.
func (s *Store) Marks(ctx context.Context, prefix string) ([]store.Mark, error) {
	if err := s.enter(ctx); err != nil {
		return nil, err
	}
	defer s.mu.Unlock()
	var found []store.Mark
	for name, value := range s.marks {
		if strings.HasPrefix(name, prefix) {
			found = append(found, store.Mark{Name: name, Value: cloneValue(value)})
		}
	}
	slices.SortFunc(found, func(a, b store.Mark) int { return strings.Compare(a.Name, b.Name) })
	return found, nil
}

// Close makes every further method fail.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return nil
}

func cloneMessages(messages []tickets.Message) []tickets.Message {
	messages = slices.Clone(messages)
	for i := range messages {
		messages[i].To = slices.Clone(messages[i].To)
		messages[i].Attachments = slices.Clone(messages[i].Attachments)
	}
	return messages
}

// cloneValue never returns nil, which would mean that there is no mark.
func cloneValue(v []byte) []byte { return append([]byte{}, v...) }
