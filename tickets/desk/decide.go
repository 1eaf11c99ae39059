package desk

import (
	"context"
	"fmt"

	"tierdesk/tickets"
)

// decide asks the core and logs its answer. Only when the answer hands a ticket over is looked up what the hand-off packet
// tells beside the ticket, and the core is asked again: so no other mail waits for that.
func (w *work) decide(ctx context.Context, t tickets.Ticket, ev tickets.Event) (tickets.Decision, error) {
	dec := tickets.Decide(t, ev, w.setup.Rules)
	if over := handedOver(dec); len(over) > 0 {
		known := map[tickets.ID]tickets.Background{}
		for _, t := range over {
			var err error
			if known[t.ID], err = w.background(ctx, &t); err != nil {
				return dec, err
			}
		}
		dec = tickets.Decide(t, tickets.WithBackground(ev, known), w.setup.Rules)
	}
	w.log.Info("decided", "ticket", uint64(t.ID), "event", fmt.Sprintf("%T", ev)[len("tickets."):], "reason", string(dec.Reason),
		"why", dec.Why, "letters", len(dec.Letters), "put_off", len(dec.Waits))
	return dec, nil
}

// handedOver are the tickets of a decision whose packets lack their background.
func handedOver(dec tickets.Decision) (all []tickets.Ticket) {
	if dec.HandsOver {
		all = append(all, dec.Ticket)
	}
	for _, other := range dec.Others {
		all = append(all, handedOver(other)...)
	}
	return all
}

// background is what the packet of a ticket tells beside the ticket: what was said on it, and solved tickets that are alike.
func (w *work) background(ctx context.Context, t *tickets.Ticket) (tickets.Background, error) {
	h, err := w.history(ctx, t.ID)
	if err != nil {
		return tickets.Background{}, err
	}
	alike, err := w.alike(ctx, t)
	return tickets.Background{Said: h.Messages, Alike: alike}, err
}
