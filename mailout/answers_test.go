package mailout

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

// once answers one verb with a reply, the first time it is said only.
func once(verb, reply string) func(said) string {
	return func(s said) string {
		if s.verb == verb && s.nth == 1 {
			return reply
		}
		return ""
	}
}

// always answers one verb with a reply.
func always(verb, reply string) func(said) string {
	return func(s said) string {
		if s.verb == verb {
			return reply
		}
		return ""
	}
}

func TestALetterArrivesByteForByte(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		l := s.write(7, 1)
		s.put(l)
		synctest.Wait()
		got := s.smtpd.received()
		if len(got) != 1 {
			t.Fatalf("the server took %d letters, want 1\n%s", len(got), s.log)
		}
		if got[0].data != s.bodies[l.Raw] {
			t.Errorf("arrived:\n%q\nwant:\n%q", got[0].data, s.bodies[l.Raw])
		}
		if got[0].from != "MAIL FROM:<bounce+1@acme.test>" || got[0].to != "RCPT TO:<carla@customer.test>" {
			t.Errorf("envelope is %q, %q", got[0].from, got[0].to)
		}
		if state := s.letter(7, 1).State; state != tickets.Sent {
			t.Errorf("the letter is %s, want sent", state)
		}
		if r := s.settled(); len(r) != 1 || r[0].Error != "" || r[0].Status != "" {
			t.Errorf("settled as %+v", r)
		}
	})
}

// fates is what becomes of a letter by what the server does to the first attempt. Minutes later it has arrived or failed.
var fates = []struct {
	name   string
	script func(said) string
	state  tickets.LetterState // after the first attempt
	status string
	error  string // a part of it
	taken  int    // by the server, at the end
}{
	{"4xx to MAIL", once("MAIL", "451 4.3.0 try later"), tickets.Queued, "4.3.0", "451 4.3.0 try later", 1},
	{"4xx to RCPT is greylisting", once("RCPT", "450 4.2.0 greylisted"), tickets.Queued, "4.2.0", "greylisted", 1},
	{"4xx to DATA", once("DATA", "451 no room"), tickets.Queued, "451", "no room", 1},
	{"4xx to the dot", once("DOT", "452 4.3.1 disk full"), tickets.Queued, "4.3.1", "disk full", 1},
	{"5xx to MAIL", once("MAIL", "553 5.7.1 not your address"), tickets.Failed, "5.7.1", "not your address", 0},
	{"5xx to RCPT", once("RCPT", "550 5.1.1 no such user"), tickets.Failed, "5.1.1", "550 5.1.1 no such user", 0},
	{"5xx without enhanced code", once("RCPT", "550 no such user"), tickets.Failed, "550", "no such user", 0},
	{"5xx with a code that contradicts", once("RCPT", "550 2.1.5 odd"), tickets.Failed, "550", "odd", 0},
	{"5xx to DATA", once("DATA", "554 5.5.1 no"), tickets.Failed, "5.5.1", "no", 0},
	{"5xx to the dot", once("DOT", "550 5.7.1 spam"), tickets.Failed, "5.7.1", "spam", 0},
	{"552 says too large", once("DOT", "552 5.3.4 message size exceeds fixed limit"), tickets.Failed, "5.3.4", "the letter is too large", 0},
	{"552 says mailbox full", once("RCPT", "552 5.2.2 over quota"), tickets.Failed, "5.2.2", "mailbox is full", 0},
	{"503 means out of step", once("MAIL", "503 5.5.1 nested MAIL"), tickets.Queued, "5.5.1", "nested", 1},
	{"421 to MAIL", once("MAIL", "421 4.3.2 closing"), tickets.Queued, "4.3.2", "closing", 1},
	{"421 to the dot", once("DOT", "421 4.3.2 closing"), tickets.Queued, "4.3.2", "closing", 1},
	{"lost at MAIL", once("MAIL", drop), tickets.Queued, "", "the connection was lost at MAIL", 1},
	{"lost in the text", once("TEXT", drop), tickets.Queued, "", "the connection was lost at the text", 1},
	{"nonsense to RCPT", once("RCPT", "hello?"), tickets.Queued, "", "lost at RCPT", 1},
	{"3xx to RCPT", once("RCPT", "354 what"), tickets.Queued, "354", "what", 1},
	{"251 to RCPT is a yes", once("RCPT", "251 will forward"), tickets.Sent, "", "", 1},
	{"another 2xx to the dot is a yes", once("DOT", "252 fine"), tickets.Sent, "", "", 1},
	{"lost after the dot, refused", once("DOT", drop), tickets.Queued, "", "may arrive", 1},
	{"lost after the dot, taken", once("DOT", keepAndDrop), tickets.Queued, "", "may arrive", 2},
}

