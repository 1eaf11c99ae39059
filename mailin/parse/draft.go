package parse

import (
	"strings"

	"tierdesk/tickets"
)

// markDraft gives to the quotation what stands between the marks around a draft: what is typed there changes the draft, and
// is no word beside it. Where the lower mark stands among the sender's own words, the client quotes without marks and the
// beginning of the notice was cut away: then its end, which follows, is quoted as well.
func markDraft(lines []line, fates []fate) {
	begin, end := -1, -1
	for i := range lines {
		switch {
		case !strings.Contains(lines[i].s, "[draft"):
		case begin < 0 && isDraftMark(lines[i].s, tickets.DraftBegin):
			begin = i
		case begin >= 0 && isDraftMark(lines[i].s, tickets.DraftEnd):
			end = i
		}
	}
	if end < 0 {
		return
	}
	unmarked := fates[end] == fateNew
	for i := begin; i <= end; i++ {
		fates[i] = fateQuoted
	}
	if unmarked {
		quoteFrom(fates, end)
	}
}

// isDraftMark reports whether a line has nothing but the mark, however deep it is quoted.
func isDraftMark(s, mark string) bool { return strings.Trim(plain(s), ">| \t") == mark }

// markFrom gives to the quote a line that begins with ">From" next to other marked lines: there the mark is one of
// quotation, and not the one that mailboxes put before such a line.
func markFrom(lines []line, fates []fate) {
	quoted := func(i int) bool { return i >= 0 && i < len(lines) && isQuoted(lines[i].s) && fates[i] == fateQuoted }
	for i := range lines {
		if fates[i] == fateNew && strings.HasPrefix(lines[i].s, ">From ") && (quoted(i-1) || quoted(i+1)) {
			fates[i] = fateQuoted
		}
	}
}
