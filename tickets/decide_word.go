package tickets

import (
	"slices"
	"time"
)

// Word is an order that a customer gives by the subject of a mail that says nothing else (SPEC section 5). Customers have
// no slash commands.
type Word string

// The words of customers. Package command reads them, also in other languages than English.
const (
	WordStatus Word = "status" // of the ticket or, in a mail that leads to none, of all theirs that are not over
	WordList   Word = "list"   // of their tickets
	WordClose  Word = "close"
	WordReopen Word = "reopen"
	WordHelp   Word = "help"
)

// CustomerWord is a mail of a customer that says nothing but a word. It is decided on ticket 0 when it leads to no ticket.
type CustomerWord struct {
	CustomerMail
	Word Word
}

// Told is what a customer is told for a word.
type Told struct {
	Word     Word
	Own      []OwnTicket // for list, and for status without a ticket; newest first
	More     bool        // there are older ones
	Unproven bool        // nothing is told of tickets, because nothing proves who asks
	Which    bool        // the mail leads to no ticket, and the word is about one
}

// OwnTicket is what a customer is told of a ticket of theirs. Nothing of the desk's inside is in it.
type OwnTicket struct {
	Number  string
	Subject string
	Status  Status
	Opened  time.Time
}

// maxOwn bounds how many tickets one letter tells a customer of.
const maxOwn = 30

// Obeys reports whether a word of somebody is an order on the ticket: they belong to it, and more than From says that it
// is them.
func (t *Ticket) Obeys(s Sender) bool {
	return t.Belongs(s.Address) && !slices.Contains(t.Off, s.Address.Key()) && s.vouched()
}

// vouched reports whether a token of the sender's own or the receiving server says who they are. What a word does is
// answered to that address alone, and can be undone by a mail; so either will do.
func (s Sender) vouched() bool { return s.Token == GoodToken || s.Auth }

// customerWord does what a customer orders. What is no order here is mail like any other, for a person to read.
func (s *step) customerWord(ev CustomerWord) {
	if s.t.ID == 0 {
		s.wordToDesk(ev)
		return
	}
	from := ev.Sender.Address
	obeys := s.t.Obeys(ev.Sender) && ev.Link.Leg == CustomerLeg && !ev.Mail.Auto && s.r.Answers(from)
	if s.t.Restless && ev.Word != WordClose { // something there opens the ticket again and again: a person looks at it
		obeys = false
	}
	switch {
	case !obeys || ev.Word == WordClose && !s.t.Requester.Same(from): // others of the ticket may not end the requester's matter
		s.customerMail(ev.asMail())
	case ev.Word == WordReopen && s.t.Status != Closed:
		if s.customerMail(ev.asMail()); s.d.Suspend == "" {
			s.tell(from, Told{Word: WordReopen})
		}
	case !s.objects(&ev.Incoming, blocked(&ev.Incoming), spam(ev.Mail), ownMail(ev.Sender)):
		s.obey(ev)
	}
}

// asMail is the mail with the word for its text, so that people see what was said. Who wants a ticket closed does not want
// it opened again: that is read as thanks are.
func (ev CustomerWord) asMail() CustomerMail {
	all := ev.CustomerMail
	if isBlank(all.Mail.NewText) {
		m := *all.Mail
		m.NewText, m.NewMarkdown, all.Mail = string(ev.Word), "", &m
	}
	all.Thanks = all.Thanks || ev.Word == WordClose
	return all
}

func (s *step) obey(ev CustomerWord) {
	from, before := short(ev.Sender.Address), s.t.Status
	said := ev.asMail()
	s.record(&said.Incoming, CustomerLeg, said.Mail.NewText)
	s.joinThread(ev.Mail.MessageID, from)
	switch {
	case ev.Word == WordList:
		s.decide(WordObeyed, from.Address, "asked for their tickets: %s", ev.Sender.Why)
		s.askOwn(ev)
		return
	case ev.Word == WordClose && before != Closed:
		if before != Solved {
			s.setStatus(Solved)
			s.journal(WordObeyed, from.Address, "solved, the customer says")
		}
		s.setStatus(Closed)
		s.decide(ClosedByCustomer, from.Address, "closed by the customer: %s", ev.Sender.Why)
		if before != Solved {
			s.tellOwner(CustomerReplied, &said.Incoming, Body{Text: said.Mail.NewText})
		}
	default:
		s.decide(WordObeyed, from.Address, "asked for “%s”: %s", string(ev.Word), ev.Sender.Why)
	}
	s.tell(from, Told{Word: ev.Word})
}

