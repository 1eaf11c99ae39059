// Command tierdesk is a help desk that lives entirely in e-mail. Package cmd/internal/cli has its subcommands; this one knows
// signals and the exit status.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"tierdesk/cmd/internal/cli"
)

func main() {
	ctx, restore := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, restore) // a second signal ends the program at once
	os.Exit(cli.Main(ctx, cli.World{Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Hangups: hangups}))
}

// hangups delivers SIGHUP from now on, which otherwise ends the program.
func hangups() <-chan os.Signal {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP)
	return signals
}
