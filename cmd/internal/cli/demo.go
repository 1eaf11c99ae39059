package cli

import (
	"context"

	"tierdesk/cmd/internal/demo"
)

type demoCommand struct {
	Once bool   `help:"End after the story, with a summary."`
	Save string `help:"Leave the configuration and all mails in this new folder." type:"path" placeholder:"DIR"`
}

// Run plays the demo.
func (c *demoCommand) Run(ctx context.Context, w *world) error {
	return demo.Run(ctx, demo.Options{Once: c.Once, Save: c.Save, Out: w.Out})
}
