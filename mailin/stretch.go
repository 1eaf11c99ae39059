package mailin

import (
	"context"
	"iter"

	"tierdesk/tickets"
)

// mostStretch is how many runs the desk gets in one go. Meanwhile it does nothing else.
const mostStretch = 16

// stretch is runs that the desk takes one behind the other: while one is made durable, it decides on the next.
type stretch struct {
	in    *intake
	ended chan error // one for each run whose commit has ended
	open  [][]*item  // handed over and not known to be durable, in order
	next  []*item    // came meanwhile and is not handed over; nil for none
}

// deliver hands over a run, and those that come behind it without delay. What the desk does not take so, it gets run by
// run. A run that came and could not be handed over yet is returned.
func (in *intake) deliver(ctx context.Context, run []*item) (next []*item, err error) {
	if err := in.ready(ctx, run); err != nil {
		in.settled(run, false)
		return nil, err
	}
	s := &stretch{in: in, ended: make(chan error, mostStretch)}
	err = in.o.Receiver.Receive(ctx, s.batches(ctx, run), func(err error) { s.ended <- err })
	for len(s.ended) > 0 && s.settle(<-s.ended) {
	}
	if err != nil {
		err = s.again(ctx, err)
	}
	if err != nil && s.next != nil {
		in.settled(s.next, false)
	}
	return s.next, err
}

// again offers by themselves the runs that the desk did not take, the first of them mail by mail.
func (s *stretch) again(ctx context.Context, refusal error) error {
	if ctx.Err() == nil {
		s.look(ctx)
	}
	for i, run := range s.open {
		err := s.in.recall(ctx, run)
		switch {
		case err != nil:
		case i == 0:
			err = s.in.singly(ctx, run, refusal)
		default:
			err = s.in.receive(ctx, run)
		}
		s.in.settled(run, err == nil)
		if err != nil {
			for _, rest := range s.open[i+1:] {
				s.in.settled(rest, false)
			}
			return err
		}
	}
	return nil
}

// batches are run and those that are read when the one before is decided on.
func (s *stretch) batches(ctx context.Context, run []*item) iter.Seq[Batch] {
	return func(yield func(Batch) bool) {
		before := s.in.committed()
		for n := 1; ; n++ {
			b := s.in.batch(before, run)
			s.open = append(s.open, run)
			if !yield(b) {
				return
			}
			forget(run)
			if n == mostStretch {
				return
			}
			before = b.Cursor
			var follows bool
			if run, follows = s.follow(ctx); !follows {
				return
			}
		}
	}
}

// follow is the run that comes while the desk makes another durable, if one does. It never waits for a Keeper that is out of
// order, for the desk waits.
func (s *stretch) follow(ctx context.Context) (run []*item, follows bool) {
	for len(s.open) > 0 {
		select {
		case err := <-s.ended:
			if !s.settle(err) {
				return nil, false
			}
		case run, follows = <-s.in.runs:
			if !s.in.isRead(ctx, run) {
				s.next = run
				return nil, false
			}
			return run, follows
		}
	}
	return nil, false
}

// isRead reports whether all mails of a run were stored and read, as soon as that is known.
func (in *intake) isRead(ctx context.Context, run []*item) bool {
	for _, it := range run {
		select {
		case <-it.done:
		case <-ctx.Done():
			return false
		}
		if it.putErr != nil {
			return false
		}
	}
	return true
}

// settle notes that the first open run is durable, unless its commit failed.
func (s *stretch) settle(failed error) bool {
	if failed != nil {
		return false
	}
	run := s.open[0]
	s.open = s.open[1:]
	s.in.advance(s.in.after(run))
	s.in.settled(run, true)
	return true
}

// look finds out after an error what was made durable all the same.
func (s *stretch) look(ctx context.Context) {
	stored, err := s.in.o.Receiver.Cursor(ctx, s.in.o.Mailbox)
	if err != nil {
		return // whoever offers the runs again looks again
	}
	for i, run := range s.open {
		if s.in.after(run) == stored {
			for range i + 1 {
				s.settle(nil)
			}
			return
		}
	}
}

// forget lets go of what the mails of a run say. The desk has decided on them, and only a commit that fails asks again; the
// memory of a batch is worth more to the next ones.
func forget(run []*item) {
	for _, it := range run {
		if it.Raw != "" {
			it.Mail, it.forgotten = tickets.Mail{}, true
		}
	}
}

// recall reads the mails of a run that were forgotten again. When that fails, they are fetched again.
func (in *intake) recall(ctx context.Context, run []*item) error {
	for _, it := range run {
		if !it.forgotten {
			continue
		}
		if err := in.prepare(ctx, it); err != nil {
			return err
		}
		it.forgotten = false
	}
	return context.Cause(ctx)
}
