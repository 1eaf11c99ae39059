package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// farthest bounds how far ahead a moment may be: whoever writes more mistyped the year.
const farthest = 2 * 366 * 24 * time.Hour

// morning is the hour of a day that was named without a time.
const morning = 9

// whenForms is the nearest right form of every moment that cannot be read.
const whenForms = "2h, 30m, 3d, 17:00, tomorrow 9:00, mon 14:00, 2026-12-01 10:00 or 1.12. 9:00"

// whenOf reads a moment that a person wrote, seen from now and in its zone. Without a date it is the next such moment,
// without a time it is in the morning; days and weeks go by the calendar, hours by the clock, so that "tomorrow 9:00" and
// "1d" stay right where the clocks change. It is always after now.
func whenOf(text string, now time.Time) (time.Time, error) {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(text, ",", " ")))
	for len(words) > 1 && slices.Contains([]string{"until", "till", "in", "at", "on", "for"}, words[0]) {
		words = words[1:]
	}
	if len(words) == 0 {
		return time.Time{}, errors.New("say until when: " + whenForms)
	}
	at, ok := span(strings.Join(words, ""), now)
	if !ok {
		at, ok = onDay(words, now)
	}
	switch {
	case !ok:
		return time.Time{}, fmt.Errorf("“%s” is no moment; right are %s", firstRunes(text, 60), whenForms)
	case !at.After(now):
		return time.Time{}, fmt.Errorf("%s is past", moment(at))
	case at.Sub(now) > farthest:
		return time.Time{}, fmt.Errorf("%s is more than two years ahead", moment(at))
	}
	return at, nil
}

// moment is how people see a moment: in their zone, with its name.
func moment(at time.Time) string { return at.Format("Mon 2 Jan 2006 15:04 MST") }

// span reads 2h, 30m, 1h30m, 3d, 1w, and the same with the unit written out.
func span(text string, now time.Time) (time.Time, bool) {
	if number := strings.TrimLeft(text, "0123456789"); number != text {
		n, err := strconv.Atoi(strings.TrimSuffix(text, number))
		switch {
		case err != nil || n > 10000:
			return now, false
		case unit(number, "d", "day"):
			return now.AddDate(0, 0, n), true
		case unit(number, "w", "week"):
			return now.AddDate(0, 0, 7*n), true
		case unit(number, "h", "hour"):
			return now.Add(time.Duration(n) * time.Hour), true
		case unit(number, "m", "min"), unit(number, "minute"):
			return now.Add(time.Duration(n) * time.Minute), true
		}
	}
	d, err := time.ParseDuration(text)
	return now.Add(d), err == nil && d > 0
}

func unit(word string, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return word == name || word == name+"s" })
}

// onDay reads a day, a time, or a day and a time.
func onDay(words []string, now time.Time) (time.Time, bool) {
	if len(words) == 1 {
		if date, clock, both := strings.Cut(words[0], "t"); both && strings.Count(date, "-") == 2 { // 2026-12-01t10:00
			words = []string{date, clock}
		}
	}
	day, named := dayOf(words[0], now)
	clock := words
	if named {
		clock = words[1:]
	} else {
		day = calendarDay{now.Year(), now.Month(), now.Day(), 1}
	}
	hour, minute := morning, 0
	if len(clock) > 0 {
		var ok bool
		if hour, minute, ok = clockOf(strings.Join(clock, "")); !ok {
			return now, false
		}
	}
	return day.next(hour, minute, now)
}

// calendarDay is a day, and after how many days it comes again: 0 never, 7 for a weekday, yearly for one without a year.
type calendarDay struct {
	year  int
	month time.Month
	day   int
	again int
}

const yearly = -1

// next is the first time after now that it is so late on such a day.
func (d calendarDay) next(hour, minute int, now time.Time) (time.Time, bool) {
	for range 9 { // a 29th of February comes again after eight years at the latest
		at := wallClock(d.year, d.month, d.day, hour, minute, now.Location())
		if exists := at.Day() == d.day || d.again > 0; exists && (at.After(now) || d.again == 0) {
			return at, true
		}
		switch d.again {
		case 0:
			return now, false
		case yearly:
			d.year++
		default:
			d.day += d.again
		}
	}
	return now, false
}

// wallClock is when a clock on the wall shows a time. Where the clocks skip it, it is as much later as they skip: half past
// two is then half past three.
func wallClock(year int, month time.Month, day, hour, minute int, zone *time.Location) time.Time {
	at := time.Date(year, month, day, hour, minute, 0, 0, zone)
	if at.Hour() == hour && at.Minute() == minute {
		return at
	}
	return time.Date(year, month, day, hour-3, minute, 0, 0, zone).Add(3 * time.Hour)
}

// dayOf reads today, tomorrow, a weekday, 2026-12-01, 1.12. or 1.12.2026.
func dayOf(word string, now time.Time) (calendarDay, bool) {
	today := calendarDay{year: now.Year(), month: now.Month(), day: now.Day()}
	switch {
	case word == "today":
		return today, true
	case word == "tomorrow":
		today.day++
		return today.normal(), true
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		if short := strings.TrimSuffix(word, "."); len(short) >= 2 && strings.HasPrefix(strings.ToLower(d.String()), short) {
			today.day += (int(d-now.Weekday()) + 7) % 7
			today.again = 7
			return today.normal(), true
		}
	}
	return dateOf(word, now)
}

func dateOf(word string, now time.Time) (calendarDay, bool) {
	if at, err := time.Parse("2006-1-2", word); err == nil {
		return calendarDay{at.Year(), at.Month(), at.Day(), 0}, true
	}
	if at, err := time.Parse("2.1.2006", word); err == nil {
		return calendarDay{at.Year(), at.Month(), at.Day(), 0}, true
	}
	// 2000 was a leap year: a 29th of February can be named without a year.
	if at, err := time.Parse("2.1.2006", strings.TrimSuffix(word, ".")+".2000"); err == nil && strings.Contains(word, ".") {
		return calendarDay{now.Year(), at.Month(), at.Day(), yearly}, true
	}
	return calendarDay{}, false
}

// normal lets the 32nd of a month be a day of the next.
func (d calendarDay) normal() calendarDay {
	at := time.Date(d.year, d.month, d.day, 12, 0, 0, 0, time.UTC)
	d.year, d.month, d.day = at.Year(), at.Month(), at.Day()
	return d
}

// clockOf reads 9:00, 14:30, 9am, 2:30pm.
func clockOf(text string) (hour, minute int, ok bool) {
	for _, form := range []string{"15:04", "3:04pm", "3pm"} {
		if at, err := time.Parse(form, text); err == nil {
			return at.Hour(), at.Minute(), true
		}
	}
	return 0, 0, false
}
