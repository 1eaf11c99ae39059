package mailout

import (
	"context"
	"crypto/tls"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

// one sets the only mailbox's server.
func one(server Server) func(*smtpd, *Options) {
	return func(_ *smtpd, o *Options) {
		server.Host = "mail.test"
		o.Servers = map[string]Server{"support@acme.test": server}
	}
}

func TestLettersShareAConnection(t *testing.T) {
	play(t, one(Server{Security: Plain, Connections: 1}), func(t *testing.T, s *scene) {
		for i := range tickets.ID(20) {
			s.put(s.write(i+1, 1))
		}
		synctest.Wait()
		after(29 * time.Second)
		s.put(s.write(21, 1))
		synctest.Wait()
		if s.smtpd.dialled() != 1 || len(s.smtpd.received()) != 21 {
			t.Errorf("%d letters over %d connections, want 21 over 1", len(s.smtpd.received()), s.smtpd.dialled())
		}
	})
}

func TestAnIdleConnectionIsClosedAfterAWhile(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		after(31 * time.Second)
		if s.smtpd.standing() != 0 || s.smtpd.count("QUIT") != 1 {
			t.Errorf("%d open, %d QUIT after half a minute", s.smtpd.standing(), s.smtpd.count("QUIT"))
		}
		s.put(s.write(2, 1))
		synctest.Wait()
		if s.smtpd.dialled() != 2 || len(s.smtpd.received()) != 2 {
			t.Errorf("%d connections, %d letters", s.smtpd.dialled(), len(s.smtpd.received()))
		}
	})
}

func TestAMailboxHasNoMoreConnectionsThanAllowed(t *testing.T) {
	set := func(d *smtpd, o *Options) {
		one(Server{Security: Plain, Connections: 3})(d, o)
		d.script = always("DOT", slowly)
	}
	play(t, set, func(t *testing.T, s *scene) {
		for i := range tickets.ID(12) {
			s.put(s.write(i+1, 1))
		}
		after(81 * time.Second) // 12 letters, 3 at a time, 20 seconds each
		if s.smtpd.crowd() != 3 || len(s.smtpd.received()) != 12 {
			t.Errorf("%d connections at once, want 3; %d letters, want 12", s.smtpd.crowd(), len(s.smtpd.received()))
		}
	})
}

func TestAConnectionThatDiedWhileIdleCostsNoAttempt(t *testing.T) {
	deaths := map[string]string{"closed": drop, "421": "421 4.4.2 timeout", "silent": hang}
	for name, death := range deaths {
		t.Run(name, func(t *testing.T) {
			script := func(said said) string {
				if said.verb == "MAIL" && said.nth == 2 {
					return death
				}
				return ""
			}
			play(t, func(d *smtpd, _ *Options) { d.script = script }, func(t *testing.T, s *scene) {
				s.put(s.write(1, 1))
				after(10 * time.Second)
				s.put(s.write(2, 1))
				after(31 * time.Second)
				if l := s.letter(2, 1); l.State != tickets.Sent || s.smtpd.dialled() != 2 || len(s.settled()) != 2 {
					t.Errorf("%s, %d connections, %d results\n%s", l.State, s.smtpd.dialled(), len(s.settled()), s.smtpd.transcript())
				}
			})
		})
	}
}

func TestAConnectionThatDiedAfterARefusalCostsNoAttempt(t *testing.T) {
	script := func(said said) string {
		switch {
		case said.verb == "RCPT" && said.nth == 1:
			return "550 5.1.1 no such user"
		case said.verb == "MAIL" && said.nth == 2:
			return "421 4.7.0 too many errors"
		}
		return ""
	}
	play(t, func(d *smtpd, _ *Options) { d.script = script }, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		synctest.Wait()
		s.put(s.write(2, 1))
		synctest.Wait()
		if l := s.letter(2, 1); l.State != tickets.Sent || l.Attempts != 1 {
			t.Errorf("the letter behind the refused one is %s after %d attempts", l.State, l.Attempts)
		}
	})
}

