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

// badMail is a mail that something is wrong with, and what must become of it.
type badMail struct {
	name      string
	raw       func() string
	tickets   int
	suspended tickets.Reason // "" for a mail that must become a ticket
	text      string         // must be in the first message
}

func headed(header string, body ...string) func() string {
	return func() string { return header + "\r\n\r\n" + strings.Join(body, "\r\n") + "\r\n" }
}

var badMails = []badMail{
	{"no Message-ID", headed("From: carl@customer.example\r\nSubject: Help", "It burns."), 1, "", "It burns."},
	{"a broken header line", headed("From: carl@customer.example\r\nthis is no field\r\nSubject: Help\r\nMessage-ID: <b@x.example>", "It burns."), 1, "", "It burns."},
	{"an mbox line first", headed(">From nobody Thu Jan  1 00:00:00 1970\r\nFrom: carl@customer.example\r\nSubject: Help", "It burns."), 1, "", "It burns."},
	{"5,000 nested parts", nested, 1, "", ""},
	{"a boundary that never ends", headed("From: carl@customer.example\r\nSubject: Help\r\nContent-Type: multipart/mixed; boundary=b", "--b", "Content-Type: text/plain", "", "It burns."), 1, "", "It burns."},
	{"a charset nobody knows", headed("From: carl@customer.example\r\nSubject: Help\r\nContent-Type: text/plain; charset=klingon", "It burns."), 1, "", "It burns."},
	{"nothing at all", headed("From: carl@customer.example\r\nMessage-ID: <e@x.example>"), 0, tickets.SuspendedEmpty, ""},
	{"no author", headed("Subject: Help\r\nMessage-ID: <n@x.example>", "It burns."), 1, "", "It burns."},
	{"a subject that would inject a field", headed("From: carl@customer.example\r\nSubject: =?utf-8?q?Help=0D=0ABcc:_eve@elsewhere.example?=", "It burns."), 1, "", "It burns."},
	{"control characters", headed("From: carl@customer.example\r\nSubject: Help", "It \x00burns\x1b[31m."), 1, "", "burns"},
	{"a mail of our own address", headed("From: support@acme.example\r\nSubject: Help\r\nMessage-ID: <o@x.example>", "It burns."), 0, tickets.SuspendedOwn, ""},
	{"over the size limit", func() string {
		return "From: carl@customer.example\r\nSubject: Big\r\nMessage-ID: <big@x.example>\r\n\r\n" + strings.Repeat("0123456789abcdef0123456789abcdef0123456789abcdef\r\n", 60_000)
	}, 0, tickets.SuspendedTooLarge, ""},
}

// nested is a mail of 5,000 multiparts, each inside the other.
func nested() string {
	var b strings.Builder
	b.WriteString("From: carl@customer.example\r\nSubject: Help\r\nMessage-ID: <5000@x.example>\r\n")
	for i := range 5000 {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	b.WriteString("Content-Type: text/plain\r\n\r\nIt burns.\r\n")
	return b.String()
}

func TestBadMailHasAClearOutcomeAndTheNextOneGoesOn(t *testing.T) {
	for _, bad := range badMails {
		t.Run(bad.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t)
				c.write("tierdesk.yaml", strings.Replace(companyConfig, "    after:", "    max_size: 1MB\n    after:", 1))
				c.start()
				time.Sleep(time.Minute)
				c.must(c.office.Deliver(postoffice.Envelope{From: "carl@customer.example", To: []string{"support@acme.example"}}, []byte(bad.raw())))
				good := c.mail("gina", "gina@customer.example", "support@acme.example", "After it", "", "A good mail.")
				time.Sleep(5 * time.Minute)
				bad.check(c, good)
				c.close()
			})
		})
	}
}

