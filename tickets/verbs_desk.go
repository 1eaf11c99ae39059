package tickets

import (
	"errors"
	"fmt"
	"strings"
)

// runAway says who is away: /away ann until mon 9:00, /away until 2026-12-01, /away ann none. Everybody may for themselves.
func runAway(s *step, by, arg string) (string, error) {
	who, when, back := cutAway(arg)
	person := by
	if who != "" {
		p, err := s.r.findPerson(who)
		if err != nil {
			return "", err
		}
		person = p.ID
	}
	if person != by && s.roleOf(by) == Agent {
		return "", errors.New("managers say that for others, everybody for themselves")
	}
	if back {
		if !s.isAway(person) {
			return "", fmt.Errorf("%s is not away", s.name(person))
		}
		s.d.Absences = append(s.d.Absences, Absence{Person: person})
		return s.name(person) + " is there again", nil
	}
	if when == "" {
		return "", errors.New("say until when")
	}
	until, err := s.when(by, when)
	if err != nil {
		return "", err
	}
	s.leaves(person, Away{Since: s.now.At, Until: until, By: by, Why: s.name(by) + " said so"})
	return s.name(person) + " is away until " + moment(until) + ": what waits for them goes to the next who is there", nil
}

// cutAway takes WHO until WHEN apart. back is set for WHO none.
func cutAway(arg string) (who, when string, back bool) {
	words := strings.Fields(arg)
	for i, w := range words {
		if strings.EqualFold(w, "until") || strings.EqualFold(w, "till") {
			when = strings.Join(words[i+1:], " ")
			return strings.Join(words[:i], " "), when, strings.EqualFold(when, "none")
		}
	}
	if n := len(words); n > 0 && strings.EqualFold(words[n-1], "none") {
		return strings.Join(words[:n-1], " "), "", true
	}
	return arg, "", false
}

// runDigest orders the digest of this moment for who asks.
func runDigest(s *step, by, arg string) (string, error) {
	if r, tried := s.now.Results[s.line]; tried {
		return r.Done, r.err()
	}
	if word := strings.ToLower(strings.TrimSpace(arg)); word != "" && word != "daily" {
		return "", fmt.Errorf("there is no %s digest, only the daily one", firstRunes(word, 30))
	}
	s.d.Orders = append(s.d.Orders, Order{Line: s.line, Verb: "digest", By: by})
	return "", nil
}
