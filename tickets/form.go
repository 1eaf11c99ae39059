package tickets

import (
	"fmt"
	"slices"
	"strings"
)

// Form is questions that the desk asks a customer by mail. tickets/form reads it from a file, and the answers from a mail.
type Form struct {
	Name   string // short, for people to type: printer
	Title  string
	Intro  string // Markdown above the questions
	Fields []FormField
}

// FormField is one question of a form.
type FormField struct {
	Name     string // printer model
	Question string // plain words on one line
	Choices  []string
	Optional bool
}

// Filled is what a customer answered to one question of a form, or what somebody of the desk noted in its place.
type Filled struct {
	Field string `json:"field"`
	Value string `json:"value"`
}

// Questions are the fields as they stand in a letter: numbered, so that people can answer below each or by number.
func (f Form) Questions(fields []FormField) string {
	var b strings.Builder
	for i, field := range fields {
		fmt.Fprintf(&b, "%d. %s", i+1, field.Question)
		if len(field.Choices) > 0 {
			b.WriteString(" (" + strings.Join(field.Choices, ", ") + ")")
		}
		b.WriteString("\n\n")
	}
	return strings.TrimSpace(b.String())
}

// FormByName finds a form by an unambiguous beginning of its name.
func (r *Rules) FormByName(word string) (Form, error) {
	var names []string
	var found []Form
	for _, f := range r.Forms {
		if strings.EqualFold(f.Name, word) {
			return f, nil
		}
		if word != "" && strings.HasPrefix(strings.ToLower(f.Name), strings.ToLower(word)) {
			found = append(found, f)
		}
		names = append(names, f.Name)
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(names) == 0:
		return Form{}, fmt.Errorf("this desk has no forms")
	}
	return Form{}, fmt.Errorf("“%s” is no form; there are %s", firstRunes(word, 60), strings.Join(names, ", "))
}

// open are the questions of a form that a ticket has no answer to.
func (f Form) open(filled []Filled) []FormField {
	return slices.DeleteFunc(slices.Clone(f.Fields), func(field FormField) bool {
		return slices.ContainsFunc(filled, func(x Filled) bool { return x.Field == field.Name })
	})
}
