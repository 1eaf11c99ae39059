package storetest

import (
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// RunReopened checks what must still be there after the database was closed and opened again.
func RunReopened(t *testing.T, open OpenTwice) {
	for _, p := range []struct {
		name string
		hold func(t *testing.T, s store.Store, again func() store.Store)
	}{
		{"WhatWasCommittedIsStillThere", stillThere},
		{"ALetterThatWasOutIsGivenOutAgain", outAgain},
		{"NumbersStillLieAboveEveryTicket", stillAbove},
	} {
		t.Run(p.name, func(t *testing.T) {
			s, again := open(t)
			p.hold(t, s, func() store.Store {
				t.Helper()
				if err := s.Close(); err != nil {
					t.Fatalf("close: %v", err)
				}
				return again()
			})
		})
	}
}

func stillThere(t *testing.T, s store.Store, again func() store.Store) {
	commit(t, s, full(1), full(2), everything(), full(4))
	settle(t, s, sent(2, 1))
	want := picture(t, s, "id:"+awkward)
	s = again()
	equal(t, "store", picture(t, s, "id:"+awkward), want)
	wantConflict(t, s.Commit(ctx(t), []store.Change{{Cause: "1"}}), 0, "cause 1")
	wantIDs(t, s, store.Query{WakeBy: at(5)}, 1, 2, 4)
	commit(t, s, opening(1, func(c *tickets.Ticket) { c.Version = 1 }))
	wantIDs(t, s, store.Query{WakeBy: at(5)}, 2, 4)
}

// outAgain leaves open whether a lease outlives the process: its end is the latest moment in any case.
func outAgain(t *testing.T, s store.Store, again func() store.Store) {
	queue(t, s, letter(1, 1, eve), letter(1, 2, eve))
	wantLeased(t, s, lease(0, 5, 10), -1, "1/1")
	s = again()
	wantLeased(t, s, lease(5, 5, 10), -1, "1/1")
}

func stillAbove(t *testing.T, s store.Store, again func() store.Store) {
	commit(t, s, opening(41), opening(7))
	s = again()
	if id := must(s.NewID(ctx(t), 1))(t); id <= 41 {
		t.Fatalf("got %s beside a ticket #41", id)
	}
}
