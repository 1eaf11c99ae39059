package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"

	"tierdesk/cmd/internal/config"
	"tierdesk/mailin"
	"tierdesk/mailout"
)

// generation is everything that runs under one configuration and is replaced by a reload.
type generation struct {
	config   *config.Config
	watchers []*mailin.Watcher
	sender   *mailout.Sender
	ctx      context.Context
	stop     context.CancelFunc
	done     sync.WaitGroup
}

// Run watches, decides and sends until the context ends; then it finishes the letters in flight and returns. ready is
// called when everything runs.
func (a *App) Run(ctx context.Context, ready func()) error {
	defer spendMemory()()
	g, err := a.build(a.Config())
	if err != nil {
		return err
	}
	socket, err := a.listen()
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	var timers sync.WaitGroup
	timers.Go(func() { a.desk.Run(ctx) })
	if socket != nil {
		defer a.serve(socket).Close()
	}
	a.start(ctx, g)
	ready()
	err = a.live(ctx, g)
	stop()
	a.health.Load().done.Wait()
	timers.Wait()
	return err
}

// live replaces generations until the context ends or only a restart can help.
func (a *App) live(ctx context.Context, g *generation) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-a.fatal:
			return err
		case next := <-a.next:
			g.stop()
			g.done.Wait()
			a.start(ctx, next)
			g = next
		}
	}
}

// start lets a generation run.
func (a *App) start(ctx context.Context, g *generation) {
	g.ctx, g.stop = context.WithCancel(ctx)
	run := func(part string, f func(context.Context) error) {
		g.done.Go(func() {
			if err := f(g.ctx); err != nil && g.ctx.Err() == nil {
				a.log.Error(part+" ended", "error", err)
			}
		})
	}
	for _, w := range g.watchers {
		run("watcher", w.Run)
	}
	run("sender", g.sender.Run)
	a.health.Store(g)
}

// build makes the parts of a generation; nothing runs yet.
func (a *App) build(cfg *config.Config) (*generation, error) {
	g := &generation{config: cfg}
	inflight := mailin.NewInflight(cfg.Inflight)
	servers := map[string]mailout.Server{}
	for _, m := range cfg.Mailboxes {
		w, err := a.watcher(m, inflight)
		if err != nil {
			return nil, fmt.Errorf("mailbox %s: %w", m.Address, err)
		}
		g.watchers = append(g.watchers, w)
		if servers[m.Address], err = sendServer(m.SMTP); err != nil {
			return nil, fmt.Errorf("mailbox %s: %w", m.Address, err)
		}
	}
	sender, err := mailout.New(outbox{a.desk}, mailout.Options{Servers: servers, Dial: a.o.Dial, Log: a.log, Backoff: a.o.Backoff})
	g.sender = sender
	return g, err
}

// Reload reads the configuration again and replaces the running generation. When anything is wrong with the new one, the
// old one goes on and the error says why.
func (a *App) Reload(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.o.Reload == nil {
		return errors.New("this daemon has no configuration file to read again")
	}
	cfg, err := a.o.Reload()
	if err != nil {
		return fmt.Errorf("the old configuration stays: %w", err)
	}
	if cfg.Data != a.Config().Data {
		return fmt.Errorf("the old configuration stays: the data folder cannot change from %s to %s while running; restart instead", a.Config().Data, cfg.Data)
	}
	setup, err := a.setup(cfg)
	if err != nil {
		return fmt.Errorf("the old configuration stays: %w", err)
	}
	g, err := a.build(cfg)
	if err != nil {
		return fmt.Errorf("the old configuration stays: %w", err)
	}
	select {
	case a.next <- g:
	case <-ctx.Done():
		return ctx.Err()
	}
	a.desk.Use(setup)
	a.config.Store(cfg)
	a.log.Info("reloaded", "file", cfg.File)
	return nil
}

func (a *App) listen() (net.Listener, error) {
	if a.o.NoSocket {
		return nil, nil
	}
	return listenUnix(SocketPath(a.Config()))
}
