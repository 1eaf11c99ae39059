package tickets

import (
	"slices"
	"strings"
	"time"
)

// customerMail puts a customer's mail on the ticket and before its owner.
func (s *step) customerMail(ev CustomerMail) {
	if s.refuseCustomer(ev) {
		return
	}
	m := ev.Mail
	if ev.Thanks && s.t.Waiting.IsZero() {
		s.thanks(ev)
		return
	}
	if ev.Released != "" {
		s.letBack(ev.Sender.Address)
	}
	s.addParticipants(s.invited(ev)...)
	text := m.NewText
	if strings.TrimSpace(text) == "" {
		text = m.Text
	}
	s.record(&ev.Incoming, CustomerLeg, text)
	s.joinThread(m.MessageID, s.t.Customers()...)
	s.t.Quiet = s.t.Quiet && m.Auto
	if s.t.Waiting.IsZero() {
		s.t.Waiting, s.t.Topped = s.now.At, false
	}
	by := ev.Sender.Address.Address
	s.endPause()
	s.heard(ev.Sender.Address)
	tell := true
	switch s.t.Status {
	case Solved:
		tell = s.reopen(by, ev.Link.Why)
	case Pending, Hold:
		s.setStatus(Open)
		s.t.OnTier = s.now.At
		s.decide(CustomerWrote, by, "the customer answered: %s", ev.Link.Why)
	default:
		s.decide(CustomerWrote, by, "wrote: %s", ev.Link.Why)
	}
	s.fill(by, ev.Answers)
	if _, known := s.r.PersonByID(s.t.Assignee); !known {
		s.giveAgain()
	} else if s.isAway(s.t.Assignee) {
		s.handOn()
	}
	if tell {
		s.tellOwner(CustomerReplied, &ev.Incoming, Body{Text: text, Markdown: m.NewMarkdown})
	}
}

// reopen opens a solved ticket again and reports whether its owner is to be told. Mail that does so again and again is a
// machine's, or of somebody whom one more notice does not help: the first time too many the owner is told that it is, then
// nobody, and nothing is written by itself to the customer. The clock runs all the same, so that nobody is forgotten.
func (s *step) reopen(by, why string) (tell bool) {
	s.t.Reopened++
	s.setStatus(Open)
	s.t.OnTier = s.now.At
	budget := s.r.Budgets.Reopen
	limit, over := budget.exceeded(func(within time.Duration) int { return s.t.Reopens.Count(s.now.At, within) })
	if !over {
		s.t.Reopens, s.t.Restless = s.t.Reopens.with(s.now.At, budget.longest()), false
		s.decide(Reopened, by, "reopened: %s", why)
		return true
	}
	tell, s.t.Restless = !s.t.Restless, true
	s.decide(ReopenedQuietly, by, "reopened by mail more than %s: nobody is told again, and nothing is written by itself to the customer; the clock runs: %s", limit.String(), why)
	return tell
}

// thanks records what asks for nothing: no clock, no reopening, no answer. On a solved or closed ticket nobody is told
// either. On any other the owner is: "works now" is what a ticket is solved for, and only a person can say so. A ticket
// with a question that nobody answered is not meant: there a thanks is mail like any other, and the question stays.
func (s *step) thanks(ev CustomerMail) {
	m := ev.Mail
	s.record(&ev.Incoming, CustomerLeg, m.NewText)
	s.joinThread(m.MessageID, s.t.Customers()...)
	s.decide(ThanksRecorded, ev.Sender.Address.Address, "said thanks: %s", ev.Link.Why)
	if s.t.Status != Solved && s.t.Status != Closed {
		s.tellOwner(CustomerReplied, &ev.Incoming, Body{Text: m.NewText, Markdown: m.NewMarkdown})
	}
}

// invited are the people whom a mail of a customer brings into the conversation: its author, and whom it was also sent
// to. From proves nothing, so without a token of this ticket or the word of the receiving server only colleagues of the
// requester come in: else whoever writes in a customer's name could have the answers sent to himself.
func (s *step) invited(ev CustomerMail) []Address {
	people := slices.Concat([]Address{ev.Sender.Address}, ev.Mail.To, ev.Mail.Cc)
	if ev.Sender.Token == GoodToken || ev.Sender.Token == ForeignToken || ev.Sender.Auth || ev.Released != "" {
		return people
	}
	return slices.DeleteFunc(people, func(a Address) bool { return !s.t.SameOrganisation(a) })
}

// refuseCustomer suspends what a customer may not do: write to an inner leg, or join a ticket of strangers.
func (s *step) refuseCustomer(ev CustomerMail) bool {
	from, id := ev.Sender.Address.Address, s.t.ID.String()
	reason, why := SuspendedStranger, from+" is not on "+id+" and not of the requester's organisation: "+ev.Link.Why
	if ev.Sender.Token == RevokedToken || slices.Contains(s.t.Off, ev.Sender.Address.Key()) {
		reason, why = SuspendedRevoked, from+" may not write on "+id+" any more: "+ev.Sender.Why
	}
	return s.objects(&ev.Incoming, blocked(&ev.Incoming), spam(ev.Mail), ownMail(ev.Sender),
		objection{ev.Link.Leg != CustomerLeg, SuspendedNotEntitled, from + " is a customer, and the mail leads to the " + string(ev.Link.Leg) + " leg of " + id},
		objection{!s.t.Admits(ev.Sender), reason, why})
}

// machineMail records what a robot wrote. It is never answered and changes nothing: RFC 3834, section 2. Only what may
// hold words for people, not an automatic answer to ours, is told to the owner.
func (s *step) machineMail(ev MachineMail) {
	m, from := ev.Mail, ev.Sender.Address.Address
	leg := CustomerLeg
	if ev.Sender.Person != "" || ev.Link.Leg != CustomerLeg {
		leg = InternalLeg // an agent's out-of-office notice is none of the customer's business
	}
	// Robots answer from other addresses than those we wrote to; a token of this ticket, whoever's, says that we did.
	answers := ev.Sender.Token == GoodToken || ev.Sender.Token == ForeignToken
	stranger := leg == CustomerLeg && !answers && !s.t.Admits(ev.Sender)
	if s.objects(&ev.Incoming, blocked(&ev.Incoming), spam(m), objection{stranger, SuspendedStranger, "a machine at " + from + " that is not on " + s.t.ID.String()}) {
		return
	}
	if s.outOfOffice(&ev.Incoming); s.t.ID == 0 {
		s.d.Reason, s.d.Why = AutoRecorded, "a machine sent it ("+string(m.Kind)+") for "+from
		return
	}
	s.record(&ev.Incoming, leg, m.Text)
	kind := string(m.Kind)
	if m.Kind == KindPerson {
		kind = "generated"
	}
	s.decide(AutoRecorded, from, "recorded, not answered: a machine sent it (%s)", kind)
	if told := m.Kind == KindPerson || m.Kind == KindList || m.Kind == KindCalendar; told && leg == CustomerLeg {
		s.tellOwner(CustomerReplied, &ev.Incoming, Body{Text: m.Text})
	}
}
