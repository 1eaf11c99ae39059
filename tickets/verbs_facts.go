package tickets

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

func runPriority(s *step, by, arg string) (string, error) {
	p, ok := oneOf(arg, Priorities())
	if !ok {
		return "", fmt.Errorf("“%s” is no priority", arg)
	}
	s.t.Priority = p
	s.journal(CommandRun, by, "priority %s", string(p))
	return "priority " + string(p), nil
}

func runImpact(s *step, by, arg string) (string, error) {
	return s.weigh(by, "impact", arg, &s.t.Impact)
}

func runUrgency(s *step, by, arg string) (string, error) {
	return s.weigh(by, "urgency", arg, &s.t.Urgency)
}

// weigh sets impact or urgency, and the priority that follows from both.
func (s *step) weigh(by, what, arg string, level *Level) (string, error) {
	l, ok := oneOf(arg, Levels())
	if !ok {
		return "", fmt.Errorf("“%s” is no %s", arg, what)
	}
	*level = l
	s.t.Priority = s.r.Matrix.Priority(s.t.Impact, s.t.Urgency)
	done := what + " " + string(l) + ", so priority " + string(s.t.Priority)
	s.journal(CommandRun, by, "%s", done)
	return done, nil
}

func runType(s *step, by, arg string) (string, error) {
	to, ok := oneOf(arg, Types())
	if !ok {
		return "", fmt.Errorf("“%s” is no type", arg)
	}
	s.t.Type = to
	s.journal(CommandRun, by, "type %s", string(to))
	return "type " + string(to), nil
}

// What a ticket keeps of commands that can be given again and again is bounded.
const (
	maxTags  = 50
	maxTag   = 50 // characters
	maxTried = 200
	maxLinks = 100
)

func runTag(s *step, by, arg string) (string, error) {
	words := signedWords(strings.ToLower(arg))
	if len(words) == 0 {
		return "", errors.New("say which tags")
	}
	for _, w := range words {
		at := slices.Index(s.t.Tags, w.text)
		switch {
		case !isTag(w.text):
			return "", fmt.Errorf("“%s” is no tag: letters, digits, dots, dashes and underlines make one", firstRunes(w.text, 60))
		case w.off && at < 0:
			return "", fmt.Errorf("the ticket has no tag %s", w.text)
		case w.off:
			s.t.Tags = slices.Delete(s.t.Tags, at, at+1)
		case at < 0 && len(s.t.Tags) >= maxTags:
			return "", fmt.Errorf("the ticket has %d tags already", maxTags)
		case at < 0:
			s.t.Tags = append(s.t.Tags, w.text)
		}
	}
	done := "tags: " + cmp.Or(strings.Join(s.t.Tags, ", "), "none")
	s.journal(CommandRun, by, "%s", done)
	return done, nil
}

func isTag(word string) bool {
	return len([]rune(word)) <= maxTag && !strings.ContainsFunc(word, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.:", r)
	})
}

func runTried(s *step, by, arg string) (string, error) {
	switch {
	case arg == "":
		return "", errors.New("say what you tried")
	case len(s.t.Tried) >= maxTried:
		return "", fmt.Errorf("the ticket keeps %d tries already", maxTried)
	}
	s.t.Tried = append(s.t.Tried, Tried{By: by, At: s.now.At, Text: arg})
	s.journal(CommandRun, by, "tried: %s", arg)
	return "kept for the hand-off: " + arg, nil
}
