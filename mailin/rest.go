package mailin

import (
	"context"
	"errors"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// settleTime is how long the first IDLE after new mail lasts. A mail that arrived just before it began is not announced
// by every server, so the folder is looked at once more soon.
const settleTime = time.Second

var errGone = errors.New("the server closed the connection")

// rest waits until it is time to look again: the server says so, or the poll is due.
func (s *session) rest(ctx context.Context) error {
	pause := min(s.o.Poll, s.o.IdleRestart)
	if s.fresh {
		pause = min(pause, settleTime)
	}
	s.fresh = false
	if len(s.l.exists) > 0 {
		return nil
	}
	if !s.deaf && s.l.caps.Has(imap.CapIdle) {
		return s.idle(ctx, pause)
	}
	return s.pause(ctx, pause)
}

// pause waits until something happens or the time is up.
func (s *session) pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-s.l.exists:
	case <-timer.C:
	case <-s.l.client.Closed():
		return errGone
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return nil
}

// idle is IDLE (RFC 9051, section 6.3.13). The answer to its end is not awaited: the next command can follow at once.
func (s *session) idle(ctx context.Context, d time.Duration) error {
	var idling *imapclient.IdleCommand
	err := s.l.brief(ctx, func() (err error) {
		idling, err = s.l.client.Idle()
		return err
	})
	if alive(err) {
		s.log.Warn("the server refuses IDLE; the folder is polled only", "error", err)
		s.deaf = true
		return s.pause(ctx, d)
	}
	if err != nil {
		return err
	}
	waited := s.pause(ctx, d)
	// Also when ctx has ended: the connection is to be logged out.
	if err := s.l.brief(context.WithoutCancel(ctx), idling.Close); waited == nil {
		waited = err
	}
	return waited
}
