package desk

import (
	"context"
	"log/slog"
	"slices"
)

// later is the log of a batch. What it has to say is said once the batch is committed, and never when it is not: the log
// speaks of what is, not of what was tried, on a full disk again and again, or only asked, by explain and replay.
type later struct {
	slog.Handler // where it will be said
	kept         []slog.Record
}

// Handle keeps a line. The decisions of a batch are taken one after the other.
func (l *later) Handle(_ context.Context, r slog.Record) error {
	l.kept = append(l.kept, r.Clone())
	return nil
}

// take is what was kept since it was last taken.
func (l *later) take() []slog.Record {
	kept := l.kept
	l.kept = nil
	return kept
}

// cut takes what was kept after the first n lines: it was only tried.
func (l *later) cut(n int) []slog.Record {
	tried := slices.Clone(l.kept[n:])
	l.kept = l.kept[:n]
	return tried
}

func (d *Desk) say(lines []slog.Record) {
	for _, r := range lines {
		_ = d.log.Handler().Handle(context.Background(), r) // as Logger does: a log that cannot be written is no reason to stop
	}
}
