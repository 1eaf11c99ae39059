package desk

import (
	"context"

	"tierdesk/tickets"
)

// lookBack finds what was said on a ticket before an agent's mail, as far as it matters for the mail.
func (w *work) lookBack(ctx context.Context, ev *tickets.AgentMail, t *tickets.Ticket) error {
	h, err := w.history(ctx, t.ID)
	if err != nil {
		return err
	}
	agent, _ := w.setup.Rules.PersonByID(ev.Sender.Person)
	ev.Read = tickets.ReadBy(agent, ev.Mail, ev.At, h.Letters)
	for _, m := range h.Messages {
		if m.N == t.Answered.Message {
			ev.Last = m.Text
		}
	}
	return nil
}
