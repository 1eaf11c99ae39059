package demo

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails when a connection, a server or a part of the desk outlives its demo.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func logTo(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// TestTheDemoRunsOnce plays every scene over real sockets of the loopback, and looks at what it leaves.
func TestTheDemoRunsOnce(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	folder := filepath.Join(t.TempDir(), "new")
	err := Run(t.Context(), Options{Once: true, Save: folder, Out: &out, Log: logTo(t)})
	t.Log(out.String())
	if err != nil {
		t.Fatal(err)
	}
	if line := regexp.MustCompile(`(?m)^demo: 30 mails in, 8 tickets, \d+ letters out, 0 lost, 0 doubled$`); !line.MatchString(out.String()) {
		t.Errorf("no summary line like %s", line)
	}
	if strings.Contains(out.String(), "\x1b") {
		t.Error("there are colours in what is no terminal")
	}
	for _, name := range []string{"tierdesk.yaml", "transcript.txt", "ann/01-new-ticket.eml", "ann/02-customer-replied.eml", "ann/sent/01-re-acme-1-sharing-a-calendar.eml",
		"mia/01-re-sharing-a-calendar-acme-1.eml", "support/processed/01-sharing-a-calendar.eml", "eva/01-escalated.eml", "eva/03-escalated.eml", "eva/05-vendor-answered.eml", "eva/07-swarm-join.eml", "gus/01-acme-6-card-payments-fail-in-all-shops.eml", "ann/10-swarm.eml", "dana/01-chain.eml", "dana/02-digest.eml"} {
		if b, err := os.ReadFile(filepath.Join(folder, name)); err != nil || len(b) == 0 {
			t.Errorf("%s is missing or empty: %v", name, err)
		}
	}
	transcript, _ := os.ReadFile(filepath.Join(folder, "transcript.txt"))
	if !strings.HasPrefix(out.String(), string(transcript)) {
		t.Error("the transcript is not what was told")
	}
}

// stopWhen is a writer that calls stop when a text has been told.
type stopWhen struct {
	text string
	stop func()

	mu  sync.Mutex
	all strings.Builder
}

func (w *stopWhen) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all.Write(b)
	if strings.Contains(w.all.String(), w.text) {
		w.stop()
	}
	return len(b), nil
}

func TestTheDemoStaysUntilItIsStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	w := &stopWhen{text: "Stop it with Ctrl-C", stop: stop}
	if err := Run(ctx, Options{Out: w, Log: logTo(t)}); err != nil {
		t.Fatalf("stopped while it waited, and not content: %v", err)
	}
	if !strings.HasSuffix(w.all.String(), "The desk stops.\n") {
		t.Error("it does not say that it stops")
	}
}

func TestTheDemoStopsWithinASceneAsWell(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	err := Run(ctx, Options{Once: true, Out: &stopWhen{text: "customer replied", stop: stop}, Log: logTo(t)})
	if err == nil || !strings.Contains(err.Error(), "scene 1") {
		t.Errorf("got %v, want the scene that was interrupted", err)
	}
}

func TestAFullFolderIsNeverOverwritten(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "mine.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err := Run(t.Context(), Options{Once: true, Save: folder, Out: &out})
	if err == nil || !strings.Contains(err.Error(), folder) || out.Len() > 0 {
		t.Errorf("got %v after %q, want a refusal that names the folder before anything starts", err, out.String())
	}
}
