// Package cli is the command line of tierdesk: every subcommand, what it asks and what it prints.
//
//	demo · init · check · run                      set a desk up and let it work
//	tickets · suspended · status · digest · backup · reload · secret    look after a desk
//	mail parse · thread · explain · replay         see how a mail is read, and what other rules would do
//
// # Reaching the desk
//
// The database has one writer. When a daemon runs, commands ask it over the socket in the data folder; when none does, they
// open the data folder themselves and ask the same handler in the same process:
//
//	command ─▶ http.Client ─┬─▶ unix socket ─▶ daemon ─┐
//	                        └─▶ local ─────────────────┴─▶ app.Handler
//
// # Output
//
// Answers go to standard output, everything about the work itself (progress, notes, faults) to standard error. With --json there
// is one JSON value a line and nothing else. Tables are drawn on a terminal and plain aligned text elsewhere; times are those
// of the desk's zone. An error is one line, "tierdesk: what is wrong and the way out"; faults of the configuration come each
// with file, line and column.
//
// Exit status: 0 done, 1 it did not work, 2 the command line cannot be understood.
package cli
