package parse

import "strings"

// headerBlock is the header of a mail inside the text of another.
type headerBlock struct {
	values [roleOther + 1]string
	count  int // different roles
	next   int // the line behind it
	quoted bool
}

// labelled takes "From: x" apart, also "*From:* x", "From : x", "From：x" and "**Von:** x".
func (t *phrases) labelled(s string) (role, string) {
	s = strings.TrimSpace(s)
	if len(s) < 2 || len(s) > 2000 {
		return roleNone, ""
	}
	s = strings.TrimLeft(s, "*_ \u200e\u200f\t|")
	at, width := strings.IndexByte(s, ':'), 1
	if wide := strings.Index(s, "："); wide >= 0 && (at < 0 || wide < at) {
		at, width = wide, len("：")
	}
	if at < 1 || at > 60 {
		return roleNone, ""
	}
	name := strings.ToLower(strings.Trim(s[:at], "*_ \u00a0\t\u200e\u200f"))
	r, known := t.labels[name]
	if !known {
		r, known = t.labels[strings.ReplaceAll(name, "　", "")]
	}
	if !known {
		return roleNone, ""
	}
	return r, strings.TrimSpace(strings.Trim(s[at+width:], "*_ \t\u00a0\u200e\u200f"))
}

// header reads a quoted header that begins at line i. It must say who wrote, and when or what about, or hold more lines;
// "From: Berlin" and "To: Hamburg" in a letter are not enough.
func (t *phrases) header(lines []line, i int) (h headerBlock, ok bool) {
	if r, _ := t.labelled(unquoted(lines[i].s)); r == roleNone || r == roleOther {
		return h, false
	}
	h.quoted = isQuoted(lines[i].s)
	last := roleNone
	blanks, loose := 0, 0
	for j := i; j < len(lines) && j < i+60; j++ {
		s := lines[j].s
		if h.quoted {
			s = unquoted(s)
		}
		if strings.TrimSpace(s) == "" {
			if blanks++; blanks > 1 || h.complete() {
				break
			}
			continue
		}
		r, value := t.labelled(s)
		if r != roleNone && (r == roleOther || h.values[r] == "") {
			if h.values[r] == "" && r != roleOther {
				h.count++
			}
			h.values[r], last, blanks, loose = value, r, 0, 0
			h.next = j + 1
			continue
		}
		if r != roleNone || blanks > 0 || last == roleNone || loose >= 8 || !t.labelSoon(lines, j) {
			break
		}
		loose++
		h.values[last] += " " + strings.TrimSpace(s)
		h.next = j + 1
	}
	return h, h.believable()
}

// complete reports whether all usual lines are there.
func (h *headerBlock) complete() bool {
	return h.values[roleFrom] != "" && h.values[roleDate] != "" && h.values[roleTo] != "" && h.values[roleSubject] != ""
}

func (h *headerBlock) believable() bool {
	from, date := h.values[roleFrom], h.values[roleDate]
	switch {
	case from == "":
		return false
	case h.count >= 3:
		return date != "" || h.values[roleSubject] != ""
	case h.count == 2:
		return strings.Contains(from, "@") && (date != "" || h.values[roleSubject] != "") || hasTime(date)
	}
	return false
}

// labelSoon reports whether one of the next lines is a line of the header again: then this one continues a long value.
func (t *phrases) labelSoon(lines []line, j int) bool {
	for k := j + 1; k < len(lines) && k <= j+8; k++ {
		s := unquoted(lines[k].s)
		if strings.TrimSpace(s) == "" {
			return false
		}
		if r, _ := t.labelled(s); r != roleNone {
			return true
		}
	}
	return false
}
