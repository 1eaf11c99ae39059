package cli

import (
	"context"
	"fmt"

	"tierdesk/cmd/internal/app"
	"tierdesk/cmd/internal/config"
)

type checkCommand struct {
	Live bool `help:"Also connect and log in everywhere. Nothing is changed and no mail is sent."`
}

// Run checks the configuration, the templates, and with --live the servers.
func (c *checkCommand) Run(ctx context.Context, w *world) error {
	cfg, err := config.Load(w.config)
	if err != nil {
		return err
	}
	if _, err := app.LoadTemplates(cfg); err != nil {
		return fmt.Errorf("the templates: %w", err)
	}
	fmt.Fprintf(w.Out, "%s is fine: %s, %s, %s\n", w.config, countOf(len(cfg.Mailboxes), "mailbox", "mailboxes"),
		countOf(len(cfg.Rules.People), "person", "people"), count(len(cfg.Digests), "digest"))
	if !c.Live {
		return nil
	}
	trouble := 0
	for _, m := range cfg.Mailboxes {
		fmt.Fprintf(w.Out, "%s\n", m.Address)
		trouble += tell(ctx, w, "imap", m.IMAP, func(ctx context.Context) ([]string, error) { return probeIMAP(ctx, m) })
		trouble += tell(ctx, w, "smtp", m.SMTP, func(ctx context.Context) ([]string, error) { return probeSMTP(ctx, m, cfg.Rules) })
	}
	if trouble > 0 {
		return fmt.Errorf("%s of %d did not work", count(trouble, "server"), 2*len(cfg.Mailboxes))
	}
	return nil
}

// tell probes one server and prints what came of it; it returns 1 for trouble.
func tell(ctx context.Context, w *world, protocol string, s config.Server, probe func(context.Context) ([]string, error)) int {
	fmt.Fprintf(w.Out, "  %s %s:%d %s ", protocol, s.Host, s.Port, s.Security)
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	found, err := probe(ctx)
	if err != nil {
		fmt.Fprintf(w.Out, "FAILED: %s\n", clean(err.Error()))
	} else {
		fmt.Fprintln(w.Out, "ok")
	}
	for _, f := range found {
		fmt.Fprintf(w.Out, "    %s\n", clean(f))
	}
	if err == nil {
		return 0
	}
	if way := wayOut(err, protocol, s); way != "" {
		fmt.Fprintf(w.Out, "    %s\n", way)
	}
	return 1
}

func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
