package parse

import "strings"

// hasPrefixWord reports whether a subject begins with one of the words and a colon, behind tags in square brackets.
func hasPrefixWord(subject string, words []string) bool {
	word, _, found := strings.Cut(prefixed(subject), ":")
	if !found {
		return false
	}
	word = strings.TrimRight(strings.TrimSpace(word), "0123456789[]()^* ")
	for _, w := range words {
		if word == w {
			return true
		}
	}
	return false
}

// prefixed is a subject in lower case behind its tags: "[EXTERNAL] RE: [ACME #5] x" and "*** SPAM *** Re: x".
func prefixed(subject string) string {
	s := strings.ToLower(plain(subject))
	for {
		before := s
		if strings.HasPrefix(s, "[") {
			if _, after, found := strings.Cut(s, "]"); found {
				s = strings.TrimSpace(after)
			}
		}
		if strings.HasPrefix(s, "*") {
			if at := strings.Index(s, "* "); at >= 0 && at < 30 {
				s = strings.TrimLeft(s, "* ")
				if end := strings.Index(s, "*"); end >= 0 && end < 30 {
					s = strings.TrimLeft(s[end:], "* ")
				}
			}
		}
		if s == before {
			return s
		}
	}
}

// bareSubject takes the marks of forwarding off a subject.
func (t *phrases) bareSubject(s string) string {
	for hasPrefixWord(s, t.forwards) {
		_, after, _ := strings.Cut(strings.ReplaceAll(s, "：", ":"), ":")
		s = strings.TrimSpace(after)
	}
	return s
}
