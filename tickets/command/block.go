package command

import (
	"strings"
	"unicode/utf8"

	"tierdesk/tickets"
)

// Parse reads the block at the top of what a person wrote. It never fails: what is wrong with the block stands in its
// Fault, and then there are no Commands. The top of the Body that is left is never a command line, in either form.
func Parse(body tickets.Body, verbs []tickets.Verb) tickets.Block {
	lines := strings.Split(lineEnds.Replace(body.Text), "\n")
	var b tickets.Block
	var block []string
	next := 0
	for i := 0; i < len(lines); {
		if isBlank(lines[i]) {
			i++
			continue
		}
		if !isCommand(lines[i]) {
			break
		}
		end := i + 1 + wrapped(lines[i:])
		c := read(strings.Join(lines[i:end], " "), i+1)
		if fault := check(c, verbs); fault != nil && b.Fault == nil {
			b.Fault = fault
		}
		b.Commands = append(b.Commands, c)
		block = append(block, lines[i:end]...)
		i, next = end, end
	}
	if b.Fault != nil {
		b.Commands = nil
	}
	b.Body = body
	if len(block) > 0 {
		b.Body.Text = trimTop(lines[next:])
	}
	b.Body.Markdown = cutMarkdown(body.Markdown, block)
	return b
}

// lineEnds makes one line end of all that occur in mail.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n")

// trimTop joins lines without the blank ones in front.
func trimTop(lines []string) string {
	for len(lines) > 0 && isBlank(lines[0]) {
		lines = lines[1:]
	}
	return strings.Join(lines, "\n")
}

// Where mail clients wrap. A command line of at least minWrap and at most maxWrap characters, that would have exceeded
// softWrap with the next word, goes on in the next line. Taking a sentence too much into a command shows in the receipt;
// taking one too little would send a customer what was not meant for them.
const (
	minWrap  = 55
	softWrap = 70
	maxWrap  = 80
)

// wrapped counts the lines below the first that continue it.
func wrapped(lines []string) int {
	n := 0
	for ; n+1 < len(lines); n++ {
		line, below := strings.TrimSpace(lines[n]), lines[n+1]
		if isBlank(below) || isCommand(below) {
			break
		}
		long := utf8.RuneCountInString(line)
		word := utf8.RuneCountInString(strings.Fields(below)[0])
		if long < minWrap || long > maxWrap || long+1+word <= softWrap {
			break
		}
	}
	return n
}
