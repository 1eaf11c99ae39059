package calendar

import (
	"slices"
	"time"
)

// Days is how much working time n working days are, counted from t: from t, or the next opening, to the same time of the
// n-th day after it that has windows. So three days from Monday 10:00 end on Thursday 10:00, or on Friday when Wednesday is
// a holiday. Is the last day shorter, they end with it.
func (c *Calendar) Days(t time.Time, n int) time.Duration {
	opens := c.NextOpen(t)
	if n <= 0 || !opens.Before(end) {
		return 0
	}
	day, clock := c.shift(opens)
	closed := closedDays{of: c.holidays}
	for ; n > 0 && day.Year() < endYear; n-- {
		for day++; len(c.windows(day, closed.in(day))) == 0 && day.Year() < endYear; {
			day++
		}
	}
	return c.Between(opens, c.wall(int64(day)*daySeconds+clock))
}

// shift is the day whose window a moment lies in, and the seconds since that day began.
func (c *Calendar) shift(at time.Time) (Date, int64) {
	_, offset := at.In(c.zone).Zone()
	seconds := at.Unix() + int64(offset)
	day := Date(floor(seconds, daySeconds))
	clock := seconds - int64(day)*daySeconds
	closed := closedDays{of: c.holidays}
	today := slices.ContainsFunc(c.windows(day, closed.in(day)), func(w Window) bool { return int64(w.From) <= clock && clock < int64(w.To) })
	if !today { // it began yesterday
		return day - 1, clock + daySeconds
	}
	return day, clock
}

// wall is when the clock on the wall shows so many seconds since the beginning of 1970: the first time, where it shows them
// twice, and as much later as the clocks skip, where it does not.
func (c *Calendar) wall(seconds int64) time.Time {
	offset := func(at int64) int64 {
		_, n := time.Unix(at, 0).In(c.zone).Zone()
		return int64(n)
	}
	before := seconds - offset(seconds-daySeconds)
	after := seconds - offset(seconds+daySeconds)
	if before+offset(before) != seconds && after+offset(after) == seconds {
		return time.Unix(after, 0)
	}
	return time.Unix(before, 0)
}

// closedDays finds out year by year which days are holidays.
type closedDays struct {
	of    []Holidays
	year  int
	known map[Date]bool
}

func (c *closedDays) in(d Date) map[Date]bool {
	if c.known != nil && c.year == d.Year() {
		return c.known
	}
	c.year, c.known = d.Year(), map[Date]bool{}
	for _, h := range c.of {
		for _, day := range h(c.year) {
			c.known[day] = true
		}
	}
	return c.known
}
