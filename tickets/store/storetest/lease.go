package storetest

import (
	"fmt"
	"testing"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

func leasePromises() []promise {
	return []promise{
		{"ALetterIsLeasedWhenItIsDue", leasedWhenDue},
		{"ALeasedLetterIsNotLeasedAgain", notTwice},
		{"ALetterThatIsDueEarlierThanItSaysIsNotLeasedAgainEither", dueEarly},
		{"ALeaseThatRanOutIsGivenOutAgain", ranOut},
		{"OnlyTheOldestLetterOfALaneIsOut", oldestOfLane},
		{"ARecipientIsComparedWithoutCase", laneWithoutCase},
		{"ALetterThatWaitsHoldsBackThoseBehind", holdsBack},
		{"AnOlderLetterThatComesLateWaitsForTheOneThatIsOut", lateOlder},
		{"LettersOfBusyMailboxesStay", busyStay},
		{"MaxBoundsALease", maxBounds},
		{"TheEarliestLettersAreLeasedFirst", earliestFirst},
		{"OnlyQueuedLettersAreLeased", onlyQueued},
		{"NoLetterIsLeasedTwiceAtOnce", noLetterTwice},
		{"ALeaseForNoTimeIsInvalid", leaseInvalid},
	}
}

func lease(now, minutes, limit int, busy ...string) store.LeaseQuery {
	return store.LeaseQuery{Now: at(now), For: time.Duration(minutes) * time.Minute, Max: limit, Busy: busy}
}

func queue(t *testing.T, s store.Store, letters ...tickets.Letter) {
	t.Helper()
	commit(t, s, store.Change{Letters: letters})
}

// wantLeased leases and compares names of letters such as "1/2"; next < 0 is none.
func wantLeased(t *testing.T, s store.Store, q store.LeaseQuery, next int, want ...string) {
	t.Helper()
	answer := must(s.Lease(ctx(t), q))(t)
	var got []string
	for _, l := range answer.Letters {
		got = append(got, fmt.Sprintf("%d/%d", l.Ticket, l.Seq))
	}
	equal(t, "letters", got, want)
	var moment time.Time
	if next >= 0 {
		moment = at(next)
	}
	equal(t, "next", answer.Next, moment)
}

const eve, bob = "eve@example.org", "bob@example.org"

func leasedWhenDue(t *testing.T, s store.Store) {
	want := letter(1, 1, eve, next(5))
	queue(t, s, want)
	wantLeased(t, s, lease(4, 1, 10), 5)
	equal(t, "letters", must(s.Lease(ctx(t), lease(5, 1, 10)))(t), store.Leased{Letters: []tickets.Letter{want}})
	equal(t, "history", must(s.History(ctx(t), 1))(t).Letters, []tickets.Letter{want})
}

func notTwice(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve), letter(2, 1, eve))
	wantLeased(t, s, lease(0, 10, 1), 0, "1/1")
	wantLeased(t, s, lease(1, 20, 10), 10, "2/1")
	wantLeased(t, s, lease(9, 10, 10), 10)
}

func dueEarly(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve, next(500)), letter(2, 1, eve, next(510)), letter(3, 1, eve, next(600)))
	q := lease(0, 10, 10)
	q.Due = at(510)
	wantLeased(t, s, q, 600, "1/1", "2/1")
	wantLeased(t, s, q, 500)
	q.Now = at(10)
	q.Max = 1
	wantLeased(t, s, q, 10, "1/1")
}

func ranOut(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve))
	wantLeased(t, s, lease(0, 10, 10), -1, "1/1")
	wantLeased(t, s, store.LeaseQuery{Now: at(10).Add(-1), For: 1, Max: 10}, 10)
	wantLeased(t, s, lease(10, 10, 10), -1, "1/1")
	wantLeased(t, s, lease(11, 10, 10), 20)
}

func oldestOfLane(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 3, eve), letter(1, 2, bob), letter(1, 256, eve), letter(1, 1, eve), letter(2, 1, eve))
	wantLeased(t, s, lease(0, 10, 10), -1, "1/1", "1/2", "2/1")
	for _, seq := range []uint64{1, 3} {
		settle(t, s, sent(1, seq))
		wantLeased(t, s, lease(1, 9, 10), 10, fmt.Sprintf("1/%d", map[uint64]int{1: 3, 3: 256}[seq]))
	}
	settle(t, s, sent(1, 256), sent(1, 2), sent(2, 1))
	wantLeased(t, s, lease(99, 1, 10), -1)
}

func laneWithoutCase(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, "Eve@Example.org"), letter(1, 2, eve))
	wantLeased(t, s, lease(0, 10, 10), -1, "1/1")
	wantLeased(t, s, lease(0, 10, 10), 10)
}

