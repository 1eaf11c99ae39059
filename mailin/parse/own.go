package parse

import (
	"strings"

	"tierdesk/tickets"
)

// ownContext is what the header says that helps to tell own words from others.
type ownContext struct {
	sender tickets.Address
	answer bool // the mail answers another one
}

// ownParts is a text taken apart.
type ownParts struct{ text, quoted, signature string }

// fate is what becomes of a line.
type fate byte

const (
	fateNew fate = iota
	fateQuoted
	fateSigned
)

// ownWords separates what the sender wrote now from what they quoted and from their signature. It goes through the
// lines, which make the text, once; when in doubt a line stays.
func (r *room) ownWords(lines []line, text string, c ownContext, t *phrases) ownParts {
	r.fates = append(r.fates[:0], make([]fate, len(lines))...)
	fates := r.fates
	begins := markQuotes(lines, fates, t)
	keepMarked(lines, fates, begins, c)
	markDraft(lines, fates)
	r.markSignature(lines, fates, c, t)
	pick := func(want fate) string {
		r.part = pick(r.part[:0], lines, fates, want)
		return partOf(text, r.part)
	}
	return ownParts{text: pick(fateNew), quoted: pick(fateQuoted), signature: pick(fateSigned)}
}

// markQuotes marks containers of the HTML, lines with marks of quotation, attributions, and everything below what
// begins an unmarked quote. It returns the line of the first of these that is no mere mark, -1 when there is none.
func markQuotes(lines []line, fates []fate, t *phrases) int {
	near, first, fresh := nearMarks(lines), -1, false // fresh: there is new text so far
	found := func(i int) {
		if first < 0 {
			first = i
		}
	}
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		switch {
		case l.rest || isQuoted(l.s) && isGroupWiseLine(unquoted(plain(l.s))):
			found(i)
			quoteFrom(fates, i)
			return first
		case l.quote:
			found(i)
			fates[i] = fateQuoted
			continue
		case isQuoted(l.s):
			fates[i] = fateQuoted
			if first < 0 && near[i] && t.tellsAuthor(lines, i) {
				found(i)
			}
			continue
		case l.sign:
			fates[i] = fateSigned
			continue
		case strings.TrimSpace(l.s) == "":
			continue
		case !near[i]:
			fresh = true
			continue
		}
		if begin, all := quoteBegin(lines, i, t); all {
			found(begin)
			quoteFrom(fates, begin)
			return first
		}
		n, all := quotedBy(lines, fates, i, t)
		if n == 0 {
			fresh = true
			continue
		}
		found(i)
		if all && fresh { // with nothing above it, the text below may be new
			quoteFrom(fates, i)
			return first
		}
		i += n - 1
	}
	markWrapped(lines, fates)
	markFrom(lines, fates)
	return first
}

// quotedBy marks the attribution at line i, and reports how many lines it takes and whether all below is the quote. An
// attribution without marked lines behind it must be sure.
func quotedBy(lines []line, fates []fate, i int, t *phrases) (n int, all bool) {
	n, sure := t.attribution(lines, i)
	if n == 0 {
		return 0, false
	}
	follows := quoteFollows(lines, i+n) || markInitials(lines, fates, i+n)
	if !follows && !sure {
		return 0, false
	}
	for k := i; k < i+n; k++ {
		fates[k] = fateQuoted
	}
	return n, !follows && nextText(lines, i+n) >= 0
}

// tellsAuthor reports whether a marked line is an attribution, a separator or the beginning of a header: what follows is
// a quote.
func (t *phrases) tellsAuthor(lines []line, i int) bool {
	if n, _ := t.attribution(lines, i); n > 0 {
		return true
	}
	if found, _ := t.separator(lines[i].s); found {
		return true
	}
	_, ok := t.header(lines, i)
	return ok
}

// keepMarked gives back to the sender the marked lines that quote no mail: all of a mail that answers none and tells of
// no author, those of a mail that has nothing else, and those above the attribution of the quote. They are prompts of a
// shell, a log, a citation.
func keepMarked(lines []line, fates []fate, first int, c ownContext) {
	end := len(lines)
	switch {
	case first >= 0 && !isQuoted(lines[first].s):
		end = first
	case first >= 0 || c.answer && hasNew(lines, fates):
		return
	}
	for i := range lines[:end] {
		if fates[i] == fateQuoted && !lines[i].quote {
			fates[i] = fateNew
		}
	}
}

