package command

import (
	"strings"
	"unicode/utf8"

	"tierdesk/tickets"
)

// nearest is the verb that was probably meant: one that begins so, else the one with the fewest typing errors if they
// are few for its length; "" when none is near. The first of the table wins among equals.
func nearest(word string, verbs []tickets.Verb) string {
	length := utf8.RuneCountInString(word)
	if length < 2 || length > 30 {
		return ""
	}
	for _, v := range verbs {
		if strings.HasPrefix(v.Name, word) {
			return v.Name
		}
	}
	best, name := max(1, length/3)+1, ""
	for _, v := range verbs {
		if d := distance([]rune(word), []rune(v.Name)); d < best {
			best, name = d, v.Name
		}
	}
	return name
}

// distance counts typing errors: letters left out, added, changed, and neighbours exchanged (optimal string alignment).
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
