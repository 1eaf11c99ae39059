package tickets

import (
	"slices"
	"strings"
)

// maxAddress is the length of the longest address that mail can be sent to: RFC 5321, section 4.5.3.1.3.
const maxAddress = 254

// Answers reports whether the desk may write to an address by itself: not to addresses that nobody reads (the list is
// zammad's and OTRS's), and never to its own mailboxes.
func (r *Rules) Answers(a Address) bool {
	if !r.reaches(a) {
		return false
	}
	for _, robot := range []string{"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply"} {
		if strings.HasPrefix(a.Key(), robot) {
			return false
		}
	}
	return true
}

// reaches reports whether letters to an address can arrive at somebody who is not the desk.
func (r *Rules) reaches(a Address) bool {
	local, domain, _ := strings.Cut(a.Key(), "@")
	return local != "" && domain != "" && len(a.Address) <= maxAddress && !r.isOurs(a)
}

// isOurs reports whether mail to an address comes to the desk. A mailbox that no longer offers sub-addresses still has
// some in the mails that people answer.
func (r *Rules) isOurs(a Address) bool {
	if _, ours := r.MailboxByAddress(a); ours {
		return true
	}
	return slices.ContainsFunc(r.Mailboxes, func(m Mailbox) bool {
		return m.Sub == "" && isSubAddress(a.Key(), Lower(m.Address), "+")
	})
}

// reachable are the customers that an answer can be sent to, the requester first.
func (s *step) reachable() []Address {
	return slices.DeleteFunc(s.t.Customers(), func(a Address) bool { return !s.r.reaches(a) })
}

// answersByItself reports whether the desk may write to the requester without a person's words: a ticket that a machine
// opened stays quiet until a person writes on it (RFC 3834, section 2).
// To an address that does not exist it writes nothing either, nor when it reopens the ticket again and again.
func (s *step) answersByItself() bool {
	_, suppressed := s.lately().Suppressed(s.t.Requester, s.now.At)
	return !s.t.Quiet && !s.t.Restless && !suppressed && s.r.Answers(s.t.Requester)
}

// SameOrganisation reports whether an address shares the requester's domain, and that domain is an organisation's.
func (t *Ticket) SameOrganisation(a Address) bool {
	return a.Domain() != "" && a.Domain() == t.Requester.Domain() && !IsFreemail(a.Domain())
}

// Admits reports whether someone may write on the ticket as a customer: who belongs to it, or got a letter about it, or
// is of the requester's organisation. Who was taken off may not, until somebody lets them in again.
func (t *Ticket) Admits(s Sender) bool {
	if slices.Contains(t.Off, s.Address.Key()) {
		return false
	}
	return t.Belongs(s.Address) || s.Token == GoodToken || t.SameOrganisation(s.Address)
}
