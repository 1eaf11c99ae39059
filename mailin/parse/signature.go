package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markSignature marks the signature at the end of the new text: below "-- ", "Sent from my …", disclaimers and the
// footers of lists. A signature stands last; what stands in front of other new text is none.
func markSignature(lines []line, fates []fate, c ownContext) {
	ruled := func(lines []line, kept []int) int { return findRuled(lines, kept, c.sender.Name) }
	var room [maxTail]int
	kept := lastNew(lines, fates, room[:])
	for _, find := range [...]func([]line, []int) int{findDelimiter, findFooter, findDevice, findDisclaimer, findDelimiter, findName, ruled} {
		if at := find(lines, kept); at >= 0 {
			for _, k := range kept[at:] {
				fates[k] = fateSigned
			}
			kept = kept[:at]
		}
	}
}

const maxTail = 256 // new lines at the end among which a signature is looked for

// lastNew lists the last new lines that are not empty, in order.
func lastNew(lines []line, fates []fate, room []int) []int {
	n := len(room)
	for i := len(lines) - 1; i >= 0 && n > 0; i-- {
		if fates[i] == fateNew && strings.TrimSpace(lines[i].s) != "" {
			n--
			room[n] = i
		}
	}
	return room[n:]
}

const maxSignature = 15 // lines below a delimiter that is not exactly "-- "

// findDelimiter finds "-- " (RFC 3676, section 4.3) and what stands for it: two dashes or underscores, a dash of another
// kind. It returns an index into kept, -1 when there is none.
func findDelimiter(lines []line, kept []int) int {
	found := -1
	for n := len(kept) - 1; n >= 0; n-- {
		s := lines[kept[n]].s
		if s == "-- " && len(kept)-n <= 40 {
			return n
		}
		if len(kept)-n > maxSignature+1 {
			continue
		}
		if isDelimiter(s) {
			found = n
		}
	}
	return found
}

func isDelimiter(s string) bool {
	if len(s) > 20 {
		return false
	}
	switch trimEnd(s) {
	case "--", "—", "–", "__", "---", "--=20", "- --", "ᐧ":
		return true
	}
	return false
}

// findFooter finds the footer that mailing lists add below a rule.
func findFooter(lines []line, kept []int) int {
	for n := max(0, len(kept)-12); n < len(kept); n++ {
		if !isRule(lines[kept[n]].s) || len(strings.TrimSpace(lines[kept[n]].s)) < 20 || n+1 >= len(kept) {
			continue
		}
		lower := strings.ToLower(lines[kept[n+1]].s)
		if strings.Contains(lower, "mailing list") || strings.Contains(lower, "unsubscribe") || strings.Contains(lower, "list archives") {
			return n
		}
	}
	return -1
}

// findRuled finds a rule with nothing but short lines below it, one of which is the sender's name.
func findRuled(lines []line, kept []int, name string) int {
	named := false
	for n := len(kept) - 1; n > 0 && n >= len(kept)-maxSignature-1; n-- {
		s := strings.TrimSpace(lines[kept[n]].s)
		switch {
		case isRule(s):
			if named {
				return n
			}
			return -1
		case utf8.RuneCountInString(s) > 70:
			return -1
		case len(name) > 4 && strings.Contains(s, name):
			named = true
		}
	}
	return -1
}

// findDevice finds a line such as "Sent from my iPhone" near the end.
func findDevice(lines []line, kept []int) int {
	for n := max(0, len(kept)-4); n < len(kept); n++ {
		if isDeviceLine(lines[kept[n]].s) || isAppLine(lines[kept[n]].s) {
			return n
		}
	}
	return -1
}

// isDeviceLine recognises what devices and apps write under a mail.
func isDeviceLine(s string) bool {
	s = strings.ToLower(strings.Trim(strings.TrimSpace(s), "*_~<>[]()- "))
	if n := utf8.RuneCountInString(s); n < 6 || n > 90 {
		return false
	}
	for _, w := range deviceWords {
		if strings.HasPrefix(s, w) || (strings.HasPrefix(w, "から") || strings.HasPrefix(w, "에서") || w == "gönderildi") && strings.HasSuffix(s, w) {
			return !strings.ContainsAny(s, "?!") && strings.Count(s, ",") == 0
		}
	}
	return false
}

// isAppLine recognises "Sent from Spark", "Sent from TypeApp<http://…>": the name of an app, which begins with a capital;
// and the advertisement of Outlook for phones in any language by its link.
func isAppLine(s string) bool {
	if len(s) < 120 && strings.Contains(s, "Outlook") && strings.Contains(s, "<https://aka.ms/") {
		return true
	}
	rest, found := strings.CutPrefix(strings.TrimSpace(s), "Sent from ")
	if !found || rest == "" || len(rest) > 120 || rest[0] < 'A' || rest[0] > 'Z' {
		return false
	}
	if name, _, linked := strings.Cut(rest, "<http"); linked {
		return len(strings.Fields(name)) <= 4
	}
	return len(strings.Fields(rest)) <= 4 && !strings.ContainsAny(rest, ".?!,;:")
}

// findName finds a name behind a dash, alone at the end below an empty line, as many sign a letter by hand: "-Ann Lee".
// A list has more than one dash.
func findName(lines []line, kept []int) int {
	n := len(kept) - 1
	if n < 1 || strings.TrimSpace(lines[kept[n]-1].s) != "" {
		return -1
	}
	name := strings.TrimLeft(strings.TrimSpace(lines[kept[n]].s), "-–—~")
	if len(name) == len(strings.TrimSpace(lines[kept[n]].s)) || len(name) > 60 || strings.ContainsAny(name, ".,;:?!@/0123456789") {
		return -1
	}
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 4 || name[0] == ' ' {
		return -1
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return -1
		}
	}
	if above := strings.TrimSpace(lines[kept[n-1]].s); strings.HasPrefix(above, "-") {
		return -1
	}
	return n
}

// findDisclaimer finds the legal text that companies add at the end.
func findDisclaimer(lines []line, kept []int) int {
	for n := max(1, len(kept)-25); n < len(kept); n++ {
		s := strings.Trim(strings.TrimSpace(lines[kept[n]].s), "*_ ")
		if s == "" {
			continue
		}
		s = strings.ToLower(s[:min(len(s), 80)])
		for _, cue := range disclaimers[s[0]] {
			if strings.HasPrefix(s, cue) {
				return n
			}
		}
	}
	return -1
}
