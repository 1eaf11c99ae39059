package tickets

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

func runSolve(s *step, by, _ string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	if _, person := s.r.PersonByID(by); person && s.t.Assignee == "" {
		s.t.Assignee, s.t.OwnedFor = by, "solved it"
	}
	s.setStatus(Solved)
	s.journal(CommandRun, by, "solved")
	return "solved", nil
}

// runStatus is another way to write the commands that change the status.
func runStatus(s *step, by, arg string) (string, error) {
	word, rest, _ := strings.Cut(strings.TrimSpace(arg), " ")
	to, ok := oneOf(word, []Status{Open, Pending, Hold, Solved})
	switch {
	case !ok:
		return "", fmt.Errorf("“%s” is no status that can be set; closed comes by itself", word)
	case to == Hold:
		return runHold(s, by, rest)
	case rest != "":
		return "", fmt.Errorf("“%s” is too much", rest)
	case to == Solved:
		return runSolve(s, by, "")
	case to == Pending:
		return runPending(s, by, "")
	case s.t.Status == New:
		s.setStatus(Open)
		s.journal(CommandRun, by, "open")
		return "open", nil
	}
	return runReopen(s, by, "")
}

// oneOf finds a word of a list by an unambiguous beginning.
func oneOf[T ~string](word string, all []T) (found T, ok bool) {
	n := 0
	for _, w := range all {
		if word != "" && strings.HasPrefix(string(w), strings.ToLower(word)) {
			found, n = w, n+1
		}
	}
	return found, n == 1
}

// runHold lets the ticket wait for what is not the customer. With a moment it opens again then.
func runHold(s *step, by, arg string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	until, why := time.Time{}, "on hold"
	if strings.TrimSpace(arg) != "" {
		var err error
		if until, err = s.when(by, arg); err != nil {
			return "", err
		}
		why += " until " + moment(until)
	}
	s.setStatus(Hold)
	if !until.IsZero() {
		s.t.Pause = Pause{Kind: HoldPause, By: by, Until: until}
	}
	s.journal(CommandRun, by, "%s", why)
	return why + ": clocks stopped", nil
}

func runPending(s *step, by, _ string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	s.setStatus(Pending)
	s.t.Waiting = time.Time{}
	s.journal(CommandRun, by, "waits for the customer")
	return "pending: waits for the customer, clocks stopped", nil
}

func runReopen(s *step, by, _ string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	if s.t.Status.Active() && s.t.Pause.Kind == "" {
		return "", fmt.Errorf("the ticket is %s already", s.t.Status)
	}
	if s.t.Status == Solved {
		s.t.Reopened++
	}
	s.setStatus(Open)
	s.t.OnTier, s.t.Topped = s.now.At, false
	s.journal(Reopened, by, "reopened")
	return "open again", nil
}

func (s *step) mustNotBeClosed() error {
	if s.t.Status == Closed {
		return errors.New("the ticket is closed for good; a new mail from the customer opens a follow-up ticket")
	}
	return nil
}
