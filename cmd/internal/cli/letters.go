package cli

import (
	"context"
	"fmt"
	"net/http"

	"tierdesk/tickets"
)

type lettersGroup struct {
	Held    heldLetters    `cmd:"" help:"List the letters that budgets keep back."`
	Waiting waitingLetters `cmd:"" help:"List the notices that wait for their reader's hours, or for others of their kind."`
	Tell    tellNow        `cmd:"" help:"Send people what waits for them now, whatever the hour."`
	Release releaseLetter  `cmd:"" help:"Send held letters after all."`
	Drop    dropLetter     `cmd:"" help:"Forget held letters."`
}

type heldLetters struct {
	JSON bool `name:"json" help:"One JSON object a line."`
}

var allHeld = request{method: http.MethodGet, path: "/letters/held"}

// Run lists held letters.
func (c *heldLetters) Run(ctx context.Context, w *world) error {
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, allHeld, w.Out)
		}
		var rows [][]string
		err := askMany(ctx, r, allHeld, func(h tickets.HeldLetter) error {
			rows = append(rows, []string{h.ID, moment(h.At, r), numberOrNone(h.Ticket), string(h.Notice), cut(h.To, 32), cut(h.Subject, 40), cut(h.Why, 70)})
			return nil
		})
		listing(w.Out, []string{"id", "at", "ticket", "letter", "to", "subject", "why"}, rows)
		if err == nil && len(rows) == 0 {
			fmt.Fprintln(w.Err, "no letter is held")
		}
		return err
	})
}

func numberOrNone(id tickets.ID) string {
	if id == 0 {
		return ""
	}
	return id.String()
}

type releaseLetter struct {
	ID  []mailID `arg:"" optional:"" help:"As in the list."`
	All bool     `help:"All that are held."`
}

// Run releases held letters.
func (c *releaseLetter) Run(ctx context.Context, w *world) error {
	return judgeLetters(ctx, w, c.ID, c.All, "release", "released")
}

type dropLetter struct {
	ID  []mailID `arg:"" optional:"" help:"As in the list."`
	All bool     `help:"All that are held."`
}

// Run drops held letters.
func (c *dropLetter) Run(ctx context.Context, w *world) error {
	return judgeLetters(ctx, w, c.ID, c.All, "drop", "dropped")
}

func judgeLetters(ctx context.Context, w *world, ids []mailID, all bool, verb, done string) error {
	if all == (len(ids) > 0) {
		return fmt.Errorf("say which letters to %s, or --all", verb)
	}
	return w.withDesk(ctx, func(r *reach) error {
		if all {
			err := askMany(ctx, r, allHeld, func(h tickets.HeldLetter) error {
				ids = append(ids, mailID(h.ID))
				return nil
			})
			if err != nil {
				return err
			}
		}
		for _, id := range ids {
			h, err := askOne[tickets.HeldLetter](ctx, r, request{method: http.MethodPost, path: "/letters/" + string(id) + "/" + verb})
			if err != nil {
				return fmt.Errorf("%s %s: %w", verb, id, err)
			}
			fmt.Fprintf(w.Out, "%s to %s %s\n", id, h.To, done)
		}
		return nil
	})
}
