package storetest

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

func batchPromises() []promise {
	return []promise{
		{"AnEmptyBatchIsFine", func(t *testing.T, s store.Store) { commit(t, s); wantEmpty(t, s) }},
		{"ChangesOfABatchSeeEachOther", batchSeesItself},
		{"AConflictInTheMiddleLeavesNothing", conflictLeavesNothing},
		{"AConflictPutsBackWhatWasThere", conflictPutsBack},
		{"AnInvalidChangeLeavesNothing", invalidLeavesNothing},
		{"OfManyCommitsOnOneTicketExactlyOneWins", oneWins},
		{"CommitsOnDifferentTicketsAllWin", allWin},
	}
}

func batchSeesItself(t *testing.T, s store.Store) {
	commit(t, s,
		store.Change{Ticket: ticket(1), Marks: []store.MarkChange{{Name: "m", New: []byte("1")}}},
		store.Change{Ticket: ticket(1, func(c *tickets.Ticket) { c.Version, c.Subject = 1, "Second" }),
			Marks: []store.MarkChange{{Name: "m", Old: []byte("1"), New: []byte("2")}, {Name: "m", Old: []byte("2")}}})
	want := ticket(1, func(c *tickets.Ticket) { c.Version, c.Subject = 2, "Second" })
	equal(t, "ticket", must(s.Ticket(ctx(t), 1))(t), *want)
	equal(t, "marks", must(s.Marks(ctx(t), ""))(t), []store.Mark(nil))
}

// full is a change that leaves a trace of every kind.
func full(id tickets.ID) store.Change {
	name := fmt.Sprint(uint64(id))
	return store.Change{
		Cause: name, Ticket: ticket(id, due(5)), Journal: []tickets.Entry{entry("a")}, Messages: []tickets.Message{message(1, "A")},
		Keys:    map[store.Key]tickets.Ref{store.Key("id:" + name): {Ticket: id, Leg: tickets.CustomerLeg}},
		Letters: []tickets.Letter{letter(id, 1, "eve@example.org")},
		Marks:   []store.MarkChange{{Name: name, New: []byte("1")}},
	}
}

// conflicting lists one change for every kind of conflict, given that full(1) was committed, and what it conflicts at.
func conflicting() map[string]store.Change {
	return map[string]store.Change{
		"ticket #1":  opening(1),
		"cause 1":    {Cause: "1"},
		"letter 1/1": {Letters: []tickets.Letter{letter(1, 1, "bob@example.org")}},
		"mark 1":     {Marks: []store.MarkChange{{Name: "1", New: []byte("2")}}},
	}
}

func conflictLeavesNothing(t *testing.T, s store.Store) {
	for what, change := range conflicting() {
		wantConflict(t, s.Commit(ctx(t), []store.Change{full(1), full(2), change, full(3)}), 2, what)
		wantEmpty(t, s, "id:1", "id:2", "id:3", "cause:1", "cause:2", "cause:3")
	}
}

func conflictPutsBack(t *testing.T, s store.Store) {
	commit(t, s, full(1))
	before := picture(t, s)
	for what, change := range conflicting() {
		again := full(1)
		again.Cause, again.Ticket.Version, again.Ticket.Due = "2", 1, at(9)
		again.Letters[0].Seq, again.Ticket.Status = 2, tickets.Closed
		again.Keys["id:1"] = tickets.Ref{Ticket: 7}
		again.Marks = []store.MarkChange{{Name: "1", Old: []byte("1")}, {Name: "2", New: []byte("1")}, {Name: "1", New: []byte("1")}}
		wantConflict(t, s.Commit(ctx(t), []store.Change{again, change}), 1, what)
		equal(t, "after a conflict at "+what, picture(t, s), before)
	}
}

func invalidLeavesNothing(t *testing.T, s store.Store) {
	long := strings.Repeat("x", store.MaxName+1)
	for name, wrong := range map[string]store.Change{
		"journal without ticket": {Journal: []tickets.Entry{entry("a")}},
		"message without ticket": {Messages: []tickets.Message{message(1, "a")}},
		"ticket without number":  {Ticket: ticket(0)},
		"key without kind":       {Keys: map[store.Key]tickets.Ref{"x": {Ticket: 1}}},
		"cause among the keys":   {Keys: map[store.Key]tickets.Ref{"cause:x": {Ticket: 1}}},
		"mark without name":      {Marks: []store.MarkChange{{New: []byte("1")}}},
		"mark with a long name":  {Marks: []store.MarkChange{{Name: long, New: []byte("1")}}},
		"letter without state":   {Letters: []tickets.Letter{{Ticket: 1, Seq: 1}}},
		"long mailbox":           {Letters: []tickets.Letter{letter(1, 1, "eve@example.org", mailbox(long))}},
	} {
		t.Log(name)
		wantInvalid(t, s.Commit(ctx(t), []store.Change{full(1), wrong}))
	}
	wantEmpty(t, s, "id:1", "cause:1")
}

func oneWins(t *testing.T, s store.Store) {
	commit(t, s, opening(1))
	errs := together(8, func(i int) error {
		return s.Commit(ctx(t), []store.Change{{Ticket: ticket(1, func(c *tickets.Ticket) { c.Version = 1 }),
			Journal: []tickets.Entry{entry("won")}}, {Marks: []store.MarkChange{{Name: fmt.Sprint(i), New: []byte("won")}}}})
	})
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		wantConflict(t, err, 0, "ticket #1")
	}
	if won != 1 {
		t.Fatalf("%d commits won", won)
	}
	equal(t, "version", must(s.Ticket(ctx(t), 1))(t).Version, uint64(2))
	equal(t, "journal", must(s.History(ctx(t), 1))(t).Journal, []tickets.Entry{entry("won")})
	equal(t, "number of marks", len(must(s.Marks(ctx(t), ""))(t)), 1)
}

func allWin(t *testing.T, s store.Store) {
	errs := together(8, func(int) error {
		id, err := s.NewID(ctx(t), 1)
		return errors.Join(err, s.Commit(ctx(t), []store.Change{opening(id)}))
	})
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	equal(t, "number of tickets", len(must(s.Select(ctx(t), store.Query{}))(t)), 8)
}

// together runs a function in n goroutines at once.
func together(n int, f func(i int) error) []error {
	errs := make([]error, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { errs[i] = f(i) })
	}
	wg.Wait()
	return errs
}
