package mailin

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
)

// eagerLimit is how many new mails are fetched in the same round trip that looks for them.
const eagerLimit = 32

// errRecreated says that the folder is not the one that was opened.
var errRecreated = errors.New("the folder was replaced by another one of the same name")

// session is the life of one connection.
type session struct {
	w        *Watcher
	o        *Options
	log      *slog.Logger
	l        *link
	in       *intake
	validity uint32
	base     uint32 // history ends here
	next     uint32 // everything up to this UID has been offered to the intake
	seen     int64  // how many mails the folder held when it was last looked at; -1 before that
	opened   time.Time
	keywords []imap.Flag   // that the server stores (PERMANENTFLAGS)
	tidy     bool          // mails that were taken over may still be in the folder
	created  bool          // the folder to move to was created in this session
	patience time.Duration // time-out of the command that files mails
	fresh    bool          // something was found at the last look
	deaf     bool          // the server refuses IDLE
}

// begin opens the folder, finds out where the desk stands, and starts the intake.
func (w *Watcher) begin(ctx context.Context, l *link) (*session, error) {
	data, err := l.open(ctx, w.o.Folder)
	if err != nil {
		return nil, err
	}
	cursor, err := w.o.Receiver.Cursor(ctx, w.o.Mailbox)
	if err != nil {
		return nil, &deskError{fmt.Errorf("read the cursor: %w", err)}
	}
	s := &session{w: w, o: w.o, log: w.log, l: l, validity: data.UIDValidity, opened: time.Now(),
		keywords: data.PermanentFlags, tidy: true, fresh: true, seen: -1}
	frame := Cursor{UIDValidity: s.validity}
	switch {
	case cursor == Cursor{}:
		if frame.Base, err = s.lastUID(ctx, data); err != nil {
			return nil, err
		}
		s.log.Info("first look at the mailbox", "mails", data.NumMessages, "history", s.o.History)
	case cursor.UIDValidity != s.validity:
		s.log.Warn("the folder was recreated (UIDVALIDITY changed): all its mails are compared with those known",
			"mails", data.NumMessages, "before", cursor.UIDValidity, "now", s.validity)
	default:
		s.next, frame.Base = cursor.Last, cursor.Base
	}
	s.base = frame.Base
	w.remember(s.validity)
	s.in = w.startIntake(ctx, cursor, frame)
	if cursor.UIDValidity != s.validity {
		// Pins the line between history and new mail before anything else, so that an interruption cannot move it.
		err = s.in.offer(ctx, nil)
	}
	return s, err
}

// lastUID is the highest UID given so far.
func (s *session) lastUID(ctx context.Context, data *imap.SelectData) (uint32, error) {
	if data.UIDNext > 0 {
		return uint32(data.UIDNext) - 1, nil
	}
	uids, err := s.search(ctx, &imap.SearchCriteria{UID: []imap.UIDSet{{{Start: 1}}}})
	if err != nil || len(uids) == 0 {
		return 0, err
	}
	return uint32(slices.Max(uids)), nil
}

// serve takes mails over until the connection ends or ctx does.
func (s *session) serve(ctx context.Context) error {
	for {
		if err := s.catchUp(ctx); err != nil {
			return err
		}
		s.w.reachable(ctx)
		if s.tidy {
			if err := s.tidyUp(ctx); err != nil {
				return err
			}
		}
		if err := s.rest(ctx); err != nil {
			return err
		}
		if time.Since(s.opened) >= s.o.IdleRestart {
			if err := s.reopen(ctx); err != nil {
				return err
			}
		}
	}
}

// reopen selects the folder again, to notice that it was deleted and created anew: not all servers tell.
func (s *session) reopen(ctx context.Context) error {
	data, err := s.l.open(ctx, s.o.Folder)
	if err != nil {
		return err
	}
	if data.UIDValidity != s.validity {
		return errRecreated
	}
	s.opened = time.Now()
	return nil
}

// catchUp takes over what is new and lets it leave the folder. It returns when the desk has it all. The mails leave last:
// people wait for answers, nobody for a tidy folder, and moving costs some servers more than fetching.
func (s *session) catchUp(ctx context.Context) error {
	todo, err := s.look(ctx)
	if err != nil {
		return err
	}
	s.fresh = s.fresh || len(todo) > 0
	progress := s.startProgress(len(todo))
	for len(todo) > 0 {
		n, err := s.fetch(ctx, s.portion(todo))
		if n > 0 {
			s.next = uint32(todo[n-1])
		}
		if err != nil {
			return err
		}
		todo = todo[n:]
		progress.report(len(todo))
	}
	if err := s.in.settle(ctx); err != nil {
		return err
	}
	err = s.file(ctx)
	s.seen = s.count()
	return err
}

// portion is what to ask for in one FETCH. History that is skipped and mails to take over are never mixed.
func (s *session) portion(todo []imap.UID) []imap.UID {
	n := min(len(todo), s.w.most)
	if s.skips(todo[0]) {
		border, _ := slices.BinarySearch(todo, imap.UID(s.base)+1)
		n = min(n, border)
	}
	if trap := slices.IndexFunc(todo[1:n], s.w.hopeless); trap >= 0 {
		n = trap + 1
	}
	return todo[:n]
}
