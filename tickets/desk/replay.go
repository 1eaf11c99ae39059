package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
	"tierdesk/tickets/thread"
)

// Replayed is a kept mail that other rules would have decided on otherwise.
type Replayed struct {
	Ticket    tickets.ID      `json:"ticket"`    // 0 for a suspended mail
	Message   uint64          `json:"message"`   // its number on the ticket
	Suspended string          `json:"suspended"` // the id of a suspended mail, "" for others
	At        time.Time       `json:"at"`
	From      tickets.Address `json:"from"`
	Subject   string          `json:"subject"`
	Differs   []string        `json:"differs"` // queue: billing → network
}

// Replay is what is to be decided again: the mails kept since a moment, under other rules and keys than those in force.
type Replay struct {
	Since time.Time
	Other Setup // only Rules and Keys are asked
	// Tell gets each mail that would have been decided on otherwise, and how many tickets of all were looked at.
	Tell func(differing []Replayed, done, all int) error
}

// replayPage is how many tickets are replayed between two calls of Tell.
const replayPage = 200

// Replay decides kept mails again, under the rules in force and under others, and tells where the decisions differ. Nothing
// is changed. Each ticket is lived through again from its first mail, without what happened between its mails: commands
// from the shell, ticks, reports on letters. It returns how many mails it decided on.
func (d *Desk) Replay(ctx context.Context, r Replay) (mails int, err error) {
	changed, err := d.store.Select(ctx, store.Query{UpdatedSince: r.Since})
	if err != nil {
		return 0, fmt.Errorf("list the tickets since %s: %w", r.Since, err)
	}
	kept, err := d.SuspendedMails(ctx)
	if err != nil {
		return 0, err
	}
	kept = slices.DeleteFunc(kept, func(s tickets.Suspended) bool { return s.At.Before(r.Since) || releasable(s) != nil })
	all := len(changed) + len(kept)
	for from := 0; from < all; from += replayPage {
		n := min(replayPage, all-from)
		parts, counts := make([][]Replayed, n), make([]int, n)
		err := inParallel(n, func(i int) (err error) {
			defer guard(&err)
			if at := from + i; at < len(changed) {
				parts[i], counts[i], err = d.relive(ctx, changed[at], r)
			} else {
				parts[i], err = d.rejudge(ctx, kept[at-len(changed)], r)
				counts[i] = 1
			}
			return err
		})
		for _, c := range counts {
			mails += c
		}
		if err == nil {
			err = r.Tell(slices.Concat(parts...), from+n, all)
		}
		if err != nil {
			return mails, err
		}
	}
	return mails, nil
}

// relive decides on the mails of one ticket again.
func (d *Desk) relive(ctx context.Context, t tickets.Ticket, r Replay) (differing []Replayed, mails int, err error) {
	h, err := d.store.History(ctx, t.ID)
	if err != nil {
		return nil, 0, fmt.Errorf("read ticket %s: %w", t.ID, err)
	}
	lives := [2]life{{ticket: t, setup: d.Setup()}, {ticket: t, setup: r.Other}}
	before := ""
	for _, m := range h.Messages {
		if m.Raw == "" || m.Raw == before { // a forward leaves two messages
			continue
		}
		before = m.Raw
		mail, err := d.readAgain(ctx, m.Raw)
		if err != nil {
			return nil, mails, fmt.Errorf("replay message %d of %s: %w", m.N, t.ID, err)
		}
		if isReport(&mail) {
			continue
		}
		a := Arrival{At: m.At, Raw: m.Raw, Mail: &mail}
		for i := range lives {
			if err := lives[i].next(ctx, d, a); err != nil {
				return nil, mails, fmt.Errorf("replay message %d of %s: %w", m.N, t.ID, err)
			}
		}
		mails++
		if diff := differences(lives[0].last, lives[1].last, d.Setup().Rules, r.Other.Rules); len(diff) > 0 && !m.At.Before(r.Since) {
			differing = append(differing, Replayed{Ticket: t.ID, Message: m.N, At: m.At, From: listed(mail.Author()), Subject: firstLine(mail.Subject), Differs: diff})
		}
		if lives[0].last.Suspend != lives[1].last.Suspend && !lives[1].opened {
			break // without its first mail there is no ticket to go on with
		}
	}
	return differing, mails, nil
}

// life is a ticket as it grows again, mail by mail, under one setup.
type life struct {
	setup  Setup
	ticket tickets.Ticket // as it is stored until it is opened, then as it grows
	opened bool
	last   tickets.Decision
}

func (l *life) next(ctx context.Context, d *Desk, a Arrival) error {
	w := d.pretend(l.setup, a.At, l.ticket.ID)
	if l.opened {
		w.tickets[l.ticket.ID] = l.ticket
	}
	p, err := w.again(ctx, l.ticket.Mailbox, a, l.opened)
	if err != nil {
		return err
	}
	first, opens := p.event.(tickets.FirstMail)
	if opens && !l.opened && first.Previous == 0 {
		first.Previous = l.ticket.FollowUpOf
		p.event = first
	}
	l.last = tickets.Decide(p.ticket, p.event, l.setup.Rules)
	if l.last.Suspend == "" && opens != l.opened {
		l.ticket, l.opened = l.last.Ticket, true
	}
	return nil
}

// pretend begins work that is never committed. What it opens gets the number given.
func (d *Desk) pretend(setup Setup, at time.Time, number tickets.ID) *work {
	return &work{d: d, setup: setup, at: at, number: number, past: true, tickets: map[tickets.ID]tickets.Ticket{}, keys: map[store.Key]tickets.Ref{},
		counters: map[string]uint64{}}
}

// again finds the facts about a kept mail again. What the store knows of the mails it refers to leads nowhere for the first
// mail of a ticket: the store knows that one, too.
func (w *work) again(ctx context.Context, mailbox string, a Arrival, known bool) (perceived, error) {
	clues := w.clues(a.Mail, a.At)
	if known {
		if err := w.resolve(ctx, Batch{Arrivals: []Arrival{a}}, []thread.Clues{clues}); err != nil {
			return perceived{}, err
		}
	}
	return w.perceive(ctx, mailbox, &a, clues)
}

// rejudge decides on a suspended mail again.
func (d *Desk) rejudge(ctx context.Context, s tickets.Suspended, r Replay) ([]Replayed, error) {
	mail, err := d.readAgain(ctx, s.Raw)
	if err != nil {
		return nil, fmt.Errorf("replay %s: %w", s.ID, err)
	}
	var decided [2]tickets.Decision
	for i, setup := range []Setup{d.Setup(), r.Other} {
		p, err := d.pretend(setup, s.At, 1).again(ctx, s.Mailbox, Arrival{At: s.At, Raw: s.Raw, Mail: &mail}, true)
		if err != nil {
			return nil, fmt.Errorf("replay %s: %w", s.ID, err)
		}
		decided[i] = tickets.Decide(p.ticket, p.event, setup.Rules)
	}
	diff := differences(decided[0], decided[1], d.Setup().Rules, r.Other.Rules)
	if len(diff) == 0 {
		return nil, nil
	}
	return []Replayed{{Suspended: s.ID, At: s.At, From: s.From, Subject: s.Subject, Differs: diff}}, nil
}
