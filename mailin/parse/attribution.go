package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// attribution reports how many lines from i on are an attribution such as "On Monday, Ann wrote:", and whether it is sure
// by itself. One that is not is believed only with quoted lines behind it: people write so about others, too.
func (t *phrases) attribution(lines []line, i int) (n int, sure bool) {
	n, sure = t.attributionFrom(lines, i)
	for k := 1; k < n; k++ { // a later beginning is the true one: the first lines belong to the text above
		if later, _ := t.attributionFrom(lines, i+k); later == n-k && t.beginsAnew(lines, i, k) {
			return 0, false
		}
	}
	return n, sure
}

// beginsAnew reports whether the attribution that can begin at line i or k lines below begins below: a line above it ends
// a sentence, or has nothing of an attribution.
func (t *phrases) beginsAnew(lines []line, i, k int) bool {
	above := plain(lines[i+k-1].s)
	last := above[strings.LastIndexByte(above, ' ')+1:]
	switch {
	case strings.HasSuffix(last, "?") || strings.HasSuffix(last, "!") || strings.HasSuffix(last, ".") && utf8.RuneCountInString(last) > 5 && !strings.ContainsAny(last, "0123456789"):
		return true
	case strings.Contains(above, "@") && len(strings.Fields(above)) < 9:
		return false // the author, whose name comes first in Chinese and Turkish
	}
	first := plain(unquoted(lines[i].s))
	opened := hasPrefixOf(strings.ToLower(first), t.begins)
	switch {
	case opened && (hasTime(first) || len(strings.Fields(first)) < 5):
		return false
	case hasPrefixOf(strings.ToLower(plain(unquoted(lines[i+k].s))), t.begins):
		return true
	}
	for _, l := range lines[i : i+k] {
		if strings.ContainsAny(plain(l.s), "0123456789@") {
			return false
		}
	}
	return true
}

// attributionFrom joins up to five lines until one ends as attributions do.
func (t *phrases) attributionFrom(lines []line, i int) (n int, sure bool) {
	if !mayAttribute(lines, i) {
		return 0, false
	}
	joined := ""
	for n := 1; n <= 5 && i+n <= len(lines); n++ {
		s := plain(unquoted(lines[i+n-1].s))
		if raw := plain(lines[i+n-1].s); n > 1 && raw == ">:" { // the end of an address, broken by Gmail
			s = raw
		}
		if s == "" || len(joined)+len(s) > 700 {
			return 0, false
		}
		joined += s + " "
		colon := endsAttribution(s)
		if !colon && !t.endsInVerb(joined) {
			continue
		}
		if ok, sure := t.attributes(joined, n == 1); ok {
			return n, sure
		}
		if colon {
			return 0, false
		}
	}
	return 0, false
}

// mayAttribute is a quick look whether one of the next lines can end an attribution.
func mayAttribute(lines []line, i int) bool {
	for n := i; n < i+5 && n < len(lines); n++ {
		s := strings.TrimSpace(lines[n].s)
		if s == "" || len(s) > 500 {
			return false
		}
		if strings.IndexByte(s, '@') >= 0 || endsAttribution(s) || isDigit(s[0]) && strings.Contains(s, " GMT") {
			return true
		}
	}
	return false
}

