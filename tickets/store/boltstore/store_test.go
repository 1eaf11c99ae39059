package boltstore

import (
	"path/filepath"
	"testing"

	"tierdesk/tickets/store"
	"tierdesk/tickets/store/storetest"
)

func mustOpen(t testing.TB, path string, o Options) *Store {
	t.Helper()
	s, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestBoltstoreKeepsEveryPromise(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return openAudited(t) })
}

func TestBoltstoreWorksInsideABubble(t *testing.T) {
	storetest.RunInBubble(t, func(t *testing.T) store.Store { return openAudited(t) })
}

func TestBoltstoreKeepsItsPromisesWhenItIsOpenedAgain(t *testing.T) {
	storetest.RunReopened(t, func(t *testing.T) (store.Store, func() store.Store) {
		path := filepath.Join(t.TempDir(), "desk.db")
		return mustOpen(t, path, Options{}), func() store.Store { return mustOpen(t, path, Options{}) }
	})
}

// openAudited opens a store whose indexes are checked when the test ends, also when the test closed it.
func openAudited(t *testing.T) *Store {
	path := filepath.Join(t.TempDir(), "desk.db")
	t.Cleanup(func() {
		s := mustOpen(t, path, Options{})
		audit(t, s)
	})
	return mustOpen(t, path, Options{})
}
