package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// runCancel takes back what has not left of an author's last mail that waits. Where no copy has, the ticket stands as
// before it; what its commands did beside that stays done.
func runCancel(s *step, by, _ string) (string, error) {
	i, kept, err := s.lastUnsent(by)
	if err != nil {
		return "", err
	}
	u := s.t.Unsent[i]
	for _, l := range kept {
		s.withdraw(l)
		s.caseAsBefore(u, l.Leg.Vendor())
	}
	s.t.Unsent = slices.Delete(s.t.Unsent, i, i+1)
	done := s.unsentName(u) + " was recalled: nobody got it"
	if len(kept) < len(u.Letters) {
		done = s.unsentName(u) + " was recalled for " + recipients(kept) + "; it was too late for the others"
	} else {
		for _, l := range s.waitingOf(u.Told) {
			s.withdraw(l)
		}
		s.standAsBefore(u, s.t.Unsent[i:])
		s.followUnsent(i, u)
		s.t.Recalled = append(s.t.Recalled, u.Messages...)
	}
	s.journal(AnswerRecalled, by, "%s recalled, not sent to %s", u.numbers(), recipients(kept))
	return done, nil
}

// Told are those of its messages that were not recalled before anybody got them.
func (t *Ticket) Told(said []Message) []Message {
	if len(t.Recalled) == 0 {
		return said
	}
	return slices.DeleteFunc(slices.Clone(said), func(m Message) bool { return slices.Contains(t.Recalled, m.N) })
}

// lastUnsent finds an author's last mail of which something waits, and its letters that do.
func (s *step) lastUnsent(by string) (at int, kept []Letter, err error) {
	last := -1
	for i, u := range slices.Backward(s.t.Unsent) {
		if u.By != by {
			continue
		}
		if kept = s.waitingOf(u.Letters); len(kept) > 0 {
			return i, kept, nil
		}
		last = max(last, i)
	}
	switch n := len(s.t.Unsent); {
	case n == 0:
		return 0, nil, errors.New("nothing of yours waits to be sent")
	case last < 0:
		return 0, nil, fmt.Errorf("what was sent last is %s's, and only its author recalls it", s.name(s.t.Unsent[n-1].By))
	}
	u := s.t.Unsent[last]
	return 0, nil, fmt.Errorf("it is too late: %s of %s has left", s.unsentName(u), u.At.In(s.r.ZoneOf(s.personAddress(by))).Format("15:04"))
}

// waitingOf are those of some letters that nobody tried to send yet.
func (s *step) waitingOf(seqs []uint64) (waiting []Letter) {
	for _, l := range s.now.Queued {
		if slices.Contains(seqs, l.Seq) && l.State == Queued && l.Attempts == 0 && s.now.At.Before(l.Next) {
			waiting = append(waiting, l)
		}
	}
	return waiting
}

// unsentName is how a receipt calls it.
func (s *step) unsentName(u Unsent) string {
	if len(u.Asks) == 0 {
		return "your reply"
	}
	var to []string
	if len(u.Letters) > len(u.Asks) {
		to = append(to, "the customer")
	}
	for _, vendor := range u.Asks {
		to = append(to, s.vendorName(vendor))
	}
	return "your mail to " + strings.Join(to, " and ")
}

// numbers are its messages, as the journal names them.
func (u *Unsent) numbers() string {
	all, name := []string(nil), "message "
	if len(u.Messages) > 1 {
		name = "messages "
	}
	for _, n := range u.Messages {
		all = append(all, strconv.FormatUint(n, 10))
	}
	return name + strings.Join(all, ", ")
}

func recipients(letters []Letter) string {
	var all []string
	for _, l := range letters {
		all = append(all, l.To)
	}
	return strings.Join(someOf(all), ", ")
}

// standAsBefore takes back what words changed by themselves, as far as nothing changed it since, such as others that wait.
func (s *step) standAsBefore(u Unsent, behind []Unsent) {
	answered := slices.Contains(u.Messages, s.t.Answered.Message)
	since := !answered && s.t.Answered.Message > u.Messages[0]                 // the customer has, or gets, another answer
	rests := s.t.Status == u.After && u.After != u.Before && u.After != Closed // merged: that stays
	rests = rests && (!since || len(u.Asks) > 0)
	if len(u.Asks) > 0 && s.askedSince(u, behind) {
		rests = false // for that it waits
	} else if len(u.Asks) > 0 {
		s.unlend(u)
	}
	if answered || rests && !since && len(u.Asks) > 0 { // promises that it kept are open again, and their clocks never stopped
		s.t.Answered, s.t.Clocks, s.t.Outcomes, s.t.Alarms, s.t.Topped = u.Answered, s.clocksBefore(u), u.Outcomes, u.Alarms, u.Topped
	}
	if rests {
		if u.Before == New && since {
			u.Before = Open
		}
		s.setStatus(u.Before)
		s.t.Since, s.t.Reminded = u.Since, u.Reminded
		s.t.Pause = u.Pause // one that ran out meanwhile ends at the next tick
	}
	for i := range s.t.Cases { // what a vendor wrote may be sent again
		c := &s.t.Cases[i]
		c.Passed = slices.DeleteFunc(c.Passed, func(n uint64) bool { return n == u.Passed })
	}
	if s.t.FirstReply.Equal(u.At) {
		s.t.FirstReply = u.FirstReply
	}
	if since {
		s.t.FirstReply = sooner(s.t.FirstReply, s.t.Answered.At)
		return
	}
	if (s.t.Status.Active() || s.t.Status == Hold) && !u.Waiting.IsZero() {
		s.t.Waiting = u.Waiting // also when the customer wrote again meanwhile
	}
}

