package mailin

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
)

const (
	// fileAtOnce is how many mails one command moves at most. One by one, moving is sixty times slower, and with Dovecot's
	// Maildir each command costs time for all mails of the folder: moving 20,000 mails took 16 s by 500, 4 s by 5,000.
	fileAtOnce = 5000
	// setLength is how long a set of UIDs may be, in bytes: servers refuse lines of more than 8 KiB (RFC 7162, section 4).
	setLength = 7000
	// filingTime is what one mail adds to the time-out of a command that files many.
	filingTime = 20 * time.Millisecond
	// filedKeyword marks an original that could only be copied.
	filedKeyword imap.Flag = "$TierdeskFiled"
)

// file lets the mails that the desk has taken over leave the folder. When the server refuses, they are tried again later.
func (s *session) file(ctx context.Context) error {
	uids := s.in.takeFiled()
	for len(uids) > 0 {
		if ctx.Err() != nil {
			s.in.untake(uids)
			return context.Cause(ctx)
		}
		some := firstPart(uids)
		err := s.fileSome(ctx, some)
		if err != nil && !alive(err) {
			return fmt.Errorf("file mails: %w", err)
		}
		if err != nil {
			s.log.Warn("mails that were taken over could not be filed; trying again later",
				"after", s.o.After.String(), "mails", len(some), "error", err)
			s.tidy = true
		}
		uids = uids[len(some):]
	}
	return nil
}

// firstPart is as many UIDs as fit into one command. Runs of successive UIDs are short.
func firstPart(uids []imap.UID) []imap.UID {
	n, length := 0, 0
	for n < min(len(uids), fileAtOnce) && length < setLength {
		if n == 0 || uids[n] != uids[n-1]+1 {
			length += 2 * len("4294967295:")
		}
		n++
	}
	return uids[:n]
}

func (s *session) fileSome(ctx context.Context, uids []imap.UID) error {
	set := imap.UIDSetNum(uids...)
	s.patience = s.l.timeout + time.Duration(len(uids))*filingTime
	switch s.o.After.Do {
	case Move:
		return s.move(ctx, set)
	case Delete:
		return s.remove(ctx, set)
	case Flag:
		return s.flag(ctx, set)
	}
	return nil
}

// move uses MOVE (RFC 6851), or else COPY and UID EXPUNGE (RFC 4315). Plain EXPUNGE would also remove what other people
// marked as deleted; without UIDPLUS the original stays, with a keyword.
func (s *session) move(ctx context.Context, set imap.UIDSet) error {
	if s.l.caps.Has(imap.CapMove) {
		return s.intoFolder(ctx, func() error {
			_, err := s.l.client.Move(set, s.o.After.Folder).Wait()
			return err
		})
	}
	err := s.intoFolder(ctx, func() error {
		_, err := s.l.client.Copy(set, s.o.After.Folder).Wait()
		return err
	})
	if err != nil {
		return err
	}
	if s.l.caps.Has(imap.CapUIDPlus) {
		return s.remove(ctx, set)
	}
	s.w.once("The server can neither MOVE nor UID EXPUNGE. Mails are copied; the originals stay in the folder",
		"keyword", filedKeyword)
	if !s.keeps(filedKeyword) {
		return nil
	}
	return s.store(ctx, set, filedKeyword)
}

// remove deletes for good where that is possible for single mails. Otherwise they are marked for whoever expunges next.
func (s *session) remove(ctx context.Context, set imap.UIDSet) error {
	if err := s.store(ctx, set, imap.FlagDeleted); err != nil {
		return err
	}
	if !s.l.caps.Has(imap.CapUIDPlus) {
		s.w.once("The server has no UID EXPUNGE. Mails are only marked as deleted")
		return nil
	}
	return s.command(ctx, func() error { return s.l.client.UIDExpunge(set).Close() })
}

