package desk

import (
	"context"
	"errors"
	"fmt"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/tickets"
	"tierdesk/tickets/store"
	"tierdesk/tickets/thread"
)

// pardon is a suspended mail on its way to its ticket.
type pardon struct {
	by    string
	mark  store.Mark
	mail  tickets.Suspended
	next  *tickets.Suspended // the mail as it is kept back again, for another reason
	alone bool               // as a ticket of its own, wherever it leads
	on    tickets.ID         // the ticket that it came through to; 0 for the desk itself
}

// reasons are those that were forgiven so far.
func (p *pardon) reasons() []tickets.Reason {
	return append(p.mail.Forgiven[:len(p.mail.Forgiven):len(p.mail.Forgiven)], p.mail.Reason)
}

// keepBackAgain lists a released mail under the next reason that speaks against it.
func (w *work) keepBackAgain(ctx context.Context, a *Arrival, k kept) error {
	p := a.pardon
	next := p.mail
	next.Reason, next.Why, next.Ticket, next.Forgiven = k.reason, firstLine(k.why), k.ticket, p.reasons()
	p.next = &next
	return w.list(ctx, a, &next, k.ask, store.Change{Marks: []store.MarkChange{{Name: p.mark.Name, Old: p.mark.Value}}})
}

// ErrKeptBack tells that a released mail is suspended again, for another reason than the one that was forgiven.
var ErrKeptBack = errors.New("it is kept back again")

// Release lets a suspended mail through and returns the ticket it is on now. Only the reason it was suspended for is
// forgiven: when another speaks against it, it is listed under that one and the error is ErrKeptBack; releasing it once
// more forgives both. The ticket is 0 for a mail that gave commands to the desk itself. A mail that could not be read is tried again.
func (d *Desk) Release(ctx context.Context, id, by string) (tickets.ID, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	w := d.begin(now())
	a, err := w.pardon(ctx, id, by)
	if err == nil {
		err = w.release(ctx, &a)
	}
	if err == nil {
		err = w.commit(ctx)
	}
	if err != nil {
		return 0, fmt.Errorf("release %s: %w", id, err)
	}
	if again := a.pardon.next; again != nil {
		return 0, fmt.Errorf("release %s: %w: %s (%s); look at it, and release it once more", id, ErrKeptBack, again.Why, again.Reason)
	}
	d.log.Info("released", "id", id, "by", by, "ticket", uint64(a.pardon.on))
	return a.pardon.on, nil
}

// stuck is the error of a suspended mail that cannot be let through as it is.
type stuck struct{ why string }

func (s *stuck) Error() string { return s.why }

func stuckf(format string, args ...any) error { return &stuck{fmt.Sprintf(format, args...)} }

// pardon reads a suspended mail again, to decide about it once more.
func (w *work) pardon(ctx context.Context, id, by string) (Arrival, error) {
	mark, s, err := w.suspendedMark(ctx, id)
	if err == nil {
		err = releasable(s)
	}
	if err != nil {
		return Arrival{}, err
	}
	m, err := w.d.readAgain(ctx, s.Raw)
	return Arrival{At: s.At, Raw: s.Raw, Mail: &m, pardon: &pardon{by: by, mark: mark, mail: s}}, err
}

// release decides about a suspended mail again, and takes it off the list when it came through.
func (w *work) release(ctx context.Context, a *Arrival) error {
	w.judged[a.pardon.mail.ID] = true
	off := store.Change{Marks: []store.MarkChange{{Name: a.pardon.mark.Name, Old: a.pardon.mark.Value}}}
	clues := w.clues(a.Mail, a.At)
	if err := w.resolve(ctx, Batch{Arrivals: []Arrival{*a}}, []thread.Clues{clues}); err != nil {
		return err
	}
	if copied, known := w.keys[store.CauseKey(cause(a))]; known && cause(a) != a.pardon.mail.Cause {
		if copied.Ticket == 0 {
			return &stuck{"another copy of it is kept back too: release that one and drop this"}
		}
		a.pardon.on = copied.Ticket
		w.add(off, nil)
		return nil
	}
	if err := w.arrive(ctx, a.pardon.mail.Mailbox, a, clues); err != nil || a.pardon.next != nil {
		return err
	}
	w.add(off, nil)
	return nil
}

// releasable refuses what the desk does not have.
func releasable(s tickets.Suspended) error {
	if s.Reason == tickets.SuspendedTooLarge {
		return stuckf("only the header of %s was fetched: raise max_size above %d MB, then move the mail out of the folder of %s and back in: it is fetched as a new one", s.ID, s.Size>>20, s.Mailbox)
	}
	if s.Raw == "" {
		return stuckf("%s could not be fetched, it is still on the server: move the mail out of the folder of %s and back in: it is fetched as a new one", s.ID, s.Mailbox)
	}
	return nil
}

func (d *Desk) readAgain(ctx context.Context, raw string) (tickets.Mail, error) {
	r, err := d.blobs.Open(ctx, raw)
	if err != nil {
		return tickets.Mail{}, fmt.Errorf("open the raw mail: %w", err)
	}
	defer r.Close()
	m := parse.Read(r)
	classify.Classify(&m)
	return m, nil
}
