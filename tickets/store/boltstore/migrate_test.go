package boltstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// TestADatabaseOfLayoutOneGoesOn builds a file as the first layout left it, with more tickets than one transaction of a
// migration changes, and finds its keys and all that was said on its tickets under the newest.
func TestADatabaseOfLayoutOneGoesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	ref := tickets.Ref{Ticket: 7, Leg: tickets.CustomerLeg}
	const many = gatherAtOnce + 3
	raw(t, path, func(tx *bolt.Tx) error {
		if err := step(tx, create, 1); err != nil {
			return err
		}
		for id := tickets.ID(1); id <= many; id++ {
			if err := putOld(tx, id); err != nil {
				return err
			}
		}
		return tx.Bucket(bucketKeys).Put(keyName(oldKey(1)), encodeRef(ref))
	})
	var told []string
	s := mustOpen(t, path, Options{Migrating: func(done, all int64) { told = append(told, fmt.Sprint(done, "/", all)) }})
	if want := []string{"1000/1003", "1003/1003"}; !slices.Equal(told, want) {
		t.Errorf("it told %v, want %v", told, want)
	}
	if got, err := s.Resolve(t.Context(), []store.Key{oldKey(1)}); err != nil || got[oldKey(1)] != ref {
		t.Errorf("the key leads to %v, %v; want %v", got, err, ref)
	}
	for _, id := range []tickets.ID{1, 2, 3, gatherAtOnce, gatherAtOnce + 1, many} {
		checkOld(t, s, id)
	}
	more := tickets.Entry{By: "desk", Text: "after the migration"}
	ticket, err := s.Ticket(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(t.Context(), []store.Change{{Cause: "new", Ticket: &ticket, Journal: []tickets.Entry{more}}}); err != nil {
		t.Error(err)
	}
	checkOld(t, s, 2, more)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Verify(path); err != nil {
		t.Error(err)
	}
	s = mustOpen(t, path, Options{Migrating: func(done, all int64) { t.Errorf("it migrates again: %d of %d", done, all) }})
	checkOld(t, s, 2, more)
	audit(t, s)
}

// oldHistory is what was said on a ticket of layout 1, by the version of the commit that added it. Each third has nothing.
func oldHistory(id tickets.ID) map[uint64]added {
	if id%3 == 0 {
		return nil
	}
	entry := func(text string) tickets.Entry { return tickets.Entry{By: "desk", Text: fmt.Sprint(id, text)} }
	said := tickets.Message{N: 1, Text: fmt.Sprintf("found on %d", id), Attachments: []tickets.Attachment{{Name: "a.txt", Part: 4}}}
	return map[uint64]added{
		1: {Journal: []tickets.Entry{entry("a"), entry("b")}, Messages: []keptMessage{keep(said)}},
		3: {Journal: []tickets.Entry{entry("c")}},
	}
}

// putOld writes a ticket as layout 1 did.
func putOld(tx *bolt.Tx, id tickets.ID) error {
	ticket := tickets.Ticket{ID: id, Version: 3, Status: tickets.Open, Updated: time.Unix(int64(id), 0)}
	state, err := marshal(ticket)
	if err != nil {
		return err
	}
	row, err := binary.Append(nil, binary.BigEndian, headOf(&ticket))
	if err != nil {
		return err
	}
	put := func(bucket []byte, version uint64, place int, v any) {
		raw, err2 := marshal(v)
		key := binary.BigEndian.AppendUint32(pair(uint64(id), version), uint32(place))
		err = errors.Join(err, err2, tx.Bucket(bucket).Put(key, raw))
	}
	for version, a := range oldHistory(id) {
		for i, e := range a.Journal {
			put(oldJournal, version, i, e)
		}
		for i, m := range a.Messages {
			put(oldMessages, version, i, m)
		}
	}
	return errors.Join(err, tx.Bucket(bucketTickets).Put(number(uint64(id)), append(row, state...)),
		index(tx, number(uint64(id)), head{}, headOf(&ticket), traits(&ticket)))
}

// checkOld compares what is read of a ticket with what putOld wrote, and what was added to its journal since.
func checkOld(t *testing.T, s *Store, id tickets.ID, since ...tickets.Entry) {
	t.Helper()
	var want tickets.History
	for _, version := range []uint64{1, 3} {
		a := oldHistory(id)[version]
		want.Journal = append(want.Journal, a.Journal...)
		for _, m := range a.Messages {
			want.Messages = append(want.Messages, m.message())
		}
	}
	want.Journal = append(want.Journal, since...)
	got, err := s.History(t.Context(), id)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); err != nil || diff != "" {
		t.Errorf("the history of %d: %v (-want +got):\n%s", id, err, diff)
	}
	found, err := s.Select(t.Context(), store.Query{Words: []string{fmt.Sprintf("found on %d", id)}, After: id - 1, Before: id + 1})
	if err != nil || len(found) != len(want.Messages) {
		t.Errorf("by its words %d tickets are found, %v; want %d", len(found), err, len(want.Messages))
	}
}
