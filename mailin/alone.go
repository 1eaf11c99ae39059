package mailin

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// leftKeyword marks a mail that stays on the server because the desk does not have it: over the limit, or not to be fetched. No
// later tidying takes it for one of those that the desk has, also when the limit was raised meanwhile.
const leftKeyword imap.Flag = "$TierdeskLeft"

var errNoBody = errors.New("the server answers without the mail")

// complete fetches one by one what a FETCH left open, in order, up to where memory was short.
func (s *session) complete(ctx context.Context, h *haul) error {
	sorted := false // the missing ones into gone and still there
	for uid := h.firstMissing(); uid != 0; uid = h.firstMissing() {
		size, large := h.large[uid]
		if h.cut != 0 && uid >= h.cut && !large {
			return nil
		}
		if s.skips(uid) {
			h.gone[uid] = true // an identifier more or less is not worth a whole mail
			continue
		}
		if !large && !sorted {
			sorted = true
			if err := s.findGone(ctx, h); err != nil {
				return err
			}
			if h.gone[uid] {
				continue
			}
		}
		it, err := s.alone(ctx, uid, size)
		if err != nil {
			return err
		}
		if it == nil {
			h.gone[uid] = true
			continue
		}
		if err := s.add(ctx, h, it); err != nil {
			return err
		}
	}
	return nil
}

// add puts a mail that was fetched alone in its place.
func (s *session) add(ctx context.Context, h *haul, it *item) error {
	h.put(it)
	if it.Failed == nil {
		if err := s.in.read(ctx, it); err != nil {
			return err
		}
	}
	if h.weight < s.o.BatchBytes {
		return nil
	}
	return s.flush(ctx, h)
}

// findGone asks which of the missing mails are still there.
func (s *session) findGone(ctx context.Context, h *haul) error {
	var missing imap.UIDSet
	for _, uid := range h.asked[h.next:] {
		if _, large := h.large[uid]; !large && h.items[uid] == nil {
			missing.AddNum(uid)
		}
	}
	there, err := s.search(ctx, &imap.SearchCriteria{UID: []imap.UIDSet{missing}})
	if alive(err) {
		return nil // then each is asked for on its own
	}
	if err != nil {
		return err
	}
	left := imap.UIDSetNum(there...)
	uids, _ := missing.Nums()
	for _, uid := range uids {
		h.gone[uid] = !left.Contains(uid)
	}
	return nil
}

// alone fetches one mail of a size that may be unknown, three times at most. It returns nil when the mail is not there any
// more.
func (s *session) alone(ctx context.Context, uid imap.UID, size int64) (*item, error) {
	var last error
	for range 3 {
		it, err := s.stream(ctx, uid, size)
		switch {
		case it != nil && it.Oversize > 0:
			return it, s.leave(ctx, uid)
		case it != nil:
			return it, nil
		case err != nil && !alive(err):
			return nil, err
		}
		if last = err; last == nil {
			last = errNoBody
		}
	}
	there, err := s.search(ctx, &imap.SearchCriteria{UID: []imap.UIDSet{imap.UIDSetNum(uid)}})
	if err != nil && !alive(err) {
		return nil, err
	}
	if err == nil && len(there) == 0 {
		return nil, nil
	}
	return s.failed(ctx, uid, last)
}

// giveUp hands a mail over as failed without asking for it.
func (s *session) giveUp(ctx context.Context, uid imap.UID, reason error) error {
	it, err := s.failed(ctx, uid, reason)
	if err != nil {
		return err
	}
	return s.in.offer(ctx, []*item{it})
}

// failed makes the arrival of a mail that the server would not give away. It is marked on the server before it is handed
// over, for it must stay there.
func (s *session) failed(ctx context.Context, uid imap.UID, reason error) (*item, error) {
	s.log.Error("a mail cannot be fetched; it stays on the server", "uid", uid, "error", reason)
	if err := s.leave(ctx, uid); err != nil {
		return nil, err
	}
	it := s.item(uid, time.Time{})
	it.Failed = fmt.Errorf("fetch the mail: %w", reason)
	close(it.done)
	return it, nil
}

