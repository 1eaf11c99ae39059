package mailin

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/emersion/go-imap/v2"

	"tierdesk/tickets"
)

// Watcher watches one mailbox. Make it with New; Run it once.
type Watcher struct {
	o   *Options
	log *slog.Logger

	// What outlives a connection.
	dial, login, desk *backoff
	outage            outage
	unsure            bool // an earlier life may have told of an outage that was not over then
	vitals            vitals
	validity          uint32
	most              int              // mails in one FETCH
	deaths            map[imap.UID]int // how often the connection was lost while one mail was fetched alone
	hinted            map[string]bool
}

// outage is a time in which the mailbox cannot be reached.
type outage struct {
	since time.Time // zero while it can
	err   error
	told  bool
}

// deskError says that it is the desk that fails, not the mailbox.
type deskError struct{ err error }

func (e *deskError) Error() string { return e.err.Error() }
func (e *deskError) Unwrap() error { return e.err }

// New makes a watcher. Its error is a *ConfigError.
func New(options Options) (*Watcher, error) {
	o, err := options.complete()
	if err != nil {
		return nil, err
	}
	return &Watcher{o: o, log: o.Logger.With("mailbox", o.Mailbox), most: o.BatchMails, unsure: true,
		vitals: vitals{now: Health{Mailbox: o.Mailbox, Server: o.Server}},
		dial:   newBackoff(dialPause), login: newBackoff(loginPause), desk: newBackoff(deskPause),
		deaths: map[imap.UID]int{}, hinted: map[string]bool{}}, nil
}

// Run watches until ctx ends, whose error it returns. It connects again after every failure.
func (w *Watcher) Run(ctx context.Context) error {
	for {
		err := w.session(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		pause := w.failed(err)
		w.log.Warn("the mailbox is not watched; trying again", "error", err, "pause", pause.Round(time.Millisecond))
		if err := w.wait(ctx, pause); err != nil {
			return err
		}
	}
}

// session is one connection from its beginning to its end.
func (w *Watcher) session(ctx context.Context) error {
	l, err := connect(ctx, w.o)
	if err != nil {
		clear(w.deaths) // it is the server that fails, no single mail
		return err
	}
	defer l.leave(ctx)
	w.login.reset()
	s, err := w.begin(ctx, l)
	if s == nil {
		return err
	}
	if err == nil {
		err = s.serve(ctx)
	}
	s.in.stop()
	s.lastFiling(ctx)
	return err
}

// lastFiling files what was taken over just before the end, if the connection still works.
func (s *session) lastFiling(ctx context.Context) {
	if s.l.client.State() != imap.ConnStateSelected {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopGrace)
	defer cancel()
	if err := s.file(ctx); err != nil {
		s.log.Warn("mails that were taken over are filed at the next start", "error", err)
	}
}

// failed notes why a session ended and says how long to wait.
func (w *Watcher) failed(err error) time.Duration {
	w.vitals.failed(err)
	if errors.Is(err, errStopped) || errors.As(err, new(*deskError)) {
		return w.desk.next()
	}
	if w.outage.since.IsZero() {
		w.outage.since = time.Now()
	}
	w.outage.err = err
	if errors.As(err, new(*LoginError)) {
		return w.login.next()
	}
	return w.dial.next()
}

// wait sleeps, and tells of an outage at its time.
func (w *Watcher) wait(ctx context.Context, pause time.Duration) error {
	if o := &w.outage; !o.since.IsZero() && !o.told {
		alert := time.Until(o.since.Add(w.o.AlertAfter))
		if alert <= pause {
			if err := sleep(ctx, max(alert, 0)); err != nil {
				return err
			}
			o.told = w.tell(ctx, tickets.Trouble{Since: o.since, Error: o.err.Error()})
			pause -= max(alert, 0)
		}
	}
	return sleep(ctx, pause)
}

// tell tells the desk of an outage or its end, and returns whether it heard.
func (w *Watcher) tell(ctx context.Context, t tickets.Trouble) bool {
	t.Mailbox = w.o.Mailbox
	if err := w.o.Receiver.Trouble(ctx, t); err != nil {
		w.log.Error("the trouble of the mailbox could not be told", "error", err)
		return false
	}
	return true
}

// reachable notes that the mailbox works. What the desk was not told of yet is told next time.
func (w *Watcher) reachable(ctx context.Context) {
	w.desk.reset()
	w.dial.reset()
	w.vitals.looked()
	o := &w.outage
	if (o.told || w.unsure) && !w.tell(ctx, tickets.Trouble{Since: o.since, Back: true}) {
		return
	}
	w.unsure = false
	if !o.since.IsZero() {
		w.log.Info("the mailbox is watched again", "after", time.Since(o.since).Round(time.Second))
	}
	*o = outage{}
}
