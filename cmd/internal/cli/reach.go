package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tierdesk/cmd/internal/app"
	"tierdesk/cmd/internal/config"
)

// reach is the way to a desk.
type reach struct {
	config *config.Config // when a daemon answers, only what Locate fills in
	client *http.Client
	close  func() error
}

// lockWait is how long a command waits for a data folder that somebody else has open.
const lockWait = 3 * time.Second

// desk finds the way to the desk of the configuration: the daemon when one runs, the data folder itself otherwise.
func (w *world) desk(ctx context.Context) (*reach, error) {
	place, err := config.Locate(w.config)
	if err != nil {
		return nil, err
	}
	if client, ok := app.Client(place); ok {
		return &reach{config: place, client: client, close: func() error { client.CloseIdleConnections(); return nil }}, nil
	}
	cfg, err := config.Load(w.config)
	if err != nil {
		return nil, err
	}
	bar := &gauge{out: w.Err, counts: true}
	a, err := app.Open(ctx, cfg, app.Options{NoSocket: true, LockWait: lockWait, Migrating: bar.migrating})
	bar.end()
	if err != nil {
		return nil, err
	}
	here := &local{handler: a.Handler()}
	return &reach{config: cfg, client: &http.Client{Transport: here}, close: func() error { here.wait(); return a.Close() }}, nil
}

// withDesk calls f with the way to the desk.
func (w *world) withDesk(ctx context.Context, f func(*reach) error) (err error) {
	r, err := w.desk(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	return f(r)
}

// withDaemon is withDesk for what only a running daemon can do.
func (w *world) withDaemon(f func(*reach) error) error {
	cfg, err := config.Locate(w.config)
	if err != nil {
		return err
	}
	client, ok := app.Client(cfg)
	if !ok {
		return fmt.Errorf("no desk runs on %s; `tierdesk run` starts one", cfg.Data)
	}
	defer client.CloseIdleConnections()
	return f(&reach{config: cfg, client: client})
}

// request is one question to the desk.
type request struct {
	method, path string
	query        url.Values
	body         []byte
}

// ask sends a question. The answer is never an error answer; close it.
func (r *reach) ask(ctx context.Context, q request) (io.ReadCloser, error) {
	u := url.URL{Scheme: "http", Host: "desk", Path: q.path, RawQuery: q.query.Encode()}
	req, err := http.NewRequestWithContext(ctx, q.method, u.String(), bytes.NewReader(q.body))
	if err != nil {
		return nil, fmt.Errorf("ask the desk: %w", err)
	}
	answer, err := r.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask the desk: %w", err)
	}
	if answer.StatusCode < 400 {
		return answer.Body, nil
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("read what the desk says: %w", err)
	}
	return nil, errors.New(strings.TrimSpace(string(text)))
}

// askOne is ask for an answer of one value.
func askOne[T any](ctx context.Context, r *reach, q request) (value T, err error) {
	answer, err := r.ask(ctx, q)
	if err != nil {
		return value, err
	}
	defer answer.Close()
	if err := json.NewDecoder(answer).Decode(&value); err != nil {
		return value, fmt.Errorf("read the answer of the desk: %w", err)
	}
	return value, nil
}

// askMany is ask for an answer of one value a line; f gets each as it comes.
func askMany[T any](ctx context.Context, r *reach, q request, f func(T) error) error {
	answer, err := r.ask(ctx, q)
	if err != nil {
		return err
	}
	defer answer.Close()
	for lines := json.NewDecoder(bufio.NewReader(answer)); ; {
		var value T
		err := lines.Decode(&value)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the answer of the desk: %w", err)
		}
		if err := f(value); err != nil {
			return err
		}
	}
}

// pass copies the answer as it is.
func (r *reach) pass(ctx context.Context, q request, out io.Writer) error {
	answer, err := r.ask(ctx, q)
	if err != nil {
		return err
	}
	defer answer.Close()
	if _, err := io.Copy(out, answer); err != nil {
		return fmt.Errorf("pass on the answer of the desk: %w", err)
	}
	return nil
}
