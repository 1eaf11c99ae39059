package form

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"tierdesk/tickets"
)

// Bounds of a form: what people answer to by mail is short.
const (
	maxFields = 30
	maxSize   = 64 << 10
)

// item is a field: - name?: question [choice, choice]
var item = regexp.MustCompile(`^[-*]\s+([\p{L}\p{N}][\p{L}\p{N} _.-]{0,39}?)(\?)?:\s+(.+)$`)

// Read reads a form from its file. The error says which line is wrong.
func Read(name, source string) (tickets.Form, error) {
	f := tickets.Form{Name: name, Title: name}
	if len(source) > maxSize {
		return f, fmt.Errorf("a form is at most %d KB long", maxSize>>10)
	}
	lines := strings.Split(strings.ReplaceAll(source, "\r\n", "\n"), "\n")
	at, err := front(lines, &f)
	if err != nil {
		return f, err
	}
	var intro []string
	for i, line := range lines[at:] {
		found := item.FindStringSubmatch(strings.TrimSpace(line))
		switch {
		case found != nil:
			err = add(&f, field(found))
		case len(f.Fields) == 0:
			intro = append(intro, line)
		case strings.TrimSpace(line) != "":
			err = errors.New("behind the first question only questions can stand: - name: What do you see?")
		}
		if err != nil {
			return f, fmt.Errorf("line %d: %w", at+i+1, err)
		}
	}
	f.Intro = strings.TrimSpace(strings.Join(intro, "\n"))
	if len(f.Fields) == 0 {
		return f, errors.New("it has no question; write one a line: - name: What do you see?")
	}
	return f, nil
}

// front reads the front matter, which may be missing, and says where the rest begins.
func front(lines []string, f *tickets.Form) (int, error) {
	if strings.TrimSpace(lines[0]) != "---" {
		return 0, nil
	}
	for i, line := range lines[1:] {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch {
		case key == "---":
			return i + 2, nil
		case key == "title":
			f.Title = strings.Trim(strings.TrimSpace(value), `"'`)
		case key != "":
			return 0, fmt.Errorf("line %d: there is no key %q; a form has a title", i+2, key)
		}
	}
	return 0, errors.New("the front matter does not end: a line --- is missing")
}

func field(found []string) tickets.FormField {
	f := tickets.FormField{Name: found[1], Optional: found[2] != "", Question: strings.TrimSpace(found[3])}
	if at := strings.LastIndexByte(f.Question, '['); at > 0 && strings.HasSuffix(f.Question, "]") {
		for word := range strings.SplitSeq(strings.TrimSuffix(f.Question[at+1:], "]"), ",") {
			if word = strings.TrimSpace(word); word != "" {
				f.Choices = append(f.Choices, word)
			}
		}
		f.Question = strings.TrimSpace(f.Question[:at])
	}
	return f
}

// add takes a field whose question can be told from those of the others.
func add(f *tickets.Form, field tickets.FormField) error {
	own := words(field.Question)
	if len(own) == 0 {
		return errors.New("the question has no words")
	}
	if len(f.Fields) == maxFields {
		return fmt.Errorf("a form has at most %d questions", maxFields)
	}
	for _, other := range f.Fields {
		if strings.EqualFold(other.Name, field.Name) {
			return fmt.Errorf("%s is asked twice", field.Name)
		}
		if a, b := strings.Join(own, " "), strings.Join(words(other.Question), " "); strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
			return fmt.Errorf("the questions of %s and %s begin alike: answers could not be told apart", other.Name, field.Name)
		}
	}
	f.Fields = append(f.Fields, field)
	return nil
}
