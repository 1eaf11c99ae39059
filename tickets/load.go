package tickets

import "slices"

// Assign says how a rung gives out tickets.
type Assign string

// The ways of SPEC section 2. BySkill asks for the skill that a route named; where none is asked for, or nobody who has it
// can take a ticket, it is LeastLoaded.
const (
	RoundRobin  Assign = "round_robin" // also what "" means
	LeastLoaded Assign = "least_loaded"
	BySkill     Assign = "skill"
)

// Load is what somebody has to act on: their new and open tickets. Those that wait for somebody else weigh nothing.
type Load struct {
	Tickets int
	Weight  int // each ticket by its priority: 1, 2, 4 or 8
}

// Plus is the sum of two loads.
func (l Load) Plus(m Load) Load { return Load{l.Tickets + m.Tickets, l.Weight + m.Weight} }

// Minus is what is left of a load without another.
func (l Load) Minus(m Load) Load { return Load{l.Tickets - m.Tickets, l.Weight - m.Weight} }

// Burden is what a ticket adds to the load of its assignee; zero while it is nobody's, or waits for somebody else.
func (t *Ticket) Burden() Load {
	if t.Assignee == "" || !t.Status.Active() {
		return Load{}
	}
	return Load{1, 1 << max(0, slices.Index(Priorities(), t.Priority))}
}

// AsksLoad reports whether any choice needs to know how much people have: then Facts.Load is looked up.
func (r *Rules) AsksLoad() bool {
	return slices.ContainsFunc(r.Tiers[:], func(t TierRules) bool { return t.Assign == LeastLoaded || t.Assign == BySkill }) ||
		slices.ContainsFunc(r.People, func(p Person) bool { return p.Capacity > 0 })
}

// AsksLast reports whether any choice needs to know who had the last ticket of a customer: then Facts.Last is looked up.
func (r *Rules) AsksLast() bool {
	return slices.ContainsFunc(r.Tiers[:], func(t TierRules) bool { return t.Sticky })
}

// Requesters are those whose ticket a first mail may become: its author, and whom a forward or a form on our own site names.
func (in *Incoming) Requesters() []Address {
	all := []Address{in.Sender.Address}
	if f := in.Mail.Forwarded; f != nil {
		all = append(all, f.From)
	}
	if in.Sender.Role == Desk {
		all = append(all, in.Mail.ReplyTo[:min(len(in.Mail.ReplyTo), 1)]...)
	}
	return all
}
