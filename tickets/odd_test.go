package tickets_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
)

// oddRules are configurations that nobody should write, or that a reload left a ticket under.
func oddRules() map[string]*tickets.Rules {
	change := func(f func(r *tickets.Rules)) *tickets.Rules {
		r := acme()
		f(r)
		return r
	}
	return map[string]*tickets.Rules{
		"no people":                  change(func(r *tickets.Rules) { r.People = nil }),
		"no mailboxes":               change(func(r *tickets.Rules) { r.Mailboxes = nil }),
		"another mailbox":            change(func(r *tickets.Rules) { r.Mailboxes[0].Address = "help@acme.example" }),
		"no tiers":                   change(func(r *tickets.Rules) { r.Tiers = [tickets.TopTier + 1]tickets.TierRules{} }),
		"nobody on the first tier":   change(func(r *tickets.Rules) { r.Tiers[1].People = nil }),
		"a tier of strangers":        change(func(r *tickets.Rules) { r.Tiers[1].People = []string{"zoe"} }),
		"a router beyond the ladder": change(func(r *tickets.Rules) { r.Router = straight{Tier: 9} }),
		"a router below the ladder":  change(func(r *tickets.Rules) { r.Router = straight{Tier: -3, Assignee: "zoe"} }),
		"no clock and no zone":       change(func(r *tickets.Rules) { r.Zone, r.ReopenWithin, r.UndoDelay = nil, 0, 0 }),
	}
}

// straight routes every mail alike.
type straight tickets.Routing

func (s straight) Route(*tickets.FirstMail) tickets.Routing { return tickets.Routing(s) }
func (s straight) Path(*tickets.FirstMail) []string         { return nil }

func TestEveryEventHasADecisionUnderOddRules(t *testing.T) {
	steps := []string{"customer from=carl@customer.example\n| More.", "agent from=ann@acme.example\n| Use water.", "agent from=dana@acme.example leg=internal\n| A note.",
		"agent from=ann@acme.example\n| /take\n| /escalate L4 too hard", "agent from=ann@acme.example\n| /escalate too hard", "agent from=ann@acme.example\n| /assign z\n| /help",
		"machine from=carl@customer.example kind=person\n| Beep.", "undelivered to=carl@customer.example notice=agent_reply", "undelivered to=ann@acme.example notice=new_ticket",
		"at +2h\ntick", "order\n| /solve", "at +400h\ntick", "relay kind=merged by=ann", "agent from=ann@acme.example\n| /merge 900"}
	const first = "first from=carl@customer.example subject=\"Down\"\n| Nothing works."
	for name, rules := range oddRules() {
		t.Run(name, func(t *testing.T) {
			reloaded, odd := newStory(), newStory()
			reloaded.step(t, first)
			odd.rules = rules
			odd.step(t, first)
			reloaded.rules = rules
			for _, step := range steps {
				reloaded.step(t, step)
				odd.step(t, step)
			}
		})
	}
}

func TestATicketWhoseRungIsAbandonedClimbsWithAReason(t *testing.T) {
	s := newStory()
	s.step(t, "first from=carl@customer.example subject=\"Down\"\n| Nothing works.")
	s.rules.People, s.rules.Tiers[1].People = s.rules.People[2:], nil
	s.step(t, "customer from=carl@customer.example\n| Hello?")
	if n := len(s.ticket.Climbs); s.ticket.Tier != 2 || s.ticket.Assignee != "cem" || n != 1 {
		t.Errorf("on %s with %s after %d climbs", s.ticket.Tier, s.ticket.Assignee, n)
	}
}

func TestAMailboxThatAsksLessIsNoDoorToTheTicketsOfAnother(t *testing.T) {
	s := newStory()
	s.rules.Mailboxes[0].Trust = tickets.TrustTokenAndAuth
	s.rules.Mailboxes = append(s.rules.Mailboxes, tickets.Mailbox{Address: "sales@acme.example", Trust: tickets.TrustToken})
	s.step(t, "first from=carl@customer.example subject=\"Down\"\n| Nothing works.")
	ev := s.event(t, "agent from=ann@acme.example token=good", "/solve").(tickets.AgentMail)
	ev.Mailbox = "sales@acme.example"
	if d := tickets.Decide(s.ticket, ev, s.rules); d.Suspend != tickets.SuspendedUnproven {
		t.Errorf("decided %s: %s", d.Reason, d.Why)
	}
}

func TestAnOldSubAddressOfOursTakesNoPartInTheConversation(t *testing.T) {
	s := newStory()
	s.rules.Mailboxes[0].Sub = ""
	s.step(t, "first from=carl@customer.example subject=\"Down\" cc=support+tabc@acme.example\n| Nothing works.")
	if len(s.ticket.Participants) != 0 {
		t.Errorf("participants: %v", s.ticket.Participants)
	}
}

func TestAnAnswerThatCanReachNobodyComesBack(t *testing.T) {
	s := newStory()
	s.step(t, "first from=nonsense subject=\"Down\"\n| Nothing works.")
	d := tickets.Decide(s.ticket, s.event(t, "agent from=ann@acme.example", "Use water."), s.rules)
	if d.Reason != tickets.CommandRefused || !strings.Contains(d.Why, "address") {
		t.Errorf("decided %s: %s", d.Reason, d.Why)
	}
}

