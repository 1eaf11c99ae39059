package tickets

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// runChain starts a chain that has a name of its own, or ends it. Those for a cause begin and end with it.
func runChain(s *step, by, arg string) (string, error) {
	word, off, _ := strings.Cut(strings.TrimSpace(arg), " ")
	name, err := s.r.chainNamed(word)
	switch {
	case err != nil:
		return "", err
	case off != "" && !strings.EqualFold(strings.TrimSpace(off), "off"):
		return "", fmt.Errorf("“%s” is too much", firstRunes(off, 60))
	}
	at := slices.Index(s.t.Started, name)
	if off != "" {
		if at < 0 {
			return "", fmt.Errorf("the chain %s does not run", name)
		}
		s.t.Started = slices.Delete(s.t.Started, at, at+1)
		s.journal(CommandRun, by, "the chain “%s” ended", string(name))
		return "the chain " + string(name) + " ended", nil
	}
	if err := s.mustNotBeDone(); err != nil {
		return "", err
	}
	if at >= 0 {
		return "", fmt.Errorf("the chain %s runs already", name)
	}
	s.t.Started = append(s.t.Started, name)
	s.journal(ChainBegan, by, "the chain “%s” began", string(name))
	if s.t.Pause.Kind != "" || !s.t.Status.Active() {
		return "the chain " + string(name) + " begins when the ticket is open and no pause holds it", nil
	}
	return "the chain " + string(name) + " runs", nil
}

// chainNamed finds a chain that can be started by an unambiguous beginning of its name.
func (r *Rules) chainNamed(word string) (Cause, error) {
	names := r.NamedChains()
	if len(names) == 0 {
		return "", errors.New("the configuration has no chain that can be started")
	}
	for _, n := range names {
		if strings.EqualFold(string(n), word) {
			return n, nil
		}
	}
	if found, ok := oneOf(word, names); ok {
		return found, nil
	}
	return "", fmt.Errorf("“%s” is no chain that can be started; there are %s", firstRunes(word, 60), listed(names))
}

// NamedChains are the chains for no cause, which a rule or a person starts.
func (r *Rules) NamedChains() []Cause {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(r.Chains)), func(c Cause) bool { return slices.Contains(Causes(), c) })
}
