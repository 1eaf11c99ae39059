package demo

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"tierdesk/cmd/internal/app"
	"tierdesk/cmd/internal/config"
	"tierdesk/mailin/postoffice"
	"tierdesk/tickets/report"
)

// stage is everything that runs: the mail server, the desk, the people.
type stage struct {
	*cast
	tell    *narrator
	office  *postoffice.Office
	servers servers
	folder  string // of configuration, secrets and data
	file    string // the configuration
	app     *app.App
	desk    *http.Client    // the control socket, as the command line uses it
	told    map[string]told // by ticket
	dayEnds time.Time       // when the digest comes; zero: as configured

	stop  context.CancelFunc // nil until the daemon runs
	ended chan error         // what its Run returned
}

// openStage starts the mail server and the desk, and returns when the desk watches its mailbox.
func openStage(ctx context.Context, tell *narrator, o Options) (s *stage, err error) {
	s = &stage{cast: newCast(), tell: tell, told: map[string]told{}, ended: make(chan error, 1)}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if s.folder, err = os.MkdirTemp("", "tierdesk-demo-"); err != nil {
		return s, fmt.Errorf("make a folder for the demo: %w", err)
	}
	if s.office, s.servers, err = openOffice(s.cast); err != nil {
		return s, err
	}
	for _, p := range append(s.residents(), s.mallory) {
		p.servers, p.tell = s.servers, tell
	}
	if err := writeSecrets(s.folder); err != nil {
		return s, err
	}
	if s.file, err = writeConfig(s.folder, s.servers, humane); err != nil {
		return s, err
	}
	return s, s.openDesk(ctx, o)
}

// openDesk starts the daemon on the configuration file.
func (s *stage) openDesk(ctx context.Context, o Options) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	if s.app, err = app.Open(ctx, cfg, app.Options{Log: o.Log, Reload: s.load}); err != nil {
		return fmt.Errorf("open the desk: %w", err)
	}
	running, stop := context.WithCancel(ctx)
	ready := make(chan struct{})
	s.stop = stop
	go func() { s.ended <- s.app.Run(running, func() { close(ready) }) }()
	select {
	case <-ready:
	case err := <-s.ended:
		s.ended <- err
		return fmt.Errorf("start the desk: %w", err)
	}
	client, ok := app.Client(cfg)
	if !ok {
		return errors.New("start the desk: nobody answers on its control socket")
	}
	s.desk = client
	return s.watched(ctx)
}

// load reads the configuration file. The end of the demo's day is the one thing that no file can say, because it falls
// on a second: the zone of the digest is turned until its hour strikes then.
func (s *stage) load() (*config.Config, error) {
	cfg, err := config.Load(s.file)
	if err != nil || s.dayEnds.IsZero() {
		return cfg, err
	}
	for i := range cfg.Digests {
		cfg.Digests[i].Schedule = strikesAt(cfg.Digests[i].Schedule, s.dayEnds)
	}
	return cfg, nil
}

// strikesAt turns the zone of a daily schedule so that its hour comes at a moment.
func strikesAt(daily report.Schedule, at time.Time) report.Schedule {
	hour, minute, second := at.UTC().Clock()
	now := hour*3600 + minute*60 + second
	wanted := daily.Hour*3600 + daily.Minute*60
	return report.Schedule{Hour: daily.Hour, Minute: daily.Minute, Zone: time.FixedZone("demo", wanted-now)}
}

// reload puts other clocks into force, as an operator would: by the file and a reload.
func (s *stage) reload(ctx context.Context, respond string) error {
	if _, err := writeConfig(s.folder, s.servers, respond); err != nil {
		return err
	}
	return s.app.Reload(ctx)
}

// watched waits for the desk's first look at its mailbox. Mail that is older counts as history.
func (s *stage) watched(ctx context.Context) error {
	return s.until(ctx, "the desk's first look at its mailbox", func() (bool, error) {
		cursor, err := s.app.Desk().Cursor(ctx, support)
		return cursor != nil, err
	})
}

// look is how often something is looked at that nobody tells of.
const look = 20 * time.Millisecond

// until waits for a condition. what says in words which one.
func (s *stage) until(ctx context.Context, what string, is func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	every := time.NewTicker(look)
	defer every.Stop()
	for {
		ok, err := is()
		if err != nil {
			return fmt.Errorf("wait for %s: %w", what, err)
		}
		if ok {
			return nil
		}
		select {
		case <-every.C:
		case err := <-s.ended:
			s.ended <- err
			return fmt.Errorf("wait for %s: the desk has ended: %w", what, err)
		case <-ctx.Done():
			return fmt.Errorf("wait for %s in vain: %w", what, ctx.Err())
		}
	}
}

// close stops everything in reverse and removes the folder.
func (s *stage) close() error {
	for _, p := range s.residents() {
		p.logOut()
	}
	var errs []error
	if s.desk != nil {
		s.desk.CloseIdleConnections()
	}
	if s.stop != nil {
		s.stop()
		errs = append(errs, <-s.ended)
	}
	if s.app != nil {
		errs = append(errs, s.app.Close())
	}
	if s.office != nil {
		errs = append(errs, s.office.Close())
	}
	if s.folder != "" {
		errs = append(errs, os.RemoveAll(s.folder))
	}
	return errors.Join(errs...)
}
