package cli

import (
	"context"
	"log/slog"
	"os"
	"time"

	"github.com/lmittmann/tint"

	"tierdesk/cmd/internal/app"
	"tierdesk/cmd/internal/config"
)

type runCommand struct{}

// Run runs the desk until the context ends; the letter in flight is finished. On SIGHUP it reads its configuration again, and
// keeps the old one when the new one is wrong.
func (c *runCommand) Run(ctx context.Context, w *world) error {
	cfg, err := config.Load(w.config)
	if err != nil {
		return err
	}
	log := logger(w.World, cfg.Log)
	again := func() (*config.Config, error) { return config.Load(cfg.File) }
	o := app.Options{Log: log, Reload: again, LockWait: lockWait}
	bar := &gauge{out: w.Err, counts: true}
	if isTerminal(w.Err) {
		o.Migrating = bar.migrating
	}
	a, err := app.Open(ctx, cfg, o)
	bar.end()
	if err != nil {
		return err
	}
	ended := make(chan struct{})
	listening := make(chan struct{})
	go func() {
		defer close(listening)
		reloads(ctx, w.Hangups, a, log, ended)
	}()
	err = a.Run(ctx, func() { log.Info("the desk runs", "file", cfg.File, "data", cfg.Data, "mailboxes", len(cfg.Mailboxes)) })
	close(ended)
	<-listening
	if closeErr := a.Close(); err == nil {
		err = closeErr
	}
	log.Info("the desk stopped")
	return err
}

// reloads reads the configuration again on every signal, until ended.
func reloads(ctx context.Context, hangups func() <-chan os.Signal, a *app.App, log *slog.Logger, ended <-chan struct{}) {
	if hangups == nil {
		return
	}
	for signals := hangups(); ; {
		select {
		case <-signals:
			if err := a.Reload(ctx); err != nil {
				log.Error("reload", "error", err)
			}
		case <-ended:
			return
		}
	}
}

// logger writes to standard error: in colours for people, as JSON when configured, as key=value otherwise.
func logger(w World, l config.Log) *slog.Logger {
	level := map[string]slog.Level{"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}[l.Level]
	switch {
	case l.JSON:
		return slog.New(slog.NewJSONHandler(w.Err, &slog.HandlerOptions{Level: level}))
	case isTerminal(w.Err):
		return slog.New(tint.NewTextHandler(w.Err, &tint.Options{Level: level, TimeFormat: time.TimeOnly}))
	}
	return slog.New(slog.NewTextHandler(w.Err, &slog.HandlerOptions{Level: level}))
}
