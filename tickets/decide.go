package tickets

import (
	"fmt"
	"slices"
	"time"
)

// Decide says what follows from an event for a ticket. It is a pure function: the same ticket, event and rules give the
// same decision, today and in a replay a year later. It is total: every event in every state has a decision, and each
// decision has a Reason. The ticket given is not changed. For a FirstMail the ticket is a new one that has only an ID.
func Decide(t Ticket, ev Event, r *Rules) Decision {
	s := &step{t: t.Clone(), r: r, now: ev.facts(), before: t, waited: t.Place(r)}
	switch ev := ev.(type) {
	case FirstMail:
		s.firstMail(ev)
	case CustomerMail:
		s.customerMail(ev)
	case CustomerWord:
		s.customerWord(ev)
	case AgentMail:
		s.agentMail(ev)
	case MachineMail:
		s.machineMail(ev)
	case VendorMail:
		s.vendorMail(ev)
	case Imported:
		s.imported(ev)
	case Undelivered:
		s.undelivered(ev)
	case HeldLetterJudged:
		s.heldLetterJudged(ev)
	case Ordered:
		s.ordered(ev)
	case LeftWaiting:
		s.leftWaiting(ev)
	case WaitOver:
		s.waitOver(ev)
	case Offered:
		s.offered()
	case Tick:
		s.tick()
	case Reloaded:
		s.reloaded()
	case Relayed:
		s.relayed(ev.Relay)
	}
	if s.d.Suspend != "" {
		return Decision{Reason: s.d.Suspend, Why: s.d.Why, Suspend: s.d.Suspend, Ask: s.ask(ev), Ticket: t.Clone()}
	}
	s.keepHolder()
	s.plan()
	s.d.Ticket = s.t
	return s.d
}

// step is a decision in the making.
type step struct {
	t   Ticket
	r   *Rules
	now Facts
	d   Decision

	ledger  *Ledger   // over the one of the event
	words   Leg       // where the words of the mail are meant to go; "" when it has none
	dropped []Address // taken off the customer leg in this step
	remarks []string  // what the author of the mail should know beside what the commands did
	canned  []string  // canned answers that were ordered in this step
	routing Routing   // of a ticket that this step opens

	waited Place // in a queue, before this event
	first  bool  // it is the first in its queue

	about  string    // the suspended mail that the mail is an answer about
	door   Leg       // that the mail of somebody of the desk came through
	pass   *Message  // the vendor's answer that /send passes on
	author string    // who gives the commands: a person's id
	asking []inquiry // what commands ask vendors; it goes out when all of them ran
	opened *step     // on the ticket that /vendor opened, when the mail is on none
	line   int       // of the command that runs
	mail   string    // the identifier of the mail that is decided on
	proof  string    // what proved who gives the commands
	hold   []Waiting // what somebody is told now of what waited for them
	others []*step   // on tickets that commands name, or that somebody is told of
	before Ticket    // as it was when the step began
}

// decide notes the outcome, in the decision and in the journal.
func (s *step) decide(reason Reason, by, format string, args ...string) {
	s.d.Reason, s.d.Why = reason, sentence(format, args)
	s.journal(reason, by, format, args...)
}

// journal writes a line without changing what the decision is called.
func (s *step) journal(reason Reason, by, format string, args ...string) {
	s.d.Journal = append(s.d.Journal, Entry{At: s.now.At, By: by, Why: reason, Text: sentence(format, args),
		Proof: s.proof, Tier: s.t.Tier, Status: s.t.Status})
	if s.now.At.After(s.t.Updated) {
		s.t.Updated = s.now.At
	}
}

func sentence(format string, args []string) string {
	values := make([]any, len(args))
	for i, a := range args {
		values[i] = a
	}
	return fmt.Sprintf(format, values...)
}

// suspend keeps the mail back; everything else that was decided is dropped.
func (s *step) suspend(reason Reason, format string, args ...string) {
	s.d = Decision{Suspend: reason, Why: sentence(format, args)}
}

