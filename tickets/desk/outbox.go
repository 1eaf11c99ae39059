package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tierdesk/mailin/classify"
	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// Lease hands out letters that are due: see mailout.Outbox. One that would have to wait longer than any letter does was
// written before the clock of the machine was set back; it is due.
func (d *Desk) Lease(ctx context.Context, max int, busy []string, lease time.Duration) ([]tickets.Letter, time.Time, error) {
	q := store.LeaseQuery{Now: now(), For: lease, Max: max, Busy: busy}
	l, err := d.store.Lease(ctx, q)
	if last := q.Now.Add(longestWait + lease + d.Setup().Rules.UndoDelay); err == nil && max > 0 && len(l.Letters) == 0 && l.Next.After(last) {
		q.Due = l.Next // and no later Now, for which letters that are being sent would be out no more
		if l, err = d.store.Lease(ctx, q); len(l.Letters) > 0 {
			d.log.Warn("letters waited for a time too far away: was the clock set back?", "until", q.Due)
		}
	}
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("lease letters: %w", err)
	}
	return l.Letters, l.Next, nil
}

// longestWait is more than mailout lets a letter wait for its next attempt.
const longestWait = 6 * time.Hour

// Settled is what became of one attempt to send a letter.
type Settled struct {
	Letter tickets.Letter
	State  tickets.LetterState
	Next   time.Time
	Status string
	Error  string
}

// Settle records what became of letters. A letter that failed for good first comes back to its ticket as Undelivered: when
// the desk dies in between, the letter is tried once more and the ticket hears of it only once.
func (d *Desk) Settle(ctx context.Context, results []Settled) error {
	var outcomes []store.Outcome
	for _, r := range results {
		o := store.Outcome{Ticket: r.Letter.Ticket, Seq: r.Letter.Seq, State: r.State, At: now(), Next: r.Next, Error: r.Error,
			Untried: r.State == tickets.Queued && r.Error == ""}
		outcomes = append(outcomes, o)
		if o.Untried {
			continue
		}
		if r.State == tickets.Failed && r.Letter.Ticket != 0 {
			if err := d.reportFailure(ctx, r); err != nil {
				return err
			}
		}
	}
	return d.settle(ctx, outcomes)
}

// settle records all outcomes at once. When one of them was recorded before (the answer got lost), the others are recorded
// one by one.
func (d *Desk) settle(ctx context.Context, outcomes []store.Outcome) error {
	err := d.store.Settle(ctx, outcomes)
	var again *store.Conflict
	if errors.As(err, &again) && len(outcomes) == 1 {
		return nil
	}
	if errors.As(err, &again) {
		for i := range outcomes {
			if err := d.settle(ctx, outcomes[i:i+1]); err != nil {
				return err
			}
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("settle %d letters: %w", len(outcomes), err)
	}
	return nil
}

// Kicked receives when a letter may have become due.
func (d *Desk) Kicked() <-chan struct{} { return d.letters }

func (d *Desk) reportFailure(ctx context.Context, r Settled) (err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer guard(&err)
	cause := fmt.Sprintf("undelivered:%d/%d", r.Letter.Ticket, r.Letter.Seq)
	known, err := d.store.Resolve(ctx, []store.Key{store.CauseKey(cause)})
	if err != nil {
		return fmt.Errorf("look up %s: %w", cause, err)
	}
	if _, again := known[store.CauseKey(cause)]; again {
		return nil
	}
	w := d.begin(now())
	t, ok, err := w.ticket(ctx, r.Letter.Ticket)
	if err != nil || !ok {
		return err
	}
	ev := tickets.Undelivered{Facts: w.facts(), To: tickets.Address{Address: r.Letter.To}, Notice: r.Letter.Notice,
		MessageID: r.Letter.MessageID, Status: r.Status, Diagnostic: r.Error, Hard: classify.Hard(r.Status, r.Error)}
	h, err := d.store.History(ctx, t.ID)
	if err != nil {
		return fmt.Errorf("read the messages of %s: %w", t.ID, err)
	}
	ev.Told = toldOf(h.Messages, r.Letter)
	dec, err := w.decide(ctx, t, ev)
	if err != nil {
		return err
	}
	w.take(dec, store.Change{Cause: cause})
	return w.commit(ctx)
}
