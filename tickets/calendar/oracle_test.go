package calendar

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// oracle is the slow truth: for each minute of some weeks it has asked the clock on the wall.
type oracle struct {
	o       Options
	begin   time.Time
	minutes []bool
	walls   []int64           // what the wall shows at each minute, in seconds since the beginning of 1970 there
	days    map[Date][]Window // what windowsBySearch found
}

const oracleDays = 40

func newOracle(o Options, begin time.Time) *oracle {
	truth := &oracle{o: o, begin: begin.Truncate(time.Minute), days: map[Date][]Window{}}
	for i := range oracleDays * 24 * 60 {
		_, ahead := truth.minute(i).In(o.Zone).Zone()
		truth.walls = append(truth.walls, truth.minute(i).Unix()+int64(ahead))
		truth.minutes = append(truth.minutes, truth.wallIsOpen(truth.minute(i)))
	}
	return truth
}

func (o *oracle) minute(i int) time.Time { return o.begin.Add(time.Duration(i) * time.Minute) }

// from is the first minute that is not over at a moment.
func (o *oracle) from(t time.Time) int { return int(t.Sub(o.begin) / time.Minute) }

// wallIsOpen reads the clock on the wall, and looks for it in the windows of the day and in those of yesterday that go on.
func (o *oracle) wallIsOpen(t time.Time) bool {
	local := t.In(o.o.Zone)
	today := DateOf(local.Date())
	seconds := local.Hour()*3600 + local.Minute()*60
	return within(o.windows(today), seconds) || within(o.windows(today-1), seconds+daySeconds)
}

func within(windows []Window, seconds int) bool {
	return slices.ContainsFunc(windows, func(w Window) bool { return w.From <= seconds && seconds < w.To })
}

func (o *oracle) windows(d Date) []Window {
	found, ok := o.days[d]
	if !ok {
		found = windowsBySearch(o.o, d)
		o.days[d] = found
	}
	return found
}

func windowsBySearch(o Options, d Date) []Window {
	var named, weekly []Window
	for _, x := range o.Dates {
		if x.Date == d {
			named = append(named, x.Window)
		}
	}
	if len(named) > 0 {
		return named
	}
	for _, h := range o.Holidays {
		if slices.Contains(h(d.Year()), d) {
			return nil
		}
	}
	for _, h := range o.Hours {
		if slices.Contains(h.Days, d.midnight().Weekday()) {
			weekly = append(weekly, h.Window)
		}
	}
	return weekly
}

// between adds up the open minutes, and at both ends the parts of one.
func (o *oracle) between(a, b time.Time) time.Duration {
	var sum time.Duration
	first, last := o.from(a), min(o.from(b), len(o.minutes)-1)
	for i := first; i <= last; i++ {
		if o.minutes[i] {
			sum += time.Minute
		}
	}
	if o.minutes[first] {
		sum -= a.Sub(o.minute(first))
	}
	if o.minutes[last] {
		sum -= max(o.minute(last+1).Sub(b), 0)
	}
	return sum
}

// add walks minute by minute; false when the weeks are over before.
func (o *oracle) add(t time.Time, d time.Duration) (time.Time, bool) {
	i := o.from(t)
	if o.minutes[i] {
		d += t.Sub(o.minute(i))
	}
	for ; i < len(o.minutes); i++ {
		switch {
		case o.minutes[i] && d <= time.Minute:
			return o.minute(i).Add(d), true
		case o.minutes[i]:
			d -= time.Minute
		}
	}
	return t, false
}

func (o *oracle) nextOpen(t time.Time) (time.Time, bool) {
	for i := o.from(t); i < len(o.minutes); i++ {
		if o.minutes[i] {
			return o.minute(i).Add(max(t.Sub(o.minute(i)), 0)), true
		}
	}
	return t, false
}

// workingDays are what people expect: the same time on the wall of the n-th next day that has windows.
func (o *oracle) workingDays(t time.Time, n int) (time.Duration, bool) {
	opens, ok := o.nextOpen(t)
	if !ok {
		return 0, false
	}
	local := opens.In(o.o.Zone)
	day := DateOf(local.Date())
	seconds := local.Hour()*3600 + local.Minute()*60 + local.Second()
	if !within(o.windows(day), seconds) {
		day, seconds = day-1, seconds+daySeconds
	}
	for ; n > 0; n-- {
		for day++; len(o.windows(day)) == 0; day++ {
			if day > DateOf(o.begin.Date())+oracleDays {
				return 0, false
			}
		}
	}
	target, ok := o.firstOnWall(day, seconds)
	return o.between(opens, target), ok
}

// firstOnWall walks until the wall shows a time, or is behind it because the clocks skipped it.
func (o *oracle) firstOnWall(day Date, seconds int) (time.Time, bool) {
	want := int64(day)*daySeconds + int64(seconds)
	for i := max(o.from(time.Unix(want-2*daySeconds, 0)), 0); i < len(o.walls); i++ {
		shown := o.walls[i] + want%60
		if shown < want {
			continue
		}
		at := o.minute(i).Add(time.Duration(want%60) * time.Second)
		if shown == want {
			return at, true
		}
		if shown > want { // skipped: as much later as the clocks skip
			_, before := at.Add(-24 * time.Hour).In(o.o.Zone).Zone()
			return time.Unix(want-int64(before), 0), true
		}
	}
	return o.begin, false
}

// oddZones change their clocks by an hour or half of one, in spring of either half of the world, or lie at odd offsets.
var oddZones = []string{"Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham",
	"Asia/Kolkata", "Africa/Casablanca", "America/St_Johns", "Pacific/Apia", "Antarctica/Troll", "Pacific/Kiritimati", "UTC"}

