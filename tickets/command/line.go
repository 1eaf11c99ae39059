package command

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tierdesk/tickets"
)

// visible is a line without the blanks and invisible characters around it.
func visible(line string) string {
	return strings.TrimFunc(line, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == 0 })
}

func isBlank(line string) bool { return visible(line) == "" }

func isCommand(line string) bool {
	_, rest := cutNumber(visible(line))
	_, ok := cutSlash(rest)
	return ok
}

// cutNumber takes the number of a ticket off a line: #1024 /assign ann. It is 0, and the line whole, when there is none.
func cutNumber(line string) (tickets.ID, string) {
	rest := strings.TrimLeft(line, marks)
	for _, mark := range []string{"#", "＃"} {
		after, ok := strings.CutPrefix(rest, mark)
		if !ok {
			continue
		}
		end := strings.IndexFunc(after, func(r rune) bool { return !unicode.Is(unicode.Nd, r) })
		if end < 0 {
			return 0, line
		}
		n, err := strconv.ParseUint(norm.NFKC.String(after[:end]), 10, 63)
		if err != nil || n == 0 {
			return 0, line
		}
		return tickets.ID(n), strings.TrimLeft(visible(after[end:]), ":： ")
	}
	return 0, line
}

// marks are what clients put before a line: an escape, or what bold and slanted text becomes in the text half of a mail.
const marks = `\*_`

// cutSlash takes the slash off a line: a plain one, one of its look-alikes, or one that a client escaped.
func cutSlash(line string) (string, bool) {
	line = strings.TrimLeft(line, marks)
	for _, slash := range []string{"/", "／", "⁄", "∕"} {
		if rest, ok := strings.CutPrefix(line, slash); ok {
			return rest, true
		}
	}
	return "", false
}

// read takes a command line apart. The verb ends at a blank or a colon; dots and commas after it are dropped.
func read(line string, number int) tickets.Command {
	c := tickets.Command{Line: number, Text: visible(line)}
	ticket, rest := cutNumber(c.Text)
	c.Ticket = ticket
	rest, _ = cutSlash(rest)
	rest = strings.TrimSpace(strings.Map(plainBlank, visible(rest)))
	if strings.HasPrefix(c.Text, "*") || strings.HasPrefix(c.Text, "_") {
		rest = strings.TrimRight(rest, "*_")
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return r == ' ' || r == ':' || r == '：' })
	if end < 0 {
		end = len(rest)
	}
	c.Verb = strings.TrimRight(strings.ToLower(norm.NFKC.String(drop(rest[:end]))), ".,;!")
	c.Arg = shortDashes(strings.Map(shown, strings.TrimSpace(strings.TrimLeft(rest[end:], " :："))))
	return c
}

// plainBlank turns blanks of every kind into plain ones.
func plainBlank(r rune) rune {
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// shown leaves out what nobody sees: soft hyphens, marks of width nought and of direction. The joiners stay, without which
// some scripts and pictures fall apart.
func shown(r rune) rune {
	if unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d' {
		return -1
	}
	return r
}

// drop removes invisible characters.
func drop(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

// shortDashes turns long dashes that begin a word into hyphens, as in "/tag –printer"; those between words stay.
func shortDashes(arg string) string {
	words := strings.Split(arg, " ")
	for i, w := range words {
		r, size := utf8.DecodeRuneInString(w)
		if size < len(w) && unicode.Is(unicode.Pd, r) {
			words[i] = "-" + w[size:]
		}
	}
	return strings.Join(words, " ")
}

// check says what is wrong with a command, nil when its verb is known.
func check(c tickets.Command, verbs []tickets.Verb) *tickets.Fault {
	if slices.ContainsFunc(verbs, func(v tickets.Verb) bool { return v.Name == c.Verb }) {
		return nil
	}
	f := &tickets.Fault{Line: c.Line, Text: c.Text, Problem: "there is no command /" + c.Verb}
	if c.Verb == "" {
		f.Problem = "a line that begins with a slash is a command, and this one names none"
	}
	if name := nearest(c.Verb, verbs); name != "" {
		f.Nearest = strings.TrimSpace("/" + name + " " + c.Arg)
		if c.Ticket != 0 {
			f.Nearest = c.Ticket.String() + " " + f.Nearest
		}
	}
	return f
}