// plan sets the clocks after everything else is decided.
func (s *step) plan() {
	s.noteRaise()
	s.planClocks()
	s.planAlarms()
	s.planCases()
	s.t.Due, s.t.CloseAt = time.Time{}, time.Time{}
	s.planPending()
	if s.t.Status == Solved && s.r.ReopenWithin > 0 {
		s.t.CloseAt = s.t.SolvedAt.Add(s.r.ReopenWithin)
	}
	if !s.t.Status.Active() || s.t.Topped || s.t.Pause.Kind != "" {
		return
	}
	tier := s.r.Tiers[s.t.Tier]
	if !tier.Respond.IsZero() && !s.t.Waiting.IsZero() {
		s.t.Due = tier.Hours.After(later(s.t.Waiting, s.t.OnTier), tier.Respond)
	}
	if !tier.HoldAtMost.IsZero() {
		s.t.Due = sooner(s.t.Due, tier.Hours.After(s.t.OnTier, tier.HoldAtMost))
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// setStatus changes the status and what hangs on it.
func (s *step) setStatus(to Status) {
	s.t.SolvedAt, s.t.Pause = time.Time{}, Pause{}
	s.t.Since, s.t.Reminded = s.now.At, false
	if to == Solved || to == Closed {
		s.t.Started = nil
	}
	if to != Hold {
		s.takeBack()
	}
	switch to {
	case Solved:
		s.t.SolvedAt, s.t.Waiting = s.now.At, time.Time{}
	case Closed:
		s.t.ClosedAt, s.t.Waiting = s.now.At, time.Time{}
	}
	s.t.Status = to
}

// record adds what was said to the ticket.
func (s *step) record(in *Incoming, leg Leg, text string) {
	s.t.Messages++
	m := in.Mail
	s.d.Messages = append(s.d.Messages, Message{N: s.t.Messages, Leg: leg, Direction: In, From: short(in.Sender.Address),
		To: append(append([]Address(nil), m.To...), m.Cc...), At: s.now.At, MessageID: m.MessageID, Reason: in.Link.Reason,
		Why: in.Link.Why, Kind: m.Kind, Text: clip(text, maxKept), Attachments: in.files(), Raw: in.Raw})
}

// imported keeps old mail as a closed ticket without clocks, letters or owner.
func (s *step) imported(ev Imported) {
	if s.t.Opened.IsZero() {
		if s.open(FirstMail{Incoming: ev.Incoming}); s.d.Suspend != "" {
			return
		}
		s.t.Question = firstRunes(ev.Mail.Text, 1000)
		s.setStatus(Closed)
	}
	s.record(&ev.Incoming, CustomerLeg, ev.Mail.Text)
	s.decide(WasImported, "desk", "imported: it was in the mailbox before the desk")
}

// joinThread makes a mail part of the thread that the given people see, so that our next letter follows it.
func (s *step) joinThread(id string, people ...Address) {
	if id == "" || len(id) > maxID {
		return
	}
	if s.t.Chains == nil {
		s.t.Chains = map[string][]string{}
	}
	for _, p := range people {
		others := slices.DeleteFunc(s.t.Chains[p.Key()], func(known string) bool { return known == id })
		s.t.Chains[p.Key()] = shorten(append(others, id))
	}
}

// maxChain bounds References. Relays refuse over-long headers; the first and the latest identifiers matter.
const maxChain = 10

func shorten(chain []string) []string {
	if len(chain) <= maxChain {
		return chain
	}
	return append(chain[:1:1], chain[len(chain)-maxChain+1:]...)
}

// addParticipants takes the people a mail was also sent to into the conversation: not our mailboxes, not the desk's people.
func (s *step) addParticipants(people ...Address) {
	for _, p := range people {
		_, staff := s.r.PersonByAddress(p)
		if staff || !s.r.reaches(p) || s.t.Belongs(p) || slices.ContainsFunc(s.dropped, p.Same) || slices.Contains(s.t.Off, p.Key()) || len(s.t.Participants) >= maxParticipants {
			continue
		}
		s.t.Participants = append(s.t.Participants, short(p))
	}
}

// maxParticipants bounds the conversation against mails with thousands of recipients.
const maxParticipants = 30

// mailbox is the desk address that answers for the ticket, the first one when that was taken out of the configuration.
func (s *step) mailbox() Mailbox {
	m, ok := s.r.MailboxByAddress(Address{Address: s.t.Mailbox})
	if !ok && len(s.r.Mailboxes) > 0 {
		m = s.r.Mailboxes[0]
	}
	return m
}

// name is how colleagues see who acted.
func (s *step) name(by string) string {
	if p, ok := s.r.PersonByID(by); ok {
		return p.Name
	}
	if by == clock {
		return "the clock"
	}
	return by
}
