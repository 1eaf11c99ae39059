package command

import (
	"strings"

	"tierdesk/tickets"
)

// Quoted says what is wrong with a mail at whose very top a command stands behind a quote mark: nil when none does. Such
// a line is never run, for it may be a customer's that is quoted. But nor may the rest go its way as if it were not
// there: after "> /note" that would be to the customer.
func Quoted(text string, verbs []tickets.Verb) *tickets.Fault {
	for i, line := range strings.Split(lineEnds.Replace(text), "\n") {
		if isBlank(line) {
			continue
		}
		bare := strings.TrimLeft(visible(line), ">|» \u00a0")
		if bare == visible(line) || !isCommand(bare) {
			return nil
		}
		c := read(bare, i+1)
		if check(c, verbs) != nil {
			return nil
		}
		return &tickets.Fault{Line: c.Line, Text: visible(line), Problem: "the command stands behind a quote mark", Nearest: c.Text}
	}
	return nil
}
