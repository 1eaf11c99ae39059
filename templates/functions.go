package templates

import (
	"fmt"
	"regexp"
	"strings"
	"text/template"
	"time"
	"unicode"
	"unicode/utf8"

	"tierdesk/tickets"
)

// functions are the words that templates of a language may use beside the data. The package comment documents them.
func functions(lang string) template.FuncMap {
	dates := datesOf(lang)
	return template.FuncMap{
		escaper:   literal,
		"when":    dates.when,
		"day":     dates.day,
		"quote":   quote,
		"body":    body,
		"code":    code,
		"person":  person,
		"name":    name,
		"re":      re,
		"bare":    bare,
		"brief":   brief,
		"span":    span,
		"minutes": minutes,
		"size":    size,
		"times":   times,
		"working": working,
		"say":     say,
		"line":    oneLine,
	}
}

// person writes an address as people do: Rita Klein (rita@example.org).
func person(a tickets.Address) string {
	if strings.TrimSpace(a.Name) == "" {
		return a.Address
	}
	return a.Name + " (" + a.Address + ")"
}

// name is what to call someone.
func name(a tickets.Address) string {
	if strings.TrimSpace(a.Name) == "" {
		return a.Address
	}
	return a.Name
}

// code makes a code span that no backtick inside it can end (CommonMark, section 6.1).
func code(s string) markup {
	s = oneLine(s)
	if s == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return markup(fence + " " + s + " " + fence)
}

// The prefixes that clients put before the subject of an answer, in the languages that people use, and the desk's tag.
var (
	answered = regexp.MustCompile(`(?i)^\s*((re|aw|fwd?|wg|sv|vs|antw|odp|tr|rif|ynt)(\[\d+\])?\s*:\s*)+`)
	tagged   = regexp.MustCompile(`\s*\[[^\[\]]{0,40}#\d{1,20}\]`)
)

// maxSubject is the length of the longest subject, in characters.
const maxSubject = 200

// bare is a subject without "Re:" and without the desk's tag.
func bare(s string) string {
	s = oneLine(s)
	if strings.Contains(s, "#") {
		s = strings.TrimSpace(tagged.ReplaceAllString(s, ""))
	}
	if strings.Contains(s, ":") {
		s = answered.ReplaceAllString(s, "")
	}
	if r := []rune(s); len(r) > maxSubject {
		s = strings.TrimSpace(string(r[:maxSubject-1])) + "…"
	}
	if s == "" {
		return "(no subject)"
	}
	return s
}

// maxBrief is the length of a subject in a column, in characters: the lines of a listing stay short.
const maxBrief = 34

// brief is a bare subject that fits a column.
func brief(s string) string {
	s = bare(s)
	if r := []rune(s); len(r) > maxBrief {
		s = strings.TrimSpace(string(r[:maxBrief-1])) + "…"
	}
	return s
}

// re is the subject of an answer.
func re(s string) string { return "Re: " + bare(s) }

// say makes a sentence of a remark: its first letter becomes large, and a full stop ends it.
func say(s string) string {
	s = oneLine(s)
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	s = string(unicode.ToUpper(r)) + s[n:]
	if last := s[len(s)-1]; last != '.' && last != '!' && last != '?' {
		s += "."
	}
	return s
}

// span writes a duration with its two largest units.
func span(d time.Duration) string {
	m := int(d.Round(time.Minute).Minutes())
	switch {
	case m <= 0:
		return "–"
	case m >= 24*60:
		return units(m/(24*60), "d", m/60%24, "h")
	default:
		return minutes(m)
	}
}

// minutes writes working time, which has no days.
func minutes(m int) string { return units(m/60, "h", m%60, "min") }

// working writes working time as minutes does. What is less than one is not yet nothing.
func working(d time.Duration) string {
	if d < time.Minute {
		return "less than a minute"
	}
	return minutes(int(d / time.Minute))
}

// size writes a number of bytes: 84 KB.
func size(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d bytes", n)
	case n < 1<<20:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// times writes how often something happened: once, twice, 3 times.
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func units(large int, largeName string, small int, smallName string) string {
	switch {
	case large == 0:
		return fmt.Sprintf("%d %s", small, smallName)
	case small == 0:
		return fmt.Sprintf("%d %s", large, largeName)
	}
	return fmt.Sprintf("%d %s %d %s", large, largeName, small, smallName)
}
