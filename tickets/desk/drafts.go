package desk

import (
	"regexp"
	"slices"
	"strings"

	"tierdesk/tickets"
)

// quoteMark is what clients put before a line that they quote, once for each time that it is quoted.
var quoteMark = regexp.MustCompile(`^[ \t]*[>|][ \t]?`)

// draftIn is what stands in a mail between the marks around a vendor's answer: as the notice had it, or as its reader edited
// it. It is torn when a mark is missing, nothing is between them, or a part of the answer is quoted without any: then nobody
// can tell what of it the reader wants to send. A mail that quotes nothing of it has none, and leaves the answer as it is.
func draftIn(m *tickets.Mail, answer string) (draft string, torn bool) {
	lines := strings.Split(m.Text, "\n")
	begin := slices.IndexFunc(lines, func(s string) bool { return isMark(s, tickets.DraftBegin) })
	end := len(lines) - 1
	for end >= 0 && !isMark(lines[end], tickets.DraftEnd) {
		end--
	}
	switch {
	case begin < 0 && end < 0:
		return "", quotesPart(lines, answer)
	case begin < 0 || end < begin:
		return "", true
	}
	depth, _ := unquote(lines[begin], len(lines[begin]))
	draft = strings.TrimSpace(strings.Join(unquoteAll(lines[begin+1:end], depth), "\n"))
	return draft, draft == "" && answer != ""
}

// isMark reports whether a line is a mark around a draft, however deep it is quoted.
func isMark(line, mark string) bool {
	if !strings.Contains(line, mark) {
		return false
	}
	_, rest := unquote(line, len(line))
	return strings.TrimSpace(rest) == mark
}

// unquote takes so many marks of quotation off a line, and counts those that were there.
func unquote(line string, most int) (marks int, rest string) {
	for marks < most {
		at := quoteMark.FindStringIndex(line)
		if at == nil {
			break
		}
		line, marks = line[at[1]:], marks+1
	}
	return marks, line
}

// unquoteAll takes the quotation off a draft whose marks stand so deep. In plain text the notice quotes the answer once
// more; what the vendor quoted stays quoted. Of blank lines one is left.
func unquoteAll(lines []string, depth int) []string {
	more, all := 0, 0
	for _, line := range lines {
		if strings.Trim(line, ">| \t") == "" {
			continue
		}
		if all++; quoteMark.MatchString(last(unquote(line, depth))) {
			more++
		}
	}
	if 2*more > all {
		depth++
	}
	var bare []string
	for _, line := range lines {
		line = strings.TrimRight(last(unquote(line, depth)), " \t")
		if line != "" || len(bare) > 0 && bare[len(bare)-1] != "" {
			bare = append(bare, line)
		}
	}
	return bare
}

func last(_ int, rest string) string { return rest }

// partLong is how long a line of an answer must be to be known again in a quotation.
const partLong = 16

// quotesPart reports whether lines quote some of an answer, but not all.
func quotesPart(lines []string, answer string) bool {
	quoted := words(lines)
	said := strings.Split(answer, "\n")
	if strings.Contains(quoted, words(said)) {
		return false
	}
	return slices.ContainsFunc(said, func(line string) bool {
		return len(line) >= partLong && strings.Contains(quoted, words([]string{line}))
	})
}

// words are lines as one, without what quoting and wrapping add.
func words(lines []string) string {
	var all []string
	for _, line := range lines {
		all = append(all, strings.Fields(last(unquote(line, len(line))))...)
	}
	return " " + strings.Join(all, " ") + " "
}
