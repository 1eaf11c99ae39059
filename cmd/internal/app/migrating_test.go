package app

import (
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheLogTellsNowAndThenHowFarADatabaseIsBroughtUpToDate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		a := &App{log: slog.New(slog.NewTextHandler(&log, nil))}
		tell := a.migrating()
		for done := int64(1000); done <= 30000; done += 1000 {
			tell(done, 30000)
			time.Sleep(time.Second)
		}
		var told []string
		for line := range strings.Lines(log.String()) {
			_, line, _ = strings.Cut(line, "tickets=")
			told = append(told, strings.TrimSpace(line))
		}
		if got, want := strings.Join(told, ", "), "1000 of=30000, 11000 of=30000, 21000 of=30000, 30000 of=30000"; got != want {
			t.Errorf("it told %s, want %s", got, want)
		}
	})
}

func TestWhoeverShowsAMigrationIsAskedInsteadOfTheLog(t *testing.T) {
	shown := int64(0)
	a := &App{o: Options{Migrating: func(done, _ int64) { shown = done }}}
	if a.migrating()(7, 9); shown != 7 {
		t.Errorf("%d were shown", shown)
	}
}
