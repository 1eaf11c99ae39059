package desk

import (
	"context"
	"fmt"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// recallPage is how many tickets are read at once when the ledger is made anew.
const recallPage = 2000

// recall makes the ledger of what the desk wrote by itself from what is stored: every ticket remembers its own letters as
// far back as budgets count, and an index finds the tickets that changed since. So counting costs a commit nothing.
//
// With several nodes each counts its own letters since it started on top of what it recalled: to one recipient on one
// ticket the count is exact, because it is in the ticket; the others may be exceeded once by each node.
func (d *Desk) recall(ctx context.Context) error {
	rules, at := d.Setup().Rules, now()
	horizon := rules.Horizon()
	held, err := d.HeldLetters(ctx)
	if err != nil {
		return err
	}
	l := (*tickets.Ledger)(nil).Over()
	l.Recall(nil, held, rules)
	if horizon > 0 {
		if err := d.recallLetters(ctx, l, rules, at.Add(-horizon)); err != nil {
			return err
		}
	}
	if err := d.recallSuppressed(ctx, l); err != nil {
		return err
	}
	l.Sort()
	d.lately = l
	return nil
}

func (d *Desk) recallLetters(ctx context.Context, l *tickets.Ledger, r *tickets.Rules, since time.Time) error {
	q := store.Query{UpdatedSince: since, Limit: recallPage}
	for {
		page, err := d.store.Select(ctx, q)
		if err != nil {
			return fmt.Errorf("recall the letters since %s: %w", since, err)
		}
		for _, t := range page {
			l.Recall(t.Mailed, nil, r)
			q.After = t.ID
		}
		if len(page) < recallPage {
			break
		}
	}
	free, err := d.store.History(ctx, 0)
	if err != nil {
		return fmt.Errorf("recall the letters of no ticket: %w", err)
	}
	for _, letter := range free.Letters {
		if letter.State != tickets.Held && letter.Made.After(since) {
			l.Recall(map[string]tickets.Window{letter.To: {letter.Made.Unix()}}, nil, r)
		}
	}
	return nil
}
