package app_test

import (
	"bytes"
	"context"
	"fmt"
	"net/mail"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/postoffice"
	"tierdesk/tickets"
)

// loop is what a mail from outside sets going, played for days: what the other side does, and who it is.
type loop struct {
	name  string
	login string // whose mailbox is on the other side
	set   func(c *company)
	mail  func(c *company)
	// most is how many letters the other side may get in the first ten minutes, and never more.
	most int
}

func writeOnce(from string) func(c *company) {
	return func(c *company) {
		login, _, _ := strings.Cut(from, "@")
		c.mail(login, from, "support@acme.example", "Scanner", "", "It is silent.")
	}
}

var loops = []loop{
	{name: "a robot that answers everything, each time about something new", login: "carl", most: 30, mail: writeOnce("carl@customer.example"), set: func(c *company) {
		c.office.AutoReply(postoffice.Robot{Address: "carl@customer.example", Text: "We take your mail seriously.", Rude: true, Fresh: true})
	}},
	{name: "an out-of-office program without a sign of it", login: "carl", most: 2, mail: writeOnce("carl@customer.example"), set: func(c *company) {
		c.office.AutoReply(postoffice.Robot{Address: "carl@customer.example", Subject: "I am away", Text: "I am on the beach until Monday.", Rude: true})
	}},
	{name: "such programs on both sides", login: "carl", most: 30, mail: writeOnce("carl@customer.example"), set: func(c *company) {
		c.write("tierdesk.yaml", strings.Replace(companyConfig, "agents: token+auth", "agents: token", 1))
		c.office.AutoReply(postoffice.Robot{Address: "carl@customer.example", Subject: "I am away", Text: "I am on the beach until Monday.", Rude: true})
		c.office.AutoReply(postoffice.Robot{Address: "ann@acme.example", Subject: "Away", Text: "I am in the mountains until Friday.", Rude: true})
	}},
	{name: "an out-of-office program as it should be", login: "carl", most: 2, mail: writeOnce("carl@customer.example"), set: func(c *company) {
		c.office.AutoReply(postoffice.Robot{Address: "carl@customer.example", Text: "I am on the beach until Monday."})
	}},
	{name: "a robot that bounces what it gets", login: "carl", most: 2, mail: writeOnce("carl@customer.example"), set: func(c *company) {
		c.office.AutoReply(postoffice.Robot{Address: "carl@customer.example", Subject: "Undelivered Mail Returned to Sender", Rude: true,
			Text: "This is the mail system. Your message could not be delivered:\n\n<carl@customer.example>: 550 5.1.1 User unknown"})
	}},
	{name: "a list that reflects", login: "list", most: 2, mail: writeOnce("list@customer.example"), set: func(c *company) {
		c.must(c.office.AddUser("list", "secret", "list@customer.example"))
		c.reflect("list", "list@customer.example")
	}},
	{name: "a second desk", login: "help", most: 2, mail: writeOnce("help@customer.example"), set: func(c *company) {
		c.second = c.neighbour()
	}},
	{name: "a second desk behind a gateway that strips what marks our mail", login: "gate", most: 30, mail: writeOnce("gate@customer.example"), set: func(c *company) {
		c.must(c.office.AddUser("gate", "secret", "gate@customer.example"))
		c.second = c.neighbour()
		c.gateway("gate", "wall@customer.example", "help@customer.example")
		c.gateway("wall", "gate@customer.example", "support@acme.example")
	}},
}

// TestNothingLoops plays each loop for three simulated days with an agent who answers once, and prints how much was exchanged.
// No address gets more than the budget in any span, all that is held is listed, and every mail that came in is kept.
func TestNothingLoops(t *testing.T) {
	for _, l := range loops {
		t.Run(l.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t)
				l.set(c)
				c.start()
				time.Sleep(time.Minute)
				l.mail(c)
				time.Sleep(20 * time.Minute)
				early := c.delivered(l.login)
				if early > l.most {
					t.Errorf("%s got %d letters in the first minutes, want at most %d", l.login, early, l.most)
				}
				if in := c.inbox("ann"); len(in) > 0 {
					c.reply("ann", "ann@acme.example", in[0], "Please switch it on.")
				}
				time.Sleep(3 * 24 * time.Hour)
				c.checkLoop(l, early)
				c.close()
			})
		})
	}
}

// checkLoop looks at what was exchanged.
func (c *company) checkLoop(l loop, early int) {
	c.t.Helper()
	ctx := context.Background()
	held, err := c.app.Desk().HeldLetters(ctx)
	c.must(err)
	sent, heldLetters, byPerson := c.letters()
	if heldLetters != len(held) {
		c.t.Errorf("%d letters are held, %d are listed", heldLetters, len(held))
	}
	c.withinBudget(sent)
	for id, n := range c.places() {
		if n != 1 {
			c.t.Errorf("<%s> is in %d places", id, n)
		}
	}
	if c.second != nil {
		second, held, _ := c.second.letters()
		c.second.withinBudget(second)
		for to, made := range second {
			c.t.Logf("the second desk wrote %d letters to %s by itself", len(made), to)
		}
		c.t.Logf("the second desk has %d tickets and holds %d letters", len(c.second.tickets()), held)
	}
	got, taken := c.delivered(l.login), len(c.office.Mail("support", "Processed"))
	if n := len(c.places()); n < taken {
		c.t.Errorf("%d mails came in, %d are kept", taken, n)
	}
	kept, err := c.app.Desk().SuspendedMails(ctx)
	c.must(err)
	c.t.Logf("%s got %d letters in 20 minutes, %d in three days (%d a person's); %d mails came in: %d tickets, %d kept back; ann got %d, dana %d; %d letters held and listed",
		l.login, early, got, byPerson, taken, len(c.tickets()), len(kept), len(c.inbox("ann")), len(c.inbox("dana")), len(held))
}

