package route

import (
	"slices"
	"strings"
	"time"

	"github.com/expr-lang/expr/ast"

	"tierdesk/tickets"
)

// calendars are the hours that open("…") may name.
type calendars []tickets.Hours

// openAt is the function open of conditions at a moment. A calendar that there is not is never open.
func (c calendars) openAt(at time.Time) func(string) bool {
	return func(name string) bool {
		i := slices.IndexFunc(c, func(h tickets.Hours) bool { return h.Name == name })
		return i >= 0 && (c[i].Calendar == nil || c[i].Calendar.Open(at))
	}
}

// checkOpen refuses a call of open that names no calendar: what is wrong is told when the configuration is read.
func (p *patterns) checkOpen(call *ast.CallNode) {
	if name, ok := call.Callee.(*ast.IdentifierNode); !ok || name.Value != "open" || len(call.Arguments) != 1 {
		return
	}
	calendar, literal := call.Arguments[0].(*ast.StringNode)
	if !literal {
		p.refuse(call.Arguments[0].Location(), "the calendar must be a name in quotes: open(\"office\")")
		return
	}
	var names []string
	for _, h := range p.hours {
		names = append(names, h.Name)
	}
	switch {
	case len(names) == 0:
		p.refuse(calendar.Location(), "there are no calendars")
	case !slices.Contains(names, calendar.Value):
		p.refuse(calendar.Location(), "\""+calendar.Value+"\" is no calendar; there are "+strings.Join(names, ", "))
	}
}
