package tickets

import "time"

// wroteOut are the customers to whom somebody of the desk wrote directly, with a copy, open or blind, to the desk. A mail
// to the desk itself is not meant: there its author asks for something.
func (s *step) wroteOut(ev FirstMail) []Address {
	m := ev.Mail
	if ev.Sender.Person == "" || m.Forwarded != nil || m.ByMachine() {
		return nil
	}
	var outside []Address
	for _, a := range m.To {
		_, staff := s.r.PersonByAddress(a)
		switch {
		case s.r.isOurs(a):
			return nil
		case !staff && s.r.reaches(a):
			outside = append(outside, short(a))
		}
	}
	return outside
}

// openWritten keeps what an agent wrote to a customer past the desk as the customer's ticket: answered, the agent's, and
// waiting for the customer. The customer has the mail, so the desk writes nothing to them.
func (s *step) openWritten(ev FirstMail, to []Address) {
	agent, _ := s.r.PersonByID(ev.Sender.Person)
	s.t.Requester, s.t.Quiet, s.t.Assignee, s.t.OwnedFor = to[0], false, agent.ID, "wrote to the customer"
	s.addParticipants(append(to[1:], ev.Mail.Cc...)...)
	s.setStatus(Pending)
	s.t.Waiting, s.t.FirstReply = time.Time{}, s.now.At
	s.record(&ev.Incoming, CustomerLeg, ev.Mail.Text)
	s.d.Messages[len(s.d.Messages)-1].Direction = Out
	s.t.Answered = Said{By: agent.ID, At: s.now.At, Message: s.t.Messages}
	s.joinThread(ev.Mail.MessageID, append(s.t.Customers(), agent.Address())...)
	s.decide(WrittenDirectly, agent.ID, "%s wrote to %s past the desk", agent.Name, s.t.Requester.Address)
	d := s.letter(Receipt, InternalLeg, agent.Address())
	d.Data.Done = []string{"your mail to " + s.customerList() + " is kept here: it waits for the customer, and is yours",
		"an answer that goes to the desk as well comes onto this ticket; one to you alone does not"}
	s.send(d)
}
