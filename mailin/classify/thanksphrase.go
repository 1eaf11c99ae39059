package classify

import (
	"slices"
	"strings"
	"unicode"
)

// phrases are what people of one language write in a thanks, one pattern a line. A pattern is a row of slots; a slot has
// alternatives a|b, whose words are joined with _, and may be left out when it ends in a ?. ~ is one word of any
// kind (the printer), the slot * a name.
type phrases struct {
	thanks string // says thanks
	fixed  string // says that it works now
	more   string // may stand beside these, and is no wish
	hello  string // greets, at the beginning
	bye    string // closes; the writer's name may follow
}

// tongue is phrases made ready.
type tongue struct{ thanks, fixed, more, hello, bye []pattern }

type pattern []slot

type slot struct {
	choices  [][]string
	optional bool
	any      bool // ~
	name     bool // *
}

func (p phrases) compile() tongue {
	return tongue{thanks: patterns(p.thanks + everywhere.thanks), fixed: patterns(p.fixed), more: patterns(p.more + everywhere.more),
		hello: patterns(p.hello), bye: patterns(p.bye + everywhere.bye)}
}

func patterns(text string) []pattern {
	var all []pattern
	for row := range strings.Lines(text) {
		var p pattern
		for _, field := range strings.Fields(row) {
			p = append(p, slotOf(field))
		}
		if len(p) > 0 {
			all = append(all, p)
		}
	}
	return all
}

func slotOf(field string) slot {
	var s slot
	field, s.optional = strings.CutSuffix(field, "?")
	switch field {
	case "~":
		s.any = true
		return s
	case "*":
		s.name = true
		return s
	}
	for choice := range strings.SplitSeq(field, "|") {
		var texts []string
		for part := range strings.SplitSeq(choice, "_") {
			if part == "~" {
				texts = append(texts, part)
			}
			words, _ := wordsOf(part)
			for _, w := range words {
				texts = append(texts, w.text)
			}
		}
		s.choices = append(s.choices, texts)
	}
	return s
}

// place is how far a reading has come.
type place struct {
	at     int
	meant  bool // thanks were said, or that it works
	thanks bool // the phrase before said so: a name may follow
	words  int  // beside greeting and names
}

// reading tries to read a mail as a thanks of one language.
type reading struct {
	tongue
	words []word
	names map[string]bool
	seen  map[place]bool // tried in vain
}

// from reports whether everything from that place on can be read.
func (r *reading) from(p place) bool {
	if p.words > 3*maxThanksWords || r.seen[p] {
		return false
	}
	if p.meant && (p.at == len(r.words) || r.signed(p.at) || r.closed(p.at)) {
		return true
	}
	r.seen[p] = true
	if p.at == len(r.words) {
		return false
	}
	return r.greeting(p) || p.at > 0 && r.named(p) || r.phrase(p, r.thanks, true, true) || r.phrase(p, r.fixed, true, false) ||
		r.phrase(p, r.more, p.meant, false)
}

// thirds counts words thrice, and signs of Chinese and Japanese once.
func thirds(words []word) int {
	n := 0
	for _, w := range words {
		if first := []rune(w.text)[0]; unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			n++
		} else {
			n += 3
		}
	}
	return n
}

func (r *reading) phrase(p place, all []pattern, meant, thanks bool) bool {
	for _, pat := range all {
		for _, end := range r.match(pat, p.at) {
			next := place{at: end, meant: p.meant || meant, thanks: thanks, words: p.words + thirds(r.words[p.at:end])}
			if r.from(next) {
				return true
			}
		}
	}
	return false
}

// greeting stands at the very beginning and ends with its line or a mark.
func (r *reading) greeting(p place) bool {
	if p.at > 0 {
		return false
	}
	for _, pat := range r.hello {
		for _, end := range r.match(pat, 0) {
			if (end == len(r.words) || r.words[end].gap > blank) && r.from(place{at: end}) {
				return true
			}
		}
	}
	return false
}

