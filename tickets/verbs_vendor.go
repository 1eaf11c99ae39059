package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// vendorLine is what a /vendor line says: printco ref 4711 Can you send a new fuser?
type vendorLine struct{ name, ref, words string }

func readVendorLine(arg string) vendorLine {
	name, rest, _ := strings.Cut(strings.TrimSpace(arg), " ")
	l := vendorLine{name: strings.TrimRight(name, ",:"), words: strings.TrimSpace(rest)}
	word, rest, _ := strings.Cut(l.words, " ")
	if strings.EqualFold(strings.TrimRight(word, ":"), "ref") {
		l.ref, l.words, _ = strings.Cut(strings.TrimSpace(rest), " ")
		l.words = strings.TrimSpace(l.words)
	}
	return l
}

// runVendor asks a vendor, or takes note of its number. What is written behind the line and below it is what it is asked; it
// goes out when all commands of the mail ran.
func runVendor(s *step, by, arg string) (string, error) {
	l := readVendorLine(arg)
	v, err := s.mayAsk(l.name)
	if err != nil {
		return "", err
	}
	c := s.caseAt(v.ID)
	below := s.words.Vendor() != ""
	switch {
	case l.ref != "" && !below && l.words == "":
		s.learn(c, RefOf(l.ref), by)
		s.spokenWith(v, by)
		return v.Name + " keeps it as " + s.caseAt(v.ID).Ref(), nil
	case !below && l.words == "" && !c.Since.IsZero():
		return "", errors.New("say below the line what " + v.Name + " is asked: it has the request already")
	case slices.ContainsFunc(s.asking, func(q inquiry) bool { return q.vendor.ID == v.ID }):
		return "", errors.New("the mail asks " + v.Name + " twice")
	}
	s.asking = append(s.asking, inquiry{vendor: v, by: by, body: Body{Text: l.words}})
	done := v.Name + " was asked at " + v.Email
	if until := s.waiting(s.r.UndoDelay); s.roleOf(by) != Operator && !until.IsZero() {
		done = v.Name + " is asked at " + v.Email + " at " + until.In(s.r.ZoneOf(s.personAddress(by))).Format("15:04:05") + " (until then " + s.cancelForm() + " recalls it)"
	}
	if l.ref != "" {
		s.learn(c, RefOf(l.ref), by)
		done += "; it keeps it as " + c.Ref()
	}
	return done, nil
}

// cancelForm is how the author of a mail recalls what a command line of it sends.
func (s *step) cancelForm() string {
	if s.door == "" { // the line named the ticket, or opened it
		return s.t.ID.String() + " /cancel"
	}
	return "/cancel"
}

// mayAsk finds a vendor that can be asked about this ticket.
func (s *step) mayAsk(name string) (Vendor, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return Vendor{}, err
	}
	v, err := s.r.findVendor(name)
	switch {
	case err != nil:
		return v, err
	case slices.ContainsFunc(s.t.Customers(), v.Owns):
		return v, fmt.Errorf("%s is on the customer's side of %s: nothing could be kept from it", v.Name, s.t.ID)
	}
	return v, nil
}

// spokenWith opens a case whose question came another way, such as by phone: its number is known, and its clock runs.
func (s *step) spokenWith(v Vendor, by string) {
	c := s.caseAt(v.ID)
	if !c.Since.IsZero() {
		return
	}
	c.Since, c.Asked = s.now.At, s.now.At
	s.ownFor(by, v)
	s.lend(v, by, "")
	s.journal(VendorAsked, by, "%s was asked another way than by mail", v.Name)
}

// ownFor makes who asks a vendor the owner of a ticket that is nobody's: somebody has to get the answer.
func (s *step) ownFor(by string, v Vendor) {
	if _, person := s.r.PersonByID(by); person && s.t.Assignee == "" {
		s.own(by, "asked "+v.Name)
	}
}

