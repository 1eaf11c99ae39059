package tickets

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// VendorMail is mail on the leg of a vendor, from whoever wrote it.
type VendorMail struct {
	Incoming
	// Refs are the numbers of the vendor that stand in the subject or, when none does, behind a word for it in the text.
	Refs []VendorRef
	// Robot is set when a program wrote it only to say that our mail arrived, or that somebody is away.
	Robot bool
}

// vendorMail puts a vendor's mail on its leg and before the owner. It never reaches the customer by itself, nothing in it
// is a command, and nothing answers it.
func (s *step) vendorMail(ev VendorMail) {
	vendor := ev.Link.Leg.Vendor()
	if s.refuseVendor(ev, vendor) {
		return
	}
	m, from := ev.Mail, ev.Sender.Address
	text := cmp.Or(strings.TrimSpace(m.NewText), strings.TrimSpace(m.Text))
	s.record(&ev.Incoming, ev.Link.Leg, text)
	s.heard(from)
	c := s.caseAt(vendor)
	if v, known := s.r.VendorByID(vendor); known {
		s.joinThread(m.MessageID, v.Address())
		if !v.Owns(from) && !slices.Contains(c.Also, from.Key()) && len(c.Also) < maxAlso {
			c.Also = append(c.Also, from.Key())
		}
	}
	s.learnFrom(c, ev)
	if ev.Robot && c.Robots < c.Sent {
		c.Robots++ // it answers each of our letters, but says nothing else
		s.decide(VendorRobot, from.Address, "%s has it: its tracker wrote by itself (%s)", s.vendorName(vendor), string(m.Kind))
		return
	}
	c.Asked, c.Heard, c.Answer = time.Time{}, s.now.At, s.t.Messages
	if s.t.Status == Pending || s.t.Status == Hold {
		s.setStatus(Open)
		s.t.OnTier = s.now.At
	}
	s.decide(VendorAnswered, from.Address, "%s wrote: %s", s.vendorName(vendor), ev.Link.Why)
	s.findOwner()
	s.tellAnswered(&ev.Incoming, *c, text)
}

// refuseVendor suspends what is not from the vendor, or not proven to be. Either proof will do, as for a query: the mail
// changes nothing but what the owner reads, and trackers strip every token.
func (s *step) refuseVendor(ev VendorMail, vendor string) bool {
	from, on := ev.Sender.Address, s.t.ID.String()
	c := s.t.Case(vendor)
	also := c != nil && slices.Contains(c.Also, from.Key())
	letIn := slices.Contains(ev.Forgiven, SuspendedStranger) // whoever let a stranger in has looked at the mail
	proven := ev.Sender.Auth || ev.Sender.Token == GoodToken || also && ev.Sender.Token == ForeignToken || letIn
	return s.objects(&ev.Incoming, blocked(&ev.Incoming), spam(ev.Mail), ownMail(ev.Sender),
		objection{ev.Sender.Vendor != vendor && !also, SuspendedStranger, from.Address + " is not of " + s.vendorName(vendor) + ", which was asked on " + on + ": " + ev.Link.Why},
		objection{!proven, SuspendedVendor, "nothing proves that " + from.Address + " of " + s.vendorName(vendor) + " wrote it: " + ev.Sender.Why})
}

// learnFrom takes note of the vendor's number. What stands in the subject of our own letters is none of it.
func (s *step) learnFrom(c *Case, ev VendorMail) {
	for _, ref := range ev.Refs {
		ours := RefKey(ref.Shown) == RefKey(s.t.ID.String()) || ref.Key == RefKey(s.t.ID.String()) || strings.Contains(strings.ToUpper(s.t.Subject), ref.Key)
		if !ours {
			s.learn(c, ref, c.Vendor)
			return
		}
	}
}

// findOwner finds an owner who is there for a ticket that somebody has to act on.
func (s *step) findOwner() {
	if !s.t.Status.Active() {
		return
	}
	if _, known := s.r.PersonByID(s.t.Assignee); !known {
		s.giveAgain()
	} else if s.isAway(s.t.Assignee) {
		s.handOn()
	}
}

// tellAnswered shows the owner what a vendor wrote, as the draft of an answer to the customer. A plain answer to the notice
// goes to the vendor, because its words are what is answered; only /send leads to the customer.
func (s *step) tellAnswered(in *Incoming, c Case, text string) {
	for _, p := range s.owners() {
		d := s.vendorNotice(VendorReplied, p, c)
		d.Data.Actor, d.Data.Body = cmp.Or(short(in.Mail.Author()).Name, in.Mail.Author().Address), quotable(Body{Text: text})
		d.Attachments, d.Data.Files = s.enclose(in.files(), in.Raw)
		s.send(d)
	}
}
