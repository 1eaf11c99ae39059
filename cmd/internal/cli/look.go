package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/schollz/progressbar/v3"

	"tierdesk/cmd/internal/app"
	"tierdesk/mailin/parse"
)

type statusCommand struct {
	JSON bool `name:"json" help:"One JSON object."`
}

// Run shows the health of the running desk.
func (c *statusCommand) Run(ctx context.Context, w *world) error {
	q := request{method: http.MethodGet, path: "/status"}
	return w.withDaemon(func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, q, w.Out)
		}
		s, err := askOne[app.Status](ctx, r, q)
		if err != nil {
			return err
		}
		zone := r.config.Rules.Zone
		facts(w.Out, "running since", when(s.Started, zone), "data", r.config.Data, "suspended", count(s.Suspended, "mail"), "waiting", delayedOf(s.Waiting, r))
		moment := func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.In(zone).Format("2006-01-02 15:04")
		}
		var reads, sends [][]string
		for _, h := range s.Watchers {
			reads = append(reads, []string{h.Mailbox, h.Server, moment(h.LastLook), moment(h.Trouble), cut(h.LastError, 100)})
		}
		for _, h := range s.Senders {
			sends = append(sends, []string{h.Mailbox, h.Server, moment(h.LastSuccess), moment(h.Trouble), cut(h.LastError, 100)})
		}
		listing(w.Out, []string{"mailbox", "reads from", "last look", "trouble since", "last error"}, reads)
		listing(w.Out, []string{"mailbox", "sends through", "last letter", "trouble since", "last error"}, sends)
		return nil
	})
}

type reloadCommand struct{}

// Run lets the daemon read its configuration again; its refusal is the error.
func (c *reloadCommand) Run(ctx context.Context, w *world) error {
	return w.withDaemon(func(r *reach) error {
		if err := r.pass(ctx, request{method: http.MethodPost, path: "/reload"}, io.Discard); err != nil {
			return err
		}
		fmt.Fprintln(w.Out, "reloaded")
		return nil
	})
}

type digestCommand struct {
	Preview bool   `required:"" help:"Show it; it is sent by the running desk, at its hour."`
	Name    string `help:"Which digest; default: the first."`
	Raw     bool   `help:"The whole mail instead of its text."`
}

// Run shows a digest.
func (c *digestCommand) Run(ctx context.Context, w *world) error {
	q := request{method: http.MethodGet, path: "/digest", query: url.Values{"name": {c.Name}}}
	return w.withDesk(ctx, func(r *reach) error {
		if c.Raw {
			return r.pass(ctx, q, w.Out)
		}
		answer, err := r.ask(ctx, q)
		if err != nil {
			return err
		}
		defer answer.Close()
		m := parse.Read(answer)
		facts(w.Out, "to", people(m.To), "subject", m.Subject)
		fmt.Fprintf(w.Out, "\n%s\n", cleanLines(m.Text))
		return nil
	})
}

type backupCommand struct {
	Folder string `arg:"" help:"A new folder." type:"path"`
}

// Run lets the desk copy the data folder and reads the copy again. This process does that: a daemon would keep the memory.
func (c *backupCommand) Run(ctx context.Context, w *world) error {
	to, err := filepath.Abs(c.Folder)
	if err != nil {
		return fmt.Errorf("find the folder: %w", err)
	}
	q := request{method: http.MethodPost, path: "/backup", query: url.Values{"to": {to}}}
	return w.withDesk(ctx, func(r *reach) error {
		bar := &gauge{out: w.Err}
		whole := false
		err := askMany(ctx, r, q, func(p app.Progress) error {
			if p.Error != "" {
				bar.end()
				return errors.New(p.Error)
			}
			if whole = p.Done; !p.Done {
				bar.show(p.What, p.Part, p.Total)
			}
			return nil
		})
		bar.end()
		switch {
		case err != nil:
			return err
		case !whole:
			return fmt.Errorf("the desk stopped in the middle; what is in %s is not whole", to)
		}
		if err := app.CheckBackup(to); err != nil {
			return fmt.Errorf("the copy is not sound, make another: %w", err)
		}
		fmt.Fprintf(w.Out, "backed up to %s, and checked\n", to)
		return nil
	})
}

// gauge shows how far a long work is, when somebody looks.
type gauge struct {
	out    io.Writer
	counts bool // the numbers count things; else they are bytes
	what   string
	bar    *progressbar.ProgressBar
}

func (g *gauge) show(what string, part, total int64) {
	if !isTerminal(g.out) {
		return
	}
	if g.bar == nil || g.what != what {
		g.end()
		g.what = what
		g.bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(g.out), progressbar.OptionSetDescription(what),
			progressbar.OptionShowBytes(!g.counts), progressbar.OptionSetWidth(30), progressbar.OptionThrottle(50*time.Millisecond),
			progressbar.OptionOnCompletion(func() { fmt.Fprintln(g.out) }))
	}
	_ = g.bar.Set64(part) // only looks suffer
}

// migrating shows how far an older database is brought up to date.
func (g *gauge) migrating(done, all int64) { g.show("bring the database up to date", done, all) }

// end finishes the line of the bar.
func (g *gauge) end() {
	if g.bar != nil && !g.bar.IsFinished() {
		fmt.Fprintln(g.out)
	}
	g.bar = nil
}

type versionCommand struct{}

// Run prints the version that the Go tools built in.
func (c *versionCommand) Run(w *world) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fmt.Errorf("this program was built without its version")
	}
	fmt.Fprintf(w.Out, "tierdesk %s, %s\n", info.Main.Version, info.GoVersion)
	return nil
}
