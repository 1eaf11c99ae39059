package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// OpenForm is a form that the customer was asked to fill in and did not fill in whole yet.
type OpenForm struct {
	Form   string    `json:"form"` // "" when there is none
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Fields []string  `json:"fields"` // by name, in the order in which they were asked
}

// Questions are the fields of a form as a letter asked them: an answer by number means these.
func (a OpenForm) Questions(r *Rules) []FormField {
	f, err := r.FormByName(a.Form)
	if a.Form == "" || err != nil || f.Name != a.Form {
		return nil
	}
	var all []FormField
	for _, name := range a.Fields {
		i := slices.IndexFunc(f.Fields, func(field FormField) bool { return field.Name == name })
		if i >= 0 {
			all = append(all, f.Fields[i])
		}
	}
	return all
}

// runAsk sends the customer the questions of a form that the ticket has no answers to.
func runAsk(s *step, by, arg string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	f, err := s.r.FormByName(strings.TrimSpace(arg))
	switch {
	case err != nil:
		return "", err
	case len(f.open(s.t.Fields)) == 0:
		return "", fmt.Errorf("the ticket has an answer to every question of %s", f.Name)
	case !s.r.reaches(s.t.Requester):
		return "", errors.New("the customer has no address that mail can be sent to")
	}
	if s.t.FirstReply.IsZero() {
		s.t.FirstReply = s.now.At
	}
	s.sendForm(f, by, ByPerson)
	return "asked " + s.t.Requester.Address + " the questions of " + f.Name + "; pending: waits for the customer", nil
}

// sendForm sends a form and lets the ticket wait for the answers.
func (s *step) sendForm(f Form, by string, auto AutoSubmitted) {
	open := f.open(s.t.Fields)
	s.setStatus(Pending)
	s.t.Waiting = time.Time{}
	s.t.Form = OpenForm{Form: f.Name, By: by, At: s.now.At}
	for _, field := range open {
		s.t.Form.Fields = append(s.t.Form.Fields, field.Name)
	}
	s.journal(FormSent, by, "asked the questions of %s", f.Name)
	d := s.letter(QuestionForm, CustomerLeg, s.t.Requester)
	if p, ok := s.r.PersonByID(by); ok {
		d.From = p.Given() + " (" + s.mailbox().Name + ")"
		d.Data.Actor = p.Given()
	}
	d.Auto = auto
	d.Data.Body = asBody(strings.TrimSpace(f.Intro + "\n\n" + f.Questions(open)))
	s.send(d)
}

func asBody(markdown string) Body { return Body{Text: markdown, Markdown: markdown} }

// fill keeps what the customer answered. A form whose questions are answered, but for optional ones, is done.
func (s *step) fill(by string, answers []Filled) {
	if len(answers) == 0 {
		return
	}
	var said []string
	for _, a := range answers {
		a.Value = clip(a.Value, maxField)
		s.t.Fields = slices.DeleteFunc(s.t.Fields, func(x Filled) bool { return x.Field == a.Field })
		if len(s.t.Fields) < maxFields {
			s.t.Fields = append(s.t.Fields, a)
		}
		said = append(said, a.Field+": "+firstRunes(strings.Join(strings.Fields(a.Value), " "), 100))
	}
	s.journal(FormAnswered, by, "answered the questions of %s: %s", s.t.Form.Form, strings.Join(said, "; "))
	if len(s.missing()) == 0 {
		s.t.Form = OpenForm{}
	}
}

// What a ticket keeps of forms is bounded.
const (
	maxFields = 100
	maxField  = 4000 // bytes of one answer
)

// missing names the questions that were asked, must be answered, and were not.
func (s *step) missing() []string {
	var all []string
	for _, f := range s.t.Form.Questions(s.r) {
		if !f.Optional && !slices.ContainsFunc(s.t.Fields, func(x Filled) bool { return x.Field == f.Name }) {
			all = append(all, f.Name)
		}
	}
	return all
}

// asks are the questions that wait for an answer, as the reminder shows them.
func (s *step) asks() Body {
	var open []FormField
	for _, f := range s.t.Form.Questions(s.r) {
		if !slices.ContainsFunc(s.t.Fields, func(x Filled) bool { return x.Field == f.Name }) {
			open = append(open, f)
		}
	}
	if len(open) == 0 {
		return Body{}
	}
	return asBody(Form{}.Questions(open))
}
