package parse

import (
	"strconv"
	"strings"
	"time"
)

// parseDate reads a date as RFC 5322, section 3.3, wants it, and as mail programs write it: without weekday, with a
// two-digit year, with words for zones, in the order of asctime, or as ISO 8601. It returns the zero time when there is
// no date in it.
func parseDate(v string) time.Time {
	d := dateScan{}
	for _, word := range strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' || r == '(' || r == ')' }) {
		d.word(word)
	}
	if d.year == 0 || d.month == 0 || d.day == 0 || d.day > 31 {
		return time.Time{}
	}
	if d.pm && d.hour < 12 {
		d.hour += 12
	}
	if d.zone == nil {
		d.zone = time.UTC
	}
	return time.Date(d.year, d.month, d.day, d.hour, d.minute, d.second, 0, d.zone)
}

type dateScan struct {
	year, day, hour, minute, second int
	month                           time.Month
	zone                            *time.Location
	pm, timed                       bool
}

func (d *dateScan) word(w string) {
	switch {
	case strings.Contains(w, ":") && w[0] >= '0' && w[0] <= '9':
		d.clock(w)
	case w[0] == '+' || w[0] == '-':
		d.offset(w)
	case w[0] >= '0' && w[0] <= '9':
		d.number(w)
	case strings.EqualFold(w, "PM"):
		d.pm = true
	case d.month == 0 && monthOf(w) != 0:
		d.month = monthOf(w)
	default:
		d.named(w)
	}
}

// clock reads 10:20:30, 10:20, 10:20:30.5, 10:20:30+0200 and the ISO form with a date in front.
func (d *dateScan) clock(w string) {
	if day, rest, found := strings.Cut(w, "T"); found && strings.Contains(day, "-") {
		d.number(day)
		w = rest
	}
	if at := strings.IndexAny(w, "+-Z"); at > 0 {
		d.offset(strings.ReplaceAll(w[at:], ":", ""))
		w = w[:at]
	}
	if d.timed {
		return
	}
	d.timed = true
	upper := strings.ToUpper(w)
	d.pm = strings.HasSuffix(upper, "PM")
	for i, p := range strings.SplitN(strings.TrimRight(upper, "APM"), ":", 3) {
		p, _, _ = strings.Cut(p, ".")
		n, _ := strconv.Atoi(p)
		switch i {
		case 0:
			d.hour = n % 24
		case 1:
			d.minute = n % 60
		case 2:
			d.second = n % 61
		}
	}
}

// number reads a day, a year, 2024-01-31 and 31-Jan-2024.
func (d *dateScan) number(w string) {
	if p := strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '/' }); len(p) == 3 {
		if len(p[0]) == 4 {
			p[0], p[2] = p[2], p[0]
		}
		d.number(p[0])
		if n, err := strconv.Atoi(p[1]); err == nil && n >= 1 && n <= 12 {
			d.month = time.Month(n)
		} else {
			d.month = monthOf(p[1])
		}
		d.number(p[2])
		return
	}
	n, err := strconv.Atoi(strings.TrimRight(w, "."))
	switch {
	case err != nil:
	case d.day == 0 && n >= 1 && n <= 31:
		d.day = n
	case d.year == 0 && len(w) == 4:
		d.year = n
	case d.year == 0 && len(w) <= 3: // RFC 5322, section 4.3
		d.year = n + 1900
		if n < 50 {
			d.year = n + 2000
		}
	}
}

func (d *dateScan) offset(w string) {
	digits := strings.ReplaceAll(strings.TrimLeft(w, "+-"), ":", "")
	n, err := strconv.Atoi(digits)
	if d.zone != nil || err != nil || len(digits) > 4 {
		if d.zone == nil && w == "Z" {
			d.zone = time.UTC
		}
		return
	}
	seconds := (n/100)*3600 + (n%100)*60
	if len(digits) <= 2 {
		seconds = n * 3600
	}
	if w[0] == '-' {
		seconds = -seconds
	}
	if seconds > -24*3600 && seconds < 24*3600 {
		d.zone = time.FixedZone("", seconds)
	}
}

// named reads the zones of RFC 5322, section 4.3, and GMT+0200.
func (d *dateScan) named(w string) {
	upper := strings.ToUpper(w)
	for _, prefix := range [...]string{"GMT", "UTC", "UT"} {
		if rest, found := strings.CutPrefix(upper, prefix); found && rest != "" && (rest[0] == '+' || rest[0] == '-') {
			d.offset(rest)
			return
		}
	}
	hours, known := zoneHours(upper)
	if known && d.zone == nil {
		d.zone = time.FixedZone(upper, hours*3600)
	}
}

// zoneHours knows the zones that have names.
func zoneHours(name string) (hours int, known bool) {
	switch name {
	case "GMT", "UTC", "UT", "Z":
		return 0, true
	case "EST", "CDT":
		return -5, true
	case "EDT":
		return -4, true
	case "CST", "MDT":
		return -6, true
	case "MST", "PDT":
		return -7, true
	case "PST":
		return -8, true
	case "CET", "MET", "BST":
		return 1, true
	case "CEST", "MEST", "EET", "MESZ":
		return 2, true
	case "EEST", "MSK":
		return 3, true
	case "JST", "KST":
		return 9, true
	}
	return 0, false
}

func monthOf(w string) time.Month {
	if len(w) < 3 {
		return 0
	}
	at := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(w[:3]))
	if at < 0 || at%3 != 0 {
		return 0
	}
	return time.Month(at/3 + 1)
}