// named reads the name of who is thanked: Thanks Ann. It must be known, unless it stands right behind the thanks: after a
// comma it may be an answer.
func (r *reading) named(p place) bool {
	w := r.words[p.at]
	known := r.names[w.text]
	title := p.thanks && titles[w.text] && p.at+1 < len(r.words) && r.words[p.at+1].capital
	if noName(w.text) || !known && !title && (!p.thanks || !w.capital || w.gap > blank) {
		return false
	}
	next := place{at: p.at + 1, meant: p.meant, words: p.words}
	if r.from(next) {
		return true
	}
	next.at++
	return (known || title) && next.at <= len(r.words) && r.words[p.at+1].capital && r.words[p.at+1].gap == blank && r.from(next)
}

// titles stand before names. Nothing changes it.
var titles = map[string]bool{"mr": true, "mrs": true, "ms": true, "herr": true, "herrn": true, "frau": true, "monsieur": true, "madame": true, "sr": true, "sra": true,
	"senor": true, "senora": true, "signor": true, "signora": true, "sig": true, "dr": true, "meneer": true, "mevrouw": true, "dhr": true, "mevr": true}

// signed reports whether the rest is the name of somebody in the fields of the mail, on lines of its own.
func (r *reading) signed(at int) bool {
	if at >= len(r.words) || len(r.words)-at > 4 || r.words[at].gap == blank {
		return false
	}
	for _, w := range r.words[at:] {
		if !r.names[w.text] {
			return false
		}
	}
	return true
}

// maxSigned bounds what stands below a closing.
const maxSigned = 8

// closed reports whether the rest is a closing, and below it a name.
func (r *reading) closed(at int) bool {
	if at >= len(r.words) || at > 0 && r.words[at].gap == blank {
		return false
	}
	for _, pat := range r.bye {
		for _, end := range r.match(pat, at) {
			if end == len(r.words) || (r.words[end].gap > blank || len(r.words)-end <= 3) && r.areNames(r.words[end:]) {
				return true
			}
		}
	}
	return false
}

func (r *reading) areNames(rest []word) bool {
	if len(rest) > maxSigned {
		return false
	}
	for _, w := range rest {
		cased := unicode.In([]rune(w.text)[0], unicode.Latin, unicode.Greek, unicode.Cyrillic)
		if noName(w.text) || cased && !w.capital && !r.names[w.text] {
			return false
		}
	}
	return true
}

// match lists where a pattern that begins at a word may end.
func (r *reading) match(p pattern, at int) []int {
	ends := []int{at}
	for _, s := range p {
		var next []int
		for _, e := range ends {
			if s.optional {
				next = addEnd(next, e)
			}
			for _, end := range r.fill(s, e) {
				next = addEnd(next, end)
			}
		}
		ends = next
	}
	return slices.DeleteFunc(ends, func(e int) bool { return e == at }) // every slot was left out
}

func addEnd(ends []int, e int) []int {
	if slices.Contains(ends, e) {
		return ends
	}
	return append(ends, e)
}

// fill lists where a slot that begins at a word may end.
func (r *reading) fill(s slot, at int) (ends []int) {
	switch {
	case at >= len(r.words):
		return nil
	case s.any:
		if isNoun(r.words[at]) {
			ends = append(ends, at+1)
		}
		return ends
	case s.name:
		return r.nameEnds(at)
	}
	for _, c := range s.choices {
		if r.has(c, at) {
			ends = append(ends, at+len(c))
		}
	}
	return ends
}

// isNoun reports whether a word may be what works now.
func isNoun(w word) bool { return w.gap == blank && !noName(w.text) }

func (r *reading) has(texts []string, at int) bool {
	if len(texts) == 0 || at+len(texts) > len(r.words) {
		return false
	}
	for i, t := range texts {
		if w := r.words[at+i]; w.text != t && (t != "~" || !isNoun(w)) {
			return false
		}
	}
	return true
}

// nameEnds lists where a name in a greeting may end: one word of any kind, or up to four that look like names.
func (r *reading) nameEnds(at int) (ends []int) {
	for i := at; i < len(r.words) && i < at+6; i++ {
		w := r.words[i]
		if noName(w.text) || i > at && w.gap > blank {
			return ends
		}
		sign := unicode.In([]rune(w.text)[0], unicode.Han, unicode.Hiragana, unicode.Katakana)
		if i > at && !sign && !w.capital && !r.names[w.text] {
			return ends
		}
		ends = append(ends, i+1)
	}
	return ends
}