func TestEachAnswerHasItsOutcome(t *testing.T) {
	for _, c := range fates {
		t.Run(c.name, func(t *testing.T) {
			play(t, func(d *smtpd, _ *Options) { d.script = c.script }, func(t *testing.T, s *scene) {
				s.put(s.write(1, 1))
				synctest.Wait()
				r := s.settled()
				if len(r) != 1 || r[0].State != c.state || r[0].Status != c.status || !strings.Contains(r[0].Error, c.error) {
					t.Fatalf("first result %+v\nwant %s %q %q", r, c.state, c.status, c.error)
				}
				if c.state == tickets.Queued && time.Until(r[0].Next) != time.Minute {
					t.Errorf("next try in %v, want a minute", time.Until(r[0].Next))
				}
				after(2 * time.Minute)
				if got := s.smtpd.received(); len(got) != c.taken {
					t.Errorf("the server took %d letters, want %d", len(got), c.taken)
				}
				if c.state == tickets.Queued && s.letter(1, 1).State != tickets.Sent {
					t.Errorf("the letter is %s at the end", s.letter(1, 1).State)
				}
			})
		})
	}
}

func TestARepetitionAfterAnUnknownOutcomeIsIdentical(t *testing.T) {
	play(t, func(d *smtpd, _ *Options) { d.script = once("DOT", keepAndDrop) }, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		after(2 * time.Minute)
		got := s.smtpd.received()
		if len(got) != 2 || got[0].data != got[1].data || got[0].from != got[1].from || got[0].to != got[1].to {
			t.Errorf("the server took %+v, want the same letter twice", got)
		}
	})
}

func TestAServerThatFallsSilentAfterTheDotCostsTenMinutes(t *testing.T) {
	play(t, func(d *smtpd, _ *Options) { d.script = once("DOT", hang) }, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		after(10*time.Minute - time.Second)
		if len(s.settled()) != 0 {
			t.Fatal("given up before the ten minutes of RFC 5321, section 4.5.3.2.6")
		}
		after(2 * time.Second)
		if r := s.settled(); len(r) != 1 || !strings.Contains(r[0].Error, "may arrive") {
			t.Errorf("settled %+v", r)
		}
		after(2 * time.Minute)
		if s.letter(1, 1).State != tickets.Sent {
			t.Error("not sent again")
		}
	})
}

func TestAConnectionServesTheNextLetterAfterARefusal(t *testing.T) {
	play(t, func(d *smtpd, _ *Options) { d.script = once("RCPT", "550 5.1.1 no") }, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		synctest.Wait()
		s.put(s.write(2, 1))
		synctest.Wait()
		if s.smtpd.dialled() != 1 || s.smtpd.count("RSET") != 1 || len(s.smtpd.received()) != 1 {
			t.Errorf("%d connections, %d RSET, %d letters\n%s", s.smtpd.dialled(), s.smtpd.count("RSET"), len(s.smtpd.received()), s.smtpd.transcript())
		}
	})
}

func TestTheNullReturnPathIsWrittenAsEmptyBrackets(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1, func(l *tickets.Letter) { l.Envelope = "" }))
		synctest.Wait()
		if got := s.smtpd.received(); len(got) != 1 || got[0].from != "MAIL FROM:<>" {
			t.Errorf("took %+v", got)
		}
	})
}

func TestALetterOverTheServersSizeFailsUnsent(t *testing.T) {
	play(t, func(d *smtpd, _ *Options) { d.offers = []string{"SIZE 100"} }, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1, func(l *tickets.Letter) { l.Size = 101 }), s.write(2, 1, func(l *tickets.Letter) { l.Size = 0 }))
		synctest.Wait()
		l := s.letter(1, 1)
		if l.State != tickets.Failed || l.Error != "the letter has 101 bytes, the server takes 100 at most" {
			t.Errorf("%s: %s", l.State, l.Error)
		}
		if s.smtpd.count("MAIL") != 1 {
			t.Errorf("%d letters were announced, want the small one only", s.smtpd.count("MAIL"))
		}
	})
}