func drawZone(r *rapid.T) *time.Location {
	zone, err := time.LoadLocation(rapid.SampledFrom(oddZones).Draw(r, "zone"))
	if err != nil {
		r.Fatal(err)
	}
	return zone
}

// drawBegin is often shortly before the clocks change or the year ends.
func drawBegin(r *rapid.T, zone *time.Location) time.Time {
	at := time.Date(rapid.IntRange(1995, 2045).Draw(r, "year"), 1, 1, rapid.IntRange(0, 366*24).Draw(r, "hour"), rapid.IntRange(0, 59).Draw(r, "minute"), 0, 0, time.UTC)
	back := -time.Duration(rapid.IntRange(1, oracleDays*24-1).Draw(r, "back")) * time.Hour
	switch rapid.IntRange(0, 3).Draw(r, "near") {
	case 0:
		return at
	case 1:
		return time.Date(at.Year(), 1, 1, 0, 0, 0, 0, zone).Add(back).UTC()
	}
	if _, change := at.In(zone).ZoneBounds(); !change.IsZero() {
		return change.Add(back).UTC()
	}
	return at
}

func drawWindow(r *rapid.T) Window {
	from := rapid.IntRange(0, 24*60-1).Draw(r, "from")
	return Window{from * 60, (from + rapid.IntRange(1, 24*60).Draw(r, "long")) * 60}
}

func drawOptions(r *rapid.T, begin time.Time, zone *time.Location) Options {
	o := Options{Zone: zone}
	for range rapid.IntRange(1, 3).Draw(r, "hours") {
		h := Hours{Days: rapid.SliceOfNDistinct(rapid.Map(rapid.IntRange(0, 6), func(i int) time.Weekday { return time.Weekday(i) }), 1, 7, rapid.ID).Draw(r, "days"), Window: drawWindow(r)}
		o.Hours = append(o.Hours, h)
	}
	first := DateOf(begin.Date()) - 2
	anyDay := rapid.IntRange(int(first), int(first)+oracleDays+4)
	for range rapid.IntRange(0, 2).Draw(r, "dates") {
		o.Dates = append(o.Dates, DateHours{Date(anyDay.Draw(r, "date")), drawWindow(r)})
	}
	for range rapid.IntRange(0, 3).Draw(r, "holidays") {
		from := Date(anyDay.Draw(r, "holiday"))
		o.Holidays = append(o.Holidays, span(from, from+Date(rapid.IntRange(0, 5).Draw(r, "length"))))
	}
	if rapid.Bool().Draw(r, "country") {
		h, _ := Country(rapid.SampledFrom(Countries()).Draw(r, "of"))
		o.Holidays = append(o.Holidays, h)
	}
	return o
}

// TestTheArithmeticAgreesWithAClockOnTheWall compares with the oracle: 100 calendars (rapid's default), each with 1,700 questions.
func TestTheArithmeticAgreesWithAClockOnTheWall(t *testing.T) {
	asked, answered := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		zone := drawZone(r)
		begin := drawBegin(r, zone)
		o := drawOptions(r, begin, zone)
		c, err := New(o)
		if err != nil {
			r.Fatal(err)
		}
		truth := newOracle(o, begin)
		span := rapid.Int64Range(int64(24*time.Hour), int64((oracleDays-2)*24*time.Hour))
		seed := uint64(span.Draw(r, "seed"))
		draw := func(n int64) int64 { // rapid's own draws would cost more than the questions
			seed = seed*6364136223846793005 + 1442695040888963407
			return int64(seed>>1) % n
		}
		for range 1700 {
			asked++
			a := truth.begin.Add(time.Duration(24*int64(time.Hour) + draw(int64((oracleDays-3)*24*time.Hour))))
			if draw(2) == 0 {
				a = a.Truncate(time.Minute) // often on the edge of a window
			}
			if compare(r, c, truth, a, draw) {
				answered++
			}
		}
	})
	t.Logf("%d questions asked, %d answered within the weeks of the oracle", asked, answered)
	if answered < asked/2 {
		t.Errorf("only %d of %d questions were answered", answered, asked)
	}
}

func compare(r *rapid.T, c *Calendar, truth *oracle, a time.Time, draw func(int64) int64) bool {
	switch draw(8) {
	case 0:
		want, ok := truth.nextOpen(a)
		if got := c.NextOpen(a); ok && !got.Equal(want) {
			r.Fatalf("NextOpen(%s) is %s, want %s", a, got, want)
		}
		if c.Open(a) != truth.wallIsOpen(a) {
			r.Fatalf("Open(%s) is %t", a, c.Open(a))
		}
		return ok
	case 1, 2, 3:
		b := a.Add(time.Duration(draw(int64(20 * 24 * time.Hour))))
		if last := truth.begin.Add(oracleDays * 24 * time.Hour); b.After(last) {
			b = last
		}
		if got, want := c.Between(a, b), truth.between(a, b); got != want || c.Between(b, a) != -want {
			r.Fatalf("Between(%s, %s) is %s, want %s", a, b, got, want)
		}
		return true
	case 4:
		n := 1 + int(draw(5))
		want, ok := truth.workingDays(a, n)
		if got := c.Days(a, n); ok && got != want && truth.o.Zone.String() != "Pacific/Apia" { // which left out the whole 30th of December 2011
			r.Fatalf("Days(%s, %d) is %s, want %s", a, n, got, want)
		}
		return ok
	}
	d := time.Duration(1 + draw(int64(60*time.Hour)))
	if draw(2) == 0 {
		d = d.Truncate(time.Minute) + time.Minute
	}
	want, ok := truth.add(a, d)
	if got := c.Add(a, d); ok && !got.Equal(want) {
		r.Fatalf("Add(%s, %s) is %s, want %s", a, d, got, want)
	}
	return ok
}
