package classify

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// day is a date that a text names, and where.
type day struct {
	at, end          int  // its bytes in the text
	year, month, num int  // year 0 when the text does not say it
	either           bool // written as 3/4/2024: either number may be the month
}

// token is a number, a word, or one other character of a text in lower case.
type token struct {
	at, end int
	text    string
	number  int // -1 when it is none
}

// tokens cuts a text. Blanks separate and are dropped; letters of Chinese and Japanese stand alone.
func tokens(text string) []token {
	var out []token
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		j := i + n
		switch {
		case unicode.IsSpace(r):
			i = j
			continue
		case r >= '0' && r <= '9':
			for j < len(text) && text[j] >= '0' && text[j] <= '9' {
				j++
			}
		case isWordRune(r):
			for j < len(text) {
				next, n := utf8.DecodeRuneInString(text[j:])
				if !isWordRune(next) {
					break
				}
				j += n
			}
		}
		out = append(out, token{i, j, text[i:j], numberIn(text[i:j])})
		i = j
	}
	return out
}

func isWordRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func numberIn(s string) int {
	if len(s) > 4 || s[0] < '0' || s[0] > '9' {
		return -1
	}
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// days finds the dates in a text in lower case: 14.06.2024, 14/6/24, 2024-06-14, 14. Juni, June 14th, 2024, 14 de junio de
// 2024, 2024. június 14., 6月14日, 6월 14일, 14 tháng 6.
func days(text string) []day {
	var out []day
	list := tokens(text)
	for i := 0; i < len(list); {
		d, n := dayAt(list, i)
		if n == 0 {
			i++
			continue
		}
		d.at, d.end = list[i].at, list[i+n-1].end
		if d.month >= 1 && d.month <= 12 && d.num >= 1 && d.num <= 31 {
			out = append(out, d)
		}
		i += n
	}
	return out
}

// dayAt reads a date that begins at token i, and says how many tokens it takes.
func dayAt(list []token, i int) (day, int) {
	for _, form := range [...]func([]token) (day, int){asianDay, numericDay, dayThenMonth, monthThenDay} {
		if d, n := form(list[i:]); n > 0 {
			return d, n
		}
	}
	return day{}, 0
}

// numericDay reads three numbers with dots, slashes or dashes, or two with dots (the second one too) or a slash.
func numericDay(t []token) (d day, n int) {
	if len(t) < 4 || t[0].number < 0 || t[2].number < 0 || !strings.Contains("./-", t[1].text) {
		return d, 0
	}
	sep := t[1].text
	whole := len(t) > 4 && t[3].text == sep && t[4].number >= 0
	switch {
	case whole && t[0].number > 31:
		return day{year: t[0].number, month: t[2].number, num: t[4].number}, 5
	case whole && (len(t[4].text) == 4 || len(t[4].text) == 2 && t[4].at == t[3].end):
		d = day{year: t[4].number, num: t[0].number, month: t[2].number, either: sep == "/"}
		n = 5
	case sep == "." && t[3].text == "." && t[2].number <= 12, sep == "/" && t[0].at+3 > t[1].at && t[3].text != "/":
		d = day{num: t[0].number, month: t[2].number, either: sep == "/"}
		n = 3
	}
	if d.year > 0 && d.year < 100 {
		d.year += 2000
	}
	if d.month > 12 && d.either { // 6/14/2024
		d.num, d.month, d.either = d.month, d.num, false
	}
	d.either = d.either && d.num <= 12
	return d, n
}

// dayThenMonth reads "14. Juni 2024", "14th of June", "14 de junio de 2024", "14 tháng 6".
func dayThenMonth(t []token) (d day, n int) {
	if t[0].number < 1 || t[0].number > 31 {
		return d, 0
	}
	i := skipWords(t, 1, ". º ° st nd rd th er de of d ' ’ den tháng ה")
	if i >= len(t) {
		return d, 0
	}
	d.num = t[0].number
	if d.month = monthNames[t[i].text]; d.month == 0 && i > 1 && t[i-1].text == "tháng" && t[i].number > 0 {
		d.month = t[i].number
	}
	if d.month == 0 {
		return d, 0
	}
	return withYear(d, t, i+1)
}

// monthThenDay reads "June 14th, 2024" and "2024. június 14.".
func monthThenDay(t []token) (d day, n int) {
	i := 0
	if t[0].number > 1990 && len(t) > 2 {
		d.year = t[0].number
		i = skipWords(t, 1, ". ,")
	}
	if i+1 >= len(t) || monthNames[t[i].text] == 0 {
		return day{}, 0
	}
	d.month = monthNames[t[i].text]
	i = skipWords(t, i+1, ". the")
	if i >= len(t) || t[i].number < 1 || t[i].number > 31 {
		return day{}, 0
	}
	d.num = t[i].number
	if d.year > 0 {
		return d, i + 1
	}
	return withYear(d, t, i+1)
}

// asianDay reads 2024年6月14日 and 6월 14일.
func asianDay(t []token) (d day, n int) {
	i := 0
	if len(t) > 5 && t[0].number > 1990 && (t[1].text == "年" || t[1].text == "년") {
		d.year, i = t[0].number, 2
	}
	if i+3 < len(t) && t[i].number > 0 && (t[i+1].text == "月" || t[i+1].text == "월") && t[i+2].number > 0 {
		d.month, d.num = t[i].number, t[i+2].number
		return d, i + 4
	}
	return day{}, 0
}

// withYear reads the year behind a date.
func withYear(d day, t []token, i int) (day, int) {
	if j := skipWords(t, i, ", . de del do st nd rd th º năm г"); j < len(t) && t[j].number > 1990 && t[j].number < 2200 {
		d.year = t[j].number
		return d, j + 1
	}
	return d, i
}

// skipWords passes over at most three of the words.
func skipWords(t []token, i int, words string) int {
	for k := 0; k < 3 && i < len(t) && strings.Contains(" "+words+" ", " "+t[i].text+" "); k++ {
		i++
	}
	return i
}

// resolve makes a moment of a date in a mail of that time: the beginning of that day in its zone. Without a year it is
// the next one; of two readings of 3/4 it is the nearest that is not past.
func (d day) resolve(sent time.Time) (time.Time, bool) {
	best, found := time.Time{}, false
	try := func(month, num int) {
		for year := sent.Year(); year <= sent.Year()+1; year++ {
			if d.year > 0 {
				year = d.year
			}
			at := time.Date(year, time.Month(month), num, 0, 0, 0, 0, sent.Location())
			ahead := at.Sub(sent)
			if at.Day() == num && ahead > -24*time.Hour && ahead < 400*24*time.Hour {
				if !found || at.Before(best) {
					best, found = at, true
				}
				return
			}
			if d.year > 0 {
				return
			}
		}
	}
	try(d.month, d.num)
	if d.either {
		try(d.num, d.month)
	}
	return best, found
}
