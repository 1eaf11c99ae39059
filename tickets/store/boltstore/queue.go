package boltstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// lane names what the letters of one ticket to one recipient share: the ticket and the hash of the recipient. If two
// recipients of one ticket share a hash, their letters wait for each other, no more.
type lane [16]byte

func laneOf(l *tickets.Letter) (k lane) {
	to := shortOf(tickets.Address{Address: l.To}.Key())
	binary.BigEndian.PutUint64(k[:8], uint64(l.Ticket))
	copy(k[8:], to[:])
	return k
}

func nameOf(id tickets.ID, seq uint64) string { return fmt.Sprintf("letter %d/%d", uint64(id), seq) }

// A key of the queue is the lane and Seq, its value Next and the mailbox.

func queueKey(l *tickets.Letter) []byte {
	k := laneOf(l)
	return binary.BigEndian.AppendUint64(k[:], l.Seq)
}

func queueValue(l *tickets.Letter) []byte {
	next := momentOf(l.Next)
	return append(next[:], l.Mailbox...)
}

// dueEntry is a key of the index of heads: mailbox, NUL, Next, ticket, Seq, recipient.
type dueEntry struct {
	Next   moment
	Ticket uint64
	Seq    uint64
	To     short
}

const dueSize = 12 + 8 + 8 + 8

func (d dueEntry) lane() (k lane) {
	binary.BigEndian.PutUint64(k[:8], d.Ticket)
	copy(k[8:], d.To[:])
	return k
}

// dueKey is the key of a queued letter in the index of heads.
func dueKey(queueKey, queueValue []byte) ([]byte, error) {
	if len(queueKey) != 24 || len(queueValue) < 12 {
		return nil, fmt.Errorf("no entry of the queue: %x %x", queueKey, queueValue)
	}
	d := dueEntry{
		Next: moment(queueValue[:12]), Ticket: binary.BigEndian.Uint64(queueKey),
		To: short(queueKey[8:16]), Seq: binary.BigEndian.Uint64(queueKey[16:]),
	}
	return binary.Append(append(queueValue[12:len(queueValue):len(queueValue)], 0), binary.BigEndian, d)
}

// splitDue is the way back.
func splitDue(key []byte) (mailbox []byte, d dueEntry, err error) {
	at := len(key) - dueSize - 1
	if at < 0 || key[at] != 0 {
		return nil, d, fmt.Errorf("no entry of the index of heads: %x", key)
	}
	_, err = binary.Decode(key[at+1:], binary.BigEndian, &d)
	return key[:at], d, err
}

// inLane changes the queue within one lane, and lets the index of heads follow.
func inLane(tx *bolt.Tx, k lane, change func(queue *bolt.Bucket) error) error {
	queue, due := tx.Bucket(bucketQueue), tx.Bucket(bucketDue)
	before, err := headOfLane(queue, k)
	if err != nil {
		return err
	}
	if err := change(queue); err != nil {
		return err
	}
	after, err := headOfLane(queue, k)
	if err != nil || bytes.Equal(before, after) {
		return err
	}
	if before != nil {
		if err := due.Delete(before); err != nil {
			return err
		}
	}
	if after != nil {
		return due.Put(after, nil)
	}
	return nil
}

// headOfLane is where the head of a lane stands in the index of heads; nil when the lane is empty.
func headOfLane(queue *bolt.Bucket, k lane) ([]byte, error) {
	key, value := queue.Cursor().Seek(k[:])
	if !bytes.HasPrefix(key, k[:]) {
		return nil, nil
	}
	return dueKey(key, value)
}

func enqueue(tx *bolt.Tx, l *tickets.Letter) error {
	return inLane(tx, laneOf(l), func(queue *bolt.Bucket) error { return queue.Put(queueKey(l), queueValue(l)) })
}

func dequeue(tx *bolt.Tx, l *tickets.Letter) error {
	return inLane(tx, laneOf(l), func(queue *bolt.Bucket) error { return queue.Delete(queueKey(l)) })
}

// Settle records what became of letters in one transaction, and ends their leases.
func (s *Store) Settle(ctx context.Context, outcomes []store.Outcome) error {
	if err := store.ValidateOutcomes(outcomes); err != nil {
		return err
	}
	s.leasing.Lock()
	defer s.leasing.Unlock()
	settled := make([]tickets.Letter, len(outcomes))
	err := s.update(ctx, func(tx *bolt.Tx) (err error) {
		for i := range outcomes {
			if settled[i], err = settle(tx, &outcomes[i], i); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("settle %d letters: %w", len(outcomes), err)
	}
	for i := range settled {
		if k := laneOf(&settled[i]); s.leases[k].seq == settled[i].Seq {
			delete(s.leases, k)
		}
	}
	return nil
}

func settle(tx *bolt.Tx, o *store.Outcome, i int) (tickets.Letter, error) {
	l, err := letterOf(tx, o.Ticket, o.Seq)
	if err != nil {
		return l, err
	}
	if l.State != tickets.Queued {
		return l, &store.Conflict{Change: i, What: nameOf(o.Ticket, o.Seq)}
	}
	l = o.Apply(l)
	return l, putLetter(tx, &l)
}

// withdraw cancels letters that are held, or queued and not out.
func (r *row) withdraw(tx *bolt.Tx) (string, error) {
	for i := range r.Withdraw {
		w := &r.Withdraw[i]
		l, err := letterOf(tx, w.Ticket, w.Seq)
		if err != nil {
			return "", err
		}
		waits := l.State == tickets.Queued || l.State == tickets.Held
		if out, leased := r.leases[laneOf(&l)]; !waits || leased && out.seq == l.Seq {
			return nameOf(w.Ticket, w.Seq), nil
		}
		l = w.Apply(l)
		if err := putLetter(tx, &l); err != nil {
			return "", err
		}
	}
	return "", nil
}

// release queues letters that are held.
func (r *row) release(tx *bolt.Tx) (string, error) {
	for i := range r.Release {
		f := &r.Release[i]
		l, err := letterOf(tx, f.Ticket, f.Seq)
		if err != nil {
			return "", err
		}
		if l.State != tickets.Held {
			return nameOf(f.Ticket, f.Seq), nil
		}
		l = f.Apply(l)
		if err := putLetter(tx, &l); err != nil {
			return "", err
		}
	}
	return "", nil
}

// letterOf reads a letter; one that there is not has no state.
func letterOf(tx *bolt.Tx, ticket tickets.ID, seq uint64) (l tickets.Letter, err error) {
	raw := tx.Bucket(bucketLetters).Get(pair(uint64(ticket), seq))
	if raw == nil {
		return l, nil
	}
	if l, err = unmarshal[tickets.Letter](raw); err != nil {
		return l, fmt.Errorf("decode %s: %w", nameOf(ticket, seq), err)
	}
	return l, nil
}

// putLetter writes a letter that was queued or held, and lets the queue follow.
func putLetter(tx *bolt.Tx, l *tickets.Letter) error {
	raw, err := marshal(l)
	if err != nil {
		return fmt.Errorf("encode %s: %w", nameOf(l.Ticket, l.Seq), err)
	}
	if err := tx.Bucket(bucketLetters).Put(pair(uint64(l.Ticket), l.Seq), raw); err != nil {
		return err
	}
	if l.State == tickets.Queued {
		return enqueue(tx, l)
	}
	return dequeue(tx, l)
}
