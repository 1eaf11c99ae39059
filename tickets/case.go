package tickets

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Case is what a ticket has at a vendor: the state of one vendor leg.
type Case struct {
	Vendor string      `json:"vendor"`
	Refs   []VendorRef `json:"refs,omitempty"` // its numbers; it is told the first
	Also   []string    `json:"also,omitempty"` // by Address.Key: who was let onto the leg beside the vendor

	Since  time.Time `json:"since"`            // when it was asked first
	Asked  time.Time `json:"asked,omitzero"`   // of the oldest question that it did not answer; zero when it owes nothing
	Heard  time.Time `json:"heard,omitzero"`   // of its last answer; what only a robot wrote is none
	Answer uint64    `json:"answer,omitempty"` // the message with that
	Passed []uint64  `json:"passed,omitempty"` // answers that went on to the customer
	Sent   int       `json:"sent,omitempty"`   // letters that it got from us
	Robots int       `json:"robots,omitempty"` // those that its tracker answered by itself

	Warn    time.Time `json:"warn,omitzero"`       // when the owner is warned
	Due     time.Time `json:"due,omitzero"`        // when the answer is due
	ChaseAt time.Time `json:"chase_at,omitzero"`   // when it is reminded next
	Chased  int       `json:"chased,omitempty"`    // how often it was, since Asked
	Last    time.Time `json:"last_chase,omitzero"` // when it was last
	Warned  bool      `json:"warned,omitempty"`    // the owner was told that it is due soon
	Late    bool      `json:"late,omitempty"`      // it is too late, and the owner was told
}

// wake is when something is to be done about the case; zero when nothing is.
func (c *Case) wake() time.Time {
	wake := c.ChaseAt
	if !c.Late {
		wake = sooner(wake, c.Due)
	}
	if !c.Late && !c.Warned {
		wake = sooner(wake, c.Warn)
	}
	return wake
}

// sameMoments reports whether a case is due as another one is.
func sameMoments(a, b *Case) bool {
	return a.Warn.Equal(b.Warn) && a.Due.Equal(b.Due) && a.ChaseAt.Equal(b.ChaseAt) && a.Late == b.Late
}

// Ref is the vendor's number as it writes it, "" while none is known.
func (c *Case) Ref() string {
	if len(c.Refs) == 0 {
		return ""
	}
	return c.Refs[0].Shown
}

// Has reports whether a number, in the form that is compared, is one of the case.
func (c *Case) Has(key string) bool {
	return slices.ContainsFunc(c.Refs, func(r VendorRef) bool { return r.Key == key })
}

// Case finds what the ticket has at a vendor; nil when it was not asked.
func (t *Ticket) Case(vendor string) *Case {
	i := slices.IndexFunc(t.Cases, func(c Case) bool { return c.Vendor == vendor })
	if i < 0 {
		return nil
	}
	return &t.Cases[i]
}

// cloneCases copies what the cases of a ticket point to.
func cloneCases(cases []Case) []Case {
	cases = slices.Clone(cases)
	for i := range cases {
		c := &cases[i]
		c.Refs, c.Also, c.Passed = slices.Clone(c.Refs), slices.Clone(c.Also), slices.Clone(c.Passed)
	}
	return cases
}

// caseAt is the case at a vendor, a new one when there was none.
func (s *step) caseAt(vendor string) *Case {
	if c := s.t.Case(vendor); c != nil {
		return c
	}
	s.t.Cases = append(s.t.Cases, Case{Vendor: vendor})
	return &s.t.Cases[len(s.t.Cases)-1]
}

// Bounds of a case: numbers, people let in, answers that went on.
const (
	maxRefs   = 4
	maxAlso   = 10
	maxPassed = 50
)

