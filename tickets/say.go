package tickets

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// say puts the words on their leg and sends them to the people there.
func (s *step) say(ev AgentMail, agent Person, leg Leg, body Body, before *Ticket) {
	s.remarkMerge(ev)
	have := s.haveIt(ev)
	if leg != CustomerLeg {
		s.record(&ev.Incoming, InternalLeg, body.Text)
		s.decide(NoteWritten, agent.ID, "note: %s", ev.Link.Why)
		s.remarkDirect(agent, have, "your note went to %s straight from you; the desk cannot call that back")
		if s.t.Swarm.On || len(s.t.Swarm.With) > 0 {
			if s.joins(agent.ID) { // who takes part wants to hear the others
				s.journal(SwarmJoined, agent.ID, "%s works on it from here on, and gets every note", agent.Name)
			}
		}
		s.tellColleague(agent, body, s.filesOf(ev))
		return
	}
	earlier, crossed := s.crossed(ev, agent)
	if s.t.Assignee == "" {
		s.own(agent.ID, "answered it first")
	}
	if s.t.FirstReply.IsZero() {
		s.t.FirstReply = s.now.At
	}
	if s.t.Status == New {
		s.t.Status = Open
	}
	s.t.Waiting, s.t.Topped = time.Time{}, false
	s.record(&ev.Incoming, CustomerLeg, body.Text)
	s.d.Messages[len(s.d.Messages)-1].Direction = Out
	s.t.Answered = Said{By: agent.ID, At: s.now.At, Message: s.t.Messages}
	s.decide(AgentAnswered, agent.ID, "answered the customer: %s", ev.Link.Why)
	remark := ""
	if len(ev.Block.Commands) > 0 {
		remark = "%s had your mail straight from you, the lines above included; it was not sent again"
	}
	s.remarkDirect(agent, have, remark)
	wait := s.r.UndoDelay
	if crossed {
		wait = max(wait, crossedWait)
	}
	s.answerCustomers(agent, body, s.filesOf(ev), have, wait)
	s.tellOfAnswer(agent, body, before, wait)
	if crossed {
		s.tellCrossed(ev, agent, earlier, wait)
	}
	s.notePassed(agent)
	s.replaces(ev, agent)
	s.addParticipants(append(slices.Clone(ev.Mail.To), ev.Mail.Cc...)...)
}

// haveIt are the customers to whom the agent's own client sent the mail already: an answer to all, or to a mail that
// came past the desk. They must not get it twice.
func (s *step) haveIt(ev AgentMail) []Address {
	to := append(slices.Clone(ev.Mail.To), ev.Mail.Cc...)
	return slices.DeleteFunc(s.t.Customers(), func(c Address) bool { return !slices.ContainsFunc(to, c.Same) })
}

// remarkDirect says who had a mail past the desk, in the journal and, when there is something to regret, to its author.
func (s *step) remarkDirect(agent Person, have []Address, remark string) {
	if len(have) == 0 {
		return
	}
	var all []string
	for _, a := range have {
		all = append(all, a.Address)
	}
	who := strings.Join(someOf(all), ", ")
	s.journal(WrittenDirectly, agent.ID, "%s had it straight from %s: the desk sends it no second time", who, agent.Name)
	if remark != "" {
		s.remarks = append(s.remarks, sentence(remark, []string{who}))
	}
}

// remarkMerge tells an author whose mail names a ticket that is part of another one by now.
func (s *step) remarkMerge(ev AgentMail) {
	if ev.Link.Merged != 0 {
		s.remarks = append(s.remarks, ev.Link.Merged.String()+" is part of "+s.t.ID.String()+" by now: your mail went there")
	}
}

// tellOfAnswer tells the owner of a ticket what somebody else answered there: it waits for the customer now, not for them.
func (s *step) tellOfAnswer(agent Person, body Body, before *Ticket, wait time.Duration) {
	owner, ok := s.r.PersonByID(s.t.Assignee)
	if !ok || owner.ID == agent.ID || s.t.Assignee != before.Assignee { // a new owner hears of it otherwise
		return
	}
	d := s.notice(ColleagueAnswered, owner)
	d.Data.Actor, d.Data.Body, d.After = agent.Name, quotable(body), s.waiting(wait)
	s.send(d)
}

const (
	// crossedWait is how long the second of two answers waits: long enough to read the first one and to recall it. It goes
	// out by itself: the customer may need what only this one says, and whoever pressed Send may be gone.
	crossedWait = 5 * time.Minute
	// readingTime is how long after a letter its recipient can still send what they began before it.
	readingTime = 15 * time.Minute
	// crossedWithin is how old an answer may be that a colleague need not know of.
	crossedWithin = 24 * time.Hour
)

// crossed reports whether a colleague answered meanwhile, and the agent cannot know.
func (s *step) crossed(ev AgentMail, agent Person) (Said, bool) {
	a := s.t.Answered
	return a, a.By != "" && a.By != agent.ID && a.At.After(ev.Read) && s.now.At.Sub(a.At) < crossedWithin
}

// tellCrossed shows the second what the first wrote, and until when their own answer can be recalled.
func (s *step) tellCrossed(ev AgentMail, agent Person, earlier Said, wait time.Duration) {
	s.journal(AnswersCrossed, agent.ID, "%s had answered %s before: this answer waits until %s", s.name(earlier.By),
		cmp.Or(strings.TrimSuffix(s.now.At.Sub(earlier.At).Round(time.Minute).String(), "0s"), "just"), moment(s.now.At.Add(wait).In(s.r.ZoneOf(agent.Address()))))
	d := s.letter(Collision, CustomerLeg, agent.Address())
	d.Data.Actor, d.Data.Body = s.name(earlier.By), quotable(Body{Text: ev.Last})
	d.Data.Ago, d.Data.Leaves = s.now.At.Sub(earlier.At), s.now.At.Add(wait).In(s.r.ZoneOf(agent.Address()))
	note := Door{Ticket: s.t.ID, Leg: InternalLeg, Recipient: agent.Address().Key()}
	d.Data.Doors = &Doors{Reply: CustomerLeg, Actions: []Action{s.action(note, "cancel", "/cancel")}}
	s.send(d)
}

// ReadBy says when the newest letter to a person was made that they can have read before they wrote a mail: the one that
// the mail answers, or any that came readingTime before it, those about several tickets included, of which the journal
// knows. It is zero when there is none.
func ReadBy(p Person, m *Mail, at time.Time, letters []Letter, journal []Entry) (read time.Time) {
	for _, e := range journal {
		if e.Told == p.ID && at.Sub(e.At) >= readingTime {
			read = later(read, e.At)
		}
	}
	for _, l := range letters {
		if !slices.ContainsFunc(p.Emails, func(e string) bool { return strings.EqualFold(e, l.To) }) {
			continue
		}
		answered := slices.Contains(m.InReplyTo, l.MessageID) || slices.Contains(m.References, l.MessageID)
		if (answered || at.Sub(l.Made) >= readingTime) && l.Made.After(read) {
			read = l.Made
		}
	}
	return read
}
