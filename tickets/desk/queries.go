package desk

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/tickets"
	"tierdesk/tickets/store"
	"tierdesk/tickets/thread"
)

// List finds tickets.
func (d *Desk) List(ctx context.Context, q store.Query) ([]tickets.Ticket, error) {
	return d.store.Select(ctx, q)
}

// Show reads one ticket with everything that was said and done. store.ErrNotFound when there is none.
func (d *Desk) Show(ctx context.Context, id tickets.ID) (tickets.Ticket, tickets.History, error) {
	t, err := d.store.Ticket(ctx, id)
	if err != nil {
		return t, tickets.History{}, fmt.Errorf("ticket %s: %w", id, err)
	}
	h, err := d.store.History(ctx, id)
	return t, h, err
}

// Explained is what the desk would do with a mail, and every fact that it would decide on.
type Explained struct {
	Mail     *tickets.Mail
	Known    bool // the desk has this mail already: when it comes again nothing is done. The rest is as if it were new
	Event    tickets.Event
	Sender   tickets.Sender
	Found    thread.Finding
	Decision tickets.Decision
}

// Explain decides about a mail under the present rules without taking the decision. The number that a new ticket has in the
// answer is the next one; it is not used up.
func (d *Desk) Explain(ctx context.Context, mailbox string, raw []byte) (Explained, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := parse.Bytes(raw)
	classify.Classify(&m)
	w := d.begin(now())
	last, err := d.newest(ctx)
	if err != nil {
		return Explained{}, fmt.Errorf("look for the next ticket number: %w", err)
	}
	w.number = last + 1 // as if it came now; nothing is reserved
	a := Arrival{At: w.at, Mail: &m}
	clues := w.clues(&m, w.at)
	if err := w.resolve(ctx, Batch{Arrivals: []Arrival{a}}, []thread.Clues{clues}); err != nil {
		return Explained{}, err
	}
	p, err := w.perceive(ctx, mailbox, &a, clues)
	if err != nil {
		return Explained{}, err
	}
	_, known := w.keys[store.CauseKey(cause(&a))]
	return Explained{Mail: &m, Known: known, Event: p.event, Sender: p.sender, Found: p.found, Decision: tickets.Decide(p.ticket, p.event, w.setup.Rules)}, nil
}

// PreviewDigest composes the digest that would be sent now, without sending it.
func (d *Desk) PreviewDigest(ctx context.Context, name string) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, dg := range d.Setup().Digests {
		if name != "" && dg.Name != name {
			continue
		}
		w := d.begin(now())
		from := dg.Schedule.Last(w.at)
		drafts, err := w.digestLetters(ctx, dg, from, w.at)
		if err != nil {
			return nil, err
		}
		if len(drafts) == 0 {
			return nil, fmt.Errorf("the digest %s has no recipient", dg.Name)
		}
		var buf bytes.Buffer
		err = w.setup.Composer.Compose(drafts[0], &buf)
		return buf.Bytes(), err
	}
	return nil, fmt.Errorf("no digest %q is configured", name)
}

// Raw reads a raw mail or a finished letter.
func (d *Desk) Raw(ctx context.Context, id string) (io.ReadSeekCloser, error) {
	return d.blobs.Open(ctx, id)
}
