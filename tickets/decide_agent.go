package tickets

import (
	"slices"
	"strings"
)

// agentMail runs the commands of a mail from the desk's people, and passes the words on to where they are meant to go.
func (s *step) agentMail(ev AgentMail) {
	s.about = ev.About
	confirms := s.confirms(&ev)
	if s.refuseAgent(ev, confirms) {
		return
	}
	if confirms && len(ev.Block.Commands) == 0 && ev.Block.Fault == nil {
		ev.Block.Commands = []Command{{Verb: "release"}}
	}
	agent, _ := s.r.PersonByID(ev.Sender.Person)
	before := s.t.Clone()
	s.author = agent.ID
	s.mail, s.proof, s.door = ev.Mail.MessageID, ev.Sender.Why, ev.Link.Leg
	if s.t.ID == 0 {
		s.t.Subject = firstRunes(ev.Mail.Subject, maxSubject)
	}
	s.joinThread(ev.Mail.MessageID, ev.Sender.Address, agent.Address())
	leg, body := ev.Goes(s.r), ev.body()
	if s.hasWords(ev, body) {
		s.words = leg
	}
	done, fault := s.runAll(agent.ID, ev.Block.Commands)
	if ev.Block.Fault != nil {
		fault = ev.Block.Fault
	}
	if body = s.withCanned(body); s.pass != nil {
		leg, body = CustomerLeg, s.withAnswer(body)
	}
	if fault == nil {
		fault = s.faultOfWords(ev, leg, body, before)
	}
	if fault != nil {
		s.sendBack(before, ev, agent, fault)
		return
	}
	if leaks := s.leaks(ev, leg, body); len(leaks) > 0 {
		s.keepLeak(before, ev, agent, leaks)
		return
	}
	s.heard(agent.Address())
	words := s.hasWords(ev, body)
	switch {
	case leg.Vendor() != "":
		s.sayToVendors(ev, agent, leg, body)
	case words && s.t.ID != 0:
		s.say(ev, agent, leg, body, &before)
		s.inquire(nil, Body{}) // a question that stands whole in its line
	default:
		if words && !confirms {
			done = append(done, "the words below the commands went to nobody: your mail belongs to no ticket")
		}
		s.ran(ev)
	}
	s.keepUnsent(&before, agent.ID)
	s.isBack(agent.ID)
	s.afterCommands(before, agent, leg, words)
	s.finishOthers(agent.ID)
	if s.d.Done = append(done, s.remarks...); len(s.d.Done) > 0 {
		s.receipt(before, agent)
	}
}

// receipt tells whoever wrote what was done.
func (s *step) receipt(before Ticket, agent Person) {
	d := s.letter(Receipt, InternalLeg, agent.Address())
	d.Data.Done = s.d.Done
	if before.Assignee != "" { // it was a colleague's
		d.Data.Packet = s.handedTo(Receipt, agent)
	}
	s.send(d)
}

// ran says that a mail was nothing but commands; each wrote its own journal.
func (s *step) ran(ev AgentMail) {
	s.d.Reason, s.d.Why = CommandRun, "ran "+ev.commandList()
}

// refuseAgent suspends what only pretends to come from the desk. What only confirms a suspended mail is proven by its token.
func (s *step) refuseAgent(ev AgentMail, confirms bool) bool {
	mb, _ := s.r.MailboxByAddress(Address{Address: ev.Mailbox})
	from := ev.Sender.Address.Address
	if _, known := s.r.PersonByID(ev.Sender.Person); !known {
		s.suspend(SuspendedUnproven, "%s is nobody of this desk", from)
		return true
	}
	// By the standard of the ticket's mailbox too: else the mailbox that asks least would be the door to all tickets.
	unproven := !confirms && (!ev.Sender.Proven(mb.Trust) || !ev.Sender.Proven(s.mailbox().Trust))
	if ev.onlyAsks() && (ev.Sender.Token == GoodToken || ev.Sender.Auth) {
		// It changes nothing, and the answer goes to the person's own address only. So either proof will do: else nobody could
		// ask from a fresh mail, which has no token, where a mailbox wants both.
		unproven = false
	}
	token := ev.Sender.Token
	return s.objects(&ev.Incoming, spam(ev.Mail),
		objection{unproven && token == ForeignToken, SuspendedForeign, "the token was not made for " + from + ": " + ev.Sender.Why},
		objection{unproven && token == ExpiredToken, SuspendedExpired, "the token of " + from + " is too old to prove anything: " + ev.Sender.Why},
		objection{unproven && token == WrongToken, SuspendedWrong, "the token is none of ours: " + ev.Sender.Why},
		objection{unproven && token == RevokedToken, SuspendedRevoked, "the token of " + from + " was revoked: " + ev.Sender.Why},
		objection{unproven && (token == NoToken || token == GoodToken), SuspendedUnproven, "nothing proves that " + from + " wrote it: " + ev.Sender.Why})
}

