package cli

import (
	"context"
	"net/http"
	"strings"

	"tierdesk/cmd/internal/app"
)

type peopleCommand struct {
	JSON bool `name:"json" help:"One JSON object a line."`
}

// Run lists the people of the desk, and who is away.
func (c *peopleCommand) Run(ctx context.Context, w *world) error {
	q := request{method: http.MethodGet, path: "/people"}
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, q, w.Out)
		}
		var rows [][]string
		err := askMany(ctx, r, q, func(p app.Person) error {
			rows = append(rows, []string{p.ID, p.Name, p.Email, p.Role, strings.Join(p.Tiers, " "), when(p.AwayUntil, r.config.Rules.Zone), p.AwayWhy})
			return nil
		})
		listing(w.Out, []string{"id", "name", "address", "role", "tiers", "away until", "why"}, rows)
		return err
	})
}
