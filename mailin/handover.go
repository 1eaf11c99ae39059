package mailin

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// handOver gives run after run to the desk until there are no more, or something is wrong that waiting does not mend.
func (in *intake) handOver(ctx context.Context) {
	defer close(in.ended)
	for run := range in.runs {
		for some := true; some; some = run != nil {
			if run, in.err = in.deliver(ctx, run); in.err != nil {
				return
			}
		}
	}
	in.err = errStopped
}

// settled releases the memory of a run and notes what may leave the folder.
func (in *intake) settled(run []*item, received bool) {
	in.release(run)
	in.mutex.Lock()
	in.pending--
	for _, it := range run {
		if received && it.file() {
			in.filed = append(in.filed, it.uid())
		}
	}
	in.mutex.Unlock()
	select {
	case in.changed <- struct{}{}:
	default:
	}
}

// ready waits until the mails of a run are stored and read. When the Keeper fails (disk full), so would it for the next
// mail: it is tried again for as long as it takes.
func (in *intake) ready(ctx context.Context, run []*item) error {
	wait := newBackoff(keeperPause)
	for _, it := range run {
		select {
		case <-it.done:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		for it.putErr != nil {
			if ctx.Err() == nil {
				in.vitals.failed(it.putErr)
				in.log.Error("a mail cannot be stored; trying again", "uid", it.UID, "error", it.putErr)
			}
			if err := sleep(ctx, wait.next()); err != nil {
				return err
			}
			it.putErr = in.prepare(ctx, it)
		}
	}
	return nil
}

// receive hands a run over as one batch or, if the desk does not take that, mail by mail.
func (in *intake) receive(ctx context.Context, run []*item) error {
	retry, err := in.try(ctx, run)
	if !retry {
		return err
	}
	return in.singly(ctx, run, err)
}

// singly hands a run over mail by mail.
func (in *intake) singly(ctx context.Context, run []*item, refusal error) error {
	in.log.Warn("the desk did not take a batch; trying its mails one by one", "mails", len(run), "error", refusal)
	if len(run) == 0 {
		return in.insist(ctx, run)
	}
	for i := range run {
		if err := in.insist(ctx, run[i:i+1]); err != nil {
			return err
		}
	}
	return nil
}

// insist hands one mail over. After three refusals it goes as failed; if the desk does not even take that, it is the desk
// that is out of order: it all begins again after a pause. The cursor never passes a mail that was not taken.
func (in *intake) insist(ctx context.Context, run []*item) error {
	for wait := newBackoff(deskPause); ; {
		retry, refusal := in.tryThrice(ctx, run)
		if !retry {
			return refusal
		}
		// At once, so that a desk that recovers in between does not take a good mail for a bad one.
		if retry, err := in.suspend(ctx, run, refusal); !retry {
			return err
		}
		in.vitals.failed(refusal)
		in.log.Error("the desk takes no mails; trying again", "error", refusal)
		if err := sleep(ctx, wait.next()); err != nil {
			return err
		}
	}
}

func (in *intake) tryThrice(ctx context.Context, run []*item) (retry bool, err error) {
	for pause := 100 * time.Millisecond; ; pause *= 4 {
		retry, err = in.try(ctx, run)
		if !retry || pause > time.Second {
			return retry, err
		}
		if err := sleep(ctx, pause); err != nil {
			return false, err
		}
	}
}

// suspend hands a mail over as failed. An empty run has nothing to suspend.
func (in *intake) suspend(ctx context.Context, run []*item, refusal error) (retry bool, err error) {
	if len(run) == 0 {
		return true, nil
	}
	suspended := *run[0]
	suspended.Failed = fmt.Errorf("hand the mail over: %w", refusal)
	if retry, err = in.try(ctx, []*item{&suspended}); !retry && err == nil {
		in.log.Error("a mail was suspended", "uid", suspended.UID, "error", refusal)
	}
	return retry, err
}

// try hands over one batch. It looks at the stored cursor after an error, for a commit may have happened all the same.
func (in *intake) try(ctx context.Context, run []*item) (retry bool, err error) {
	batch := in.batch(in.committed(), run)
	err = in.o.Receiver.Receive(ctx, slices.Values([]Batch{batch}), func(error) {})
	if err != nil {
		if ctx.Err() != nil {
			return false, context.Cause(ctx)
		}
		stored, readErr := in.o.Receiver.Cursor(ctx, in.o.Mailbox)
		switch {
		case readErr != nil || stored == batch.Before:
			return true, err
		case stored != batch.Cursor:
			return false, fmt.Errorf("%w: %w", errOvertaken, err)
		}
	}
	in.advance(batch.Cursor)
	return false, nil
}

// batch is a run as the desk gets it.
func (in *intake) batch(before Cursor, run []*item) Batch {
	b := Batch{Mailbox: in.o.Mailbox, Before: before, Cursor: in.after(run), Arrivals: make([]Arrival, len(run))}
	for i, it := range run {
		b.Arrivals[i] = it.Arrival
	}
	return b
}

// advance notes how far the desk is.
func (in *intake) advance(to Cursor) {
	in.mutex.Lock()
	defer in.mutex.Unlock()
	in.cursor = to
}

// after is the cursor behind a run.
func (in *intake) after(run []*item) Cursor {
	c := in.frame
	if len(run) > 0 {
		c.Last = run[len(run)-1].UID
	}
	return c
}
