package tickets

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// WaitOver tells that the time has come for what waits for somebody of the desk. It is decided on ticket 0; what it does to the
// tickets, which are in Facts.Named, is in Decision.Others, and the notices that wait no longer are in Decision.Ended.
type WaitOver struct {
	Facts
	Person string
	Waits  []Waiting
	By     string // who wants them told now, at whatever hour; "" when their time has come
}

// AsNow are the notices as they count by now: one about a ticket that was raised to urgent meanwhile is urgent.
func (ev WaitOver) AsNow() []Waiting {
	waits := slices.Clone(ev.Waits)
	for i := range waits {
		waits[i].Urgent = waits[i].Urgent || ev.Named[waits[i].Ticket].Ticket.Priority == Urgent
	}
	return waits
}

const (
	// maxAlone is how many notices of one ticket are told as they are, when that is all there is to tell.
	maxAlone = 3
	// maxGathered bounds the tickets of one letter: Gmail cuts a longer one off. What is left comes with the next.
	maxGathered = 250
	// maxInFull is how many tickets of a letter have words and buttons; the others a line.
	maxInFull = 25
)

// waitOver tells somebody what waited for them, as far as it still holds: notices of one ticket as they are, in its thread, those of
// several in one letter. When they are not in, what is urgent is told and the rest goes on waiting.
func (s *step) waitOver(ev WaitOver) {
	p, known := s.r.PersonByID(ev.Person)
	told, notices := s.stillHold(ev, p, known)
	switch {
	case len(s.d.Ended) == 0:
		s.d.Reason, s.d.Why = NothingDue, "nothing that waits for "+s.name(ev.Person)+" is due"
	case notices == 0:
		s.d.Reason, s.d.Why = NoticesTold, "what waited for "+s.name(ev.Person)+" does not hold any more"
	case len(told) == 1 && notices <= maxAlone:
		s.d.Reason, s.d.Why = NoticesTold, fmt.Sprintf("%s is told what waited, on %s", p.Name, told[0].t.ID)
		for _, w := range told[0].hold {
			told[0].tellLate(w, p)
		}
	default:
		s.d.Reason, s.d.Why = NoticesTold, fmt.Sprintf("%s is told in one letter what waited, on %d tickets", p.Name, len(told))
		s.tellTogether(told, p)
	}
	for _, o := range s.others {
		o.plan()
		o.d.Reason, o.d.Why, o.d.Ticket = s.d.Reason, s.d.Why, o.t
		s.d.Others = append(s.d.Others, o.d)
	}
}

// stillHold takes up the notices that are due and sorts out those that need not be told: what is left is in the steps of their
// tickets. Those of a ticket that the desk does not know are only ended.
func (s *step) stillHold(ev WaitOver, p Person, known bool) (told []*step, notices int) {
	quiet := known && ev.By == "" && s.quietAt(&p)
	of := map[ID][]Waiting{}
	var order []ID
	waits := ev.AsNow()
	slices.SortStableFunc(waits, func(a, b Waiting) int { return a.At.Compare(b.At) })
	for _, w := range waits {
		if quiet && !w.Urgent || len(order) == maxGathered && of[w.Ticket] == nil {
			continue
		}
		if of[w.Ticket] == nil {
			order = append(order, w.Ticket)
		}
		of[w.Ticket] = append(of[w.Ticket], w)
	}
	for _, id := range order {
		s.d.Ended = append(s.d.Ended, of[id]...)
		o, fault := s.other(id)
		if fault != nil {
			continue
		}
		if o.plan(); known {
			o.keepWhatHolds(of[id], p)
		} else {
			o.withdrawNotices(of[id], ev.Person, "nobody of that name is at the desk")
		}
		if len(o.hold) > 0 {
			told, notices = append(told, o), notices+len(o.hold)
		}
	}
	return told, notices
}

// tellLate sends a notice as it would have been sent at once, with how the ticket is now.
func (s *step) tellLate(w Waiting, p Person) {
	d := s.notice(w.Notice, p)
	d.Data.Actor, d.Data.Why, d.Data.Body, d.Data.Files, d.Data.Packet, d.Data.Failure = w.Actor, w.Why, w.Body, w.Files, w.Packet, w.Failure
	d.Attachments, d.Data.Vendor = w.Enclose, w.Vendor
	if w.Notice == SLAWarning || w.Notice == SLABreach {
		d.Data.Lapsed = s.clockLines(slices.DeleteFunc(slices.Clone(s.t.Clocks), func(c Clock) bool { return !slices.Contains(w.Lapsed, c.Promise) }))
	}
	if late := s.now.At.Sub(w.At); late > readingTime {
		d.Data.Why = strings.TrimPrefix(d.Data.Why+"; ", "; ") + "this is of " + moment(w.At.In(s.r.ZoneOf(p.Address())))
	}
	s.journal(NoticesTold, "desk", "%s is told of it now (%s)", p.Name, string(w.Notice))
	s.post(d)
}

