package parse

import (
	"strings"

	"tierdesk/tickets"
)

// ownContext is what the header says that helps to tell own words from others.
type ownContext struct {
	subject string
	sender  tickets.Address
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
// lines once; when in doubt a line stays.
func ownWords(lines []line, c ownContext, t *phrases) ownParts {
	fates := make([]fate, len(lines))
	markQuotes(lines, fates, t)
	if onlyMarks(lines, fates) {
		clear(fates) // nothing but marked lines, and nobody who is quoted: their own words
	}
	markSignature(lines, fates, c)
	return ownParts{text: pick(lines, fates, fateNew), quoted: pick(lines, fates, fateQuoted), signature: pick(lines, fates, fateSigned)}
}

// markQuotes marks containers of the HTML, lines with marks of quotation, attributions, and everything below what
// begins an unmarked quote.
func markQuotes(lines []line, fates []fate, t *phrases) {
	near := nearMarks(lines)
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		switch {
		case l.rest:
			quoteFrom(fates, i)
			return
		case l.quote || isQuoted(l.s):
			fates[i] = fateQuoted
			continue
		case l.sign:
			fates[i] = fateSigned
			continue
		case !near[i]:
			continue
		case strings.TrimSpace(l.s) == "":
			continue
		}
		if begin, all := quoteBegin(lines, i, t); all {
			quoteFrom(fates, begin)
			return
		}
		if n := t.attribution(lines, i); n > 0 {
			for k := i; k < i+n; k++ {
				fates[k] = fateQuoted
			}
			i += n - 1
			if !quoteFollows(lines, i+1) && hasNew(lines, fates[:i+1-n]) { // with nothing above it, the text below may be new
				quoteFrom(fates, i)
				return
			}
		}
	}
	markWrapped(lines, fates)
}

// onlyMarks reports whether every line has a mark of quotation and none of them says whom it quotes.
func onlyMarks(lines []line, fates []fate) bool {
	for i, l := range lines {
		if strings.TrimSpace(l.s) != "" && (fates[i] != fateQuoted || !isQuoted(l.s) || l.quote || endsAttribution(l.s)) {
			return false
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

// quoteBegin reports whether everything from line i on is the mail that is answered.
func quoteBegin(lines []line, i int, t *phrases) (int, bool) {
	s := lines[i].s
	if found, _ := t.separator(s); found {
		return i, true
	}
	if isRule(s) {
		j := nextText(lines, i+1)
		if j >= 0 {
			if _, ok := t.header(lines, j); ok {
				return i, true
			}
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
	return true
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

// pick joins the lines of one fate.
func pick(lines []line, fates []fate, want fate) string {
	size := 0
	for i, l := range lines {
		if fates[i] == want {
			size += len(l.s) + 1
		}
	}
	if size == 0 {
		return ""
	}
	var out strings.Builder
	out.Grow(size)
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
		if out.Len() > 0 {
			out.WriteString("\n\n\n"[:min(empty, most)+1])
		}
		empty, most = 0, 2
		out.WriteString(s)
	}
	return out.String()
}
