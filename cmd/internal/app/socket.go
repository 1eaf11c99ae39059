package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"tierdesk/cmd/internal/config"
)

// SocketPath is where a daemon on this configuration listens for the command line.
func SocketPath(cfg *config.Config) string { return filepath.Join(cfg.Data, "tierdesk.sock") }

// listenUnix makes the socket, readable by its owner only. A socket left behind by a killed daemon is replaced; the lock
// on the database already proved that no other daemon runs.
func listenUnix(path string) (net.Listener, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("remove the old control socket: %w", err)
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("open the control socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		l.Close()
		return nil, fmt.Errorf("protect the control socket: %w", err)
	}
	return l, nil
}

// serve answers the command line until the server is closed.
func (a *App) serve(l net.Listener) *http.Server {
	s := &http.Server{Handler: a.Handler(), ReadHeaderTimeout: 10 * time.Second}
	go s.Serve(l)
	return s
}

// Client reaches the daemon that runs on a configuration. ok is false when none does.
func Client(cfg *config.Config) (c *http.Client, ok bool) {
	path := SocketPath(cfg)
	var d net.Dialer
	probe, err := d.DialContext(context.Background(), "unix", path)
	if err != nil {
		return nil, false
	}
	probe.Close()
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) { return d.DialContext(ctx, "unix", path) }
	return &http.Client{Transport: &http.Transport{DialContext: dial}}, true
}
