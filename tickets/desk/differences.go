package desk

import (
	"fmt"
	"slices"
	"strings"

	"tierdesk/tickets"
)

// differences tells in what two decisions on one mail differ, as far as people care: whether it was kept back and why,
// where the ticket stands, and what goes to the customer. Which of a tier's people got it is chance unless a route says.
func differences(before, after tickets.Decision, rules ...*tickets.Rules) []string {
	var all []string
	note := func(what, a, b string) {
		if a != b {
			all = append(all, fmt.Sprintf("%s: %s → %s", what, orNothing(a), orNothing(b)))
		}
	}
	if before.Suspend != after.Suspend {
		note("kept back", string(before.Suspend), string(after.Suspend))
		return all
	}
	note("decision", string(before.Reason), string(after.Reason))
	a, b := &before.Ticket, &after.Ticket
	note("status", string(a.Status), string(b.Status))
	note("queue", a.Queue, b.Queue)
	note("tier", a.Tier.String(), b.Tier.String())
	note("priority", string(a.Priority), string(b.Priority))
	note("type", string(a.Type), string(b.Type))
	note("tags", strings.Join(a.Tags, " "), strings.Join(b.Tags, " "))
	note("requester", a.Requester.Key(), b.Requester.Key())
	if a.Tier == b.Tier {
		note("owner", a.Assignee, b.Assignee)
	}
	note("to the customer", outside(before, rules), outside(after, rules))
	return all
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

// outside lists the letters to people who are of the desk under no rules.
func outside(d tickets.Decision, rules []*tickets.Rules) string {
	var all []string
	for _, l := range d.Letters {
		staff := func(r *tickets.Rules) bool { _, ours := r.PersonByAddress(l.Recipient); return ours }
		if !slices.ContainsFunc(rules, staff) {
			all = append(all, string(l.Notice)+" to "+l.Recipient.Key())
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}
