package storetest

import (
	"errors"
	"testing"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

func ticketPromises() []promise {
	return []promise{
		{"ANewStoreIsEmpty", func(t *testing.T, s store.Store) { wantEmpty(t, s, "id:a") }},
		{"ATicketComesBackAsCommitted", comesBack},
		{"AnUnknownTicketIsNotFound", notFound},
		{"EachCommitRaisesTheVersion", raisesVersion},
		{"AnotherVersionThanTheStoredOneIsAConflict", otherVersion},
		{"CreatingATicketTwiceIsAConflict", createdTwice},
		{"ChangingAnUnknownTicketIsAConflict", unknownChanged},
		{"TheCallersTicketStaysAsItWas", callersTicket},
		{"JournalAndMessagesGrowInOrder", historyGrows},
		{"HistoriesOfNeighboursStayApart", historiesApart},
		{"NumbersAreNeverGivenOutTwice", numbersOnce},
		{"NumbersLieAboveEveryTicket", numbersAbove},
		{"NumbersMustBeAtLeastOne", numbersAtLeastOne},
	}
}

func comesBack(t *testing.T, s store.Store) {
	want := ticket(1)
	commit(t, s, store.Change{Ticket: want})
	want.Version = 1
	equal(t, "ticket", must(s.Ticket(ctx(t), 1))(t), *want)
}

func notFound(t *testing.T, s store.Store) {
	commit(t, s, opening(2))
	for _, id := range []tickets.ID{0, 1, 3} {
		if _, err := s.Ticket(ctx(t), id); !errors.Is(err, store.ErrNotFound) {
			t.Fatalf("ticket %s: got %v, want %v", id, err, store.ErrNotFound)
		}
	}
}

func raisesVersion(t *testing.T, s store.Store) {
	for want := uint64(1); want <= 3; want++ {
		commit(t, s, opening(1, func(c *tickets.Ticket) { c.Version = want - 1 }))
		if got := must(s.Ticket(ctx(t), 1))(t).Version; got != want {
			t.Fatalf("version %d, want %d", got, want)
		}
	}
}

func otherVersion(t *testing.T, s store.Store) {
	commit(t, s, opening(1), opening(1, func(c *tickets.Ticket) { c.Version = 1 }))
	for _, version := range []uint64{1, 3} {
		err := s.Commit(ctx(t), []store.Change{opening(1, func(c *tickets.Ticket) { c.Version, c.Subject = version, "Lost" })})
		wantConflict(t, err, 0, "ticket #1")
	}
	if got := must(s.Ticket(ctx(t), 1))(t); got.Version != 2 || got.Subject == "Lost" {
		t.Fatalf("the conflict changed the ticket: %+v", got)
	}
}

func createdTwice(t *testing.T, s store.Store) {
	commit(t, s, opening(1))
	wantConflict(t, s.Commit(ctx(t), []store.Change{opening(1)}), 0, "ticket #1")
}

func unknownChanged(t *testing.T, s store.Store) {
	err := s.Commit(ctx(t), []store.Change{opening(1, func(c *tickets.Ticket) { c.Version = 1 })})
	wantConflict(t, err, 0, "ticket #1")
	wantEmpty(t, s)
}

func callersTicket(t *testing.T, s store.Store) {
	mine := ticket(1)
	commit(t, s, store.Change{Ticket: mine})
	equal(t, "the caller's ticket", mine, ticket(1))
}

func historyGrows(t *testing.T, s store.Store) {
	commit(t, s,
		store.Change{Ticket: ticket(1), Journal: []tickets.Entry{entry("a"), entry("b")}, Messages: []tickets.Message{message(1, "A")}},
		store.Change{Ticket: ticket(1, func(c *tickets.Ticket) { c.Version = 1 }), Journal: []tickets.Entry{entry("c")}})
	commit(t, s, store.Change{Ticket: ticket(1, func(c *tickets.Ticket) { c.Version = 2 }),
		Journal: []tickets.Entry{entry("a")}, Messages: []tickets.Message{message(2, "B"), message(3, "C")}})
	equal(t, "history", must(s.History(ctx(t), 1))(t), tickets.History{
		Journal:  []tickets.Entry{entry("a"), entry("b"), entry("c"), entry("a")},
		Messages: []tickets.Message{message(1, "A"), message(2, "B"), message(3, "C")},
	})
}

func historiesApart(t *testing.T, s store.Store) {
	for _, id := range []tickets.ID{1, 2, 255, 256, 257} {
		commit(t, s, store.Change{Ticket: ticket(id), Journal: []tickets.Entry{entry(id.String())},
			Messages: []tickets.Message{message(1, id.String())}, Letters: []tickets.Letter{letter(id, 1, "eve@example.org")}})
	}
	for _, id := range []tickets.ID{1, 2, 255, 256, 257} {
		equal(t, "history of "+id.String(), must(s.History(ctx(t), id))(t), tickets.History{
			Journal: []tickets.Entry{entry(id.String())}, Messages: []tickets.Message{message(1, id.String())},
			Letters: []tickets.Letter{letter(id, 1, "eve@example.org")},
		})
	}
}

func numbersOnce(t *testing.T, s store.Store) {
	given := map[tickets.ID]bool{}
	for _, n := range []int{1, 3, 1, 1000, 2} {
		first := must(s.NewID(ctx(t), n))(t)
		for id := first; id < first+tickets.ID(n); id++ {
			if id == 0 || given[id] {
				t.Fatalf("%s was given out twice, or is no number", id)
			}
			given[id] = true
		}
	}
}

func numbersAbove(t *testing.T, s store.Store) {
	commit(t, s, opening(41), opening(7))
	if id := must(s.NewID(ctx(t), 1))(t); id <= 41 {
		t.Fatalf("got %s beside a ticket #41", id)
	}
}

func numbersAtLeastOne(t *testing.T, s store.Store) {
	for _, n := range []int{0, -1} {
		_, err := s.NewID(ctx(t), n)
		wantInvalid(t, err)
	}
}

var zone = time.FixedZone("", 2*60*60)
