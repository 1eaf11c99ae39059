package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// runSwarm pulls people in: they get the hand-off packet and every later note, and own nothing.
func runSwarm(s *step, by, arg string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	words := strings.FieldsFunc(arg, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' })
	if len(words) == 0 {
		return "", errors.New("say whom")
	}
	var joined []string
	for _, word := range words {
		p, err := s.r.findPerson(word)
		switch {
		case err != nil:
			return "", err
		case p.ID == s.t.Assignee:
			return "", fmt.Errorf("%s owns it", p.Name)
		case slices.Contains(s.t.Swarm.With, p.ID):
			return "", fmt.Errorf("%s works on it already", p.Name)
		case len(s.t.Swarm.With) >= maxParticipants:
			return "", fmt.Errorf("%d people work on it already", maxParticipants)
		}
		s.joins(p.ID)
		name := p.Name
		if s.isAway(p.ID) {
			name += " (away until " + moment(s.now.Away[p.ID].Until.In(s.r.ZoneOf(s.personAddress(by)))) + ")"
		}
		joined = append(joined, name)
		if p.ID != by {
			s.askToJoin(p.ID, s.t.Tier, by, s.name(by)+" asks you to help")
		}
	}
	s.journal(CommandRun, by, "works on it, too: %s", strings.Join(joined, ", "))
	return "works on it, too: " + strings.Join(joined, ", "), nil
}

// runUnswarm ends the work of several people on a ticket: the summary is a note to all of them, then it has an owner only.
func runUnswarm(s *step, by, arg string) (string, error) {
	switch {
	case !s.t.Swarm.On && len(s.t.Swarm.With) == 0:
		return "", errors.New("nobody works on it beside its owner")
	case strings.TrimSpace(arg) == "":
		return "", errors.New("sum up what came of it, for those who worked on it and those who come after")
	}
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	s.note(by, arg)
	s.t.Swarm = Swarm{}
	s.journal(CommandRun, by, "the swarm ended: %s", arg)
	s.giveToTier(s.t.Tier)
	return "the swarm ended, everybody in it has your summary" + s.ownedBy(), nil
}
