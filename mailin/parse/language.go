package parse

import "strings"

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
	verbs                                         [256][]string // wrote, by the first byte
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
	for _, v := range p.wrote {
		p.verbs[v[0]] = append(p.verbs[v[0]], v)
	}
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
