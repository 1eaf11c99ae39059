package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Answer is the last answer to the customer that waited before it was sent, and how the ticket stood before it.
type Answer struct {
	By         string    `json:"by"` // "" when there is none
	At         time.Time `json:"at"`
	Message    uint64    `json:"message"`
	Letters    []uint64  `json:"letters"` // Seq of its copies
	Before     Status    `json:"before"`
	After      Status    `json:"after"`
	Pause      Pause     `json:"pause,omitzero"`       // before
	Waiting    time.Time `json:"waiting,omitzero"`     // before
	FirstReply time.Time `json:"first_reply,omitzero"` // before
	Answered   Said      `json:"answered,omitzero"`    // before
	Told       []uint64  `json:"told,omitempty"`       // Seq of the letters that tell colleagues of it
	Passed     uint64    `json:"passed,omitempty"`     // the message of a vendor that it passes on; 0 for none
	Clocks     []Clock   `json:"clocks,omitempty"`     // before
	Outcomes   []Outcome `json:"outcomes,omitempty"`   // before
}

// keepAnswer remembers an answer that waits, so that it can be recalled.
func (s *step) keepAnswer(before *Ticket, by string) {
	a := Answer{By: by, At: s.now.At, Message: s.t.Messages, Before: before.Status, After: s.t.Status,
		Pause: before.Pause, Waiting: before.Waiting, FirstReply: before.FirstReply, Answered: before.Answered,
		Clocks: before.Clocks, Outcomes: before.Outcomes}
	if s.pass != nil {
		a.Passed = s.pass.N
	}
	for _, l := range s.d.Letters {
		switch {
		case l.After.IsZero():
		case l.Notice == AgentReply:
			a.Letters = append(a.Letters, l.Seq)
		case l.Notice == ColleagueAnswered:
			a.Told = append(a.Told, l.Seq)
		}
	}
	if len(a.Letters) > 0 {
		s.t.Answer = a
	}
}

// runCancel takes back what has not left. Where no copy has, the ticket stands as before the answer; what its commands
// did beside that stays done.
func runCancel(s *step, by, _ string) (string, error) {
	a := s.t.Answer
	switch {
	case a.By == "":
		return "", errors.New("no reply of yours waits to be sent")
	case a.By != by:
		return "", fmt.Errorf("the last reply is %s's, and only its author recalls it", s.name(a.By))
	}
	var kept []Letter
	for _, l := range s.now.Queued {
		if slices.Contains(a.Letters, l.Seq) && l.State == Queued && l.Attempts == 0 && s.now.At.Before(l.Next) {
			kept = append(kept, l)
		}
	}
	if len(kept) == 0 {
		return "", fmt.Errorf("it is too late: your reply of %s has left", a.At.In(s.r.ZoneOf(s.personAddress(by))).Format("15:04"))
	}
	for _, l := range kept {
		s.withdraw(l)
	}
	for _, l := range s.now.Queued {
		if len(kept) == len(a.Letters) && slices.Contains(a.Told, l.Seq) && l.State == Queued && l.Attempts == 0 && s.now.At.Before(l.Next) {
			s.withdraw(l)
		}
	}
	s.t.Answer = Answer{}
	done := "your reply was recalled: nobody got it"
	if len(kept) < len(a.Letters) {
		done = "your reply was recalled for " + recipients(kept) + "; it was too late for the others"
	} else {
		s.standAsBefore(a)
	}
	s.journal(AnswerRecalled, by, "message %s recalled, not sent to %s", fmt.Sprint(a.Message), recipients(kept))
	return done, nil
}

func recipients(letters []Letter) string {
	var all []string
	for _, l := range letters {
		all = append(all, l.To)
	}
	return strings.Join(someOf(all), ", ")
}

// standAsBefore takes back what an answer changed by itself, as far as nothing changed it since.
func (s *step) standAsBefore(a Answer) {
	if s.t.Status == a.After && a.After != a.Before && a.After != Closed { // merged: that stays
		s.setStatus(a.Before)
		s.t.Pause = a.Pause // one that ran out meanwhile ends at the next tick
	}
	if s.t.Answered.Message == a.Message { // the promises that it kept are open again, and their clocks never stopped
		s.t.Answered, s.t.Clocks, s.t.Outcomes = a.Answered, a.Clocks, a.Outcomes
	}
	for i := range s.t.Cases { // what a vendor wrote may be sent again
		c := &s.t.Cases[i]
		c.Passed = slices.DeleteFunc(c.Passed, func(n uint64) bool { return n == a.Passed })
	}
	if s.t.FirstReply.Equal(a.At) {
		s.t.FirstReply = a.FirstReply
	}
	if s.t.Status.Active() && !a.Waiting.IsZero() {
		s.t.Waiting = a.Waiting // also when the customer wrote again meanwhile
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