func TestA421InMidwayMeansANewConnection(t *testing.T) {
	script := func(said said) string {
		if said.verb == "RCPT" && said.nth%3 == 0 { // a server that allows two letters a connection
			return "421 4.7.0 too many letters"
		}
		return ""
	}
	set := func(d *smtpd, o *Options) {
		one(Server{Security: Plain, Connections: 1})(d, o)
		d.script = script
	}
	play(t, set, func(t *testing.T, s *scene) {
		for i := range tickets.ID(10) {
			s.put(s.write(i+1, 1))
		}
		synctest.Wait()
		if n := len(s.smtpd.received()); n != 10 || s.smtpd.dialled() != 5 || len(s.settled()) != 10 {
			t.Errorf("%d letters over %d connections with %d results, want 10, 5, 10", n, s.smtpd.dialled(), len(s.settled()))
		}
	})
}

func TestAConnectionCanBeSecuredAndLoggedIn(t *testing.T) {
	user := func(security Security, auth Auth) Server {
		return Server{Security: security, User: "desk", Password: "secret", Auth: auth}
	}
	cases := []struct {
		name   string
		server Server
		offers string
		tls    bool
		auth   string // in the transcript
	}{
		{"TLS, PLAIN", user(TLS, AuthAuto), "AUTH LOGIN PLAIN", true, "AUTH PLAIN"},
		{"TLS is the default", user("", AuthPlain), "AUTH PLAIN", true, "AUTH PLAIN"},
		{"TLS, LOGIN only", user(TLS, AuthAuto), "AUTH LOGIN", true, "AUTH LOGIN"},
		{"STARTTLS, LOGIN", user(STARTTLS, AuthLogin), "STARTTLS,AUTH LOGIN PLAIN", true, "AUTH LOGIN"},
		{"STARTTLS if offered", user(STARTTLSIfOffered, ""), "STARTTLS,AUTH PLAIN", true, "AUTH PLAIN"},
		{"STARTTLS if offered, it is not", Server{Security: STARTTLSIfOffered}, "", false, ""},
		{"no login wanted", user(STARTTLS, AuthNone), "STARTTLS,AUTH PLAIN", true, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			set := func(d *smtpd, o *Options) {
				one(c.server)(d, o)
				d.offers, d.login = strings.FieldsFunc(c.offers, func(r rune) bool { return r == ',' }), "desk secret"
				d.implicit = c.server.Security == TLS || c.server.Security == ""
			}
			play(t, set, func(t *testing.T, s *scene) {
				s.put(s.write(1, 1))
				synctest.Wait()
				got := s.smtpd.received()
				if len(got) != 1 || got[0].secured != c.tls || !strings.Contains(s.smtpd.transcript(), c.auth) {
					t.Fatalf("took %d letters\n%s\n%s", len(got), s.smtpd.transcript(), s.log)
				}
				if c.auth == "" && s.smtpd.count("AUTH") != 0 {
					t.Error("logged in without need")
				}
			})
		})
	}
}

// refused is what stops a session, and the words that the operator gets.
var refused = []struct {
	name   string
	server Server
	offers string
	words  string
}{
	{"STARTTLS not offered", Server{Security: STARTTLS}, "PIPELINING", "STARTTLS is required, but the server does not offer it"},
	{"wrong password", Server{Security: STARTTLS, User: "desk", Password: "wrong"}, "STARTTLS,AUTH PLAIN", "535 5.7.8 wrong user or password"},
	{"password in plain text", Server{Security: Plain, User: "desk", Password: "secret"}, "AUTH PLAIN", "the password is not sent over a connection without TLS"},
	{"password in plain text, TLS hoped for", Server{Security: STARTTLSIfOffered, User: "desk", Password: "secret", Insist: true}, "AUTH PLAIN", "the password is not sent over a connection without TLS"},
	{"no login offered", Server{Security: STARTTLS, User: "desk", Password: "secret"}, "STARTTLS", "the server offers no login"},
	{"another login offered", Server{Security: STARTTLS, User: "desk", Password: "secret", Auth: AuthLogin}, "STARTTLS,AUTH PLAIN", "the server offers to log in with PLAIN, not with LOGIN"},
	{"a stranger's certificate", Server{Security: STARTTLS, TLS: &tls.Config{ServerName: "other.test"}}, "STARTTLS", "certificate is valid for mail.test, not other.test"},
}

