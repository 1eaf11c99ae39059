package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tierdesk/tickets"
)

// lookUpKept finds the suspended mails that a command names.
func (w *work) lookUpKept(ctx context.Context, f *tickets.Facts, c tickets.Command) error {
	if !c.NamesKept() {
		return nil
	}
	for _, id := range tickets.KeptIDs(c.Arg) {
		if err := w.lookAt(ctx, f, id); err != nil {
			return err
		}
	}
	return nil
}

// lookAt adds a suspended mail to the facts, if there is one of that name.
func (w *work) lookAt(ctx context.Context, f *tickets.Facts, id string) error {
	if id == "" {
		return nil
	}
	_, s, err := w.suspendedMark(ctx, id)
	if errors.Is(err, ErrNoSuspended) {
		return nil
	}
	f.Kept = append(f.Kept, s)
	return err
}

// eachKept does the same to each suspended mail that an order names, up to the first with a problem.
func eachKept(o tickets.Order, do func(id string) (done, problem string, err error)) (tickets.Result, error) {
	var lines []string
	for _, id := range tickets.KeptIDs(o.Arg) {
		done, problem, err := do(id)
		if err != nil || problem != "" {
			return tickets.Result{Problem: problem}, err
		}
		lines = append(lines, done)
	}
	return tickets.Result{Done: strings.Join(lines, "\n")}, nil
}

// releaseFor lets a suspended mail through within this batch, and tells what came of it.
func (w *work) releaseFor(ctx context.Context, id string, o tickets.Order) (done, problem string, err error) {
	a, err := w.pardon(ctx, id, o.By)
	var cannot *stuck
	if err == nil {
		a.pardon.alone = o.Verb == "new"
		err = w.release(ctx, &a)
	}
	switch {
	case errors.Is(err, ErrNoSuspended) || errors.As(err, &cannot):
		return "", err.Error(), nil
	case err != nil:
		return "", "", err
	case a.pardon.next != nil:
		next := a.pardon.next
		return fmt.Sprintf("%s is kept back again: %s (%s); a manager lets it through with /release %s", id, next.Why, next.Reason, id), "", nil
	case a.pardon.on == 0:
		return id + " was let through", "", nil
	}
	return id + " was let through to " + a.pardon.on.String(), "", nil
}

// dropFor takes a suspended mail off the list within this batch.
func (w *work) dropFor(ctx context.Context, id string) (done, problem string, err error) {
	s, err := w.drop(ctx, id)
	if errors.Is(err, ErrNoSuspended) {
		return "", err.Error(), nil
	}
	return fmt.Sprintf("%s was dropped: “%s” from %s", id, s.Subject, s.From.Address), "", err
}
