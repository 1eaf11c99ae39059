package tickets

import (
	"cmp"
	"strings"
)

// firstMail opens a ticket, or keeps a mail back that no ticket should be opened for.
func (s *step) firstMail(ev FirstMail) {
	m := ev.Mail
	if s.keepBack(ev) {
		return
	}
	s.open(ev)
	if s.d.Suspend != "" {
		return
	}
	if to := s.wroteOut(ev); len(to) > 0 {
		s.openWritten(ev, to)
		return
	}
	if ev.Sender.Person != "" && ev.Sender.Auth && !m.Auto {
		s.isBack(ev.Sender.Person)
	}
	text := m.Text
	if ev.Resumes != "" && isBlank(text) {
		text = string(WordReopen)
	}
	forward := s.forwarder(ev)
	if forward {
		s.t.Requester, s.t.Quiet, text = short(m.Forwarded.From), false, m.Forwarded.Body
		s.t.Language = "" // what is known is that of whoever forwarded it
	}
	question := text
	if own := m.NewText; !forward && !isBlank(own) && ev.Resumes == "" { // without signature and quotation
		question = own
	}
	s.t.Question = strings.Clone(firstRunes(question, 1000)) // the ticket outlives the mail
	s.record(&ev.Incoming, CustomerLeg, text)
	if !forward {
		s.addParticipants(append(append([]Address(nil), m.To...), m.Cc...)...)
		s.joinThread(m.MessageID, s.t.Customers()...)
	}
	s.sayWhyOpened(ev, forward)
	if !m.ByMachine() {
		s.heard(ev.Sender.Address)
	}
	s.giveToTier(s.t.Tier)
	if forward {
		f := s.orderAtForward(ev)
		s.tellOwner(s.unlessCalled(NewTicket), &ev.Incoming, Body{Text: text})
		s.tellForward(ev, f)
		return
	}
	if s.answersByItself() {
		s.answerReceived(ev)
	}
	s.tellOwner(s.unlessCalled(NewTicket), &ev.Incoming, Body{Text: text})
	s.askRouted()
}

// keepBack suspends mail that must not open a ticket.
func (s *step) keepBack(ev FirstMail) bool {
	m := ev.Mail
	return s.objects(&ev.Incoming, ownMail(ev.Sender), blocked(&ev.Incoming), spam(m),
		objection{len(s.wroteOut(ev)) > 0 && !ev.Sender.Auth, SuspendedUnproven, "nothing proves that " + ev.Sender.Address.Address + " of the desk wrote to the customer: " + ev.Sender.Why},
		objection{isAnswerOfMachine(m), SuspendedMachine, "a machine sent it (" + string(m.Kind) + ") and it leads to no ticket"},
		objection{ev.Link.Leg.Kept() != "", SuspendedForeign, "it answers a letter about a suspended mail, which went to somebody of the desk: " + ev.Sender.Why},
		objection{len(m.Attachments) == 0 && isBlank(m.Text) && isBlank(m.Subject), SuspendedEmpty, "it has no subject, no text and no attachment"})
}

func isBlank(text string) bool { return strings.TrimSpace(text) == "" }

// isAnswerOfMachine tells robots that answer from robots that report: a monitoring system may open a ticket, an
// out-of-office notice may not.
func isAnswerOfMachine(m *Mail) bool {
	switch m.Kind {
	case KindBounce, KindDelay, KindDelivered, KindOutOfOffice, KindChallenge, KindFeedback, KindOwn:
		return true
	case KindAutoReply:
		answered := strings.HasPrefix(strings.ToLower(m.Get("Auto-Submitted")), string(AutoReplied))
		return answered || len(m.InReplyTo)+len(m.References) > 0
	}
	return false
}

