package tickets_test

import (
	"cmp"
	"strconv"
	"strings"
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/route"
)

// set reads a line of a step that says how things are beside the ticket:
//
//	fresh                             a new ticket, the one before is forgotten
//	tier 1 assign=skill sticky=true   the rules of a tier
//	person ann skills=mac capacity=2  and of a person
//	route skill=mac model=swarm       what the routes say of every new ticket
//	notices ann wait=30s interval=5m flood=3 quiet=yes hours="Mon-Fri 09:00-17:00"
//	chain urgent after=30m tell=lead,ops@out.example do=swarm when="tier < 2"   a step more of a chain
//	load ann=2/5 bob=1/1              what people have to do: tickets and weight
//	ahead 1=2                         how many tickets wait in the queue of a tier
//	last carl@customer.example=bob    who had the last ticket of a customer
//	alike 998 by=cem answer="Water."  a solved ticket that is like this one
func (s *story) set(t *testing.T, line string) {
	t.Helper()
	verb, rest, _ := strings.Cut(line, " ")
	arg := args(rest)
	switch verb {
	case "notices":
		id, rest, _ := strings.Cut(rest, " ")
		s.notices(t, id, args(rest))
	case "fresh":
		s.ticket, s.queued, s.sent, s.said = tickets.Ticket{ID: 1024}, nil, nil, nil
	case "tier":
		n, rest, _ := strings.Cut(rest, " ")
		arg = args(rest)
		if arg["people"] != "" {
			s.rules.Tiers[atoi(n)].People = strings.Split(arg["people"], ",")
		}
		s.rules.Tiers[atoi(n)].Assign, s.rules.Tiers[atoi(n)].Sticky = tickets.Assign(arg["assign"]), arg["sticky"] != ""
	case "person":
		id, rest, _ := strings.Cut(rest, " ")
		s.person(id, args(rest))
	case "chain":
		name, rest, _ := strings.Cut(rest, " ")
		s.chainStep(t, tickets.Cause(name), args(rest))
	case "route":
		s.rules.Router = plainRouter{tickets.Routing{Tier: 1, Priority: cmp.Or(tickets.Priority(arg["priority"]), tickets.Normal), Type: tickets.Question, Skill: arg["skill"], Vendor: arg["vendor"], Model: tickets.Model(arg["model"]), SLA: arg["sla"], Chain: tickets.Cause(arg["chain"]), Rules: []string{"r"}}}
	case "load":
		s.load = map[string]tickets.Load{}
		for person, load := range arg {
			n, weight, _ := strings.Cut(load, "/")
			s.load[person] = tickets.Load{Tickets: int(atoi(n)), Weight: int(atoi(weight))}
		}
	case "ahead":
		s.ahead = [tickets.TopTier + 1]int{}
		for tier, n := range arg {
			s.ahead[atoi(tier)] = int(atoi(n))
		}
	case "last":
		s.had = arg
	case "alike":
		number, rest, _ := strings.Cut(rest, " ")
		arg = args(rest)
		s.alike = append(s.alike, tickets.Precedent{Number: "#" + number, Subject: arg["subject"], Owner: arg["by"], Answer: arg["answer"]})
	}
}

// chainStep adds a step to a chain. Conditions may name the calendar late, which is open from ten o'clock on.
func (s *story) chainStep(t *testing.T, name tickets.Cause, arg map[string]string) {
	t.Helper()
	step := tickets.ChainStep{Do: tickets.ChainAct(arg["do"]), Vendor: arg["vendor"]}
	if arg["after"] != "" {
		step.After = tickets.Span{Time: s.moment(t, "+"+arg["after"]).Sub(s.at)}
	}
	if arg["tell"] != "" {
		step.Tell = strings.Split(arg["tell"], ",")
	}
	if arg["when"] != "" {
		when, err := route.CompileCondition(arg["when"], tickets.Hours{Name: "late", Calendar: calendarOf(t, "Mon-Fri 10:00-18:00")})
		if err != nil {
			t.Fatal(err)
		}
		step.When = when
	}
	if s.rules.Chains == nil {
		s.rules.Chains = map[tickets.Cause][]tickets.ChainStep{}
	}
	s.rules.Chains[name] = append(s.rules.Chains[name], step)
}

func (s *story) person(id string, arg map[string]string) {
	for i := range s.rules.People {
		if p := &s.rules.People[i]; p.ID == id {
			p.Skills, p.Languages = strings.Fields(strings.ReplaceAll(arg["skills"], ",", " ")), strings.Fields(strings.ReplaceAll(arg["languages"], ",", " "))
			p.Capacity, _ = strconv.Atoi(arg["capacity"])
		}
	}
}

// plainRouter says the same of every mail.
type plainRouter struct{ tickets.Routing }

func (r plainRouter) Route(*tickets.FirstMail) tickets.Routing { return r.Routing }

func (r plainRouter) Path(*tickets.FirstMail) []string { return nil }
