package cli

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"tierdesk/cmd/internal/app"
)

type explainMail struct {
	Mailbox string `help:"The address that received it; default: the first mailbox." placeholder:"ADDRESS"`
	JSON    bool   `name:"json" help:"One JSON object."`
	File    string `arg:"" help:"A raw mail; - is standard input."`
}

// Run asks the desk what it would do with a mail.
func (c *explainMail) Run(ctx context.Context, w *world) error {
	raw, err := w.raw(c.File)
	if err != nil {
		return err
	}
	q := request{method: http.MethodPost, path: "/explain", query: url.Values{}, body: raw}
	if c.Mailbox != "" {
		q.query.Set("mailbox", c.Mailbox)
	}
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, q, w.Out)
		}
		x, err := askOne[app.Explanation](ctx, r, q)
		if err == nil {
			printExplanation(w.Out, x, r)
		}
		return err
	})
}

func printExplanation(out io.Writer, x app.Explanation, r *reach) {
	kind := x.Kind
	if x.Auto {
		kind += ", never answered automatically"
	}
	ticket := "a new one"
	if x.Link.Ticket != 0 {
		ticket = fmt.Sprintf("%s, %s leg", x.Link.Ticket, x.Link.Leg)
	}
	known := ""
	if x.Known {
		known = "already: should it come again, nothing is done; the rest is as if it were new"
	}
	fmt.Fprintln(out, "What is known")
	facts(out, "  known", known)
	facts(out, "  event", x.Event, "  kind", kind, "  sender", fmt.Sprintf("%s, %s", x.Sender.Address.Address, x.Sender.Role), "  proof", x.Sender.Why,
		"  ticket", ticket, "  because", fmt.Sprintf("%s (%s)", x.Link.Why, x.Link.Reason))
	for _, p := range x.Passed {
		facts(out, "  passed", p)
	}
	for _, rule := range x.Routes {
		facts(out, "  route", rule)
	}
	for _, c := range x.Commands {
		facts(out, "  command", c)
	}
	fmt.Fprintln(out, "What the desk would do")
	facts(out, "  decision", fmt.Sprintf("%s (%s)", x.Why, x.Reason))
	if x.Ticket.ID != 0 {
		facts(out, "  ticket", fmt.Sprintf("%s, %s, %s", x.Ticket.Status, x.Ticket.Tier, x.Ticket.Priority), "  owner", x.Ticket.Assignee,
			"  queue", x.Ticket.Queue, "  due", when(x.Ticket.Due, r.config.Rules.Zone))
	}
	for _, j := range x.Journal {
		facts(out, "  journal", j.By+": "+j.Text)
	}
	for _, l := range x.Letters {
		facts(out, "  letter", l)
	}
	for _, a := range x.Asks {
		facts(out, "  asks", a)
	}
}
