package tickets

import "slices"

// forward is what an agent wrote above a customer's mail when they passed it on.
type forward struct {
	agent  Person
	before Ticket // the ticket before the commands
	words  Body
	leg    Leg
	done   []string // by commands
	fault  *Fault
}

// orderAtForward runs the commands that stand above a customer's mail which somebody of the desk forwards, on the ticket that
// it opened. When one is wrong none runs, as ever; the ticket stays open all the same: the customer's mail is worth more than a
// slip in a line.
func (s *step) orderAtForward(ev FirstMail) *forward {
	f := &forward{before: s.t.Clone(), words: Body{Text: ev.Mail.Forwarded.Message}, leg: InternalLeg, fault: ev.Block.Fault}
	f.agent, _ = s.r.PersonByID(ev.Sender.Person)
	if len(ev.Block.Commands) == 0 && f.fault == nil {
		return f
	}
	decided := s.d
	s.mail, s.proof = ev.Mail.MessageID, ev.Sender.Why
	mail := s.asAgentMail(ev)
	if f.fault == nil {
		f.fault = s.notAtForward(ev, &mail)
	}
	if f.fault == nil {
		f.done, f.fault = s.runAll(f.agent.ID, ev.Block.Commands)
	}
	if f.fault != nil {
		s.t, s.d, s.others, s.canned, s.asking = f.before.Clone(), decided, nil, nil, nil
		return f
	}
	f.words = s.withCanned(mail.body())
	if mail.gives("reply") || mail.gives("canned") {
		f.leg = CustomerLeg
	}
	return f
}

// asAgentMail is the forward as a mail of its author. The customer's files are not the author's to send back.
func (s *step) asAgentMail(ev FirstMail) AgentMail {
	mail := AgentMail{Incoming: ev.Incoming, Block: ev.Block}
	own := *ev.Mail
	own.Attachments = nil
	mail.Mail = &own
	return mail
}

// notAtForward says why commands above a forward are not run. A fresh mail carries no token, so that a mailbox which asks for
// one takes them only in an answer.
func (s *step) notAtForward(ev FirstMail, mail *AgentMail) *Fault {
	if !ev.Sender.Proven(s.mailbox().Trust) && ev.Released == "" {
		return &Fault{Problem: "commands above a forward are not proven as " + s.mailbox().Address + " asks for (" + string(s.mailbox().Trust) + ")",
			Nearest: "the same lines in an answer to this letter"}
	}
	for _, c := range ev.Block.Commands {
		desk := slices.ContainsFunc(Verbs(), func(v Verb) bool { return v.Name == c.Verb && v.scope == onDesk })
		if desk {
			return &Fault{Line: c.Line, Text: c.Text, Problem: "/" + c.Verb + " is not about the ticket of a forward", Nearest: "a mail of its own"}
		}
	}
	if mail.gives("note") && (mail.gives("reply") || mail.gives("canned")) {
		return &Fault{Problem: "the mail has a /note and an answer to the customer", Nearest: "one of them"}
	}
	if len(mail.asks(s.r)) > 0 && (mail.gives("note") || mail.gives("reply") || mail.gives("canned")) {
		return &Fault{Problem: "the mail has a question for a vendor and other words", Nearest: "one of them"}
	}
	return nil
}

// tellForward passes on what the agent wrote, and tells them what came of their commands. Other than a note it is told before.
func (s *step) tellForward(ev FirstMail, f *forward) {
	reason, why := s.d.Reason, s.d.Why
	switch {
	case len(s.asking) > 0:
		mail := s.asAgentMail(ev)
		s.inquire(&mail, f.words)
	case isBlank(f.words.Text):
	case f.leg == CustomerLeg:
		s.say(s.asAgentMail(ev), f.agent, CustomerLeg, f.words, &f.before)
	default:
		s.record(&ev.Incoming, InternalLeg, f.words.Text)
		s.tellColleague(f.agent, f.words, nil)
	}
	s.keepUnsent(&f.before, f.agent.ID)
	s.d.Reason, s.d.Why = reason, why // it opened a ticket
	if s.t.Status == Solved && (f.leg != CustomerLeg || isBlank(f.words.Text)) && s.answersByItself() {
		s.sendSolved(f.agent)
	}
	if len(f.done) == 0 && f.fault == nil {
		return
	}
	s.joinThread(ev.Mail.MessageID, ev.Sender.Address, f.agent.Address())
	if f.fault == nil {
		d := s.letter(Receipt, InternalLeg, f.agent.Address())
		s.d.Done = f.done
		d.Data.Done = f.done
		s.send(d)
		return
	}
	fault := f.fault.bounded()
	s.journal(CommandRefused, f.agent.ID, "no command was run: %s (%s)", fault.Problem, fault.Text)
	d := s.letter(CommandError, InternalLeg, f.agent.Address())
	d.Data.Fault, d.Data.Body = fault, Body{Text: clip(ev.Mail.Forwarded.Message, maxKept)}
	d.Data.Why = s.t.ID.String() + " is open for " + s.t.Requester.Address + ", without your commands: give them in an answer to this letter"
	s.send(d)
}
