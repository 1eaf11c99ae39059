package desk_test

import (
	"cmp"
	"io"
	"slices"
	"sync"
	"testing"

	"tierdesk/tickets"
)

// recorder composes as the office does, and keeps the drafts of letters.
type recorder struct {
	plainComposer
	mu  sync.Mutex
	all []tickets.Draft // in any order: letters are composed side by side
}

func (r *recorder) Compose(d tickets.Draft, w io.Writer) error {
	r.mu.Lock()
	r.all = append(r.all, d)
	r.mu.Unlock()
	return r.plainComposer.Compose(d, w)
}

// drafts are those made so far: by their time, those of one moment by ticket, those of one ticket in the order of its letters.
func (r *recorder) drafts() []tickets.Draft {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.SortedFunc(slices.Values(r.all), func(a, b tickets.Draft) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Ticket, b.Ticket), cmp.Compare(a.Seq, b.Seq))
	})
}

// last is the last draft to somebody.
func (r *recorder) last(to string) tickets.Draft {
	var found tickets.Draft
	for _, d := range r.drafts() {
		if d.Recipient.Address == to && d.Seq > found.Seq {
			found = d
		}
	}
	return found
}

// packet is the last hand-off packet to somebody.
func (r *recorder) packet(t *testing.T, to string) *tickets.Packet {
	t.Helper()
	for _, d := range slices.Backward(r.drafts()) {
		if p := d.Data.Packet; p != nil && d.Recipient.Address == to {
			return p
		}
	}
	t.Fatalf("no packet to %s", to)
	return nil
}

// record lets the desk go on with other rules and a recorder.
func (o *office) record(change func(*tickets.Rules)) *recorder {
	r := &recorder{}
	setup := o.desk.Setup()
	rules := *setup.Rules
	rules.Mailboxes = slices.Clone(rules.Mailboxes)
	change(&rules)
	setup.Rules, setup.Composer = &rules, r
	o.desk.Use(setup)
	return r
}

// keepDrafts lets the desk go on with a recorder.
func (o *office) keepDrafts() *recorder { return o.record(func(*tickets.Rules) {}) }
