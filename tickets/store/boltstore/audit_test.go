package boltstore

import (
	"encoding/binary"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
)

// audit builds every index anew from the tickets and letters, and compares it with what is in the database.
func audit(t *testing.T, s *Store) {
	t.Helper()
	want := map[string]map[string]string{}
	for _, b := range [][]byte{bucketLiving, bucketWake, bucketUpdated, bucketRequesters, bucketQueue, bucketDue} {
		want[string(b)] = map[string]string{}
	}
	err := s.db.View(func(tx *bolt.Tx) error {
		auditTickets(t, tx, want)
		auditLetters(t, tx, want)
		for name, index := range want {
			if diff := cmp.Diff(index, contents(tx, name)); diff != "" {
				t.Errorf("index %s (-from the data +as it is):\n%s", name, diff)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func contents(tx *bolt.Tx, bucket string) map[string]string {
	all := map[string]string{}
	c := tx.Bucket([]byte(bucket)).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		all[string(k)] = string(v)
	}
	return all
}

func auditTickets(t *testing.T, tx *bolt.Tx, want map[string]map[string]string) {
	for id, row := range contents(tx, "tickets") {
		ticket, err := decodeTicket([]byte(row))
		if err != nil || string(number(uint64(ticket.ID))) != id {
			t.Errorf("ticket %x: %v %v", id, ticket.ID, err)
		}
		if h, err := decodeHead([]byte(row)); err != nil || h != headOf(&ticket) {
			t.Errorf("head of %s: %+v %v", ticket.ID, h, err)
		}
		updated, wake, requester := momentOf(ticket.Updated), momentOf(ticket.Wake()), shortOf(ticket.Requester.Key())
		want["updated"][string(updated[:])+id] = ""
		want["requesters"][string(requester[:])+id] = ""
		if wake != momentOf(time.Time{}) {
			want["wake"][string(wake[:])+id] = ""
		}
		if ticket.Status != tickets.Closed {
			want["living"][id] = string(traits(&ticket))
		}
	}
}

func auditLetters(t *testing.T, tx *bolt.Tx, want map[string]map[string]string) {
	heads := map[lane]tickets.Letter{}
	for _, raw := range contents(tx, "letters") {
		l, err := unmarshal[tickets.Letter]([]byte(raw))
		if err != nil {
			t.Error(err)
		}
		if l.State != tickets.Queued {
			continue
		}
		want["queue"][string(queueKey(&l))] = string(queueValue(&l))
		if head, ok := heads[laneOf(&l)]; !ok || l.Seq < head.Seq {
			heads[laneOf(&l)] = l
		}
	}
	for k, l := range heads {
		next := momentOf(l.Next)
		key := append([]byte(l.Mailbox+"\x00"), next[:]...)
		key = binary.BigEndian.AppendUint64(append(key, k[:8]...), l.Seq)
		want["due"][string(append(key, k[8:]...))] = ""
	}
}
