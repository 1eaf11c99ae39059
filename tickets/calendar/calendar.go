package calendar

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// What a calendar knows lies between the beginnings of these years.
const (
	firstYear = 1970
	endYear   = 2200
)

var (
	first = time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)
	end   = time.Date(endYear, 1, 1, 0, 0, 0, 0, time.UTC)
)

// Options say when a calendar is open.
type Options struct {
	Zone     *time.Location
	Hours    []Hours     // of weekdays; they may overlap
	Dates    []DateHours // they replace the hours of the weekday, and stand above holidays
	Holidays []Holidays
}

// Calendar knows when it is open. It is safe for several goroutines.
type Calendar struct {
	zone     *time.Location
	week     [7][]Window
	dates    map[Date][]Window
	holidays []Holidays
	years    [endYear - firstYear]atomic.Pointer[year]
	layout   sync.Mutex // held while a year is laid out
}

// New makes a calendar. It is an error when neither a weekday nor a date has hours: then no clock would ever run out.
func New(o Options) (*Calendar, error) {
	if len(o.Hours)+len(o.Dates) == 0 {
		return nil, errors.New("it never opens: it needs hours, such as Mon-Fri 09:00-17:00")
	}
	c := &Calendar{zone: o.Zone, holidays: o.Holidays, dates: map[Date][]Window{}}
	if c.zone == nil {
		c.zone = time.UTC
	}
	for _, h := range o.Hours {
		for _, day := range h.Days {
			c.week[day] = append(c.week[day], h.Window)
		}
	}
	for _, d := range o.Dates {
		c.dates[d.Date] = append(c.dates[d.Date], d.Window)
	}
	return c, nil
}

// Open reports whether the calendar is open at a moment.
func (c *Calendar) Open(t time.Time) bool {
	next := c.NextOpen(t)
	return next.Equal(t)
}

// NextOpen is the moment itself when the calendar is open, else when it opens next; the beginning of 2200 when it does not.
func (c *Calendar) NextOpen(t time.Time) time.Time {
	at := nanos(t)
	for n := yearOf(at); n < endYear; n++ {
		y := c.year(n)
		if i := y.at(at); i < len(y.spans) {
			return instant(max(at, y.spans[i].from), t)
		}
	}
	return end.In(t.Location())
}

// Add is the earliest moment at which d of working time has passed since t; t itself when d is not positive, and the
// beginning of 2200 when there is not so much time before it.
func (c *Calendar) Add(t time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return t
	}
	at, left := nanos(t), int64(d)
	n := yearOf(at)
	if n < endYear {
		left += c.year(n).passed(at)
	}
	for ; n < endYear; n++ {
		y := c.year(n)
		if left <= y.total {
			return instant(y.when(left), t)
		}
		left -= y.total
	}
	return end.In(t.Location())
}

// Between is the working time from a to b; negative when b is before a.
func (c *Calendar) Between(a, b time.Time) time.Duration {
	if b.Before(a) {
		return -c.Between(b, a)
	}
	from, to := nanos(a), nanos(b)
	n, last := yearOf(from), yearOf(to)
	if n >= endYear {
		return 0
	}
	sum := -c.year(n).passed(from)
	for ; n < min(last, endYear); n++ {
		sum += c.year(n).total
	}
	if last < endYear {
		sum += c.year(last).passed(to)
	}
	return time.Duration(sum)
}

// nanos counts from 1 January 1970. What lies outside what is known counts as its edge.
func nanos(t time.Time) int64 {
	switch {
	case t.Before(first):
		return first.UnixNano()
	case t.After(end):
		return end.UnixNano()
	}
	return t.UnixNano()
}

func yearOf(at int64) int { return time.Unix(0, at).UTC().Year() }

// instant is a moment in the zone of another.
func instant(at int64, like time.Time) time.Time { return time.Unix(0, at).In(like.Location()) }
