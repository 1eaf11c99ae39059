package desk

import (
	"slices"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
	"tierdesk/tickets/thread"
)

// keysOfCases adds what leads the mails of vendors to a ticket by the numbers under which they keep it.
func keysOfCases(keys map[store.Key]tickets.Ref, t *tickets.Ticket) map[store.Key]tickets.Ref {
	for _, c := range t.Cases {
		for _, r := range c.Refs {
			if keys == nil {
				keys = map[store.Key]tickets.Ref{}
			}
			keys[store.Key(thread.VendorKey(c.Vendor, r.Key))] = tickets.Ref{Ticket: t.ID, Leg: tickets.VendorLeg(c.Vendor)}
		}
	}
	return keys
}

// toldBy is the message that the letter told of which a mail answers, 0 for none: both were made in one decision.
func toldBy(m *tickets.Mail, h *tickets.History) uint64 {
	for _, l := range slices.Backward(h.Letters) {
		if !slices.Contains(m.InReplyTo, l.MessageID) || l.Notice != tickets.VendorReplied {
			continue
		}
		for _, said := range h.Messages {
			if said.At.Equal(l.Made) && said.Leg.Vendor() != "" && said.Direction == tickets.In {
				return said.N
			}
		}
	}
	return 0
}
