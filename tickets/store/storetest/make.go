package storetest

import (
	"errors"
	"fmt"
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// ticket makes a new ticket; version counts from 0.
func ticket(id tickets.ID, edit ...func(*tickets.Ticket)) *tickets.Ticket {
	t := tickets.Ticket{
		ID: id, Subject: fmt.Sprintf("Printer %d", id), Status: tickets.New, Type: tickets.Incident,
		Priority: tickets.Normal, Queue: "hardware", Mailbox: "support@example.com", Tier: 1,
		Requester: tickets.Address{Name: "Eve", Address: fmt.Sprintf("Eve%d@example.org", id)},
		Opened:    at(0), Updated: at(int(id)), OnTier: at(0),
	}
	for _, e := range edit {
		e(&t)
	}
	return &t
}

func opening(id tickets.ID, edit ...func(*tickets.Ticket)) store.Change {
	return store.Change{Ticket: ticket(id, edit...)}
}

// letter makes a queued letter that is due at once.
func letter(id tickets.ID, seq uint64, to string, edit ...func(*tickets.Letter)) tickets.Letter {
	l := tickets.Letter{
		Ticket: id, Seq: seq, Notice: tickets.Received, Leg: tickets.CustomerLeg, Mailbox: "support@example.com",
		Envelope: "support@example.com", To: to, MessageID: fmt.Sprintf("%d.%d@example.com", id, seq), Raw: "blob",
		Size: 1000, Made: at(0), State: tickets.Queued, Next: at(0),
	}
	for _, e := range edit {
		e(&l)
	}
	return l
}

func next(minutes int) func(*tickets.Letter) {
	return func(l *tickets.Letter) { l.Next = at(minutes) }
}

func mailbox(name string) func(*tickets.Letter) {
	return func(l *tickets.Letter) { l.Mailbox = name }
}

func status(st tickets.Status) func(*tickets.Ticket) {
	return func(t *tickets.Ticket) { t.Status = st }
}

func due(minutes int) func(*tickets.Ticket) {
	return func(t *tickets.Ticket) { t.Due = at(minutes) }
}

func entry(text string) tickets.Entry {
	return tickets.Entry{At: at(1), By: "desk", Text: text, Tier: 1, Status: tickets.New}
}

func message(n uint64, text string) tickets.Message {
	return tickets.Message{N: n, Leg: tickets.CustomerLeg, Direction: tickets.In, At: at(1), Text: text}
}

// wantConflict ends the test unless err is that conflict.
func wantConflict(t *testing.T, err error, change int, what string) {
	t.Helper()
	var c *store.Conflict
	if !errors.As(err, &c) {
		t.Fatalf("got %v, want a conflict at %s", err, what)
	}
	if c.Change != change || c.What != what {
		t.Fatalf("got change %d, %q; want change %d, %q", c.Change, c.What, change, what)
	}
}

func wantInvalid(t *testing.T, err error) {
	t.Helper()
	var i *store.Invalid
	if !errors.As(err, &i) {
		t.Fatalf("got %v, want an *Invalid", err)
	}
}

// wantEmpty ends the test unless the store keeps nothing of tickets 0 to 9, no mark and none of the keys.
func wantEmpty(t *testing.T, s store.Store, keys ...store.Key) {
	t.Helper()
	equal(t, "tickets", must(s.Select(ctx(t), store.Query{}))(t), []tickets.Ticket(nil))
	equal(t, "marks", must(s.Marks(ctx(t), ""))(t), []store.Mark(nil))
	equal(t, "keys", must(s.Resolve(ctx(t), keys))(t), map[store.Key]tickets.Ref(nil))
	for id := range tickets.ID(10) {
		equal(t, "history of "+id.String(), must(s.History(ctx(t), id))(t), tickets.History{})
		if _, err := s.Ticket(ctx(t), id); !errors.Is(err, store.ErrNotFound) {
			t.Fatalf("ticket %s: got %v, want %v", id, err, store.ErrNotFound)
		}
	}
	leased := must(s.Lease(ctx(t), store.LeaseQuery{Now: at(1 << 20), For: 1, Max: 10}))(t)
	equal(t, "letters", leased, store.Leased{})
}
