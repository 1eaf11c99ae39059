package mailin

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"sync"

	"github.com/emersion/go-imap/v2"
)

// errOvertaken says that the stored cursor is not the one that this watcher left: someone else took mails over.
var errOvertaken = errors.New("the cursor of the mailbox was moved by someone else")

// errStopped says that the intake takes no more mails; its own error says why.
var errStopped = errors.New("the intake has stopped")

// intake is the second half of the way: it reads mails in parallel and hands them to the desk in order, while the session
// fetches the next ones.
type intake struct {
	o      *Options
	log    *slog.Logger
	vitals *vitals
	work   chan *item
	runs   chan []*item
	ended  chan struct{} // the desk gets no more mails; err is set
	frame  Cursor        // UIDVALIDITY and Base of what comes, Last 0
	err    error
	group  sync.WaitGroup

	bodies sync.Pool // of *[]byte: room for mails, which is used again once they are read

	mutex   sync.Mutex
	cursor  Cursor // what the desk has committed
	pending int    // runs offered and not yet taken over
	filed   []imap.UID
	changed chan struct{} // pending or filed has changed
}

// runsAhead is how many runs may wait for the desk, so that the server and the readers need not stop while it decides.
const runsAhead = 2

// startIntake begins behind cursor, which the desk has, with mails of frame.
func (w *Watcher) startIntake(ctx context.Context, cursor, frame Cursor) *intake {
	in := &intake{o: w.o, log: w.log, vitals: &w.vitals, cursor: cursor, frame: frame, work: make(chan *item), runs: make(chan []*item, runsAhead),
		ended: make(chan struct{}), changed: make(chan struct{}, 1)}
	for range runtime.GOMAXPROCS(0) {
		in.group.Go(func() {
			for it := range in.work {
				it.putErr = in.prepare(ctx, it)
				close(it.done)
			}
		})
	}
	in.group.Go(func() { in.handOver(ctx) })
	return in
}

// stop lets what was offered reach the desk, unless ctx of startIntake has ended, and returns when all is done.
func (in *intake) stop() {
	close(in.work)
	close(in.runs)
	in.group.Wait()
	for run := range in.runs { // left over when the desk stopped early
		in.release(run)
	}
}

func (in *intake) release(run []*item) {
	for _, it := range run {
		in.o.Inflight.release(it.held)
	}
}

// read begins to store and read a mail.
func (in *intake) read(ctx context.Context, it *item) error {
	select {
	case in.work <- it:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// offer gives the next mails to the desk, in order. It waits while runsAhead others do.
func (in *intake) offer(ctx context.Context, run []*item) error {
	in.count(1)
	select {
	case in.runs <- run:
		return nil
	case <-in.ended:
	case <-ctx.Done():
	}
	in.count(-1)
	return in.why(ctx)
}

// settle waits until the desk has taken over everything that was offered.
func (in *intake) settle(ctx context.Context) error {
	for {
		in.mutex.Lock()
		pending := in.pending
		in.mutex.Unlock()
		if pending == 0 {
			return nil
		}
		select {
		case <-in.changed:
		case <-in.ended:
			return in.why(ctx)
		case <-ctx.Done():
			return in.why(ctx)
		}
	}
}

func (in *intake) why(ctx context.Context) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return fmt.Errorf("%w: %w", errStopped, in.err)
}

func (in *intake) count(n int) {
	in.mutex.Lock()
	defer in.mutex.Unlock()
	in.pending += n
}

// committed reads the cursor that the desk has.
func (in *intake) committed() Cursor {
	in.mutex.Lock()
	defer in.mutex.Unlock()
	return in.cursor
}

// takeFiled returns the mails that the desk has taken over and that may leave the folder.
func (in *intake) takeFiled() []imap.UID {
	in.mutex.Lock()
	defer in.mutex.Unlock()
	uids := in.filed
	in.filed = nil
	return uids
}

// untake gives back what takeFiled returned.
func (in *intake) untake(uids []imap.UID) {
	in.mutex.Lock()
	defer in.mutex.Unlock()
	in.filed = append(uids, in.filed...)
}

// body is room for a mail of so many bytes.
func (in *intake) body(size int) []byte {
	if b, _ := in.bodies.Get().(*[]byte); b != nil && cap(*b) >= size {
		return (*b)[:size]
	}
	return make([]byte, size, max(size, 64<<10))
}

// prepare stores a mail and reads it.
func (in *intake) prepare(ctx context.Context, it *item) (err error) {
	if it.Raw == "" && !it.onlyFor {
		if it.Raw, _, err = in.o.Keeper.Put(ctx, bytes.NewReader(it.body)); err != nil {
			return fmt.Errorf("store the mail: %w", err)
		}
	}
	if it.body != nil {
		in.understand(it, newBytesReader(it.body))
		used := it.body
		in.bodies.Put(&used)
		it.body = nil
		return nil
	}
	raw, err := in.o.Keeper.Get(ctx, it.Raw)
	if err != nil {
		return fmt.Errorf("get the mail: %w", err)
	}
	defer raw.Close()
	in.understand(it, raw)
	return nil
}

// understand reads a mail. Reading must not fail, but if it does, that is the matter of this mail alone.
func (in *intake) understand(it *item, raw io.Reader) {
	defer func() {
		if v := recover(); v != nil {
			it.Failed = fmt.Errorf("read the mail: %v", v)
		}
	}()
	it.Mail = in.o.Read(raw)
	if it.Skip {
		it.Mail.Size = 0 // that of a piece of the header would mislead
	}
}
