package report

import (
	"slices"
	"time"
)

// Schedule is a time of day on some days of the week.
type Schedule struct {
	Hour, Minute int
	Days         []time.Weekday // none: every day
	Zone         *time.Location // nil: UTC
}

// week is enough days to meet each weekday, whatever the zone does to one of them.
const week = 8

// Last is the latest moment of the schedule that is not after now.
func (s Schedule) Last(now time.Time) time.Time {
	for days := 1; ; days-- {
		if m, ok := s.on(now, days); (ok && !m.After(now)) || days < -2*week {
			return m
		}
	}
}

// Next is the earliest moment of the schedule after now.
func (s Schedule) Next(now time.Time) time.Time {
	for days := -1; ; days++ {
		if m, ok := s.on(now, days); (ok && m.After(now)) || days > 2*week {
			return m
		}
	}
}

// on is the moment on a day counted from the day of now, and whether that day is one of the schedule's. A time that the
// clocks skip counts as that much later, as people do; one that comes twice has one moment all the same.
func (s Schedule) on(now time.Time, days int) (time.Time, bool) {
	zone := s.Zone
	if zone == nil {
		zone = time.UTC
	}
	y, m, d := now.In(zone).Date()
	wanted := time.Date(y, m, d+days, s.Hour, s.Minute, 0, 0, time.UTC)
	moment := time.Date(y, m, d+days, s.Hour, s.Minute, 0, 0, zone)
	if early := wanted.Sub(wallClock(moment)); early > 0 {
		moment = moment.Add(early)
	}
	return moment, len(s.Days) == 0 || slices.Contains(s.Days, wanted.Weekday())
}

// wallClock is what a clock on the wall shows, as if it were UTC.
func wallClock(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}
