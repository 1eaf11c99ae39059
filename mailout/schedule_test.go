package mailout

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with a file under testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs, got:\n%s", path, got)
	}
}

func TestALetterThatIsPutOffForFiveDaysFailsWithTheLastAnswer(t *testing.T) {
	play(t, func(d *smtpd, _ *Options) { d.script = always("RCPT", "451 4.7.1 come back later") }, func(t *testing.T, s *scene) {
		begin := time.Now()
		s.put(s.write(1, 1))
		after(6 * 24 * time.Hour)
		var out strings.Builder
		at := begin
		for i, r := range s.settled() {
			fmt.Fprintf(&out, "%2d  %9s  %-6s  %s\n", i+1, at.Sub(begin), r.State, r.Error)
			at = r.Next
		}
		golden(t, "schedule.txt", out.String())
	})
}

func TestALetterThatBecameOldElsewhereStillGetsItsChances(t *testing.T) {
	play(t, func(d *smtpd, _ *Options) { d.script = once("RCPT", "450 4.2.0 greylisted") }, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1, func(l *tickets.Letter) { l.Made = l.Made.Add(-6 * 24 * time.Hour) }))
		after(2 * time.Minute)
		if l := s.letter(1, 1); l.State != tickets.Sent {
			t.Errorf("%s: %s", l.State, l.Error)
		}
	})
}

func TestWaitsAreSpreadByATenth(t *testing.T) {
	waits := []time.Duration{time.Minute, time.Hour}
	for _, c := range []struct {
		n      int
		random float64
		want   time.Duration
	}{{0, 0, 54 * time.Second}, {0, 0.5, time.Minute}, {1, 0.5, time.Hour}, {9, 0.5, time.Hour}, {9, 1, 66 * time.Minute}} {
		if got := step(waits, c.n, c.random); got.Round(time.Millisecond) != c.want {
			t.Errorf("step(%d, %v) = %v, want %v", c.n, c.random, got, c.want)
		}
	}
}