func (ev *AgentMail) gives(verb string) bool {
	return slices.ContainsFunc(ev.Block.Commands, func(c Command) bool { return c.Verb == verb })
}

// body is what was written, the text of /note and /reply included.
func (ev *AgentMail) body() Body {
	b := ev.Block.Body
	for _, c := range slices.Backward(ev.Block.Commands) {
		if c.carriesWords() && c.Arg != "" {
			b = Body{Text: strings.TrimSpace(c.Arg + "\n" + b.Text)}
		}
	}
	return b
}

// onlyAsks reports whether the mail gives nothing but queries.
func (ev *AgentMail) onlyAsks() bool {
	asksOnly := func(c Command) bool {
		return slices.ContainsFunc(Verbs(), func(v Verb) bool { return v.Name == c.Verb && v.scope == asks })
	}
	other := slices.ContainsFunc(ev.Block.Commands, func(c Command) bool { return !asksOnly(c) })
	return len(ev.Block.Commands) > 0 && !other && isBlank(ev.Block.Body.Text) && len(ev.Mail.Attachments) == 0
}

func (ev *AgentMail) commandList() string {
	var names []string
	for _, c := range ev.Block.Commands {
		names = append(names, "/"+c.Verb)
	}
	return strings.Join(names, ", ")
}

func (s *step) hasWords(ev AgentMail, b Body) bool {
	return strings.TrimSpace(b.Text) != "" || len(s.filesOf(ev)) > 0
}

// faultOfWords says why words cannot be passed on.
func (s *step) faultOfWords(ev AgentMail, leg Leg, body Body, before Ticket) *Fault {
	words := s.hasWords(ev, body)
	if leg.Vendor() != "" && words && s.t.ID != 0 {
		if fault := s.faultOfVendor(ev, leg); fault != nil {
			return fault
		}
	}
	switch {
	case ev.About != "" && len(ev.Block.Commands) == 0:
		return &Fault{Problem: "your answer does not say what shall become of " + ev.About, Nearest: "/allow, /new or /drop as the first line; /note keeps your words as a note"}
	case s.t.ID == 0 && len(ev.Block.Commands) == 0:
		return &Fault{Problem: "your mail belongs to no ticket and gives no command; nobody got it",
			Nearest: "#1024 /note TEXT keeps it as a note on #1024; a new mail that answers nothing opens a ticket"}
	case ev.gives("note") && len(ev.asks(s.r)) > 0:
		return &Fault{Problem: "the mail has a /note and a question for a vendor; nothing was sent", Nearest: "one of them"}
	case ev.gives("note") && (ev.gives("reply") || ev.gives("canned")):
		return &Fault{Problem: "the mail has a /note and an answer to the customer; nothing was sent", Nearest: "one of them"}
	case ev.gives("reply") && !words:
		return &Fault{Problem: "there are no words for the customer", Nearest: "/reply TEXT, or the text below the commands"}
	case !words && len(ev.Block.Commands) == 0:
		return &Fault{Problem: "the mail has no words of your own and no command", Nearest: "write your answer above the quoted text"}
	case words && leg != InternalLeg && (strings.Contains(body.Text, DraftBegin) || strings.Contains(body.Text, DraftEnd)):
		return &Fault{Problem: "a mark of a draft stands among the words, so that nobody can tell them from the notice; nothing was sent",
			Nearest: "/send, and your own words below it without the mark"}
	case words && leg == CustomerLeg && before.Status == Closed:
		return &Fault{Problem: before.ID.String() + " is closed for good; nothing was sent to the customer",
			Nearest: "/note keeps it as a note; a new mail from the customer opens a follow-up ticket"}
	case words && leg == CustomerLeg && len(s.reachable()) == 0:
		return &Fault{Problem: "nobody on the customer's side of " + before.ID.String() + " has an address that mail can be sent to", Nearest: "/note keeps it as a note"}
	case len(body.Text) > maxKept:
		return &Fault{Problem: "the text is longer than a mail should be; nothing was sent", Nearest: "enclose it as a file"}
	}
	return nil
}

