package tickets

import (
	"fmt"
	"strings"
)

// ReplyRule says where a plain answer to a notice goes.
type ReplyRule string

// ReplyCustomer, the default, lets an answer go to the customer when the notice brings the customer's words or the customer
// waits; with ReplyNote an answer is a note, and only the other door or /reply leads to the customer.
const (
	ReplyCustomer ReplyRule = "customer"
	ReplyNote     ReplyRule = "note"
)

// Doors are the ways from a notice back to its ticket. Both legs have one; each is signed for the one who got the notice.
type Doors struct {
	Reply   Leg      // where a plain answer goes
	Actions []Action // the other door first, then what can be done with one click
}

// Action is a letter to the desk that only has to be sent: a mailto: URL (RFC 6068), and the verb of the command that it
// gives. The verbs note and reply only open a letter through the door to that leg.
type Action struct{ Verb, URL string }

// brings are the notices that bring the customer's own words: who answers them speaks to the customer.
func brings(n Notice) bool {
	return n == NewTicket || n == SwarmCall || n == CustomerReplied || n == FailOver
}

// speaksOn is the leg that an answer to a notice goes to. What the desk's people say to each other stays inside; the rest
// is about the customer, and answers go there as long as somebody waits there. On a closed ticket nothing can be said to them.
func (s *step) speaksOn(n Notice) Leg {
	switch {
	case s.r.ReplyTo == ReplyNote, s.t.Status == Closed:
		return InternalLeg
	case brings(n):
		return CustomerLeg
	case n == Assigned || n == Escalated || n == Reminder || n == SLAWarning:
		if !s.t.Waiting.IsZero() {
			return CustomerLeg
		}
	}
	return InternalLeg
}

// notice starts a letter to somebody of the desk about what happens on the ticket. It offers both doors, and brings the
// hand-off packet to who becomes its owner.
func (s *step) notice(n Notice, p Person) Draft {
	d := s.letter(n, s.speaksOn(n), p.Address())
	d.Data.Doors = &Doors{Reply: d.Leg, Actions: s.actions(p, d.Leg)}
	d.Data.Packet = s.handedTo(n, p)
	return d
}

// actions are what makes sense at this moment.
func (s *step) actions(p Person, reply Leg) []Action {
	note := Door{Ticket: s.t.ID, Leg: InternalLeg, Recipient: p.Address().Key()}
	var all []Action
	if reply == CustomerLeg {
		all = append(all, s.action(note, "note", ""))
	} else if s.t.Status != Closed && len(s.reachable()) > 0 {
		customer := note
		customer.Leg = CustomerLeg
		all = append(all, s.action(customer, "reply", ""))
	}
	if s.t.Status == Closed {
		return all
	}
	if s.t.Assignee != p.ID {
		all = append(all, s.action(note, "take", "/take"))
	}
	if _, above := s.nextTier(); above {
		all = append(all, s.action(note, "escalate", "/escalate "))
	}
	if s.t.Status != Solved {
		all = append(all, s.action(note, "solve", "/solve"))
	}
	return all
}

// action is a letter through a door. A mailto: URL can set no In-Reply-To that clients heed, so the token stands in the
// address or, where the mailbox has no sub-addresses, in the subject. The subject says the verb unless the body is a
// command: some readers see the URL itself, which has to be short.
func (s *step) action(d Door, verb, body string) Action {
	mb := s.mailbox()
	to := s.r.Signer.ReplyAddress(mb.Address, mb.Sub, d)
	subject := s.t.ID.String()
	if !strings.HasPrefix(body, "/") {
		subject = verb + " " + subject
	}
	if to == mb.Address {
		subject += " [" + s.r.Signer.Token(d) + "]"
	}
	u := "mailto:" + escapeMailto(to) + "?subject=" + escapeMailto(subject)
	if body != "" {
		u += "&body=" + escapeMailto(body)
	}
	return Action{Verb: verb, URL: u}
}

// escapeMailto writes a value into a mailto: URL. A plus sign is escaped, because clients that take the URL for a form
// read it as a blank (RFC 6068, section 5); a slash need not be (RFC 3986, section 3.4), and commands begin with it.
func escapeMailto(s string) string {
	var b []byte
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '@', c == '.', c == '-', c == '_', c == '/':
			b = append(b, c)
		default:
			b = fmt.Appendf(b, "%%%02X", c)
		}
	}
	return string(b)
}