func (s *session) flag(ctx context.Context, set imap.UIDSet) error {
	keyword := imap.Flag(s.o.After.Keyword)
	if !s.keeps(keyword) {
		s.w.once("The server does not store keywords. Mails stay in the folder unmarked", "keyword", keyword)
		return nil
	}
	return s.store(ctx, set, keyword)
}

// intoFolder runs a command that needs the target folder, and creates that if the command fails: not all servers say
// TRYCREATE (RFC 9051, section 7.1).
func (s *session) intoFolder(ctx context.Context, f func() error) error {
	err := s.command(ctx, f)
	if !alive(err) || s.created {
		return err
	}
	create := s.command(ctx, func() error { return s.l.client.Create(s.o.After.Folder, nil).Wait() })
	if create != nil && !alive(create) {
		return create
	}
	refusal, _ := errors.AsType[*imap.Error](create)
	s.created = create == nil || refusal.Code == imap.ResponseCodeAlreadyExists
	if create == nil {
		s.log.Info("created the folder", "folder", s.o.After.Folder)
	}
	if !s.created {
		return fmt.Errorf("%w (and creating the folder: %w)", err, create)
	}
	return s.command(ctx, f)
}

func (s *session) store(ctx context.Context, set imap.UIDSet, flag imap.Flag) error {
	add := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{flag}}
	return s.command(ctx, func() error { return s.l.client.Store(set, add, nil).Close() })
}

// stopGrace is how long a command that changes mails may go on when the watcher is stopped.
const stopGrace = 2 * time.Second

// command is an exchange that changes mails. When ctx ends it may still come to its end, so that nothing is half moved.
func (s *session) command(ctx context.Context, f func() error) error {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(stopGrace, cancel) })()
	return s.l.within(longer, max(s.patience, s.l.timeout), f)
}

// keeps reports whether the server stores a keyword for good (RFC 9051, section 7.1, PERMANENTFLAGS).
func (s *session) keeps(flag imap.Flag) bool {
	return slices.Contains(s.keywords, imap.FlagWildcard) || slices.Contains(s.keywords, flag)
}

// tidyUp files what was taken over before and is still there: the daemon was stopped, or the server refused. The cursor
// says that the desk has it. What was left on purpose is not touched: history, mails over the limit, mails that could not
// be fetched.
func (s *session) tidyUp(ctx context.Context) error {
	s.tidy = false
	cursor := s.in.committed()
	last := cursor.Last
	if cursor.UIDValidity != s.validity || last <= s.base {
		return nil
	}
	done := imap.UIDSet{{Start: imap.UID(s.base) + 1, Stop: imap.UID(last)}}
	criteria := &imap.SearchCriteria{UID: []imap.UIDSet{done}, Smaller: s.o.MaxSize + 1, NotFlag: s.marks()}
	switch s.o.After.Do {
	case Move, Delete:
	case Flag:
		if !s.keeps(imap.Flag(s.o.After.Keyword)) {
			return nil
		}
	default:
		return nil
	}
	if s.o.After.Do == Delete && !s.keeps(leftKeyword) {
		return nil // a mail that could not be fetched would be deleted with the others
	}
	left, err := s.search(ctx, criteria)
	for err == nil && len(left) > 0 {
		some := firstPart(left)
		err = s.fileSome(ctx, some)
		left = left[len(some):]
	}
	if alive(err) {
		s.log.Warn("mails that were taken over before could not be filed; trying again later", "mails", len(left), "error", err)
		s.tidy = true
		return nil
	}
	return err
}

// marks are the flags of mails that tidying passes over.
func (s *session) marks() []imap.Flag {
	marks := []imap.Flag{leftKeyword}
	switch {
	case s.o.After.Do == Flag:
		marks = append(marks, imap.Flag(s.o.After.Keyword))
	case s.l.caps.Has(imap.CapMove) && s.o.After.Do == Move, s.l.caps.Has(imap.CapUIDPlus):
	case s.o.After.Do == Move:
		marks = append(marks, filedKeyword)
	default:
		marks = append(marks, imap.FlagDeleted)
	}
	return marks
}
