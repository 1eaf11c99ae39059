package tickets

import (
	"cmp"
	"slices"
)

// Matrix gives the priority that follows from impact (the first index) and urgency (the second), both by their place in
// Levels. An empty field is the one of the usual matrix:
//
//	impact    urgency low   medium  high
//	low               low   low     normal
//	medium            low   normal  high
//	high              normal high   urgent
type Matrix [3][3]Priority

// Priority looks the matrix up; a level that nobody said is Medium.
func (m Matrix) Priority(impact, urgency Level) Priority {
	place := func(l Level) int { return max(slices.Index(Levels(), cmp.Or(l, MediumLevel)), 0) }
	i, u := place(impact), place(urgency)
	return cmp.Or(m[i][u], []Priority{Low, Low, Normal, High, Urgent}[i+u])
}