// wordToDesk answers a word that leads to no ticket. Help tells nothing of tickets, and anybody may have it.
func (s *step) wordToDesk(ev CustomerWord) {
	from, lists := short(ev.Sender.Address), ev.Word == WordList || ev.Word == WordStatus
	if s.objects(&ev.Incoming, blocked(&ev.Incoming), spam(ev.Mail), ownMail(ev.Sender),
		objection{ev.Mail.Auto || !s.r.Answers(from), SuspendedMachine, "it must not be answered automatically, and leads to no ticket"}) {
		return
	}
	s.t.Subject = string(ev.Word)
	s.joinThread(ev.Mail.MessageID, from)
	s.d.Reason, s.d.Why = WordObeyed, from.Address+" asked for “"+string(ev.Word)+"”: "+ev.Sender.Why
	if lists && ev.Sender.vouched() {
		s.askOwn(ev)
		return
	}
	s.tell(from, Told{Word: ev.Word, Unproven: lists, Which: ev.Word == WordClose || ev.Word == WordReopen})
}

// askOwn has the tickets of a customer looked up, off the way of the mails that come in.
func (s *step) askOwn(ev CustomerWord) {
	from := short(ev.Sender.Address)
	s.relay(Relay{To: s.t.ID, Kind: RelayAsked, By: from.Address, Subject: s.t.Subject,
		Asked: &Asked{Verb: string(ev.Word), For: from, Mailbox: ev.Mailbox, Mail: ev.Mail.MessageID}})
}

// tellOwn tells a customer of the tickets that were found, and only of those that are theirs, whatever was found.
func (s *step) tellOwn(r Relay) {
	to := r.Asked.For
	if s.now.Findings == nil || s.now.Findings.List == nil || !s.r.Answers(to) || s.t.ID != 0 && !s.t.Belongs(to) {
		s.d.Reason, s.d.Why = RelayIgnored, to.Address+" may not be told"
		return
	}
	if s.t.ID == 0 {
		s.t.Subject = r.Subject
	}
	told := Told{Word: Word(r.Asked.Verb), More: s.now.Findings.List.More}
	for _, row := range s.now.Findings.List.Rows {
		switch {
		case !to.Same(Address{Address: row.From}):
		case len(told.Own) == maxOwn:
			told.More = true
		default:
			told.Own = append(told.Own, OwnTicket{row.Number, row.Subject, row.Status, row.Opened})
		}
	}
	s.joinThread(r.Asked.Mail, to)
	s.tell(to, told)
	s.d.Reason, s.d.Why = QueryAnswered, to.Address+" was told of their tickets"
}

// tell answers a word. It goes to the address of who asked and to nobody else. To where a ticket was opened again too often
// the desk writes nothing by itself.
func (s *step) tell(to Address, told Told) {
	if s.t.Restless {
		return
	}
	d := s.letter(WordAnswer, CustomerLeg, to)
	d.Auto, d.Data.Told = AutoReplied, &told
	s.send(d)
}

// verdict lets a customer say with one click what they think of a solution.
func (s *step) verdict(to Address) *Doors {
	door, doors := Door{Ticket: s.t.ID, Leg: CustomerLeg, Recipient: to.Key()}, &Doors{Reply: CustomerLeg}
	if s.t.Requester.Same(to) {
		doors.Actions = append(doors.Actions, s.action(door, string(WordClose), string(WordClose)))
	}
	doors.Actions = append(doors.Actions, s.action(door, string(WordReopen), string(WordReopen)))
	return doors
}
