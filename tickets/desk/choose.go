package desk

import (
	"context"

	"tierdesk/mailin/classify"
	"tierdesk/tickets"
	"tierdesk/tickets/form"
	"tierdesk/tickets/thread"
)

// chooseEvent says what kind of event the mail is.
func (w *work) chooseEvent(ctx context.Context, p *perceived, in tickets.Incoming, a *Arrival) error {
	if !a.Baseline && p.ticket.ID == 0 {
		if toDesk, err := w.toDesk(ctx, p, in); toDesk || err != nil {
			return err
		}
	}
	switch {
	case a.Baseline:
		p.event = tickets.Imported{Incoming: in}
		return nil
	case p.ticket.ID == 0:
		if word := wordOf(in.Mail, w.setup.Rules); word != "" && (in.Sender.Role == tickets.Customer || in.Sender.Role == tickets.Outside) && a.pardon == nil {
			p.ticket, p.event = w.noTicket(in.Mailbox), tickets.CustomerWord{CustomerMail: tickets.CustomerMail{Incoming: in}, Word: word}
			return nil
		}
		p.event = tickets.FirstMail{Incoming: in}
		return nil
	case isReport(in.Mail):
		ev, ours, err := w.undelivered(ctx, p.ticket, in, p.found)
		if p.event, p.leg = ev, tickets.InternalLeg; !ours {
			p.event = tickets.MachineMail{Incoming: in}
		}
		return err
	case in.Link.Leg.Vendor() != "" && in.Sender.Person == "":
		p.event = tickets.VendorMail{Incoming: in, Refs: thread.VendorRefs(in.Mail, w.setup.Rules.Tag), Robot: classify.Acknowledges(in.Mail)}
		return nil
	case in.Mail.ByMachine():
		p.event = tickets.MachineMail{Incoming: in}
		return nil
	case in.Sender.Role == tickets.Agent || in.Sender.Role == tickets.Manager:
		return w.fromStaff(ctx, p, in)
	}
	p.fromCustomer(in, w.setup.Rules)
	return nil
}

// fromStaff reads what somebody of the desk wrote. On a ticket of their own they are a customer, unless they give commands.
func (w *work) fromStaff(ctx context.Context, p *perceived, in tickets.Incoming) error {
	block := blockOf(in.Mail)
	asker, _ := w.setup.Rules.PersonByAddress(p.ticket.Requester)
	if own := asker.ID == in.Sender.Person; own && in.Link.Leg == tickets.CustomerLeg && len(block.Commands) == 0 && block.Fault == nil {
		p.fromCustomer(in, w.setup.Rules)
		return nil
	}
	ev := tickets.AgentMail{Incoming: in, Block: block, Thanks: classify.Thanks(in.Mail)}
	if err := w.lookUp(ctx, &ev.Facts, p.ticket.ID, block.Commands); err != nil {
		return err
	}
	err := w.lookBack(ctx, &ev, &p.ticket)
	p.event = ev
	return err
}

// fromCustomer puts the mail on its ticket, or behind it when that is closed: there only who may write on it follows it up.
func (p *perceived) fromCustomer(in tickets.Incoming, rules *tickets.Rules) {
	answers := form.Answers(p.ticket.Form.Questions(rules), in.Mail)
	thanks := len(answers) == 0 && classify.Thanks(in.Mail)
	admitted := in.Link.Leg == tickets.CustomerLeg && p.ticket.Admits(in.Sender)
	word := wordOf(in.Mail, rules)
	if word != "" && (p.ticket.Status != tickets.Closed || word != tickets.WordReopen && p.ticket.Obeys(in.Sender)) {
		p.event = tickets.CustomerWord{CustomerMail: tickets.CustomerMail{Incoming: in, Thanks: thanks, Answers: answers}, Word: word}
		return
	}
	thanks = thanks || word == tickets.WordClose
	if p.ticket.Status != tickets.Closed || thanks && admitted { // nobody opens a ticket to say thanks, or that all is over
		p.event = tickets.CustomerMail{Incoming: in, Thanks: thanks, Answers: answers}
		return
	}
	previous, resumes := p.ticket.ID, ""
	if word == tickets.WordReopen {
		resumes = p.ticket.Subject
	}
	if !p.ticket.Admits(in.Sender) {
		in.Link = tickets.Link{Reason: tickets.ByNothing, Why: in.Sender.Address.Address + " is not on " + previous.String() + ", which is closed"}
		previous, resumes = 0, ""
	}
	p.event, p.ticket = tickets.FirstMail{Incoming: in, Previous: previous, Resumes: resumes}, tickets.Ticket{}
}
