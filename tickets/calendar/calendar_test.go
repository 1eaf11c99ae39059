package calendar

import (
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func berlin(t testing.TB) *time.Location {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// office is a calendar of the texts that stand in a configuration.
func office(t testing.TB, hours []string, dates []string, holidays ...Holidays) *Calendar {
	t.Helper()
	o := Options{Zone: berlin(t), Holidays: holidays}
	for _, s := range hours {
		h, err := ParseHours(s)
		if err != nil {
			t.Fatal(err)
		}
		o.Hours = append(o.Hours, h)
	}
	for _, s := range dates {
		d, err := ParseDateHours(s)
		if err != nil {
			t.Fatal(err)
		}
		o.Dates = append(o.Dates, d)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func holidays(t testing.TB, s string) Holidays {
	t.Helper()
	if h, ok := Country(s); ok {
		return h
	}
	h, err := ParseHolidays(s)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// moment reads a moment of Berlin: 2026-12-23 17:30.
func moment(t testing.TB, s string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", s, berlin(t))
	if err != nil {
		t.Fatal(err)
	}
	return when
}

var germanOffice = []string{"Mon-Fri 09:00-12:30", "Mon-Fri 13:30-18:00"}

func TestHoursOfTheOfficePassOnlyWhileItIsOpen(t *testing.T) {
	c := office(t, germanOffice, []string{"2026-12-19 10:00-14:00", "2026-12-31 09:00-12:00"}, holidays(t, "de-BE"), holidays(t, "2026-12-24"))
	for _, x := range []struct {
		from string
		add  time.Duration
		want string
	}{
		{"2026-11-27 10:00", 30 * time.Minute, "2026-11-27 10:30"},
		{"2026-11-27 12:00", time.Hour, "2026-11-27 14:00"},
		{"2026-11-27 12:00", 30 * time.Minute, "2026-11-27 12:30"}, // the end of a window, not the beginning of the next
		{"2026-11-27 17:00", 2 * time.Hour, "2026-11-30 10:00"},
		{"2026-11-28 03:00", time.Hour, "2026-11-30 10:00"},
		{"2026-12-18 17:00", 2 * time.Hour, "2026-12-19 11:00"},    // an extra Saturday
		{"2026-12-23 17:00", 5 * time.Hour, "2026-12-28 14:00"},    // Christmas, and the weekend
		{"2026-12-30 17:30", 4 * time.Hour, "2027-01-04 09:30"},    // half a day on New Year's Eve
		{"2026-03-06 17:00", 2 * time.Hour, "2026-03-09 10:00"},    // women's day is a Sunday in 2026
		{"2027-03-05 17:00", 2 * time.Hour, "2027-03-09 10:00"},    // and a Monday in 2027, in Berlin
		{"2026-11-27 12:00", 16 * time.Hour, "2026-12-01 12:00"},   // two days
		{"2026-11-27 12:00", 2000 * time.Hour, "2027-11-24 14:00"}, // a year or so
		{"2026-11-27 12:00", 0, "2026-11-27 12:00"},
	} {
		if got := c.Add(moment(t, x.from), x.add); !got.Equal(moment(t, x.want)) {
			t.Errorf("%s + %s is %s, want %s", x.from, x.add, got, x.want)
		}
	}
}

func TestAWorkingDayEndsAtTheSameTimeOfTheNextWorkingDay(t *testing.T) {
	c := office(t, []string{"Mon-Thu 09:00-17:00", "Fri 09:00-15:00"}, nil, holidays(t, "de-BE"))
	for _, x := range []struct {
		from string
		days int
		want string
	}{
		{"2026-11-23 10:00", 3, "2026-11-26 10:00"},
		{"2026-11-26 10:00", 1, "2026-11-27 10:00"},
		{"2026-11-26 16:00", 1, "2026-11-27 15:00"}, // Friday is shorter: it ends with it
		{"2026-11-27 10:00", 1, "2026-11-30 10:00"},
		{"2026-11-28 10:00", 1, "2026-11-30 17:00"}, // from Monday 9:00 a whole day: the end of Monday
		{"2026-12-23 10:00", 2, "2026-12-28 10:00"}, // the 24th is a working day, the 25th none
		{"2026-11-27 10:00", 0, "2026-11-27 10:00"},
	} {
		from := moment(t, x.from)
		if got := c.Add(from, c.Days(from, x.days)); !got.Equal(moment(t, x.want)) {
			t.Errorf("%s + %d days is %s, want %s", x.from, x.days, got, x.want)
		}
	}
}

func TestAWindowPastMidnightBelongsToTheDayOnWhichItOpens(t *testing.T) {
	c := office(t, []string{"Mon-Fri 22:00-06:00"}, nil, holidays(t, "2026-12-24"))
	for when, want := range map[string]bool{
		"2026-11-27 23:00": true, "2026-11-28 05:59": true, "2026-11-28 06:00": false, "2026-11-28 23:00": false, "2026-11-30 05:00": false,
		"2026-12-24 05:00": true, "2026-12-24 23:00": false, "2026-12-25 05:00": false, "2026-12-25 23:00": true,
	} {
		if c.Open(moment(t, when)) != want {
			t.Errorf("%s: open is %t", when, !want)
		}
	}
}

func TestANightOfTheChangeOfClocksIsAnHourShorterOrLonger(t *testing.T) {
	c := office(t, []string{"Mon-Sun 22:00-06:00"}, nil)
	for day, want := range map[string]time.Duration{"2026-03-28": 7 * time.Hour, "2026-10-24": 9 * time.Hour, "2026-10-25": 8 * time.Hour} {
		from := moment(t, day+" 12:00")
		if got := c.Between(from, from.Add(22*time.Hour)); got != want {
			t.Errorf("the night of %s has %s, want %s", day, got, want)
		}
	}
}

func TestACalendarWithoutHoursIsRefused(t *testing.T) {
	if _, err := New(Options{Holidays: []Holidays{holidays(t, "12-24")}}); err == nil || !strings.Contains(err.Error(), "never opens") {
		t.Errorf("got %v", err)
	}
}

// TestACalendarThatOpensNoMoreEndsEverySearch: every day is a holiday, and the only named date is past.
func TestACalendarThatOpensNoMoreEndsEverySearch(t *testing.T) {
	never := span(DateOf(1970, 1, 1), DateOf(2200, 1, 2))
	c := office(t, []string{"Mon-Sun 00:00-24:00"}, []string{"2020-02-02 10:00-11:00"}, never)
	from := moment(t, "2026-11-27 10:00")
	if c.NextOpen(from).Year() != 2200 || c.Add(from, time.Nanosecond).Year() != 2200 || c.Days(from, 3) != 0 || c.Open(from) {
		t.Errorf("next %s, add %s, days %s", c.NextOpen(from), c.Add(from, 1), c.Days(from, 3))
	}
	if got := c.Between(moment(t, "1990-01-01 00:00"), time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)); got != time.Hour {
		t.Errorf("%s between, want the one hour", got)
	}
	if got := c.Add(time.Time{}, time.Hour); !got.Equal(moment(t, "2020-02-02 11:00")) {
		t.Errorf("an hour after the beginning of time is %s", got)
	}
}

func TestTimeCanBeStoppedAndGoOn(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		zone := drawZone(r)
		begin := drawBegin(r, zone)
		c, err := New(drawOptions(r, begin, zone))
		if err != nil {
			r.Fatal(err)
		}
		// A minute a week is over before a hundred thousand of them: what a calendar knows of ends after some two hundred years.
		most := min(1e15, int64(c.Between(begin, begin.AddDate(150, 0, 0))/2))
		if most < 1 {
			r.Skip("the calendar has no working time")
		}
		d, e := time.Duration(rapid.Int64Range(1, most).Draw(r, "d")), time.Duration(rapid.Int64Range(1, most).Draw(r, "e"))
		b := c.Add(begin, d)
		if got := c.Between(begin, b); got != d {
			r.Fatalf("%s lie between a moment and %s after it", got, d)
		}
		if got, want := c.Add(b, e), c.Add(begin, d+e); !got.Equal(want) {
			r.Fatalf("in two steps %s, in one %s", got, want)
		}
		if got := c.Between(begin, b) + c.Between(b, c.Add(b, e)); got != d+e {
			r.Fatalf("the parts are %s, the whole %s", got, d+e)
		}
	})
}

func TestACalendarIsSafeForSeveralGoroutines(t *testing.T) {
	c := office(t, germanOffice, nil, holidays(t, "de"))
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for y := range 50 {
				from := time.Date(2000+(y+n*7)%50, 6, 1, 0, 0, 0, 0, time.UTC)
				if got := c.Add(from, 3000*time.Hour); c.Between(from, got) != 3000*time.Hour {
					t.Errorf("wrong from %s", from)
				}
			}
		})
	}
	all.Wait()
}

