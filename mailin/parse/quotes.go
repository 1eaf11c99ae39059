package parse

import (
	"strings"
	"unicode/utf8"
)

// nearMarks tells for each line whether it, or one of the four below, has anything that separators, labels of a header and
// attributions have: a colon, an @, or a mark at its beginning. Prose has little of it, and need not be looked at closer.
func nearMarks(lines []line) []bool {
	near := make([]bool, len(lines))
	for i := range lines {
		if !hasMark(lines[i].s) {
			continue
		}
		for k := max(0, i-4); k <= i; k++ {
			near[k] = true
		}
	}
	return near
}

func hasMark(s string) bool {
	if strings.IndexByte(s, ':') >= 0 || strings.IndexByte(s, '@') >= 0 || strings.Contains(s, "：") {
		return true
	}
	s = strings.TrimSpace(s)
	return s != "" && (strings.IndexByte("-_=*#>", s[0]) >= 0 || s[0] == 0xe2) // 0xe2 begins the long dashes
}

// plain prepares a line for the comparison with phrases: all kinds of blanks are one, marks of direction are dropped, the
// digits of Arabic and the wide colon become ours. Outlook, Gmail and phones set all of them.
func plain(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return strings.TrimSpace(strings.Map(plainRune, s))
		}
	}
	return strings.TrimSpace(s)
}

func plainRune(r rune) rune {
	switch {
	case r == '\u00a0' || r == '\u202f' || r == '\u3000' || r >= '\u2000' && r <= '\u200a':
		return ' '
	case r >= '\u200b' && r <= '\u200f', isBidi(r), r == '\u2060' || r == '\ufeff' || r == '\u061c':
		return -1
	case r >= '٠' && r <= '٩':
		return '0' + r - '٠'
	case r >= '۰' && r <= '۹':
		return '0' + r - '۰'
	case r == '：':
		return ':'
	}
	return r
}

// unquoted takes one mark of quotation off a line.
func unquoted(s string) string {
	t := strings.TrimLeft(s, " \t")
	if strings.HasPrefix(t, ">") {
		return strings.TrimPrefix(t[1:], " ")
	}
	return s
}

// isQuoted reports whether a line has a mark of quotation.
func isQuoted(s string) bool {
	for i := range len(s) {
		if s[i] != ' ' && s[i] != '\t' {
			return s[i] == '>' && !strings.HasPrefix(s[i:], ">From ")
		}
	}
	return false
}

// initials are the mark that The Bat! and Gnus' supercite put before quoted lines: "AL> ". It is "" when a line has none.
func initials(s string) string {
	at := strings.IndexByte(s, '>')
	if at < 1 || at > 4 {
		return ""
	}
	for _, c := range []byte(s[:at]) {
		if c < 'A' || c > 'Z' {
			return ""
		}
	}
	return s[:at+1]
}

const decoration = "-_=*#—–~<>| "

// separator reports whether a line separates an answer from what it answers, and whether it says "forwarded". It is
// decorated with dashes or the like, or ends in a colon.
func (t *phrases) separator(s string) (found, forward bool) {
	s = plain(unquoted(s))
	if len(s) < 6 || len(s) > 2000 {
		return false, false
	}
	if isNotesLine(s) || isGroupWiseLine(s) {
		return true, false
	}
	dashes, colon := isDecorated(s), endsAttribution(s)
	if !dashes && !colon {
		return false, false
	}
	lower := strings.ToLower(strings.ReplaceAll(s, "İ", "i"))
	lower = strings.TrimLeft(lower[:min(len(lower), 400)], decoration)
	switch {
	case t.forwardeds.within(lower) && mostly(lower, t.forwarded, 3) && (dashes || len(lower) < 80):
		return true, true
	case dashes && t.isOriginal(lower):
		return true, false
	}
	return dashes && containsOne(lower, []string{"above this line", "oberhalb dieser zeile", "au-dessus de cette ligne", "por encima de esta línea", "boven deze lijn", "sopra questa riga"}), false
}

// isOriginal reports whether "Original Message" in some language is nearly all that a text says.
func (t *phrases) isOriginal(s string) bool {
	return t.originals.begin(strings.TrimSpace(s)) && mostly(strings.ToLower(s), t.original, 0)
}

// isDecorated recognises a line with dashes or the like in front of its words.
func isDecorated(s string) bool {
	return s != "" && strings.IndexByte("-_=*#~\xe2", s[0]) >= 0 && hasPrefixOf(s, []string{"--", "__", "==", "—", "**", "##", "~~"})
}

// isFramed recognises a line with dashes or the like at both ends, which in any language may be a separator.
func isFramed(s string) bool {
	s = plain(unquoted(s))
	return len(s) < 200 && isDecorated(s) && strings.IndexByte("-_=*#~", s[len(s)-1]) >= 0 && strings.Trim(s, decoration) != ""
}

// mostly reports whether one of the words is nearly all that a decorated text says: the author and the date stand in
// some behind it, and a word for beginning in front, of which there may be lead.
func mostly(s string, words []string, lead int) bool {
	for _, w := range words {
		at := strings.Index(s, w)
		if at < 0 || len(strings.Fields(s[:at])) > lead {
			continue
		}
		rest := strings.Trim(s[at+len(w):], decoration+":")
		if len(strings.Fields(rest)) <= 3 || strings.ContainsAny(rest, "@:/") {
			return true
		}
	}
	return false
}

// isNotesLine recognises the attribution of Lotus Notes: "Ann Lee ---06/06/2024 10:00:00---Re: Printer".
func isNotesLine(s string) bool {
	at := strings.Index(s, "---")
	if at < 2 || at > 80 || s[at-1] != ' ' {
		return false
	}
	rest := s[at+3:]
	date, _, found := strings.Cut(rest, "---")
	return found && len(date) >= 8 && len(date) <= 40 && isDigit(date[0]) && strings.Count(date, ":") >= 1 && hasTime(date)
}

// isGroupWiseLine recognises the attribution of GroupWise, of which one mark is taken off already:
// ">>> Ann Lee <ann@customer.example> 06/06/24 10:00 AM >>>".
func isGroupWiseLine(s string) bool {
	return strings.HasPrefix(s, ">>") && strings.HasSuffix(s, ">>>") && len(s) < 200 && hasTime(s)
}

// trimEnd cuts blanks off the end of a line, also those that do not break.
func trimEnd(s string) string {
	for n := len(s); n > 0; n = len(s) {
		switch {
		case s[n-1] == ' ' || s[n-1] == '\t' || s[n-1] == '\r':
			s = s[:n-1]
		case n > 1 && s[n-1] == 0xa0 && s[n-2] == 0xc2:
			s = s[:n-2]
		default:
			return s
		}
	}
	return s
}

// isRule recognises a line of dashes or underscores.
func isRule(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) < 5 || strings.IndexByte("_-=*", s[0]) < 0 {
		return false
	}
	return strings.Trim(s, s[:1]) == ""
}

func containsOne(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func hasPrefixOf(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