// sendBack undoes everything and returns the mail to its author with the fault, and with the words, so that nothing typed is lost.
func (s *step) sendBack(before Ticket, ev AgentMail, agent Person, fault *Fault) {
	subject := s.t.Subject
	s.t, s.d, s.ledger = before, Decision{}, nil
	if s.t.ID == 0 {
		s.t.Subject = subject
	}
	fault = fault.bounded()
	s.joinThread(ev.Mail.MessageID, ev.Sender.Address, agent.Address())
	s.decide(CommandRefused, agent.ID, "nothing was done: %s (%s)", fault.Problem, fault.Text)
	d := s.letter(CommandError, ev.Link.Leg, agent.Address())
	d.Data.Fault = fault
	d.Data.Body = Body{Text: clip(ev.Mail.NewText, maxKept)}
	s.send(d)
}

// filesOf are the attachments that the agent meant to send. Pictures that the own words do not show belong to a signature
// or a quotation; keys, cards and signatures are added by mail clients, tell the agent's address, and prove nothing about
// the letter that the desk makes of the mail.
func (s *step) filesOf(ev AgentMail) []Enclosure {
	var files []Enclosure
	for _, a := range ev.Mail.Attachments {
		if slices.Contains(clientMade, a.Type) {
			continue
		}
		if a.Inline && a.ContentID != "" && ev.Mail.RawHTML != "" && !shows(ev.Block.Body, a.ContentID) {
			continue
		}
		files = append(files, Enclosure{Attachment: a, Raw: ev.Raw})
	}
	if s.pass != nil && s.words == "" {
		passed, _ := s.enclose(s.pass.Attachments, s.pass.Raw)
		files = append(files, passed...)
	}
	return files
}

// shows reports whether words show a picture. Where their formatting is lost nobody can tell, and it is kept.
func shows(b Body, id string) bool {
	if b.Markdown == "" {
		return !isBlank(b.Text)
	}
	return strings.Contains(b.Markdown, "(cid:"+pictureEscape.Replace(id)+")") || strings.Contains(b.Markdown, "(cid:"+id+")")
}

// pictureEscape writes an identifier as Markdown has it between parentheses.
var pictureEscape = strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E")

// clientMade are media types of what clients add to every mail.
var clientMade = []string{"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "application/pgp-keys",
	"text/vcard", "text/x-vcard"}

// tellColleague sends a note to the owners and who works on it with them, except who wrote it.
func (s *step) tellColleague(author Person, body Body, files []Enclosure) {
	for _, p := range s.insiders() {
		if p.ID == author.ID {
			continue
		}
		d := s.notice(NoteAdded, p)
		d.Data.Actor, d.Data.Body, d.Attachments = author.Name, quotable(body), files
		s.send(d)
	}
}

// afterCommands tells those whom a command concerns.
func (s *step) afterCommands(before Ticket, actor Person, leg Leg, words bool) {
	if s.t.Status == Solved && before.Status != Solved && (leg != CustomerLeg || !words) && s.answersByItself() {
		s.sendSolved(actor)
	}
	p, ok := s.r.PersonByID(s.t.Assignee)
	if ok && s.t.Assignee != before.Assignee && p.ID != actor.ID && len(s.t.Climbs) == len(before.Climbs) {
		d := s.notice(Assigned, p)
		d.Data.Actor, d.Data.Body = actor.Name, Body{Text: s.t.Question}
		s.send(d)
	}
}

func (s *step) sendSolved(by Person) {
	d := s.letter(SolvedNotice, CustomerLeg, s.t.Requester)
	d.Data.Actor, d.Data.Doors = by.Given(), s.verdict(s.t.Requester)
	s.send(d)
}

// ordered runs commands that came from the operator's shell. Faults are in the decision; nothing is mailed about them.
func (s *step) ordered(ev Ordered) {
	before := s.t.Clone()
	done, fault := s.runAll(ev.By, ev.Commands)
	if fault == nil {
		s.inquire(nil, Body{})
		s.finishOthers(ev.By)
	}
	if fault != nil {
		s.t, s.d = before, Decision{Reason: CommandRefused, Why: fault.Problem}
		return
	}
	for _, c := range ev.Commands {
		if c.Verb == "note" && c.Arg != "" {
			s.note(ev.By, c.Arg)
		}
	}
	s.d.Reason, s.d.Why, s.d.Done = CommandRun, "ran as ordered by "+ev.By, done
	s.afterCommands(before, Person{ID: ev.By, Name: ev.By}, InternalLeg, false)
}

// note keeps words that did not come by mail.
func (s *step) note(by, text string) {
	s.t.Messages++
	name := s.name(by)
	s.d.Messages = append(s.d.Messages, Message{N: s.t.Messages, Leg: InternalLeg, Direction: In, From: Address{Name: name}, At: s.now.At,
		Reason: ByHand, Why: "written by " + name, Text: clip(text, maxKept)})
	s.journal(NoteWritten, by, "note by %s", name)
	s.tellColleague(Person{ID: by, Name: name}, Body{Text: text}, nil)
}
