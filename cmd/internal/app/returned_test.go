package app_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/postoffice"
	"tierdesk/tickets"
)

// TestAnAnswerThatComesBackReachesItsAgentOnce lets a customer's mailbox refuse mail after the first answer: the report
// finds its ticket by the token in the envelope sender or in the returned header, and no other letter follows from it.
func TestAnAnswerThatComesBackReachesItsAgentOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.start()
		time.Sleep(time.Minute)
		c.mail("carl", "carl@customer.example", "support@acme.example", "Printer on fire", "", "It burns.")
		time.Sleep(time.Minute)
		c.office.Bounce("carl@customer.example", "5.2.1", "mailbox disabled")
		c.reply("ann", "ann@acme.example", c.inbox("ann")[0], "Use water.")
		time.Sleep(10 * time.Minute)
		if n := c.about("ann", "mailbox disabled"); n != 1 {
			t.Errorf("ann was told %d times", n)
		}
		ticket := c.tickets()[0]
		_, h, err := c.app.Desk().Show(t.Context(), ticket.ID)
		c.must(err)
		if last := h.Journal[len(h.Journal)-1]; last.Why != tickets.LetterFailed || !strings.Contains(last.Text, "agent_reply") || len(c.tickets()) != 1 {
			t.Errorf("%d tickets, journal: %+v", len(c.tickets()), last)
		}
		c.close()
	})
}

// TestARudeRobotIsHeardAndNeverAnswered lets the customer's side answer everything, as a person would, under the subject of
// what it answers: all of it is on one ticket, and the desk says nothing by itself.
func TestARudeRobotIsHeardAndNeverAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.office.AutoReply(postoffice.Robot{Address: "carl@customer.example", Text: "We take your mail seriously.", Rude: true})
		c.start()
		time.Sleep(time.Minute)
		c.mail("carl", "carl@customer.example", "support@acme.example", "Printer on fire", "", "It burns.")
		time.Sleep(time.Hour)
		if n := c.about("carl", "[ACME #"); len(c.tickets()) != 1 || n != 1 {
			t.Errorf("%d tickets, carl got %d letters; want 1 and 1", len(c.tickets()), n)
		}
		if n := c.about("ann", "We take your mail seriously."); n != 1 {
			t.Errorf("ann heard the robot %d times, want once", n)
		}
		c.close()
	})
}
