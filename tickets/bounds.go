package tickets

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a ticket keeps of one mail is bounded; the whole is in the raw mail.
const (
	maxKept    = 256 << 10 // bytes of the text of a message
	maxQuoted  = 64 << 10  // bytes of a text that a notice shows
	maxSubject = 300       // characters
	maxName    = 100       // characters of the name beside an address
	maxLine    = 2000      // bytes of a command line
	maxID      = 900       // bytes of a message identifier that still fits a header line
	maxFiles   = 20        // names of files that a notice lists
)

// clip cuts a text that is longer than limit bytes at the end of a character, and says so.
func clip(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	cut := limit
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "\n\n[…] The text goes on: " + strconv.Itoa(len(text)>>10) + " KB in all. The whole is kept with the original mail."
}

// quotable bounds what a notice shows. Formatting cannot be cut, so a long text stands for itself.
func quotable(b Body) Body {
	if len(b.Text) > maxQuoted || len(b.Markdown) > 2*maxQuoted {
		return Body{Text: clip(b.Text, maxQuoted)}
	}
	return b
}

// short bounds the name beside an address.
func short(a Address) Address {
	a.Name = firstRunes(a.Name, maxName)
	return a
}

// bounded is a fault whose parts can be shown in a line.
func (f Fault) bounded() *Fault {
	f.Text, f.Problem, f.Nearest = firstRunes(f.Text, 200), firstRunes(f.Problem, 500), firstRunes(f.Nearest, 200)
	return &f
}

// someOf bounds a list of file names.
func someOf(names []string) []string {
	if len(names) <= maxFiles {
		return names
	}
	return append(slices.Clone(names[:maxFiles]), strconv.Itoa(len(names)-maxFiles)+" more")
}

// firstRunes is the beginning of a text, of at most n characters.
func firstRunes(text string, n int) string {
	text = strings.TrimSpace(text)
	if len(text) <= n {
		return text
	}
	for i := range text {
		if n--; n < 0 {
			return strings.ToValidUTF8(text[:i], "\ufffd") + " …"
		}
	}
	return text
}
