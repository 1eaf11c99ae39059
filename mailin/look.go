package mailin

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
)

// look finds the mails that are not taken over yet. A few new ones are fetched in the same round trip and handed over at
// once; those are not in what it returns.
func (s *session) look(ctx context.Context) (todo []imap.UID, err error) {
	select {
	case <-s.l.exists:
	default:
	}
	count := s.count()
	added := count - s.seen
	few := s.seen >= 0 && added > 0 && added <= eagerLimit
	if few && s.next >= s.base && s.w.calm() {
		return s.lookAndFetch(ctx)
	}
	return s.searchNew(ctx)
}

// count is how many mails the folder holds as far as the server has told; -1 when that is not known: go-imap answers a
// SELECT a moment before it knows the folder itself.
func (s *session) count() int64 {
	if box := s.l.client.Mailbox(); box != nil {
		return int64(box.NumMessages)
	}
	return -1
}

func (s *session) unseen() imap.UIDSet { return imap.UIDSet{{Start: imap.UID(s.next) + 1}} }

// searchNew asks for news first: some servers answer a SEARCH from what they last told.
func (s *session) searchNew(ctx context.Context) (uids []imap.UID, err error) {
	err = s.l.brief(ctx, func() error {
		noop := s.l.client.Noop()
		search := s.l.client.UIDSearch(&imap.SearchCriteria{UID: []imap.UIDSet{s.unseen()}}, nil)
		if err := noop.Wait(); err != nil {
			return err
		}
		data, err := search.Wait()
		if err == nil {
			uids = s.unknown(data)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look for new mail: %w", err)
	}
	return uids, nil
}

// unknown are the found UIDs that are new, ascending. "n:*" finds the last mail even when its UID is below n (RFC 9051,
// section 9, seq-range).
func (s *session) unknown(data *imap.SearchData) []imap.UID {
	uids := slices.Sorted(slices.Values(data.AllUIDs()))
	first, _ := slices.BinarySearch(uids, imap.UID(s.next)+1)
	return uids[first:]
}

// lookAndFetch searches and fetches at once. What the search found is the measure of what the fetch must have brought: a
// mail that go-imap loses (its UID behind the text) would be passed over otherwise.
func (s *session) lookAndFetch(ctx context.Context) ([]imap.UID, error) {
	h := newHaul(nil)
	err := s.l.do(ctx, func() error {
		search := s.l.client.UIDSearch(&imap.SearchCriteria{UID: []imap.UIDSet{s.unseen()}}, nil)
		fetchErr := s.drain(ctx, h, s.l.client.Fetch(s.unseen(), firstWindow))
		if fetchErr != nil && !alive(fetchErr) {
			return fetchErr
		}
		data, err := search.Wait()
		if err != nil {
			return err
		}
		h.asked = s.unknown(data)
		return fetchErr
	})
	if len(h.asked) == 0 {
		s.drop(h)
		if err != nil {
			return nil, fmt.Errorf("look for new mail: %w", err)
		}
		return nil, nil
	}
	s.fresh = true
	n, err := s.finish(ctx, h, err)
	if n > 0 {
		s.next = uint32(h.asked[n-1])
	}
	return h.asked[n:], err
}

// search is UID SEARCH; the answer is in ascending order.
func (s *session) search(ctx context.Context, criteria *imap.SearchCriteria) (uids []imap.UID, err error) {
	err = s.l.brief(ctx, func() error {
		data, err := s.l.client.UIDSearch(criteria, nil).Wait()
		if err == nil {
			uids = slices.Sorted(slices.Values(data.AllUIDs()))
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search the folder: %w", err)
	}
	return uids, nil
}

// progress tells of long work every few seconds.
type progress struct {
	s           *session
	total       int
	began, told time.Time
}

func (s *session) startProgress(total int) *progress {
	now := time.Now()
	return &progress{s: s, total: total, began: now, told: now}
}

func (p *progress) report(left int) {
	if now := time.Now(); now.Sub(p.told) >= 5*time.Second {
		p.told = now
		p.s.log.Info("taking mails over", "fetched", p.total-left, "of", p.total, "seconds", int(now.Sub(p.began).Seconds()))
	}
}
