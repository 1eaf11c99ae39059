package desk

import (
	"context"
	"errors"
)

// partSize is how many mails are committed together while the next ones are decided on.
const partSize = 250

// parts takes a batch over part by part: while one part is made durable, the next is decided on and its letters are
// written. The disk then need not wait for the processor, nor the processor for the disk. Parts are committed in their order, and
// none after one that failed, for it was decided on what that one did.
//
//	decide, compose 1 │ decide, compose 2 │ decide, compose 3 │ commit 3 and the cursor
//	                  │ commit 1          │ commit 2          │
//
// The cursor goes with the last part. When a later part fails, the mails of an earlier one come again, and are known by their
// causes as repetitions. So a batch with a mail that has no cause is one part.
type parts struct {
	w       *work
	size    int
	behind  chan error // of the commit that is under way; nil while none is
	partial bool       // something is committed, or may be
}

func (w *work) parts(b *Batch) *parts {
	p := &parts{w: w, size: partSize}
	for i := range b.Arrivals {
		if cause(&b.Arrivals[i]) == "" {
			p.size = len(b.Arrivals) + 1
		}
	}
	return p
}

// commit finishes the letters of what was decided since the last part, and begins to commit it when the last part is.
func (p *parts) commit(ctx context.Context) error {
	w := p.w
	letters, err := w.compose(ctx)
	if err != nil {
		return err
	}
	if err := p.wait(); err != nil {
		return err
	}
	changes := w.changes
	w.changes, w.drafts = nil, nil
	p.behind, p.partial = make(chan error, 1), true
	go func() { p.behind <- w.d.persist(ctx, changes, letters) }()
	return nil
}

// wait waits for the commit that is under way.
func (p *parts) wait() error {
	if p.behind == nil {
		return nil
	}
	err := <-p.behind
	p.behind = nil
	return err
}

// finish commits the last part.
func (p *parts) finish(ctx context.Context) error {
	letters, err := p.w.compose(ctx)
	if err != nil {
		return err
	}
	if err := p.wait(); err != nil {
		return err
	}
	if err := p.w.d.persist(ctx, p.w.changes, letters); err != nil {
		return err
	}
	p.w.keep()
	return nil
}

// end waits for what is under way, and when the batch failed half way, reads the counters that the desk goes on with.
func (p *parts) end(ctx context.Context, err error) error {
	err = errors.Join(err, p.wait())
	if err != nil && p.partial {
		err = errors.Join(err, p.w.d.load(context.WithoutCancel(ctx)))
	}
	return err
}
