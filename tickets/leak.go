package tickets

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// Leak is a line of an agent's words that must not go to the customer. tickets/leak finds them.
type Leak struct {
	Text string
	Why  string // what it is: a note of Bob, a command
}

// KeptMail is an agent's mail that was kept back for its leaks and waits for /send.
type KeptMail struct {
	By  string    `json:"by"`
	At  time.Time `json:"at"`
	Raw string    `json:"raw"`
}

// maxLeaks is how many lines a notice shows, maxKeptMails how many mails of a ticket wait.
const (
	maxLeaks     = 12
	maxKeptMails = 20
)

// leaks are what keeps a mail back. /send and whoever releases the mail let it go; what went past the desk is gone.
func (s *step) leaks(ev AgentMail, leg Leg, body Body) []Leak {
	sent := len(s.haveIt(ev)) == len(s.t.Customers())
	past := sent && leg == CustomerLeg || ev.gives("send") && !ev.PassesOn()
	if leg == InternalLeg || past || slices.Contains(ev.Forgiven, SuspendedLeak) || !s.hasWords(ev, body) {
		return nil
	}
	return ev.Leaks
}

// keepLeak undoes everything, keeps the mail and shows its author the lines.
func (s *step) keepLeak(before Ticket, ev AgentMail, agent Person, leaks []Leak) {
	leg := ev.Goes(s.r)
	s.t, s.d, s.ledger = before, Decision{KeptBack: SuspendedLeak}, nil
	s.joinThread(ev.Mail.MessageID, ev.Sender.Address, agent.Address())
	s.t.Kept = append(s.t.Kept, KeptMail{By: agent.ID, At: s.now.At, Raw: ev.Raw})
	s.others = nil
	if len(s.t.Kept) > maxKeptMails {
		s.t.Kept = s.t.Kept[1:]
	}
	to := "the customer"
	if v := leg.Vendor(); v != "" {
		to = s.vendorName(v)
	}
	s.decide(SuspendedLeak, agent.ID, "kept back, nothing went to %s: “%s” is %s", to, firstRunes(leaks[0].Text, 60), leaks[0].Why)
	door := ev.Link.Leg
	if door.Vendor() != "" { // there /send would mean the vendor's words
		door = InternalLeg
	}
	d := s.letter(KeptBackNotice, door, agent.Address())
	for _, l := range leaks[:min(len(leaks), maxLeaks)] {
		d.Data.Leaks = append(d.Data.Leaks, Leak{Text: firstRunes(l.Text, 200), Why: l.Why})
	}
	note := Door{Ticket: s.t.ID, Leg: InternalLeg, Recipient: agent.Address().Key()}
	d.Data.Doors = &Doors{Reply: door, Actions: []Action{s.action(note, "send", "/send")}}
	if v, ok := s.r.VendorByID(leg.Vendor()); ok {
		d.Data.Vendor = &VendorPart{ID: v.ID, Name: v.Name}
	}
	s.send(d)
}

// runSend passes a vendor's answer on, or lets a mail go although it has leaks: its own, or without words the last one of
// its author that was kept back.
func runSend(s *step, by, arg string) (string, error) {
	if r, tried := s.now.Results[s.line]; tried {
		return r.Done, r.err()
	}
	if m, err := s.answerToPass(by, arg); m != nil || err != nil {
		if err != nil {
			return "", err
		}
		return s.passOn(m, by)
	}
	switch i := slices.IndexFunc(s.t.Kept, func(k KeptMail) bool { return k.By == by }); {
	case s.words == CustomerLeg || s.words.Vendor() != "":
		return "sent as it is", nil
	case s.words != "":
		return "", errors.New("what you write here stays inside; /send is for mail to the customer")
	case i < 0:
		return "", errors.New("no mail of yours is kept back on " + s.t.ID.String())
	}
	for _, k := range slices.Backward(s.t.Kept) {
		if k.By == by {
			s.d.Orders = append(s.d.Orders, Order{Line: s.line, Verb: "send", Arg: k.Raw, By: by})
			break
		}
	}
	return "", nil
}

// replaces forgets the mails of an agent that were kept back once another one goes to the customer, or the mail itself,
// let through. They are taken off the list of suspended mail, so that nobody sends them later by mistake.
func (s *step) replaces(ev AgentMail, agent Person) {
	var forgotten []string
	s.t.Kept = slices.DeleteFunc(s.t.Kept, func(k KeptMail) bool {
		if k.By == agent.ID && k.Raw != ev.Raw && ev.Released == "" {
			forgotten = append(forgotten, k.Raw)
			s.remarks = append(s.remarks, "your mail of "+k.At.In(s.r.ZoneOf(agent.Address())).Format("15:04")+", which was kept back, was dropped: this one went in its place")
			return true
		}
		return k.Raw == ev.Raw
	})
	if len(forgotten) > 0 {
		s.d.Orders = append(s.d.Orders, Order{Verb: "forget", Arg: strings.Join(forgotten, " "), By: agent.ID})
	}
}
