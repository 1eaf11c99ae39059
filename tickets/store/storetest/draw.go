package storetest

import (
	"time"

	"pgregory.net/rapid"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// The domains are small, so that random operations meet.

func mailboxes() []string { return []string{"a", "aa", "b"} }

func keys() []store.Key { return []store.Key{"id:a", "id:b", "unknown:a", "cause:a", "cause:b"} }

func drawID(r *rapid.T) tickets.ID { return tickets.ID(rapid.IntRange(0, 6).Draw(r, "ticket")) }

// drawTime is often zero, and often the same twice.
func drawTime(r *rapid.T, label string) time.Time {
	m := rapid.IntRange(-1, 8).Draw(r, label)
	if m < 0 {
		return time.Time{}
	}
	return at(m)
}

func drawPerson(r *rapid.T) string {
	return rapid.SampledFrom([]string{"", "eve@x", "Eve@x", "bob@x"}).Draw(r, "person")
}

func drawStatus(r *rapid.T) tickets.Status {
	return rapid.SampledFrom([]tickets.Status{tickets.New, tickets.Open, tickets.Solved, tickets.Closed}).Draw(r, "status")
}

// change draws a change that usually fits the present state, and sometimes not.
func (p *pair) change(r *rapid.T) store.Change {
	c := store.Change{
		Cause:   rapid.SampledFrom([]string{"", "", "", "", "a", "b"}).Draw(r, "cause"),
		Keys:    rapid.MapOfN(rapid.SampledFrom(keys()[:3]), rapid.Custom(drawRef), 0, 2).Draw(r, "keys"),
		Letters: rapid.SliceOfN(rapid.Custom(drawLetter), 0, 2).Draw(r, "letters"),
	}
	if rapid.Bool().Draw(r, "with ticket") {
		t := p.ticket(r)
		c.Ticket = &t
		c.Journal = []tickets.Entry{entry(rapid.StringN(0, 3, -1).Draw(r, "entry"))}
		c.Messages = []tickets.Message{message(1, rapid.StringN(0, 3, -1).Draw(r, "message"))}
	}
	if rapid.IntRange(0, 3).Draw(r, "withdraw") == 0 {
		c.Withdraw = []store.Withdrawal{{Ticket: drawID(r), Seq: drawSeq(r), At: drawTime(r, "withdrawn at"), Why: "recalled"}}
	}
	if rapid.IntRange(0, 3).Draw(r, "release") == 0 {
		c.Release = []store.Release{{Ticket: drawID(r), Seq: drawSeq(r), At: drawTime(r, "released for")}}
	}
	if rapid.Bool().Draw(r, "with mark") {
		c.Marks = []store.MarkChange{p.mark(r)}
	}
	return c
}

func (p *pair) ticket(r *rapid.T) tickets.Ticket {
	id := drawID(r)
	t := *ticket(id, status(drawStatus(r)))
	if stored, err := p.oracle.Ticket(r.Context(), id); err == nil {
		t.Version = stored.Version
	}
	if rapid.IntRange(0, 9).Draw(r, "stale") == 0 {
		t.Version++
	}
	t.Tier = tickets.Tier(rapid.IntRange(0, 2).Draw(r, "tier"))
	t.Queue = rapid.SampledFrom([]string{"", "a", "b"}).Draw(r, "queue")
	t.Assignee, t.Requester.Address = drawPerson(r), drawPerson(r)
	t.Updated, t.Due, t.CloseAt = at(rapid.IntRange(0, 8).Draw(r, "updated")), drawTime(r, "due"), drawTime(r, "close")
	return t
}

func (p *pair) mark(r *rapid.T) store.MarkChange {
	m := store.MarkChange{Name: rapid.SampledFrom([]string{"a", "b"}).Draw(r, "mark")}
	marks, _ := p.oracle.Marks(r.Context(), m.Name)
	if len(marks) > 0 && rapid.IntRange(0, 3).Draw(r, "stale") > 0 {
		m.Old = marks[0].Value
	}
	if rapid.Bool().Draw(r, "keep") {
		m.New = []byte(rapid.StringN(0, 2, -1).Draw(r, "value"))
	}
	return m
}

func drawRef(r *rapid.T) tickets.Ref {
	return tickets.Ref{Ticket: drawID(r), Leg: rapid.SampledFrom([]tickets.Leg{"", tickets.CustomerLeg, "vendor:A B"}).Draw(r, "leg")}
}

func drawSeq(r *rapid.T) uint64 { return uint64(rapid.IntRange(0, 40).Draw(r, "seq")) }

func drawState(r *rapid.T) tickets.LetterState {
	return rapid.SampledFrom([]tickets.LetterState{tickets.Queued, tickets.Queued, tickets.Queued, tickets.Sent, tickets.Failed}).Draw(r, "state")
}

func drawLetter(r *rapid.T) tickets.Letter {
	l := letter(drawID(r), drawSeq(r), drawPerson(r))
	l.Mailbox = rapid.SampledFrom(mailboxes()).Draw(r, "mailbox")
	l.State, l.Next = drawState(r), drawTime(r, "next")
	if rapid.IntRange(0, 3).Draw(r, "held") == 0 {
		held(&l)
	}
	return l
}

func drawOutcome(r *rapid.T) store.Outcome {
	return store.Outcome{
		Ticket: drawID(r), Seq: drawSeq(r), State: drawState(r), At: drawTime(r, "at"), Next: drawTime(r, "next"),
		Untried: rapid.IntRange(0, 9).Draw(r, "untried") == 0,
	}
}

func drawQuery(r *rapid.T) store.Query {
	q := store.Query{
		Statuses:     rapid.SliceOfN(rapid.Custom(drawStatus), 0, 2).Draw(r, "statuses"),
		Tiers:        rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 2), func(i int) tickets.Tier { return tickets.Tier(i) }), 0, 2).Draw(r, "tiers"),
		Queue:        rapid.SampledFrom([]string{"", "", "a"}).Draw(r, "queue"),
		Assignee:     rapid.SampledFrom([]string{"", "", "", "eve@x"}).Draw(r, "assignee"),
		Unassigned:   rapid.IntRange(0, 3).Draw(r, "unassigned") == 0,
		Requester:    rapid.SampledFrom([]string{"", "", "", "eve@x"}).Draw(r, "requester"),
		UpdatedSince: drawTime(r, "updated since"),
		Limit:        rapid.IntRange(0, 3).Draw(r, "limit"),
	}
	if rapid.Bool().Draw(r, "due") {
		q.WakeBy = drawTime(r, "wake by")
	} else {
		q.After = drawID(r)
	}
	return q
}
