package leak

import (
	"slices"
	"strings"

	"tierdesk/tickets"
)

// Source is a text that customers must not see.
type Source struct {
	Name   string // as its author is told: Bob's note of Mon 2 Mar
	Text   string
	Notice bool // the desk wrote it to the agent
}

// Material is what the words of one mail are compared with.
type Material struct {
	Inside []Source // the newest first
	Shown  []string // what the customer leg has already
	Verbs  []tickets.Verb
	// IsToken reports whether a text is a reply token of a desk.
	IsToken func(string) bool
	// Strangers are addresses, in lower case, of customers who are not on the ticket.
	Strangers []string
}

// Limits of what is compared: bytes of all inner texts, and of the words. What lies beyond is not looked at.
const (
	maxInside = 4 << 20
	maxWords  = 512 << 10
)

// How many words in a row tell, and how many letters they must have together.
const (
	window      = 8
	letters     = 24
	lineWords   = 4
	lineLetters = 18
	noticeWords = 3
)

// Find lists the lines of the words that must not go to the customer, in order, each once.
func Find(words tickets.Body, m Material) []tickets.Leak {
	found := find(words.Text, m)
	if len(found) == 0 && words.Markdown != "" { // the HTML half of the letter is made of that
		found = find(words.Markdown, m)
	}
	return found
}

func find(text string, m Material) []tickets.Leak {
	if len(text) > maxWords {
		text = text[:maxWords]
	}
	f := &finder{text: strings.Split(text, "\n"), why: map[int]string{}}
	f.patterns(m)
	f.compare(newReader(), text, m)
	var all []tickets.Leak
	for i, line := range f.text {
		if why := f.why[i]; why != "" {
			all = append(all, tickets.Leak{Text: strings.TrimSpace(line), Why: why})
		}
	}
	return all
}

// finder collects why which line must not go out; the first reason counts.
type finder struct {
	text []string
	why  map[int]string
}

func (f *finder) note(line int, why string) {
	if f.why[line] == "" {
		f.why[line] = why
	}
}

// table holds runs of words, with the source that they come from.
type table struct {
	r       *reader
	shown   map[uint64]bool
	windows map[uint64]int
	whole   map[uint64]int
}

// compare finds the words of inner texts.
func (f *finder) compare(r *reader, text string, m Material) {
	own := r.words(text)
	if len(own) < noticeWords || len(m.Inside) == 0 {
		return
	}
	t := &table{r: r, shown: map[uint64]bool{}, windows: map[uint64]int{}, whole: map[uint64]int{}}
	for _, s := range m.Shown {
		t.show(s)
	}
	room := maxInside
	for i, s := range m.Inside {
		if room -= len(s.Text); room < 0 {
			break
		}
		t.hide(i, s)
	}
	for i := 0; i+window <= len(own); i++ {
		if source, found := t.windows[run(own[i:i+window])]; found {
			for _, w := range own[i : i+window] {
				f.note(w.line, m.Inside[source].Name)
			}
		}
	}
	for _, line := range lines(own) {
		if source, found := t.whole[run(line)]; found {
			f.note(line[0].line, m.Inside[source].Name)
		}
	}
}

// show keeps what the customer leg has: all runs of as many words as are looked for.
func (t *table) show(text string) {
	words := t.r.words(text)
	for i := range words {
		for n := noticeWords; n <= window && i+n <= len(words); n++ {
			t.shown[run(words[i:i+n])] = true
		}
	}
}

// hide keeps the runs of an inner text that tell something and that the customer leg does not have.
func (t *table) hide(source int, s Source) {
	words := t.r.words(s.Text)
	for i := 0; i+window <= len(words); i++ {
		if part := words[i : i+window]; telling(part, letters) {
			t.keep(t.windows, part, source)
		}
	}
	for _, line := range lines(words) {
		switch {
		case len(line) >= window:
		case s.Notice && len(line) >= noticeWords,
			len(line) >= lineWords && telling(line, lineLetters):
			t.keep(t.whole, line, source)
		}
	}
}

func (t *table) keep(in map[uint64]int, words []token, source int) {
	h := run(words)
	if _, known := in[h]; !known && !t.shown[h] {
		in[h] = source
	}
}

// patterns finds what is a leak by its form: tokens, command lines, addresses of others.
func (f *finder) patterns(m Material) {
	shown := strings.ToLower(strings.Join(m.Shown, "\n"))
	for i, line := range f.text {
		low := strings.ToLower(line)
		switch {
		case hasToken(low, shown, m.IsToken):
			f.note(i, Token)
		case isCommand(low, m.Verbs) && !strings.Contains(shown, strings.TrimSpace(low)):
			f.note(i, Command)
		case slices.ContainsFunc(Addresses(low), func(a string) bool { return slices.Contains(m.Strangers, a) }):
			f.note(i, Stranger)
		}
	}
}

// What a line is that is a leak by its form.
const (
	Token    = "a reply address of the desk, with the token of one person"
	Command  = "a command, which stands too far below to be run"
	Stranger = "the address of another customer"
)