// markInitials marks the lines that carry the initials of the author who is quoted; false when the next line has none.
func markInitials(lines []line, fates []fate, i int) bool {
	next := nextText(lines, i)
	if next < 0 {
		return false
	}
	mark := initials(lines[next].s)
	if mark == "" {
		return false
	}
	for k := next; k < min(len(lines), next+2000) && fates[next] != fateQuoted; k++ { // bounded: each attribution may bring other initials
		if strings.HasPrefix(lines[k].s, mark) {
			fates[k] = fateQuoted
		}
	}
	return true
}

// hasNew reports whether there is new text so far.
func hasNew(lines []line, fates []fate) bool {
	for i, f := range fates {
		if f == fateNew && strings.TrimSpace(lines[i].s) != "" {
			return true
		}
	}
	return false
}

// quoteFrom marks everything from line i on.
func quoteFrom(fates []fate, i int) {
	for ; i < len(fates); i++ {
		fates[i] = fateQuoted
	}
}

// quoteBegin reports whether everything from line i on is the mail that is answered: a separator that says so, or a header,
// with or without a line of any kind above it.
func quoteBegin(lines []line, i int, t *phrases) (int, bool) {
	s := lines[i].s
	found, forward := t.separator(s)
	switch {
	case found && (!forward || isFramed(s)):
		return i, true
	case found || isRule(s) || isFramed(s) || len(s) < 60 && t.isOriginal(plain(s)):
		if j := nextText(lines, i+1); j >= 0 {
			_, ok := t.header(lines, j)
			return i, ok
		}
		return i, false
	}
	_, ok := t.header(lines, i)
	return i, ok
}

// nextText finds the next line that is not empty, within three lines; -1 when there is none.
func nextText(lines []line, i int) int {
	for j := i; j < len(lines) && j < i+4; j++ {
		if strings.Trim(lines[j].s, "> \t\u00a0") != "" {
			return j
		}
	}
	return -1
}

// quoteFollows reports whether the lines behind an attribution are marked as quoted.
func quoteFollows(lines []line, i int) bool {
	for ; i < len(lines); i++ {
		if strings.TrimSpace(lines[i].s) != "" {
			return lines[i].quote || isQuoted(lines[i].s)
		}
	}
	return false
}

// markWrapped gives to the quote what lost its mark when a long line was broken: a line directly below a long quoted
// one that ends in the middle of a sentence, when more quote or nothing follows.
func markWrapped(lines []line, fates []fate) {
	for i := 1; i < len(lines); i++ {
		above, s := strings.TrimSpace(lines[i-1].s), strings.TrimSpace(lines[i].s)
		if fates[i] != fateNew || s == "" || !isQuoted(above) || len(above) < 55 || strings.IndexByte(".?!:", above[len(above)-1]) >= 0 {
			continue
		}
		between := i+1 < len(lines) && isQuoted(lines[i+1].s) && len(s) < 40
		last := nextText(lines, i+1) < 0 && s[0] >= 'a' && s[0] <= 'z'
		if between || last {
			fates[i] = fateQuoted
		}
	}
}

// pick joins the lines of one fate, in out, which is empty.
func pick(out []byte, lines []line, fates []fate, want fate) []byte {
	empty, most := 0, 2
	for i, l := range lines {
		if fates[i] != want {
			most = 1 // lines are left out here
			continue
		}
		s := trimEnd(l.s)
		if s == "" || strings.TrimSpace(s) == "" {
			empty++
			continue
		}
		if len(out) > 0 {
			out = append(out, "\n\n\n"[:min(empty, most)+1]...)
		}
		empty, most = 0, 2
		out = append(out, s...)
	}
	return out
}

// partOf is part as a string: the piece of the text that it is, which mostly is the beginning or the end, or a copy.
func partOf(text string, part []byte) string {
	switch n := len(part); {
	case n <= len(text) && text[:n] == string(part):
		return text[:n]
	case n <= len(text) && text[len(text)-n:] == string(part):
		return text[len(text)-n:]
	}
	return string(part)
}
