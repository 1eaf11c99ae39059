package tickets

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// NoticeRules say when somebody of the desk is told of what happens there. The zero value tells at once, at any hour.
//
// What they asked for themselves, and trouble of the desk, is told at once whatever the rules say (toldAtOnce). What is said and
// handed over on a ticket is told at once in their hours, each in the mail thread of its ticket: whoever gets it answers it.
// What comes by clock or rule to whoever it may concern, such as a late promise, a call to a swarm or a ticket that nobody owns,
// waits for others of its kind, and several are one letter. What is about an urgent ticket waits neither for hours nor for the
// Interval, and only what comes by clock for the Wait: else an outage would be as many letters as it has tickets.
type NoticeRules struct {
	Wait     time.Duration // what comes by clock or rule waits so long for others
	Interval time.Duration // at least so long between two letters that tell of what waited
	Flood    int           // who got so many letters within Interval gets further notices together; 0: any number
	Quiet    bool          // nothing comes outside of Hours, or while they are away, that is not urgent
	Hours    Hours
}

// Waiting is a notice that waits to be told. It is committed with the decision that brought it about. What it says of the ticket
// is not in it: that is told as it will be then.
type Waiting struct {
	Ticket ID        `json:"ticket"`
	Seq    uint64    `json:"seq"` // a number of the ticket's letters, which no letter has
	Person string    `json:"person"`
	Notice Notice    `json:"template"`
	At     time.Time `json:"at"` // of the decision
	Urgent bool      `json:"urgent,omitempty"`
	For    string    `json:"for"` // what it waits for, in a clause

	Actor   string      `json:"actor,omitempty"`
	Why     string      `json:"why,omitempty"`
	Body    Body        `json:"body,omitzero"`
	Files   []string    `json:"files,omitempty"`
	Packet  *Packet     `json:"packet,omitempty"`
	Failure *Failure    `json:"failure,omitempty"`
	Vendor  *VendorPart `json:"vendor,omitempty"`
	Enclose []Enclosure `json:"enclose,omitempty"`
	Lapsed  []Promise   `json:"lapsed,omitempty"` // sla_warning, sla_breach: those that it is about
}

// toldAtOnce are the letters that never wait: those to customers, what a person asked for or has to know before they go on
// writing, and trouble of the desk itself.
func toldAtOnce(n Notice) bool {
	switch n {
	case NewTicket, SwarmCall, SwarmJoin, CustomerReplied, NoteAdded, ColleagueAnswered, Assigned, Reminder, Escalated, Overdue,
		SLAWarning, SLABreach, ChainNotice, FailOver, Undeliverable, VendorReplied, VendorClock:
		return false
	}
	return true
}

// byClock are the notices that come by clock or rule to whoever they may concern.
func byClock(n Notice) bool {
	return n == SLAWarning || n == SLABreach || n == Overdue || n == ChainNotice
}

// putOff lets a notice wait when its recipient's rules say so.
func (s *step) putOff(d *Draft) bool {
	if toldAtOnce(d.Notice) {
		return false
	}
	p, staff := s.r.PersonByAddress(d.Recipient)
	if !staff {
		return false
	}
	why := s.waitsFor(d.Notice, &p)
	if why == "" {
		return false
	}
	s.tellThatItWaits(&p, d.Notice, why)
	var lapsed []Promise
	for _, c := range d.Data.Lapsed {
		lapsed = append(lapsed, c.Promise)
	}
	s.d.Waits = append(s.d.Waits, Waiting{Ticket: s.t.ID, Seq: d.Seq, Person: p.ID, Notice: d.Notice, At: s.now.At, Urgent: s.t.Priority == Urgent,
		For: why, Actor: d.Data.Actor, Why: d.Data.Why, Body: d.Data.Body, Files: d.Data.Files, Packet: d.Data.Packet, Failure: d.Data.Failure, Vendor: d.Data.Vendor,
		Enclose: d.Attachments, Lapsed: lapsed})
	return true
}

// tellThatItWaits writes down who is told later. Several who wait for the same stand in one line.
func (s *step) tellThatItWaits(p *Person, n Notice, why string) {
	text := "the notice (" + string(n) + ") waits " + why + ": "
	i := len(s.d.Journal) - 1
	if i >= 0 && s.d.Journal[i].Why == NoticeWaits && strings.HasPrefix(s.d.Journal[i].Text, text) {
		s.d.Journal[i].Text += ", " + p.Name
		return
	}
	s.journal(NoticeWaits, "desk", "%s", text+p.Name)
}

// talkTime is how long somebody who answered the customer is in conversation with them, whatever their hours are.
const talkTime = time.Hour

// waitsFor says what a notice to somebody waits for, "" when it does not wait.
func (s *step) waitsFor(n Notice, p *Person) string {
	r, at, urgent := &p.Notices, s.now.At, s.t.Priority == Urgent
	talks := s.t.Answered.By == p.ID && at.Sub(s.t.Answered.At) < talkTime
	switch {
	case r.Quiet && !urgent && s.isAway(p.ID):
		return "until they are back"
	case r.Quiet && !urgent && !talks && !r.Hours.open(at):
		return "for their hours, until " + moment(r.Hours.nextOpen(at).In(s.r.ZoneOf(p.Address())))
	case r.Wait > 0 && (byClock(n) || !urgent && s.t.Assignee == "" && n != NoteAdded):
		return "for what else comes in " + spanOf(r.Wait)
	case r.Flood > 0 && s.lately().count(account{StaffBudget, p.Address().Key()}, at, r.Interval) >= r.Flood:
		return "for others: there were " + strconv.Itoa(r.Flood) + " letters in " + spanOf(r.Interval)
	}
	return ""
}

// tells reports whether somebody is told of this decision already, now or later.
func (s *step) tells(p Person) bool {
	return slices.ContainsFunc(s.d.Letters, func(d Draft) bool { return d.Recipient.Same(p.Address()) }) ||
		slices.ContainsFunc(s.d.Waits, func(w Waiting) bool { return w.Person == p.ID })
}

// Waits is what is known of the notices that wait for somebody, without reading them.
type Waits struct {
	Count  int
	Since  time.Time // of the oldest that is not urgent; zero when there is none
	Urgent time.Time // of the oldest that is
	Told   time.Time // of the last letter that told of such
}

// With is what is known with one more.
func (w Waits) With(one *Waiting) Waits {
	w.Count++
	if one.Urgent {
		w.Urgent = sooner(w.Urgent, one.At)
	} else {
		w.Since = sooner(w.Since, one.At)
	}
	return w
}

// TellAt is when somebody is told of what waits for them; zero when nothing does. The zero Away is that of somebody who is there.
func (p *Person) TellAt(w Waits, away Away) time.Time {
	r := &p.Notices
	var urgent, rest time.Time
	if !w.Urgent.IsZero() {
		urgent = w.Urgent.Add(r.Wait)
	}
	if !w.Since.IsZero() {
		rest = later(w.Since.Add(r.Wait), w.Told.Add(r.Interval))
		if r.Quiet {
			rest = r.Hours.nextOpen(later(rest, away.Until))
		}
	}
	return sooner(urgent, rest)
}

// quietAt reports whether somebody is told of nothing but what is urgent.
func (s *step) quietAt(p *Person) bool {
	return p.Notices.Quiet && (s.isAway(p.ID) || !p.Notices.Hours.open(s.now.At))
}
