package tickets

import (
	"slices"
	"time"
)

// Unsent is words of one mail, to the customer or to vendors, that waited before they were sent, and how the ticket stood
// before them. What waited at the moment of the update to the version that brought this field leaves, and is not recalled.
type Unsent struct {
	By         string    `json:"by"`
	At         time.Time `json:"at"`
	Leaves     time.Time `json:"leaves"` // when the last copy does
	Messages   []uint64  `json:"messages"`
	Letters    []uint64  `json:"letters"` // Seq of its copies
	Before     Status    `json:"before"`
	After      Status    `json:"after"`
	Since      time.Time `json:"since,omitzero"`       // before
	Reminded   bool      `json:"reminded,omitempty"`   // before
	Pause      Pause     `json:"pause,omitzero"`       // before
	Waiting    time.Time `json:"waiting,omitzero"`     // before
	FirstReply time.Time `json:"first_reply,omitzero"` // before
	Answered   Said      `json:"answered,omitzero"`    // before
	Told       []uint64  `json:"told,omitempty"`       // Seq of the letters that tell colleagues of it
	Passed     uint64    `json:"passed,omitempty"`     // the message of a vendor that it passes on; 0 for none
	Clocks     []Clock   `json:"clocks,omitempty"`     // before
	Outcomes   []Outcome `json:"outcomes,omitempty"`   // before
	Alarms     []Alarm   `json:"alarms,omitempty"`     // before
	Asks       []string  `json:"asks,omitempty"`       // the vendors that it is for
	Cases      []Case    `json:"cases,omitempty"`      // before, of all vendors
	Lent       bool      `json:"lent,omitempty"`       // it brought the ticket to L4
	OnTier     time.Time `json:"on_tier,omitzero"`     // before
	Topped     bool      `json:"topped,omitempty"`     // before
}

// clone copies what it points to.
func (u Unsent) clone() Unsent {
	u.Messages, u.Letters, u.Told = slices.Clone(u.Messages), slices.Clone(u.Letters), slices.Clone(u.Told)
	u.Asks, u.Clocks, u.Outcomes, u.Alarms, u.Cases = slices.Clone(u.Asks), slices.Clone(u.Clocks), slices.Clone(u.Outcomes), slices.Clone(u.Alarms), cloneCases(u.Cases)
	return u
}

// caseBefore is what the ticket had at a vendor before.
func (u *Unsent) caseBefore(vendor string) Case {
	i := slices.IndexFunc(u.Cases, func(c Case) bool { return c.Vendor == vendor })
	if i < 0 {
		return Case{Vendor: vendor}
	}
	return u.Cases[i]
}

// maxUnsent bounds how many mails of a ticket can be recalled at a time.
const maxUnsent = 5

// keepUnsent remembers what this step lets wait, so that it can be recalled. What left meanwhile is forgotten.
func (s *step) keepUnsent(before *Ticket, by string) {
	u := s.unsent()
	if len(u.Letters) == 0 {
		return
	}
	u.By, u.At, u.Before, u.After = by, s.now.At, before.Status, s.t.Status
	u.Since, u.Reminded, u.Pause, u.Waiting, u.FirstReply, u.Answered = before.Since, before.Reminded, before.Pause, before.Waiting, before.FirstReply, before.Answered
	u.Clocks, u.Outcomes, u.Alarms, u.Topped = before.Clocks, before.Outcomes, before.Alarms, before.Topped
	u.Cases, u.OnTier, u.Lent = before.Cases, before.OnTier, before.Lent == 0 && s.t.Lent != 0
	s.t.Unsent = append(slices.DeleteFunc(s.t.Unsent, func(o Unsent) bool { return !s.now.At.Before(o.Leaves) }), u.clone())
	s.t.Unsent = s.t.Unsent[max(0, len(s.t.Unsent)-maxUnsent):]
}

// unsent is what this step lets wait.
func (s *step) unsent() (u Unsent) {
	if s.pass != nil {
		u.Passed = s.pass.N
	}
	for _, l := range s.d.Letters {
		switch {
		case l.After.IsZero():
		case l.Notice == AgentReply || l.Notice == VendorRequest:
			u.Letters, u.Leaves = append(u.Letters, l.Seq), later(u.Leaves, l.After)
		case l.Notice == ColleagueAnswered:
			u.Told = append(u.Told, l.Seq)
		}
		if l.Notice == VendorRequest {
			u.Asks = append(u.Asks, l.Leg.Vendor())
		}
	}
	for _, m := range s.d.Messages {
		if m.Direction == Out {
			u.Messages = append(u.Messages, m.N)
		}
	}
	return u
}
