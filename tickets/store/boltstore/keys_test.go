package boltstore

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// TestKeysLeadToTheSameAfterTheySettled sets more keys than wait together, some of them again, and finds every one before
// and after the file was opened again.
func TestKeysLeadToTheSameAfterTheySettled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	s := mustOpen(t, path, Options{})
	want := map[store.Key]tickets.Ref{}
	set := func(from, to int, leg tickets.Leg) {
		c := store.Change{Keys: map[store.Key]tickets.Ref{}}
		for i := from; i < to; i++ {
			c.Keys[oldKey(i)] = tickets.Ref{Ticket: tickets.ID(i + 1), Leg: leg}
			want[oldKey(i)] = c.Keys[oldKey(i)]
		}
		if err := s.Commit(t.Context(), []store.Change{c, {Cause: fmt.Sprintf("%d to %d on %s", from, to, leg)}}); err != nil {
			t.Fatal(err)
		}
	}
	set(0, mostLately-1, tickets.CustomerLeg) // with its cause as many as wait
	if n := lately(t, s); n != 0 {
		t.Errorf("%d keys wait after %d", n, mostLately)
	}
	set(100, 200, tickets.InternalLeg)
	set(mostLately, mostLately+50, tickets.CustomerLeg)
	if n := lately(t, s); n != 152 {
		t.Errorf("%d keys wait, want 152", n)
	}
	found := func() {
		t.Helper()
		keys := []store.Key{oldKey(-1)}
		for k := range want {
			keys = append(keys, k)
		}
		got, err := s.Resolve(t.Context(), keys)
		if err != nil || len(got) != len(want) {
			t.Fatalf("found %d of %d keys: %v", len(got), len(want), err)
		}
		for k, ref := range got {
			if ref != want[k] {
				t.Errorf("%s leads to %v, not to %v", k, ref, want[k])
			}
		}
	}
	found()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, path, Options{})
	found()
	set(mostLately+50, 2*mostLately, tickets.CustomerLeg)
	found()
	for _, cause := range []string{"100 to 200 on internal", fmt.Sprintf("0 to %d on customer", mostLately-1)} {
		var known *store.Conflict
		if err := s.Commit(t.Context(), []store.Change{{Cause: cause}}); !errors.As(err, &known) {
			t.Errorf("%q was taken again: %v", cause, err)
		}
	}
}

func lately(t *testing.T, s *Store) (n int) {
	t.Helper()
	if err := s.db.View(func(tx *bolt.Tx) error { n = tx.Bucket(bucketLately).Stats().KeyN; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}
