package storetest

import (
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

func withdrawPromises() []promise {
	return []promise{
		{"AWithdrawnLetterNeverLeavesAndStaysInTheHistory", withdrawnStays},
		{"AWithdrawnLetterLetsThoseBehindItGo", withdrawnFrees},
		{"WhatIsOutSettledOrUnknownCannotBeWithdrawn", withdrawLate},
		{"AWithdrawalThatConflictsUndoesItsBatch", withdrawAllOrNone},
		{"AWithdrawnLetterCannotBeSettled", withdrawnIsFinal},
		{"ALetterGivenBackMayBeWithdrawn", withdrawAfterSettle},
	}
}

func withdrawal(id tickets.ID, seq uint64) store.Change {
	return store.Change{Withdraw: []store.Withdrawal{{Ticket: id, Seq: seq, At: at(1), Why: "recalled"}}}
}

func cancelled(l tickets.Letter) tickets.Letter {
	l.State, l.Done, l.Error = tickets.Cancelled, at(1), "recalled"
	return l
}

func withdrawnStays(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 0, bob, next(5)), letter(1, 1, eve, next(5)))
	commit(t, s, withdrawal(1, 0), withdrawal(1, 1))
	equal(t, "letters", letters(t, s, 1), []tickets.Letter{cancelled(letter(1, 0, bob, next(5))), cancelled(letter(1, 1, eve, next(5)))})
	wantLeased(t, s, lease(99, 1, 10), -1)
}

func withdrawnFrees(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve, next(60)), letter(1, 2, eve))
	wantLeased(t, s, lease(0, 5, 10), 60)
	commit(t, s, withdrawal(1, 1))
	wantLeased(t, s, lease(0, 5, 10), -1, "1/2")
}

func withdrawLate(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve), letter(1, 2, bob))
	wantLeased(t, s, lease(0, 5, 1), 0, "1/1")
	for _, now := range []string{"out", "settled"} {
		wantConflict(t, s.Commit(ctx(t), []store.Change{withdrawal(1, 1)}), 0, "letter 1/1")
		if now == "out" {
			settle(t, s, sent(1, 1))
		}
	}
	wantConflict(t, s.Commit(ctx(t), []store.Change{withdrawal(1, 2), withdrawal(1, 2)}), 1, "letter 1/2")
	wantConflict(t, s.Commit(ctx(t), []store.Change{withdrawal(1, 3)}), 0, "letter 1/3")
	wantConflict(t, s.Commit(ctx(t), []store.Change{withdrawal(2, 1)}), 0, "letter 2/1")
}

func withdrawAllOrNone(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve))
	change := withdrawal(1, 1)
	change.Ticket = ticket(7)
	wantConflict(t, s.Commit(ctx(t), []store.Change{change, withdrawal(1, 9)}), 1, "letter 1/9")
	equal(t, "letters", letters(t, s, 1), []tickets.Letter{letter(1, 1, eve)})
	equal(t, "tickets", must(s.Select(ctx(t), store.Query{}))(t), []tickets.Ticket(nil))
	wantLeased(t, s, lease(0, 5, 10), -1, "1/1")
}

func withdrawnIsFinal(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve))
	commit(t, s, withdrawal(1, 1))
	wantConflict(t, s.Settle(ctx(t), []store.Outcome{sent(1, 1)}), 0, "letter 1/1")
}

func withdrawAfterSettle(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve))
	wantLeased(t, s, lease(0, 5, 10), -1, "1/1")
	settle(t, s, store.Outcome{Ticket: 1, Seq: 1, State: tickets.Queued, Next: at(9), Untried: true})
	commit(t, s, withdrawal(1, 1))
	wantLeased(t, s, lease(99, 5, 10), -1)
}
