package storetest

import (
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

func heldPromises() []promise {
	return []promise{
		{"AHeldLetterIsNotHandedOutAndHoldsBackNoOther", heldStays},
		{"AReleasedLetterIsHandedOutAtItsMoment", heldReleased},
		{"AReleasedLetterTakesItsPlaceInItsLane", heldInOrder},
		{"AHeldLetterMayBeWithdrawn", heldWithdrawn},
		{"WhatIsNotHeldCannotBeReleased", releaseLate},
		{"AReleaseThatConflictsUndoesItsBatch", releaseAllOrNone},
		{"AHeldLetterCannotBeSettled", heldUnsettled},
		{"NoOutcomeHoldsALetter", outcomeHolds},
	}
}

func held(l *tickets.Letter) { l.State, l.Error = tickets.Held, "over the budget" }

func release(id tickets.ID, seq uint64, minute int) store.Change {
	return store.Change{Release: []store.Release{{Ticket: id, Seq: seq, At: at(minute)}}}
}

func heldStays(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve, held), letter(1, 2, eve))
	wantLeased(t, s, lease(99, 1, 10), -1, "1/2")
	settle(t, s, sent(1, 2))
	wantLeased(t, s, lease(99, 1, 10), -1)
	equal(t, "the held letter", letters(t, s, 1)[0], letter(1, 1, eve, held))
}

func heldReleased(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve, held))
	commit(t, s, release(1, 1, 5))
	equal(t, "the letter", letters(t, s, 1), []tickets.Letter{letter(1, 1, eve, next(5))})
	wantLeased(t, s, lease(4, 1, 10), 5)
	wantLeased(t, s, lease(5, 1, 10), -1, "1/1")
}

func heldInOrder(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve, held), letter(1, 2, eve), letter(1, 3, eve))
	wantLeased(t, s, lease(0, 60, 10), -1, "1/2")
	commit(t, s, release(1, 1, 0))
	wantLeased(t, s, lease(1, 60, 10), 60)
	settle(t, s, sent(1, 2))
	wantLeased(t, s, lease(2, 60, 10), -1, "1/1")
	settle(t, s, sent(1, 1))
	wantLeased(t, s, lease(3, 60, 10), -1, "1/3")
}

func heldWithdrawn(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve, held))
	commit(t, s, withdrawal(1, 1))
	if l := letters(t, s, 1)[0]; l.State != tickets.Cancelled || l.Error != "recalled" {
		t.Fatalf("the letter is %s: %q", l.State, l.Error)
	}
	wantConflict(t, s.Commit(ctx(t), []store.Change{release(1, 1, 0)}), 0, "letter 1/1")
	wantLeased(t, s, lease(99, 1, 10), -1)
}

func releaseLate(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve), letter(1, 2, eve, held))
	for _, id := range []string{"letter 1/1", "letter 1/9"} {
		seq := uint64(id[len(id)-1] - '0')
		wantConflict(t, s.Commit(ctx(t), []store.Change{release(1, seq, 0)}), 0, id)
	}
	wantConflict(t, s.Commit(ctx(t), []store.Change{release(1, 2, 0), release(1, 2, 0)}), 1, "letter 1/2")
}

func releaseAllOrNone(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve, held))
	change := release(1, 1, 0)
	change.Ticket = ticket(1)
	wantConflict(t, s.Commit(ctx(t), []store.Change{change, release(1, 9, 0)}), 1, "letter 1/9")
	equal(t, "the letter", letters(t, s, 1), []tickets.Letter{letter(1, 1, eve, held)})
	wantLeased(t, s, lease(99, 1, 10), -1)
}

func heldUnsettled(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve, held))
	wantConflict(t, s.Settle(ctx(t), []store.Outcome{sent(1, 1)}), 0, "letter 1/1")
}

func outcomeHolds(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve))
	wantInvalid(t, s.Settle(ctx(t), []store.Outcome{{Ticket: 1, Seq: 1, State: tickets.Held}}))
}