func holdsBack(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve, next(5)), letter(1, 2, eve), letter(1, 3, bob))
	wantLeased(t, s, lease(0, 10, 10), 5, "1/3")
	settle(t, s, store.Outcome{Ticket: 1, Seq: 1, State: tickets.Queued, At: at(1), Next: at(7)})
	wantLeased(t, s, lease(5, 10, 10), 7)
	wantLeased(t, s, lease(7, 10, 1), 10, "1/1")
}

func lateOlder(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 5, eve))
	wantLeased(t, s, lease(0, 10, 10), -1, "1/5")
	queue(t, s, letter(1, 4, eve, next(30)))
	wantLeased(t, s, lease(1, 10, 10), 30)
	queue(t, s, letter(1, 3, eve, next(3)))
	wantLeased(t, s, lease(5, 10, 10), 10)
	settle(t, s, sent(1, 5))
	wantLeased(t, s, lease(1, 10, 10), 3)
	wantLeased(t, s, lease(3, 10, 10), -1, "1/3")
	queue(t, s, letter(1, 2, eve, next(30)))
	wantLeased(t, s, lease(20, 10, 10), 30) // the lease of 1/3 ran out, but 1/2 is before it now
}

func busyStay(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve, mailbox("a")), letter(2, 1, eve, mailbox("b"), next(1)), letter(3, 1, eve, mailbox("aa"), next(2)),
		letter(4, 1, eve, mailbox("")))
	wantLeased(t, s, lease(0, 10, 10, "a", "b", ""), 2)
	wantLeased(t, s, lease(2, 10, 10, "a"), -1, "4/1", "2/1", "3/1")
	wantLeased(t, s, lease(3, 10, 10, "a", "b"), 12)
	wantLeased(t, s, lease(3, 10, 10, "b", "aa", ""), -1, "1/1")
}

func maxBounds(t *testing.T, s store.Store) {
	queue(t, s, letter(1, 1, eve), letter(2, 1, eve, mailbox("b")), letter(3, 1, eve))
	wantLeased(t, s, lease(1, 0, 0), 1)
	wantLeased(t, s, lease(1, 10, 2), 1, "1/1", "2/1")
	wantLeased(t, s, lease(2, 20, 2), 11, "3/1")
	wantLeased(t, s, lease(3, 0, 0), 11)
}

func earliestFirst(t *testing.T, s store.Store) {
	queue(t, s, letter(3, 1, eve, next(2)), letter(1, 2, bob, next(3)), letter(2, 9, eve, next(2)), letter(2, 1, bob, next(2), mailbox("z")),
		letter(4, 1, eve, func(l *tickets.Letter) { l.Next = time.Time{} }),
		letter(5, 1, eve, func(l *tickets.Letter) { l.Next = at(1).Add(1).In(zone) }), letter(6, 1, eve, next(1)))
	wantLeased(t, s, lease(5, 1, 4), 5, "4/1", "6/1", "5/1", "2/1")
	wantLeased(t, s, lease(5, 1, 4), 6, "2/9", "3/1", "1/2")
}

func onlyQueued(t *testing.T, s store.Store) {
	in := func(st tickets.LetterState) func(*tickets.Letter) { return func(l *tickets.Letter) { l.State = st } }
	queue(t, s, letter(1, 1, eve, in(tickets.Sent)), letter(1, 2, eve), letter(2, 1, eve, in(tickets.Failed)))
	wantLeased(t, s, lease(0, 1, 10), -1, "1/2")
}

func noLetterTwice(t *testing.T, s store.Store) {
	for id := tickets.ID(1); id <= 20; id++ {
		queue(t, s, letter(id, 1, eve))
	}
	var answers [8]store.Leased
	for _, err := range together(8, func(i int) (err error) { answers[i], err = s.Lease(ctx(t), lease(0, 1, 3)); return err }) {
		must(0, err)(t)
	}
	taken := map[tickets.ID]bool{}
	for _, a := range answers {
		for _, l := range a.Letters {
			if taken[l.Ticket] {
				t.Fatalf("letter %d/%d was leased twice", l.Ticket, l.Seq)
			}
			taken[l.Ticket] = true
		}
	}
	equal(t, "letters out", len(taken), 20)
}

func leaseInvalid(t *testing.T, s store.Store) {
	for _, q := range []store.LeaseQuery{lease(0, 0, 1), lease(0, -1, 1), lease(0, 1, -1)} {
		_, err := s.Lease(ctx(t), q)
		wantInvalid(t, err)
	}
}
