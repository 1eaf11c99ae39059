package tickets_test

import (
	"slices"
	"testing"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/calendar"
)

// notices gives somebody the rules of a line of a story.
func (s *story) notices(t *testing.T, id string, arg map[string]string) {
	t.Helper()
	span := func(key string) time.Duration {
		d, err := time.ParseDuration(arg[key])
		if err != nil && arg[key] != "" {
			t.Fatal(err)
		}
		return d
	}
	rules := tickets.NoticeRules{Wait: span("wait"), Interval: span("interval"), Flood: int(atoi(arg["flood"])), Quiet: arg["quiet"] != ""}
	if arg["hours"] != "" {
		h, err := calendar.ParseHours(arg["hours"])
		if err != nil {
			t.Fatal(err)
		}
		c, err := calendar.New(calendar.Options{Hours: []calendar.Hours{h}})
		if err != nil {
			t.Fatal(err)
		}
		rules.Hours = tickets.Hours{Name: "office", Calendar: c}
	}
	for i := range s.rules.People {
		if p := &s.rules.People[i]; p.ID == id {
			p.Notices = rules
		}
	}
}

// waitOver takes up what waits for somebody.
func (s *story) waitOver(f tickets.Facts, arg map[string]string) tickets.Event {
	f.Named = s.named(0)
	ev := tickets.WaitOver{Facts: f, Person: arg["person"], By: arg["by"]}
	for _, w := range s.waits {
		if w.Person == ev.Person {
			ev.Waits = append(ev.Waits, w)
		}
	}
	return ev
}

// passesQuiet are the letters to the desk's people that no hours hold back.
var passesQuiet = []tickets.Notice{tickets.Receipt, tickets.Answered, tickets.CommandError, tickets.KeptBackNotice, tickets.Collision, tickets.Together}

// checkQuiet holds that nobody is told of anything outside their hours that is not urgent, and that what waits is told to people
// of the desk only.
func checkQuiet(t checker, before tickets.Ticket, ev tickets.Event, d tickets.Decision, r *tickets.Rules) {
	t.Helper()
	at := factsOf(ev)
	over, told := ev.(tickets.WaitOver)
	for _, l := range d.Letters {
		p, staff := r.PersonByAddress(l.Recipient)
		n := p.Notices
		if !staff || !n.Quiet || n.Hours.Calendar == nil || n.Hours.Calendar.Open(at) || slices.Contains(passesQuiet, l.Notice) || told && over.By != "" {
			continue
		}
		talks := before.Answered.By == p.ID && at.Sub(before.Answered.At) < time.Hour
		if d.Ticket.Priority != tickets.Urgent && before.Priority != tickets.Urgent && !talks {
			t.Errorf("%s gets %s at %s, outside their hours", p.ID, l.Notice, at)
		}
	}
	for _, w := range d.Waits {
		if _, known := r.PersonByID(w.Person); !known || w.Ticket != d.Ticket.ID || w.For == "" || !w.At.Equal(at) {
			t.Errorf("a notice waits that nobody can be told: %+v", w)
		}
	}
	for _, w := range d.Ended {
		if !told || !slices.ContainsFunc(over.Waits, func(o tickets.Waiting) bool { return o.Ticket == w.Ticket && o.Seq == w.Seq }) {
			t.Errorf("a notice ends that did not wait: %+v", w)
		}
	}
}

// factsOf is when an event happened.
func factsOf(ev tickets.Event) time.Time {
	switch ev := ev.(type) {
	case tickets.FirstMail:
		return ev.At
	case tickets.CustomerMail:
		return ev.At
	case tickets.CustomerWord:
		return ev.At
	case tickets.AgentMail:
		return ev.At
	case tickets.MachineMail:
		return ev.At
	case tickets.Imported:
		return ev.At
	case tickets.Undelivered:
		return ev.At
	case tickets.Ordered:
		return ev.At
	case tickets.LeftWaiting:
		return ev.At
	case tickets.WaitOver:
		return ev.At
	case tickets.Tick:
		return ev.At
	case tickets.Reloaded:
		return ev.At
	case tickets.Relayed:
		return ev.At
	case tickets.HeldLetterJudged:
		return ev.At
	}
	return time.Time{}
}
