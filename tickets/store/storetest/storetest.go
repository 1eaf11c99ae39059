// Package storetest is the contract of package store as a test suite. An adapter is right when it passes: Run for what
// holds of one open store, RunReopened for what must still be there after the database was closed and opened again.
//
// Every promise is one subtest, named as a sentence. The suite never sleeps and never reads the clock: all moments are
// inputs, so RunInBubble can hold every subtest inside a testing/synctest bubble. The last subtest of Run compares the
// store with memstore over random sequences of operations.
//
// What the suite cannot see: that a commit survives a loss of power, that several processes share one database.
package storetest

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// Open opens an empty store for one test and cleans up by t.Cleanup. The suite may have closed the store already.
type Open func(t *testing.T) store.Store

// OpenTwice opens an empty store, and returns with it how to open the same database again after it was closed.
type OpenTwice func(t *testing.T) (first store.Store, again func() store.Store)

// promise is one named subtest.
type promise struct {
	name string
	hold func(t *testing.T, s store.Store)
}

func promises() []promise {
	var all []promise
	for _, some := range [][]promise{ticketPromises(), batchPromises(), keyPromises(), markPromises(), selectPromises(),
		leasePromises(), settlePromises(), withdrawPromises(), heldPromises(), generalPromises()} {
		all = append(all, some...)
	}
	return all
}

// Run checks every promise, each with a store of its own, and then compares the store with memstore.
func Run(t *testing.T, open Open) {
	for _, p := range promises() {
		t.Run(p.name, func(t *testing.T) { p.hold(t, open(t)) })
	}
	t.Run("AnyOperationsLeaveItLikeTheOracle", func(t *testing.T) { compareWithOracle(t, open) })
}

// RunInBubble checks every promise inside a testing/synctest bubble, for stores that are used in simulated time.
func RunInBubble(t *testing.T, open Open) {
	for _, p := range promises() {
		t.Run(p.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { p.hold(t, open(t)) })
		})
	}
}

// start is when the tests happen.
var start = time.Date(2026, 3, 1, 9, 0, 0, 123456789, time.UTC)

func at(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }

func ctx(t *testing.T) context.Context { return t.Context() }

// same are the differences that the contract allows.
func same() cmp.Options {
	return cmp.Options{cmpopts.EquateEmpty(), cmpopts.EquateComparable(tickets.Ref{})}
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, same()); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

func commit(t *testing.T, s store.Store, changes ...store.Change) {
	t.Helper()
	if err := s.Commit(ctx(t), changes); err != nil {
		t.Fatalf("commit: %v", err)
	}
}

// must returns a value, or ends the test.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