// delivered is how many mails a user got, those included that a desk has taken over.
func (c *company) delivered(login string) int {
	return len(c.office.Mail(login, "INBOX")) + len(c.office.Mail(login, "Processed"))
}

// letters are those that the desk made by itself, by recipient, and how many others there are.
func (c *company) letters() (sent map[string][]time.Time, held, byPerson int) {
	sent = map[string][]time.Time{}
	for _, t := range append(c.tickets(), tickets.Ticket{}) {
		_, h, err := c.app.Desk().Show(context.Background(), t.ID)
		if t.ID != 0 {
			c.must(err)
		}
		for _, l := range h.Letters {
			switch {
			case l.State == tickets.Held:
				held++
			case l.Notice == tickets.AgentReply:
				byPerson++
			default:
				sent[l.To] = append(sent[l.To], l.Made)
			}
		}
	}
	return sent, held, byPerson
}

// withinBudget checks every span that ends with a letter.
func (c *company) withinBudget(sent map[string][]time.Time) {
	c.t.Helper()
	b := tickets.DefaultBudgets()
	for to, made := range sent {
		budget := b.Recipient
		if _, staff := c.app.Config().Rules.PersonByAddress(tickets.Address{Address: to}); staff {
			budget = b.Staff
		}
		for _, end := range made {
			for _, limit := range budget {
				n := 0
				for _, at := range made {
					if !at.After(end) && at.After(end.Add(-limit.Within)) {
						n++
					}
				}
				if n > limit.Max {
					c.t.Fatalf("%s got %d letters within %s, more than %s", to, n, limit.Within, limit)
				}
			}
		}
	}
}

// each does something with every new mail of a mailbox, until the company closes.
func (c *company) each(login string, do func(raw []byte)) {
	c.beside = append(c.beside, func(ctx context.Context) {
		seen, pause := 0, time.Second
		for ctx.Err() == nil {
			all := c.office.Mail(login, "INBOX")
			if pause = min(2*pause, 10*time.Minute); seen < len(all) {
				pause = time.Second
			}
			for ; seen < len(all); seen++ {
				do(all[seen].Raw)
			}
			select {
			case <-ctx.Done():
			case <-time.After(pause):
			}
		}
	})
}

// reflect makes a list of a mailbox that sends everything to the desk, which is its member.
func (c *company) reflect(login, address string) {
	c.each(login, func(raw []byte) {
		head := "List-Id: <" + strings.Replace(address, "@", ".", 1) + ">\r\nPrecedence: list\r\n"
		c.must(c.office.Deliver(postoffice.Envelope{From: address, To: []string{"support@acme.example"}, Login: login}, append([]byte(head), raw...)))
	})
}

// gateway passes on what a mailbox gets, as a mail of its own from another address, with a new Message-ID, a new subject and
// none of the fields that mark a letter of a desk. What is answered there comes back through the other gateway.
func (c *company) gateway(login, from, to string) {
	n := 0
	sender, _, _ := strings.Cut(from, "@")
	c.each(login, func(raw []byte) {
		n++
		m, err := mail.ReadMessage(bytes.NewReader(raw))
		c.must(err)
		passed := fmt.Sprintf("From: %s\r\nTo: %s\r\nSubject: Case %d\r\nMessage-ID: <%d.%s@gateway.example>\r\nDate: %s\r\n\r\nPassed on: %s\r\n",
			from, to, n, n, login, time.Now().Format(time.RFC1123Z), m.Header.Get("Subject"))
		c.must(c.office.Deliver(postoffice.Envelope{From: from, To: []string{to}, Login: sender}, []byte(passed)))
	})
}

// neighbour is a second company on the same mail server, with a desk of its own: help@customer.example.
func (c *company) neighbour() *company {
	for _, who := range []string{"help", "wall"} {
		c.must(c.office.AddUser(who, "secret", who+"@customer.example"))
	}
	d := &company{t: c.t, office: c.office, dir: c.t.TempDir(), log: &bytes.Buffer{}}
	d.write("tierdesk.yaml", strings.NewReplacer("support@acme.example", "help@customer.example", "user: support", "user: help", "Acme Support", "Customer Help",
		"ann@acme.example", "gina@customer.example", "cem@acme.example", "rita@customer.example", "eva@acme.example", "rita2@customer.example",
		"dana@acme.example", "dana2@customer.example").Replace(companyConfig))
	d.write("secret", "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210")
	d.write("password", "secret")
	return d
}
