package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tierdesk/cmd/internal/app"
	"tierdesk/tickets"
)

// scene lets people act one after the other and remembers the first thing that went wrong. From then on its methods do
// nothing and return empty letters and tickets, so that a scene reads as the story that it is.
type scene struct {
	*cast
	on  *stage
	ctx context.Context // of this scene only
	err error
}

// writes sends a new mail to the desk and returns its Message-ID.
func (s *scene) writes(p *person, m message) (id string) {
	if s.err == nil {
		m.to = []string{support}
		id, s.err = p.Write(s.ctx, m)
	}
	return id
}

// replies answers a letter and returns the Message-ID of the answer.
func (s *scene) replies(p *person, to *letter, m message) (id string) {
	if s.err == nil {
		id, s.err = p.Reply(s.ctx, to, m)
	}
	return id
}

// gets waits for a letter, and tells first what the desk did and why. what says in words which letter.
func (s *scene) gets(p *person, what string, match func(*letter) bool) *letter {
	if s.err != nil {
		return &letter{}
	}
	l, err := p.Await(s.ctx, what, match)
	if err != nil {
		s.err = err
		return &letter{}
	}
	s.news(numberOf(l))
	kind, lines := "", quoteLines
	if isNotice(tickets.Digest)(l) {
		lines = digestLines
	}
	if l.notice() != "" {
		kind = strings.ReplaceAll(l.notice(), "_", " ") + ": "
	}
	s.on.tell.says(p.login, "gets %s“%s” from %s", kind, l.Subject, l.Author().Name)
	s.on.tell.quote(strings.TrimPrefix(l.Text, replyAbove), lines)
	return l
}

// replyAbove heads every notice. It is for the desk's reading, and not worth telling.
const replyAbove = "-- reply above this line --"

// ownerGets waits for the notice of a customer's new ticket at the agent whose turn it was.
func (s *scene) ownerGets(customer *person) (*person, *letter) {
	agent, d := s.ann, s.ticketOf(customer)
	if d.Assignee == s.bob.login {
		agent = s.bob
	}
	l := s.gets(agent, "the notice of the ticket of "+customer.login, func(l *letter) bool {
		return isNotice(tickets.NewTicket)(l) && numberOf(l) == fmt.Sprint(d.ID)
	})
	return agent, l
}

// ticketOf waits until a customer has a ticket.
func (s *scene) ticketOf(customer *person) (d app.Dossier) {
	s.until("a ticket of "+customer.login, func() (bool, error) {
		all, err := s.on.dossiers(s.ctx)
		for _, each := range all {
			if each.Requester == customer.address {
				d = each
			}
		}
		return d.ID != 0, err
	})
	return d
}

// until waits for a condition.
func (s *scene) until(what string, is func() (bool, error)) {
	if s.err == nil {
		s.err = s.on.until(s.ctx, what, is)
	}
}

// noted waits until the journal of a ticket says a thing, and tells of it.
func (s *scene) noted(number string, why tickets.Reason) {
	s.until("the ticket to say "+string(why), func() (bool, error) {
		d, err := s.on.dossier(s.ctx, number)
		return slices.ContainsFunc(d.Journal, func(e app.DossierEntry) bool { return e.Why == why }), err
	})
	s.news(number)
}

// news tells what the journal of a ticket says since the last time.
func (s *scene) news(number string) {
	if s.err == nil && number != "" {
		s.err = s.on.news(s.ctx, number)
	}
}

// ticket is everything about a ticket.
func (s *scene) ticket(number string) (d app.Dossier) {
	if s.err == nil {
		d, s.err = s.on.dossier(s.ctx, number)
	}
	return d
}

// all are all tickets.
func (s *scene) all() (d []app.Dossier) {
	if s.err == nil {
		d, s.err = s.on.dossiers(s.ctx)
	}
	return d
}

// reload puts other clocks into force.
func (s *scene) reload(respond string) {
	if s.err == nil {
		s.err = s.on.reload(s.ctx, respond)
	}
}

// says tells what somebody does away from the mail client.
func (s *scene) says(who, format string, args ...any) {
	if s.err == nil {
		s.on.tell.says(who, format, args...)
	}
}

// check is something that must be so, and what it is in words.
type check struct {
	so   bool
	what string
}

// expect fails the scene with every expectation that was not met. Otherwise it tells what was proved.
func (s *scene) expect(proved string, checks ...check) {
	if s.err != nil {
		return
	}
	var failed []string
	for _, c := range checks {
		if !c.so {
			failed = append(failed, c.what)
		}
	}
	if len(failed) > 0 {
		s.err = fmt.Errorf("expected that %s", strings.Join(failed, ", and that "))
		return
	}
	s.on.tell.checked("%s", proved)
}