// endsAttribution reports whether a line ends in a colon, or in what stands for it.
func endsAttribution(s string) bool {
	s = trimEnd(s)
	for len(s) > 0 && (s[len(s)-1] == '*' || s[len(s)-1] == '_' || strings.HasSuffix(s, "\u202c") || strings.HasSuffix(s, "\u200f")) {
		_, n := utf8.DecodeLastRuneInString(s)
		s = trimEnd(s[:len(s)-n])
	}
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

// endsInVerb recognises attributions without a colon: Zoho's "---- On … wrote ----", and "2016-03-03 17:21 GMT+01:00
// Some One" of the old Gmail.
func (t *phrases) endsInVerb(s string) bool {
	dashed := strings.HasPrefix(s, "----") && strings.HasSuffix(strings.TrimRight(s, " "), "----")
	s = strings.TrimRight(s, " -*_")
	if len(s) > 27 && isDigit(s[0]) && s[4] == '-' && s[13] == ':' && strings.HasPrefix(s[16:], " GMT") && len(s) < 100 {
		return true
	}
	if !strings.Contains(s, "@") || !hasTime(s) {
		return false
	}
	low := strings.ToLower(s)
	if dashed {
		at, _ := t.verbIn(low)
		return at >= 0
	}
	return hasSuffixOf(low, t.wrote)
}

// attributes decides about a joined line: it must begin as attributions do, and have a verb of writing with a time or an
// address; or a date at its beginning and an address at its end (Gmail and Mail.ru in many languages); or quote in the
// words of Horde. It is sure with an address in brackets, or when all of its words have their place.
func (t *phrases) attributes(joined string, single bool) (ok, sure bool) {
	raw := strings.TrimLeft(strings.TrimSpace(joined), "*_\"'-– ")
	s := strings.ToLower(raw)
	digit := s != "" && isDigit(s[0])
	opened := hasPrefixOf(s, t.begins)
	at, end := t.verbIn(s)
	address := strings.Contains(s, "@") || strings.Contains(s, "<http")
	bare := strings.TrimRight(s, " :*_-")
	last := bare[strings.LastIndexByte(bare, ' ')+1:]
	addressed := strings.HasSuffix(bare, ">") || strings.Contains(last, "@")
	short := utf8.RuneCountInString(s) < 120
	timed := hasTime(s)
	switch {
	case address && hasPrefixOf(s, t.quoting) && short:
		return true, true
	case digit && timed && (at >= 0 || address && addressed || t.endsInVerb(strings.ToUpper(raw))):
	case opened && address && timed && addressed && utf8.RuneCountInString(s) < 200:
	case at < 0:
		return single && address && timed && short && strings.HasSuffix(bare, "]"), false // "* Ann <a@b> [2024-06-06 10:00]:" of mutt users
	case opened && (address || timed):
	case single && address && !strings.HasPrefix(s, "<") && (timed || strings.Contains(s, "<") && short):
	case single && timed && short && strings.Count(s, ". ") < 3:
	case single && end >= len(bare) && named(raw, at):
		return true, false // "Ann wrote:"
	case address && timed:
	default:
		return timed && short && at >= 0, false
	}
	bracketed := strings.Contains(s, "@") && strings.ContainsAny(s, "<(")
	return true, bracketed || at < 0 || clocked(s) && t.orderly(raw, at, end)
}

// named reports whether a line begins with a name in front of the verb.
func named(raw string, at int) bool {
	words := len(strings.Fields(raw[:min(at, len(raw))]))
	first, _ := utf8.DecodeRuneInString(raw)
	return words > 0 && words < 4 && !unicode.IsLower(first)
}

// verbIn finds the last verb of writing in a text in lower case: a word of its own where the script has words.
func (t *phrases) verbIn(s string) (at, end int) {
	at = -1
	for i := 0; i < len(s); i++ {
		for _, v := range t.verbs[s[i]] {
			if strings.HasPrefix(s[i:], v) && i+len(v) > end && isWord(s, i, i+len(v)) {
				at, end = i, i+len(v)
			}
		}
	}
	return at, end
}

// isWord reports whether s[i:j] is no part of another word.
func isWord(s string, i, j int) bool {
	first, _ := utf8.DecodeRuneInString(s[i:j])
	final, _ := utf8.DecodeLastRuneInString(s[i:j])
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[j:])
	return !(isCased(first) && isCased(before) || isCased(final) && isCased(after))
}

// isCased recognises letters of scripts with capitals, whose words have blanks between them.
func isCased(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) }

// orderly reports whether the words around the verb are those of a program: hardly any in front of the date, and behind
// the verb names or a date only.
func (t *phrases) orderly(raw string, at, end int) bool {
	if len(strings.ToLower(raw)) != len(raw) {
		return true // no place in it can be trusted
	}
	head, tail := raw[:at], raw[end:]
	if digit := strings.IndexAny(head, "0123456789"); digit >= 0 {
		head = head[:digit]
	}
	return lowerWords(head) <= 3 && (hasTime(tail) && lowerWords(tail) <= 4 || lowerWords(tail) == 0 && len(strings.Fields(tail)) <= 6)
}

// lowerWords counts the words in lower case that no name has.
func lowerWords(s string) (n int) {
	for _, w := range strings.Fields(s) {
		switch r, _ := utf8.DecodeRuneInString(w); {
		case !unicode.IsLower(r):
		case containsOne(" van von de der den del la el di da dos zu ten ter bin al the of and und et via ", []string{" " + w + " "}):
		default:
			n++
		}
	}
	return n
}

// clocked reports whether there is a time of day, or a day of the week with a year, or the date of a machine.
func clocked(s string) bool {
	for i := 1; i+2 < len(s); i++ {
		if (s[i] == ':' || s[i] == '.') && isDigit(s[i-1]) && isDigit(s[i+1]) && isDigit(s[i+2]) && (i+3 == len(s) || !isDigit(s[i+3])) {
			return true
		}
	}
	return strings.Count(s, ",") >= 2 && hasTime(s)
}

// hasTime reports whether there is a year, a time of day or a numeric date.
func hasTime(s string) bool {
	for i := 0; i+3 < len(s); i++ {
		if !isDigit(s[i]) || i > 0 && isDigit(s[i-1]) {
			continue
		}
		j := i
		for j < len(s) && isDigit(s[j]) {
			j++
		}
		year := j-i == 4 && (s[i:i+2] == "19" || s[i:i+2] == "20")
		if year || j-i <= 2 && j+1 < len(s) && strings.IndexByte(":./-", s[j]) >= 0 && isDigit(s[j+1]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
