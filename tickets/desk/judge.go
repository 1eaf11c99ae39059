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
	if isHeld(id) {
		return w.lookAtHeld(ctx, f, id)
	}
	_, s, err := w.suspendedMark(ctx, id)
	if errors.Is(err, ErrNoSuspended) {
		return nil
	}
	f.Kept = append(f.Kept, s)
	return err
}

// isHeld tells the names of letters that budgets hold from those of suspended mails.
func isHeld(id string) bool { return strings.HasPrefix(id, "h") }

// lookAtHeld adds a letter that a budget holds to the facts, if there is one of that name.
func (w *work) lookAtHeld(ctx context.Context, f *tickets.Facts, id string) error {
	_, h, err := w.heldMark(ctx, id)
	if errors.Is(err, ErrNotHeld) {
		return nil
	}
	f.Kept = append(f.Kept, tickets.Suspended{ID: h.ID, At: h.At, Reason: tickets.LetterHeld, Why: h.Why, Subject: h.Subject})
	return err
}

// judgeLetter lets a held letter go, or drops it, within this batch.
func (w *work) judgeLetter(ctx context.Context, id, by string, drop bool) (done, problem string, err error) {
	h, err := w.judgeHeld(ctx, id, by, drop)
	switch {
	case errors.Is(err, ErrNotHeld):
		return "", err.Error(), nil
	case drop:
		return fmt.Sprintf("%s was dropped: the letter to %s stays unsent", id, h.To), "", err
	}
	return fmt.Sprintf("%s was let go: the letter to %s leaves now", id, h.To), "", err
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
	if isHeld(id) {
		return w.judgeLetter(ctx, id, o.By, false)
	}
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
func (w *work) dropFor(ctx context.Context, id, by string) (done, problem string, err error) {
	if isHeld(id) {
		return w.judgeLetter(ctx, id, by, true)
	}
	s, err := w.drop(ctx, id)
	if errors.Is(err, ErrNoSuspended) {
		return "", err.Error(), nil
	}
	return fmt.Sprintf("%s was dropped: “%s” from %s", id, s.Subject, s.From.Address), "", err
}
