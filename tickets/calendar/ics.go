package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"
	"github.com/teambition/rrule-go"
)

// ReadICS reads the days of the events of an iCalendar file (RFC 5545), repeated ones included. Only whole days can be
// holidays: an event with a time of day is an error, unless it goes from midnight to midnight. Cancelled events are none.
func ReadICS(r io.Reader) (Holidays, error) {
	file, err := parseICS(r)
	if err != nil {
		return nil, err
	}
	moved := map[string][]time.Time{} // by UID: the days of a series that have an event of their own
	for _, e := range file.Events() {
		if p := e.GetProperty(ical.ComponentPropertyRecurrenceId); p != nil {
			if day, err := wholeDay(p.Value); err == nil {
				moved[e.Id()] = append(moved[e.Id()], day)
			}
		}
	}
	var all []Holidays
	for _, e := range file.Events() {
		if p := e.GetProperty(ical.ComponentPropertyStatus); p != nil && strings.EqualFold(p.Value, "CANCELLED") {
			continue
		}
		h, err := readEvent(e, moved[e.Id()])
		if err != nil {
			return nil, fmt.Errorf("the event %q: %w", summary(e), err)
		}
		all = append(all, h)
	}
	if len(all) == 0 {
		return nil, errors.New("it has no events")
	}
	return func(year int) []Date {
		var days []Date
		for _, h := range all {
			days = append(days, h(year)...)
		}
		return days
	}, nil
}

// parseICS turns a panic of the library over a broken file into an error.
func parseICS(r io.Reader) (file *ical.Calendar, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("this is no iCalendar file: %v", p)
		}
	}()
	if file, err = ical.ParseCalendar(r); err != nil {
		return nil, fmt.Errorf("this is no iCalendar file: %w", err)
	}
	return file, nil
}

func summary(e *ical.VEvent) string {
	if p := e.GetProperty(ical.ComponentPropertySummary); p != nil {
		return p.Value
	}
	return e.Id()
}

// longestEvent bounds an event, in days.
const longestEvent = 366

func readEvent(e *ical.VEvent, moved []time.Time) (Holidays, error) {
	start := e.GetProperty(ical.ComponentPropertyDtStart)
	if start == nil {
		return nil, errors.New("it has no DTSTART")
	}
	from, err := wholeDay(start.Value)
	if err != nil {
		return nil, err
	}
	length, err := daysLong(e, from)
	if err != nil {
		return nil, err
	}
	series := &rrule.Set{}
	series.DTStart(from)
	if p := e.GetProperty(ical.ComponentPropertyRrule); p != nil {
		rule, err := readRule(p.Value, from)
		if err != nil {
			return nil, err
		}
		series.RRule(rule)
	} else {
		series.RDate(from)
	}
	own := e.GetProperty(ical.ComponentPropertyRecurrenceId) != nil
	if err := addDates(e, series); err != nil {
		return nil, err
	}
	for _, day := range moved {
		if !own {
			series.ExDate(day)
		}
	}
	return func(year int) []Date { return daysOf(series, length, year) }, nil
}

// daysLong is how many days an event lasts. DTEND is the day after the last (RFC 5545, section 3.6.1).
func daysLong(e *ical.VEvent, from time.Time) (int, error) {
	length := 1
	if p := e.GetProperty(ical.ComponentPropertyDtEnd); p != nil {
		to, err := wholeDay(p.Value)
		if err != nil {
			return 0, err
		}
		length = max(int(to.Sub(from)/(24*time.Hour)), 1)
	} else if p := e.GetProperty(ical.ComponentPropertyDuration); p != nil {
		var n int
		if _, err := fmt.Sscanf(p.Value, "P%dD", &n); err != nil || fmt.Sprintf("P%dD", n) != p.Value {
			return 0, fmt.Errorf("it lasts %s, which is not whole days", p.Value)
		}
		length = max(n, 1)
	}
	if length > longestEvent {
		return 0, errors.New("it is longer than a year")
	}
	return length, nil
}

// readRule reads a rule of repetition. Finer ones than daily are none of holidays, and could be endless work.
func readRule(s string, from time.Time) (*rrule.RRule, error) {
	o, err := rrule.StrToROption(s)
	if err != nil {
		return nil, fmt.Errorf("its rule %s cannot be read: %w", s, err)
	}
	if o.Freq > rrule.DAILY || len(o.Byhour)+len(o.Byminute)+len(o.Bysecond) > 0 {
		return nil, fmt.Errorf("its rule %s repeats more than once a day", s)
	}
	o.Dtstart = from
	if o.Until.IsZero() || o.Until.After(end) {
		o.Until = end // or a rule that never holds is looked for until the year 9999
	}
	return rrule.NewRRule(*o)
}

// addDates adds the dates that are named one by one, and takes away those that are.
func addDates(e *ical.VEvent, series *rrule.Set) error {
	for kind, add := range map[ical.ComponentProperty]func(time.Time){
		ical.ComponentPropertyRdate: series.RDate, ical.ComponentPropertyExdate: series.ExDate} {
		for _, p := range e.GetProperties(kind) {
			for value := range strings.SplitSeq(p.Value, ",") {
				day, err := wholeDay(value)
				if err != nil {
					return err
				}
				add(day)
			}
		}
	}
	return nil
}

// wholeDay reads a date, or the midnight of one on the wall of whatever zone.
func wholeDay(value string) (time.Time, error) {
	date, clock, timed := strings.Cut(value, "T")
	at, err := time.Parse("20060102", date)
	switch {
	case err != nil || at.Year() < 1600:
		return at, fmt.Errorf("%q is no date", value)
	case timed && strings.TrimRight(clock, "0") != "":
		return at, fmt.Errorf("it has a time of day (%s); only whole days can be holidays", cmp.Or(value, "none"))
	}
	return at, nil
}

// daysOf are the days of a series that lie in a year.
func daysOf(series *rrule.Set, length, year int) []Date {
	from, to := DateOf(year, 1, 1), DateOf(year, 12, 31)
	var days []Date
	for _, at := range series.Between((from - Date(length)).midnight(), to.midnight(), true) {
		begin := DateOf(at.Date())
		for d := max(begin, from); d <= min(begin+Date(length)-1, to); d++ {
			days = append(days, d)
		}
	}
	return days
}
