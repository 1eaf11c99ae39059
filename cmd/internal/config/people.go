package config

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tierdesk/tickets"
)

// personID is what can be typed after /assign and read in a journal.
var personID = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,31}$`)

// reserved words mean something where a person's id may stand.
var reserved = append([]string{"none", "desk", "clock", "operator", "customer"}, tickets.Audiences()...)

// people makes the people of the desk, ordered by id.
func (c *checker) people(r *tickets.Rules) {
	for _, id := range slices.Sorted(maps.Keys(c.file.People)) {
		p, path := c.file.People[id], "people."+id
		switch {
		case slices.Contains(reserved, id):
			c.fault(path, "%q has a meaning of its own where people are named; take another id", id)
		case !personID.MatchString(id):
			c.fault(path, "%q is no id: use up to 32 lower-case letters, digits, - and _, a letter first", id)
		}
		c.oneOf(path+".role", p.Role, string(tickets.Agent), string(tickets.Manager))
		zone := c.location(path+".timezone", p.Timezone, nil)
		hours := c.personalHours(path+".hours", p.Hours, zone)
		person := tickets.Person{ID: id, Name: cmp.Or(p.Name, capitalised(id)), Role: tickets.Role(cmp.Or(p.Role, string(tickets.Agent))),
			Zone: zone, Emails: []string{p.Email}, Hours: hours, Notices: c.notices(path, p.Notices, hours),
			Skills: p.Skills, Languages: p.Languages, Capacity: p.Capacity}
		c.abilities(path, p)
		c.personal(path+".email", p.Email, r)
		for i, alias := range p.Aliases {
			at := fmt.Sprintf("%s.aliases[%d]", path, i)
			if (tickets.Address{Address: alias}).Same(tickets.Address{Address: p.Email}) {
				c.fault(at, "%s is the person's email already", alias)
				continue
			}
			c.personal(at, alias, r)
			person.Emails = append(person.Emails, alias)
		}
		r.People = append(r.People, person)
	}
}

// personal notes an address that cannot be a person's: that of a mailbox, or of somebody else.
func (c *checker) personal(path, address string, r *tickets.Rules) {
	if !c.address(path, address) {
		return
	}
	a := tickets.Address{Address: address}
	if m, taken := r.MailboxByAddress(a); taken {
		c.fault(path, "%s belongs to the mailbox %s: a person needs an address of their own", address, m.Address)
	}
	if p, taken := r.PersonByAddress(a); taken {
		c.fault(path, "%s is %s's address already", address, p.ID)
	}
}

func capitalised(id string) string {
	first, size := utf8.DecodeRuneInString(id)
	return string(unicode.ToUpper(first)) + id[size:]
}

// tierNames are the names of tiers that were given none.
var tierNames = [tickets.TopTier + 1]string{"Self-service", "Service desk", "Specialists", "Experts", "Vendors"}

// tiers makes the ladder. Somebody must stand on it, or mail would belong to nobody.
func (c *checker) tiers(r *tickets.Rules) {
	for i, name := range tierNames {
		r.Tiers[i].Name, r.Tiers[i].Assign = name, tickets.RoundRobin
	}
	for _, key := range slices.Sorted(maps.Keys(c.file.Tiers)) {
		path := "tiers." + key
		n, err := strconv.Atoi(key)
		if err != nil || n < 0 || n > int(tickets.TopTier) {
			c.fault(path, "there is no tier %q: tiers are 0 to %d", key, int(tickets.TopTier))
			continue
		}
		c.tier(path, c.file.Tiers[key], r, n)
	}
	staffed := func(t tickets.TierRules) bool { return len(t.People) > 0 }
	if !slices.ContainsFunc(r.Tiers[1:tickets.TopTier], staffed) {
		c.fault("tiers", "nobody would own a ticket: name people on at least one of the tiers 1 to 3, such as 1: { people: [ann] }")
	}
}

func (c *checker) tier(path string, t tierSection, r *tickets.Rules, n int) {
	rules := &r.Tiers[n]
	hours := c.hours(path+".hours", t.Hours)
	*rules = tickets.TierRules{Name: cmp.Or(t.Name, rules.Name), People: t.People, Hours: hours,
		Assign: cmp.Or(tickets.Assign(t.Assign), rules.Assign), Sticky: t.Sticky,
		Respond: c.span(path+".respond", t.Respond, hours), HoldAtMost: c.span(path+".hold_at_most", t.HoldAtMost, hours)}
	if n == 0 && len(t.People) > 0 {
		c.fault(path+".people", "tier 0 is the desk itself; people begin on tier 1")
	}
	c.oneOf(path+".assign", t.Assign, string(tickets.RoundRobin), string(tickets.LeastLoaded), string(tickets.BySkill))
	if t.Assign == string(tickets.BySkill) && !slices.ContainsFunc(t.People, func(id string) bool { return len(c.file.People[id].Skills) > 0 }) {
		c.fault(path+".assign", "nobody on this tier has skills: write them beside their names under people, skills: [mac]")
	}
	for i, id := range t.People {
		at := fmt.Sprintf("%s.people[%d]", path, i)
		c.known(at, id, r)
		if slices.Index(t.People, id) < i {
			c.fault(at, "%s is on this tier already", id)
		}
	}
}

// known notes an id that is nobody's.
func (c *checker) known(path, id string, r *tickets.Rules) (tickets.Person, bool) {
	p, ok := r.PersonByID(id)
	if ok {
		return p, true
	}
	ids := slices.Sorted(maps.Keys(c.file.People))
	if near, found := nearest(id, ids); found {
		c.fault(path, "%q is nobody under people; did you mean %s?", id, near)
	} else {
		c.fault(path, "%q is nobody under people; there are %s", id, cmp.Or(strings.Join(ids, ", "), "none"))
	}
	return p, false
}
