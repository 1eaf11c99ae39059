package boltstore

import (
	"bytes"
	"encoding/binary"
	"slices"

	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// walk goes page by page through the tickets that an index says may match a query.
type walk struct {
	q    *store.Query
	size int // how many tickets a page holds
	done bool

	// The keys of a bucket in [at, end); each ends with the number of a ticket. A nil end is none.
	bucket, at, end []byte
	// Tickets by number: the index by Updated is in another order than the answer, so its keys are gathered first.
	gathered bool
	ids      [][]byte

	words *words // nil when the query has none
}

var highest = number(1<<64 - 1)

func walkFor(q *store.Query) *walk {
	w := &walk{q: q, size: 512, words: wordsFor(q)}
	if q.Limit > 0 {
		w.size = min(max(q.Limit, 16), w.size)
	}
	first := number(uint64(q.After) + 1)
	switch {
	case uint64(q.After)+1 == 0:
		w.done = true
	case !q.WakeBy.IsZero():
		by := momentOf(q.WakeBy)
		w.bucket, w.end = bucketWake, append(append(by[:], highest...), 0)
	case q.Requester != "":
		who := shortOf(q.Requester)
		w.bucket, w.at, w.end = bucketRequesters, slices.Concat(who[:], first), slices.Concat(who[:], highest, []byte{0})
	case q.LivingOnly():
		w.bucket, w.at = bucketLiving, first
	case !q.UpdatedSince.IsZero():
		since := momentOf(q.UpdatedSince)
		w.bucket, w.at = bucketUpdated, since[:]
	default:
		w.bucket, w.at = bucketTickets, first
	}
	if q.Before > 0 && w.end == nil && w.bucket != nil && !bytes.Equal(w.bucket, bucketUpdated) {
		w.end = number(uint64(q.Before))
	}
	return w
}

// page copies the next tickets, in the form in which they are kept.
func (w *walk) page(tx *bolt.Tx) [][]byte {
	if bytes.Equal(w.bucket, bucketUpdated) {
		return w.pageByNumber(tx)
	}
	all := tx.Bucket(bucketTickets)
	var rows [][]byte
	c := tx.Bucket(w.bucket).Cursor()
	k, v := c.Seek(w.at)
	for ; w.inside(k) && len(rows) < w.size; k, v = c.Next() {
		if bytes.Equal(w.bucket, bucketLiving) && !mayMatch(w.q, v) {
			continue
		}
		if row := all.Get(k[len(k)-8:]); row != nil && w.words.mayStandIn(tx, row) {
			rows = append(rows, bytes.Clone(row))
		}
	}
	w.done = !w.inside(k)
	w.at = bytes.Clone(k)
	return rows
}

func (w *walk) inside(key []byte) bool {
	return key != nil && (w.end == nil || bytes.Compare(key, w.end) < 0)
}

func (w *walk) pageByNumber(tx *bolt.Tx) [][]byte {
	if !w.gathered {
		w.gather(tx.Bucket(w.bucket).Cursor())
	}
	n := min(w.size, len(w.ids))
	all := tx.Bucket(bucketTickets)
	var rows [][]byte
	for _, id := range w.ids[:n] {
		if row := all.Get(id); row != nil && w.words.mayStandIn(tx, row) {
			rows = append(rows, bytes.Clone(row))
		}
	}
	w.ids = w.ids[n:]
	w.done = len(w.ids) == 0
	return rows
}

func (w *walk) gather(c *bolt.Cursor) {
	for k, _ := c.Seek(w.at); k != nil; k, _ = c.Next() {
		if id := k[len(k)-8:]; tickets.ID(binary.BigEndian.Uint64(id)) > w.q.After {
			w.ids = append(w.ids, bytes.Clone(id))
		}
	}
	slices.SortFunc(w.ids, bytes.Compare)
	w.gathered = true
}
