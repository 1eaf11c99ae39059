package parse

import "strings"

// role is what a line of a quoted header says.
type role int

const (
	roleNone role = iota
	roleFrom
	roleDate
	roleTo
	roleCc
	roleSubject
	roleOther
)

// headerBlock is the header of a mail inside the text of another.
type headerBlock struct {
	values [roleOther + 1]string
	count  int // different roles
	next   int // the line behind it
	quoted bool
}

// labelled takes "From: x" apart, also "*From:* x", "From : x", "From：x" and "**Von:** x".
func (t *phrases) labelled(s string) (role, string) {
	if len(s) < 2 || len(s) > 2000 {
		return roleNone, ""
	}
	s = strings.TrimLeft(plain(s), "*_ |\t")
	at := strings.IndexByte(s, ':')
	if at < 1 || at > 60 {
		return roleNone, ""
	}
	name := strings.ToLower(strings.Trim(s[:at], "*_ \t"))
	r, known := t.labels[name]
	if !known && strings.IndexByte(name, ' ') >= 0 {
		r, known = t.labels[strings.ReplaceAll(name, " ", "")] // Chinese and Japanese are set with blanks between
	}
	if !known {
		return roleNone, ""
	}
	return r, strings.TrimSpace(strings.Trim(s[at+1:], "*_ \t"))
}

// header reads a quoted header that begins at line i. It must say who wrote, and when or what about, or hold more lines;
// "From: Berlin" and "To: Hamburg" in a letter are not enough, nor is what stands in the middle of a list of such lines.
func (t *phrases) header(lines []line, i int) (h headerBlock, ok bool) {
	if r, _ := t.labelled(unquoted(lines[i].s)); r == roleNone || r == roleOther {
		return h, false
	}
	listed := i > 0 && isListed(lines[i-1].s)
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
	return h, h.believable() && (!listed || h.complete() && strings.Contains(h.values[roleFrom], "@"))
}

// isListed recognises a line of a list of names and values, of which a header would be the rest: "Host: a.example".
func isListed(s string) bool {
	name, value, found := strings.Cut(strings.TrimSpace(unquoted(s)), ": ")
	return found && value != "" && len(name) < 30 && len(strings.Fields(name)) <= 2
}

// complete reports whether all usual lines are there.
func (h *headerBlock) complete() bool {
	return h.values[roleFrom] != "" && h.values[roleDate] != "" && h.values[roleTo] != "" && h.values[roleSubject] != ""
}

func (h *headerBlock) believable() bool {
	from, date, about := h.values[roleFrom], h.values[roleDate], h.values[roleSubject]
	switch {
	case from == "":
		return false
	case strings.Contains(from, "@"):
		return date != "" || about != ""
	case date != "" && about != "":
		return h.values[roleTo] != "" || hasTime(date)
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
