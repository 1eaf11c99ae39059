package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// language is what mail programs write around mails in one language, in lower case, alternatives with | between them.
type language struct {
	// Labels of quoted headers, without the colon.
	from, date, to, cc, subject, other string
	// Attributions: the words for "wrote", how they begin (with their blanks), and Horde's "Quoting Ann <…>:".
	wrote, begins, quoting string
	// Lines between an answer and what it answers, and above what is forwarded.
	original, forwarded string
	// Prefixes of subjects.
	answers, forwards string
	// Below a mail: how "Sent from my phone" begins and ends, and what Outlook's advertisement calls getting it.
	sent, sentEnd, get string
	// The beginnings of the legal text that companies add.
	legal string
}

// phrases are the words of all languages, sorted by use.
type phrases struct {
	labels                                        map[string]role
	wrote, begins, quoting, original, forwarded   []string
	answers, forwards, sent, sentEnd, get, lawful []string

	verbs, originals, forwardeds, sents, laws byFirst // wrote, original, forwarded, sent and lawful
}

// byFirst are phrases by their first byte: of the lines of a mail few begin as any of them do, and hardly one goes on so.
type byFirst [256][]string

func phrasesByFirst(words []string) (p byFirst) {
	for _, w := range words {
		p[w[0]] = append(p[w[0]], w)
	}
	return p
}

// begin reports whether a text begins with one of the phrases, in whatever case.
func (p *byFirst) begin(s string) bool {
	if s == "" {
		return false
	}
	first := s[0]
	if first >= utf8.RuneSelf { // a letter of another script, whose capital may begin with another byte
		r, _ := utf8.DecodeRuneInString(s)
		first = string(unicode.ToLower(r))[0]
	} else if first >= 'A' && first <= 'Z' {
		first += 'a' - 'A'
	}
	for _, w := range p[first] {
		if beginsLower(s, w) {
			return true
		}
	}
	return false
}

// beginsLower reports whether the lower case of a text begins with a word in lower case. The text is not written for it.
func beginsLower(s, word string) bool {
	for _, letter := range word {
		r, n := rune(0), 1
		if s != "" {
			r = rune(s[0])
		}
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s)
		}
		if r != letter && unicode.ToLower(r) != letter {
			return false
		}
		s = s[n:]
	}
	return true
}

// within reports whether one of the phrases stands in a text in lower case.
func (p *byFirst) within(s string) bool {
	for i := range len(s) {
		for _, w := range p[s[i]] {
			if strings.HasPrefix(s[i:], w) {
				return true
			}
		}
	}
	return false
}

// known are the phrases of all languages. Nothing changes them.
var known = allPhrases(western(), northern(), eastern(), asian())

func allPhrases(groups ...[]language) *phrases {
	p := &phrases{labels: map[string]role{}}
	for _, g := range groups {
		for _, l := range g {
			p.add(l)
		}
	}
	p.verbs, p.originals, p.forwardeds = phrasesByFirst(p.wrote), phrasesByFirst(p.original), phrasesByFirst(p.forwarded)
	p.sents, p.laws = phrasesByFirst(p.sent), phrasesByFirst(p.lawful)
	return p
}

func (p *phrases) add(l language) {
	for r, names := range map[role]string{roleFrom: l.from, roleDate: l.date, roleTo: l.to, roleCc: l.cc, roleSubject: l.subject, roleOther: l.other} {
		for _, n := range split(names) {
			if at, twice := p.labels[n]; !twice || r < at { // "from" in one language is believed before "to" in another
				p.labels[n] = r
			}
		}
	}
	for list, words := range map[*[]string]string{&p.wrote: l.wrote, &p.begins: l.begins, &p.quoting: l.quoting, &p.original: l.original, &p.forwarded: l.forwarded,
		&p.answers: l.answers, &p.forwards: l.forwards, &p.sent: l.sent, &p.sentEnd: l.sentEnd, &p.get: l.get, &p.lawful: l.legal} {
		*list = append(*list, split(words)...)
	}
}

func split(words string) []string {
	if words == "" {
		return nil
	}
	return strings.Split(words, "|")
}
