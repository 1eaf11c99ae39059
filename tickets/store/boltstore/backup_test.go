package boltstore

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// writer does something on every write.
type writer struct {
	bytes.Buffer
	then func()
}

func (w *writer) Write(p []byte) (int, error) {
	w.then()
	return w.Buffer.Write(p)
}

func TestABackupIsOfOneMomentAndSoundWhileTheDeskGoesOn(t *testing.T) {
	s := mustOpen(t, filepath.Join(t.TempDir(), "desk.db"), Options{})
	commitLarge(t, s, 1)
	more := tickets.ID(1)
	w := &writer{then: func() { more++; commitLarge(t, s, more) }}
	var done, total int64
	if err := s.Backup(t.Context(), w, func(d, of int64) { done, total = d, of }); err != nil {
		t.Fatal(err)
	}
	if done != int64(w.Len()) || done != total {
		t.Errorf("progress ended at %d of %d; %d bytes were written", done, total, w.Len())
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(path, w.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Verify(path); err != nil {
		t.Fatal(err)
	}
	restored := mustOpen(t, path, Options{})
	audit(t, restored)
	if _, err := restored.Ticket(t.Context(), 1); err != nil {
		t.Error(err)
	}
	if _, err := restored.Ticket(t.Context(), 2); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a ticket from after the moment of the backup: %v", err)
	}
}

func commitLarge(t *testing.T, s *Store, id tickets.ID) {
	t.Helper()
	if err := s.Commit(t.Context(), large(id)); err != nil {
		t.Fatal(err)
	}
}

func TestABackupStopsWithItsContext(t *testing.T) {
	s := mustOpen(t, filepath.Join(t.TempDir(), "desk.db"), Options{})
	commitLarge(t, s, 1)
	ctx, cancel := context.WithCancel(t.Context())
	if err := s.Backup(ctx, &writer{then: cancel}, nil); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want %v", err, context.Canceled)
	}
}

func TestVerifyFindsADamagedCopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	s := mustOpen(t, path, Options{})
	for id := range tickets.ID(50) {
		if err := s.Commit(t.Context(), large(id + 1)[:1]); err != nil {
			t.Fatal(err)
		}
	}
	var whole bytes.Buffer
	if err := s.Backup(t.Context(), &whole, nil); err != nil {
		t.Fatal(err)
	}
	torn := bytes.Clone(whole.Bytes())
	clear(torn[2*4096:])
	for name, content := range map[string][]byte{
		"cut off": whole.Bytes()[:whole.Len()/2], "pages lost": torn, "empty": {}, "one byte": {1},
	} {
		damaged := filepath.Join(t.TempDir(), "copy.db")
		if err := os.WriteFile(damaged, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Verify(damaged); err == nil || !strings.Contains(err.Error(), damaged) {
			t.Errorf("%s: got %v, want an error that names the file", name, err)
		}
	}
	if err := Verify(filepath.Join(t.TempDir(), "none.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want %v", err, os.ErrNotExist)
	}
}