// learn takes note of a vendor's number. One that a person said goes before those that were read in mails.
func (s *step) learn(c *Case, ref VendorRef, by string) {
	if ref.Key == "" || c.Has(ref.Key) && by == c.Vendor {
		return
	}
	others := slices.DeleteFunc(slices.Clone(c.Refs), func(r VendorRef) bool { return r.Key == ref.Key })
	if by == c.Vendor {
		c.Refs = append(others, ref)
	} else {
		c.Refs = append([]VendorRef{ref}, others...)
	}
	c.Refs = c.Refs[:min(len(c.Refs), maxRefs)]
	s.journal(VendorNumber, by, "%s keeps it as %s", s.vendorName(c.Vendor), ref.Shown)
}

func (s *step) vendorName(id string) string {
	if v, ok := s.r.VendorByID(id); ok {
		return v.Name
	}
	return id
}

// owesNow reports whether a case waits for its vendor.
func (s *step) owesNow(c *Case) bool {
	return !c.Asked.IsZero() && s.t.Status != Solved && s.t.Status != Closed
}

// planCases sets when vendors are due. A contract clock knows no pause of ours: only an answer stops it, or the end of
// the matter. A vendor with reminders and without a contract is late when the last reminder was in vain.
func (s *step) planCases() {
	for i := range s.t.Cases {
		c := &s.t.Cases[i]
		v, known := s.r.VendorByID(c.Vendor)
		c.Warn, c.Due, c.ChaseAt = time.Time{}, time.Time{}, time.Time{}
		if !known || !s.owesNow(c) {
			continue
		}
		if !v.Contract.IsZero() {
			c.Due = v.Hours.After(c.Asked, v.Contract)
			if v.Warn > 0 {
				c.Warn = v.Hours.add(c.Asked, v.Hours.budget(c.Asked, v.Contract)/100*time.Duration(v.Warn))
			}
		}
		if v.Chase.IsZero() {
			continue
		}
		next := v.Hours.After(later(c.Asked, c.Last), v.Chase)
		if c.Chased < v.Chases {
			c.ChaseAt = next
		} else if c.Due.IsZero() {
			c.Due = next
		}
	}
}

// vendorsDue reminds vendors and tells the owner of those that are late. What fell due while the desk was down is one
// reminder and one notice for each.
func (s *step) vendorsDue() {
	for i := range s.t.Cases {
		c := &s.t.Cases[i]
		if at := c.wake(); at.IsZero() || s.now.At.Before(at) {
			continue
		}
		due := func(at time.Time) bool { return !at.IsZero() && !s.now.At.Before(at) }
		late, soon := !c.Late && due(c.Due), !c.Warned && due(c.Warn)
		if due(c.ChaseAt) {
			s.chase(c)
		}
		c.Warned = c.Warned || late || soon
		c.Late = c.Late || late
		if late || soon {
			s.tellOfVendor(*c)
		}
		s.plan()
	}
}

// chase reminds a vendor that we wait.
func (s *step) chase(c *Case) {
	v, _ := s.r.VendorByID(c.Vendor)
	c.Chased, c.Last = c.Chased+1, s.now.At
	s.decideToo(VendorChased, clock, "reminded %s, %s of %s", v.Name, strconv.Itoa(c.Chased), strconv.Itoa(v.Chases))
	s.send(s.vendorLetter(VendorChaser, v))
}

// tellOfVendor tells the owner that a vendor is due soon, or late. A late one no longer keeps the ticket waiting: it is the
// owner's turn again, unless another vendor is still in time or somebody said until when it rests.
func (s *step) tellOfVendor(c Case) {
	if !c.Late {
		s.decideToo(VendorWarned, clock, "%s has to answer by %s", s.vendorName(c.Vendor), moment(c.Due.In(s.zone())))
	} else {
		s.decideToo(VendorLate, clock, "%s did not answer by %s", s.vendorName(c.Vendor), moment(c.Due.In(s.zone())))
	}
	inTime := slices.ContainsFunc(s.t.Cases, func(o Case) bool { return s.owesNow(&o) && !o.Late })
	if c.Late && s.t.Status == Hold && s.t.Lent != 0 && s.t.Pause.Kind == "" && !inTime {
		s.setStatus(Open)
	}
	for _, p := range s.owners() {
		d := s.notice(VendorClock, p)
		d.Data.Vendor = s.vendorPart(c)
		s.send(d)
	}
}

