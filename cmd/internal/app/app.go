package app

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tierdesk/cmd/internal/config"
	"tierdesk/tickets/blob"
	"tierdesk/tickets/desk"
	"tierdesk/tickets/store/boltstore"
)

// Dial opens a connection; tests and the demo give one that ends in memory.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

// Options are what an App needs beside its configuration.
type Options struct {
	Log        *slog.Logger
	Dial       Dial                           // nil: the network
	Reload     func() (*config.Config, error) // reads the configuration again; nil: Reload fails
	NoSocket   bool                           // no control socket
	Backoff    []time.Duration                // waits between attempts to send a letter; nil: those of mailout
	LockWait   time.Duration                  // how long to wait for a data folder in use
	AlertAfter time.Duration                  // of mailboxes, for demo and tests; 0: as configured
	Migrating  func(done, all int64)          // is shown how many tickets of an older database are in the newest layout; nil: the log tells
}

// App is the daemon's parts, built and wired.
type App struct {
	o     Options
	log   *slog.Logger
	blobs *blob.Store
	store *boltstore.Store
	desk  *desk.Desk

	mu      sync.Mutex // one reload at a time
	config  atomic.Pointer[config.Config]
	next    chan *generation // handed to Run by Reload
	fatal   chan error       // what only a restart can mend
	started time.Time
	health  atomic.Pointer[generation]
	cleanup []func() error // run last to first by Close
}

// Open builds the parts on the data folder of the configuration and starts nothing. Close it.
func Open(ctx context.Context, cfg *config.Config, o Options) (a *App, err error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	a = &App{o: o, log: o.Log, next: make(chan *generation), fatal: make(chan error, 1), started: time.Now()}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if err := prepareFolder(cfg.Data); err != nil {
		return a, err
	}
	if a.store, err = boltstore.Open(databasePath(cfg.Data), boltstore.Options{LockWait: o.LockWait, Migrating: a.migrating()}); err != nil {
		return a, err
	}
	a.cleanup = append(a.cleanup, a.store.Close)
	if err := a.checkMails(ctx, cfg.Data); err != nil {
		return a, err
	}
	if a.blobs, err = blob.Open(blobsPath(cfg.Data), blob.Options{Log: o.Log}); err != nil {
		return a, err
	}
	a.cleanup = append(a.cleanup, a.blobs.Close)
	setup, err := a.setup(cfg)
	if err != nil {
		return a, err
	}
	a.desk, err = desk.New(ctx, desk.Options{Store: a.store, Blobs: a.blobParts(), Log: o.Log, Setup: setup})
	a.config.Store(cfg)
	return a, err
}

// tellEvery is how often the log says how far a long work is.
const tellEvery = 10 * time.Second

// migrating shows how far an older database is brought up to date, or lets the log tell now and then, and at the end.
func (a *App) migrating() func(done, all int64) {
	if a.o.Migrating != nil {
		return a.o.Migrating
	}
	var told time.Time
	return func(done, all int64) {
		if now := time.Now(); done == all || now.Sub(told) >= tellEvery {
			a.log.Info("bring the database up to date", "tickets", done, "of", all)
			told = now
		}
	}
}

// Close releases what Open took, in reverse.
func (a *App) Close() error {
	var errs []error
	for _, f := range slices.Backward(a.cleanup) {
		errs = append(errs, f())
	}
	a.cleanup = nil
	return errors.Join(errs...)
}

// Desk is the running desk, for tests and the demo.
func (a *App) Desk() *desk.Desk { return a.desk }

// Config is the configuration in force.
func (a *App) Config() *config.Config { return a.config.Load() }
