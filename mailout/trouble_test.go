package mailout

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

// until makes a step fail until a moment after the start of the bubble.
func until(d time.Duration, verb, reply string) func(said) string {
	end := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Add(d)
	return func(s said) string {
		if s.verb == verb && time.Now().Before(end) {
			return reply
		}
		return ""
	}
}

func TestAServerThatIsAwayCostsNoLetterAnAttempt(t *testing.T) {
	away := map[string]func(said) string{
		"refuses the connection":    until(6*24*time.Hour, "CONNECT", "refuse"),
		"never answers the dial":    until(6*24*time.Hour, "CONNECT", hang),
		"greets with 554":           until(6*24*time.Hour, "GREETING", "554 5.3.2 no service here"),
		"greets with 421":           until(6*24*time.Hour, "GREETING", "421 4.3.2 too busy"),
		"hangs up at once":          until(6*24*time.Hour, "GREETING", drop),
		"says nothing":              until(6*24*time.Hour, "GREETING", hang),
		"hangs up at EHLO":          until(6*24*time.Hour, "EHLO", drop),
		"wants a login for letters": until(6*24*time.Hour, "MAIL", "530 5.7.0 authentication required"),
	}
	for name, script := range away {
		t.Run(name, func(t *testing.T) {
			play(t, func(d *smtpd, _ *Options) { d.script = script }, func(t *testing.T, s *scene) {
				for i := range tickets.ID(100) {
					s.put(s.write(i+1, 1))
				}
				after(5 * 24 * time.Hour)
				h := s.sender.Health()[0]
				if l := s.letter(1, 1); l.Attempts != 0 || l.State != tickets.Queued || h.Trouble.IsZero() || h.LastError == "" {
					t.Fatalf("after five days: %s, %d attempts, health %+v", l.State, l.Attempts, h)
				}
				if warned := s.log.count("mailbox cannot send"); warned != 1 {
					t.Errorf("the log complains %d times, want once", warned)
				}
				if tries := s.smtpd.count("CONNECT"); tries > 5*24*12+10 {
					t.Errorf("%d tries in five days", tries)
				}
				after(24*time.Hour + 31*time.Minute)
				if n := len(s.smtpd.received()); n != 100 || s.log.count("mailbox sends again") != 1 {
					t.Errorf("%d letters arrived when the server was back; log:\n%s", n, s.log)
				}
				if h := s.sender.Health()[0]; !h.Trouble.IsZero() || h.LastSuccess.IsZero() || h.LastError == "" {
					t.Errorf("health at the end is %+v", h)
				}
			})
		})
	}
}

func TestAShortAbsenceDelaysByseconds(t *testing.T) {
	play(t, func(d *smtpd, _ *Options) { d.script = until(4*time.Second, "CONNECT", "refuse") }, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		after(6 * time.Second)
		if len(s.smtpd.received()) != 1 {
			t.Errorf("not there after six seconds:\n%s", s.log)
		}
	})
}

func TestARefusedLoginIsTriedRarely(t *testing.T) {
	set := func(d *smtpd, o *Options) {
		o.Servers = map[string]Server{"support@acme.test": {Host: "127.0.0.1", Security: Plain, User: "desk", Password: "old"}}
		d.offers, d.login = []string{"AUTH PLAIN"}, "desk new"
	}
	play(t, set, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		after(24 * time.Hour)
		if tries := s.smtpd.count("AUTH"); tries > 50 {
			t.Errorf("%d logins in a day may lock the account", tries)
		}
		if h := s.sender.Health()[0]; !strings.Contains(h.LastError, "log in as desk: 535 5.7.8") {
			t.Errorf("health says %q", h.LastError)
		}
	})
}

func TestAMailboxInTroubleDoesNotHoldUpAnother(t *testing.T) {
	set := func(d *smtpd, o *Options) {
		one(Server{Security: Plain})(d, o)
		o.Servers["billing@acme.test"] = Server{Host: "mail.test", Security: STARTTLS}
	}
	play(t, set, func(t *testing.T, s *scene) {
		for i := range tickets.ID(300) {
			s.put(s.write(i+1, 1, func(l *tickets.Letter) { l.Mailbox = "billing@acme.test" }))
		}
		s.put(s.write(301, 1, func(l *tickets.Letter) { l.Mailbox = "Support@acme.test" }))
		synctest.Wait()
		if got := s.smtpd.received(); len(got) != 1 || s.letter(301, 1).State != tickets.Sent {
			t.Errorf("%d letters arrived, want that of the sound mailbox", len(got))
		}
	})
}

func TestALetterOfAnUnknownMailboxWaits(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1, func(l *tickets.Letter) { l.Mailbox = "gone@acme.test" }))
		after(time.Hour)
		if l := s.letter(1, 1); l.State != tickets.Queued || s.log.count("no SMTP server is configured for gone@acme.test") != 1 {
			t.Errorf("%s\n%s", l.State, s.log)
		}
		if h := s.sender.Health(); len(h) != 2 || h[0].Mailbox != "gone@acme.test" || h[0].Server != "" || h[1].Server != "mail.test:587" {
			t.Errorf("health %+v", h)
		}
	})
}

func TestAServerThatWantsFewConnectionsIsServedThroughThose(t *testing.T) {
	set := func(d *smtpd, o *Options) {
		one(Server{Security: Plain, Connections: 5})(d, o)
		d.script = func(s said) string {
			d.mu.Lock()
			defer d.mu.Unlock()
			if s.verb == "GREETING" && d.open > 1 {
				return "421 4.7.0 too many connections"
			}
			if s.verb == "DOT" {
				return slowly
			}
			return ""
		}
	}
	play(t, set, func(t *testing.T, s *scene) {
		for i := range tickets.ID(20) {
			s.put(s.write(i+1, 1))
		}
		after(401 * time.Second) // 20 seconds each over one connection
		if n := len(s.smtpd.received()); n != 20 || s.log.count("cannot send") != 0 {
			t.Errorf("%d letters arrived\n%s", n, s.log)
		}
		if s.smtpd.dialled() > 12 {
			t.Errorf("%d connections were tried", s.smtpd.dialled())
		}
	})
}

func TestAStuckConnectionDoesNotHoldUpTheMailbox(t *testing.T) {
	set := func(d *smtpd, o *Options) {
		d.script = func(s said) string {
			switch {
			case s.verb == "DOT" && s.nth == 1:
				return hang // for ten minutes
			case s.verb == "GREETING" && s.nth == 2:
				return "421 4.7.0 busy"
			}
			return ""
		}
	}
	play(t, set, func(t *testing.T, s *scene) {
		for i := range tickets.ID(5) {
			s.put(s.write(i+1, 1))
		}
		after(5*time.Minute + time.Second)
		if n := len(s.smtpd.received()); n != 4 {
			t.Errorf("%d letters arrived beside the stuck one, want 4", n)
		}
	})
}
