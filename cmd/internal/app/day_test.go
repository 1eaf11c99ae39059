package app_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/postoffice"
	"tierdesk/tickets"
)

// TestTwoDaysOfTheWholeDaemon lives through 48 hours with customers, agents, robots, an outage of the mail server and a
// restart, all of it over IMAP and SMTP in memory.
func TestTwoDaysOfTheWholeDaemon(t *testing.T) {
	begun := time.Now()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.office.AutoReply(postoffice.Robot{Address: "rita@customer.example", Subject: "Out of office", Text: "I am away until Monday."})
		c.start()
		time.Sleep(time.Minute)
		d := &day{company: c, answered: map[string]bool{}}
		for hour := range 48 {
			d.hour(hour)
		}
		d.check()
		c.close()
		if t.Failed() {
			for line := range strings.Lines(c.log.String()) {
				if !strings.Contains(line, "msg=decided") && !strings.Contains(line, "letter sent") {
					t.Log(strings.TrimSpace(line))
				}
			}
		}
	})
	t.Logf("48 simulated hours in %s", time.Since(begun).Round(time.Millisecond))
}

// day is what people did.
type day struct {
	*company
	ids      []string
	answered map[string]bool
	outage   *postoffice.Broken
}

func (d *day) hour(n int) {
	d.ids = append(d.ids, d.mail("carl", "carl@customer.example", "support@acme.example", fmt.Sprintf("Question %d", n), "", "How does it work?"))
	if n%4 == 0 {
		d.ids = append(d.ids, d.mail("rita", "rita@customer.example", "support@acme.example", fmt.Sprintf("Away %d", n), "", "I go on holiday."))
	}
	if n%6 == 1 {
		d.ids = append(d.ids, d.mail("gina", "gina@customer.example", "support@acme.example", fmt.Sprintf("outage %d", n), "", "Everything is down."))
	}
	switch n {
	case 10:
		d.outage = d.office.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "CONNECT", Effect: postoffice.Drop()})
		d.office.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "IDLE", Effect: postoffice.Drop()})
	case 12:
		d.office.Mend()
	case 24:
		d.halt()
	case 25:
		d.start()
	}
	for range 4 {
		time.Sleep(15 * time.Minute)
		d.ann()
	}
}

// ann answers questions within a quarter of an hour, solves every second one, and never looks at outages.
func (d *day) ann() {
	for _, m := range d.inbox("ann") {
		if d.answered[m.MessageID] || !strings.Contains(m.Subject, "Question") || !strings.Contains(m.Text, "How does it work?") {
			continue
		}
		d.answered[m.MessageID] = true
		body := "Push the button."
		if len(d.answered)%2 == 0 {
			body = "/solve\n" + body
		}
		d.ids = append(d.ids, d.reply("ann", "ann@acme.example", m, body+"\n-- \nAnn Lee\nann@acme.example"))
	}
}

func (d *day) check() {
	d.t.Helper()
	places := d.places()
	for _, id := range d.ids {
		if places[id] != 1 {
			d.t.Errorf("mail %s is in %d places, want 1", id, places[id])
		}
	}
	for who, want := range map[string]int{"digest": 2, "cannot be reached\n": 1, "is back\n": 1} {
		if n := d.about("dana", who); n != want {
			d.t.Errorf("dana got %d mails about %q, want %d", n, who, want)
		}
	}
	if n := d.about("carl", "Push the button."); n != len(d.answered) || n < 40 {
		d.t.Errorf("carl got %d answers of %d", n, len(d.answered))
	}
	for _, leak := range []string{"ann@acme.example", "How does it work?\n>", "Service desk", "/solve"} {
		if n := d.about("carl", leak); n != 0 {
			d.t.Errorf("%q reached the customer %d times", leak, n)
		}
	}
	d.checkTickets()
}

func (d *day) checkTickets() {
	d.t.Helper()
	climbed := 0
	for _, t := range d.tickets() {
		if strings.HasPrefix(t.Subject, "outage") {
			if t.Priority != tickets.Urgent || t.Queue != "infrastructure" {
				d.t.Errorf("%s was not routed: %s %s", t.ID, t.Priority, t.Queue)
			}
			if len(t.Climbs) == 2 && t.Tier == 3 {
				climbed++
			}
		}
		if !t.Wake().IsZero() && t.Wake().Before(time.Now()) {
			d.t.Errorf("%s was due at %s", t.ID, t.Wake())
		}
	}
	if climbed < 7 {
		d.t.Errorf("%d outages climbed to L3, want at least 7", climbed)
	}
	if n := d.about("eva", "Everything is down."); n < 7 {
		d.t.Errorf("eva got %d hand-offs", n)
	}
	if n := d.about("rita", "Away"); n != 12 {
		d.t.Errorf("rita got %d answers, want 12", n)
	}
}