// tellTogether sends one letter about several tickets, the worst first.
func (s *step) tellTogether(told []*step, p Person) {
	d := s.letter(Together, InternalLeg, p.Address())
	g := Gathered{Since: s.now.At}
	slices.SortStableFunc(told, func(a, b *step) int { return a.worse(b) })
	for i, o := range told {
		row := o.rowFor(p, i < maxInFull)
		for _, w := range o.hold {
			g.Since = sooner(g.Since, w.At)
		}
		if g.Rows = append(g.Rows, row); row.Late {
			g.Late++
		}
		if row.Actions == nil {
			g.Lines++
		}
		o.journal(NoticesTold, "desk", "%s is told of it (%s) in one letter about %s tickets", p.Name, noticesOf(o.hold), fmt.Sprint(len(told)))
		o.d.Journal[len(o.d.Journal)-1].Told = p.ID
	}
	d.Data.Gathered = &g
	s.post(d)
}

func noticesOf(waits []Waiting) string {
	var all []string
	for _, w := range waits {
		all = append(all, string(w.Notice))
	}
	return strings.Join(all, ", ")
}

// worse puts before the others what is late, then what has the higher priority, then what is due first.
func (s *step) worse(than *step) int {
	late := func(o *step) int {
		if slices.ContainsFunc(o.t.Clocks, func(c Clock) bool { return c.Broken }) || o.t.Topped {
			return 0
		}
		return 1
	}
	due := func(o *step) time.Time {
		if at := o.t.Deadline(); !at.IsZero() {
			return at
		}
		return o.now.At.AddDate(1, 0, 0)
	}
	return cmp.Or(late(s)-late(than), slices.Index(Priorities(), than.t.Priority)-slices.Index(Priorities(), s.t.Priority),
		due(s).Compare(due(than)), cmp.Compare(s.t.ID, than.t.ID))
}

// Gathered is what a letter tells of several tickets.
type Gathered struct {
	Since time.Time // of the oldest notice
	Late  int       // how many of the tickets are late
	Lines int       // how many have no words and no buttons
	Rows  []GatheredRow
}

// GatheredRow is one ticket of a letter that tells of several.
type GatheredRow struct {
	Number, Subject, Tier string
	Status                Status
	Priority              Priority
	Requester             Address
	Assignee              string
	Yours                 bool // the recipient owns it
	Late                  bool
	Due                   time.Time
	Clocks                []ClockLine
	News                  []Happening // oldest first
	More                  int         // older ones that are not among News
	Actions               []Action    // nil for one that is only a line
}

// Happening is one notice of a GatheredRow.
type Happening struct {
	At     time.Time
	Notice Notice
	Actor  string
	Why    string
	Words  string
}

const (
	maxNews  = 3
	maxWords = 400 // characters of what was written
)

// rowFor tells of a ticket in a letter to somebody, in full or in a line.
func (s *step) rowFor(p Person, full bool) GatheredRow {
	t, data := &s.t, s.data(p.Address())
	row := GatheredRow{Number: data.Number, Subject: t.Subject, Tier: t.Tier.String(), Status: t.Status, Priority: t.Priority, Requester: t.Requester,
		Assignee: data.Assignee, Yours: t.Assignee == p.ID, Due: t.Due, Clocks: data.Clocks, Late: t.Topped}
	for _, c := range data.Clocks {
		row.Late = row.Late || c.Late
	}
	row.More = max(0, len(s.hold)-maxNews)
	for _, w := range s.hold[row.More:] {
		n := Happening{At: w.At, Notice: w.Notice, Actor: w.Actor, Why: w.Why}
		if full && !byClock(w.Notice) {
			n.Words = firstRunes(w.Body.Text, maxWords)
		}
		row.News = append(row.News, n)
	}
	if full {
		row.Actions = s.rowActions(p)
	}
	return row
}

// rowActions are the letters to one ticket that a letter about several offers: what an answer to it cannot say in a line.
func (s *step) rowActions(p Person) []Action {
	note := Door{Ticket: s.t.ID, Leg: InternalLeg, Recipient: p.Address().Key()}
	all := []Action{s.action(note, "note", "")}
	if s.t.Status != Closed && len(s.reachable()) > 0 {
		customer := note
		customer.Leg = CustomerLeg
		all = slices.Insert(all, 0, s.action(customer, "reply", ""))
	}
	if s.t.Status != Closed && s.t.Assignee != p.ID {
		all = append(all, s.action(note, "take", "/take"))
	}
	return all
}
