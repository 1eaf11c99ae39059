package form

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"tierdesk/tickets"
)

// maxValue bounds an answer, in bytes; maxLines how much of a mail is looked at.
const (
	maxValue = 4000
	maxLines = 5000
)

// Answers finds what a mail answers to questions, in the order of the questions.
func Answers(asked []tickets.FormField, m *tickets.Mail) []tickets.Filled {
	if len(asked) == 0 {
		return nil
	}
	below := belowQuestions(asked, linesOf(m.Text))
	own := linesOf(m.NewText)
	numbered := byMarks(asked, own, numberOf(asked))
	named := byMarks(asked, own, nameOf(asked))
	var all []tickets.Filled
	for i, f := range asked {
		value := first(below[i], numbered[i], named[i])
		if value != "" {
			all = append(all, tickets.Filled{Field: f.Name, Value: choose(f, value)})
		}
	}
	if whole := join(own); len(all) == 0 && len(asked) == 1 && whole != "" && len(whole) <= 500 {
		return []tickets.Filled{{Field: asked[0].Name, Value: choose(asked[0], whole)}}
	}
	return all
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// line is a line of a mail without its quotation marks.
type line struct {
	text  string
	depth int // of quotation
}

func linesOf(text string) []line {
	var all []line
	for raw := range strings.SplitSeq(text, "\n") {
		l := line{text: strings.TrimSpace(raw)}
		for strings.HasPrefix(l.text, ">") || strings.HasPrefix(l.text, "|") {
			l.text = strings.TrimSpace(l.text[1:])
			l.depth++
		}
		if all = append(all, l); len(all) == maxLines {
			break
		}
	}
	return all
}

// words are the words of a text in lower case, without marks between them.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// word is a word of a mail and where it ends.
type word struct {
	text string
	line int
	end  int // in the line, in bytes
}

// wordsOf are the words of all lines, so that a question is found however it was wrapped.
func wordsOf(lines []line) []word {
	var all []word
	for n, l := range lines {
		start := -1
		for i, r := range l.text + " " {
			inside := unicode.IsLetter(r) || unicode.IsDigit(r)
			if inside && start < 0 {
				start = i
			}
			if !inside && start >= 0 {
				all = append(all, word{strings.ToLower(l.text[start:i]), n, i})
				start = -1
			}
		}
	}
	return all
}

// place is where a question stands in a mail: its first line, and where its last word ends.
type place struct{ field, from, line, end int }

// belowQuestions takes what stands behind and below each question, up to the next one.
func belowQuestions(asked []tickets.FormField, lines []line) []string {
	values := make([]string, len(asked))
	places := find(asked, wordsOf(lines))
	for i, p := range places {
		end := len(lines)
		if i+1 < len(places) {
			end = places[i+1].from
		}
		if v := answer(asked[p.field], lines, p, end); v != "" { // a mail may quote the form twice
			values[p.field] = v
		}
	}
	return values
}

// find finds the questions, in the order in which they stand in the mail.
func find(asked []tickets.FormField, text []word) []place {
	first := map[string][]int{}
	questions := make([][]string, len(asked))
	for i, f := range asked {
		questions[i] = words(f.Question)
		first[questions[i][0]] = append(first[questions[i][0]], i)
	}
	var places []place
	for at := 0; at < len(text); at++ {
		for _, i := range first[text[at].text] {
			if n := len(questions[i]); begins(text[at:], questions[i]) {
				last := text[at+n-1]
				places = append(places, place{i, text[at].line, last.line, last.end})
				at += n - 1
				break
			}
		}
	}
	return places
}

func begins(text []word, question []string) bool {
	if len(text) < len(question) {
		return false
	}
	for i, w := range question {
		if text[i].text != w {
			return false
		}
	}
	return true
}

// foot is a line that ends what can be an answer: the separator of a signature, or the rule above the foot of our letter.
var foot = regexp.MustCompile(`^(--|—|-{3,}|_{3,}|={3,}|\* \* \*)$`)

// answer reads the lines between a question and the next. Where the question is quoted, only lines that are less quoted
// are the customer's.
func answer(f tickets.FormField, lines []line, p place, end int) string {
	asked := lines[p.line]
	var all []line
	if rest := behind(f, asked.text[p.end:]); rest != "" {
		all = append(all, line{text: rest})
	}
	for _, l := range lines[min(p.line+1, end):end] {
		if foot.MatchString(l.text) {
			break
		}
		if asked.depth == 0 || l.depth < asked.depth {
			all = append(all, l)
		}
	}
	return join(all)
}

// behind is what stands behind a question in its line, without the choices that the letter shows there.
func behind(f tickets.FormField, rest string) string {
	rest = strings.TrimLeft(rest, "?*_:. \t")
	if choices := "(" + strings.Join(f.Choices, ", ") + ")"; len(f.Choices) > 0 {
		rest = strings.TrimPrefix(rest, choices)
	}
	return strings.TrimSpace(rest)
}

// join makes one value of lines: without the number of the next question at its end, and bounded.
func join(lines []line) string {
	var all []string
	for _, l := range lines {
		all = append(all, l.text)
	}
	text := strings.TrimSpace(strings.Join(all, "\n"))
	text = strings.TrimSpace(lastNumber.ReplaceAllString(text, ""))
	if len(text) > maxValue {
		text = strings.ToValidUTF8(text[:maxValue], "")
	}
	return text
}

// lastNumber is the number of a question, alone on the last line of the answer before it.
var lastNumber = regexp.MustCompile(`(?:^|\n)\[?\(?\d{1,2}[.)\]]$`)

// mark is a beginning of a line that says which question it answers.
type mark func(text string) (field int, rest string, ok bool)

var number = regexp.MustCompile(`^[\[(]?(\d{1,2})\s?[.):\]-]\s*(.*)$`)

func numberOf(asked []tickets.FormField) mark {
	return func(text string) (int, string, bool) {
		found := number.FindStringSubmatch(text)
		if found == nil {
			return 0, "", false
		}
		n, _ := strconv.Atoi(found[1])
		if n < 1 || n > len(asked) || begins(wordsOf([]line{{text: found[2]}}), words(asked[n-1].Question)) {
			return 0, "", false
		}
		return n - 1, found[2], true
	}
}

func nameOf(asked []tickets.FormField) mark {
	return func(text string) (int, string, bool) {
		name, rest, colon := strings.Cut(text, ":")
		for i, f := range asked {
			if colon && strings.EqualFold(strings.Trim(name, " *-_"), f.Name) {
				return i, strings.TrimSpace(rest), true
			}
		}
		return 0, "", false
	}
}

// byMarks takes lines that begin with a mark, and those below each up to the next mark or an empty line.
func byMarks(asked []tickets.FormField, lines []line, read mark) []string {
	values := make([]string, len(asked))
	found := map[int][]line{}
	current := -1
	for _, l := range lines {
		field, rest, marked := read(l.text)
		switch {
		case marked:
			current = field
			found[field] = []line{{text: rest}}
		case l.text == "":
			current = -1
		case current >= 0:
			found[current] = append(found[current], l)
		}
	}
	for i, ls := range found {
		values[i] = join(ls)
	}
	return values
}

// choose makes the customer's words one of the words to choose from, where they say which.
func choose(f tickets.FormField, value string) string {
	if len(f.Choices) == 0 {
		return value
	}
	said := " " + strings.Join(words(value), " ") + " "
	found := ""
	for _, c := range f.Choices {
		choice := " " + strings.Join(words(c), " ") + " "
		if strings.HasPrefix(said, choice) {
			return c
		}
		if strings.Contains(said, choice) {
			if found != "" {
				return value
			}
			found = c
		}
	}
	return first(found, value)
}
