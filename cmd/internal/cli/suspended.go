package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"tierdesk/mailin/parse"
	"tierdesk/tickets"
)

type suspendedGroup struct {
	List    listSuspended    `cmd:"" help:"List the mails that were kept back."`
	Show    showSuspended    `cmd:"" help:"Show why a mail was kept back."`
	Release releaseSuspended `cmd:"" help:"Let the desk take the mails after all."`
	Drop    dropSuspended    `cmd:"" help:"Forget the mails."`
}

type listSuspended struct {
	JSON bool `name:"json" help:"One JSON object a line."`
}

var allSuspended = request{method: http.MethodGet, path: "/suspended"}

// Run lists suspended mails.
func (c *listSuspended) Run(ctx context.Context, w *world) error {
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, allSuspended, w.Out)
		}
		var rows [][]string
		err := askMany(ctx, r, allSuspended, func(s tickets.Suspended) error {
			rows = append(rows, []string{s.ID, moment(s.At, r), string(s.Reason), cut(s.From.Address, 32), cut(s.Subject, 40), cut(s.Why, 60)})
			return nil
		})
		listing(w.Out, []string{"id", "at", "reason", "from", "subject", "why"}, rows)
		if err == nil && len(rows) == 0 {
			fmt.Fprintln(w.Err, "no suspended mails")
		}
		return err
	})
}

// mailID names a suspended mail.
type mailID string

// UnmarshalText refuses what cannot be an id.
func (id *mailID) UnmarshalText(text []byte) error {
	if *id = mailID(text); strings.ContainsAny(string(text), "/?#% ") || len(text) == 0 {
		return fmt.Errorf("%q is no id of a suspended mail", text)
	}
	return nil
}

func moment(t time.Time, r *reach) string {
	return t.In(r.config.Rules.Zone).Format("2006-01-02 15:04")
}

type showSuspended struct {
	ID   mailID `arg:"" help:"As in the list."`
	JSON bool   `name:"json" help:"One JSON object."`
}

// Run shows one suspended mail.
func (c *showSuspended) Run(ctx context.Context, w *world) error {
	return w.withDesk(ctx, func(r *reach) error {
		found := false
		err := askMany(ctx, r, allSuspended, func(s tickets.Suspended) error {
			if s.ID != string(c.ID) {
				return nil
			}
			found = true
			return c.print(ctx, w, r, s)
		})
		if err == nil && !found {
			return fmt.Errorf("no suspended mail has the id %q; `tierdesk suspended list` shows them", c.ID)
		}
		return err
	})
}

func (c *showSuspended) print(ctx context.Context, w *world, r *reach, s tickets.Suspended) error {
	if c.JSON {
		return json.NewEncoder(w.Out).Encode(s)
	}
	ticket := ""
	if s.Ticket != 0 {
		ticket = s.Ticket.String()
	}
	facts(w.Out, "id", s.ID, "at", moment(s.At, r), "reason", string(s.Reason), "why", s.Why, "mailbox", s.Mailbox, "from", s.From.Address,
		"subject", s.Subject, "size", fmt.Sprintf("%d bytes", s.Size), "ticket", ticket)
	raw, err := r.ask(ctx, request{method: http.MethodGet, path: "/suspended/" + s.ID + "/raw"})
	if err != nil {
		return err
	}
	defer raw.Close()
	m := parse.Read(raw)
	fmt.Fprintln(w.Out)
	_, err = io.WriteString(w.Out, indented(m.Text))
	return err
}

type releaseSuspended struct {
	ID []mailID `arg:"" help:"As in the list."`
}

// Run releases suspended mails.
func (c *releaseSuspended) Run(ctx context.Context, w *world) error {
	return w.withDesk(ctx, func(r *reach) error {
		for _, id := range c.ID {
			ticket, err := askOne[tickets.ID](ctx, r, request{method: http.MethodPost, path: "/suspended/" + string(id) + "/release"})
			if err != nil {
				return err // it names the mail
			}
			if ticket == 0 {
				fmt.Fprintf(w.Out, "%s released; it gave commands to the desk\n", id)
				continue
			}
			fmt.Fprintf(w.Out, "%s released to %s\n", id, ticket)
		}
		return nil
	})
}

type dropSuspended struct {
	ID []mailID `arg:"" help:"As in the list."`
}

// Run drops suspended mails.
func (c *dropSuspended) Run(ctx context.Context, w *world) error {
	return w.withDesk(ctx, func(r *reach) error {
		for _, id := range c.ID {
			if err := r.pass(ctx, request{method: http.MethodPost, path: "/suspended/" + string(id) + "/drop"}, w.Out); err != nil {
				return fmt.Errorf("drop %s: %w", id, err)
			}
			fmt.Fprintf(w.Out, "%s dropped\n", id)
		}
		return nil
	})
}
