package demo

import (
	"slices"

	"tierdesk/cmd/internal/app"
	"tierdesk/tickets"
)

// leftover is a ticket that nobody answers. Its notice stays unread.
func leftover(s *scene) {
	s.writes(s.zoe, message{subject: "A second screen",
		text: "Hello,\n\nmay I have a second screen for my desk? Mine is too small for the plans.\n\nThank you!"})
	s.gets(s.zoe, "the confirmation with a number", isAck)
	var ticket app.Dossier
	s.until("the notice of Zoe's ticket", func() (bool, error) {
		ticket = s.ticketOf(s.zoe)
		return slices.ContainsFunc(ticket.Letters, func(l app.DossierLetter) bool {
			return l.Template == tickets.NewTicket && l.State == tickets.Sent
		}), s.err
	})
	s.expect("the notice waits, unread, in the mailbox of "+ticket.Assignee,
		check{ticket.Status == tickets.New && ticket.Assignee == s.ann.login, "the ticket is new and Ann's, as the invitation says"})
}