// clocksBefore are the clocks as they ran before words that are recalled, with what was told of them since: that stays told.
func (s *step) clocksBefore(u Unsent) []Clock {
	clocks := slices.Clone(u.Clocks)
	for i := range clocks {
		was := &clocks[i]
		for _, c := range s.t.Clocks {
			if c.Promise == was.Promise && c.Since.Equal(was.Since) {
				was.Warned, was.Told = was.Warned || c.Warned, later(was.Told, c.Told)
			}
		}
	}
	return clocks
}

// askedSince reports whether a vendor was asked after words that are recalled.
func (s *step) askedSince(u Unsent, behind []Unsent) bool {
	return slices.ContainsFunc(s.t.Cases, func(c Case) bool { return !c.Asked.IsZero() && !c.Asked.Equal(u.caseBefore(c.Vendor).Asked) }) ||
		slices.ContainsFunc(behind, func(o Unsent) bool { return len(o.Asks) > 0 })
}

// unlend takes back the way to L4 that a question went, as if it had never been asked.
func (s *step) unlend(u Unsent) {
	n := len(s.t.Climbs)
	if !u.Lent || s.t.Lent == 0 || n == 0 || s.t.Climbs[n-1].Vendor == "" {
		return
	}
	s.t.Climbs = s.t.Climbs[:n-1]
	s.t.Tier, s.t.Lent, s.t.OnTier = s.t.Lent, 0, u.OnTier
}

// caseAsBefore lets a vendor owe what it owed before it was asked what is recalled, unless it answered or was asked again since.
func (s *step) caseAsBefore(u Unsent, vendor string) {
	c, was := s.t.Case(vendor), u.caseBefore(vendor)
	if c == nil || !slices.Contains(u.Asks, vendor) {
		return
	}
	if c.Sent--; c.Sent > was.Sent || !c.Heard.Equal(was.Heard) {
		return
	}
	c.Since, c.Asked, c.Last, c.Chased, c.Warned, c.Late = was.Since, was.Asked, was.Last, was.Chased, was.Warned, was.Late
	if c.Since.IsZero() && c.Heard.IsZero() && c.Sent+len(c.Refs)+len(c.Also) == 0 {
		s.t.Cases = slices.DeleteFunc(s.t.Cases, func(c Case) bool { return c.Vendor == vendor })
	}
}

// followUnsent lets what stood before a recalled mail stand before the next one that waits, for that may be recalled too.
func (s *step) followUnsent(i int, gone Unsent) {
	if i >= len(s.t.Unsent) {
		return
	}
	next := &s.t.Unsent[i]
	if slices.Contains(gone.Messages, next.Answered.Message) {
		next.Answered, next.Waiting = gone.Answered, sooner(gone.Waiting, next.Waiting)
	}
	if next.FirstReply.Equal(gone.At) {
		next.FirstReply = gone.FirstReply
	}
	if next.Before != gone.After {
		return
	}
	next.Before, next.Since, next.Reminded, next.Pause = gone.Before, gone.Since, gone.Reminded, gone.Pause
	if gone.Lent && s.t.Lent != 0 {
		next.Lent, next.OnTier = true, gone.OnTier
	}
	next.Clocks, next.Outcomes, next.Alarms, next.Topped = gone.Clocks, gone.Outcomes, gone.Alarms, gone.Topped
	for n, c := range next.Cases {
		if slices.Contains(gone.Asks, c.Vendor) {
			next.Cases[n] = gone.caseBefore(c.Vendor)
		}
	}
}

func (s *step) withdraw(l Letter) {
	s.d.Withdraw = append(s.d.Withdraw, l.Seq)
	s.leaveThread(l)
}

// leaveThread forgets a letter that nobody will see: no later one may follow it.
func (s *step) leaveThread(l Letter) {
	key := Address{Address: l.To}.Key()
	chain := slices.DeleteFunc(s.t.Chains[key], func(id string) bool { return id == l.MessageID })
	if len(chain) == 0 {
		delete(s.t.Chains, key)
		return
	}
	s.t.Chains[key] = chain
}

func (s *step) personAddress(id string) Address {
	p, _ := s.r.PersonByID(id)
	return p.Address()
}
