package thread

import (
	"strconv"
	"strings"

	"tierdesk/tickets"
)

// subjectTag finds the first tag of this desk in a subject: [ACME #1024] after any reply prefixes, without regard to
// case and blanks. It returns the number and the tag as written, 0 when there is none.
func subjectTag(subject, tag string) (tickets.ID, string) {
	for {
		open := strings.IndexByte(subject, '[')
		if open < 0 {
			return 0, ""
		}
		subject = subject[open+1:]
		inner, _, closed := strings.Cut(subject, "]")
		if !closed {
			return 0, ""
		}
		if id := tagNumber(inner, tag); id != 0 {
			return id, "[" + inner + "]"
		}
	}
}

// tagNumber reads what stands between the brackets.
func tagNumber(inner, tag string) tickets.ID {
	name, digits, hasNumber := strings.Cut(inner, "#")
	if !hasNumber || !strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(tag)) {
		return 0
	}
	n, err := strconv.ParseUint(strings.TrimSpace(digits), 10, 63)
	if err != nil {
		return 0
	}
	return tickets.ID(n)
}
