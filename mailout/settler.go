package mailout

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// settler records results: all that have gathered while it recorded the ones before, so that one commit serves many
// letters and no letter waits for company. What the outbox does not take is kept and tried again.
type settler struct {
	outbox   Outbox
	log      *slog.Logger
	recorded func([]Result)
	more     chan struct{} // has room for one

	mu      sync.Mutex
	waiting []Result

	left    []Result // not taken yet
	retry   time.Time
	tries   int
	failing bool
}

func newSettler(outbox Outbox, log *slog.Logger, recorded func([]Result)) *settler {
	return &settler{outbox: outbox, log: log, recorded: recorded, more: make(chan struct{}, 1)}
}

// add hands a result over. It never blocks.
func (t *settler) add(results ...Result) {
	t.mu.Lock()
	t.waiting = append(t.waiting, results...)
	t.mu.Unlock()
	select {
	case t.more <- struct{}{}:
	default:
	}
}

func (t *settler) collect() []Result {
	t.mu.Lock()
	defer t.mu.Unlock()
	results := t.waiting
	t.waiting = nil
	return results
}

// run records until last is closed and nothing is left, or until ctx ends. It returns what could not be recorded.
func (t *settler) run(ctx context.Context, last <-chan struct{}) []Result {
	for ctx.Err() == nil {
		group := t.collect()
		if len(t.left) > 0 && !time.Now().Before(t.retry) {
			group = append(group, t.left...)
			t.left = nil
		}
		if len(group) > 0 {
			t.keep(t.record(ctx, group))
			continue
		}
		if !t.wait(ctx, last) {
			break
		}
	}
	return append(t.left, t.collect()...)
}

// wait sleeps until there may be something to do; false when everything is done.
func (t *settler) wait(ctx context.Context, last <-chan struct{}) bool {
	var retry <-chan time.Time
	if len(t.left) > 0 {
		timer := time.NewTimer(time.Until(t.retry))
		defer timer.Stop()
		retry, last = timer.C, nil
	}
	select {
	case <-t.more:
	case <-retry:
	case <-ctx.Done():
	case <-last:
		t.mu.Lock()
		defer t.mu.Unlock()
		return len(t.waiting) > 0
	}
	return true
}

// keep holds failed results for another try: after a second, then twice as long each time, a minute at most.
func (t *settler) keep(failed []Result) {
	if len(failed) == 0 {
		if len(t.left) == 0 {
			t.tries = 0
		}
		return
	}
	t.left = append(t.left, failed...)
	t.retry = time.Now().Add(min(time.Second<<t.tries, time.Minute))
	t.tries = min(t.tries+1, 6)
}

// record returns what was not taken. A group that fails is taken apart, so that one bad result holds up no other; two
// failures in a row mean that the store is down, and the rest waits too.
func (t *settler) record(ctx context.Context, group []Result) []Result {
	if t.settle(ctx, group) {
		return nil
	}
	if len(group) == 1 {
		return group
	}
	var failed []Result
	inRow := 0
	for i, r := range group {
		if t.settle(ctx, []Result{r}) {
			inRow = 0
			continue
		}
		failed = append(failed, r)
		if inRow++; inRow == 2 {
			return append(failed, group[i+1:]...)
		}
	}
	return failed
}

func (t *settler) settle(ctx context.Context, group []Result) bool {
	err := t.outbox.Settle(ctx, group)
	switch {
	case err != nil && !t.failing:
		t.log.Error("cannot record what became of letters; they are kept", "letters", len(group), "error", err)
	case err == nil && t.failing:
		t.log.Info("what became of letters is recorded again")
	}
	t.failing = err != nil
	if err == nil {
		t.recorded(group)
	}
	return err == nil
}
