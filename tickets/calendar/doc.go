// Package calendar is working-time arithmetic: when an office is open, when so many hours of its time will have passed,
// and how much of it lies between two moments.
//
// # When it is open
//
// A moment is open when the clock on the wall of the calendar's zone shows a time inside a window of the day. A day has
// the windows of its weekday, unless the calendar names the date itself: then it has the windows of the date. A holiday
// has none, unless the date is named. A window belongs to the day on which it opens: one from Friday 22:00 to 06:00 goes on
// into Saturday, also when Saturday is a holiday; on a Friday that is a holiday it does not open.
//
// So where the clocks go forward, a window over the gap is an hour shorter, and where they go back an hour longer; a window
// that opens inside the gap opens behind it.
//
// # Arithmetic
//
// For every calendar, moments a ≤ b ≤ c and durations d, e > 0, exactly, to the nanosecond:
//
//	Between(a, c)         = Between(a, b) + Between(b, c)
//	Between(a, Add(a, d)) = d                                 Add gives the earliest such moment
//	Add(Add(a, d), e)     = Add(a, d+e)
//
// These three make it possible to stop a clock and let it go on. Days turns days into time: a working day ends at the same
// time of the next day that has windows.
//
// # How
//
// Years are laid out when they are first asked for, as a sorted list of open spans, each with the time open before it in
// that year. Adding and counting are two binary searches then. What a calendar knows ends with the year 2199; whoever asks
// for more time than there is until then gets that end, so no search is without a bound.
//
// Holidays are functions of the year: single dates, yearly dates, the rules of a country, the events of an iCalendar file.
package calendar
