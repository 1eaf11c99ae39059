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
	return byName(word, r.Forms, func(f Form) string { return f.Name }, "form")
}

// byName finds one of several things that people name by an unambiguous beginning; kind is what they are called.
func byName[T any](word string, all []T, name func(T) string, kind string) (one T, err error) {
	var names []string
	var found []T
	for _, x := range all {
		if strings.EqualFold(name(x), word) {
			return x, nil
		}
		if word != "" && strings.HasPrefix(strings.ToLower(name(x)), strings.ToLower(word)) {
			found = append(found, x)
		}
		names = append(names, name(x))
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(names) == 0:
		return one, fmt.Errorf("this desk has no %ss", kind)
	}
	return one, fmt.Errorf("“%s” is no %s; there are %s", firstRunes(word, 60), kind, strings.Join(names, ", "))
}

// open are the questions of a form that a ticket has no answer to.
func (f Form) open(filled []Filled) []FormField {
	return slices.DeleteFunc(slices.Clone(f.Fields), func(field FormField) bool {
		return slices.ContainsFunc(filled, func(x Filled) bool { return x.Field == field.Name })
	})
}
