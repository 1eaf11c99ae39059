package desk

import (
	"context"
	"errors"
)

// pipeline takes batch after batch over: while one is made durable, the next is decided on and its letters are written. The
// disk then need not wait for the processor, nor the processor for the disk. Batches are committed in their order, and none
// after one that failed, for it was decided on what that one did.
//
//	decide, compose 1 │ decide, compose 2 │ decide, compose 3 │ commit 3
//	                  │ commit 1          │ commit 2          │
type pipeline struct {
	w      *work
	ended  func(error) // called by any goroutine when a commit has ended
	behind chan error  // of the commit that is under way; nil while none is
	began  bool        // something is committed, or may be
}

// commit finishes the letters of what was decided since the last batch, and begins to commit it when the last one is.
func (p *pipeline) commit(ctx context.Context) error {
	w := p.w
	letters, err := w.compose(ctx)
	if err != nil {
		return err
	}
	if err := p.wait(); err != nil {
		return err
	}
	changes, said := w.changes, w.said.take()
	w.changes, w.drafts = nil, nil
	p.behind, p.began = make(chan error, 1), true
	go func() {
		err := w.d.persist(ctx, changes, letters)
		if err == nil {
			w.d.say(said)
		}
		p.ended(err)
		p.behind <- err
	}()
	return nil
}

// wait waits for the commit that is under way.
func (p *pipeline) wait() error {
	if p.behind == nil {
		return nil
	}
	err := <-p.behind
	p.behind = nil
	return err
}

// end waits for what is under way. The desk goes on with what was counted or, when a batch failed, with what is stored.
func (p *pipeline) end(ctx context.Context, err error) error {
	err = errors.Join(err, p.wait())
	switch {
	case err == nil:
		p.w.keep()
	case p.began:
		err = errors.Join(err, p.w.d.load(context.WithoutCancel(ctx)))
	}
	return err
}
