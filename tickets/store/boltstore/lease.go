package boltstore

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// lease says which letter of a lane is out, and how long.
type lease struct {
	seq   uint64
	until time.Time
}

// Lease hands out due letters. Leases are kept in memory: a bbolt file has one process, and when that ends, so does its
// sending. It takes time in proportion to the mailboxes, to Max and to the letters that are out, not to those that wait.
func (s *Store) Lease(ctx context.Context, q store.LeaseQuery) (store.Leased, error) {
	if err := q.Validate(); err != nil {
		return store.Leased{}, err
	}
	s.leasing.Lock()
	defer s.leasing.Unlock()
	c := choice{q: &q, leases: s.leases}
	var raws [][]byte
	err := s.view(ctx, func(tx *bolt.Tx) (err error) {
		if err := c.look(tx.Bucket(bucketDue).Cursor()); err != nil {
			return err
		}
		raws = c.read(tx.Bucket(bucketLetters))
		return nil
	})
	if err != nil {
		return store.Leased{}, fmt.Errorf("lease letters: %w", err)
	}
	letters, err := decodeAll[tickets.Letter](raws)
	if err != nil {
		return store.Leased{}, fmt.Errorf("lease letters: %w", err)
	}
	for _, d := range c.taken {
		s.leases[d.lane()] = lease{seq: d.Seq, until: q.Now.Add(q.For)}
	}
	return store.Leased{Letters: letters, Next: c.next}, nil
}

// choice is an answer to a lease query in the making.
type choice struct {
	q      *store.LeaseQuery
	leases map[lane]lease
	taken  []dueEntry
	next   time.Time
}

// look goes through the index of heads, mailbox by mailbox.
func (c *choice) look(cursor *bolt.Cursor) error {
	key, _ := cursor.First()
	for key != nil {
		mailbox, _, err := splitDue(key)
		if err != nil {
			return err
		}
		if !slices.Contains(c.q.Busy, string(mailbox)) {
			if err := c.lookInto(cursor, key, mailbox); err != nil {
				return err
			}
		}
		key, _ = cursor.Seek(append(bytes.Clone(mailbox), 1)) // behind all keys that begin with the mailbox and NUL
	}
	slices.SortFunc(c.taken, func(a, b dueEntry) int {
		return cmp.Or(bytes.Compare(a.Next[:], b.Next[:]), cmp.Compare(a.Ticket, b.Ticket), cmp.Compare(a.Seq, b.Seq))
	})
	if len(c.taken) > c.q.Max {
		c.taken = c.taken[:c.q.Max]
		c.wait(c.q.Now)
	}
	return nil
}

// lookInto takes the due heads of one mailbox, one more than may be leased at most, and stops at the first that is not
// due: those behind it are due later.
func (c *choice) lookInto(cursor *bolt.Cursor, key, mailbox []byte) error {
	prefix := append(bytes.Clone(mailbox), 0)
	for n := 0; n <= c.q.Max && bytes.HasPrefix(key, prefix); key, _ = cursor.Next() {
		_, d, err := splitDue(key)
		if err != nil {
			return err
		}
		next := d.Next.time()
		out, ok := c.leases[d.lane()]
		switch {
		case ok && out.until.After(c.q.Now):
			c.wait(later(next, out.until))
		case !c.q.IsDue(next):
			c.wait(next)
			return nil
		default:
			c.taken = append(c.taken, d)
			n++
		}
	}
	return nil
}

// wait notes that a letter that is not handed out may be leased then.
func (c *choice) wait(until time.Time) {
	if c.next.IsZero() || until.Before(c.next) {
		c.next = until
	}
}

func (c *choice) read(letters *bolt.Bucket) [][]byte {
	raws := make([][]byte, len(c.taken))
	for i, d := range c.taken {
		raws[i] = bytes.Clone(letters.Get(pair(d.Ticket, d.Seq)))
	}
	return raws
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
