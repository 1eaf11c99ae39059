package blob

import (
	"bytes"
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// faultyDisk is a pack file on a disk that fails on command, and counts.
type faultyDisk struct {
	*os.File
	room  *atomic.Int64 // bytes it still takes
	sick  *atomic.Bool  // Sync fails
	syncs *atomic.Int64
	gate  *sync.Mutex // Sync waits for it
}

func (d faultyDisk) WriteAt(b []byte, off int64) (int, error) {
	fits := min(int64(len(b)), max(0, d.room.Load()))
	n, err := d.File.WriteAt(b[:fits], off)
	d.room.Add(-int64(n))
	if err == nil && n < len(b) {
		err = &os.PathError{Op: "write", Path: d.Name(), Err: syscall.ENOSPC}
	}
	return n, err
}

func (d faultyDisk) Sync() error {
	d.gate.Lock()
	defer d.gate.Unlock()
	d.syncs.Add(1)
	if d.sick.Load() {
		return &os.PathError{Op: "sync", Path: d.Name(), Err: syscall.EIO}
	}
	return d.File.Sync()
}

func newFaultyDisk() faultyDisk {
	d := faultyDisk{room: new(atomic.Int64), sick: new(atomic.Bool), syncs: new(atomic.Int64), gate: new(sync.Mutex)}
	d.room.Store(1 << 40)
	return d
}

func (d faultyDisk) wrap(f *os.File) packFile {
	d.File = f
	return d
}

func TestAFullDiskIsAnErrorUntilThereIsRoom(t *testing.T) {
	disk := newFaultyDisk()
	dir := t.TempDir()
	s := openIn(t, dir, Options{wrap: disk.wrap})
	kept := [][]byte{[]byte("before")}
	mustPut(t, s, kept[0])
	mustSync(t, s)
	size := bytesIn(t, dir)
	refused := bytes.Repeat([]byte("refused"), 20_000)
	for _, room := range []int64{0, 1, headerSize, headerSize + 100} {
		disk.room.Store(room)
		gathered := bytes.Repeat([]byte{byte(room)}, 700)
		kept = append(kept, gathered)
		mustPut(t, s, gathered)
		if err := s.Sync(t.Context()); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("Sync with room for %d bytes: %v", room, err)
		}
		disk.room.Store(room)
		if _, err := s.PutBytes(t.Context(), refused); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("Put with room for %d bytes: %v", room, err)
		}
		if _, err := s.Get(t.Context(), idOf(refused)); !errors.Is(err, ErrNotFound) {
			t.Errorf("the refused one: %v", err)
		}
		wantContent(t, s, idOf(gathered), gathered)
		if now := bytesIn(t, dir); now != size {
			t.Errorf("%d bytes on disk, then %d", size, now)
		}
	}
	disk.room.Store(1 << 20)
	mustPut(t, s, refused)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openIn(t, dir, Options{})
	for _, c := range append(kept, refused) {
		wantContent(t, s, idOf(c), c)
	}
}

func TestAPackThatCannotBeWrittenIsNotSealed(t *testing.T) {
	disk := newFaultyDisk()
	dir := t.TempDir()
	s := openIn(t, dir, Options{PackSize: 1000, wrap: disk.wrap})
	disk.room.Store(0)
	first, second := bytes.Repeat([]byte("1"), 2000), bytes.Repeat([]byte("2"), 2000)
	mustPut(t, s, first) // longer than a pack
	for range 3 {
		if err := s.Sync(t.Context()); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("Sync: %v", err)
		}
	}
	if len(s.packs) != 1 {
		t.Errorf("%d packs while the first is not written", len(s.packs))
	}
	disk.room.Store(1 << 20)
	mustPut(t, s, second)
	mustSync(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openIn(t, dir, Options{})
	wantContent(t, s, idOf(first), first)
	wantContent(t, s, idOf(second), second)
}

func TestAfterAFailedSyncNothingIsPromisedUntilTheStoreIsOpenedAnew(t *testing.T) {
	disk := newFaultyDisk()
	dir := t.TempDir()
	s := openIn(t, dir, Options{wrap: disk.wrap})
	safe := mustPut(t, s, []byte("safe"))
	mustSync(t, s)
	doubtful := mustPut(t, s, []byte("doubtful"))
	disk.sick.Store(true)
	if err := s.Sync(t.Context()); !errors.Is(err, syscall.EIO) {
		t.Fatalf("Sync on a sick disk: %v", err)
	}
	disk.sick.Store(false)
	if err := s.Sync(t.Context()); !errors.Is(err, syscall.EIO) {
		t.Errorf("a second Sync must not claim what the first lost: %v", err)
	}
	if _, err := s.PutBytes(t.Context(), []byte("more")); !errors.Is(err, syscall.EIO) {
		t.Errorf("Put: %v", err)
	}
	wantContent(t, s, safe, []byte("safe"))
	if err := s.Close(); !errors.Is(err, syscall.EIO) {
		t.Errorf("Close: %v", err)
	}
	s = openIn(t, dir, Options{})
	wantContent(t, s, safe, []byte("safe"))
	if _, err := s.Get(t.Context(), doubtful); !errors.Is(err, ErrNotFound) {
		t.Errorf("the doubtful one: %v", err)
	}
}

func TestCallersOfSyncShareTheWork(t *testing.T) {
	disk := newFaultyDisk()
	s := openIn(t, t.TempDir(), Options{wrap: disk.wrap})
	disk.gate.Lock()
	mustPut(t, s, []byte("the first"))
	const callers = 40
	var done sync.WaitGroup
	stored := make(chan struct{}, callers)
	for i := range callers {
		done.Go(func() {
			if _, err := s.PutBytes(t.Context(), []byte{byte(i)}); err != nil {
				t.Error(err)
			}
			stored <- struct{}{}
			if err := s.Sync(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	for range callers {
		<-stored
	}
	disk.gate.Unlock()
	done.Wait()
	// One may have begun before the last Put, a second one covers all others; goroutines that had not called yet find
	// their content durable.
	if n := disk.syncs.Load(); n > 2 {
		t.Errorf("%d syncs for %d callers", n, callers)
	}
	if err := s.Sync(t.Context()); err != nil || disk.syncs.Load() > 2 {
		t.Errorf("nothing to do, and yet: %v, %d syncs", err, disk.syncs.Load())
	}
}
