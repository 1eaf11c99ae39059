package report

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestMomentsOfASchedule(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	work := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	for _, c := range []struct {
		name            string
		s               Schedule
		now, last, next string
	}{
		{"later that day", Schedule{7, 30, nil, berlin}, "2026-07-01T12:00:00Z", "2026-07-01T05:30:00Z", "2026-07-02T05:30:00Z"},
		{"that very moment", Schedule{7, 30, nil, berlin}, "2026-07-01T05:30:00Z", "2026-07-01T05:30:00Z", "2026-07-02T05:30:00Z"},
		{"a second before", Schedule{7, 30, nil, berlin}, "2026-07-01T05:29:59Z", "2026-06-30T05:30:00Z", "2026-07-01T05:30:00Z"},
		{"over a weekend", Schedule{7, 30, work, berlin}, "2026-07-05T12:00:00Z", "2026-07-03T05:30:00Z", "2026-07-06T05:30:00Z"},
		{"once a week", Schedule{0, 0, []time.Weekday{time.Sunday}, nil}, "2026-07-04T23:59:59Z", "2026-06-28T00:00:00Z", "2026-07-05T00:00:00Z"},
		{"the clocks skip it", Schedule{2, 30, nil, berlin}, "2026-03-29T12:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"},
		{"the clocks skip midnight", Schedule{0, 15, nil, zone(t, "Africa/Cairo")}, "2026-04-24T12:00:00Z", "2026-04-23T22:15:00Z", "2026-04-24T21:15:00Z"},
		{"east of the date", Schedule{9, 0, []time.Weekday{time.Monday}, zone(t, "Pacific/Auckland")}, "2026-07-05T22:00:00Z", "2026-07-05T21:00:00Z", "2026-07-12T21:00:00Z"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.s.Last(now).UTC().Format(time.RFC3339); got != c.last {
			t.Errorf("%s: last %s", c.name, got)
		}
		if got := c.s.Next(now).UTC().Format(time.RFC3339); got != c.next {
			t.Errorf("%s: next %s", c.name, got)
		}
	}
}

func anySchedule() *rapid.Generator[Schedule] {
	return rapid.Custom(func(t *rapid.T) Schedule {
		name := rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe",
			"Pacific/Auckland", "America/Santiago", "Asia/Kathmandu"}).Draw(t, "zone")
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		days := rapid.SliceOfDistinct(rapid.Map(rapid.IntRange(0, 6), func(d int) time.Weekday { return time.Weekday(d) }),
			func(d time.Weekday) time.Weekday { return d }).Draw(t, "days")
		return Schedule{rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute"), days, z}
	})
}

func TestNothingLiesBetweenLastAndNext(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySchedule().Draw(t, "schedule")
		now := time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "now"), 0)
		last, next := s.Last(now), s.Next(now)
		if last.After(now) || !next.After(now) {
			t.Fatalf("last %s, now %s, next %s", last, now, next)
		}
		if !s.Next(last).Equal(next) || !s.Last(next.Add(-time.Second)).Equal(last) || !s.Last(next).Equal(next) {
			t.Fatalf("moments between %s and %s", last, next)
		}
	})
}

// TestADigestIsDueOnceADay walks a year hour by hour, with days off and the clock set back now and then.
func TestADigestIsDueOnceADay(t *testing.T) {
	s := Schedule{2, 30, nil, zone(t, "Europe/Berlin")}
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, s.Zone)
	end := now.AddDate(1, 0, 0)
	last := s.Last(now)
	days := map[string]int{}
	for step := 0; now.Before(end); step++ {
		if moment := s.Last(now); moment.After(last) {
			days[moment.Format(time.DateOnly)]++
			last = moment
		}
		switch {
		case step%500 == 499:
			now = now.Add(-30 * time.Hour)
		default:
			now = now.Add(time.Hour)
		}
	}
	for day, n := range days {
		if n != 1 {
			t.Errorf("%d digests on %s", n, day)
		}
	}
	if len(days) != 365 {
		t.Errorf("digests on %d days", len(days))
	}
}
