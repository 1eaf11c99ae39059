package config

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"tierdesk/tickets/calendar"
	"tierdesk/tickets/report"
)

// digests makes the digests. One is sent at the hour of its first reader.
func (c *checker) digests(cfg *Config) {
	for i, s := range c.file.Digest {
		path := fmt.Sprintf("digest[%d]", i)
		d := Digest{Name: cmp.Or(s.Name, "daily"), To: s.To, Schedule: report.Schedule{Zone: cfg.Rules.Zone}}
		d.Schedule.Hour, d.Schedule.Minute = c.clock(path+".at", cmp.Or(s.At, "07:30"))
		d.Schedule.Days = c.days(path+".days", cmp.Or(s.Days, "Mon-Fri"))
		if len(s.To) == 0 {
			c.fault(path+".to", "a digest needs a reader: to: [dana]")
		}
		for j, id := range s.To {
			p, ok := c.known(fmt.Sprintf("%s.to[%d]", path, j), id, cfg.Rules)
			if j == 0 && ok && p.Zone != nil {
				d.Schedule.Zone = p.Zone
			}
		}
		if slices.ContainsFunc(cfg.Digests, func(other Digest) bool { return other.Name == d.Name }) {
			c.fault(path, "two digests are named %q: give this one another name:", d.Name)
		}
		cfg.Digests = append(cfg.Digests, d)
	}
}

// clock reads an hour and a minute: 07:30.
func (c *checker) clock(path, s string) (hour, minute int) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		c.fault(path, "%q is no time of day: write \"07:30\"", s)
	}
	return t.Hour(), t.Minute()
}

// days reads days and spans of days: Mon-Fri, or Mon, Wed, Sat-Sun.
func (c *checker) days(path, s string) []time.Weekday {
	days, err := calendar.ParseDays(s)
	if err != nil {
		c.fault(path, "%v", err)
	}
	return days
}
