package cli

import (
	"context"
	"fmt"
	"net/http"

	"tierdesk/tickets"
)

type blockedGroup struct {
	List listBlocked `cmd:"" help:"List who is blocked; managers block and unblock with /block, by mail."`
}

type listBlocked struct {
	JSON bool `name:"json" help:"One JSON object a line."`
}

var allBlocked = request{method: http.MethodGet, path: "/blocked"}

// Run lists blocked addresses and domains.
func (c *listBlocked) Run(ctx context.Context, w *world) error {
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, allBlocked, w.Out)
		}
		var rows [][]string
		err := askMany(ctx, r, allBlocked, func(b tickets.BlockedSender) error {
			rows = append(rows, []string{b.Address, b.By})
			return nil
		})
		listing(w.Out, []string{"address", "by"}, rows)
		if err == nil && len(rows) == 0 {
			fmt.Fprintln(w.Err, "nobody is blocked")
		}
		return err
	})
}