// escalatesTo is the vendor that an /escalate line names: /escalate printco WHY or, with one vendor and nobody on L4,
// /escalate L4 WHY.
func (r *Rules) escalatesTo(arg string) (v Vendor, why string, ok bool) {
	word, rest, _ := strings.Cut(strings.TrimSpace(arg), " ")
	word, rest = strings.TrimRight(strings.ToLower(word), ",:"), strings.TrimSpace(rest)
	if v, ok := r.VendorByID(word); ok {
		return v, rest, true
	}
	if to, why, named := r.cutTier(arg); named && to == TopTier && len(r.Tiers[TopTier].People) == 0 && len(r.Vendors) == 1 {
		return r.Vendors[0], why, true
	}
	return Vendor{}, "", false
}

// escalateToVendor asks a vendor and says why, for colleagues: only what stands below the line goes there.
func (s *step) escalateToVendor(v Vendor, by, why string) (string, error) {
	if why == "" {
		return "", errors.New("say why, for the colleagues who read it; what " + v.Name + " is asked stands below the line")
	}
	done, err := runVendor(s, by, v.ID)
	if err != nil {
		return "", err
	}
	s.asking[len(s.asking)-1].why = why
	s.journal(ClimbedByHand, by, "→ %s: %s", v.Name, why)
	return done, nil
}

// Goes is the leg that the words of a mail are meant for: inside with /note, to the customer with /reply, to a vendor that
// is asked, else where the token leads. With /send an answer to a vendor's answer goes to the customer.
func (ev *AgentMail) Goes(r *Rules) Leg {
	vendors := ev.asks(r)
	switch {
	case ev.gives("note"):
		return InternalLeg
	case len(vendors) > 0:
		return VendorLeg(vendors[0])
	case ev.gives("reply"), ev.gives("canned"), ev.PassesOn():
		return CustomerLeg
	}
	return ev.Link.Leg
}

// asks are the vendors that the commands of a mail ask about the mail's own ticket.
func (ev *AgentMail) asks(r *Rules) (vendors []string) {
	for _, c := range ev.Block.Commands {
		if c.Ticket != 0 && c.Ticket != ev.Link.Ticket {
			continue
		}
		switch c.Verb {
		case "vendor":
			if v, err := r.findVendor(readVendorLine(c.Arg).name); err == nil {
				vendors = append(vendors, v.ID)
			}
		case "escalate":
			if v, _, ok := r.escalatesTo(c.Arg); ok {
				vendors = append(vendors, v.ID)
			}
		}
	}
	return vendors
}

// Words are all that a mail says, behind its commands and below them.
func (ev *AgentMail) Words() Body {
	b := ev.body()
	for _, c := range slices.Backward(ev.Block.Commands) {
		if words := readVendorLine(c.Arg).words; c.Verb == "vendor" && words != "" {
			b = Body{Text: strings.TrimSpace(words + "\n" + b.Text)}
		}
	}
	return b
}

// PassesOn reports whether a mail that answers a vendor's answer, or goes to its leg, is meant for the customer.
func (ev *AgentMail) PassesOn() bool {
	return ev.gives("send") && (ev.Told != 0 || ev.Link.Leg.Vendor() != "")
}

// faultOfVendor says why words for a vendor cannot be passed on.
func (s *step) faultOfVendor(ev AgentMail, leg Leg) *Fault {
	v, known := s.r.VendorByID(leg.Vendor())
	switch {
	case !known:
		return &Fault{Problem: leg.Vendor() + " is no vendor any more; nothing was sent", Nearest: "/note keeps it as a note, /reply sends it to the customer"}
	case ev.gives("reply") || ev.gives("canned"):
		return &Fault{Problem: "the mail has a question for " + v.Name + " and an answer to the customer; nothing was sent", Nearest: "one of them"}
	}
	if _, err := s.mayAsk(v.ID); err != nil {
		return &Fault{Problem: err.Error() + "; nothing was sent", Nearest: "/note keeps it as a note"}
	}
	return nil
}