func TestASessionThatIsNotSafeSendsNothingAndSaysWhy(t *testing.T) {
	for _, c := range refused {
		t.Run(c.name, func(t *testing.T) {
			set := func(d *smtpd, o *Options) {
				one(c.server)(d, o)
				d.offers, d.login = strings.Split(c.offers, ","), "desk secret"
			}
			play(t, set, func(t *testing.T, s *scene) {
				s.put(s.write(1, 1))
				after(time.Hour)
				if s.smtpd.count("MAIL") != 0 {
					t.Errorf("a letter was begun:\n%s", s.smtpd.transcript())
				}
				if h := s.sender.Health()[0]; !strings.Contains(h.LastError, c.words) || h.Trouble.IsZero() {
					t.Errorf("health says %+v, want %q", h, c.words)
				}
				if s.log.count(c.words) != 1 {
					t.Errorf("the log does not say it once:\n%s", s.log)
				}
				if strings.Contains(s.log.String()+s.smtpd.transcript(), "secret") {
					t.Error("the password is in the log or on the wire")
				}
				if l := s.letter(1, 1); l.State != tickets.Queued || l.Attempts != 0 {
					t.Errorf("the letter is %s after %d attempts, want it to wait", l.State, l.Attempts)
				}
			})
		})
	}
}

func TestAPasswordMayCrossPlainTextToThisMachineOrOnDemand(t *testing.T) {
	for name, server := range map[string]Server{
		"loopback": {Host: "127.0.0.1", Security: Plain},
		"insist":   {Host: "mail.test", Security: Plain, Insist: true},
	} {
		t.Run(name, func(t *testing.T) {
			server.User, server.Password = "desk", "secret"
			set := func(d *smtpd, o *Options) {
				o.Servers = map[string]Server{"support@acme.test": server}
				d.offers, d.login = []string{"AUTH PLAIN"}, "desk secret"
			}
			play(t, set, func(t *testing.T, s *scene) {
				s.put(s.write(1, 1))
				synctest.Wait()
				if len(s.smtpd.received()) != 1 {
					t.Errorf("not sent:\n%s", s.log)
				}
			})
		})
	}
}

func TestTheNameInEHLOIsTheMailboxDomainUnlessSet(t *testing.T) {
	for helo, want := range map[string]string{"": "EHLO acme.test", "desk.acme.test": "EHLO desk.acme.test"} {
		play(t, one(Server{Security: Plain, HELO: helo}), func(t *testing.T, s *scene) {
			s.put(s.write(1, 1))
			synctest.Wait()
			if !strings.Contains(s.smtpd.transcript(), want+"\n") {
				t.Errorf("no %q in\n%s", want, s.smtpd.transcript())
			}
		})
	}
}

func TestOptionsThatMakeNoSenseAreRefused(t *testing.T) {
	for _, bad := range []Server{{}, {Host: "h", Security: "ssl"}, {Host: "h", Auth: "CRAM-MD5"}} {
		if _, err := New(newMemory(t), Options{Servers: map[string]Server{"a@b.test": bad}}); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}

func TestAnEndedContextLeavesNoConnectionOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newSMTPD(t)
		d.script = always("EHLO", hang)
		ready, err := Server{Host: "mail.test", Security: Plain}.withDefaults("a@b.test")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		if _, err := (dialer{server: ready, dial: d.dial, times: Timeouts{}.withDefaults()}).open(ctx, t.Context()); err == nil {
			t.Error("a session was made")
		}
		synctest.Wait()
		if d.open != 0 {
			t.Error("the connection is still open")
		}
	})
}
