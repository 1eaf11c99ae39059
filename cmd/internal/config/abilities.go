package config

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"tierdesk/tickets"
)

// language is a code of ISO 639-1, as the language of a mail is told.
var language = regexp.MustCompile(`^[a-z]{2}$`)

// abilities checks what tickets are assigned by.
func (c *checker) abilities(path string, p personSection) {
	for i, skill := range p.Skills {
		if at := fmt.Sprintf("%s.skills[%d]", path, i); !personID.MatchString(skill) {
			c.fault(at, "%q is no skill: use up to 32 lower-case letters, digits, - and _, a letter first", skill)
		}
	}
	for i, code := range p.Languages {
		if at := fmt.Sprintf("%s.languages[%d]", path, i); !language.MatchString(code) {
			c.fault(at, "%q is no language: write its code of two letters, such as en or de", code)
		}
	}
	if p.Capacity < 0 {
		c.fault(path+".capacity", "a person takes one ticket at least; without capacity it is any number")
	}
}

// skill notes a route to a skill that nobody has, or that no tier asks for.
func (c *checker) skill(path, skill string, r *tickets.Rules) {
	if skill == "" {
		return
	}
	all := map[string]bool{}
	for _, p := range r.People {
		for _, s := range p.Skills {
			all[s] = true
		}
	}
	known := slices.Sorted(maps.Keys(all))
	near, found := nearest(skill, known)
	bySkill := func(t tickets.TierRules) bool { return t.Assign == tickets.BySkill }
	switch {
	case !all[skill] && found:
		c.fault(path, "nobody under people has the skill %q; did you mean %s?", skill, near)
	case !all[skill]:
		c.fault(path, "nobody under people has the skill %q; there are %s", skill, cmp.Or(strings.Join(known, ", "), "none"))
	case !slices.ContainsFunc(r.Tiers[:], bySkill):
		c.fault(path, "no tier assigns by skill: write assign: skill where %q is asked for", skill)
	}
}
