package mailout

import (
	"context"
	"fmt"
	"sync"
	"time"

	"tierdesk/tickets"
)

// Sender sends the letters of an Outbox.
type Sender struct {
	outbox  Outbox
	opt     Options
	settler *settler
	wakeUp  chan struct{}  // has room for one
	open    sync.WaitGroup // goroutines at work and connections kept open
	// stopping is closed when no letter may begin any more.
	stopping chan struct{}

	mu      sync.Mutex
	boxes   map[string]*box
	hand    map[key]struct{} // letters that are leased and not settled
	stopped bool
}

// New makes a Sender. It fails when the options of a server make no sense; it connects nowhere.
func New(outbox Outbox, options Options) (*Sender, error) {
	opt, err := options.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Sender{
		outbox:   outbox,
		opt:      opt,
		wakeUp:   make(chan struct{}, 1),
		stopping: make(chan struct{}),
		boxes:    make(map[string]*box),
		hand:     make(map[key]struct{}),
	}
	s.settler = newSettler(outbox, opt.Log, s.recorded)
	return s, nil
}

// Run sends letters until ctx ends, finishes those under way, records what became of them and hangs up everywhere. It
// is called once. The error tells of letters whose fate could not be recorded; they will be sent again.
func (s *Sender) Run(ctx context.Context) error {
	base := context.WithoutCancel(ctx)
	life, cut := context.WithCancel(base)
	defer cut()
	records, abandon := context.WithCancel(base)
	defer abandon()
	last, lost := make(chan struct{}), make(chan []Result, 1)
	go func() { lost <- s.settler.run(records, last) }()

	s.dispatch(ctx, life)
	s.stop()
	defer time.AfterFunc(s.opt.Grace, cut).Stop()
	s.open.Wait()
	close(last)
	defer time.AfterFunc(s.opt.Grace, abandon).Stop()
	if left := <-lost; len(left) > 0 {
		return fmt.Errorf("record what became of %d letters at the end: they will be sent again", len(left))
	}
	return nil
}

// dispatch leases letters whenever some may be due, until ctx ends.
func (s *Sender) dispatch(ctx, life context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	failures := 0
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.outbox.Kicked():
		case <-s.wakeUp:
		case <-timer.C:
		}
		next, err := s.round(ctx, life)
		if ctx.Err() != nil {
			return
		}
		if failures = s.countFailures(failures, err); failures > 0 {
			next = time.Now().Add(min(time.Second<<min(failures-1, 6), time.Minute))
		}
		timer.Stop()
		if next = earliest(next, s.nextTry()); !next.IsZero() {
			timer.Reset(time.Until(next))
		}
	}
}

// countFailures counts the rounds in a row in which no letters could be leased, and logs the first and the end.
func (s *Sender) countFailures(before int, err error) int {
	switch {
	case err != nil && before == 0:
		s.opt.Log.Error("cannot get letters to send", "error", err)
	case err == nil && before > 0:
		s.opt.Log.Info("letters can be had again")
	}
	if err == nil {
		return 0
	}
	return before + 1
}

// round leases until nothing more is due and tells when that may change; zero when only a kick can change it.
func (s *Sender) round(ctx, life context.Context) (time.Time, error) {
	s.resume(life)
	for {
		busy, full := s.busy()
		if full {
			return time.Time{}, nil // the settler wakes us
		}
		letters, next, err := s.outbox.Lease(ctx, s.opt.Batch, busy, s.opt.Lease)
		if err != nil {
			return time.Time{}, fmt.Errorf("lease letters: %w", err)
		}
		s.take(life, letters)
		if len(letters) >= s.opt.Batch {
			continue
		}
		if soon := time.Now().Add(time.Second); !next.IsZero() && next.Before(soon) && len(letters) == 0 {
			next = soon // never spin, whatever the outbox says
		}
		return next, nil
	}
}

// take puts leased letters before the connections of their mailboxes.
func (s *Sender) take(life context.Context, letters []tickets.Letter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	begin := time.Now().Add(s.opt.Lease * 3 / 4)
	for _, l := range letters {
		if _, have := s.hand[keyOf(l)]; have {
			continue // its lease ran out while we are still at it
		}
		s.hand[keyOf(l)] = struct{}{}
		b := s.box(l.Mailbox)
		b.queue = append(b.queue, leased{l, begin})
	}
	for _, b := range s.boxes {
		s.start(life, b)
	}
}

// resume goes on with mailboxes that have rested.
func (s *Sender) resume(life context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.boxes {
		s.start(life, b)
	}
}

// busy names the mailboxes that can take no letters now. Full is set while too much waits to be recorded.
func (s *Sender) busy() (names []string, full bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	queued := 0
	for _, b := range s.boxes {
		queued += len(b.queue) + b.running
		if now.Before(b.rests) || len(b.queue) >= s.opt.Batch {
			names = append(names, b.name)
		}
	}
	return names, len(s.hand)-queued > 8*s.opt.Batch
}

// nextTry is when the first resting mailbox tries again, or one whose letters wait may have another connection; zero when
// nothing of the kind is ahead.
func (s *Sender) nextTry() (at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	for _, b := range s.boxes {
		if now.Before(b.rests) {
			at = earliest(at, b.rests)
		}
		if now.Before(b.narrow) && len(b.queue) > 0 {
			at = earliest(at, b.narrow)
		}
	}
	return at
}

func earliest(a, b time.Time) time.Time {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}

// recorded forgets letters that are settled: the next of their lanes may be due now.
func (s *Sender) recorded(results []Result) {
	s.mu.Lock()
	for _, r := range results {
		delete(s.hand, keyOf(r.Letter))
	}
	s.mu.Unlock()
	s.wake()
}

func (s *Sender) wake() {
	select {
	case s.wakeUp <- struct{}{}:
	default:
	}
}

// stop lets no letter begin any more, gives back those that wait and hangs up the connections that are kept open.
func (s *Sender) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = true
	close(s.stopping)
	now := time.Now()
	for _, b := range s.boxes {
		for _, l := range b.queue {
			s.settler.add(untried(l.Letter, now))
		}
		b.queue = nil
		for ses := b.take(); ses != nil; ses = b.take() {
			go func() {
				defer s.open.Done()
				ses.quit()
			}()
		}
	}
}
