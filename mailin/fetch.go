package mailin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// errTruncated says that a mail ended early. go-imap reports a cut connection in the middle of a mail as its end.
var errTruncated = errors.New("the connection ended in the middle of a mail")

// What is asked for. Nothing that go-imap must take apart (ENVELOPE, BODYSTRUCTURE): one that it does not understand
// would end the connection for all mails.
var (
	firstWindow = &imap.FetchOptions{UID: true, InternalDate: true, RFC822Size: true,
		BodySection: []*imap.FetchItemBodySection{{Peek: true, Partial: &imap.SectionPartial{Size: window + 1}}}}
	wholeMail = &imap.FetchOptions{UID: true, InternalDate: true, RFC822Size: true,
		BodySection: []*imap.FetchItemBodySection{{Peek: true}}}
	identifiers = &imap.FetchOptions{UID: true, InternalDate: true,
		BodySection: []*imap.FetchItemBodySection{{Peek: true, Specifier: imap.PartSpecifierHeader,
			Partial:      &imap.SectionPartial{Size: 32 << 10},
			HeaderFields: []string{"Message-ID", "Date", "From", "To", "Cc", "Subject", "In-Reply-To", "References"}}}}
)

// fetch gets the asked mails, hands them over in order, and returns how many of asked are dealt with: fewer than all when
// memory was short. An error means that the connection is lost.
func (s *session) fetch(ctx context.Context, asked []imap.UID) (int, error) {
	if uid := asked[0]; s.w.hopeless(uid) {
		return 1, s.giveUp(ctx, uid, errors.New("the connection was lost each time this mail was fetched"))
	}
	h := newHaul(asked)
	options := firstWindow
	if s.skips(asked[0]) {
		options = identifiers
	}
	err := s.l.do(ctx, func() error { return s.drain(ctx, h, s.l.client.Fetch(imap.UIDSetNum(asked...), options)) })
	return s.finish(ctx, h, err)
}

// finish gets on its own what the answer to a FETCH left open, and hands everything over.
func (s *session) finish(ctx context.Context, h *haul, err error) (int, error) {
	if alive(err) {
		s.log.Warn("the server refused to fetch some mails", "error", err)
		err = nil
	}
	if err == nil {
		err = s.complete(ctx, h)
	}
	culprit := h.firstMissing()
	flushErr := s.flush(ctx, h)
	s.drop(h)
	switch {
	case err != nil:
		s.w.suspect(culprit, len(h.asked), err)
		return h.next, fmt.Errorf("fetch mails: %w", err)
	case flushErr != nil:
		return h.next, flushErr
	}
	s.w.fetched()
	return h.next, nil
}

// drain reads the whole answer to a FETCH. It must not use the client otherwise until that is done.
func (s *session) drain(ctx context.Context, h *haul, f *imapclient.FetchCommand) error {
	for m := f.Next(); m != nil; m = f.Next() {
		if err := s.take(ctx, h, m); err != nil {
			s.abandon(f, err)
			return err
		}
	}
	return f.Close()
}

// abandon ends the connection in the middle of an answer, so that what is left of it need not be read. After a mail that
// ended early the command must not be touched again: go-imap would read the rest of that mail from the connection, which
// its own goroutine is reading already.
func (s *session) abandon(f *imapclient.FetchCommand, err error) {
	s.l.wire.hangUp()
	if !errors.Is(err, errTruncated) {
		_ = f.Close() // the connection is closed: the error is known
	}
}

// answer is what a FETCH says of one mail.
type answer struct {
	uid  imap.UID
	at   time.Time
	size int64
	body []byte
	held int64
	long bool // there is more than body
}

// take reads one mail of an answer. One without body is left as missing: another session changed its flags just then,
// and go-imap took that news for the answer.
func (s *session) take(ctx context.Context, h *haul, m *imapclient.FetchMessageData) error {
	var a answer
	for part := m.Next(); part != nil; part = m.Next() {
		switch part := part.(type) {
		case imapclient.FetchItemDataUID:
			a.uid = part.UID
		case imapclient.FetchItemDataInternalDate:
			a.at = part.Time
		case imapclient.FetchItemDataRFC822Size:
			a.size = part.Size
		case imapclient.FetchItemDataBodySection:
			if part.Literal == nil || a.body != nil || h.cut != 0 || !h.wanted(a.uid) {
				continue
			}
			if err := s.load(ctx, h, &a, part.Literal); err != nil {
				return err
			}
		}
	}
	if a.body == nil {
		return nil
	}
	return s.place(ctx, h, &a)
}

// load reads a literal into memory, if there is room.
func (s *session) load(ctx context.Context, h *haul, a *answer, literal imap.LiteralReader) error {
	size := min(literal.Size(), window+1)
	if ok, err := s.room(ctx, h, size); err != nil || !ok {
		h.cut = a.uid
		return err
	}
	a.held, a.long, a.body = size, literal.Size() > window, s.in.body(int(size))
	if _, err := io.ReadFull(literal, a.body); err != nil {
		s.o.Inflight.release(size)
		return fmt.Errorf("%w: %w", errTruncated, err)
	}
	return nil
}

// room waits for n bytes of memory, without holding on to any that it could hand over. It returns false when it cannot
// let go: then another watcher may be waiting for us, and we must not wait for it.
func (s *session) room(ctx context.Context, h *haul, n int64) (bool, error) {
	if h.weight >= s.o.BatchBytes {
		if err := s.flush(ctx, h); err != nil {
			return false, err
		}
	}
	if s.o.Inflight.try(n) {
		return true, nil
	}
	if err := s.flush(ctx, h); err != nil || h.bytes > 0 {
		return false, err
	}
	if err := s.o.Inflight.acquire(ctx, n); err != nil {
		return false, fmt.Errorf("wait for memory: %w", err)
	}
	return true, nil
}

// place makes an item of an answer and lets it be read.
func (s *session) place(ctx context.Context, h *haul, a *answer) error {
	it := s.item(a.uid, a.at)
	switch size := max(a.size, int64(len(a.body))); {
	case s.skips(a.uid):
		it.Skip, it.onlyFor = true, true
	case a.long, size > s.o.MaxSize:
		h.large[a.uid] = size
		s.o.Inflight.release(a.held)
		return nil
	}
	it.body, it.held = a.body, a.held
	h.put(it)
	return s.in.read(ctx, it)
}

func (s *session) item(uid imap.UID, at time.Time) *item {
	it := &item{done: make(chan struct{})}
	it.UIDValidity, it.UID, it.At = s.validity, uint32(uid), at
	it.Baseline = uint32(uid) <= s.base
	return it
}

// skips reports whether a mail is history that is only to be known.
func (s *session) skips(uid imap.UID) bool { return uint32(uid) <= s.base && s.o.History == Skip }

// flush hands over what can be handed over in order. A look brings all mails that came until the server answered it, which
// may be more than make a batch.
func (s *session) flush(ctx context.Context, h *haul) error {
	ready := h.take()
	for n := 0; n < len(ready); n += s.o.BatchMails {
		run := ready[n:min(n+s.o.BatchMails, len(ready))]
		if err := s.in.offer(ctx, run); err != nil {
			s.in.release(ready[n:])
			return err
		}
	}
	return nil
}

// drop lets go of what was fetched and cannot be handed over because something before it is missing.
func (s *session) drop(h *haul) {
	for _, it := range h.items {
		s.o.Inflight.release(it.held)
	}
}
