package parse

import (
	"strings"
	"unicode/utf8"
)

// attribution reports how many lines from i on are an attribution such as "On Monday, Ann wrote:".
func (t *phrases) attribution(lines []line, i int) int {
	n := t.attributionFrom(lines, i)
	for k := 1; k < n; k++ { // a later beginning is the true one: the first lines belong to the text above
		if t.attributionFrom(lines, i+k) == n-k && hasPrefixOf(strings.ToLower(strings.TrimSpace(unquoted(lines[i+k].s))), t.openers) {
			return 0
		}
	}
	return n
}

// attributionFrom joins up to five lines until one ends as attributions do.
func (t *phrases) attributionFrom(lines []line, i int) int {
	if !mayAttribute(lines, i) {
		return 0
	}
	joined := ""
	for n := 1; n <= 5 && i+n <= len(lines); n++ {
		s := strings.TrimSpace(unquoted(lines[i+n-1].s))
		if raw := strings.TrimSpace(lines[i+n-1].s); n > 1 && raw == ">:" { // the end of an address, broken by Gmail
			s = raw
		}
		if strings.Contains(s, "\u200f") || strings.Contains(s, "\u202c") {
			s = strings.TrimSpace(bidiMarks.Replace(s))
		}
		if s == "" || len(joined)+len(s) > 700 {
			return 0
		}
		joined += s + " "
		colon := endsAttribution(s)
		if !colon && !t.endsInVerb(joined) {
			continue
		}
		if t.attributes(strings.ToLower(strings.TrimSpace(joined)), n == 1) {
			return n
		}
		if colon {
			return 0
		}
	}
	return 0
}

// bidiMarks drops the marks of direction that Gmail sets in Hebrew and Arabic. Nothing changes it.
var bidiMarks = strings.NewReplacer("\u200e", "", "\u200f", "", "\u202a", "", "\u202b", "", "\u202c", "", "\u202d", "", "\u202e", "")

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
	for len(s) > 0 && (s[len(s)-1] == '*' || s[len(s)-1] == '_') {
		s = trimEnd(s[:len(s)-1])
	}
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

// endsInVerb recognises attributions without a colon: Zoho's "---- On … wrote ----", and "2016-03-03 17:21 GMT+01:00
// Some One" of the old Gmail.
func (t *phrases) endsInVerb(s string) bool {
	s = strings.TrimRight(s, " -*_")
	if len(s) > 27 && isDigit(s[0]) && s[4] == '-' && s[13] == ':' && strings.HasPrefix(s[16:], " GMT") && len(s) < 100 {
		return true
	}
	if !strings.Contains(s, "@") || !hasTime(s) {
		return false
	}
	for _, v := range t.verbs {
		if strings.HasSuffix(s, v) {
			return true
		}
	}
	return false
}

// attributes decides about a joined line in lower case: it must begin as attributions do, and have a verb of writing with
// a time or an address; or a date at its beginning and an address at its end (Gmail and Mail.ru in many languages).
func (t *phrases) attributes(s string, single bool) bool {
	s = strings.TrimLeft(s, "*_\"'-– \u200e\u200f")
	digit := s != "" && isDigit(s[0])
	opened := hasPrefixOf(s, t.openers)
	verb := containsOne(s, t.verbs)
	address := strings.Contains(s, "@") || strings.Contains(s, "<http")
	bare := strings.TrimRight(s, " :：*_")
	switch {
	case digit && hasTime(s) && (verb || address && strings.HasSuffix(bare, ">") || t.endsInVerb(strings.ToUpper(s))):
		return true
	case digit && single && hasTime(s) && strings.Contains(bare, " by ") && strings.Contains(bare[strings.LastIndexByte(bare, ' '):], "@") && len(s) < 120: // Tuta
		return true
	case opened && address && hasTime(s) && strings.HasSuffix(bare, ">") && utf8.RuneCountInString(s) < 200:
		return true
	case !verb:
		return false
	case opened:
		return address || hasTime(s)
	case single && address && !strings.HasPrefix(s, "<"):
		return hasTime(s) || strings.Contains(s, "<") && utf8.RuneCountInString(s) < 120
	case single:
		return hasTime(s) && utf8.RuneCountInString(s) < 120 && strings.Count(s, ". ") < 3
	}
	return address && hasTime(s)
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
