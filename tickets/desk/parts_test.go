package desk_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"

	"tierdesk/tickets/desk"
	"tierdesk/tickets/store"
)

// failing is a store whose commits fail from one on, before or after they were done.
type failing struct {
	store.Store
	from  int64
	after bool
	n     atomic.Int64
}

var errDisk = errors.New("the disk is full")

func (f *failing) Commit(ctx context.Context, changes []store.Change) error {
	if f.n.Add(1) < f.from {
		return f.Store.Commit(ctx, changes)
	}
	if f.after {
		return errors.Join(f.Store.Commit(ctx, changes), errDisk)
	}
	return errDisk
}

// manyMails are threads of three mails each; replies lie in other parts of the batch than what they answer.
func manyMails(o *office, threads int) []desk.Arrival {
	var all []desk.Arrival
	for n := range 3 * threads {
		answers := ""
		if n >= threads {
			answers = fmt.Sprintf("In-Reply-To: <%d@customer.example>\n", n-threads)
		}
		all = append(all, o.arrival(fmt.Sprintf("From: c%d@customer%d.example\nTo: support@acme.example\nSubject: Matter\nMessage-ID: <%d@customer.example>\n%s\nThis is mail %d.\n",
			n%threads, n%threads, n, answers, n)))
	}
	return all
}

func TestALargeBatchThatFailsAtAnyPartIsWholeWhenItComesAgain(t *testing.T) {
	const threads = 200 // in three parts
	for part := range int64(4) {
		for _, after := range []bool{false, true} {
			o := newOffice(t)
			all := manyMails(o, threads)
			broken := &failing{Store: o.store, from: part + 1, after: after}
			d, err := desk.New(context.Background(), desk.Options{Store: broken, Blobs: o.blobs, Log: slog.New(slog.DiscardHandler), Setup: o.desk.Setup()})
			if err != nil {
				t.Fatal(err)
			}
			err = d.Receive(context.Background(), desk.Batch{Mailbox: "support@acme.example", After: []byte("1"), Arrivals: all})
			if (err == nil) != (part == 3) || err != nil && !errors.Is(err, errDisk) {
				t.Fatalf("commit %d fails: %v", part+1, err)
			}
			cursor, err := d.Cursor(context.Background(), "support@acme.example")
			if done := part == 3 || part == 2 && after; err != nil || (cursor != nil) != done {
				t.Fatalf("commit %d fails: the cursor is %s, %v", part+1, cursor, err)
			}
			broken.from = 1 << 60
			if err := d.Receive(context.Background(), desk.Batch{Mailbox: "support@acme.example", Before: cursor, After: []byte("2"), Arrivals: all}); err != nil {
				t.Fatalf("the batch comes again: %v", err)
			}
			o.checkMany(threads)
		}
	}
}

func (o *office) checkMany(threads int) {
	o.t.Helper()
	if n := len(o.tickets()); n != threads || len(o.suspended()) != 0 {
		o.t.Errorf("%d tickets, %d suspended; want %d, 0", n, len(o.suspended()), threads)
	}
	assigned := map[string]int{}
	for _, ticket := range o.tickets() {
		assigned[ticket.Assignee]++
		h := o.history(ticket.ID)
		if len(h.Messages) != 3 || len(h.Letters) != 4 {
			o.t.Errorf("%s has %d messages and %d letters, want 3 and 4", ticket.ID, len(h.Messages), len(h.Letters))
		}
	}
	if assigned["ann"] != threads/2 || assigned["bob"] != threads/2 {
		o.t.Errorf("the round robin gave %v", assigned)
	}
}
