package memstore

import (
	"cmp"
	"context"
	"slices"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// Lease hands out due heads of lanes.
func (s *Store) Lease(ctx context.Context, q store.LeaseQuery) (store.Leased, error) {
	if err := q.Validate(); err != nil {
		return store.Leased{}, err
	}
	if err := s.enter(ctx); err != nil {
		return store.Leased{}, err
	}
	defer s.mu.Unlock()
	var answer store.Leased
	for _, head := range s.heads() {
		if slices.Contains(q.Busy, head.Mailbox) {
			continue
		}
		out := s.leases[laneOf(head)].until.After(q.Now)
		if out || !q.IsDue(head.Next) || len(answer.Letters) == q.Max {
			answer.Next = earlier(answer.Next, s.freeAt(head, &q))
			continue
		}
		s.leases[laneOf(head)] = lease{seq: head.Seq, until: q.Now.Add(q.For)}
		answer.Letters = append(answer.Letters, head)
	}
	return answer, nil
}

// heads are the first queued letters of all lanes, the earliest Next first.
func (s *Store) heads() []tickets.Letter {
	first := map[lane]tickets.Letter{}
	for _, l := range s.letters {
		head, ok := first[laneOf(l)]
		if l.State == tickets.Queued && (!ok || l.Seq < head.Seq) {
			first[laneOf(l)] = l
		}
	}
	heads := make([]tickets.Letter, 0, len(first))
	for _, l := range first {
		heads = append(heads, l)
	}
	slices.SortFunc(heads, func(a, b tickets.Letter) int {
		return cmp.Or(a.Next.Compare(b.Next), cmp.Compare(a.Ticket, b.Ticket), bySeq(a, b))
	})
	return heads
}

// freeAt is when a head may be leased: at its Next, but not while a letter of its lane is out, and not before now.
func (s *Store) freeAt(head tickets.Letter, q *store.LeaseQuery) time.Time {
	out := s.leases[laneOf(head)].until
	if q.IsDue(head.Next) && !out.After(q.Now) {
		return q.Now
	}
	return slices.MaxFunc([]time.Time{head.Next, out, q.Now}, time.Time.Compare)
}

// Settle records what became of letters.
func (s *Store) Settle(ctx context.Context, outcomes []store.Outcome) error {
	if err := store.ValidateOutcomes(outcomes); err != nil {
		return err
	}
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.mu.Unlock()
	b := &batch{s: s}
	for i, o := range outcomes {
		id := letterID{o.Ticket, o.Seq}
		l, ok := s.letters[id]
		if !ok || l.State != tickets.Queued {
			b.rollBack()
			return &store.Conflict{Change: i, What: id.String()}
		}
		put(b, s.letters, id, o.Apply(l))
	}
	for _, o := range outcomes {
		s.endLease(letterID{o.Ticket, o.Seq})
	}
	return nil
}

func (s *Store) endLease(id letterID) {
	k := laneOf(s.letters[id])
	if s.leases[k].seq == id.seq {
		delete(s.leases, k)
	}
}

// isOut reports whether somebody may be sending the letter: it was leased, and not settled since.
func (s *Store) isOut(l tickets.Letter) bool {
	out, leased := s.leases[laneOf(l)]
	return leased && out.seq == l.Seq
}

func laneOf(l tickets.Letter) lane {
	return lane{l.Ticket, tickets.Address{Address: l.To}.Key()}
}

func bySeq(a, b tickets.Letter) int { return cmp.Compare(a.Seq, b.Seq) }

// earlier returns the earlier of two moments; a zero one is none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}
