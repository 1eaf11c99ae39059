package parse

import "strings"

const (
	maxID  = 998 // the longest line of RFC 5322, section 2.1.1
	maxIDs = 1000
)

// messageIDs reads the message identifiers of a field without their angle brackets. Everything between < and > counts,
// blanks from folding inside it are dropped; without any bracket the words with an @ count (RFC 5322, section 3.6.4, is
// stricter, mail programs are not).
func messageIDs(v string) []string {
	var ids []string
	rest := v
	for len(ids) < maxIDs {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			break
		}
		end := strings.IndexByte(rest[at:], '>')
		if end < 0 {
			break
		}
		if id := cleanID(rest[at+1 : at+end]); id != "" {
			ids = append(ids, id)
		}
		rest = rest[at+end+1:]
	}
	if len(ids) > 0 {
		return ids
	}
	for _, word := range strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' || r == ';' }) {
		if id := cleanID(word); strings.Contains(id, "@") && len(ids) < maxIDs {
			ids = append(ids, id)
		}
	}
	return ids
}

// firstID reads a Message-ID field.
func firstID(v string) string {
	if ids := messageIDs(v); len(ids) > 0 {
		return ids[0]
	}
	return cleanID(v)
}

func cleanID(s string) string {
	s = strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.Trim(s, "<> \t"))
	s = strings.Trim(s, "<>")
	if len(s) > maxID {
		return ""
	}
	return s
}
