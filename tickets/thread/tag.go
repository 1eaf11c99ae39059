package thread

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tierdesk/tickets"
)

const maxTag = 200 // bytes of a tag; a subject full of brackets must not cost more than its length

// subjectTag finds the first tag of this desk in a subject: [ACME #1024] after any reply prefixes, without regard to
// case and blanks, also with the wide brackets and digits of East Asian keyboards and with marks of direction in it. It
// returns the number and the tag as written, 0 when there is none.
func subjectTag(subject, tag string) (tickets.ID, string) {
	for {
		open := strings.IndexAny(subject, "[［【")
		if open < 0 {
			return 0, ""
		}
		_, width := utf8.DecodeRuneInString(subject[open:])
		inside := subject[open+width:]
		if end := strings.IndexAny(inside[:min(len(inside), maxTag)], "]］】"); end >= 0 {
			if id := tagNumber(inside[:end], tag); id != 0 {
				_, last := utf8.DecodeRuneInString(inside[end:])
				return id, subject[open : open+width+end+last]
			}
		}
		subject = inside
	}
}

// tagNumber reads what stands between the brackets.
func tagNumber(inner, tag string) tickets.ID {
	name, digits, hasNumber := strings.Cut(strings.Map(narrow, inner), "#")
	if !hasNumber || !strings.EqualFold(strings.Join(strings.Fields(name), " "), strings.Join(strings.Fields(tag), " ")) {
		return 0
	}
	n, err := strconv.ParseUint(strings.TrimSpace(digits), 10, 63)
	if err != nil {
		return 0
	}
	return tickets.ID(n)
}

// narrow makes a wide digit or number sign a usual one, and drops marks of direction.
func narrow(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return '0' + r - '０'
	case r == '＃':
		return '#'
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}
