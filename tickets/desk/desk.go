package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/report"
	"tierdesk/tickets/store"
	"tierdesk/tickets/thread"
)

// Blobs keeps raw mails and finished letters by content. tickets/blob implements it.
type Blobs interface {
	Put(ctx context.Context, r io.Reader) (id string, size int64, err error)
	Open(ctx context.Context, id string) (io.ReadSeekCloser, error)
	// Sync makes everything that was put before durable.
	Sync(ctx context.Context) error
}

// Composer finishes letters: the same draft gives the same bytes. mailout/compose implements it.
type Composer interface {
	Compose(d tickets.Draft, w io.Writer) error
}

// Setup is what a reload changes.
type Setup struct {
	Rules    *tickets.Rules
	Keys     *thread.Keys
	Composer Composer
	Digests  []Digest
}

// Digest is one daily letter to managers.
type Digest struct {
	Name     string // names the watermark; two digests never share it
	To       []string
	Schedule report.Schedule
}

// Options are the parts of a Desk.
type Options struct {
	Store store.Store
	Blobs Blobs
	Log   *slog.Logger
	Setup Setup
}

// Desk perceives, decides, writes out and commits. It is the only client of the store. Its methods may be called from
// several goroutines; decisions are taken one after the other.
type Desk struct {
	store store.Store
	blobs Blobs
	log   *slog.Logger
	setup atomic.Pointer[Setup]

	letters chan struct{} // kicked when a letter may have become due
	timers  chan struct{} // kicked when a ticket may want to wake earlier

	buffers sync.Pool // of *bytes.Buffer, for letters

	stale atomic.Bool // the tickets' clocks may have been set by other rules than those in force

	mu       sync.Mutex // one decision at a time
	counters map[string]uint64
	lately   *tickets.Ledger   // what the desk wrote by itself
	away     map[string]absent // who is away, as it is stored
	waits    map[string]waits  // for whom notices wait, and since when

	waitsRead time.Time
	loads     loads     // what people have to act on
	queues    queues    // what waits for somebody who has room
	expires   time.Time // when the next suspended mail may expire
	solved    shelf     // the words of solved tickets
}

// New makes a desk on a store. It reads the counters it needs.
func New(ctx context.Context, o Options) (*Desk, error) {
	d := &Desk{store: o.Store, blobs: o.Blobs, log: o.Log,
		letters: make(chan struct{}, 1), timers: make(chan struct{}, 1), counters: map[string]uint64{}}
	d.buffers.New = func() any { return new(bytes.Buffer) }
	d.setup.Store(&o.Setup)
	d.stale.Store(true) // the configuration may have changed while the desk was down
	if err := d.load(ctx); err != nil {
		return nil, err
	}
	return d, nil
}

// Use takes a new setup. Decisions under way finish with the old one.
func (d *Desk) Use(s Setup) {
	d.setup.Store(&s)
	d.stale.Store(true)
	d.mu.Lock()
	d.expires, d.loads.counted = time.Time{}, time.Time{}
	d.mu.Unlock()
	kick(d.timers)
}

// Setup is the one in force.
func (d *Desk) Setup() Setup { return *d.setup.Load() }

// now is the only place where the desk looks at a clock.
func now() time.Time { return time.Now() }

func kick(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// counterPrefix names the marks that count: turns of the round robin, numbers of suspended mails.
const counterPrefix = "count/"

// load reads what the desk keeps in memory beside the store.
func (d *Desk) load(ctx context.Context) error {
	return errors.Join(d.loadCounters(ctx), d.recall(ctx), d.loadLoads(ctx), d.loadWaits(ctx), d.loadQueues(ctx))
}

func (d *Desk) loadCounters(ctx context.Context) error {
	marks, err := d.store.Marks(ctx, counterPrefix)
	if err != nil {
		return fmt.Errorf("read the counters: %w", err)
	}
	clear(d.counters)
	for _, m := range marks {
		n, err := strconv.ParseUint(string(m.Value), 10, 64)
		if err != nil {
			return fmt.Errorf("read the counter %s: %w", m.Name, err)
		}
		d.counters[m.Name] = n
	}
	return d.loadAway(ctx)
}

func turnName(t tickets.Tier) string { return counterPrefix + "turn/" + t.String() }

const suspendedCounter = counterPrefix + "suspended"
