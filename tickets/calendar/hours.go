package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Hours are a window of some weekdays.
type Hours struct {
	Days []time.Weekday
	Window
}

// Window is a span of a day, in seconds since its midnight. One that ends after 24:00 goes on into the next day.
type Window struct{ From, To int }

// DateHours are a window of one date.
type DateHours struct {
	Date Date
	Window
}

// weekdays count from Monday.
var weekdays = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// ParseDays reads days and spans of days: Mon-Fri, or Mon, Wed, Sat-Sun.
func ParseDays(s string) ([]time.Weekday, error) {
	var days []time.Weekday
	for part := range strings.SplitSeq(s, ",") {
		first, last, several := strings.Cut(strings.TrimSpace(part), "-")
		if !several {
			last = first
		}
		from, to := weekday(first), weekday(last)
		if from < 0 || to < 0 {
			return nil, fmt.Errorf("%q are no days: write Mon-Fri, or Mon, Wed, Sat-Sun", s)
		}
		for i := from; ; i = (i + 1) % 7 {
			if day := time.Weekday((i + 1) % 7); !slices.Contains(days, day) {
				days = append(days, day)
			}
			if i == to {
				break
			}
		}
	}
	return days, nil
}

// weekday is the place of a day in weekdays; -1 for what is no day.
func weekday(s string) int {
	return slices.IndexFunc(weekdays, func(d string) bool { return strings.EqualFold(d, strings.TrimSpace(s)) })
}

// ParseHours reads the hours of weekdays: Mon-Fri 09:00-12:30, or Fri 22:00-06:00, which ends on Saturday. Without days
// they are those of every day.
func ParseHours(s string) (Hours, error) {
	days, times := cutLast(s)
	h := Hours{Days: []time.Weekday{0, 1, 2, 3, 4, 5, 6}}
	var err error
	if h.Window, err = parseWindow(times); err != nil {
		return Hours{}, fmt.Errorf("%q are no hours: write Mon-Fri 09:00-12:30", s)
	}
	if days != "" {
		h.Days, err = ParseDays(days)
	}
	return h, err
}

// ParseDateHours reads the hours of one date: 2026-12-19 10:00-14:00.
func ParseDateHours(s string) (DateHours, error) {
	date, times := cutLast(s)
	w, err := parseWindow(times)
	if err != nil {
		return DateHours{}, fmt.Errorf("%q are no hours of a date: write 2026-12-19 10:00-14:00", s)
	}
	d, err := ParseDate(date)
	return DateHours{d, w}, err
}

// cutLast cuts the last word off.
func cutLast(s string) (before, last string) {
	s = strings.TrimSpace(s)
	i := strings.LastIndexByte(s, ' ')
	return strings.TrimSpace(s[:max(i, 0)]), s[i+1:]
}

func parseWindow(s string) (Window, error) {
	first, last, _ := strings.Cut(s, "-")
	from, err := parseClock(first)
	if err != nil {
		return Window{}, err
	}
	to, err := parseClock(last)
	if err != nil {
		return Window{}, err
	}
	if from == daySeconds || from == to {
		return Window{}, errors.New("it is empty")
	}
	if to < from {
		to += daySeconds
	}
	return Window{from, to}, nil
}

// parseClock reads a time of day, in seconds; 24:00 is the end of the day.
func parseClock(s string) (int, error) {
	if s == "24:00" {
		return daySeconds, nil
	}
	at, err := time.Parse("15:04", s)
	return at.Hour()*3600 + at.Minute()*60, err
}
