package tickets

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Packet is the hand-off packet: what whoever gets a ticket needs to go on without asking again (SPEC section 2). It goes to
// people of the desk alone. Long things are cut; /show and /explain have the rest.
type Packet struct {
	Question  string  // the customer's first own words
	Asked     *Spoken // the last mail of the customer's side; nil when that is the first one
	Answered  *Spoken // the last answer
	From, To  string  // tiers: L1 Service desk, L2 Specialists
	Down      bool    // handed down, not up
	By        string  // who hands it over: a name, or the clock
	CameDown  int     // how often it came down the ladder before, this time included
	Tried     []Line  // what was tried, by whom and when, the latest
	Untold    int     // how many tries before those
	Rungs     []RungTime
	Timeline  []Line // who had it since when, and what moved it
	Before    int    // how many lines before those
	Files     []FileRef
	MoreFiles int
	Alike     []Precedent
}

// RungTime is the time that a ticket took on one rung: what people booked there, and how long it stood there.
type RungTime struct {
	Tier    string
	Booked  []Share       // by whom
	Minutes int           // booked in all
	Stood   time.Duration // in the hours of the rung
	Hours   string        // the name of those hours, "" for the clock on the wall
}

// Share is somebody's part of the minutes that were booked.
type Share struct {
	Who     string
	Minutes int
}

// FileRef names an attachment of a message. The file itself is not sent again.
type FileRef struct {
	Name    string
	Size    int64  // in bytes
	Message uint64 // its number, as /show tells it
	From    string
}

// Line is a dated line of a hand-off packet.
type Line struct {
	At   time.Time
	Who  string
	Text string
}

// Background is what a hand-off packet tells beside the ticket itself. It is looked up when a decision hands a ticket over.
type Background struct {
	Said  []Message   // on the ticket, before this decision
	Alike []Precedent // the most alike first
}

// Precedent is a solved ticket that is like another one.
type Precedent struct {
	Number   string // #998
	Subject  string
	Owner    string // a name, "" for nobody
	SolvedAt time.Time
	Answer   string // the last that its customer was told
}

// PrecedentOf is a solved ticket as packets of others tell of it.
func (r *Rules) PrecedentOf(t *Ticket, h *History) Precedent {
	p := Precedent{Number: t.ID.String(), Subject: t.Subject, SolvedAt: t.SolvedAt}
	if p.SolvedAt.IsZero() {
		p.SolvedAt = t.ClosedAt
	}
	if owner, ok := r.PersonByID(t.Assignee); ok {
		p.Owner = owner.Name
	}
	for _, m := range t.Told(h.Messages) {
		if m.Leg == CustomerLeg && m.Direction == Out {
			p.Answer = firstRunes(strings.Join(strings.Fields(m.Text), " "), maxAnswer)
		}
	}
	return p
}

// Bounds of a packet: it is read on phones.
const (
	maxFirst    = 700 // characters of the customer's first words
	maxLatest   = 400 // of what was said last
	maxAnswer   = 160 // of the answer on a ticket that is alike
	maxTries    = 12
	maxTimeline = 12
	maxFileRefs = 12
)

// packet gathers the hand-off packet. Without the background of the ticket it has only what the ticket itself knows, and the
// decision says that it handed the ticket over: then whoever asked for it looks the background up and asks again.
func (s *step) packet(from Tier, by string) *Packet {
	told, known := s.now.Backgrounds[s.t.ID]
	s.d.HandsOver = s.d.HandsOver || !known
	p := &Packet{Question: firstRunes(s.t.Question, maxFirst), From: s.r.TierName(from), To: s.r.TierName(s.t.Tier), Down: s.t.Tier < from, By: s.name(by),
		CameDown: s.t.CameDown(), Rungs: s.rungTimes(), Alike: told.Alike}
	for _, t := range s.t.Tried {
		p.Tried = append(p.Tried, Line{At: t.At, Who: s.name(t.By), Text: t.Text})
	}
	p.Tried, p.Untold = lastOf(p.Tried, maxTries)
	p.Timeline, p.Before = lastOf(s.timeline(), maxTimeline)
	said := s.t.Told(slices.Concat(told.Said, s.d.Messages))
	p.Asked, p.Answered = s.latest(said, In), s.latest(said, Out)
	p.Files, p.MoreFiles = lastOf(filesIn(said), maxFileRefs)
	return p
}

