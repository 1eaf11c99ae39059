package storetest

import (
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

func settlePromises() []promise {
	return []promise{
		{"ASettledLetterStaysInTheHistory", settledStays},
		{"ALetterThatStaysQueuedIsTriedAgainAtNext", triedAgain},
		{"ALetterGivenBackUntriedIsAsBefore", givenBack},
		{"AnUnknownLetterIsAConflict", settleUnknown},
		{"ASettledLetterCannotBeSettledAgain", settleTwice},
		{"OutcomesAreSettledAllOrNone", settleAllOrNone},
		{"ALetterNeedNotBeLeasedToBeSettled", settleUnleased},
		{"SettlingOneLetterLeavesTheLeaseOfItsLane", settleKeepsLease},
		{"AnImpossibleOutcomeIsInvalid", settleInvalid},
		{"LettersOfTicketZeroAreKeptAndSent", ticketZero},
	}
}

func sent(id tickets.ID, seq uint64) store.Outcome {
	return store.Outcome{Ticket: id, Seq: seq, State: tickets.Sent, At: at(1)}
}

func settle(t *testing.T, s store.Store, outcomes ...store.Outcome) {
	t.Helper()
	if err := s.Settle(ctx(t), outcomes); err != nil {
		t.Fatalf("settle: %v", err)
	}
}

func letters(t *testing.T, s store.Store, id tickets.ID) []tickets.Letter {
	t.Helper()
	return must(s.History(ctx(t), id))(t).Letters
}

func settledStays(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve), letter(1, 2, bob))
	settle(t, s, store.Outcome{Ticket: 1, Seq: 1, State: tickets.Sent, At: at(2), Next: at(9)},
		store.Outcome{Ticket: 1, Seq: 2, State: tickets.Failed, At: at(3), Error: "550 no such user"})
	want := []tickets.Letter{letter(1, 1, eve), letter(1, 2, bob)}
	want[0].State, want[0].Attempts, want[0].Done = tickets.Sent, 1, at(2)
	want[1].State, want[1].Attempts, want[1].Done, want[1].Error = tickets.Failed, 1, at(3), "550 no such user"
	equal(t, "letters", letters(t, s, 1), want)
	wantLeased(t, s, lease(99, 1, 10), -1)
}

func triedAgain(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve))
	want := letter(1, 1, eve)
	for i, fault := range []string{"450 busy", "timeout"} {
		now := 10 * i
		wantLeased(t, s, lease(now, 60, 10), -1, "1/1")
		settle(t, s, store.Outcome{Ticket: 1, Seq: 1, State: tickets.Queued, At: at(now + 1), Next: at(now + 10), Error: fault})
		want.Attempts, want.Next, want.Error = i+1, at(now+10), fault
		equal(t, "letters", letters(t, s, 1), []tickets.Letter{want})
		wantLeased(t, s, lease(now+9, 60, 10), now+10)
	}
}

func givenBack(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve))
	settle(t, s, store.Outcome{Ticket: 1, Seq: 1, State: tickets.Queued, At: at(1), Next: at(2), Error: "450 busy"})
	wantLeased(t, s, lease(2, 60, 10), -1, "1/1")
	settle(t, s, store.Outcome{Ticket: 1, Seq: 1, State: tickets.Queued, At: at(3), Next: at(4), Untried: true})
	want := letter(1, 1, eve, next(4))
	want.Attempts, want.Error = 1, "450 busy"
	equal(t, "letters", letters(t, s, 1), []tickets.Letter{want})
	wantLeased(t, s, lease(3, 60, 10), 4)
	wantLeased(t, s, lease(4, 60, 10), -1, "1/1")
}

func settleUnknown(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve))
	wantConflict(t, s.Settle(ctx(t), []store.Outcome{sent(1, 2)}), 0, "letter 1/2")
	wantConflict(t, s.Settle(ctx(t), []store.Outcome{sent(2, 1)}), 0, "letter 2/1")
}

func settleTwice(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve), letter(1, 2, bob))
	wantConflict(t, s.Settle(ctx(t), []store.Outcome{sent(1, 1), sent(1, 1)}), 1, "letter 1/1")
	settle(t, s, sent(1, 1))
	before := letters(t, s, 1)
	wantConflict(t, s.Settle(ctx(t), []store.Outcome{{Ticket: 1, Seq: 1, State: tickets.Queued}}), 0, "letter 1/1")
	equal(t, "letters", letters(t, s, 1), before)
}

func settleAllOrNone(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve), letter(1, 2, eve))
	wantLeased(t, s, lease(0, 5, 10), -1, "1/1")
	wantConflict(t, s.Settle(ctx(t), []store.Outcome{sent(1, 1), sent(9, 9)}), 1, "letter 9/9")
	equal(t, "letters", letters(t, s, 1), []tickets.Letter{letter(1, 1, eve), letter(1, 2, eve)})
	wantLeased(t, s, lease(1, 5, 10), 5)
	wantLeased(t, s, lease(5, 5, 10), -1, "1/1")
}

func settleUnleased(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve), letter(1, 2, eve), letter(1, 3, eve))
	settle(t, s, store.Outcome{Ticket: 1, Seq: 2, State: tickets.Failed, At: at(1), Error: "cancelled"})
	wantLeased(t, s, lease(0, 5, 10), -1, "1/1")
	wantLeased(t, s, lease(6, 5, 10), -1, "1/1")
	settle(t, s, sent(1, 1))
	wantLeased(t, s, lease(6, 5, 10), -1, "1/3")
}

func settleKeepsLease(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve), letter(1, 2, eve), letter(1, 3, eve))
	wantLeased(t, s, lease(0, 5, 10), -1, "1/1")
	settle(t, s, sent(1, 3))
	wantLeased(t, s, lease(1, 5, 10), 5)
	settle(t, s, sent(1, 1))
	wantLeased(t, s, lease(1, 5, 10), -1, "1/2")
}

func settleInvalid(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve))
	for _, wrong := range []store.Outcome{{Ticket: 1, Seq: 1}, {Ticket: 1, Seq: 1, State: tickets.Sent, Untried: true}} {
		wantInvalid(t, s.Settle(ctx(t), []store.Outcome{sent(1, 1), wrong}))
	}
	equal(t, "letters", letters(t, s, 1), []tickets.Letter{letter(1, 1, eve)})
}

func ticketZero(t *testing.T, s store.Store) {
	queue(t, s, letter(0, 1, bob), letter(0, 2, bob))
	wantLeased(t, s, lease(0, 5, 10), -1, "0/1")
	settle(t, s, sent(0, 1))
	wantLeased(t, s, lease(0, 5, 10), -1, "0/2")
	equal(t, "number of letters", len(letters(t, s, 0)), 2)
}
