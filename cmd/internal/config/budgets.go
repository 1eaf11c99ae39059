package config

import (
	"fmt"
	"strconv"
	"strings"

	"tierdesk/tickets"
)

// budgets reads how much the desk may write by itself; what is not said is the default.
func (c *checker) budgets(r *tickets.Rules) {
	r.Budgets = tickets.DefaultBudgets()
	b, s := &r.Budgets, c.file.Budgets
	for _, one := range []struct {
		key    string
		said   []string
		budget *tickets.Budget
	}{{"ticket", s.Ticket, &b.Ticket}, {"recipient", s.Recipient, &b.Recipient}, {"domain", s.Domain, &b.Domain}, {"overall", s.Overall, &b.Overall},
		{"staff_ticket", s.StaffTicket, &b.StaffTicket}, {"staff", s.Staff, &b.Staff}, {"reopen", s.Reopen, &b.Reopen}} {
		if len(one.said) > 0 {
			*one.budget = c.budget("budgets."+one.key, one.said)
		}
	}
	b.Suppress = c.duration("budgets.suppress", s.Suppress, b.Suppress)
}

// budget reads [10/10m, 50/3h], or [none].
func (c *checker) budget(path string, said []string) (b tickets.Budget) {
	if len(said) == 1 && said[0] == "none" {
		return nil
	}
	for i, text := range said {
		number, span, _ := strings.Cut(text, "/")
		most, err := strconv.Atoi(strings.TrimSpace(number))
		within, wrong := parseDuration(strings.TrimSpace(span))
		if err != nil || wrong != nil || most < 0 || within <= 0 || most > 1_000_000 {
			c.fault(fmt.Sprintf("%s[%d]", path, i), "%q is no limit: write 10/10m for ten in ten minutes, or [none]", text)
			continue
		}
		b = append(b, tickets.Limit{Max: most, Within: within})
	}
	return b
}
