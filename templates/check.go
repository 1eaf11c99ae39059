package templates

import (
	"errors"
	"fmt"
	"strings"

	"tierdesk/tickets"
)

// Check renders every notice in every language that has it on the sample data and reports all faults at once, each with its file: a
// notice without a template, a field that does not exist, a subject or a half that is empty, words that are dropped.
func (s *Set) Check() error {
	var faults []error
	for _, lang := range s.Languages() {
		for _, n := range tickets.Notices() {
			if s.languages[lang][n] != nil || lang == DefaultLanguage {
				faults = append(faults, s.check(n, lang))
			}
		}
	}
	return errors.Join(faults...)
}

func (s *Set) check(n tickets.Notice, lang string) error {
	sheet := s.find(n, lang)
	if sheet == nil {
		return fmt.Errorf("%s/%s.md: there is no template for this notice", lang, n)
	}
	for i, data := range Samples(n) {
		letter, err := s.Render(n, lang, nil, data)
		if err != nil {
			return err // names file and line
		}
		if fault := letter.fault(); fault != "" {
			return fmt.Errorf("%s:1: with %s data %s", sheet.file, [...]string{"full", "little"}[i], fault)
		}
		if i == 0 && carriesWords(n) && !strings.Contains(letter.Text, sampleEnd) {
			return fmt.Errorf("%s:1: it drops what was written: {{body .Body}} or {{quote .Body}} is missing", sheet.file)
		}
	}
	return nil
}

// fault says in words what is wrong with a letter, "" when nothing is.
func (l Letter) fault() string {
	switch {
	case l.Subject == "":
		return "the subject is empty"
	case strings.TrimSpace(l.Text) == "":
		return "the text is empty"
	case strings.Contains(l.Text+l.Subject, "<no value>") || strings.Contains(l.Text+l.Subject, "%!"):
		return "a value is missing"
	}
	return ""
}

// sampleEnd is how the words of the samples end; short enough not to be broken.
const sampleEnd = "before noon?"

// carriesWords are the notices that would be useless without what a person wrote.
func carriesWords(n tickets.Notice) bool {
	switch n {
	case tickets.AgentReply, tickets.NewTicket, tickets.SwarmCall, tickets.CustomerReplied, tickets.NoteAdded, tickets.ColleagueAnswered, tickets.Collision, tickets.Escalated:
		return true
	}
	return false
}
