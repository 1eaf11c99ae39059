package tickets

import (
	"strconv"
	"strings"
	"time"
)

// Calendar knows when people work. tickets/calendar implements it.
type Calendar interface {
	// Open reports whether anybody works at a moment.
	Open(t time.Time) bool
	// NextOpen is the moment itself when the calendar is open, else when it opens next.
	NextOpen(t time.Time) time.Time
	// Add is the first moment at which d of working time has passed since t; t itself when d is not positive.
	Add(t time.Time, d time.Duration) time.Time
	// Between is the working time from a to b.
	Between(a, b time.Time) time.Duration
	// Days is how much working time n working days are when they are counted from t.
	Days(t time.Time, n int) time.Duration
}

// Hours are a calendar and its name. The zero value is the clock on the wall: every hour counts.
type Hours struct {
	Name     string // "" for the clock on the wall
	Calendar Calendar
}

// Span is how long something may take. With a calendar a day is a working day, whatever its length, and time is working
// time; without one a day has 24 hours.
type Span struct {
	Days int
	Time time.Duration
}

// IsZero reports whether nothing was said: then no clock runs.
func (s Span) IsZero() bool { return s == Span{} }

// String is the form that people write: 1d4h.
func (s Span) String() string {
	text := ""
	if s.Days > 0 {
		text = strconv.Itoa(s.Days) + "d"
	}
	if s.Time == 0 && s.Days > 0 {
		return text
	}
	short := s.Time.String()
	if strings.HasSuffix(short, "m0s") {
		short = strings.TrimSuffix(short, "0s")
	}
	if strings.HasSuffix(short, "h0m") {
		short = strings.TrimSuffix(short, "0m")
	}
	return text + short
}

// say is a span and the hours that it counts: 4h of office time.
func (h Hours) say(s Span) string {
	if h.Name == "" {
		return s.String()
	}
	return s.String() + " of " + h.Name + " time"
}

// open reports whether anybody works at a moment.
func (h Hours) open(t time.Time) bool { return h.Calendar == nil || h.Calendar.Open(t) }

// nextOpen is the moment itself when somebody works then, else when anybody does next.
func (h Hours) nextOpen(t time.Time) time.Time {
	if h.Calendar == nil {
		return t
	}
	return h.Calendar.NextOpen(t)
}

// add is when so much of the hours has passed.
func (h Hours) add(t time.Time, d time.Duration) time.Time {
	switch {
	case d <= 0:
		return t
	case h.Calendar == nil:
		return t.Add(d)
	}
	return h.Calendar.Add(t, d)
}

// between is how much of the hours lies between two moments; nothing when a clock was set back meanwhile.
func (h Hours) between(a, b time.Time) time.Duration {
	if h.Calendar == nil {
		return max(b.Sub(a), 0)
	}
	return max(h.Calendar.Between(a, b), 0)
}

// budget is how much time a span is when it is counted from a moment.
func (h Hours) budget(from time.Time, s Span) time.Duration {
	if h.Calendar == nil {
		return time.Duration(s.Days)*24*time.Hour + s.Time
	}
	return h.Calendar.Days(from, s.Days) + s.Time
}

// After is when a span that begins at a moment is over.
func (h Hours) After(from time.Time, s Span) time.Time { return h.add(from, h.budget(from, s)) }
