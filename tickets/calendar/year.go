package calendar

import (
	"slices"
	"sort"
	"time"
)

// year is one year of UTC: when the calendar is open, in order.
type year struct {
	spans []open
	total int64 // how long it is open in all
}

// open is a span in which the calendar is open, in nanoseconds since 1970.
type open struct {
	from, to int64
	before   int64 // how long it was open in this year before it
}

// at is the index of the span that a moment lies in, or of the next one.
func (y *year) at(moment int64) int {
	return sort.Search(len(y.spans), func(i int) bool { return y.spans[i].to > moment })
}

// passed is how long it was open in the year before a moment.
func (y *year) passed(moment int64) int64 {
	i := y.at(moment)
	if i == len(y.spans) {
		return y.total
	}
	return y.spans[i].before + max(moment-y.spans[i].from, 0)
}

// when is the first moment before which it was open so long in the year; 0 < d ≤ total.
func (y *year) when(d int64) int64 {
	i := sort.Search(len(y.spans), func(i int) bool { return y.spans[i].before >= d }) - 1
	return y.spans[i].from + d - y.spans[i].before
}

// year is laid out when it is first asked for.
func (c *Calendar) year(n int) *year {
	if y := c.years[n-firstYear].Load(); y != nil {
		return y
	}
	c.layout.Lock()
	defer c.layout.Unlock()
	if y := c.years[n-firstYear].Load(); y != nil {
		return y
	}
	y := newYear(c.spansOf(n))
	c.years[n-firstYear].Store(y)
	return y
}

// newYear sorts spans, joins those that touch, and sums them up.
func newYear(spans []open) *year {
	y := &year{}
	slices.SortFunc(spans, func(a, b open) int { return int(min(max(a.from-b.from, -1), 1)) })
	for _, s := range spans {
		if n := len(y.spans); n > 0 && s.from <= y.spans[n-1].to {
			y.spans[n-1].to = max(y.spans[n-1].to, s.to)
			continue
		}
		y.spans = append(y.spans, s)
	}
	for i := range y.spans {
		y.spans[i].before = y.total
		y.total += y.spans[i].to - y.spans[i].from
	}
	return y
}

// spansOf finds when the calendar is open in a year. Between two changes of its clocks the wall is a fixed number of seconds
// ahead of UTC, so a window of a day is a subtraction, cut where the clocks change.
func (c *Calendar) spansOf(n int) []open {
	closed := map[Date]bool{}
	for near := n - 1; near <= n+1; near++ { // zones are up to a day away from UTC
		for _, h := range c.holidays {
			for _, d := range h(near) {
				closed[d] = true
			}
		}
	}
	var spans []open
	stop := time.Date(n+1, 1, 1, 0, 0, 0, 0, time.UTC)
	for at := time.Date(n, 1, 1, 0, 0, 0, 0, time.UTC); at.Before(stop); {
		_, until := at.In(c.zone).ZoneBounds()
		_, offset := at.In(c.zone).Zone()
		switch {
		case until.IsZero() || until.After(stop):
			until = stop
		case !until.After(at): // Go takes 31 December of leap years behind its table for the next year, and is stuck there
			until = at.Add(24 * time.Hour)
		}
		spans = c.between(spans, at.Unix(), until.Unix(), int64(offset), closed)
		at = until
	}
	return spans
}

// between appends the spans from one moment to another, while the wall is offset seconds ahead.
func (c *Calendar) between(spans []open, from, to, offset int64, closed map[Date]bool) []open {
	last := Date(floor(to+offset, daySeconds))
	for d := Date(floor(from+offset, daySeconds)) - 1; d <= last; d++ { // windows of the day before may go on
		midnight := int64(d)*daySeconds - offset
		for _, w := range c.windows(d, closed) {
			opens, closes := max(midnight+int64(w.From), from), min(midnight+int64(w.To), to)
			if opens < closes {
				spans = append(spans, open{from: opens * 1e9, to: closes * 1e9})
			}
		}
	}
	return spans
}

// windows are those that open on a day.
func (c *Calendar) windows(d Date, closed map[Date]bool) []Window {
	if named, ok := c.dates[d]; ok {
		return named
	}
	if closed[d] {
		return nil
	}
	return c.week[d.Weekday()]
}

func floor(a, b int64) int64 {
	if a%b < 0 {
		return a/b - 1
	}
	return a / b
}
