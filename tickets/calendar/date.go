package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Date is a day, counted from 1 January 1970, which is 0.
type Date int

// DateOf is the day of a year, month and day; the 32nd of a month is a day of the next one.
func DateOf(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / daySeconds)
}

const daySeconds = 24 * 60 * 60

// Year is the year of the day.
func (d Date) Year() int { return d.midnight().Year() }

// Weekday is the weekday of the day.
func (d Date) Weekday() time.Weekday { return time.Weekday(((int(d)+4)%7 + 7) % 7) }

// String is the form 2026-12-24.
func (d Date) String() string { return d.midnight().Format(time.DateOnly) }

func (d Date) midnight() time.Time { return time.Unix(int64(d)*daySeconds, 0).UTC() }

// ParseDate reads 2026-12-24.
func ParseDate(s string) (Date, error) {
	at, err := time.Parse("2006-1-2", s)
	if err != nil || at.Year() < firstYear || at.Year() >= endYear {
		return 0, fmt.Errorf("%q is no date: write 2026-12-24", s)
	}
	return DateOf(at.Date()), nil
}

// Holidays are the days of a year on which a calendar does not open.
type Holidays func(year int) []Date

// ParseHolidays reads one date, a span of dates or a date of every year: 2026-12-24, 2026-12-24..2027-01-01, 12-24.
func ParseHolidays(s string) (Holidays, error) {
	if first, last, span := strings.Cut(s, ".."); span {
		return parseSpan(strings.TrimSpace(first), strings.TrimSpace(last))
	}
	if at, err := time.Parse("2006-1-2", "2000-"+s); err == nil { // 2000 was a leap year
		return func(year int) []Date {
			day := DateOf(year, at.Month(), at.Day())
			if day.midnight().Day() != at.Day() { // no 29th of February
				return nil
			}
			return []Date{day}
		}, nil
	}
	day, err := ParseDate(s)
	if err != nil {
		return nil, fmt.Errorf("%q is no date: write 2026-12-24, 2026-12-24..2027-01-01, or 12-24 for every year", s)
	}
	return span(day, day), nil
}

func parseSpan(first, last string) (Holidays, error) {
	from, err := ParseDate(first)
	if err != nil {
		return nil, err
	}
	to, err := ParseDate(last)
	if err != nil {
		return nil, err
	}
	if to < from {
		return nil, fmt.Errorf("%s is before %s", to, from)
	}
	return span(from, to), nil
}

// span is the days from one to another, both of them too.
func span(from, to Date) Holidays {
	return func(year int) []Date {
		var days []Date
		for d := max(from, DateOf(year, 1, 1)); d <= min(to, DateOf(year, 12, 31)); d++ {
			days = append(days, d)
		}
		return days
	}
}
