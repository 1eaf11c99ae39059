package desk

import (
	"context"
	"fmt"
	"slices"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// lookUpLast finds who had the last tickets of those whose ticket a first mail may become, when the rules ask for it. In
// replays nobody had any: the store knows what came later, too.
func (w *work) lookUpLast(ctx context.Context, in *tickets.Incoming, opens tickets.ID) error {
	if w.past || !w.setup.Rules.AsksLast() {
		return nil
	}
	in.Last = map[string]string{}
	for _, a := range in.Requesters() {
		person, err := w.lastAgent(ctx, a.Key(), opens)
		if err != nil {
			return err
		}
		in.Last[a.Key()] = person
	}
	return nil
}

// lastWindow is how many numbers of tickets are looked through first.
const lastWindow = 1000

// lastAgent looks for the newest ticket of a customer that somebody had: in this batch, then in the store, in windows that
// grow backwards, for a robot may have opened a hundred thousand.
func (w *work) lastAgent(ctx context.Context, customer string, before tickets.ID) (string, error) {
	if person := w.last[customer]; person != "" {
		return person, nil
	}
	for window := tickets.ID(lastWindow); before > 1; window *= 8 {
		low := before - min(before, window)
		some, err := w.d.store.Select(ctx, store.Query{Requester: customer, After: low, Before: before})
		if err != nil {
			return "", fmt.Errorf("look for the last ticket of %s: %w", customer, err)
		}
		for _, t := range slices.Backward(some) {
			if t.Assignee != "" {
				return t.Assignee, nil
			}
		}
		before = min(before, low+1)
	}
	return "", nil
}

// had remembers who has a ticket that this batch opened.
func (w *work) had(t *tickets.Ticket) {
	if t.Version == 0 && t.Assignee != "" {
		w.last[t.Requester.Key()] = t.Assignee
	}
}
