package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"time"

	"tierdesk/cmd/internal/app"
	"tierdesk/cmd/internal/config"
)

type replayMail struct {
	Since string `default:"30d" help:"How far to go back: 30d, 12h."`
	With  string `help:"A configuration to decide under; default: the file as it is now, beside what the running desk has read." type:"path" placeholder:"FILE"`
	JSON  bool   `name:"json" help:"One JSON object a line, for each mail that differs."`
}

// Run decides the kept mails again under a changed configuration, and shows which decisions would differ. Nothing is changed.
func (c *replayMail) Run(ctx context.Context, w *world) error {
	back, err := config.Duration(c.Since)
	if err != nil {
		return fmt.Errorf("--since %s: %w", c.Since, err)
	}
	with := c.With
	if with == "" {
		with = w.config
	}
	if with, err = filepath.Abs(with); err != nil {
		return fmt.Errorf("find the configuration: %w", err)
	}
	q := request{method: http.MethodPost, path: "/replay", query: url.Values{"with": {with}, "since": {time.Now().Add(-back).Format(time.RFC3339)}}}
	return w.withDesk(ctx, func(r *reach) error { return c.play(ctx, w, r, q) })
}

func (c *replayMail) play(ctx context.Context, w *world, r *reach, q request) error {
	if _, here := r.client.Transport.(*local); here && c.With == "" {
		return errors.New("no desk runs whose configuration could be compared with the file: say --with FILE")
	}
	bar := &gauge{out: w.Err, counts: true}
	defer bar.end()
	differ, mails, whole := 0, 0, false
	err := askMany(ctx, r, q, func(l app.ReplayLine) error {
		switch {
		case l.Error != "":
			return errors.New(l.Error)
		case l.Done:
			mails, whole = l.Mails, true
		case l.Differs != nil:
			differ++
			return c.tell(w, *l.Differs, r.config.Rules.Zone)
		default:
			bar.show(l.What, l.Part, l.Total)
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case !whole:
		return errors.New("the desk stopped in the middle")
	case !c.JSON:
		bar.end()
		fmt.Fprintf(w.Out, "%s since then, %d would be decided otherwise\n", count(mails, "mail"), differ)
	}
	return nil
}

func (c *replayMail) tell(w *world, d app.Replayed, zone *time.Location) error {
	if c.JSON {
		return json.NewEncoder(w.Out).Encode(d)
	}
	where := fmt.Sprintf("%s, message %d", d.Ticket, d.Message)
	if d.Suspended != "" {
		where = d.Suspended
	}
	fmt.Fprintf(w.Out, "%s, %s, from %s: %s\n", where, d.At.In(zone).Format("2006-01-02 15:04"), d.From.Address, d.Subject)
	for _, diff := range d.Differs {
		fmt.Fprintln(w.Out, "  "+diff)
	}
	return nil
}
