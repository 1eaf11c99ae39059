package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

const (
	// searchTime bounds a search in all tickets; what was found until then is the answer.
	searchTime = 10 * time.Second
	// window is how many ticket numbers are looked through at once, the newest first.
	window = 2000
)

// answer finds what a query of a mail asks for. It only reads, so no lock is held: mails come in meanwhile.
func (d *Desk) answer(ctx context.Context, r *tickets.Relay) (*tickets.Findings, error) {
	rules, a := d.Setup().Rules, r.Asked
	f := &tickets.Findings{Asked: a.String()}
	var err error
	if a.For.Address != "" {
		f.List, err = d.ownOf(ctx, a)
		return f, err
	}
	switch a.Verb {
	case "list":
		f.List, err = d.listFor(ctx, rules, a.Arg, r.By)
	case "find":
		f.List, err = d.Search(ctx, tickets.FindWords(a.Arg), tickets.MaxRows, searchTime)
	case "show", "explain":
		t, h, showErr := d.Show(ctx, r.To)
		if err = showErr; err != nil {
			break
		}
		if a.Verb == "show" {
			f.Show = rules.DossierOf(&t, &h)
			break
		}
		p, _ := rules.PersonByID(r.By)
		f.Why = rules.Explain(&t, &h, rules.ZoneOf(p.Address()))
	}
	return f, err
}

// listFor answers a list: of tickets that are neither solved nor closed, unless it says otherwise, and the asker's own
// when it says nothing.
func (d *Desk) listFor(ctx context.Context, rules *tickets.Rules, text, by string) (*tickets.Listing, error) {
	q, err := rules.ParseQuery(cmp.Or(strings.TrimSpace(text), "mine"), by)
	if err != nil { // it was right when it was asked; a person may have left since
		return &tickets.Listing{}, nil
	}
	if len(q.Statuses) == 0 && !q.All {
		q.Statuses = tickets.Living()
	}
	return d.listing(ctx, q)
}

// ownOf finds the tickets of a customer: all, or those that are not over.
func (d *Desk) ownOf(ctx context.Context, a *tickets.Asked) (*tickets.Listing, error) {
	q := tickets.Query{Requester: a.For.Key(), All: true}
	if tickets.Word(a.Verb) == tickets.WordStatus {
		q.Statuses = tickets.Living()
	}
	return d.listing(ctx, q)
}

// listing is the newest tickets of a query.
func (d *Desk) listing(ctx context.Context, q tickets.Query) (*tickets.Listing, error) {
	l := &tickets.Listing{}
	err := d.Each(ctx, q, func(t tickets.Ticket) error {
		l.Total++
		if l.Rows = append(l.Rows, tickets.RowOf(&t)); len(l.Rows) >= 2*tickets.MaxRows { // the last are the newest
			l.Rows = slices.Delete(l.Rows, 0, tickets.MaxRows)
		}
		return nil
	})
	slices.Reverse(l.Rows)
	l.More = len(l.Rows) > tickets.MaxRows || l.Total > len(l.Rows)
	l.Rows = l.Rows[:min(len(l.Rows), tickets.MaxRows)]
	return l, err
}

const listPage = 1000

// Each hands every ticket of a query to each, by number. It reads in pages, so that a million tickets need no memory.
func (d *Desk) Each(ctx context.Context, q tickets.Query, each func(tickets.Ticket) error) error {
	at, page := now(), store.Query{Statuses: q.Statuses, Tiers: q.Tiers, Assignee: q.Assignee, Limit: listPage}
	if local, domain, _ := strings.Cut(q.Requester, "@"); local != "" && strings.Contains(domain, ".") {
		page.Requester = q.Requester
	}
	for {
		found, err := d.store.Select(ctx, page)
		if err != nil {
			return fmt.Errorf("list tickets: %w", err)
		}
		for _, t := range found {
			page.After = t.ID
			if !q.Matches(&t, at) {
				continue
			}
			if err := each(t); err != nil {
				return err
			}
		}
		if len(found) < listPage {
			return nil
		}
	}
}

// Search finds the newest tickets in which all words stand, at most so many, and stops when the time is over. Nothing is kept
// for it, and nothing of it costs intake anything: the store looks through what it has.
func (d *Desk) Search(ctx context.Context, words []string, most int, within time.Duration) (*tickets.Listing, error) {
	end := now().Add(within)
	ctx, stop := context.WithDeadline(ctx, end)
	defer stop()
	l := &tickets.Listing{Texts: true}
	high, err := d.newest(ctx)
	for ; err == nil && high > 0; high -= min(high, window) {
		var found []tickets.Ticket
		q := store.Query{Words: words, After: high - min(high, window), Before: high + 1}
		if found, err = d.store.Select(ctx, q); err != nil {
			break
		}
		for _, t := range slices.Backward(found) {
			if l.More = len(l.Rows) == most; l.More {
				break
			}
			l.Rows = append(l.Rows, tickets.RowOf(&t))
		}
		if l.More {
			break
		}
	}
	if late := errors.Is(err, context.DeadlineExceeded) && !now().Before(end); late {
		l.Until, err = high+1, nil
	}
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return l, d.quote(context.WithoutCancel(ctx), l, words)
}

// newest is the highest number of a ticket.
func (d *Desk) newest(ctx context.Context) (tickets.ID, error) {
	known, step := tickets.ID(0), tickets.ID(1)
	for grow := true; step > 0; {
		found, err := d.store.Select(ctx, store.Query{After: known + step - 1, Limit: 1})
		switch {
		case err != nil:
			return 0, err
		case len(found) > 0:
			known = found[0].ID
		default:
			grow = false
		}
		if grow {
			step *= 2
		} else {
			step /= 2
		}
	}
	return known, nil
}

// quote adds to each row the words around what was found.
func (d *Desk) quote(ctx context.Context, l *tickets.Listing, words []string) error {
	for i := range l.Rows {
		h, err := d.store.History(ctx, l.Rows[i].ID)
		if err != nil {
			return fmt.Errorf("read %s: %w", l.Rows[i].Number, err)
		}
		for _, m := range h.Messages {
			if l.Rows[i].Quote = tickets.QuoteOf(m.Text, words); l.Rows[i].Quote != "" {
				break
			}
		}
	}
	return nil
}
