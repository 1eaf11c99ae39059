package mailout

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tierdesk/tickets"
)

// box is one mailbox: the letters that wait for it, its connections, its troubles. The Sender's mutex guards it.
type box struct {
	name    string  // as in Letter.Mailbox
	dialer  *dialer // nil when no server is known
	limit   int     // connections
	queue   []leased
	running int        // goroutines, each with a connection or making one
	open    int        // connections that stand, idle ones too
	idle    []*session // kept open, the one used last at the end
	narrow  time.Time  // no further connection before, because one was refused while others stood

	faults  int       // tries in a row that made no session
	rests   time.Time // no try before; zero when all is well
	since   time.Time // when the trouble began
	login   bool      // the trouble is a refused login
	last    string    // the last error; stays after the trouble
	lastAt  time.Time
	success time.Time // when a letter was taken last
}

// leased is a letter in hand.
type leased struct {
	tickets.Letter
	begin time.Time // not to be begun later: the lease runs out
}

// key names a letter.
type key struct {
	ticket tickets.ID
	seq    uint64
}

func keyOf(l tickets.Letter) key { return key{l.Ticket, l.Seq} }

// connect makes a session, or tells why it cannot.
func (b *box) connect(opening, life context.Context) (*session, *trouble) {
	if b.dialer == nil {
		return nil, &trouble{text: fmt.Sprintf("no SMTP server is configured for %s", b.name)}
	}
	return b.dialer.open(opening, life)
}

// room says how many more goroutines may work: a single one as long as no connection stands or the mailbox is in trouble,
// so that a server that is away or wants few connections is asked gently.
func (b *box) room(now time.Time) int {
	limit := b.limit
	switch {
	case now.Before(b.rests):
		return 0
	case b.faults > 0 || b.open == 0:
		limit = 1
	case now.Before(b.narrow):
		limit = min(limit, b.open)
	}
	return min(limit-b.running, len(b.queue))
}

// rest notes a try that made no session and tells whether that is news. While other connections stand, the server merely
// wants no more of them (421 or 454 on the one too many): the mailbox makes do with those.
func (b *box) rest(t *trouble, now time.Time, random float64) (news bool) {
	b.last, b.lastAt = t.text, now
	if now.Before(b.rests) {
		return false // another connection has just found the same
	}
	waits := restAfterFault[:]
	if t.login {
		waits = restAfterLogin[:]
	}
	if b.open > 0 {
		b.narrow = now.Add(step(waits, len(waits)-1, random))
		return false
	}
	news = b.faults == 0 || b.login != t.login
	if b.faults == 0 {
		b.since = now
	}
	if b.login != t.login {
		b.faults = 0
	}
	b.rests = now.Add(step(waits, b.faults, random))
	b.faults++
	b.login = t.login
	return news
}

// well notes that a session could be made and tells how long the trouble lasted, 0 for none.
func (b *box) well(now time.Time) time.Duration {
	if b.faults == 0 {
		return 0
	}
	lasted := now.Sub(b.since)
	b.faults, b.login, b.rests, b.since = 0, false, time.Time{}, time.Time{}
	return max(lasted, 1)
}

// take removes and returns the connection that was used last, nil when none is open.
func (b *box) take() *session {
	if len(b.idle) == 0 {
		return nil
	}
	s := b.idle[len(b.idle)-1]
	b.idle = b.idle[:len(b.idle)-1]
	s.idle.Stop()
	return s
}

// drop removes a connection that was kept open; false when somebody has taken it.
func (b *box) drop(s *session) bool {
	i := slices.Index(b.idle, s)
	if i < 0 {
		return false
	}
	b.idle = slices.Delete(b.idle, i, i+1)
	b.open--
	return true
}
