package tickets

import (
	"slices"
	"time"
)

// Away says that somebody of the desk is not there. It travels in events as a fact, and is kept as a mark.
type Away struct {
	Since time.Time `json:"since"`
	Until time.Time `json:"until"`
	By    string    `json:"by"`  // who said so: a person's id
	Why   string    `json:"why"` // in a clause
}

// At reports whether somebody is away at a moment.
func (a Away) At(at time.Time) bool { return at.Before(a.Until) }

// Absence is a change of who is away: the zero Away ends it.
type Absence struct {
	Person string
	Away   Away
}

// LeftWaiting tells a ticket that its owner is away, and the customer waits.
type LeftWaiting struct {
	Facts
	Person string
}

// awayFor is how long somebody is away whose automatic answer does not say it, unless Rules say otherwise.
const awayFor = 24 * time.Hour

// isAway reports whether somebody is away now, what this step decided included.
func (s *step) isAway(person string) bool {
	for _, a := range slices.Backward(s.d.Absences) {
		if a.Person == person {
			return a.Away.At(s.now.At)
		}
	}
	a, ok := s.now.Away[person]
	return ok && a.At(s.now.At)
}

// free are those of some people who are not away.
func (s *step) free(people []string) []string {
	return slices.DeleteFunc(slices.Clone(people), s.isAway)
}

// leaves notes that somebody is away. What was said by a person is not made shorter by what a program says.
func (s *step) leaves(person string, a Away) {
	s.d.Absences = append(s.d.Absences, Absence{Person: person, Away: a})
}

// outOfOffice takes an automatic answer of somebody of the desk as word that they are away: when it proves to be theirs,
// for From proves nothing. It says until when, or it is for a day.
func (s *step) outOfOffice(in *Incoming) {
	m, p := in.Mail, in.Sender.Person
	if m.Kind != KindOutOfOffice || p == "" || (in.Sender.Token != GoodToken && !in.Sender.Auth) {
		return
	}
	until := m.Back
	if until.IsZero() {
		until = s.now.At.Add(s.r.awayFor())
	}
	if known, ok := s.now.Away[p]; !until.After(s.now.At) || ok && known.By != p && known.At(s.now.At) || ok && !until.After(known.Until) {
		return
	}
	s.leaves(p, Away{Since: s.now.At, Until: until, By: p, Why: "their own automatic answer says so"})
	s.journal(WentAway, p, "%s is away until %s: an automatic answer says so", s.name(p), moment(until.In(s.r.ZoneOf(s.personAddress(p)))))
}

func (r *Rules) awayFor() time.Duration {
	if r.AwayFor > 0 {
		return r.AwayFor
	}
	return awayFor
}

// isBack ends an absence: who writes is there. A mail that itself says they go does not.
func (s *step) isBack(person string) {
	known, away := s.now.Away[person]
	said := slices.ContainsFunc(s.d.Absences, func(a Absence) bool { return a.Person == person })
	if !away || !known.At(s.now.At) || said {
		return
	}
	s.d.Absences = append(s.d.Absences, Absence{Person: person})
	s.remarks = append(s.remarks, "you were away until "+moment(known.Until.In(s.r.ZoneOf(s.personAddress(person))))+"; your mail ended that")
}

// leftWaiting hands a ticket on whose owner is away while the customer waits.
func (s *step) leftWaiting(ev LeftWaiting) {
	if s.t.Assignee != ev.Person || !s.isAway(ev.Person) || !s.t.Status.Active() || s.t.Waiting.IsZero() {
		s.d.Reason, s.d.Why = NothingDue, "nobody waits for "+s.name(ev.Person)
		return
	}
	s.d.Reason, s.d.Why = HandedOn, s.handOn()
	for _, p := range s.owners() {
		d := s.notice(s.unlessCalled(Assigned), p)
		d.Data.Why, d.Data.Body, d.Data.Packet = s.d.Why, Body{Text: s.t.Question}, s.packet(s.t.Tier, ev.Person)
		s.send(d)
	}
}

// handOn takes a ticket from an owner who is away and gives it to the next of the rung who is not; with nobody there it
// waits in the rung's queue.
func (s *step) handOn() (why string) {
	gone := s.t.Assignee
	until := moment(s.now.Away[gone].Until.In(s.r.ZoneOf(Address{})))
	s.t.Assignee, s.t.OwnedFor = "", ""
	s.giveToTier(s.t.Tier)
	why = s.name(gone) + " is away until " + until
	switch {
	case s.calls():
		why += ": whoever takes it has it"
	case s.t.Assignee == "" && len(s.free(s.rung().People)) > 0:
		why += ", and who else is there on " + s.r.TierName(s.t.Tier) + " has no room: it waits in the queue"
	case s.t.Assignee == "":
		why += ", and so is everybody on " + s.r.TierName(s.t.Tier) + ": nobody owns it"
	default:
		why += ": " + s.name(s.t.Assignee) + " has it"
		s.t.OwnedFor = s.name(gone) + " is away"
	}
	s.journal(HandedOn, "desk", "%s", why)
	return why
}