func TestTheSizeIsAnnouncedToAServerThatWantsIt(t *testing.T) {
	play(t, func(d *smtpd, _ *Options) { d.offers = []string{"8BITMIME", "SIZE", "SMTPUTF8"} }, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		synctest.Wait()
		got := s.smtpd.received()
		if len(got) != 1 {
			t.Fatalf("took %d letters", len(got))
		}
		if want := fmt.Sprintf("MAIL FROM:<bounce+1@acme.test> SIZE=%d BODY=8BITMIME", len(got[0].data)); got[0].from != want {
			t.Errorf("said %q, want %q", got[0].from, want)
		}
	})
}

func TestSMTPUTF8IsUsedForInternationalAddressesOnly(t *testing.T) {
	to := func(address string) func(*tickets.Letter) { return func(l *tickets.Letter) { l.To = address } }
	play(t, func(d *smtpd, _ *Options) { d.offers = []string{"SMTPUTF8"} }, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1, to("jürgen@müller.test")), s.write(2, 1, to("juergen@müller.test")))
		synctest.Wait()
		for _, want := range []string{"RCPT TO:<jürgen@xn--mller-kva.test>", "RCPT TO:<juergen@xn--mller-kva.test>"} {
			if !strings.Contains(s.smtpd.transcript(), want) {
				t.Errorf("%q is missing in\n%s", want, s.smtpd.transcript())
			}
		}
		for _, got := range s.smtpd.received() {
			if strings.Contains(got.from, "SMTPUTF8") != strings.Contains(got.to, "ü") {
				t.Errorf("%s, %s", got.from, got.to)
			}
		}
	})
	play(t, nil, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1, to("jürgen@customer.test")))
		synctest.Wait()
		if r := s.settled(); len(r) != 1 || r[0].State != tickets.Failed || r[0].Status != "5.6.7" {
			t.Errorf("without SMTPUTF8: %+v", r)
		}
	})
}

func TestAnAddressThatSMTPCannotCarryFailsAndStopsNothing(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.put(
			s.write(1, 1, func(l *tickets.Letter) { l.To = "x@y.test>\r\nRCPT TO:<victim@z.test" }),
			s.write(2, 1, func(l *tickets.Letter) { l.To = "nobody" }),
			s.write(3, 1, func(l *tickets.Letter) { l.Envelope = "a@b c" }),
			s.write(4, 1))
		synctest.Wait()
		for _, r := range s.settled() {
			want := map[tickets.ID]string{1: "5.1.3", 2: "5.1.3", 3: "5.1.7"}[r.Letter.Ticket]
			if r.Status != want {
				t.Errorf("letter %v: %+v, want %s", r.Letter.Ticket, r, want)
			}
		}
		if s.letter(4, 1).State != tickets.Sent || strings.Contains(s.smtpd.transcript(), "victim") {
			t.Errorf("transcript:\n%s", s.smtpd.transcript())
		}
	})
}

func TestALetterThatCannotBeReadToTheEndIsNeverSentCut(t *testing.T) {
	broken := map[string]func() (io.ReadCloser, error){
		"cannot be opened": func() (io.ReadCloser, error) { return nil, errors.New("disk trouble") },
		"breaks off": func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader("Subject: x\r\n\r\nhalf\r\n"), iotest.ErrReader(errors.New("disk trouble")))), nil
		},
		"is too short": func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader("Subject: x\r\n\r\nhalf\r\n")), nil
		},
	}
	for name, open := range broken {
		t.Run(name, func(t *testing.T) {
			play(t, nil, func(t *testing.T, s *scene) {
				s.unlucky = func(string) (io.ReadCloser, error) { return open() }
				s.put(s.write(1, 1))
				synctest.Wait()
				r := s.settled()
				if len(r) != 1 || r[0].State != tickets.Queued || !strings.HasPrefix(r[0].Error, "read the letter: ") {
					t.Errorf("settled %+v", r)
				}
				if n := len(s.smtpd.received()); n != 0 {
					t.Errorf("the server took %d cut letters", n)
				}
				s.mu.Lock()
				s.unlucky = nil
				s.mu.Unlock()
				after(2 * time.Minute)
				if s.letter(1, 1).State != tickets.Sent {
					t.Error("not sent when it could be read again")
				}
			})
		})
	}
}
