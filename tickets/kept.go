package tickets

import (
	"slices"
	"strings"
	"time"
)

const keptPrefix = "kept:"

// KeptLeg is where answers to a letter about one suspended mail lead. It belongs to no ticket: the mail may never reach one.
func KeptLeg(id string) Leg { return Leg(keptPrefix + id) }

// Kept names the suspended mail that answers are about, "" on every leg of a ticket.
func (l Leg) Kept() string {
	id, _ := strings.CutPrefix(string(l), keptPrefix)
	if id == string(l) {
		return ""
	}
	return id
}

// Ask names someone whom the desk asks what shall become of a mail that it keeps back.
type Ask struct {
	Notice Notice
	Person string
}

// ask says who is asked about a mail that was suspended. Whose name stands in From without proof is asked whether it is
// theirs, at their own address: who forged it gets nothing. A stranger's mail to a ticket is shown to its owner.
func (s *step) ask(ev Event) (all []Ask) {
	switch ev := ev.(type) {
	case AgentMail:
		if _, known := s.r.PersonByID(ev.Sender.Person); known && slices.Contains(unprovenReasons(), s.d.Suspend) {
			all = append(all, Ask{ConfirmMail, ev.Sender.Person})
		}
	case FirstMail: // a copy of what somebody of the desk wrote to a customer
		if _, known := s.r.PersonByID(ev.Sender.Person); known && s.d.Suspend == SuspendedUnproven {
			all = append(all, Ask{ConfirmMail, ev.Sender.Person})
		}
	case CustomerMail, VendorMail:
		if slices.Contains(strangerReasons(), s.d.Suspend) && !s.t.Opened.IsZero() {
			for _, p := range s.owners() {
				all = append(all, Ask{StrangerWrote, p.ID})
			}
		}
	}
	return all
}

// unprovenReasons are those for which a mail in the name of someone of the desk is suspended.
func unprovenReasons() []Reason {
	return []Reason{SuspendedUnproven, SuspendedForeign, SuspendedExpired, SuspendedWrong, SuspendedRevoked}
}

// strangerReasons are those for which a customer's or vendor's mail is kept from a ticket until its owner lets it in.
func strangerReasons() []Reason {
	return []Reason{SuspendedStranger, SuspendedVendor, SuspendedRevoked}
}

// How often somebody is asked: who forges mail by the hundred must not fill an agent's mailbox with questions. What is not
// asked about is listed all the same.
const (
	maxAsks    = 3
	askingTime = time.Hour
)

// MayAsk reports whether someone who was asked at those moments may be asked once more, and returns those that still count.
func MayAsk(asked []time.Time, at time.Time) (recent []time.Time, may bool) {
	recent = slices.DeleteFunc(slices.Clone(asked), func(t time.Time) bool { return !t.After(at.Add(-askingTime)) })
	return recent, len(recent) < maxAsks
}

// confirms reports whether a mail answers the question whether somebody wrote a suspended one, and does nothing but answer
// it. The token of that letter is proof enough: it went to the real mailbox alone, and is good for this one mail. When that
// mail was let through or dropped before, there is nothing left to do but to say so.
func (s *step) confirms(ev *AgentMail) bool {
	if ev.About == "" || ev.Sender.Token != GoodToken {
		return false
	}
	k, open := s.kept(ev.About)
	if open && k.Asked != ev.Sender.Person {
		return false
	}
	for _, c := range ev.Block.Commands {
		ids := KeptIDs(c.Arg)
		if c.Ticket != 0 || c.Verb != "drop" && c.Verb != "release" || len(ids) > 1 || len(ids) == 1 && ids[0] != ev.About {
			return false
		}
	}
	return true
}
