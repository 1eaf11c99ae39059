package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// troublePrefix begins the mark of a mailbox of which the managers know that it cannot be reached, and since when.
const troublePrefix = "trouble/"

// Trouble tells the managers that a mailbox cannot be reached, or is back: each once for an outage, however often the
// daemon was started anew or read its configuration meanwhile.
func (d *Desk) Trouble(ctx context.Context, t tickets.Trouble) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	mark := store.MarkChange{Name: troublePrefix + strings.ToLower(t.Mailbox)}
	var err error
	if mark.Old, err = d.mark(ctx, mark.Name); err != nil {
		return fmt.Errorf("read what is known of %s: %w", t.Mailbox, err)
	}
	switch told := mark.Old != nil; {
	case told != t.Back:
		return nil
	case t.Back:
		var since time.Time
		if err := json.Unmarshal(mark.Old, &since); err != nil {
			return fmt.Errorf("read since when %s was out of reach: %w", t.Mailbox, err)
		}
		t.Since = since
	default:
		mark.New = mustJSON(t.Since)
	}
	d.log.Warn("mailbox trouble", "mailbox", t.Mailbox, "back", t.Back, "since", t.Since, "error", t.Error)
	w := d.begin(now())
	w.add(store.Change{Marks: []store.MarkChange{mark}}, w.troubleLetters(t))
	return w.commit(ctx)
}

func (w *work) troubleLetters(t tickets.Trouble) (drafts []tickets.Draft) {
	for _, p := range w.setup.Rules.Managers() {
		draft := w.freeLetter(tickets.MailboxTrouble, w.other(t.Mailbox), tickets.InternalLeg, p.Address())
		draft.Data.Trouble = &t
		drafts = append(drafts, draft)
	}
	return drafts
}

// other is a mailbox that still works, if there is one: its server sends the bad news.
func (w *work) other(mailbox string) string {
	for _, m := range w.setup.Rules.Mailboxes {
		if m.Address != mailbox {
			return m.Address
		}
	}
	return mailbox
}
