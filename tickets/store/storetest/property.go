package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
	"tierdesk/tickets/store/memstore"
)

// pair is the store under test beside the oracle.
type pair struct {
	oracle, tested store.Store
	now            time.Time
}

// compareWithOracle does the same random operations on both and compares every answer.
func compareWithOracle(t *testing.T, open Open) {
	rapid.Check(t, func(r *rapid.T) {
		p := &pair{oracle: memstore.New(), tested: open(t), now: start}
		defer p.tested.Close() // there may be hundreds
		r.Repeat(map[string]func(*rapid.T){
			"commit": p.commit, "select": p.query, "lease": p.lease, "settle": p.settle, "read": p.read,
		})
	})
}

// both does the same on both stores and compares the answers, and the errors as far as the contract names them.
func both[T any](r *rapid.T, p *pair, do func(s store.Store) (T, error)) T {
	r.Helper()
	want, wantErr := do(p.oracle)
	got, gotErr := do(p.tested)
	if diff := cmp.Diff(named(wantErr), named(gotErr)); diff != "" {
		r.Fatalf("error (-oracle +tested):\n%s\noracle: %v\ntested: %v", diff, wantErr, gotErr)
	}
	if diff := cmp.Diff(want, got, same()); diff != "" {
		r.Fatalf("answer (-oracle +tested):\n%s", diff)
	}
	return got
}

// named is what the contract says about an error.
func named(err error) any {
	var conflict *store.Conflict
	var invalid *store.Invalid
	switch {
	case errors.As(err, &conflict):
		return *conflict
	case errors.As(err, &invalid):
		return *invalid
	case errors.Is(err, store.ErrNotFound):
		return "not found"
	case err != nil:
		return err.Error()
	}
	return nil
}

func nothing(err error) (struct{}, error) { return struct{}{}, err }

func (p *pair) commit(r *rapid.T) {
	changes := make([]store.Change, rapid.IntRange(0, 4).Draw(r, "changes"))
	for i := range changes {
		changes[i] = p.change(r)
	}
	both(r, p, func(s store.Store) (struct{}, error) { return nothing(s.Commit(r.Context(), changes)) })
}

func (p *pair) query(r *rapid.T) {
	q := drawQuery(r)
	both(r, p, func(s store.Store) ([]tickets.Ticket, error) { return s.Select(r.Context(), q) })
}

func (p *pair) lease(r *rapid.T) {
	p.now = p.now.Add(time.Duration(rapid.IntRange(0, 5).Draw(r, "minutes later")) * time.Minute)
	q := store.LeaseQuery{
		Now: p.now, For: time.Duration(rapid.IntRange(1, 9).Draw(r, "for")) * time.Minute,
		Due: p.now.Add(time.Duration(rapid.IntRange(-5, 5).Draw(r, "due")) * time.Minute),
		Max: rapid.IntRange(0, 4).Draw(r, "max"), Busy: rapid.SliceOfN(rapid.SampledFrom(mailboxes()), 0, 2).Draw(r, "busy"),
	}
	both(r, p, func(s store.Store) (store.Leased, error) { return s.Lease(r.Context(), q) })
}

func (p *pair) settle(r *rapid.T) {
	outcomes := rapid.SliceOfN(rapid.Custom(drawOutcome), 0, 3).Draw(r, "outcomes")
	both(r, p, func(s store.Store) (struct{}, error) { return nothing(s.Settle(r.Context(), outcomes)) })
}

func (p *pair) read(r *rapid.T) {
	id := drawID(r)
	both(r, p, func(s store.Store) (tickets.Ticket, error) { return s.Ticket(r.Context(), id) })
	both(r, p, func(s store.Store) (tickets.History, error) { return s.History(r.Context(), id) })
	both(r, p, func(s store.Store) (map[store.Key]tickets.Ref, error) { return s.Resolve(r.Context(), keys()) })
	both(r, p, func(s store.Store) ([]store.Mark, error) { return s.Marks(r.Context(), "") })
}
