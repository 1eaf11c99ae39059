package config

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/calendar"
)

// always is the calendar that everybody has: every hour counts.
const always = "always"

// makeCalendars makes the calendars, which people, tiers and promises name.
func (c *checker) makeCalendars(r *tickets.Rules) {
	c.hoursOf = map[string]tickets.Hours{}
	for _, name := range slices.Sorted(maps.Keys(c.file.Calendars)) {
		path := "calendars." + name
		if name == always {
			c.fault(path, "%q is the calendar in which every hour counts; take another name", name)
			continue
		}
		hours := tickets.Hours{Name: name}
		if made := c.calendar(path, c.file.Calendars[name], r); made != nil {
			hours.Calendar = made
		}
		c.hoursOf[name] = hours
	}
}

// calendar makes one calendar; nil when something is wrong with it.
func (c *checker) calendar(path string, s calendarSection, r *tickets.Rules) *calendar.Calendar {
	before := len(c.faults)
	o := calendar.Options{Zone: c.location(path+".timezone", s.Timezone, r.Zone)}
	for i, text := range s.Hours {
		h, err := calendar.ParseHours(string(text))
		c.faultOf(fmt.Sprintf("%s.hours[%d]", path, i), err)
		o.Hours = append(o.Hours, h)
	}
	for i, text := range s.Open {
		h, err := calendar.ParseDateHours(string(text))
		c.faultOf(fmt.Sprintf("%s.open[%d]", path, i), err)
		o.Dates = append(o.Dates, h)
	}
	for i, text := range s.Holidays {
		o.Holidays = append(o.Holidays, c.holidays(fmt.Sprintf("%s.holidays[%d]", path, i), text))
	}
	made, err := calendar.New(o)
	c.faultOf(path, err)
	if len(c.faults) > before {
		return nil
	}
	if now := time.Now(); made.NextOpen(now).After(now.AddDate(1, 0, 0)) {
		c.fault(path, "it does not open within a year from now, so that no clock would run out: look at its hours and holidays")
	}
	return made
}

// faultOf notes an error, if it is one.
func (c *checker) faultOf(path string, err error) {
	if err != nil {
		c.fault(path, "%v", err)
	}
}

// maxICS bounds an iCalendar file, in bytes.
const maxICS = 4 << 20

// holidays reads one item of a list of holidays: dates, a country, or an iCalendar file.
func (c *checker) holidays(path, s string) calendar.Holidays {
	switch {
	case strings.HasSuffix(strings.ToLower(s), ".ics"):
		return c.holidayFile(path, c.rel(s))
	case s != "" && s[0] >= '0' && s[0] <= '9':
		h, err := calendar.ParseHolidays(s)
		c.faultOf(path, err)
		return h
	}
	h, ok := calendar.Country(s)
	if ok {
		return h
	}
	if near, found := nearest(s, calendar.Countries()); found {
		c.fault(path, "the holidays of %q are not known; did you mean %s?", s, near)
	} else {
		c.fault(path, "%q is no holiday: write a date such as 2026-12-24, 12-24 for every year, a country such as fr or de-BE, or a file.ics", s)
	}
	return h
}

func (c *checker) holidayFile(path, name string) calendar.Holidays {
	content, err := c.read(name)
	if err == nil && len(content) > maxICS {
		err = fmt.Errorf("it is larger than %d MB", maxICS>>20)
	}
	if err != nil {
		c.fault(path, "cannot read the holidays: %v", err)
		return nil
	}
	h, err := calendar.ReadICS(bytes.NewReader(content))
	if err != nil {
		c.fault(path, "%s: %v", name, err)
	}
	return h
}

// allHours are the calendars that conditions may name.
func (c *checker) allHours() []tickets.Hours {
	all := []tickets.Hours{{Name: always}}
	for _, name := range slices.Sorted(maps.Keys(c.hoursOf)) {
		all = append(all, c.hoursOf[name])
	}
	return all
}

// hours are those of a calendar by its name. Without one every hour counts.
func (c *checker) hours(path, name string) tickets.Hours {
	if name == "" || name == always {
		return tickets.Hours{}
	}
	h, ok := c.hoursOf[name]
	if ok {
		return h
	}
	names := append(slices.Sorted(maps.Keys(c.file.Calendars)), always)
	if near, found := nearest(name, names); found {
		c.fault(path, "%q is no calendar; did you mean %s?", name, near)
	} else {
		c.fault(path, "%q is no calendar; there are %s", name, strings.Join(names, ", "))
	}
	return h
}