func (bad *badMail) check(c *company, good string) {
	c.t.Helper()
	if c.places()[good] != 1 {
		c.t.Errorf("the next mail is in %d places, want 1", c.places()[good])
	}
	if n := len(c.tickets()) - 1; n != bad.tickets {
		c.t.Errorf("%d tickets, want %d", n, bad.tickets)
	}
	held, err := c.app.Desk().SuspendedMails(c.t.Context())
	c.must(err)
	switch {
	case bad.suspended == "" && len(held) > 0:
		c.t.Errorf("suspended: %+v", held)
	case bad.suspended != "" && (len(held) != 1 || held[0].Reason != bad.suspended):
		c.t.Errorf("suspended %+v, want one for %s", held, bad.suspended)
	}
	if bad.text != "" {
		_, h, err := c.app.Desk().Show(c.t.Context(), c.tickets()[0].ID)
		c.must(err)
		if !strings.Contains(h.Messages[0].Text, bad.text) {
			c.t.Errorf("the message says %q", h.Messages[0].Text)
		}
	}
	for _, login := range []string{"ann", "carl", "gina", "dana"} {
		for _, m := range c.inbox(login) {
			if m.Get("Bcc") != "" || strings.ContainsAny(m.Subject, "\r\n\x00") {
				c.t.Errorf("a letter to %s was tampered with: %q", login, m.Subject)
			}
		}
	}
	if n := c.about("carl", "large"); bad.suspended == tickets.SuspendedTooLarge && n != 1 {
		c.t.Errorf("the sender of the large mail was told %d times", n)
	}
}

func TestARenumberedFolderAndAFolderMadeAnewAddNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.write("tierdesk.yaml", strings.Replace(companyConfig, "after: move:Processed", "after: keep", 1))
		c.start()
		time.Sleep(time.Minute)
		id := c.mail("carl", "carl@customer.example", "support@acme.example", "Once", "", "Only once.")
		time.Sleep(5 * time.Minute)
		c.must(c.office.Renumber("support", "INBOX"))
		time.Sleep(20 * time.Minute)
		kept := c.office.Mail("support", "INBOX")
		c.must(c.office.DeleteFolder("support", "INBOX"))
		c.must(c.office.CreateFolder("support", "INBOX"))
		for _, m := range kept {
			c.must(c.office.Put("support", "INBOX", m))
		}
		next := c.mail("carl", "carl@customer.example", "support@acme.example", "Next", "", "Another one.")
		time.Sleep(20 * time.Minute)
		if places := c.places(); places[id] != 1 || places[next] != 1 || len(places) != 2 {
			t.Errorf("places: %v", places)
		}
		if n := c.about("carl", "[ACME #"); n != 2 {
			t.Errorf("carl got %d answers, want 2", n)
		}
		c.close()
	})
}

func TestAWrongConfigurationKeepsTheOldOneRunning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.start()
		time.Sleep(time.Minute)
		c.write("tierdesk.yaml", strings.Replace(companyConfig, "hold_at_most", "hold_at_least", 1))
		if err := c.app.Reload(t.Context()); err == nil || !strings.Contains(err.Error(), "hold_at_least") || !strings.Contains(err.Error(), "the old configuration stays") {
			t.Errorf("reload of a wrong file: %v", err)
		}
		c.mail("carl", "carl@customer.example", "support@acme.example", "Before", "", "Old rules.")
		time.Sleep(time.Minute)
		c.write("tierdesk.yaml", strings.Replace(companyConfig, "name: Acme Support", "name: Better Support", 1))
		c.must(c.app.Reload(t.Context()))
		c.mail("carl", "carl@customer.example", "support@acme.example", "After", "", "New rules.")
		time.Sleep(5 * time.Minute)
		inbox := c.inbox("carl")
		if len(inbox) != 2 || !strings.Contains(inbox[0].Author().Name, "Acme") || !strings.Contains(inbox[1].Author().Name, "Better") {
			t.Errorf("carl got %d mails: %+v", len(inbox), inbox)
		}
		c.close()
	})
}

func TestHistoryIsNotAnsweredAndImportedOnlyWhenAsked(t *testing.T) {
	for history, want := range map[string]int{"skip": 0, "import": 3} {
		t.Run(history, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t)
				c.write("tierdesk.yaml", strings.Replace(companyConfig, "    after:", "    history: "+history+"\n    after:", 1))
				for i := range 3 {
					c.mail("carl", "carl@customer.example", "support@acme.example", fmt.Sprint("Old ", i), "", "Long ago.")
				}
				c.start()
				time.Sleep(time.Hour)
				if n := len(c.tickets()); n != want {
					t.Errorf("%d tickets, want %d", n, want)
				}
				for _, login := range []string{"carl", "ann", "dana"} {
					if n := len(c.inbox(login)); n != 0 {
						t.Errorf("%s got %d mails about history", login, n)
					}
				}
				c.close()
			})
		})
	}
}
