package desk_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"

	"tierdesk/tickets/desk"
	"tierdesk/tickets/store"
)

// failing is a store whose commits fail from one on, before or after they were done: as on a full disk and, before, as when
// another node was here.
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
	return errors.Join(errDisk, &store.Conflict{What: "another node was here"})
}

// manyMails are threads of three mails each; replies lie in other batches than what they answer.
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

// TestBatchesThatFollowEachOtherAreEachTakenWholeOrNotAtAll lets the commit of any of four batches fail, before or after it
// was done, and offers what the desk says that it has not.
func TestBatchesThatFollowEachOtherAreEachTakenWholeOrNotAtAll(t *testing.T) {
	const threads, size = 200, 150
	for bad := range int64(5) {
		for _, after := range []bool{false, true} {
			o := newOffice(t)
			broken := &failing{Store: o.store, from: bad + 1, after: after}
			d, err := desk.New(context.Background(), desk.Options{Store: broken, Blobs: o.blobs, Log: slog.New(slog.DiscardHandler), Setup: o.desk.Setup()})
			if err != nil {
				t.Fatal(err)
			}
			all := slices.Collect(slices.Chunk(manyMails(o, threads), size))
			var taken atomic.Int64
			err = d.ReceiveAll(context.Background(), batches(all, 0), func(err error) {
				if err == nil {
					taken.Add(1)
				}
			})
			if (err == nil) != (bad == 4) || err != nil && !errors.Is(err, errDisk) || taken.Load() != bad {
				t.Fatalf("commit %d fails: %d batches are taken, %v", bad+1, taken.Load(), err)
			}
			cursor, err := d.Cursor(context.Background(), "support@acme.example")
			durable := bad
			if after && bad < 4 {
				durable++
			}
			if err != nil || string(cursor) != string(mark(int(durable))) {
				t.Fatalf("commit %d fails: the cursor is %s, %v; want %d", bad+1, cursor, err, durable)
			}
			broken.from = 1 << 60
			if err := d.ReceiveAll(context.Background(), batches(all, int(durable)), func(error) {}); err != nil {
				t.Fatalf("the rest comes again: %v", err)
			}
			o.checkMany(threads)
		}
	}
}

// batches are those of a mailbox from one on.
func batches(all [][]desk.Arrival, from int) iter.Seq[desk.Batch] {
	return func(yield func(desk.Batch) bool) {
		for i := from; i < len(all); i++ {
			if !yield(desk.Batch{Mailbox: "support@acme.example", Before: mark(i), After: mark(i + 1), Arrivals: all[i]}) {
				return
			}
		}
	}
}

// mark is the cursor behind so many batches.
func mark(n int) []byte {
	if n == 0 {
		return nil
	}
	return strconv.AppendInt(nil, int64(n), 10)
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
