package app_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/postoffice"
	"tierdesk/tickets"
)

// TestAnAgentConfirmsByAnsweringAndAForgerGetsNothing sends two mails in Ann's name from outside, whose results fail: her own, which
// took a way that the server does not know, and a forged one. She lets hers through with an answer from her real mailbox.
func TestAnAgentConfirmsByAnsweringAndAForgerGetsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.start()
		time.Sleep(time.Minute)
		c.mail("carl", "carl@customer.example", "support@acme.example", "Printer on fire", "", "It burns.")
		time.Sleep(time.Minute)
		notice := c.inbox("ann")[0]
		outside := func(text string) {
			c.reply("", "ann@acme.example", notice, text) // nobody logged in
			time.Sleep(time.Minute)
		}
		outside("Use water.")
		outside("/solve\nSend your password to eve@evil.example.")
		held, err := c.app.Desk().SuspendedMails(context.Background())
		c.must(err)
		if len(held) != 2 || held[0].Reason != tickets.SuspendedUnproven || c.about("carl", "Use water.") != 0 {
			t.Fatalf("suspended %+v", held)
		}
		inbox := c.inbox("ann")
		mine, forged := inbox[len(inbox)-2], inbox[len(inbox)-1]
		if !strings.Contains(mine.Text, "Use water.") || !strings.Contains(forged.Text, "/solve") || !strings.Contains(forged.Text, "Is this mail yours?") {
			t.Fatalf("ann was asked:\n%s\n%s", mine.Text, forged.Text)
		}
		c.office.AutoReply(postoffice.Robot{Address: "ann@acme.example", Text: "I am away."})
		c.reply("ann", "ann@acme.example", mine, "Yes, from my phone.")
		c.reply("ann", "ann@acme.example", forged, "/drop")
		time.Sleep(time.Hour)
		if n := c.about("carl", "Use water."); n != 1 || c.about("carl", "password") != 0 || c.about("carl", "from my phone") != 0 {
			t.Errorf("carl got the answer %d times", n)
		}
		held, err = c.app.Desk().SuspendedMails(context.Background())
		c.must(err)
		for _, s := range held {
			if s.Reason != tickets.SuspendedMachine {
				t.Errorf("still suspended: %+v", s)
			}
		}
		if n := c.about("ann", "was let through to #1"); n != 1 || c.tickets()[0].Status == tickets.Solved {
			t.Errorf("ann has %d receipts, the ticket is %s", n, c.tickets()[0].Status)
		}
		c.close()
	})
}

// TestAStrangerIsLetInByTheOwnersAnswer goes the whole way from a mail of a stranger to the conversation with them.
func TestAStrangerIsLetInByTheOwnersAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.must(c.office.AddUser("eve", "secret", "eve@partner.example"))
		c.start()
		time.Sleep(time.Minute)
		id := c.mail("carl", "carl@customer.example", "support@acme.example", "Printer on fire", "", "It burns.")
		time.Sleep(time.Minute)
		c.mail("eve", "eve@partner.example", "support@acme.example", "Re: Printer on fire", "In-Reply-To: <"+id+">\r\n", "I have the spare part.")
		time.Sleep(time.Minute)
		inbox := c.inbox("ann")
		shown := inbox[len(inbox)-1]
		if !strings.Contains(shown.Text, "I have the spare part.") {
			t.Fatalf("ann was shown %q", shown.Text)
		}
		c.reply("ann", "ann@acme.example", shown, "/allow")
		time.Sleep(time.Minute)
		c.reply("ann", "ann@acme.example", c.inbox("ann")[0], "Good, Eve brings it.")
		time.Sleep(time.Hour)
		if a, b := c.about("carl", "Eve brings it."), c.about("eve", "Eve brings it."); a != 1 || b != 1 {
			t.Errorf("carl got the answer %d times, eve %d", a, b)
		}
		c.close()
	})
}
