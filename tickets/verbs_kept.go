package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

func runRelease(s *step, by, arg string) (string, error) {
	return s.judge("release", by, arg, func(k Suspended) error {
		if s.roleOf(by) == Manager || k.Asked == by {
			return nil
		}
		return fmt.Errorf("only a manager lets %s through", k.ID)
	})
}

func runDrop(s *step, by, arg string) (string, error) {
	return s.judge("drop", by, arg, func(k Suspended) error {
		if s.roleOf(by) == Manager || k.Asked == by || s.mayAdmit(k, by) == nil {
			return nil
		}
		return fmt.Errorf("only a manager drops %s", k.ID)
	})
}

// runAllow lets a stranger's mail onto the ticket that it was kept from. Letting it through is what makes its author a participant.
func runAllow(s *step, by, arg string) (string, error) {
	return s.judge("allow", by, arg, func(k Suspended) error { return s.mayAdmit(k, by) })
}

// runNew makes a ticket of its own of a stranger's mail.
func runNew(s *step, by, arg string) (string, error) {
	return s.judge("new", by, arg, func(k Suspended) error { return s.mayAdmit(k, by) })
}

// mayAdmit says why someone may not decide about a stranger's mail: that is for the owner of its ticket, and for managers.
func (s *step) mayAdmit(k Suspended, by string) error {
	owner := slices.ContainsFunc(s.owners(), func(p Person) bool { return p.ID == by })
	switch {
	case k.Ticket != s.t.ID || s.t.ID == 0:
		return fmt.Errorf("%s was not kept back from this ticket", k.ID)
	case k.Asked != "" || !slices.Contains(strangerReasons(), k.Reason):
		return fmt.Errorf("%s was not kept back for its author being a stranger (%s): a manager lets it through", k.ID, k.Reason)
	case !owner && s.roleOf(by) != Manager:
		return fmt.Errorf("%s is not yours: its owner, or a manager, decides about %s", s.t.ID, k.ID)
	}
	return nil
}

// judge orders what becomes of the suspended mails that a line names, or of the one that the mail is about, and tells what
// came of it.
func (s *step) judge(verb, by, arg string, may func(Suspended) error) (string, error) {
	if r, tried := s.now.Results[s.line]; tried {
		return r.Done, r.err()
	}
	ids := KeptIDs(arg)
	if len(ids) == 0 && s.about != "" {
		ids = []string{s.about}
	}
	if len(ids) == 0 {
		return "", errors.New("say which of the mails and letters that were kept back, such as q17 or h3")
	}
	for i, id := range ids {
		k, known := s.kept(id)
		if slices.Contains(ids[:i], id) {
			return "", fmt.Errorf("%s is named twice", id)
		}
		if !known {
			return "", fmt.Errorf("no %s is kept back: it may have been let through or dropped before", firstRunes(id, 20))
		}
		if err := may(k); err != nil {
			return "", err
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
func (c Command) NamesKept() bool {
	return slices.Contains([]string{"release", "drop", "allow", "new"}, c.Verb)
}
