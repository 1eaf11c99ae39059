package cli

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"tierdesk/cmd/internal/app"
	"tierdesk/tickets"
)

type waitingLetters struct {
	JSON bool `name:"json" help:"One JSON object a line."`
}

var allWaiting = request{method: http.MethodGet, path: "/letters/waiting"}

// Run lists the notices that wait.
func (c *waitingLetters) Run(ctx context.Context, w *world) error {
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, allWaiting, w.Out)
		}
		var rows [][]string
		zone := r.config.Rules.Zone
		err := askMany(ctx, r, allWaiting, func(p app.PutOff) error {
			rows = append(rows, []string{p.Person, when(p.Until, zone), tickets.ID(p.Ticket).String(), string(p.Notice), when(p.At, zone), cut(p.For, 70)})
			return nil
		})
		listing(w.Out, []string{"person", "told at", "ticket", "notice", "of", "waits"}, rows)
		if err == nil && len(rows) == 0 {
			fmt.Fprintln(w.Err, "no notice waits")
		}
		return err
	})
}

type tellNow struct {
	Person []string `arg:"" help:"Ids, as in the list."`
}

// Run sends what waits for somebody.
func (c *tellNow) Run(ctx context.Context, w *world) error {
	return w.withDesk(ctx, func(r *reach) error {
		for _, person := range c.Person {
			n, err := askOne[int](ctx, r, request{method: http.MethodPost, path: "/letters/waiting/" + url.PathEscape(person) + "/tell"})
			if err != nil {
				return err
			}
			fmt.Fprintf(w.Out, "%s is told of what still holds of %s\n", person, count(n, "notice"))
		}
		return nil
	})
}

// delayedOf says for whom notices wait, in a line.
func delayedOf(all []app.Delayed, r *reach) (text string) {
	for _, d := range all {
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%s for %s until %s", count(d.Notices, "notice"), d.Person, when(d.Until, r.config.Rules.Zone))
	}
	return text
}