// answerToPass is the vendor's answer that a /send is about: the one that is numbered, that the answered notice brought, or
// the last one of the leg. nil when it is about none, but for a mail that was kept back.
func (s *step) answerToPass(by, arg string) (*Message, error) {
	n := s.now.Told
	if number := strings.TrimPrefix(strings.TrimSpace(arg), "#"); number != "" {
		asked, err := strconv.ParseUint(number, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("“%s” is no number of a message", firstRunes(arg, 60))
		}
		n = asked
	}
	waits := slices.ContainsFunc(s.t.Kept, func(k KeptMail) bool { return k.By == by })
	if c := s.t.Case(s.door.Vendor()); n == 0 && c != nil {
		n = c.Answer
	} else if n == 0 && !waits {
		n = s.lastAnswer()
	}
	i := slices.IndexFunc(s.now.Said, func(m Message) bool { return m.N == n && m.Leg.Vendor() != "" && m.Direction == In })
	switch {
	case i >= 0:
		return &s.now.Said[i], nil
	case strings.TrimSpace(arg) != "" || s.door.Vendor() != "":
		return nil, errors.New("no answer of a vendor is there to be sent on")
	}
	return nil, nil
}

// lastAnswer is the newest answer of any vendor that did not go to the customer.
func (s *step) lastAnswer() (n uint64) {
	for _, c := range s.t.Cases {
		if c.Answer > n && !slices.Contains(c.Passed, c.Answer) {
			n = c.Answer
		}
	}
	return n
}

// passOn sends a vendor's answer to the customer in the desk's voice, or the agent's own words instead of it.
func (s *step) passOn(m *Message, by string) (string, error) {
	c := s.caseAt(m.Leg.Vendor())
	vendor, to := s.vendorName(c.Vendor), s.t.Requester
	p, _ := s.r.PersonByAddress(to)
	switch {
	case p.ID == by:
		return "", errors.New("you asked " + vendor + " yourself: there is no customer to send it to")
	case s.words == CustomerLeg:
		s.pass = m
		return "your words went to the customer instead of what " + vendor + " wrote", nil
	case s.words != "":
		return "", errors.New("what you write here does not go to the customer; /send is for mail to the customer")
	case slices.Contains(c.Passed, m.N):
		return "", &refusal{"what " + vendor + " wrote went to the customer before", "/send with your own words below it"}
	case strings.TrimSpace(m.Text) == "" && len(m.Attachments) == 0:
		return "", errors.New(vendor + " wrote nothing that could be sent on")
	}
	about := s.now.Told == 0 || s.now.Told == m.N // else the draft is another answer's
	if s.now.Torn && about {
		return "", &refusal{"nobody can tell what of the draft shall go to the customer: it must stand whole between the two marks; nothing was sent",
			"/send with your own words below it; or /send alone, nothing quoted, which sends what " + vendor + " wrote"}
	}
	answer := *m
	s.pass = &answer
	if draft := s.now.Draft; draft != "" && about && !sameWords(draft, m.Text) {
		s.pass.Text = draft
		return "what " + vendor + " wrote, as you edited it, went to " + to.Address, nil
	}
	return "what " + vendor + " wrote went to " + to.Address, nil
}

func sameWords(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }

// withAnswer is what goes to the customer: the words of the mail or, without any, the vendor's.
func (s *step) withAnswer(b Body) Body {
	if s.words != "" {
		return b
	}
	return Body{Text: strings.TrimSpace(s.pass.Text)}
}

// notePassed remembers that an answer went on.
func (s *step) notePassed(agent Person) {
	if s.pass == nil {
		return
	}
	c := s.caseAt(s.pass.Leg.Vendor())
	if len(c.Passed) >= maxPassed {
		c.Passed = c.Passed[1:]
	}
	c.Passed = append(c.Passed, s.pass.N)
	s.journal(VendorPassedOn, agent.ID, "the answer of %s was dealt with: message %s", s.vendorName(c.Vendor), strconv.FormatUint(s.pass.N, 10))
}
