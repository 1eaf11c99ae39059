package tickets

import (
	"strings"
	"testing"
	"time"
)

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones on this machine:", err)
	}
	return zone
}

func TestMomentsAreReadAsPeopleMeanThem(t *testing.T) {
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, berlin(t)) // a Monday
	for text, want := range map[string]string{
		"2h":               "2026-03-02 12:00",
		"30m":              "2026-03-02 10:30",
		"90 minutes":       "2026-03-02 11:30",
		"1h30m":            "2026-03-02 11:30",
		"in 3 days":        "2026-03-05 10:00",
		"1w":               "2026-03-09 10:00",
		"17:00":            "2026-03-02 17:00",
		"9:00":             "2026-03-03 09:00", // today's is past
		"9am":              "2026-03-03 09:00",
		"2:30 pm":          "2026-03-02 14:30",
		"today 17:00":      "2026-03-02 17:00",
		"tomorrow":         "2026-03-03 09:00",
		"Tomorrow, 8:15":   "2026-03-03 08:15",
		"mon 14:00":        "2026-03-02 14:00",
		"mon 9:00":         "2026-03-09 09:00",
		"until friday":     "2026-03-06 09:00",
		"Su. 7:00":         "2026-03-08 07:00",
		"2026-12-01":       "2026-12-01 09:00",
		"2026-12-01 10:00": "2026-12-01 10:00",
		"2026-12-01T10:00": "2026-12-01 10:00",
		"1.12. 9:00":       "2026-12-01 09:00",
		"1.12.":            "2026-12-01 09:00",
		"1.3. 9:00":        "2027-03-01 09:00", // this year's is past
		"1.3.2027":         "2027-03-01 09:00",
	} {
		at, err := whenOf(text, now)
		if err != nil || at.Format("2006-01-02 15:04") != want {
			t.Errorf("%q is %s, %v; want %s", text, at, err, want)
		}
	}
}

func TestWhatIsNoMomentNamesTheRightForms(t *testing.T) {
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"":                 "say until when",
		"soon":             "tomorrow 9:00",
		"25:00":            "17:00",
		"mon 9":            "mon 14:00",
		"1.13.":            "1.12. 9:00",
		"2026-02-30":       "2026-12-01",
		"tomorrow tea":     "tomorrow 9:00",
		"t":                "right are",
		"-2h":              "right are",
		"0m":               "is past",
		"today 9:00":       "is past",
		"2025-12-01":       "is past",
		"2062-12-01":       "more than two years",
		"5000d":            "more than two years",
		"9999999999999999": "right are",
		"29.2.":            "", // in 2028
	} {
		_, err := whenOf(text, now)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestMomentsStayRightWhereTheClocksChange(t *testing.T) {
	zone := berlin(t)
	for _, c := range []struct{ now, text, want string }{
		{"2026-03-28 12:00", "tomorrow 9:00", "2026-03-29 09:00 CEST"},
		{"2026-03-28 12:00", "1d", "2026-03-29 12:00 CEST"},
		{"2026-03-28 12:00", "24h", "2026-03-29 13:00 CEST"},
		{"2026-03-28 12:00", "tomorrow 2:30", "2026-03-29 03:30 CEST"}, // the clocks skip it
		{"2026-03-29 01:59", "1m", "2026-03-29 03:00 CEST"},
		{"2026-10-24 12:00", "tomorrow 9:00", "2026-10-25 09:00 CET"},
		{"2026-10-24 12:00", "24h", "2026-10-25 11:00 CET"},
		{"2026-10-24 12:00", "2026-10-26 9:00", "2026-10-26 09:00 CET"},
	} {
		now, err := time.ParseInLocation("2006-01-02 15:04", c.now, zone)
		if err != nil {
			t.Fatal(err)
		}
		at, err := whenOf(c.text, now)
		if got := at.Format("2006-01-02 15:04 MST"); err != nil || got != c.want {
			t.Errorf("%s on %s is %s, %v; want %s", c.text, c.now, got, err, c.want)
		}
	}
}

func FuzzWhen(f *testing.F) {
	for _, seed := range []string{"2h", "tomorrow 9:00", "mon 14:00", "1.12. 9:00", "2026-12-01T10:00", "29.2.", "1h30m", "until", "31.4. 2pm", "²h"} {
		f.Add(seed, int64(1772445600))
	}
	zone := berlin(f)
	f.Fuzz(func(t *testing.T, text string, unix int64) {
		now := time.Unix(unix%(1<<33), 0).In(zone)
		at, err := whenOf(text, now)
		if err == nil && (!at.After(now) || at.Sub(now) > farthest) {
			t.Errorf("%q on %s is %s", text, now, at)
		}
		if err != nil && !at.IsZero() {
			t.Errorf("%q is %s and %v", text, at, err)
		}
	})
}
