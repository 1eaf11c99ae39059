package boltstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

func TestASecondOpenOfTheSameFileSaysWhoHasIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	mustOpen(t, path, Options{})
	began := time.Now()
	_, err := Open(path, Options{LockWait: 20 * time.Millisecond})
	var inUse *InUse
	if !errors.As(err, &inUse) || inUse.Path != path {
		t.Fatalf("got %v, want *InUse of %s", err, path)
	}
	for _, word := range []string{path, "another tierdesk", "running daemon"} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not say %q", err, word)
		}
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("Open waited for %s", took)
	}
}

func TestAFileThatIsNoDatabaseIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("not a database\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, Options{}); !errors.As(err, new(*Damaged)) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "backup") {
		t.Fatalf("got %v, want an error that names the file and the way out", err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "no", "folder"), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("got %v, want %v", err, os.ErrNotExist)
	}
}

func TestADatabaseThatWasCutOffIsRefusedWhereverItEnds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	s := mustOpen(t, path, Options{})
	for id := range tickets.ID(3) {
		if err := s.Commit(t.Context(), large(id+1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{1, 4096, 8192, 12000, 100_000, 1 << 20} {
		cut := filepath.Join(t.TempDir(), "cut.db")
		if err := os.WriteFile(cut, whole[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(cut, Options{}); !errors.As(err, new(*Damaged)) || !strings.Contains(err.Error(), cut) {
			t.Errorf("%d bytes: got %v, want *Damaged", size, err)
		}
	}
}

func TestADatabaseThatGrowsWhileItIsWaitedForIsWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	s := mustOpen(t, path, Options{})
	opened := make(chan error, 1)
	go func() {
		next, err := Open(path, Options{LockWait: time.Minute})
		if err == nil {
			err = next.Close()
		}
		opened <- err
	}()
	for id := range tickets.ID(40) { // the file grows by 16 MiB at a time
		if err := s.Commit(t.Context(), large(id+1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-opened; err != nil {
		t.Error(err)
	}
}

// large is a commit of about a megabyte.
func large(id tickets.ID) []store.Change {
	ticket := tickets.Ticket{ID: id, Status: tickets.New, Updated: time.Unix(int64(id), 0)}
	return []store.Change{
		{Ticket: &ticket, Cause: fmt.Sprint(uint64(id))},
		{Ticket: &tickets.Ticket{ID: id + 1000, Question: strings.Repeat("x", 1<<20)}},
	}
}

func TestAFullDiskLeavesNothingHalfAndTheStoreUsable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	s := mustOpen(t, path, Options{MaxSize: 8 << 20})
	last := tickets.ID(0)
	var err error
	for err == nil {
		if err = s.Commit(t.Context(), large(last+1)); err == nil {
			last++
		}
		if last > 20 {
			t.Fatal("the file grew beyond its bound")
		}
	}
	if !errors.Is(err, bolterrors.ErrMaxSizeReached) {
		t.Fatalf("got %v, want %v", err, bolterrors.ErrMaxSizeReached)
	}
	if last == 0 {
		t.Fatal("not even one commit fitted")
	}
	audit(t, s)
	if _, err := s.Ticket(t.Context(), last+1); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("half of the failed commit is there: %v", err)
	}
	// What needs no new pages goes on.
	if err := s.Commit(t.Context(), large(last + 1)[:1]); err != nil {
		t.Fatalf("a small commit after the disk was full: %v", err)
	}
	if got, err := s.Select(t.Context(), store.Query{UpdatedSince: time.Unix(1, 0)}); err != nil || len(got) != int(last)+1 {
		t.Fatalf("got %d tickets, %v; want %d", len(got), err, last+1)
	}
	audit(t, s)
}

func TestADatabaseOfANewerLayoutIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	raw(t, path, func(tx *bolt.Tx) error {
		meta, err := tx.CreateBucket(bucketMeta)
		return errors.Join(err, meta.Put(keyLayout, []byte("7")))
	})
	for what, open := range openers(path) {
		err := open()
		var wrong *WrongLayout
		if !errors.As(err, &wrong) || wrong.Found != 7 || wrong.Known != len(migrations()) {
			t.Fatalf("%s: got %v, want *WrongLayout of 7", what, err)
		}
		if want := path + " has layout 7, but this tierdesk knows layouts up to 3"; !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %q does not say %q", what, err, want)
		}
	}
}

func TestADatabaseOfAnotherProgramIsRefused(t *testing.T) {
	for name, fill := range map[string]func(tx *bolt.Tx) error{
		"other buckets": func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("peers")); return err },
		"no layout":     func(tx *bolt.Tx) error { _, err := tx.CreateBucket(bucketMeta); return err },
	} {
		path := filepath.Join(t.TempDir(), "desk.db")
		raw(t, path, fill)
		for what, open := range openers(path) {
			if err := open(); err == nil || !strings.Contains(err.Error(), "is not a database of tierdesk") {
				t.Errorf("%s, %s: got %v", name, what, err)
			}
		}
	}
}

func openers(path string) map[string]func() error {
	return map[string]func() error{
		"Open":   func() error { _, err := Open(path, Options{}); return err },
		"Verify": func() error { return Verify(path) },
	}
}

// raw writes a bbolt file without the help of this package.
func raw(t *testing.T, path string, fill func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(fill), db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestAnEmptyDatabaseIsCreatedAtTheNewestLayout(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	raw(t, path, func(*bolt.Tx) error { return nil })
	s := mustOpen(t, path, Options{})
	err := s.db.View(func(tx *bolt.Tx) error {
		layout, err := layoutOf(tx, path, len(migrations()))
		if layout != len(migrations()) {
			t.Errorf("layout %d", layout)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestMigrationsRunOnceAndInOrderAndGoOnWhereTheyStopped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	broken := errors.New("broken")
	steps := []migration{create, func(tx *bolt.Tx) (bool, error) {
		return false, errors.Join(tx.Bucket(bucketMarks).Put([]byte("half"), []byte("done")), broken)
	}}
	if err := (&Store{db: db}).migrate(path, steps, nil); !errors.Is(err, broken) || !strings.Contains(err.Error(), "to layout 2") {
		t.Fatalf("got %v, want %v", err, broken)
	}
	ran := 0
	steps[1] = func(tx *bolt.Tx) (bool, error) {
		ran++
		if tx.Bucket(bucketMarks).Get([]byte("half")) != nil {
			t.Error("the broken migration left something")
		}
		return ran < 3, nil
	}
	for range 2 {
		if err := (&Store{db: db}).migrate(path, steps, nil); err != nil {
			t.Fatal(err)
		}
	}
	if ran != 3 {
		t.Errorf("the migration of three parts ran %d times", ran)
	}
}
