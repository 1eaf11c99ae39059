package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// blockedPrefix names the marks of blocked addresses and @domains. Their values say who blocked them.
const blockedPrefix = "blocked/"

// blocks are the blocked addresses as this batch leaves them, read once.
func (w *work) blocks(ctx context.Context) (map[string][]byte, error) {
	if w.blocked != nil {
		return w.blocked, nil
	}
	marks, err := w.d.store.Marks(ctx, blockedPrefix)
	if err != nil {
		return nil, fmt.Errorf("read who is blocked: %w", err)
	}
	w.blocked = map[string][]byte{}
	for _, m := range marks {
		w.blocked[strings.TrimPrefix(m.Name, blockedPrefix)] = m.Value
	}
	return w.blocked, nil
}

// Blocked lists the addresses and @domains whose mail is kept back.
func (d *Desk) Blocked(ctx context.Context) ([]tickets.BlockedSender, error) {
	marks, err := d.store.Marks(ctx, blockedPrefix)
	if err != nil {
		return nil, fmt.Errorf("read who is blocked: %w", err)
	}
	all := make([]tickets.BlockedSender, len(marks))
	for i, m := range marks {
		all[i] = tickets.BlockedSender{Address: strings.TrimPrefix(m.Name, blockedPrefix), By: string(m.Value)}
	}
	return all, nil
}

// blockOn finds what of an address is blocked, "" when nothing is.
func (w *work) blockOn(ctx context.Context, a tickets.Address) (string, error) {
	all, err := w.blocks(ctx)
	for _, name := range []string{a.Key(), "@" + a.Domain()} {
		if _, is := all[name]; is {
			return name, nil
		}
	}
	return "", err
}

// block changes who is blocked, and tells who is.
func (w *work) block(ctx context.Context, o tickets.Order) (tickets.Result, error) {
	all, err := w.blocks(ctx)
	if err != nil {
		return tickets.Result{}, err
	}
	w.blocked = maps.Clone(all)
	for _, word := range strings.Fields(o.Arg) {
		name, off := word[1:], word[0] == '-'
		old, is := w.blocked[name]
		switch {
		case off && !is:
			return tickets.Result{Problem: name + " is not blocked"}, nil
		case off:
			delete(w.blocked, name)
			w.add(store.Change{Marks: []store.MarkChange{{Name: blockedPrefix + name, Old: old}}}, nil)
		case !is:
			w.blocked[name] = []byte(o.By)
			w.add(store.Change{Marks: []store.MarkChange{{Name: blockedPrefix + name, New: w.blocked[name]}}}, nil)
		}
	}
	if len(w.blocked) == 0 {
		return tickets.Result{Done: "nobody is blocked"}, nil
	}
	names := slices.Sorted(maps.Keys(w.blocked))
	more := ""
	if len(names) > maxBlocksShown {
		names, more = names[:maxBlocksShown], fmt.Sprintf(" and %d more", len(w.blocked)-maxBlocksShown)
	}
	return tickets.Result{Done: "blocked: " + strings.Join(names, ", ") + more + "; their mail is kept back"}, nil
}

// maxBlocksShown bounds the list in a receipt.
const maxBlocksShown = 100
