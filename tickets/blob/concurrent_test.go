package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
)

func TestManyWorkersStoreSyncAndReadAtOnce(t *testing.T) {
	dir := t.TempDir()
	s := openIn(t, dir, Options{PackSize: 64 << 10, checkpoint: 8 << 10})
	var g sync.WaitGroup
	for w := range 8 {
		g.Go(func() {
			for i := range 60 {
				if err := storeAndRead(s, workerContent(w, i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	g.Go(func() {
		if err := s.Backup(context.Background(), t.TempDir(), nil); err != nil {
			t.Error(err)
		}
	})
	g.Wait()
	if len(s.packs) < 3 {
		t.Errorf("only %d packs: sealing was not exercised", len(s.packs))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openIn(t, dir, Options{})
	for w := range 8 {
		for i := range 60 {
			c := workerContent(w, i)
			wantContent(t, s, idOf(c), c)
		}
	}
}

// workerContent is what worker w stores in step i: every third content is shared by all, every twentieth is large.
func workerContent(w, i int) []byte {
	switch {
	case i%20 == 7:
		return bytes.Repeat([]byte{byte(w), byte(i)}, maxPacked/2+1)
	case i%3 == 0:
		return fmt.Appendf(nil, "shared %d", i)
	}
	return bytes.Repeat([]byte{byte(w), byte(i), 'x'}, 300)
}

func storeAndRead(s *Store, c []byte) error {
	id, err := s.PutBytes(context.Background(), c)
	if err != nil {
		return err
	}
	if got, err := content(s, id); err != nil || !bytes.Equal(got, c) {
		return fmt.Errorf("before Sync: %d bytes, %w", len(got), err)
	}
	if err := s.Sync(context.Background()); err != nil {
		return err
	}
	if got, err := content(s, id); err != nil || !bytes.Equal(got, c) {
		return fmt.Errorf("after Sync: %d bytes, %w", len(got), err)
	}
	return nil
}

func TestClosingWaitsForNobodyAndLosesNothing(t *testing.T) {
	dir := t.TempDir()
	s := openIn(t, dir, Options{PackSize: 4 << 10, checkpoint: 1 << 10})
	var mu sync.Mutex
	var promised [][]byte
	var g sync.WaitGroup
	for w := range 4 {
		g.Go(func() {
			for i := 0; ; i++ {
				c := fmt.Appendf(nil, "worker %d step %d", w, i)
				_, err := s.PutBytes(context.Background(), c)
				if err == nil {
					err = s.Sync(context.Background())
				}
				if errors.Is(err, ErrClosed) {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				promised = append(promised, c)
				mu.Unlock()
			}
		})
	}
	mustPut(t, s, []byte("something to close"))
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	g.Wait()
	s = openIn(t, dir, Options{})
	for _, c := range promised {
		wantContent(t, s, idOf(c), c)
	}
}
