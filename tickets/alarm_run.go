package tickets

import (
	"slices"
	"strconv"
	"strings"
)

// maxRounds bounds how often steps may bring about the cause of other steps at one moment.
const maxRounds = 20

// runAlarms does the steps that are due, each once. Everybody whom they tell gets one letter, unless another letter of this
// moment goes there already.
func (s *step) runAlarms() {
	var told []Person
	var why, cause string
	for range maxRounds {
		s.plan()
		i := slices.IndexFunc(s.t.Alarms, func(a Alarm) bool { return !a.Next.IsZero() && !s.now.At.Before(a.Next) })
		if i < 0 {
			break
		}
		a := &s.t.Alarms[i]
		a.Done++
		do := s.r.Chains[a.Cause][a.Done-1]
		if do.When != nil && !do.When.Holds(&s.t, s.now.At) {
			continue
		}
		cause = s.causeText(a.Cause)
		text := cause + ", step " + strconv.Itoa(a.Done)
		told = append(told, s.audience(do.Tell)...)
		text += s.act(do, text)
		s.decideToo(ChainStepDone, clock, "%s", text)
		why = text
	}
	for _, p := range told {
		if s.tells(p) {
			continue
		}
		if p.ID == "" {
			s.alert(p.Address(), cause)
			continue
		}
		d := s.notice(ChainNotice, p)
		d.Data.Why, d.Data.Body = why, quotable(Body{Text: s.t.Question})
		s.send(d)
	}
}

func (s *step) causeText(c Cause) string {
	switch c {
	case Unanswered:
		return "the customer waits for an answer since " + moment(s.t.Waiting.In(s.zone()))
	case Unsolved:
		return "it is not solved in the time that was promised"
	case Uninformed:
		return "the customer has not heard from us in the time that was promised"
	case Overstayed:
		return "it is on " + s.r.TierName(s.t.Tier) + " for too long"
	case ReopenedOnce:
		return "it was reopened, " + strconv.Itoa(s.t.Reopened) + " times in all"
	case PingPong:
		return "it came down the ladder " + strconv.Itoa(s.t.CameDown()) + " times"
	case IsUrgent:
		return "it is urgent"
	case WasRaised:
		return "its priority was raised from " + string(s.t.RaisedFrom) + " to " + string(s.t.Priority)
	case HandedUp:
		return "it was handed up to " + s.r.TierName(s.t.Tier) + ", and the customer has no answer from there"
	}
	return "the chain “" + string(c) + "” runs"
}

// alert tells somebody outside the desk, whose address the configuration names, that a ticket needs attention. Nothing of
// what was said is in it, on either side, and no name. Who is on the customer's side of the ticket is not told: it is about
// them, and what they hear comes from a person.
func (s *step) alert(to Address, why string) {
	if s.t.Belongs(to) || s.t.SameOrganisation(to) {
		s.journal(ChainStepDone, clock, "%s is not told: the address is on the customer's side", to.Address)
		return
	}
	d := s.letter(Alert, InternalLeg, to)
	d.ReplyTo, d.Subject = d.Mailbox, "" // it opens no door
	d.Data = NoticeData{Desk: d.Data.Desk, Number: d.Data.Number, Tag: d.Data.Tag, Priority: d.Data.Priority, Queue: d.Data.Queue, Tier: d.Data.Tier,
		Opened: d.Data.Opened, Due: d.Data.Due, Why: why}
	s.send(d)
}

// act does what a step does beside telling, and says so.
func (s *step) act(do ChainStep, why string) string {
	switch do.Do {
	case AskVendor:
		return s.actVendor(do.Vendor)
	case Escalate:
		to, above := s.nextTier()
		if !above {
			return "; no rung is above"
		}
		s.climb(to, clock, why)
		return "; handed up to " + s.r.TierName(to)
	case Raise:
		i := slices.Index(Priorities(), s.t.Priority)
		if i < 0 || i+1 == len(Priorities()) {
			return "; the priority is the highest"
		}
		s.t.Priority = Priorities()[i+1]
		return "; priority " + string(s.t.Priority)
	case Reassign:
		if s.t.Swarm.On {
			return "; in a swarm it is given to nobody"
		}
		return s.reassign(why)
	case CallAll:
		return s.callAll(why)
	}
	return ""
}

// reassign gives the ticket to somebody else of the rung who has room, and tells them. Else whoever owns it keeps it.
func (s *step) reassign(why string) string {
	before, because, lines := s.t.Assignee, s.t.OwnedFor, len(s.d.Journal)
	people := s.r.Tiers[min(max(s.t.Rung(), 0), TopTier)].People
	others := slices.DeleteFunc(slices.Clone(s.free(people)), func(id string) bool { return id == before })
	if len(others) == 0 {
		return "; nobody else is there"
	}
	s.t.Assignee, s.t.OwnedFor = "", ""
	s.choose(s.t.Rung(), s.reached(others))
	if s.t.Assignee == "" {
		s.t.Assignee, s.t.OwnedFor, s.d.Journal = before, because, s.d.Journal[:lines]
		return "; nobody else has room"
	}
	p, _ := s.r.PersonByID(s.t.Assignee)
	d := s.notice(Assigned, p)
	d.Data.Why, d.Data.Body = why, quotable(Body{Text: s.t.Question})
	s.send(d)
	return "; given to " + p.Name
}

// callAll makes a swarm of the rung: who owns the ticket keeps it, and everybody else is asked to join or, when nobody owns
// it, to take it.
func (s *step) callAll(why string) string {
	if s.t.Swarm.On {
		return "; " + s.r.TierName(s.t.Tier) + " swarms already"
	}
	s.t.Swarm.On = true
	if s.t.Assignee != "" {
		s.t.Swarm.From = s.t.Tier
		for _, id := range s.free(s.rung().People) {
			if id != s.t.Assignee && !slices.Contains(s.t.Swarm.With, id) {
				s.askToJoin(id, s.t.Tier, clock, why)
			}
		}
		return "; everybody on " + s.r.TierName(s.t.Tier) + " is asked to join"
	}
	s.call()
	for _, p := range s.owners() {
		d := s.notice(SwarmCall, p)
		d.Data.Why, d.Data.Body = why, quotable(Body{Text: s.t.Question})
		s.send(d)
	}
	return "; everybody on " + s.r.TierName(s.t.Tier) + " is called"
}

// audience finds the people whom a step tells.
func (s *step) audience(words []string) []Person {
	var people []Person
	named := func(ids []string) {
		for _, id := range ids {
			if p, ok := s.r.PersonByID(id); ok {
				people = append(people, p)
			}
		}
	}
	for _, word := range words {
		on := s.there(s.rung().People)
		switch word {
		case "assignee":
			people = append(people, s.owners()...)
		case "tier":
			named(on)
		case "lead":
			named(on[:min(len(on), 1)])
		case "next_tier":
			if next, above := s.nextTier(); above {
				named(s.there(s.r.Tiers[next].People))
			}
		case "managers":
			people = append(people, s.r.Managers()...)
		default:
			if named([]string{word}); strings.Contains(word, "@") {
				people = append(people, Person{Emails: []string{word}})
			}
		}
	}
	return people
}

// there are those of some people who are not away or, when everybody is, all.
func (s *step) there(people []string) []string {
	if free := s.free(people); len(free) > 0 {
		return free
	}
	return people
}
