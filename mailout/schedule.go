package mailout

import (
	"fmt"
	"time"

	"tierdesk/tickets"
)

// minAttempts is how often a letter is tried before it is given up, however old it is.
const minAttempts = 5

// The waits of a mailbox in trouble. A refused login is tried rarely, or the account might be locked.
var (
	restAfterFault = [...]time.Duration{5 * time.Second, 15 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute}
	restAfterLogin = [...]time.Duration{5 * time.Minute, 15 * time.Minute, 30 * time.Minute}
)

// step is the wait number n, the last one repeated, spread by a tenth up and down with random in [0,1).
func step(waits []time.Duration, n int, random float64) time.Duration {
	wait := float64(waits[min(n, len(waits)-1)])
	return time.Duration(wait * (0.9 + 0.2*random))
}

// sent is the result of a letter that the server took.
func sent(l tickets.Letter) Result { return Result{Letter: l, State: tickets.Sent} }

// untried gives a letter back that was leased and not begun.
func untried(l tickets.Letter, now time.Time) Result {
	return Result{Letter: l, State: tickets.Queued, Next: now}
}

// missed is the result of an attempt that failed: for good, or until the next one.
func (o *Options) missed(l tickets.Letter, v verdict, now time.Time) Result {
	r := Result{Letter: l, State: tickets.Failed, Status: v.status, Error: v.text}
	if v.fate == never {
		return r
	}
	attempts, last := l.Attempts+1, l.Made.Add(o.GiveUp)
	if attempts >= minAttempts && !now.Before(last) {
		r.Error = fmt.Sprintf("given up after %d attempts: %s", attempts, v.text)
		return r
	}
	r.State = tickets.Queued
	r.Next = now.Add(step(o.Backoff, l.Attempts, o.Random()))
	if attempts+1 >= minAttempts && now.Before(last) && r.Next.After(last) {
		r.Next = last // the last attempt falls on the end, not behind it
	}
	return r
}
