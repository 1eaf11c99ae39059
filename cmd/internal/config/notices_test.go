package config

import (
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
)

func TestPeopleAreToldInTheirOwnHoursAndZoneUnlessSomethingElseIsSaid(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	source := strings.NewReplacer("skills: [mac]", "hours: office, notices: { wait: 2m, during: always }, skills: [mac]", "bob@acme.example, hours: always", "bob@acme.example, hours: office",
		"timezone: America/New_York", "timezone: America/New_York, hours: office, notices: { flood: 0 }").Replace(whole) + `
notices: { interval: 10m }
calendars:
  office: { hours: [Mon-Fri 09:00-18:00] }
`
	r := load(t, source).Rules
	at := func(hour int) time.Time { return time.Date(2026, 3, 2, hour, 30, 0, 0, time.UTC) } // Berlin is an hour ahead, New York five behind
	told := func(id string, at time.Time) tickets.Waits {
		p, _ := r.PersonByID(id)
		w := tickets.Waits{}.With(&tickets.Waiting{At: at})
		w.Told = p.TellAt(w, tickets.Away{})
		return w
	}
	for _, c := range []struct {
		person    string
		from, til int
		wait      time.Duration
	}{{"ann", 3, 3, 2 * time.Minute}, {"bob", 10, 10, 30 * time.Second}, {"bob", 3, 8, -30 * time.Minute}, {"dana", 15, 15, 30 * time.Second}, {"dana", 10, 14, -30 * time.Minute}} {
		if got, want := told(c.person, at(c.from)).Told, at(c.til).Add(c.wait); !got.Equal(want) {
			t.Errorf("%s is told at %s of what came at %s, want %s", c.person, got, at(c.from), want)
		}
	}
	ann, _ := r.PersonByID("ann")
	dana, _ := r.PersonByID("dana")
	if ann.Notices.Quiet || ann.Notices.Interval != 10*time.Minute || ann.Notices.Flood != 20 || dana.Notices.Flood != 0 || !dana.Notices.Quiet || dana.Hours.Name != "office" {
		t.Errorf("ann %+v, dana %+v", ann.Notices, dana.Notices)
	}
}
