package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

func runRelease(s *step, by, arg string) (string, error) { return s.judge("release", by, arg) }

func runDrop(s *step, by, arg string) (string, error) { return s.judge("drop", by, arg) }

// judge orders what becomes of the suspended mails that a line names, and tells what came of it.
func (s *step) judge(verb, by, arg string) (string, error) {
	if r, tried := s.now.Results[s.line]; tried {
		return r.Done, r.err()
	}
	ids := KeptIDs(arg)
	if len(ids) == 0 {
		return "", errors.New("say which of the mails that were kept back, such as q17")
	}
	for i, id := range ids {
		_, known := s.kept(id)
		switch {
		case slices.Contains(ids[:i], id):
			return "", fmt.Errorf("%s is named twice", id)
		case !known:
			return "", fmt.Errorf("no mail %s is kept back: it may have been let through or dropped before", firstRunes(id, 20))
		}
	}
	s.d.Orders = append(s.d.Orders, Order{Line: s.line, Verb: verb, Arg: strings.Join(ids, " "), By: by})
	return "", nil
}

func (r Result) err() error {
	if r.Problem == "" {
		return nil
	}
	return errors.New(r.Problem)
}

func (s *step) kept(id string) (Suspended, bool) {
	i := slices.IndexFunc(s.now.Kept, func(k Suspended) bool { return k.ID == id })
	if i < 0 {
		return Suspended{}, false
	}
	return s.now.Kept[i], true
}

// KeptIDs reads the names of suspended mails in the argument of a command.
func KeptIDs(arg string) []string {
	return strings.FieldsFunc(strings.ToLower(arg), func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\t' })
}

// NamesKept reports whether the argument of a command names suspended mails.
func (c Command) NamesKept() bool { return slices.Contains([]string{"release", "drop"}, c.Verb) }
