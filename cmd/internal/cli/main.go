package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/alecthomas/kong"

	"tierdesk/cmd/internal/config"
)

// World is what surrounds the program.
type World struct {
	Args    []string // without the program's name
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
	Hangups func() <-chan os.Signal // called by commands that read their configuration again on SIGHUP
}

// Exit statuses.
const (
	done    = 0
	failed  = 1
	misused = 2
)

// commands is the table of subcommands.
type commands struct {
	Config string `help:"The configuration file." default:"tierdesk.yaml" env:"TIERDESK_CONFIG" type:"path" placeholder:"FILE"`

	Demo    demoCommand     `cmd:"" help:"Play a day of a sample company on a mail server of its own. Needs nothing."`
	Init    initCommand     `cmd:"" help:"Write a configuration file with a comment for every key."`
	Check   checkCommand    `cmd:"" help:"Say what is wrong with the configuration, and with the servers."`
	Run     runCommand      `cmd:"" help:"Run the desk until it is told to stop."`
	Status  statusCommand   `cmd:"" help:"Show how the running desk is doing."`
	Reload  reloadCommand   `cmd:"" help:"Let the running desk read its configuration again."`
	Tickets ticketsCommand  `cmd:"" help:"List, show and change tickets."`
	People  peopleCommand   `cmd:"" help:"List the people of the desk, and who is away."`
	Suspend suspendedGroup  `cmd:"" name:"suspended" help:"List, show, release and drop mails that were kept back."`
	Letters lettersGroup    `cmd:"" help:"List, release and drop letters that were held because the desk wrote too many."`
	Suppr   suppressedGroup `cmd:"" name:"suppressed" help:"List addresses that do not exist, and write to them again."`
	Blocked blockedGroup    `cmd:"" help:"List the addresses and domains whose mail is kept back."`
	Mail    mailCommand     `cmd:"" help:"Show how mails are read."`
	Digest  digestCommand   `cmd:"" help:"Show the digest as it would be sent now."`
	Secret  secretGroup     `cmd:"" help:"Replace the secret that signs reply addresses."`
	Backup  backupCommand   `cmd:"" help:"Copy the data folder, also while the desk runs."`
	Version versionCommand  `cmd:"" help:"Show which tierdesk this is."`
}

// world is what commands work with: World and the global flags.
type world struct {
	World
	config string
}

// Main runs the command line and returns the exit status.
func Main(ctx context.Context, w World) (status int) {
	var table commands
	defer func() {
		switch p := recover().(type) {
		case nil:
		case exit:
			status = int(p)
		default:
			panic(p)
		}
	}()
	parser, err := kong.New(&table, kong.Name("tierdesk"), kong.Description("A help desk that lives entirely in e-mail."), kong.Writers(w.Out, w.Err),
		kong.Exit(func(code int) { panic(exit(code)) }), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if err != nil {
		return report(w, err)
	}
	if len(w.Args) == 0 {
		w.Args = []string{"--help"}
	}
	chosen, err := parser.Parse(w.Args)
	if err != nil {
		fmt.Fprintf(w.Err, "tierdesk: %v; see `tierdesk --help`\n", err)
		return misused
	}
	chosen.BindTo(ctx, (*context.Context)(nil))
	return report(w, chosen.Run(&world{World: w, config: table.Config}))
}

// exit unwinds to Main when kong ends the program after --help.
type exit int

// report prints an error as people read it.
func report(w World, err error) int {
	if err == nil {
		return done
	}
	if faults := config.Faults(err); len(faults) > 0 {
		for _, f := range faults {
			fmt.Fprintln(w.Err, f)
		}
		err = fmt.Errorf("the configuration has %s", count(len(faults), "fault"))
	}
	if !errors.Is(err, errSaid) {
		fmt.Fprintf(w.Err, "tierdesk: %v%s\n", err, remedy(err))
	}
	return failed
}

// remedy is the way out of what the file system refuses, whose own words name only the file.
func remedy(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "; run it as the user whom the files belong to, or change their owner"
	case errors.Is(err, syscall.EROFS):
		return "; it must be on a disk that can be written to"
	case errors.Is(err, syscall.ENOSPC):
		return "; nothing was lost: make room and try again"
	}
	return ""
}

// errSaid is the error of commands that said already what is wrong.
var errSaid = errors.New("it did not work")

// count is a number with its word: 1 fault, 2 faults.
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
