package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// expiredPrefix names the marks of suspended mails that expired, kept until every digest had time to tell of them.
const expiredPrefix = "expired/"

// tellExpired is how long an expired mail is remembered: longer than any digest's time.
const tellExpired = 40 * 24 * time.Hour

// expire drops the suspended mails whose time is over, and says when to look again. The bytes stay in the blobs, and the
// next digest tells of each.
func (d *Desk) expire(ctx context.Context) (time.Time, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	keep, w := d.Setup().Rules.KeepSuspended, d.begin(now())
	next := w.at.Add(longest)
	if keep <= 0 || w.at.Before(d.expires) {
		return next, nil
	}
	for _, prefix := range []string{suspendedPrefix, expiredPrefix} {
		marks, err := d.store.Marks(ctx, prefix)
		if err != nil {
			return next, fmt.Errorf("look for suspended mail that expires: %w", err)
		}
		for _, m := range marks {
			end, err := w.expireOne(m, keep)
			if err != nil {
				return next, err
			}
			next = earlier(next, end)
		}
	}
	if err := w.commit(ctx); err != nil {
		return next, fmt.Errorf("drop suspended mail that expired: %w", err)
	}
	d.expires = next
	return next, nil
}

// expireOne moves a suspended mail to those that expired, and forgets one of these after a while. It returns when that is due.
func (w *work) expireOne(m store.Mark, keep time.Duration) (time.Time, error) {
	var s tickets.Suspended
	if err := mustRead(m.Value, &s); err != nil {
		return w.at, err
	}
	end := s.At.Add(keep)
	if !s.Expired.IsZero() {
		end = s.Expired.Add(tellExpired)
	}
	if w.at.Before(end) {
		return end, nil
	}
	gone := []store.MarkChange{{Name: m.Name, Old: m.Value}}
	if s.Expired.IsZero() {
		s.Expired = w.at
		gone = append(gone, store.MarkChange{Name: expiredPrefix + s.ID, New: mustJSON(s)})
		w.log.Warn("expired", "id", s.ID, "reason", string(s.Reason), "from", s.From.Address, "raw", s.Raw)
	}
	w.add(store.Change{Marks: gone}, nil)
	return w.at.Add(longest), nil
}

// expired lists the suspended mails that expired in a span of time.
func (d *Desk) expired(ctx context.Context, from, to time.Time) ([]tickets.Suspended, error) {
	marks, err := d.store.Marks(ctx, expiredPrefix)
	if err != nil {
		return nil, fmt.Errorf("list expired mail: %w", err)
	}
	var all []tickets.Suspended
	for _, m := range marks {
		var s tickets.Suspended
		if err := mustRead(m.Value, &s); err != nil {
			return nil, err
		}
		if !s.Expired.Before(from) && s.Expired.Before(to) {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b tickets.Suspended) int { return a.At.Compare(b.At) })
	return all, nil
}
