package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tierdesk/cmd/internal/app"
	"tierdesk/cmd/internal/config"
	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/tickets/blob"
	"tierdesk/tickets/desk"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tierdesk": func() {
		os.Exit(Main(context.Background(), World{Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
	}})
}

// TestTheCommandLineDoesWhatItsScriptsSay runs testdata/script.
func TestTheCommandLineDoesWhatItsScriptsSay(t *testing.T) {
	mails, err := filepath.Abs("testdata/mails")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/script",
		Setup: func(e *testscript.Env) error { e.Setenv("MAILS", mails); return nil },
		Cmds:  map[string]func(*testscript.TestScript, bool, []string){"mode": mode, "status": status, "receive": receive},
	})
}

// mode BITS FILE checks the permissions of a file.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", info.Mode().Perm()); got != args[0] {
		ts.Fatalf("%s has mode %s", args[1], got)
	}
}

// status N COMMAND… checks the exit status of a command.
func status(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var ended *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); !errors.As(err, &ended) || ended.ExitCode() != want {
		ts.Fatalf("ended with %v", err)
	}
}

// receive FILE… lets the desk of the script take mails over, as if they had come to its mailbox, one by one.
func receive(ts *testscript.TestScript, _ bool, args []string) {
	os.Setenv("DESK_PASSWORD", ts.Getenv("DESK_PASSWORD"))
	cfg, err := config.Load(ts.MkAbs("tierdesk.yaml"))
	ts.Check(err)
	for _, name := range args {
		raw := bytes.ReplaceAll([]byte(ts.ReadFile(name)), []byte("\n"), []byte("\r\n"))
		ts.Check(receiveOne(cfg, raw))
	}
}

func receiveOne(cfg *config.Config, raw []byte) (err error) {
	ctx := context.Background()
	a, err := app.Open(ctx, cfg, app.Options{})
	if err != nil {
		return err
	}
	id, err := keepRaw(ctx, a, cfg, raw)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if a, err = app.Open(ctx, cfg, app.Options{}); err != nil {
		return err
	}
	m := parse.Bytes(raw)
	classify.Classify(&m)
	mailbox := cfg.Rules.Mailboxes[0].Address
	before, err := a.Desk().Cursor(ctx, mailbox)
	if err != nil {
		return err
	}
	after := fmt.Appendf(nil, `{"uid_validity":1,"uid_next":%d}`, len(before)+1)
	return a.Desk().Receive(ctx, desk.Batch{Mailbox: mailbox, Before: before, After: after, Arrivals: []desk.Arrival{{At: time.Now(), Raw: id, Mail: &m}}})
}

// keepRaw puts the bytes of a mail where the desk finds them. It closes the desk, which made the folder.
func keepRaw(ctx context.Context, a *app.App, cfg *config.Config, raw []byte) (id string, err error) {
	if err := a.Close(); err != nil {
		return "", err
	}
	blobs, err := blob.Open(filepath.Join(cfg.Data, "blobs"), blob.Options{})
	if err != nil {
		return "", err
	}
	id, err = blobs.PutBytes(ctx, raw)
	return id, errors.Join(err, blobs.Sync(ctx), blobs.Close())
}
