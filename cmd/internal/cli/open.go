package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"tierdesk/cmd/internal/app"
	"tierdesk/tickets"
)

type newTicket struct {
	From     string `required:"" help:"Who of the desk asks: the ticket has no customer, and its answers go to them." placeholder:"PERSON"`
	Subject  string `required:"" help:"What it is about." placeholder:"LINE"`
	Tier     string `help:"L1 to L4; without it and the next three the routes decide, as about a mail of that person." placeholder:"TIER"`
	Queue    string `help:"The kind of work." placeholder:"QUEUE"`
	Priority string `help:"low, normal, high or urgent." placeholder:"PRIORITY"`
	Type     string `help:"incident, request, question or problem." placeholder:"TYPE"`
	Assign   string `help:"Whose it is; without it, whose turn it is." placeholder:"PERSON"`
	Mailbox  string `help:"The address that answers; default: the first one." placeholder:"ADDRESS"`
	JSON     bool   `name:"json" help:"The ticket as one JSON object, as in tickets list."`
}

// Run opens a ticket; its text comes from standard input.
func (c *newTicket) Run(ctx context.Context, w *world) error {
	if isTerminal(w.In) {
		fmt.Fprintln(w.Err, "write the text; Ctrl-D on a line of its own ends it")
	}
	var text []byte
	err := await(ctx, func() (err error) { text, err = io.ReadAll(w.In); return err })
	if err != nil {
		return fmt.Errorf("read the text: %w", err)
	}
	body, err := json.Marshal(tickets.Opening{From: c.From, Subject: c.Subject, Text: string(text), Mailbox: c.Mailbox,
		Tier: c.Tier, Queue: c.Queue, Priority: c.Priority, Type: c.Type, Assign: c.Assign})
	if err != nil {
		return fmt.Errorf("write what the ticket shall be: %w", err)
	}
	q := request{method: http.MethodPost, path: "/tickets", body: body}
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, q, w.Out)
		}
		t, err := askOne[app.Row](ctx, r, q)
		if err == nil {
			fmt.Fprintf(w.Out, "#%d is open on %s, %s has it\n", t.ID, t.Tier, cmp.Or(t.Assignee, "nobody"))
		}
		return err
	})
}
