package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"tierdesk/tickets"
	"tierdesk/tickets/route"
)

// routes compiles the routes and puts what is wrong with them at its place in the file.
func (c *checker) routes(r *tickets.Rules) {
	table, err := route.Compile(c.rulesAt("routes", c.file.Routes, r), r.Matrix, c.allHours()...)
	if err != nil {
		c.ruleFaults("routes", err)
		return
	}
	r.Router = table
}

// rulesAt makes rules of a list of routes and of those below them.
func (c *checker) rulesAt(list string, routes []routeSection, r *tickets.Rules) []route.Rule {
	var rules []route.Rule
	for i, s := range routes {
		path := fmt.Sprintf("%s[%d]", list, i)
		rule := route.Rule{Name: s.Name, When: s.When, Continue: s.Continue, Queue: s.Queue, Priority: tickets.Priority(s.Priority),
			Impact: tickets.Level(s.Impact), Urgency: tickets.Level(s.Urgency), Type: tickets.Type(s.Type), Tags: s.Tags,
			Assignee: s.Assignee, Skill: s.Skill, Model: tickets.Model(s.Model), Ask: s.Ask, Canned: s.Canned, SLA: s.SLA, Chain: tickets.Cause(s.Chain), Suspend: s.Suspend, Vendor: s.Vendor, Routes: c.rulesAt(path+".routes", s.Routes, r)}
		if s.Tier != nil {
			t := tickets.Tier(*s.Tier)
			rule.Tier = &t
			c.reachable(path+".tier", t, r)
		}
		c.firstAnswers(path, s, r)
		if s.Assignee != "" {
			c.known(path+".assignee", s.Assignee, r)
		}
		c.skill(path+".skill", s.Skill, r)
		c.named(path+".sla", s.SLA, "no entry under sla: has a name", c.policyNames())
		c.named(path+".chain", s.Chain, "no chain under chains: has a name of its own", c.chainNames(r))
		c.knownVendor(path+".vendor", s.Vendor, r)
		rules = append(rules, rule)
	}
	return rules
}

// named notes a word that must be a name of the configuration, and none is one.
func (c *checker) named(path, word, none string, names []string) {
	if word != "" && len(names) == 0 {
		c.fault(path, "%s", none)
		return
	}
	c.oneOf(path, word, names...)
}

// matrix reads which priority follows from impact and urgency. What it does not say is as usual.
func (c *checker) matrix(r *tickets.Rules) {
	levels := tickets.Levels()
	for impact, row := range c.file.Priorities {
		path := "priorities." + impact
		i := slices.Index(levels, tickets.Level(impact))
		if i < 0 || len(row) != len(levels) {
			c.fault(path, "write three priorities, for low, medium and high urgency, under an impact of low, medium or high: high: [normal, high, urgent]")
			continue
		}
		for u, p := range row {
			if !slices.Contains(tickets.Priorities(), tickets.Priority(p)) {
				c.fault(fmt.Sprintf("%s[%d]", path, u), "there is no priority %q: low, normal, high or urgent", p)
			}
			r.Matrix[i][u] = tickets.Priority(p)
		}
	}
}

// reachable notes a route to a rung where nobody is, there or above.
func (c *checker) reachable(path string, t tickets.Tier, r *tickets.Rules) {
	if t < 0 || t > tickets.TopTier {
		return // the compiler says so
	}
	for _, rung := range r.Tiers[t:] {
		if len(rung.People) > 0 {
			return
		}
	}
	c.fault(path, "nobody is on tier %d or above", int(t))
}

// ruleFaults puts what is wrong with the rules of a list at its place in the file.
func (c *checker) ruleFaults(list string, err error) {
	var several interface{ Unwrap() []error }
	var one *route.Error
	if errors.As(err, &several) {
		for _, e := range several.Unwrap() {
			c.ruleFaults(list, e)
		}
		return
	}
	if !errors.As(err, &one) {
		c.fault(list, "%v", err)
		return
	}
	path := fmt.Sprintf("%s[%d]", list, one.Rule[0])
	for _, i := range one.Rule[1:] {
		path += fmt.Sprintf(".routes[%d]", i)
	}
	if one.Line > 0 {
		path += ".when"
		c.note(c.inside(path, one.Line, one.Column), path+": "+one.Problem)
		return
	}
	for _, key := range []string{"tier", "priority", "impact", "urgency", "type", "model"} {
		if strings.HasPrefix(one.Problem, "there is no "+key) {
			path += "." + key
		}
	}
	c.fault(path, "%s", one.Problem)
}

// inside is the place of a character within a text value, given its line and column there.
func (c *checker) inside(path string, line, column int) point {
	start := c.at(path)
	switch n := c.values[path].(type) {
	case *ast.LiteralNode:
		at := point{start.line + line, 1}
		if at.line <= len(c.lines) {
			text := c.lines[at.line-1]
			at.column += len(text) - len(strings.TrimLeft(text, " "))
		}
		at.column += column - 1 - indentOf(n.Value.Value, line)
		return at
	case *ast.StringNode:
		if line == 1 && start.line <= len(c.lines) {
			return point{start.line, start.column + written(n.Token.Type, c.lines[start.line-1], start.column, column)}
		}
	}
	return start
}

// indentOf is how many blanks a line of a text begins with, counted from 1.
func indentOf(text string, line int) int {
	lines := strings.Split(text, "\n")
	if line > len(lines) {
		return 0
	}
	return len(lines[line-1]) - len(strings.TrimLeft(lines[line-1], " "))
}

// written is how many characters of the source stand before character number n, from 1, of a quoted or plain value.
func written(kind token.Type, source string, column, n int) int {
	if kind != token.SingleQuoteType && kind != token.DoubleQuoteType {
		return n - 1
	}
	text := []rune(source)
	text = text[min(column, len(text)):] // behind the opening quote
	i := 0
	for ; n > 1 && i < len(text); n-- {
		if i+1 < len(text) && (kind == token.DoubleQuoteType && text[i] == '\\' || kind == token.SingleQuoteType && text[i] == '\'' && text[i+1] == '\'') {
			i++
		}
		i++
	}
	return i + 1
}