// handedTo is the packet for somebody who becomes the owner of a ticket within its rung, once; nil for everybody else. Who
// got the ticket when it was opened needs none. A notice that brings the customer's words does not say them twice.
func (s *step) handedTo(n Notice, p Person) *Packet {
	has := func(d Draft) bool { return d.Data.Packet != nil && d.Recipient.Same(p.Address()) }
	waits := func(w Waiting) bool { return w.Packet != nil && w.Person == p.ID }
	switch {
	case n == Escalated, n == SwarmJoin: // they bring a packet in any case
		return nil
	case s.t.Assignee != p.ID, s.before.Assignee == p.ID, s.before.Opened.IsZero(), slices.ContainsFunc(s.d.Letters, has), slices.ContainsFunc(s.d.Waits, waits):
		return nil
	}
	packet := s.packet(s.before.Tier, cmp.Or(s.before.Assignee, "the desk"))
	if brings(n) {
		packet.Asked = nil
	}
	return packet
}

func lastOf[T any](all []T, n int) (last []T, before int) {
	before = max(0, len(all)-n)
	return all[before:], before
}

// latest is the last that a person said on the customer leg in one direction; nil when it opened the ticket.
func (s *step) latest(said []Message, way Direction) *Spoken {
	first := slices.IndexFunc(said, func(m Message) bool { return m.Leg == CustomerLeg })
	for i, m := range slices.Backward(said) {
		if m.Leg == CustomerLeg && m.Direction == way && (m.Kind == "" || m.Kind == KindPerson) && i > first {
			return &Spoken{N: m.N, At: m.At, From: s.calledIn(m), Leg: m.Leg, Body: Body{Text: firstRunes(m.Text, maxLatest)}}
		}
	}
	return nil
}

// calledIn is what to call the author of a message.
func (s *step) calledIn(m Message) string {
	if p, ok := s.r.PersonByAddress(m.From); ok {
		return p.Name
	}
	return cmp.Or(m.From.Name, m.From.Address)
}

func filesIn(said []Message) (files []FileRef) {
	for _, m := range said {
		for _, a := range m.Attachments {
			files = append(files, FileRef{Name: a.Name, Size: a.Size, Message: m.N, From: cmp.Or(m.From.Name, m.From.Address)})
		}
	}
	return files
}

// rungTimes is what was booked on each rung and how long the ticket stood there, in the rung's own hours.
func (s *step) rungTimes() (all []RungTime) {
	var stood [TopTier + 1]time.Duration
	var was [TopTier + 1]bool
	at, on := s.t.Opened, s.t.Tier
	if len(s.t.Climbs) > 0 {
		on = s.t.Climbs[0].From
	}
	leave := func(until time.Time, to Tier) {
		on = min(max(on, 0), TopTier)
		stood[on] += s.r.Tiers[on].Hours.between(at, until)
		was[on] = true
		at, on = until, to
	}
	for _, c := range s.t.Climbs {
		leave(c.At, c.To)
	}
	leave(s.now.At, on)
	for tier := range stood {
		one := RungTime{Tier: s.r.TierName(Tier(tier)), Stood: stood[tier], Hours: s.r.Tiers[tier].Hours.Name}
		for _, spent := range s.t.Spent {
			if spent.Tier == Tier(tier) {
				one.book(s.name(spent.By), spent.Minutes)
			}
		}
		came := Tier(tier) == s.t.Tier && len(all) > 0 && one.Stood < time.Minute // just now
		if was[tier] && !came || one.Minutes > 0 {
			all = append(all, one)
		}
	}
	return all
}

func (r *RungTime) book(who string, minutes int) {
	r.Minutes += minutes
	i := slices.IndexFunc(r.Booked, func(b Share) bool { return b.Who == who })
	if i < 0 {
		i = len(r.Booked)
		r.Booked = append(r.Booked, Share{Who: who})
	}
	r.Booked[i].Minutes += minutes
}

// WithBackground is the event with what the packets of some tickets need.
func WithBackground(ev Event, of map[ID]Background) Event {
	switch ev := ev.(type) {
	case FirstMail:
		ev.Backgrounds = of
		return ev
	case CustomerMail:
		ev.Backgrounds = of
		return ev
	case CustomerWord:
		ev.Backgrounds = of
		return ev
	case AgentMail:
		ev.Backgrounds = of
		return ev
	case MachineMail:
		ev.Backgrounds = of
		return ev
	case Undelivered:
		ev.Backgrounds = of
		return ev
	case HeldLetterJudged:
		ev.Backgrounds = of
		return ev
	case Ordered:
		ev.Backgrounds = of
		return ev
	case LeftWaiting:
		ev.Backgrounds = of
		return ev
	case Offered:
		ev.Backgrounds = of
		return ev
	case Tick:
		ev.Backgrounds = of
		return ev
	case Reloaded:
		ev.Backgrounds = of
		return ev
	case Relayed:
		ev.Backgrounds = of
		return ev
	}
	return ev
}
