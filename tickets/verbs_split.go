package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// runSplit makes a ticket of its own of the customer's last mail, or of message N and all that follow. Both tickets know of
// each other, the owner gets the one notice that there is, and the customer none: an answer on the new ticket tells them.
func runSplit(s *step, by, arg string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	for _, o := range s.others {
		if o.t.ID == s.now.Fresh {
			return "", errors.New("one mail splits once")
		}
	}
	moved, err := s.splitOff(arg)
	switch {
	case err != nil:
		return "", err
	case s.now.Fresh == 0 || len(s.t.Links) >= maxLinks:
		return "", errors.New("it cannot be split any further")
	}
	o := s.openSplit(by, moved)
	s.t.Links = withLink(s.t.Links, o.t.ID)
	if !s.waitsWithout(moved) {
		s.t.Waiting = time.Time{}
	}
	done := fmt.Sprintf("message %s is %s now, with %s", numbers(moved), o.t.ID, o.t.Requester.Address)
	s.journal(WasSplit, by, "%s", done)
	return done, nil
}

// splitOff are the messages that a new ticket takes: without a number the last one of a customer.
func (s *step) splitOff(arg string) ([]Message, error) {
	fromCustomer := func(m Message) bool { return m.Leg == CustomerLeg && m.Direction == In }
	first := -1
	if text := strings.TrimPrefix(strings.TrimSpace(arg), "#"); text != "" {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("“%s” is no number of a message", firstRunes(arg, 60))
		}
		if first = slices.IndexFunc(s.now.Said, func(m Message) bool { return m.N == n }); first < 0 {
			return nil, fmt.Errorf("the ticket has no message %d", n)
		}
	} else {
		for i, m := range s.now.Said {
			if fromCustomer(m) {
				first = i
			}
		}
	}
	if first < 0 || !slices.ContainsFunc(s.now.Said[first:], fromCustomer) {
		return nil, errors.New("there is no mail of a customer to split off")
	}
	if !slices.ContainsFunc(s.now.Said[:first], fromCustomer) {
		return nil, errors.New("nothing of the customer's would be left on this ticket")
	}
	if arg == "" {
		return s.now.Said[first : first+1], nil
	}
	return s.now.Said[first:], nil
}

// openSplit opens the new ticket: with the customer of its first mail, where this one stands.
func (s *step) openSplit(by string, moved []Message) *step {
	i := slices.IndexFunc(moved, func(m Message) bool { return m.Leg == CustomerLeg && m.Direction == In })
	mail := moved[i]
	o := &step{r: s.r, now: s.now, mail: s.mail, proof: s.proof, t: Ticket{ID: s.now.Fresh, Subject: s.t.Subject, Status: New, Type: s.t.Type,
		Priority: s.t.Priority, Queue: s.t.Queue, Tags: slices.Clone(s.t.Tags), Tier: s.t.Tier, Assignee: s.t.Assignee, OwnedFor: s.t.OwnedFor,
		Swarm: Swarm{On: s.t.Swarm.On}, Skill: s.t.Skill, SLA: s.t.SLA, Language: s.t.Language,
		Mailbox: s.t.Mailbox, Requester: short(mail.From), Opened: mail.At, Updated: s.now.At, OnTier: s.now.At, Waiting: mail.At, Quiet: s.t.Quiet,
		Links: []ID{s.t.ID}, SplitFrom: s.t.ID, Question: firstRunes(mail.Text, 1000)}}
	if _, staff := s.r.PersonByAddress(o.t.Requester); staff || !s.r.reaches(o.t.Requester) {
		o.t.Requester = s.t.Requester
	}
	for _, m := range moved {
		o.t.Messages++
		if slices.Contains(s.t.Recalled, m.N) {
			o.t.Recalled = append(o.t.Recalled, o.t.Messages)
		}
		m.N = o.t.Messages
		o.d.Messages = append(o.d.Messages, m)
		if m.Leg == CustomerLeg {
			o.joinThread(m.MessageID, o.t.Requester)
		}
	}
	o.giveToTier(o.t.Tier)
	o.decide(OpenedBySplit, by, "%s split it off %s “%s”", s.name(by), s.t.ID.String(), s.t.Subject)
	for _, p := range o.owners() {
		d := o.notice(o.unlessCalled(NewTicket), p)
		d.Data.Why, d.Data.Body = o.d.Why, quotable(Body{Text: mail.Text})
		o.send(d)
	}
	o.before = o.t.Clone()
	s.others = append(s.others, o)
	return o
}

// waitsWithout reports whether a customer still waits here without some messages: since the last answer.
func (s *step) waitsWithout(moved []Message) bool {
	waits := false
	for _, m := range s.t.Told(s.now.Said) {
		switch {
		case m.Leg != CustomerLeg:
		case m.Direction == Out:
			waits = false
		default:
			waits = waits || !slices.ContainsFunc(moved, func(x Message) bool { return x.N == m.N })
		}
	}
	return waits && !s.t.Waiting.IsZero()
}

func numbers(messages []Message) string {
	if n := len(messages); n > 1 {
		return fmt.Sprintf("%d to %d", messages[0].N, messages[n-1].N)
	}
	return fmt.Sprint(messages[0].N)
}
