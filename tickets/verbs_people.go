package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

func runTake(s *step, by, _ string) (string, error) {
	if taken := s.takenBefore(by); taken != "" {
		return "", &refusal{taken, "/assign " + by + ", if it shall be yours all the same"}
	}
	return s.assign(by, by)
}

func runAssign(s *step, by, arg string) (string, error) {
	if strings.EqualFold(arg, "none") {
		s.t.Assignee, s.t.OwnedFor = "", s.name(by)+" put it down"
		s.journal(CommandRun, by, "assigned to nobody")
		return "assigned to nobody", nil
	}
	p, err := s.r.findPerson(arg)
	if err != nil {
		return "", err
	}
	return s.assign(by, p.ID)
}

func (s *step) assign(by, to string) (string, error) {
	if _, ok := s.r.PersonByID(to); !ok {
		return "", fmt.Errorf("%s is nobody of this desk", to)
	}
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	s.own(to, s.name(by)+" said so")
	if by == to {
		s.t.OwnedFor = "took it"
	}
	if s.t.Status == New {
		s.t.Status = Open
	}
	s.journal(CommandRun, by, "assigned to %s", s.name(to))
	if away := s.now.Away[to]; to != by && s.isAway(to) {
		return "assigned to " + s.name(to) + ", who is away until " + moment(away.Until.In(s.r.ZoneOf(s.personAddress(by)))), nil
	}
	return "assigned to " + s.name(to), nil
}

// findPerson finds someone of the desk by an unambiguous beginning of the id, the name or the address.
func (r *Rules) findPerson(word string) (Person, error) {
	word = strings.ToLower(strings.TrimSpace(word))
	if word == "" {
		return Person{}, errors.New("say whom")
	}
	var found []Person
	for _, p := range r.People {
		if strings.ToLower(p.ID) == word || strings.EqualFold(p.Address().Address, word) {
			return p, nil
		}
		if strings.HasPrefix(strings.ToLower(p.ID), word) || strings.HasPrefix(strings.ToLower(p.Name), word) {
			found = append(found, p)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return Person{}, fmt.Errorf("“%s” is nobody of this desk; there are %s", word, r.personIDs())
	}
	return Person{}, fmt.Errorf("“%s” may be %s or %s", word, found[0].ID, found[1].ID)
}

func (r *Rules) personIDs() string {
	var ids []string
	for _, p := range r.People {
		ids = append(ids, p.ID)
	}
	return strings.Join(ids, ", ")
}

// runCc changes who is on the customer leg. What is taken off in a mail stays off, whoever that mail was also sent to.
func runCc(s *step, by, arg string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	signed := signedWords(arg)
	if len(signed) == 0 {
		return "", errors.New("say whom")
	}
	for _, w := range signed {
		a, err := s.customerAddress(w.text)
		if err == nil && w.off {
			err = s.takeOff(a)
		} else if err == nil {
			err = s.takeOn(a)
		}
		if err != nil {
			return "", err
		}
	}
	s.journal(CommandRun, by, "on the customer's side: %s", s.customerList())
	return "on the customer's side: " + s.customerList(), nil
}

func (s *step) takeOn(a Address) error {
	switch {
	case s.t.Belongs(a):
		return nil
	case len(s.t.Participants) >= maxParticipants:
		return fmt.Errorf("the ticket has %d participants already", maxParticipants)
	}
	s.t.Participants = append(s.t.Participants, a)
	s.letBack(a)
	return nil
}

// letBack forgets that someone was taken off.
func (s *step) letBack(a Address) {
	s.t.Off = slices.DeleteFunc(s.t.Off, func(key string) bool { return key == a.Key() })
}

func (s *step) takeOff(a Address) error {
	i := slices.IndexFunc(s.t.Participants, a.Same)
	switch {
	case s.t.Requester.Same(a):
		return fmt.Errorf("%s is the requester; /requester names another", a.Address)
	case i < 0:
		return fmt.Errorf("%s is not on this ticket", a.Address)
	}
	s.t.Participants = slices.Delete(s.t.Participants, i, i+1)
	s.dropped = append(s.dropped, a)
	if len(s.t.Off) < maxParticipants {
		s.t.Off = append(s.t.Off, a.Key())
	}
	return nil
}

func (s *step) customerList() string {
	var all []string
	for _, a := range s.t.Customers() {
		all = append(all, a.Address)
	}
	return strings.Join(someOf(all), ", ")
}

// customerAddress reads an address that letters to customers can go to.
func (s *step) customerAddress(word string) (Address, error) {
	a := Address{Address: strings.TrimPrefix(strings.Trim(word, "<>"), "mailto:")}
	local, domain, _ := strings.Cut(a.Address, "@")
	odd := strings.ContainsFunc(a.Address, func(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune(`<>()[]\,;:"`, r) })
	switch {
	case odd || local == "" || !strings.Contains(strings.Trim(domain, "."), ".") || strings.Contains(domain, "@"):
		return a, fmt.Errorf("“%s” is no address", firstRunes(word, 60))
	case !s.r.reaches(a):
		return a, fmt.Errorf("%s is the desk's own", a.Address)
	}
	return a, nil
}

// runRequester makes someone else the customer. Who asked before stays on the ticket, unless they are of the desk.
func runRequester(s *step, by, arg string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	word, _, _ := strings.Cut(strings.TrimSpace(arg), "<mailto:")
	a, err := s.customerAddress(strings.TrimSpace(word))
	if err != nil {
		return "", err
	}
	before := s.t.Requester
	if before.Same(a) {
		return "", fmt.Errorf("%s is the requester already", a.Address)
	}
	if i := slices.IndexFunc(s.t.Participants, a.Same); i >= 0 {
		a = s.t.Participants[i]
		s.t.Participants = slices.Delete(s.t.Participants, i, i+1)
	}
	s.t.Requester, s.t.Quiet = a, false
	s.letBack(a)
	s.addParticipants(before)
	s.journal(CommandRun, by, "the requester is %s, it was %s", a.Address, before.Address)
	return "the requester is " + a.Address + ", it was " + before.Address, nil
}

// signedWord is a word to add or, with a minus in front, to take away.
type signedWord struct {
	text string
	off  bool
}

// signedWords reads +a -b c; what has no sign is added. Mail clients put the target of a link behind its words: it is left out.
func signedWords(arg string) []signedWord {
	var all []signedWord
	for _, word := range strings.FieldsFunc(arg, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' }) {
		if shown, _, linked := strings.Cut(word, "<mailto:"); linked {
			word = shown
		}
		text := strings.TrimLeft(word, "+-")
		if text != "" {
			all = append(all, signedWord{text, strings.HasPrefix(word, "-")})
		}
	}
	return all
}