// leave marks a mail that stays on the server.
func (s *session) leave(ctx context.Context, uid imap.UID) error {
	if !s.keeps(leftKeyword) {
		return nil
	}
	if err := s.store(ctx, imap.UIDSetNum(uid), leftKeyword); err != nil && !alive(err) {
		return err
	}
	return nil
}

// stream fetches one whole mail into the Keeper, in constant memory, or the header of one over the limit. It returns nil
// without an error when the answer holds no mail. When the Keeper fails it waits and tries again, for as long as it takes.
func (s *session) stream(ctx context.Context, uid imap.UID, size int64) (*item, error) {
	for wait := newBackoff(keeperPause); ; {
		it, err := s.streamOnce(ctx, uid, size)
		if _, full := errors.AsType[*keepError](err); !full {
			return it, err
		}
		s.w.vitals.failed(err)
		s.log.Error("a mail cannot be stored; trying again", "uid", uid, "error", err)
		if err := sleep(ctx, wait.next()); err != nil {
			return nil, err
		}
	}
}

func (s *session) streamOnce(ctx context.Context, uid imap.UID, size int64) (found *item, err error) {
	options, over := wholeMail, int64(0)
	if size > s.o.MaxSize {
		options, over = firstWindow, size
	}
	err = s.l.do(ctx, func() error {
		var kept error
		f := s.l.client.Fetch(imap.UIDSetNum(uid), options)
		for m := f.Next(); m != nil; m = f.Next() {
			it := s.item(uid, time.Time{})
			it.Oversize = over
			got, err := s.spool(ctx, it, m)
			if err != nil && !errors.As(err, new(*keepError)) {
				s.abandon(f, err)
				return err
			}
			kept = err
			if got {
				found = it
			}
		}
		return cmp.Or(f.Close(), kept)
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// spool stores the body of one answer; false when there is none.
func (s *session) spool(ctx context.Context, it *item, m *imapclient.FetchMessageData) (got bool, err error) {
	for part := m.Next(); part != nil; part = m.Next() {
		switch part := part.(type) {
		case imapclient.FetchItemDataInternalDate:
			it.At = part.Time
		case imapclient.FetchItemDataBodySection:
			if part.Literal == nil || got {
				continue
			}
			if err := s.keep(ctx, it, part.Literal); err != nil {
				return false, err
			}
			got = true
		}
	}
	return got, nil
}

// keepError says that the Keeper failed, not the server.
type keepError struct{ err error }

func (e *keepError) Error() string { return fmt.Sprintf("store a mail: %v", e.err) }
func (e *keepError) Unwrap() error { return e.err }

// keep streams a literal into the Keeper, or only its header when it is too large.
func (s *session) keep(ctx context.Context, it *item, literal imap.LiteralReader) error {
	counted := &counter{r: literal}
	if it.Oversize == 0 && literal.Size() > s.o.MaxSize {
		it.Oversize = literal.Size()
	}
	if it.Oversize > 0 {
		head, err := io.ReadAll(io.LimitReader(counted, window))
		if err != nil || int64(len(head)) < min(window, literal.Size()) {
			return errTruncated
		}
		it.body = bytes.Clone(headerOf(head))
		return nil
	}
	id, _, err := s.o.Keeper.Put(ctx, counted)
	switch {
	case counted.err != nil:
		return fmt.Errorf("%w: %w", errTruncated, counted.err)
	case err != nil:
		return &keepError{err}
	case counted.n != literal.Size():
		return errTruncated
	}
	it.Raw = id
	return nil
}

// counter tells the errors and the length of a reader from those of whoever reads it.
type counter struct {
	r   io.Reader
	n   int64
	err error
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}

// headerOf cuts a mail behind its header; without an empty line all of it is header.
func headerOf(mail []byte) []byte {
	end := len(mail)
	for _, gap := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(mail, []byte(gap)); i >= 0 {
			end = min(end, i+len(gap))
		}
	}
	return mail[:end]
}
