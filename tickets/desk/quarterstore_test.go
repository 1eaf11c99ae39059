package desk_test

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
	"sync"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
	"tierdesk/tickets/store/memstore"
)

type storeChange = store.Change

// filed is a memstore that finds tickets by a few indexes: a quarter asks it too often to look at everything each time. It
// keeps the histories, and shows every change to the world before it is applied.
type filed struct {
	*memstore.Store
	turn    sync.Mutex // the world's and the desk's turns, one at a time
	seen    func(before tickets.Ticket, c *store.Change)
	all     []tickets.Ticket // by number; all[0] is none
	living  map[tickets.ID]bool
	of      map[string][]tickets.ID // by requester
	wakes   wakes
	history map[tickets.ID]*tickets.History
}

func newFiled() *filed {
	return &filed{Store: memstore.New(), all: make([]tickets.Ticket, 1), living: map[tickets.ID]bool{}, of: map[string][]tickets.ID{}, history: map[tickets.ID]*tickets.History{}}
}

// Commit files the changes that the memstore took.
func (f *filed) Commit(ctx context.Context, changes []store.Change) error {
	bare := slices.Clone(changes)
	for i := range bare {
		bare[i].Letters, bare[i].Journal, bare[i].Messages = nil, nil, nil
	}
	if err := f.Store.Commit(ctx, bare); err != nil {
		return err
	}
	for i := range changes {
		f.file(&changes[i])
	}
	return nil
}

func (f *filed) file(c *store.Change) {
	f.turn.Lock()
	defer f.turn.Unlock()
	before := tickets.Ticket{}
	if c.Ticket != nil && int(c.Ticket.ID) < len(f.all) {
		before = f.all[c.Ticket.ID]
	}
	for _, l := range c.Letters {
		h := f.historyOf(l.Ticket)
		h.Letters = append(h.Letters, l)
	}
	if c.Ticket != nil {
		t := c.Ticket.Clone()
		t.Version++
		for int(t.ID) >= len(f.all) {
			f.all = append(f.all, tickets.Ticket{})
		}
		if before.Version == 0 {
			f.of[t.Requester.Key()] = append(f.of[t.Requester.Key()], t.ID)
		}
		f.all[t.ID] = t
		delete(f.living, t.ID)
		if t.Status != tickets.Closed {
			f.living[t.ID] = true
		}
		if at := t.Wake(); !at.IsZero() {
			heap.Push(&f.wakes, wake{at, t.ID})
		}
		h := f.historyOf(t.ID)
		h.Journal, h.Messages = append(h.Journal, c.Journal...), append(h.Messages, c.Messages...)
	}
	f.seen(before, c)
}

func (f *filed) historyOf(id tickets.ID) *tickets.History {
	if f.history[id] == nil {
		f.history[id] = &tickets.History{}
	}
	return f.history[id]
}

func (f *filed) History(_ context.Context, id tickets.ID) (tickets.History, error) {
	f.turn.Lock()
	defer f.turn.Unlock()
	h := f.historyOf(id)
	return tickets.History{Journal: slices.Clip(h.Journal), Messages: slices.Clip(h.Messages), Letters: slices.Clip(h.Letters)}, nil
}

// Select goes through the narrowest index.
func (f *filed) Select(_ context.Context, q store.Query) ([]tickets.Ticket, error) {
	f.turn.Lock()
	defer f.turn.Unlock()
	if !q.WakeBy.IsZero() {
		return f.due(q), nil
	}
	var found []tickets.Ticket
	for _, id := range f.candidates(&q) {
		if t := f.all[id]; t.ID != 0 && q.Matches(&t) {
			if found = append(found, t.Clone()); len(found) == q.Limit {
				break
			}
		}
	}
	return found, nil
}

func (f *filed) candidates(q *store.Query) (ids []tickets.ID) {
	switch {
	case q.Requester != "":
		return f.of[q.Requester]
	case q.LivingOnly():
		for id := range f.living {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		return ids
	}
	for id := q.After + 1; int(id) < len(f.all) && (q.Before == 0 || id < q.Before) && (q.Limit != 1 || len(ids) < 1); id++ {
		ids = append(ids, id)
	}
	return ids
}

// due takes what wakes by a moment from the heap. What is stale there is dropped.
func (f *filed) due(q store.Query) (found []tickets.Ticket) {
	var kept []wake
	for len(f.wakes) > 0 && !f.wakes[0].at.After(q.WakeBy) && (q.Limit == 0 || len(found) < q.Limit) {
		first := heap.Pop(&f.wakes).(wake)
		t := f.all[first.id]
		if at := t.Wake(); at.Equal(first.at) && !slices.ContainsFunc(kept, func(k wake) bool { return k == first }) {
			kept, found = append(kept, first), append(found, t.Clone())
		}
	}
	for _, k := range kept {
		heap.Push(&f.wakes, k)
	}
	return found
}

// wake is when a ticket wakes, as it was when it was committed.
type wake struct {
	at time.Time
	id tickets.ID
}

type wakes []wake

func (w wakes) Len() int { return len(w) }
func (w wakes) Less(i, j int) bool {
	return cmp.Or(w[i].at.Compare(w[j].at), cmp.Compare(w[i].id, w[j].id)) < 0
}
func (w wakes) Swap(i, j int) { w[i], w[j] = w[j], w[i] }
func (w *wakes) Push(x any)   { *w = append(*w, x.(wake)) }
func (w *wakes) Pop() any {
	last := (*w)[len(*w)-1]
	*w = (*w)[:len(*w)-1]
	return last
}
