package mailin

import (
	"context"
	"math/rand/v2"
	"time"
)

// pauses are the first and the longest pause between two attempts.
type pauses struct{ first, longest time.Duration }

var (
	dialPause   = pauses{time.Second, 5 * time.Minute}
	loginPause  = pauses{30 * time.Second, 15 * time.Minute} // servers lock accounts after a few wrong passwords
	deskPause   = pauses{500 * time.Millisecond, time.Minute}
	keeperPause = pauses{500 * time.Millisecond, time.Minute}
)

// backoff doubles the pause from attempt to attempt. Each is between half and all of it, at random, so that many
// watchers do not come back to a server at the same moment.
type backoff struct {
	pauses
	current time.Duration
}

func newBackoff(p pauses) *backoff { return &backoff{pauses: p} }

func (b *backoff) next() time.Duration {
	b.current = min(max(2*b.current, b.first), b.longest)
	return b.current/2 + rand.N(b.current/2)
}

func (b *backoff) reset() { b.current = 0 }

// sleep waits for d or until ctx ends, whose error it returns.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