func TestWhatAMailClientEnclosesByItselfStaysInside(t *testing.T) {
	s := newStory()
	s.step(t, "first from=carl@customer.example subject=\"Down\"\n| Nothing works.")
	ev := s.event(t, "agent from=ann@acme.example", "Use water.").(tickets.AgentMail)
	for _, kind := range []string{"application/pkcs7-signature", "application/pgp-keys", "text/x-vcard", "application/pdf"} {
		ev.Mail.Attachments = append(ev.Mail.Attachments, tickets.Attachment{Name: kind, Type: kind, Size: 10})
	}
	d := tickets.Decide(s.ticket, ev, s.rules)
	if files := d.Letters[0].Attachments; len(files) != 1 || files[0].Type != "application/pdf" {
		t.Errorf("the customer gets %v", files)
	}
}

// TestNothingGrowsWithoutBound measures what one enormous mail leaves in the ticket, its rows and its letters.
func TestNothingGrowsWithoutBound(t *testing.T) {
	huge := strings.Repeat("äbcdefg ", 5<<17)
	for _, from := range []string{"first from=carl@customer.example", "customer from=carl@customer.example", "agent from=ann@acme.example leg=internal", "agent from=ann@acme.example"} {
		for _, text := range []string{huge, "/escalate " + huge, "/" + huge, "/note " + huge, "/merge " + huge} {
			s := newStory()
			if !strings.HasPrefix(from, "first") {
				s.step(t, "first from=carl@customer.example subject=\"Down\"\n| Nothing works.")
			}
			ev := s.event(t, from, text)
			if f, ok := ev.(tickets.FirstMail); ok {
				f.Mail.Subject, f.Mail.From[0].Name, f.Sender.Address.Name, f.Mail.MessageID = huge, huge, huge, huge
				ev = f
			}
			d := tickets.Decide(s.ticket, ev, s.rules)
			checkInvariants(t, s.ticket, ev, d, s.rules)
			what := fmt.Sprintf("%s: %.10s…", from, text)
			if n := len(fmt.Sprintf("%+v", d.Ticket)); n > 20<<10 {
				t.Errorf("%s: the ticket has %d KB", what, n>>10)
			}
			if n := len(fmt.Sprintf("%+v %+v", d.Journal, d.Why)); n > 10<<10 {
				t.Errorf("%s: the journal has %d KB", what, n>>10)
			}
			for _, m := range d.Messages {
				if len(m.Text) > 257<<10 || len(m.From.Name) > 1<<10 {
					t.Errorf("%s: a message of %d KB", what, len(m.Text)>>10)
				}
			}
			for _, l := range d.Letters {
				if n := len(fmt.Sprintf("%+v", l)); n > 300<<10 || l.Notice == tickets.NewTicket && n > 80<<10 {
					t.Errorf("%s: a %s letter of %d KB", what, l.Notice, n>>10)
				}
			}
		}
	}
}

func TestAClockThatWasSetBackMovesNoDeadline(t *testing.T) {
	s := newStory()
	s.step(t, "first from=carl@customer.example subject=\"Down\"\n| Nothing works.")
	s.at = s.at.Add(-48 * time.Hour) // the clock was set back
	before := s.ticket.Due
	s.step(t, "customer from=carl@customer.example\n| Hello?")
	if !s.ticket.Due.Equal(before) {
		t.Errorf("due %s, want %s", s.ticket.Due, before)
	}
}

func TestTheOwnerIsToldWhoElseReadsTheAnswer(t *testing.T) {
	s := newStory()
	s.step(t, "first from=carl@customer.example subject=\"Down\" cc=gina@customer.example\n| Nothing works.")
	ev := s.event(t, "customer from=gina@customer.example", "Still nothing.")
	for _, l := range tickets.Decide(s.ticket, ev, s.rules).Letters {
		if l.Notice != tickets.CustomerReplied || len(l.Data.Copies) != 1 || l.Data.Copies[0].Address != "gina@customer.example" {
			t.Errorf("%s names %v", l.Notice, l.Data.Copies)
		}
	}
}

func TestThePicturesOfTheWordsGoOutAndThoseOfTheSignatureDoNot(t *testing.T) {
	for _, c := range []struct {
		text, markdown string
		want           string
	}{
		{"See", "See ![x](cid:a%20b@x)", "a b@x"},
		{"See", "See ![x](cid:logo10)", "logo10"},
		{"See", "See", ""},
		{"See", "", "logo1 logo10 a b@x"}, // the formatting is lost: rather a logo too much than a picture too little
	} {
		s := newStory()
		s.step(t, "first from=carl@customer.example subject=\"Down\"\n| Nothing works.")
		ev := s.event(t, "agent from=ann@acme.example", c.text).(tickets.AgentMail)
		ev.Mail.RawHTML, ev.Block.Body.Markdown = "<p>", c.markdown
		for _, id := range []string{"logo1", "logo10", "a b@x"} {
			ev.Mail.Attachments = append(ev.Mail.Attachments, tickets.Attachment{Name: id, ContentID: id, Inline: true, Type: "image/png", Size: 10})
		}
		var got []string
		for _, f := range tickets.Decide(s.ticket, ev, s.rules).Letters[0].Attachments {
			got = append(got, f.ContentID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %v went out, want %q", c.markdown, got, c.want)
		}
	}
	s := newStory()
	s.step(t, "first from=carl@customer.example subject=\"Down\"\n| Nothing works.")
	ev := s.event(t, "agent from=ann@acme.example", "/solve").(tickets.AgentMail)
	ev.Mail.RawHTML = "<p>"
	ev.Mail.Attachments = []tickets.Attachment{{Name: "logo.png", ContentID: "logo1", Inline: true, Type: "image/png", Size: 10}}
	if d := tickets.Decide(s.ticket, ev, s.rules); d.Reason != tickets.CommandRun {
		t.Errorf("a logo counts as words: %s", d.Why)
	}
}
