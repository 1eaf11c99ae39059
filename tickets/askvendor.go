package tickets

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// inquiry is what somebody asks a vendor.
type inquiry struct {
	vendor Vendor
	by     string
	why    string // for colleagues
	body   Body
	files  []Enclosure
	mail   *AgentMail // nil when it was not asked by mail
}

// askVendor sends a vendor what it is asked, in a thread of its own: the first time with what the customer wrote. Nothing
// leaves that says who the customer is, and only the files that the agent's own mail carries. The ticket waits on L4. What a
// person asks can be recalled, as an answer to the customer can; what a chain or a route asks leaves at once.
func (s *step) askVendor(q inquiry) {
	v := q.vendor
	c := s.caseAt(v.ID)
	hide := s.redactor(v)
	d := s.vendorLetter(VendorRequest, v)
	d.Data.Body, d.Attachments = Body{Text: hide.text(q.body.Text)}, hide.files(q.files)
	if c.Since.IsZero() {
		d.Data.Vendor.Question, d.Data.Vendor.Fields = hide.text(s.t.Question), hide.fields(s.t.Fields)
	}
	if p, ok := s.r.PersonByID(q.by); ok {
		d.From, d.Data.Actor = p.Given()+" ("+s.mailbox().Name+")", p.Given()
		d.Auto, d.After = ByPerson, s.waiting(s.r.UndoDelay)
	}
	s.ownFor(q.by, v)
	s.owed(c, q)
	if !q.settled() && s.t.Status != Solved {
		s.lend(v, q.by, q.why)
	}
	s.recordAsked(v, q, &d)
	s.send(d)
}

// owed starts the clock of a question. An older one that waits keeps it; thanks ask for nothing.
func (s *step) owed(c *Case, q inquiry) {
	if c.Since.IsZero() {
		c.Since = s.now.At
	}
	if thanks := q.mail != nil && q.mail.Thanks; thanks || !c.Asked.IsZero() {
		return
	}
	c.Asked, c.Last, c.Chased, c.Warned, c.Late = s.now.At, time.Time{}, 0, false, false
}

// settled reports whether the mail itself says what becomes of the ticket, or asks for nothing.
func (q *inquiry) settled() bool {
	if q.mail == nil {
		return false
	}
	return q.mail.Thanks || slices.ContainsFunc([]string{"solve", "pending", "status", "hold", "reopen", "snooze"}, q.mail.gives)
}

// recordAsked keeps what was asked as the vendor reads it.
func (s *step) recordAsked(v Vendor, q inquiry, d *Draft) {
	s.t.Messages++
	text := d.Data.Body.Text
	if text == "" {
		text = d.Data.Vendor.Question
	}
	m := Message{N: s.t.Messages, Leg: VendorLeg(v.ID), Direction: Out, From: Address{Name: s.name(q.by), Address: s.mailbox().Address}, To: []Address{v.Address()},
		At: s.now.At, Reason: ByHand, Why: v.Name + " was asked by " + s.name(q.by), Text: clip(text, maxKept)}
	for _, f := range d.Attachments {
		m.Attachments = append(m.Attachments, f.Attachment)
	}
	if q.mail != nil {
		m.MessageID, m.Raw = q.mail.Mail.MessageID, q.mail.Raw
	}
	if q.mail != nil && q.mail.Link.Ticket == s.t.ID {
		m.Reason, m.Why = q.mail.Link.Reason, q.mail.Link.Why
	}
	s.d.Messages = append(s.d.Messages, m)
	s.decideToo(VendorAsked, q.by, "asked %s: %s", v.Name, cmp.Or(q.why, m.Why))
}

// sayToVendors passes the words of a mail on to the vendors that its commands ask or, without any, to the one whose leg it
// came on.
func (s *step) sayToVendors(ev AgentMail, agent Person, leg Leg, body Body) {
	on := s
	if s.opened != nil {
		on = s.opened
	}
	if v, ok := s.r.VendorByID(leg.Vendor()); ok && len(on.asking) == 0 && s.hasWords(ev, body) {
		on.asking = append(on.asking, inquiry{vendor: v, by: agent.ID})
	}
	if on.inquire(&ev, body); s.d.Reason == "" {
		s.ran(ev)
	}
	s.replaces(ev, agent)
}

// inquire sends what commands ask vendors, with the words and files of the mail.
func (s *step) inquire(ev *AgentMail, body Body) {
	asking := s.asking
	s.asking = nil
	for _, q := range asking {
		q.body.Text = strings.TrimSpace(q.body.Text + "\n\n" + body.Text)
		if q.mail = ev; ev != nil {
			q.files = s.filesOf(*ev)
		}
		s.askVendor(q)
	}
}

// openForVendor opens a ticket for somebody of the desk who asks a vendor in a mail that belongs to no ticket. It is theirs,
// and they are the one who asks: it has no customer.
func (s *step) openForVendor() *step {
	by, _ := s.r.PersonByID(s.author)
	o := &step{r: s.r, now: s.now, mail: s.mail, proof: s.proof, author: s.author, words: s.words, t: Ticket{ID: s.now.Fresh, Mailbox: s.t.Mailbox,
		Subject: cmp.Or(s.t.Subject, "(no subject)"), Status: Open, Type: Question, Priority: Normal, Tier: s.r.TierOf(by.ID), Requester: by.Address(), Quiet: true,
		Opened: s.now.At, Updated: s.now.At, OnTier: s.now.At}}
	o.own(by.ID, "opened it to ask a vendor")
	o.before = o.t.Clone()
	o.decide(Opened, by.ID, "%s opened it to ask a vendor", by.Name)
	s.others, s.opened = append(s.others, o), o
	return o
}

