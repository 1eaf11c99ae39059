package form

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tierdesk/tickets"
)

const printer = `---
title: About your printer
---
To help you fast, please answer below each question.

- model: Which printer is it, and on which floor does it stand?
- colour: Is it black or colour? [black, colour]
- since?: Since when does it not print?
`

func read(t testing.TB) tickets.Form {
	t.Helper()
	f, err := Read("printer", printer)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAFormIsReadFromItsFile(t *testing.T) {
	want := tickets.Form{Name: "printer", Title: "About your printer", Intro: "To help you fast, please answer below each question.", Fields: []tickets.FormField{
		{Name: "model", Question: "Which printer is it, and on which floor does it stand?"},
		{Name: "colour", Question: "Is it black or colour?", Choices: []string{"black", "colour"}},
		{Name: "since", Question: "Since when does it not print?", Optional: true}}}
	if diff := cmp.Diff(want, read(t)); diff != "" {
		t.Error(diff)
	}
	if got := want.Questions(want.Fields); !strings.HasPrefix(got, "1. Which printer is it, and") || !strings.Contains(got, "\n\n2. Is it black or colour? (black, colour)\n\n3. Since") {
		t.Errorf("asked as\n%s", got)
	}
}

func TestAWrongFormIsToldWithItsLine(t *testing.T) {
	for source, want := range map[string]string{
		"":                                    "it has no question",
		"---\ntitle: x\n":                     "the front matter does not end",
		"---\ntitel: x\n---\n- a: b?":         `line 2: there is no key "titel"`,
		"- a: What?\nAnd then?":               "line 2: behind the first question",
		"- a: What?\n- A: Who?":               "line 2: A is asked twice",
		"- a: What is it?\n- b: What is":      "line 2: the questions of a and b begin alike",
		"- a: ???":                            "line 1: the question has no words",
		strings.Repeat("x", maxSize+1):        "at most 64 KB",
		strings.Repeat("- a: What?\n", 1)[:4]: "it has no question",
	} {
		if _, err := Read("f", source); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v", source, err)
		}
	}
}

// letter is the form as it reaches the customer, in text.
func letter(f tickets.Form) string {
	return f.Intro + "\n\n" + f.Questions(f.Fields) + "\n\n--\nAcme Support · #7"
}

func quoted(text, by string) string { return by + strings.ReplaceAll(text, "\n", "\n"+by) }

func TestAnswersAreFoundWhereverPeopleWriteThem(t *testing.T) {
	f := read(t)
	all := []tickets.Filled{{Field: "model", Value: "An HP 4000, on the second"}, {Field: "colour", Value: "colour"}, {Field: "since", Value: "Monday,\nI think"}}
	under := strings.NewReplacer("stand?\n", "stand?\nAn HP 4000, on the second\n", "(black, colour)\n", "(black, colour)\n\nIt is in colour.\n", "not print?\n", "not print?\n\nMonday,\nI think\n")
	unquote := func(text string) string {
		lines := strings.Split(quoted(letter(f), "> "), "\n")
		for i, l := range lines {
			switch {
			case strings.HasPrefix(l, "> 1."):
				lines[i] += "\nAn HP 4000, on the second"
			case strings.HasPrefix(l, "> 2."):
				lines[i] += "\n\ncolour, yes\n"
			case strings.HasPrefix(l, "> 3."):
				lines[i] += "\nMonday,\nI think"
			}
		}
		return strings.Join(lines, "\n")
	}
	for name, m := range map[string]tickets.Mail{
		"below quoted questions":           {Text: unquote("")},
		"below, in a client without marks": {Text: "Von: Acme\n\n" + under.Replace(letter(f))},
		"below questions wrapped anew": {Text: strings.Replace(unquote(""), "> 1. Which printer is it, and on which floor does it stand?",
			"> 1. Which printer is it, and on which\n> floor does it stand?", 1)},
		"quoted twice, as of the answer to an answer": {Text: quoted(unquote(""), "> ") + "\n" + unquote("")},
		"by number, above the quotation": {NewText: "Hello,\n\n1. An HP 4000, on the second\n2) Colour\n3: Monday,\nI think\n\nCarl",
			Text: "1. An HP 4000, on the second\n" + quoted(letter(f), "> ")},
		"by name": {NewText: "Model: An HP 4000, on the second\n*Colour*: colour\nsince: Monday,\nI think"},
		"behind each question": {Text: "1. Which printer is it, and on which floor does it stand? An HP 4000, on the second\n" +
			"2. Is it black or colour? (black, colour) colour\n3. Since when does it not print? Monday,\nI think\n--\nCarl"},
	} {
		if diff := cmp.Diff(all, Answers(f.Fields, &m)); diff != "" {
			t.Errorf("%s: %s\n%s", name, diff, m.Text)
		}
	}
}

func TestWhatIsNotAnsweredIsMissing(t *testing.T) {
	f := read(t)
	for name, m := range map[string]tickets.Mail{
		"only thanks":           {NewText: "Thanks, I will look.", Text: "Thanks, I will look.\n" + quoted(letter(f), "> ")},
		"the form comes back":   {Text: letter(f)},
		"quoted by number only": {NewText: "7. is no number of a question", Text: "7. is no number of a question"},
		"nothing":               {},
	} {
		if got := Answers(f.Fields, &m); len(got) != 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	m := tickets.Mail{NewText: "2. both, black and colour", Text: "2. both, black and colour"}
	if got := Answers(f.Fields, &m); len(got) != 1 || got[0].Value != "both, black and colour" {
		t.Errorf("got %v", got)
	}
}

func TestTheAnswerToTheOnlyQuestionNeedsNoForm(t *testing.T) {
	one := read(t).Fields[:1]
	m := tickets.Mail{NewText: "The HP on the second floor.\n", Text: "The HP on the second floor.\n> 1. Which"}
	if got := Answers(one, &m); len(got) != 1 || got[0] != (tickets.Filled{Field: "model", Value: "The HP on the second floor."}) {
		t.Errorf("got %v", got)
	}
}

func FuzzAnswers(f *testing.F) {
	fields := read(f).Fields
	f.Add(letter(read(f)), "1. x\n2. y")
	f.Add("> Which printer is it, and on which floor does it stand?\n\xff\n[1]", "model: \x00")
	f.Fuzz(func(t *testing.T, text, own string) {
		for _, a := range Answers(fields, &tickets.Mail{Text: text, NewText: own}) {
			if a.Field == "" || a.Value == "" || len(a.Value) > maxValue {
				t.Errorf("got %+v", a)
			}
		}
	})
}

func FuzzReadForm(f *testing.F) {
	f.Add(printer)
	f.Add("---\n- a?: b [c")
	f.Fuzz(func(t *testing.T, source string) {
		form, err := Read("x", source)
		if err == nil && (len(form.Fields) == 0 || len(form.Fields) > maxFields) {
			t.Errorf("%d fields", len(form.Fields))
		}
		if err == nil {
			Answers(form.Fields, &tickets.Mail{Text: letter(form), NewText: source})
		}
	})
}