func TestHoursAndDatesAreReadAsPeopleWriteThem(t *testing.T) {
	for s, want := range map[string]string{
		"Mon-Fri 09:00-12:30": "[Monday Tuesday Wednesday Thursday Friday] 32400-45000", "sat, sun 9:00-17:00": "[Saturday Sunday] 32400-61200",
		"Fri-Mon 22:00-06:00": "[Friday Saturday Sunday Monday] 79200-108000", "00:00-24:00": "[Sunday Monday Tuesday Wednesday Thursday Friday Saturday] 0-86400",
	} {
		h, err := ParseHours(s)
		if got := format(h); err != nil || got != want {
			t.Errorf("%s: %s, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "Mon-Fri", "Mon-Fri 9-17", "Mon-Fri 09:00", "Mon-Fri 09:00-25:00", "Mo-Fr 09:00-17:00", "Mon 09:00-09:00", "Mon 24:00-08:00", "Mon-Fri 09:00 - 17:00"} {
		if h, err := ParseHours(s); err == nil {
			t.Errorf("%s is read as %s", s, format(h))
		}
	}
	for _, s := range []string{"", "2026-13-01", "2026-02-29", "24.12.", "2026-12-24..2026-12-23", "1850-01-01", "x..y", "02-30"} {
		if _, err := ParseHolidays(s); err == nil {
			t.Errorf("%s is read as a holiday", s)
		}
	}
	for _, s := range []string{"2026-12-19", "10:00-14:00", "2026-12-19 14:00", "Sat 10:00-14:00"} {
		if _, err := ParseDateHours(s); err == nil {
			t.Errorf("%s is read as hours of a date", s)
		}
	}
}

func TestADateOfEveryYearComesEveryYearThatHasIt(t *testing.T) {
	for s, want := range map[string]string{"12-24": "[2027-12-24] [2028-12-24]", "02-29": "[] [2028-02-29]", "2027-12-30..2028-01-02": "[2027-12-30 2027-12-31] [2028-01-01 2028-01-02]"} {
		h := holidays(t, s)
		if got := dates(h(2027)) + " " + dates(h(2028)); got != want {
			t.Errorf("%s: %s", s, got)
		}
	}
}

func BenchmarkAddOverAYear(b *testing.B) {
	c := office(b, germanOffice, []string{"2026-12-19 10:00-14:00"}, holidays(b, "de-BE"), holidays(b, "12-24"))
	from := moment(b, "2026-01-02 10:00")
	c.Add(from, 2500*time.Hour)
	for b.Loop() {
		c.Add(from, 1900*time.Hour)
	}
}

func BenchmarkBetweenOverAYear(b *testing.B) {
	c := office(b, germanOffice, nil, holidays(b, "de-BE"))
	from, to := moment(b, "2026-01-02 10:00"), moment(b, "2026-12-23 16:00")
	c.Between(from, to)
	for b.Loop() {
		c.Between(from, to)
	}
}

func BenchmarkLayOutAYear(b *testing.B) {
	c := office(b, germanOffice, nil, holidays(b, "de-BE"))
	for b.Loop() {
		newYear(c.spansOf(2026))
	}
}