// actVendor asks a vendor because a step of a chain says so, once for a ticket.
func (s *step) actVendor(id string) string {
	v, err := s.mayAsk(id)
	switch {
	case err != nil:
		return "; " + err.Error()
	case s.t.Case(v.ID) != nil:
		return "; " + v.Name + " was asked before"
	}
	s.askVendor(inquiry{vendor: v, by: clock, why: "a chain says so"})
	return "; " + v.Name + " was asked"
}

// askRouted asks the vendor that a route names for a new ticket.
func (s *step) askRouted() {
	if s.routing.Vendor == "" {
		return
	}
	v, err := s.mayAsk(s.routing.Vendor)
	if err != nil {
		s.journal(Routed, "desk", "the vendor of the route was not asked: %s", err.Error())
		return
	}
	s.askVendor(inquiry{vendor: v, by: "desk", why: "a route says so"})
}

// takeCases takes over what a ticket that was merged into this one had at vendors.
func (s *step) takeCases(cases []Case) {
	for _, c := range cloneCases(cases) {
		own := s.caseAt(c.Vendor)
		refs := own.Refs
		if own.Since.IsZero() {
			*own = c
			own.Answer, own.Passed = 0, nil // numbers of the other ticket's messages
		}
		own.Refs = refs
		for _, ref := range c.Refs {
			if len(own.Refs) < maxRefs && !own.Has(ref.Key) {
				own.Refs = append(own.Refs, ref)
			}
		}
	}
}

// vendorLetter starts a letter to a vendor. Its subject has the vendor's number as the vendor writes it, so that its tracker
// finds its case again.
func (s *step) vendorLetter(n Notice, v Vendor) Draft {
	c := s.caseAt(v.ID)
	c.Sent++
	d := s.letter(n, VendorLeg(v.ID), v.Address())
	d.Language, d.Subject = v.Language, s.redactor(v).text(s.t.Subject)
	d.Data = NoticeData{Desk: s.r.Desk, Number: s.t.ID.String(), Tag: s.r.SubjectTag(s.t.ID), Subject: d.Subject, You: v.Name, Vendor: s.vendorPart(*c)}
	return d
}

// VendorPart is what letters to a vendor, and about one, say of the case.
type VendorPart struct {
	ID, Name string
	Ref      string // its number as it writes it; "" while none is known
	Account  string // our customer number there
	Question string // vendor_request: what the customer wrote, with placeholders
	Fields   []Filled
	Asked    time.Time // since when we wait; zero: we do not
	Due      time.Time // when its answer is, or was, due
	Late     bool
	Chased   int // how often it was reminded
	Chases   int // how often it is at most
	// To is whom /send reaches, the address of the customer; "" on a ticket without one.
	To string
	// Begin and End stand around the draft, so that it can be found in a quotation.
	Begin, End string
}

// The marks around a vendor's answer in the notice of it. What stands between them in the mail of an agent who gives /send
// is what goes to the customer. The marks themselves never leave.
const (
	DraftBegin = "[draft begins]"
	DraftEnd   = "[draft ends]"
)

func (s *step) vendorPart(c Case) *VendorPart {
	s.plan()
	if now := s.t.Case(c.Vendor); now != nil {
		c.Due = now.Due
	}
	v, _ := s.r.VendorByID(c.Vendor)
	return &VendorPart{ID: c.Vendor, Name: s.vendorName(c.Vendor), Ref: c.Ref(), Account: v.Account, Asked: c.Asked, Due: c.Due, Late: c.Late,
		Chased: c.Chased, Chases: v.Chases, Begin: DraftBegin, End: DraftEnd}
}

// vendorNotice starts a letter to somebody of the desk that brings a vendor's words. Three doors lead on: to the vendor, to
// the customer, and inside.
func (s *step) vendorNotice(n Notice, p Person, c Case) Draft {
	vendor := Door{Ticket: s.t.ID, Leg: VendorLeg(c.Vendor), Recipient: p.Address().Key()}
	leg := vendor.Leg
	if s.r.ReplyTo == ReplyNote || s.t.Status == Closed {
		leg = InternalLeg
	}
	d := s.letter(n, leg, p.Address())
	d.Data.Vendor = s.vendorPart(c)
	note := vendor
	note.Leg = InternalLeg
	d.Data.Doors = &Doors{Reply: leg}
	if customer, of := s.r.PersonByAddress(s.t.Requester); s.t.Status != Closed && len(s.reachable()) > 0 && (!of || customer.ID != p.ID) {
		d.Data.Vendor.To = s.t.Requester.Address
		d.Data.Doors.Actions = append(d.Data.Doors.Actions, s.action(vendor, "send", "/send "+strconv.FormatUint(c.Answer, 10)))
	}
	if leg == InternalLeg && s.t.Status != Closed {
		d.Data.Doors.Actions = append(d.Data.Doors.Actions, s.action(vendor, "vendor", ""))
	} else if leg != InternalLeg {
		d.Data.Doors.Actions = append(d.Data.Doors.Actions, s.action(note, "note", ""))
	}
	if s.t.Status != Solved && s.t.Status != Closed {
		d.Data.Doors.Actions = append(d.Data.Doors.Actions, s.action(note, "solve", "/solve"))
	}
	return d
}
