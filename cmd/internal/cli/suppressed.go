package cli

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"tierdesk/tickets"
)

type suppressedGroup struct {
	List  listSuppressed  `cmd:"" help:"List the addresses that do not exist, as mail to them came back."`
	Clear clearSuppressed `cmd:"" help:"Let the desk write to addresses again."`
}

type listSuppressed struct {
	JSON bool `name:"json" help:"One JSON object a line."`
}

var allSuppressed = request{method: http.MethodGet, path: "/suppressed"}

// Run lists suppressed addresses.
func (c *listSuppressed) Run(ctx context.Context, w *world) error {
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, allSuppressed, w.Out)
		}
		var rows [][]string
		err := askMany(ctx, r, allSuppressed, func(s tickets.Suppression) error {
			rows = append(rows, []string{s.Address, moment(s.Since, r), moment(s.Until, r), numberOrNone(s.Ticket), cut(s.Status+" "+s.Diagnostic, 70)})
			return nil
		})
		listing(w.Out, []string{"address", "since", "until", "ticket", "why"}, rows)
		if err == nil && len(rows) == 0 {
			fmt.Fprintln(w.Err, "no address is suppressed")
		}
		return err
	})
}

type clearSuppressed struct {
	Address []string `arg:"" help:"As in the list."`
}

// Run lifts suppressions.
func (c *clearSuppressed) Run(ctx context.Context, w *world) error {
	return w.withDesk(ctx, func(r *reach) error {
		for _, address := range c.Address {
			if err := r.pass(ctx, request{method: http.MethodPost, path: "/suppressed/clear", query: url.Values{"address": {address}}}, w.Out); err != nil {
				return err
			}
			fmt.Fprintf(w.Out, "%s cleared\n", address)
		}
		return nil
	})
}
