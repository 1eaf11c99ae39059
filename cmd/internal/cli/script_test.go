package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
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
		Cmds:  map[string]func(*testscript.TestScript, bool, []string){"mode": mode, "status": status},
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
