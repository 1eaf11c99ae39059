package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"tierdesk/mailin/parse"
	"tierdesk/tickets"
	"tierdesk/tickets/command"
)

// blockOf reads the commands at the top of a mail of the desk's people.
func blockOf(m *tickets.Mail) tickets.Block {
	parse.Markdown(m)
	block := command.Parse(tickets.Body{Text: m.NewText, Markdown: m.NewMarkdown}, tickets.Verbs())
	if len(block.Commands) == 0 && block.Fault == nil {
		block.Fault = command.Quoted(m.Text, tickets.Verbs())
	}
	return block
}

// lookUpForward reads the commands that stand above a customer's mail which somebody of the desk forwards, and finds what they
// need.
func (w *work) lookUpForward(ctx context.Context, first *tickets.FirstMail, opens tickets.ID) error {
	if first.Mail.Forwarded == nil || first.Sender.Person == "" {
		return nil
	}
	first.Block = command.Parse(tickets.Body{Text: first.Mail.Forwarded.Message}, tickets.Verbs())
	return w.lookUp(ctx, &first.Facts, opens, first.Block.Commands)
}

// toDesk reads a mail of the desk's people that leads to no ticket as one to the desk itself: when it gives commands, or
// answers a letter without a ticket, such as a digest. Any other opens a ticket, as everybody's does.
func (w *work) toDesk(ctx context.Context, p *perceived, in tickets.Incoming) (bool, error) {
	staff := in.Sender.Role == tickets.Agent || in.Sender.Role == tickets.Manager
	if staff && in.Mail.Kind == tickets.KindOutOfOffice && (in.Sender.Token == tickets.GoodToken || in.Sender.Auth) {
		in.Link.Leg = tickets.InternalLeg
		p.ticket, p.leg, p.event = w.noTicket(in.Mailbox), tickets.InternalLeg, tickets.MachineMail{Incoming: in}
		return true, nil
	}
	if !staff || in.Mail.ByMachine() {
		return false, nil
	}
	block := blockOf(in.Mail)
	commands := len(block.Commands) > 0 || block.Fault != nil
	answers := in.Link.Leg != "" && in.Link.Leg != tickets.CustomerLeg
	forwards := in.Mail.Forwarded != nil && in.Mail.Forwarded.From.Address != "" && in.About == ""
	if forwards || !commands && !answers {
		return false, nil
	}
	in.Link.Leg = tickets.InternalLeg
	p.ticket, p.leg = w.noTicket(in.Mailbox), tickets.InternalLeg
	err := w.aboutStranger(ctx, p, &in)
	if err == nil {
		err = w.lookUpAll(ctx, &in, p.ticket.ID, block.Commands)
	}
	p.event = tickets.AgentMail{Incoming: in, Block: block}
	return true, err
}

// lookUpAll finds the facts that a mail of the desk's people needs.
func (w *work) lookUpAll(ctx context.Context, in *tickets.Incoming, on tickets.ID, commands []tickets.Command) error {
	if err := w.lookAt(ctx, &in.Facts, in.About); err != nil {
		return err
	}
	return w.lookUp(ctx, &in.Facts, on, commands)
}

// aboutStranger takes the answer to a letter about a stranger's mail to the inner leg of the ticket that it was kept from.
func (w *work) aboutStranger(ctx context.Context, p *perceived, in *tickets.Incoming) error {
	var f tickets.Facts
	if err := w.lookAt(ctx, &f, in.About); err != nil || len(f.Kept) == 0 || f.Kept[0].Asked != "" {
		return err
	}
	t, ok, err := w.ticket(ctx, f.Kept[0].Ticket)
	if ok {
		p.ticket, in.Link.Ticket = t, t.ID
	}
	return err
}

const letterCounter = counterPrefix + "letters"

// noTicket is ticket 0, on which mail that belongs to no ticket is decided. It is not stored; only its letters count.
func (w *work) noTicket(mailbox string) tickets.Ticket {
	return tickets.Ticket{Mailbox: mailbox, Letters: w.counters[letterCounter]}
}

// fork is a copy of the work so far. What is done there counts only when the work becomes the fork.
func (w *work) fork() *work {
	f := *w
	f.tickets, f.keys, f.counters = maps.Clone(w.tickets), maps.Clone(w.keys), maps.Clone(w.counters)
	f.away, f.waits, f.loads, f.queues, f.last = maps.Clone(w.away), maps.Clone(w.waits), maps.Clone(w.loads), w.queues.share(), maps.Clone(w.last)
	f.judged, f.asked = maps.Clone(w.judged), maps.Clone(w.asked)
	f.changes, f.drafts, f.solved = slices.Clip(w.changes), slices.Clip(w.drafts), slices.Clip(w.solved)
	f.lately = w.lately.Clone()
	return &f
}

// carryOut tries what commands ask of the desk itself and decides again with what came of it. When the mail is refused
// after all, nothing of it was done.
func (w *work) carryOut(ctx context.Context, p *perceived, dec tickets.Decision) (tickets.Decision, error) {
	ev, ok := p.event.(tickets.AgentMail)
	if len(dec.Orders) == 0 || !ok || ev.Results != nil {
		return dec, nil
	}
	trial, orders, failed := w.fork(), dec.Orders, false
	before := len(w.said.kept)
	ev.Results = map[int]tickets.Result{}
	for _, o := range orders {
		r, err := trial.order(ctx, o)
		if err != nil {
			return dec, fmt.Errorf("carry out /%s for %s: %w", o.Verb, o.By, err)
		}
		ev.Results[o.Line] = r
		failed = failed || r.Problem != ""
	}
	tried := w.said.cut(before)
	if failed {
		return w.decide(ctx, p.ticket, ev)
	}
	if err := trial.refresh(ctx, p, &ev); err != nil {
		return dec, err
	}
	dec, err := w.decide(ctx, p.ticket, ev)
	if err == nil && dec.Reason != tickets.CommandRefused && dec.Suspend == "" {
		*w = *trial
		w.said.kept = append(w.said.kept, tried...)
		for _, o := range orders {
			w.log.Info("carried out", "verb", o.Verb, "arg", o.Arg, "by", o.By, "done", ev.Results[o.Line].Done)
		}
	}
	return dec, err
}

// refresh reads the facts again that orders may have changed.
func (w *work) refresh(ctx context.Context, p *perceived, ev *tickets.AgentMail) error {
	if p.ticket.ID == 0 {
		p.ticket = w.noTicket(ev.Mailbox)
	} else {
		p.ticket = w.tickets[p.ticket.ID]
	}
	results := ev.Results
	ev.Facts = w.facts()
	ev.Results = results
	return w.lookUpAll(ctx, &ev.Incoming, p.ticket.ID, ev.Block.Commands)
}

// order does what one command asks of the desk itself. A problem is the commander's to mend; an error is not.
func (w *work) order(ctx context.Context, o tickets.Order) (tickets.Result, error) {
	switch o.Verb {
	case "digest":
		return w.digestFor(ctx, o.By)
	case "block":
		return w.block(ctx, o)
	case "release", "allow", "new":
		return eachKept(o, func(id string) (string, string, error) { return w.releaseFor(ctx, id, o) })
	case "send":
		return w.sendKept(ctx, o)
	case "forget":
		return w.forget(ctx, o)
	case "drop":
		return eachKept(o, func(id string) (string, string, error) { return w.dropFor(ctx, id, o.By) })
	}
	return tickets.Result{Problem: "nobody carries out /" + o.Verb}, nil
}
