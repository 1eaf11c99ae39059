package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

const (
	heldPrefix  = "held/"
	heldCounter = counterPrefix + "held"
)

// charge counts a letter, or lists it when a budget holds it. Those of no ticket are judged here: the core decided only
// about those of its ticket.
func (w *work) charge(c *store.Change, d *tickets.Draft) (h tickets.HeldLetter) {
	if d.Ticket == 0 {
		d.Held = w.setup.Rules.Overrun(d, w.lately, nil)
	}
	w.lately.Wrote(d, w.setup.Rules)
	if d.Held == nil {
		return h
	}
	count := w.raise(heldCounter, 1)
	h = tickets.HeldLetter{ID: "h" + string(count.New), At: w.at, Ticket: d.Ticket, Seq: d.Seq, Notice: d.Notice, To: d.Recipient.Address,
		Subject: firstLine(d.Subject), Why: d.Held.String(), Overrun: *d.Held}
	c.Marks = append(c.Marks, count, store.MarkChange{Name: heldPrefix + h.ID, New: mustJSON(h)})
	w.log.Warn("letter held", "id", h.ID, "ticket", uint64(h.Ticket), "notice", string(h.Notice), "to", h.To, "budget", string(h.Budget), "why", h.Why)
	h.Opens = h.Opens && d.Notice != tickets.LettersHeld // an alert about alerts would be the next loop
	return h
}

// tellHeld tells the managers that a breaker opened.
func (w *work) tellHeld(h tickets.HeldLetter) {
	w.log.Warn("budget used up", "budget", string(h.Budget), "whose", h.Whose, "limit", h.Limit.String())
	for _, p := range w.setup.Rules.Managers() {
		draft := w.freeLetter(tickets.LettersHeld, "", tickets.InternalLeg, p.Address())
		draft.Data.Breaker = &h
		w.add(store.Change{}, []tickets.Draft{draft})
	}
}

// maxListedHeld bounds what a digest lists of held letters.
const maxListedHeld = 20

// HeldLetters lists the letters that budgets keep back, oldest first.
func (d *Desk) HeldLetters(ctx context.Context) ([]tickets.HeldLetter, error) {
	marks, err := d.store.Marks(ctx, heldPrefix)
	if err != nil {
		return nil, fmt.Errorf("list the letters that are held: %w", err)
	}
	all := make([]tickets.HeldLetter, len(marks))
	for i, m := range marks {
		if err := mustRead(m.Value, &all[i]); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b tickets.HeldLetter) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// ErrNotHeld tells that no letter is held under that id.
var ErrNotHeld = errors.New("no letter is held under that id")

// ReleaseLetter lets a held letter go.
func (d *Desk) ReleaseLetter(ctx context.Context, id, by string) (tickets.HeldLetter, error) {
	return d.judgeHeld(ctx, id, by, false)
}

// DropLetter forgets a held letter. It stays in the history of its ticket, cancelled.
func (d *Desk) DropLetter(ctx context.Context, id, by string) (tickets.HeldLetter, error) {
	return d.judgeHeld(ctx, id, by, true)
}

func (d *Desk) judgeHeld(ctx context.Context, id, by string, drop bool) (h tickets.HeldLetter, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer guard(&err)
	w := d.begin(now())
	if h, err = w.judgeHeld(ctx, id, by, drop); err != nil {
		return h, err
	}
	if err := w.commit(ctx); err != nil {
		return h, err
	}
	kick(d.letters)
	d.log.Info("held letter judged", "id", h.ID, "by", by, "dropped", drop, "ticket", uint64(h.Ticket), "to", h.To)
	return h, nil
}

// judgeHeld lets a held letter go, or drops it, within this batch.
func (w *work) judgeHeld(ctx context.Context, id, by string, drop bool) (h tickets.HeldLetter, err error) {
	mark, h, err := w.heldMark(ctx, id)
	if err != nil {
		return h, err
	}
	w.judged[h.ID] = true
	c := store.Change{Marks: []store.MarkChange{{Name: mark.Name, Old: mark.Value}}}
	if drop {
		c.Withdraw = []store.Withdrawal{{Ticket: h.Ticket, Seq: h.Seq, At: w.at, Why: "dropped by " + by}}
	} else {
		c.Release = []store.Release{{Ticket: h.Ticket, Seq: h.Seq, At: w.at}}
	}
	return h, w.tellTicket(ctx, c, tickets.HeldLetterJudged{By: by, Letter: h, Dropped: drop})
}

// tellTicket adds the change, with the decision of the letter's ticket when it has one.
func (w *work) tellTicket(ctx context.Context, c store.Change, ev tickets.HeldLetterJudged) error {
	t, ok, err := w.ticket(ctx, ev.Letter.Ticket)
	if err != nil {
		return err
	}
	if !ok {
		w.add(c, nil)
		return nil
	}
	h, err := w.d.store.History(ctx, t.ID)
	if err != nil {
		return fmt.Errorf("read the letters of %s: %w", t.ID, err)
	}
	for _, l := range h.Letters {
		if l.Seq == ev.Letter.Seq {
			ev.MessageID = l.MessageID
		}
	}
	ev.Facts = w.facts()
	dec, err := w.decide(ctx, t, ev)
	if err == nil {
		w.take(dec, c)
	}
	return err
}

// heldMark finds a held letter that this batch has not judged yet.
func (w *work) heldMark(ctx context.Context, id string) (m store.Mark, h tickets.HeldLetter, err error) {
	id = strings.ToLower(id)
	name := heldPrefix + id
	marks, err := w.d.store.Marks(ctx, name)
	if err != nil {
		return m, h, fmt.Errorf("look up the held letter %s: %w", id, err)
	}
	for _, m := range marks {
		if m.Name == name && !w.judged[id] {
			err := mustRead(m.Value, &h)
			return m, h, err
		}
	}
	return m, h, fmt.Errorf("%w: %s; `tierdesk letters held` shows them", ErrNotHeld, id)
}