// decideToo is decide, unless this moment has decided something before: then it is one more line of the journal.
func (s *step) decideToo(reason Reason, by, format string, args ...string) {
	if s.d.Reason == "" || s.d.Reason == NothingDue {
		s.decide(reason, by, format, args...)
		return
	}
	s.journal(reason, by, format, args...)
}

// lend puts the ticket on L4 while it waits for a vendor. Its owner keeps it: who asked is who gets the answer.
func (s *step) lend(v Vendor, by, why string) {
	if s.t.Status != Hold {
		s.setStatus(Hold)
	}
	if s.t.Tier == TopTier {
		return
	}
	s.t.Climbs = append(s.t.Climbs, Climb{At: s.now.At, From: s.t.Tier, To: TopTier, By: by, Why: cmp.Or(why, v.Name+" was asked"), Vendor: v.ID})
	s.t.Lent, s.t.Tier, s.t.OnTier = s.t.Tier, TopTier, s.now.At
}

// takeBack brings a ticket back from L4 to the rung whose people own it, as soon as it is their turn.
func (s *step) takeBack() {
	if s.t.Lent == 0 {
		return
	}
	vendor := ""
	if n := len(s.t.Climbs); n > 0 {
		vendor = s.t.Climbs[n-1].Vendor
	}
	from := s.t.Tier
	s.t.Tier, s.t.Lent, s.t.OnTier, s.t.Topped = s.t.Lent, 0, s.now.At, false
	s.t.Climbs = append(s.t.Climbs, Climb{At: s.now.At, From: from, To: s.t.Tier, By: "desk", Why: "it does not wait for " + s.vendorName(vendor) + " any more", Vendor: vendor})
}

// Rung is the rung whose people work on the ticket: also while it waits for a vendor on L4.
func (t *Ticket) Rung() Tier {
	if t.Lent != 0 {
		return t.Lent
	}
	return t.Tier
}

// casesOf says what the ticket has at vendors, one line each.
func (r *Rules) casesOf(t *Ticket, zone *time.Location) []string {
	var all []string
	for i := range t.Cases {
		c := &t.Cases[i]
		v, known := r.VendorByID(c.Vendor)
		if !known {
			v.Name = c.Vendor
		}
		line := v.Name
		if ref := c.Ref(); ref != "" {
			line += " (" + ref + ")"
		}
		switch {
		case !known:
			line += " is no vendor any more"
		case c.Asked.IsZero() && !c.Heard.IsZero():
			line += " answered on " + moment(c.Heard.In(zone))
		case c.Asked.IsZero():
			line += " owes no answer"
		default:
			line += " was asked on " + moment(c.Asked.In(zone))
		}
		all = append(all, line+r.dueOf(&v, c, zone))
	}
	return all
}

func (r *Rules) dueOf(v *Vendor, c *Case, zone *time.Location) string {
	var b strings.Builder
	if !c.Due.IsZero() {
		b.WriteString("; its answer is due " + moment(c.Due.In(zone)))
		if !v.Contract.IsZero() {
			b.WriteString(", by contract within " + v.Hours.say(v.Contract))
		}
	}
	if c.Late {
		b.WriteString(", which was not kept")
	}
	if c.Chased > 0 {
		b.WriteString("; reminded " + strconv.Itoa(c.Chased) + " of " + strconv.Itoa(v.Chases) + " times")
	}
	if !c.ChaseAt.IsZero() {
		b.WriteString("; reminded next " + moment(c.ChaseAt.In(zone)))
	}
	return b.String()
}
