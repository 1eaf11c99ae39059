package app_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tierdesk/cmd/internal/app"
	"tierdesk/cmd/internal/config"
)

// profileEnv names a folder for profiles of daemons: their processor time, and all allocations. The program as it is
// shipped writes none, so the test binary is the daemon then, on the configuration that daemonEnv names.
const (
	profileEnv = "TIERDESK_TEST_PROFILE"
	daemonEnv  = "TIERDESK_TEST_DAEMON"
)

func TestMain(m *testing.M) {
	file := os.Getenv(daemonEnv)
	if file == "" {
		os.Exit(m.Run())
	}
	if err := runProfiled(os.Getenv(profileEnv), file); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runProfiled(dir, file string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	cpu, err := os.Create(filepath.Join(dir, "cpu.pprof"))
	if err != nil {
		return err
	}
	defer cpu.Close()
	allocs, err := os.Create(filepath.Join(dir, "allocs.pprof"))
	if err != nil {
		return err
	}
	defer allocs.Close()
	cfg, err := config.Load(file)
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, cfg, app.Options{Log: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return err
	}
	err = a.Run(ctx, func() {})
	pprof.StopCPUProfile()
	return errors.Join(err, a.Close(), pprof.Lookup("allocs").WriteTo(allocs, 0))
}

// daemon is the built program in a process of its own, so that it can be killed, and its memory measured.
type daemon struct {
	t    testing.TB
	file string // its configuration
	path string // the program; "" for the test binary
	cmd  *exec.Cmd
}

// newDaemon builds the program. It starts nothing.
func newDaemon(t testing.TB, file string) *daemon {
	t.Helper()
	d := &daemon{t: t, file: file}
	t.Cleanup(func() { d.end(syscall.SIGKILL) })
	if os.Getenv(profileEnv) != "" {
		return d
	}
	d.path = filepath.Join(t.TempDir(), "tierdesk")
	build := exec.Command("go", "build", "-o", d.path, "tierdesk/cmd/tierdesk")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=") // the race detector of the tests is not the daemon's
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the daemon: %v\n%s", err, out)
	}
	return d
}

// logFile is beside the configuration, or beside the profiles.
func (d *daemon) logFile() string {
	return filepath.Join(cmp.Or(os.Getenv(profileEnv), filepath.Dir(d.file)), "daemon.log")
}

// start starts the daemon, and appends to its log.
func (d *daemon) start() {
	d.t.Helper()
	log, err := os.OpenFile(d.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		d.t.Fatal(err)
	}
	defer log.Close()
	d.cmd = exec.Command(d.path, "--config", d.file, "run")
	if d.path == "" {
		d.cmd = exec.Command(os.Args[0])
		d.cmd.Env = append(os.Environ(), daemonEnv+"="+d.file)
	}
	d.cmd.Stdout, d.cmd.Stderr = log, log
	if err := d.cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
}

// end sends a signal and waits until the daemon has ended.
func (d *daemon) end(signal syscall.Signal) {
	d.t.Helper()
	if d.cmd == nil || d.cmd.ProcessState != nil {
		return
	}
	if err := d.cmd.Process.Signal(signal); err != nil {
		d.t.Errorf("signal the daemon: %v", err)
	}
	err := d.cmd.Wait()
	status := d.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if err != nil && (!status.Signaled() || status.Signal() != signal) {
		d.t.Errorf("the daemon ended by itself: %v\n%s", err, d.complaints())
	}
}

// peak is the most memory that the daemon had resident so far, in bytes.
func (d *daemon) peak() int64 {
	d.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", d.cmd.Process.Pid))
	if err != nil {
		d.t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(kb), " kB"), 10, 64)
			if err != nil {
				d.t.Fatal(err)
			}
			return n << 10
		}
	}
	d.t.Fatal("the kernel does not tell the memory of a process")
	return 0
}

// taken asks the daemon how far it has come: the UID of the last mail of its first mailbox that is taken over; 0 when it
// does not answer yet.
func (d *daemon) taken() uint32 {
	d.t.Helper()
	cfg, err := config.Load(d.file)
	if err != nil {
		d.t.Fatal(err)
	}
	client, running := app.Client(cfg)
	if !running {
		return 0
	}
	defer client.CloseIdleConnections()
	answer, err := client.Get("http://desk/status")
	if err != nil {
		return 0
	}
	defer answer.Body.Close()
	var s app.Status
	if err := json.NewDecoder(answer.Body).Decode(&s); err != nil || len(s.Mailboxes) == 0 {
		d.t.Fatalf("the status of the daemon: %v", err)
	}
	return s.Mailboxes[0].Cursor.Last
}

// complaints are the lines of the log above information.
func (d *daemon) complaints() string {
	log, err := os.ReadFile(d.logFile())
	if err != nil {
		return err.Error()
	}
	var out bytes.Buffer
	for line := range bytes.Lines(log) {
		if !bytes.Contains(line, []byte("level=INFO")) && out.Len() < 1<<14 {
			out.Write(line)
		}
	}
	return out.String()
}

// until waits for something that real servers and processes do in real time.
func until(t testing.TB, limit time.Duration, what string, done func() bool) {
	t.Helper()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(limit); !done(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("not within %s: %s", limit, what)
		}
	}
}

// inside opens the data folder of a daemon that does not run.
func inside(t testing.TB, file string, f func(a *app.App)) {
	t.Helper()
	cfg, err := config.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), cfg, app.Options{NoSocket: true})
	if err != nil {
		t.Fatal(err)
	}
	f(a)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

// lookOnce lets a daemon look at its empty mailboxes, so that all mail from now on is new.
func lookOnce(t testing.TB, file string) {
	t.Helper()
	inside(t, file, func(a *app.App) {
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- a.Run(ctx, func() {}) }()
		until(t, 20*time.Second, "the first look at an empty mailbox", func() bool {
			cursor, err := a.Desk().Cursor(ctx, a.Config().Mailboxes[0].Address)
			if err != nil {
				t.Fatal(err)
			}
			return cursor != nil
		})
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
	})
}

// configure writes a configuration and its secrets into a new folder, and returns the file.
func configure(t testing.TB, text, password string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"tierdesk.yaml": text, "password": password,
		"secret": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "tierdesk.yaml")
}
