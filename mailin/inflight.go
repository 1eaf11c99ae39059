package mailin

import (
	"context"

	"golang.org/x/sync/semaphore"
)

// DefaultInflight is how many bytes of mail may be in memory at a time when Options.Inflight is nil.
const DefaultInflight = 32 << 20

// Inflight bounds how many bytes of raw mail are in memory between the server and the desk. One Inflight is shared by
// all watchers of a daemon; it may be used by many goroutines at once. Mails over 1 MiB never count: they are streamed.
type Inflight struct {
	limit int64
	bytes *semaphore.Weighted
}

// NewInflight allows limit bytes, at least 2 MiB so that the largest mail held in memory has room.
func NewInflight(limit int64) *Inflight {
	limit = max(limit, 2*window)
	return &Inflight{limit: limit, bytes: semaphore.NewWeighted(limit)}
}

func (i *Inflight) try(n int64) bool { return i.bytes.TryAcquire(n) }

func (i *Inflight) acquire(ctx context.Context, n int64) error { return i.bytes.Acquire(ctx, n) }

func (i *Inflight) release(n int64) { i.bytes.Release(n) }
