package config

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"tierdesk/tickets"
	"tierdesk/tickets/route"
)

// promises compiles what customers are promised.
func (c *checker) promises(r *tickets.Rules) {
	if len(c.file.SLA) == 0 {
		return
	}
	var rules []route.PolicyRule
	for i, s := range c.file.SLA {
		path := fmt.Sprintf("sla[%d]", i)
		if strings.TrimSpace(s.When) == "" && i < len(c.file.SLA)-1 {
			c.fault(path, "this holds for every ticket, so those below it are never asked: put it last, or say when:")
		}
		rules = append(rules, route.PolicyRule{When: s.When, Policy: c.policy(path, s)})
	}
	policies, err := route.CompilePolicies(rules)
	if err != nil {
		c.ruleFaults("sla", err)
		return
	}
	r.Promises = policies
}

// policyNames are the names of the promises that have one.
func (c *checker) policyNames() (names []string) {
	for _, s := range c.file.SLA {
		if s.Name != "" {
			names = append(names, s.Name)
		}
	}
	return names
}

func (c *checker) policy(path string, s slaSection) tickets.Policy {
	h := c.hours(path+".calendar", s.Calendar)
	p := tickets.Policy{Name: s.Name, Hours: h, Warn: c.share(path+".warn", cmp.Or(s.Warn, "75%")),
		Respond: c.span(path+".respond", s.Respond, h), Next: c.span(path+".next", s.Next, h),
		Solve: c.span(path+".resolve", s.Resolve, h), Inform: c.span(path+".inform", s.Inform, h),
		Pause: []tickets.Status{tickets.Pending, tickets.Hold}}
	if s.Respond+s.Next+s.Resolve+s.Inform == "" {
		c.fault(path, "it promises nothing: say respond, next, resolve or inform, such as respond: 4h")
	}
	if s.Pause != nil {
		p.Pause = nil
	}
	for i, status := range s.Pause {
		c.oneOf(fmt.Sprintf("%s.pause[%d]", path, i), status, string(tickets.Pending), string(tickets.Hold))
		p.Pause = append(p.Pause, tickets.Status(status))
	}
	return p
}

// share reads a part of a whole: 75%, or none.
func (c *checker) share(path, s string) int {
	if s == "none" {
		return 0
	}
	number, percent := strings.CutSuffix(s, "%")
	n, err := strconv.Atoi(number)
	if err != nil || !percent || n < 1 || n > 99 {
		c.fault(path, "%q is no share of the time: write 75%%, or none", s)
	}
	return n
}