// open fills the new ticket from the mail and the routes.
func (s *step) open(ev FirstMail) {
	m := ev.Mail
	routing := Routing{Tier: 1, Priority: Normal, Type: Question}
	if s.r.Router != nil {
		routing = s.r.Router.Route(&ev)
	}
	if s.objects(&ev.Incoming, objection{routing.Suspend, SuspendedByRoute, "a route says so: " + strings.Join(routing.Rules, ", ")}) {
		return
	}
	routing = routing.with(ev.Wants)
	s.routing = routing
	subject := cmp.Or(firstRunes(cmp.Or(ev.Resumes, m.Subject), maxSubject), "(no subject)")
	s.t = Ticket{ID: s.t.ID, Version: s.t.Version, Subject: subject, Status: New, Type: routing.Type, Priority: routing.Priority,
		Impact: routing.Impact, Urgency: routing.Urgency,
		Queue: routing.Queue, Tags: routing.Tags, Tier: min(max(routing.Tier, 0), TopTier), Assignee: routing.Assignee, Skill: routing.Skill, SLA: routing.SLA, Swarm: Swarm{On: routing.Model == Swarming},
		Language: m.Language, Mailbox: ev.Mailbox,
		Requester: s.requester(ev), Opened: s.now.At, Updated: s.now.At, OnTier: s.now.At, Waiting: s.now.At, Quiet: m.Auto, FollowUpOf: ev.Previous}
	if routing.Chain != "" {
		s.t.Started = []Cause{routing.Chain}
	}
	if len(routing.Rules) > 0 {
		s.sayWhereRouted(routing)
	}
	if ev.Wants.Assignee != "" {
		s.t.OwnedFor = "who opened it says so"
	}
	if ev.Previous != 0 {
		s.relay(Relay{To: ev.Previous, Kind: RelayFollowedUp, Subject: subject})
	}
}

// sayWhereRouted tells which rules put the ticket where it is.
func (s *step) sayWhereRouted(routing Routing) {
	to := s.r.TierName(s.t.Tier) + ", " + string(s.t.Priority)
	if s.t.Queue != "" {
		to += ", queue " + s.t.Queue
	}
	if p, ok := s.r.PersonByID(routing.Assignee); ok {
		to += ", for " + p.Name
		s.t.OwnedFor = "a route says so"
	}
	s.journal(Routed, "desk", "routed to %s by %s", to, strings.Join(someOf(routing.Rules), ", "))
}

// requester is who asks: the author, or whom a form on our own site names in Reply-To.
func (s *step) requester(ev FirstMail) Address {
	if s.r.isOurs(ev.Sender.Address) {
		for _, a := range ev.Mail.ReplyTo {
			if s.r.reaches(a) {
				return short(a)
			}
		}
	}
	return short(ev.Sender.Address)
}

// forwarder reports whether a proven agent forwarded a customer's mail: then the ticket is the customer's.
func (s *step) forwarder(ev FirstMail) bool {
	f := ev.Mail.Forwarded
	if f == nil || f.From.Address == "" || ev.Sender.Person == "" || (!ev.Sender.Auth && ev.Released == "") {
		return false
	}
	_, staff := s.r.PersonByAddress(f.From)
	_, ours := s.r.MailboxByAddress(f.From)
	return !staff && !ours
}

func (s *step) sayWhyOpened(ev FirstMail, forward bool) {
	by := ev.Sender.Address.Address
	switch {
	case forward:
		s.decide(OpenedForCustomer, ev.Sender.Person, "forwarded by %s for %s", s.name(ev.Sender.Person), s.t.Requester.Address)
	case ev.Previous != 0:
		s.decide(FollowUpOpened, by, "follows up %s, which is closed: %s", ev.Previous.String(), ev.Link.Why)
	case ev.Mail.Auto && !ev.Mail.ByMachine():
		s.decide(OpenedSilently, by, "opened without an answer: it must not be answered automatically (%s)", string(ev.Mail.Kind))
	case ev.Mail.Auto:
		s.decide(OpenedSilently, by, "opened without an answer: a machine sent it (%s)", string(ev.Mail.Kind))
	default:
		s.decide(Opened, by, "opened: %s", ev.Link.Why)
	}
}

// answerReceived is the first answer: what a route says, or that the mail arrived.
func (s *step) answerReceived(ev FirstMail) {
	if f, err := s.r.FormByName(s.routing.Ask); err == nil && s.routing.Ask != "" {
		s.sendForm(f, "desk", AutoReplied)
		return
	}
	if c, err := s.r.CannedByName(s.routing.Canned); err == nil && s.routing.Canned != "" {
		d := s.letter(AgentReply, CustomerLeg, s.t.Requester)
		d.Auto, d.Data.Body = AutoReplied, asBody(c.Text)
		s.send(d)
		return
	}
	d := s.letter(Received, CustomerLeg, s.t.Requester)
	d.Auto = AutoReplied
	if ev.Previous != 0 {
		d.Data.Previous = ev.Previous.String()
	}
	s.send(d)
}
