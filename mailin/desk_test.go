package mailin

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"tierdesk/tickets"
)

// testDesk is a Receiver that keeps the rules of the contract and remembers what it was given.
type testDesk struct {
	mutex    sync.Mutex
	cursor   Cursor
	arrivals []Arrival
	batches  int
	troubles []tickets.Trouble
	refuse   func(Batch) error // asked first; nil takes everything
	changed  chan struct{}
	patience time.Duration // of until
}

func newTestDesk() *testDesk {
	return &testDesk{changed: make(chan struct{}, 1), patience: time.Minute}
}

func (d *testDesk) Cursor(context.Context, string) (Cursor, error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.cursor, nil
}

func (d *testDesk) Receive(_ context.Context, batches iter.Seq[Batch], ended func(error)) error {
	for b := range batches {
		err := d.receive(b)
		ended(err)
		if err != nil {
			return err
		}
	}
	return nil
}

func (d *testDesk) receive(b Batch) error {
	if d.refuse != nil { // not under the lock: it may take its time
		if err := d.refuse(b); err != nil {
			return err
		}
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if b.Before != d.cursor {
		return fmt.Errorf("the batch begins at %+v, the mailbox stands at %+v", b.Before, d.cursor)
	}
	last := uint32(0)
	if b.Cursor.UIDValidity == d.cursor.UIDValidity {
		last = d.cursor.Last
	}
	for _, a := range b.Arrivals {
		if a.UID <= last || a.UID > b.Cursor.Last || a.UIDValidity != b.Cursor.UIDValidity {
			return fmt.Errorf("UID %d is out of order", a.UID)
		}
		last = a.UID
	}
	d.cursor = b.Cursor
	d.arrivals = append(d.arrivals, b.Arrivals...)
	d.batches++
	d.signal()
	return nil
}

func (d *testDesk) Trouble(_ context.Context, t tickets.Trouble) error {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if n := len(d.troubles); t.Back == (n == 0 || d.troubles[n-1].Back) {
		return nil // heard already
	}
	d.troubles = append(d.troubles, t)
	d.signal()
	return nil
}

func (d *testDesk) signal() {
	select {
	case d.changed <- struct{}{}:
	default:
	}
}

// until waits until the desk looks as wanted, or the test's context ends.
func (d *testDesk) until(t *testing.T, what string, f func() bool) {
	t.Helper()
	timeout := time.After(d.patience)
	for {
		d.mutex.Lock()
		ok := f()
		d.mutex.Unlock()
		if ok {
			return
		}
		select {
		case <-d.changed:
		case <-timeout:
			t.Fatalf("after %s still not: %s", d.patience, what)
		}
	}
}

func (d *testDesk) told() []tickets.Trouble {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return slices.Clone(d.troubles)
}

func (d *testDesk) all() []Arrival {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return slices.Clone(d.arrivals)
}

// subjects counts how often each subject was received.
func (d *testDesk) subjects() map[string]int {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	n := map[string]int{}
	for _, a := range d.arrivals {
		n[a.Mail.Subject]++
	}
	return n
}

// testKeeper stores mails in memory.
type testKeeper struct {
	mutex sync.Mutex
	blobs map[string][]byte
	full  bool
}

func newTestKeeper() *testKeeper { return &testKeeper{blobs: map[string][]byte{}} }

var errFull = errors.New("no space left on device")

func (k *testKeeper) Put(_ context.Context, r io.Reader) (string, int64, error) {
	k.mutex.Lock()
	full := k.full
	k.mutex.Unlock()
	if full {
		return "", 0, errFull
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return "", 0, err
	}
	sum := sha256.Sum256(b)
	id := hex.EncodeToString(sum[:])
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.blobs[id] = b
	return id, int64(len(b)), nil
}

func (k *testKeeper) Get(_ context.Context, id string) (io.ReadSeekCloser, error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	b, ok := k.blobs[id]
	if !ok {
		return nil, fmt.Errorf("there is no blob %s", id)
	}
	return nopCloser{bytes.NewReader(b)}, nil
}

type nopCloser struct{ io.ReadSeeker }

func (nopCloser) Close() error { return nil }

// watch runs a watcher until the returned function is called, which waits for its end.
func watch(t *testing.T, o Options) (stop func()) {
	t.Helper()
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- w.Run(ctx) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Errorf("the watcher ended with %v", err)
			}
		})
	}
	t.Cleanup(stop)
	return stop
}

func testLogger(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func letter(subject string) []byte {
	return fmt.Appendf(nil, "Message-ID: <%x@customer.example>\r\nFrom: Cleo <cleo@customer.example>\r\n"+
		"To: support@desk.example\r\nSubject: %s\r\nDate: Mon, 2 Mar 2026 09:00:00 +0100\r\n\r\nHello, %s\r\n",
		sha256.Sum256([]byte(subject)), subject, subject)
}
