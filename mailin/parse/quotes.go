package parse

import "strings"

// phrases holds the words of all languages.
type phrases struct {
	labels     map[string]role
	verbs      []string
	openers    []string
	separators []string
	forwards   []string
}

// known are the phrases of all clients and languages. Nothing changes them.
var known = &phrases{labels(), answerVerbs(), openers(), separatorWords(), forwardWords()}

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
	t := strings.TrimLeft(s, " \t")
	return strings.HasPrefix(t, ">") && !strings.HasPrefix(t, ">From ")
}

// separator reports whether a line separates an answer from what it answers, and whether it says "forwarded".
func (t *phrases) separator(s string) (found, forward bool) {
	s = strings.TrimSpace(unquoted(s))
	if len(s) < 6 || len(s) > 2000 {
		return false, false
	}
	if isNotesLine(s) {
		return true, false
	}
	dashes := strings.HasPrefix(s, "--") || strings.HasPrefix(s, "__") || strings.HasPrefix(s, "==") || strings.HasPrefix(s, "—") || strings.HasPrefix(s, "**") || strings.HasPrefix(s, "-- ") || strings.HasPrefix(s, "##")
	colon := endsAttribution(s)
	if !dashes && !colon {
		return false, false
	}
	lower := strings.ToLower(strings.ReplaceAll(s, "İ", "i"))
	if containsOne(lower[:min(len(lower), 200)], t.forwards) && (dashes || len(s) < 80) {
		return true, true
	}
	if dashes && containsOne(lower[:min(len(lower), 200)], t.separators) {
		return true, false
	}
	return dashes && strings.Contains(lower, "reply above this line"), false
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
