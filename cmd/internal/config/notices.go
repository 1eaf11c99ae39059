package config

import (
	"time"

	"tierdesk/tickets"
)

// ownHours says that notices come in the hours of whoever gets them. It is the default.
const ownHours = "hours"

// maxFlood bounds a number that was mistyped.
const maxFlood = 100_000

// defaultNotices are when people are told of whom nobody says anything else.
func defaultNotices() tickets.NoticeRules {
	return tickets.NoticeRules{Wait: 30 * time.Second, Interval: 5 * time.Minute, Flood: 20, Quiet: true}
}

// notices says when somebody who has these hours is told: by what stands beside their name, else by what holds for all.
func (c *checker) notices(path string, own *noticesSection, hours tickets.Hours) tickets.NoticeRules {
	rules := c.noticesToAll
	if during := c.file.Notices.During; during == "" || during == ownHours {
		rules.Hours = hours
	}
	if own != nil {
		c.noticesOf(path+".notices", *own, hours, &rules)
	}
	return rules
}

// noticesOf sets over rules what a section says.
func (c *checker) noticesOf(path string, s noticesSection, own tickets.Hours, rules *tickets.NoticeRules) {
	rules.Wait = c.duration(path+".wait", s.Wait, rules.Wait)
	rules.Interval = c.duration(path+".interval", s.Interval, rules.Interval)
	if s.Flood != nil {
		if rules.Flood = *s.Flood; rules.Flood < 0 || rules.Flood > maxFlood {
			c.fault(path+".flood", "%d is no number of letters: write 20, or 0 for any number", rules.Flood)
		}
	}
	switch s.During {
	case "":
	case ownHours:
		rules.Quiet, rules.Hours = true, own
	case always:
		rules.Quiet, rules.Hours = false, tickets.Hours{}
	default:
		rules.Quiet, rules.Hours = true, c.hours(path+".during", s.During)
	}
}

// personalHours are those of a calendar as somebody in a zone of their own keeps them: nine o'clock is nine o'clock there,
// unless the calendar is that of a place.
func (c *checker) personalHours(path, name string, zone *time.Location) tickets.Hours {
	h := c.hours(path, name)
	section, named := c.file.Calendars[name]
	if h.Calendar == nil || zone == nil || !named || section.Timezone != "" {
		return h
	}
	if made := c.calendar("calendars."+name, section, &tickets.Rules{Zone: zone}); made != nil {
		h.Calendar = made
	}
	return h
}
