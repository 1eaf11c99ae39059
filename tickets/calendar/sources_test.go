package calendar

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func format(h Hours) string { return fmt.Sprintf("%v %d-%d", h.Days, h.From, h.To) }

func dates(days []Date) string {
	days = slices.Clone(days)
	slices.Sort(days)
	return fmt.Sprint(slices.Compact(days))
}

func TestEveryCountryHasHolidays(t *testing.T) {
	codes := Countries()
	if len(codes) < 80 || !slices.Contains(codes, "de-BE") {
		t.Fatalf("there are %v", codes)
	}
	for _, code := range codes {
		h, ok := Country(code)
		if !ok || len(h(2026)) == 0 {
			t.Errorf("%s has no holidays in 2026", code)
		}
		for _, d := range h(2026) {
			if y := d.Year(); y < 2025 || y > 2027 {
				t.Errorf("%s has the holiday %s in 2026", code, d)
			}
		}
	}
	if _, ok := Country("xx"); ok {
		t.Error("there is a country xx")
	}
}

func TestHolidaysOfBerlin(t *testing.T) {
	h, _ := Country("de-BE")
	want := "[2026-01-01 2026-03-08 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-10-03 2026-12-25 2026-12-26]"
	if got := dates(h(2026)); got != want {
		t.Errorf("got %s", got)
	}
}

func TestAHolidayThatIsMadeUpForIsFreeOnBothDays(t *testing.T) {
	h, _ := Country("us") // 4 July 2026 is a Saturday
	if got := dates(h(2026)); !strings.Contains(got, "2026-07-03 2026-07-04") {
		t.Errorf("got %s", got)
	}
}

// file is an iCalendar file of events, each given by the lines between BEGIN and END.
func file(events ...string) string {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n")
	for i, e := range events {
		if !strings.Contains(e, "UID:") {
			e += fmt.Sprintf("\nUID:%d@acme.example", i)
		}
		b.WriteString("BEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z\r\n" + strings.ReplaceAll(e, "\n", "\r\n") + "\r\nEND:VEVENT\r\n")
	}
	b.WriteString("END:VCALENDAR\r\n")
	return b.String()
}

func TestTheDaysOfAnICalendarFileAreHolidays(t *testing.T) {
	for _, x := range []struct{ events, want string }{
		{"DTSTART;VALUE=DATE:20261224", "[2026-12-24]"},
		{"DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227", "[2026-12-24 2026-12-25 2026-12-26]"},
		{"DTSTART;VALUE=DATE:20251229\nDTEND;VALUE=DATE:20260103", "[2026-01-01 2026-01-02]"},
		{"DTSTART;VALUE=DATE:20261230\nDURATION:P5D", "[2026-12-30 2026-12-31]"},
		{"DTSTART;TZID=Europe/Berlin:20261224T000000\nDTEND;TZID=Europe/Berlin:20261225T000000", "[2026-12-24]"}, // Outlook's whole day
		{"DTSTART;VALUE=DATE:20200705\nRRULE:FREQ=YEARLY", "[2026-07-05]"},
		{"DTSTART;VALUE=DATE:20200504\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", "[2026-05-04]"},
		{"DTSTART;VALUE=DATE:20260109\nRRULE:FREQ=MONTHLY;COUNT=3\nEXDATE;VALUE=DATE:20260209", "[2026-01-09 2026-03-09]"},
		{"DTSTART;VALUE=DATE:20260109\nRDATE;VALUE=DATE:20260110,20260111", "[2026-01-09 2026-01-10 2026-01-11]"},
		{"DTSTART;VALUE=DATE:20240101\nRRULE:FREQ=DAILY;UNTIL=20251231", "[]"},
		{"DTSTART;VALUE=DATE:20240101\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "[]"},
		{"DTSTART;VALUE=DATE:20260501\nUID:a\nRRULE:FREQ=WEEKLY;COUNT=2|DTSTART;VALUE=DATE:20260509\nUID:a\nRECURRENCE-ID;VALUE=DATE:20260508", "[2026-05-01 2026-05-09]"},
		{"DTSTART;VALUE=DATE:20260101\nSTATUS:CANCELLED|DTSTART;VALUE=DATE:20260102", "[2026-01-02]"},
	} {
		h, err := ReadICS(strings.NewReader(file(strings.Split(x.events, "|")...)))
		if err != nil {
			t.Errorf("%s: %v", x.events, err)
			continue
		}
		if got := dates(h(2026)); got != x.want {
			t.Errorf("%s: %s, want %s", x.events, got, x.want)
		}
	}
}

func TestAnICalendarFileThatIsNotUnderstoodIsAnError(t *testing.T) {
	for content, want := range map[string]string{
		"hello": "this is no iCalendar file",
		file():  "no events",
		file("DTSTART:20261224T140000Z\nSUMMARY:Party"):                `the event "Party": it has a time of day`,
		file("SUMMARY:Party"):                                          `the event "Party": it has no DTSTART`,
		file("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=SECONDLY"):       "more than once a day",
		file("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=DAILY;BYHOUR=1"): "more than once a day",
		file("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=OFTEN"):          "cannot be read",
		file("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20291224"): "longer than a year",
		file("DTSTART;VALUE=DATE:20261224\nDURATION:PT4H"):             "not whole days",
		file("DTSTART;VALUE=DATE:20261224\nEXDATE:20261224T120000"):    "time of day",
	} {
		_, err := ReadICS(strings.NewReader(content))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", content, err, want)
		}
	}
}

func FuzzReadICS(f *testing.F) {
	f.Add(file("DTSTART;VALUE=DATE:20200504\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO"))
	f.Add(file("DTSTART;VALUE=DATE:20260501\nUID:a\nRRULE:FREQ=WEEKLY;COUNT=2;INTERVAL=3", "DTSTART;VALUE=DATE:20260509\nUID:a\nRECURRENCE-ID;VALUE=DATE:20260508"))
	f.Add(file("DTSTART;VALUE=DATE:20260109\nRDATE;VALUE=DATE:20260110,20260111\nDURATION:P2D"))
	f.Fuzz(func(t *testing.T, content string) {
		h, err := ReadICS(strings.NewReader(content))
		if err != nil {
			return
		}
		for _, d := range h(2026) {
			if d.Year() != 2026 {
				t.Errorf("%s is not in 2026", d)
			}
		}
	})
}

func FuzzParseHours(f *testing.F) {
	for _, s := range []string{"Mon-Fri 09:00-12:30", "2026-12-19 10:00-14:00", "12-24", "2026-12-24..2027-01-01", "Fri-Mon 22:00-06:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if h, err := ParseHours(s); err == nil && (len(h.Days) == 0 || h.From < 0 || h.To <= h.From || h.To > 2*daySeconds) {
			t.Errorf("%q is read as %s", s, format(h))
		}
		if d, err := ParseDateHours(s); err == nil && d.To <= d.From {
			t.Errorf("%q is read as %v", s, d)
		}
		if h, err := ParseHolidays(s); err == nil && len(h(2026)) > 366 {
			t.Errorf("%q has %d days in a year", s, len(h(2026)))
		}
	})
}
