package tickets

import (
	"errors"
	"fmt"
	"strings"
)

func runEscalate(s *step, by, arg string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	if v, why, ok := s.r.escalatesTo(arg); ok {
		return s.escalateToVendor(v, by, why)
	}
	s.takeBack()
	to, why, named := s.r.cutTier(arg)
	if named && to == TopTier && len(s.r.Tiers[to].People) == 0 && len(s.r.Vendors) > 0 {
		return "", errors.New("say which vendor: " + s.r.vendorIDs())
	}
	if !named {
		next, ok := s.nextTier()
		if !ok {
			return "", fmt.Errorf("no tier with people is above %s", s.r.TierName(s.t.Tier))
		}
		to = next
	}
	switch {
	case why == "":
		return "", errors.New("say why, for the people who get it")
	case to <= s.t.Tier:
		return "", fmt.Errorf("the ticket is on %s already", s.r.TierName(s.t.Tier))
	case len(s.r.Tiers[to].People) == 0:
		return "", fmt.Errorf("nobody is on %s", s.r.TierName(to))
	}
	if s.t.Status != Open {
		s.setStatus(Open)
	}
	from := s.t.Tier
	s.climb(to, by, why)
	s.journal(ClimbedByHand, by, "%s → %s: %s", s.r.TierName(from), s.r.TierName(to), why)
	return "escalated to " + s.r.TierName(to) + s.ownedBy(), nil
}

// runDeescalate hands the ticket down with the same packet as upwards; why is always said.
func runDeescalate(s *step, by, arg string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	s.takeBack()
	to, why, named := s.r.cutTier(arg)
	if !named {
		to = s.t.Tier - 1
		for to > 0 && len(s.r.Tiers[to].People) == 0 {
			to--
		}
	}
	switch {
	case why == "":
		return "", errors.New("say why, for the people who get it")
	case to >= s.t.Tier && named:
		return "", fmt.Errorf("%s is not below %s", s.r.TierName(to), s.r.TierName(s.t.Tier))
	case to <= 0:
		return "", fmt.Errorf("no tier with people is below %s", s.r.TierName(s.t.Tier))
	case len(s.r.Tiers[to].People) == 0:
		return "", fmt.Errorf("nobody is on %s", s.r.TierName(to))
	}
	if s.t.Status != Open {
		s.setStatus(Open)
	}
	from := s.t.Tier
	s.climb(to, by, why)
	s.journal(WentDown, by, "%s → %s: %s", s.r.TierName(from), s.r.TierName(to), why)
	return "handed down to " + s.r.TierName(to) + s.ownedBy(), nil
}

func (s *step) ownedBy() string {
	if s.t.Swarm.On {
		joined := ", whose people are asked to join"
		if s.t.Assignee != "" {
			joined += "; " + s.name(s.t.Assignee) + " has it"
		}
		return joined
	}
	if s.t.Assignee == "" {
		return ""
	}
	return ", " + s.name(s.t.Assignee) + " has it"
}

// cutTier takes a tier off the front: L2, l2, or the first word of its name.
func (r *Rules) cutTier(arg string) (Tier, string, bool) {
	word, rest, _ := strings.Cut(strings.TrimSpace(arg), " ")
	word = strings.TrimRight(strings.ToLower(word), ",:")
	for t := Tier(0); t <= TopTier; t++ {
		name, _, _ := strings.Cut(strings.ToLower(r.Tiers[t].Name), " ")
		if word != "" && (word == strings.ToLower(t.String()) || (name != "" && word == name && name != "service")) {
			return t, strings.TrimSpace(rest), true
		}
	}
	return 0, strings.TrimSpace(arg), false
}
