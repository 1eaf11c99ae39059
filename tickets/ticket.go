package tickets

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// ID numbers tickets from 1 upwards; 0 is no ticket.
type ID uint64

// String is the form people read and write: #1024.
func (id ID) String() string { return fmt.Sprintf("#%d", uint64(id)) }

// Status is where a ticket stands between its first mail and its closure.
type Status string

// The statuses of SPEC section 1. Closed is final: a later reply opens a follow-up ticket.
const (
	New     Status = "new"     // nobody has answered yet
	Open    Status = "open"    // the desk has to act
	Pending Status = "pending" // waits for the customer
	Hold    Status = "hold"    // waits for a vendor, a problem or a date
	Solved  Status = "solved"  // answered for good, unless the customer disagrees in time
	Closed  Status = "closed"  // final
)

// Active reports whether the desk still owes something on a ticket of this status: its clocks run.
func (s Status) Active() bool { return s == New || s == Open }

// Tier is a rung of the ladder, L0 (self-service) to L4 (outside vendors).
type Tier int

// TopTier is the highest rung.
const TopTier Tier = 4

// String is the short name of the rung: L2.
func (t Tier) String() string { return fmt.Sprintf("L%d", int(t)) }

// Priority orders tickets by impact and urgency.
type Priority string

// The priorities, lowest first.
const (
	Low    Priority = "low"
	Normal Priority = "normal"
	High   Priority = "high"
	Urgent Priority = "urgent"
)

// Priorities lists them, lowest first.
func Priorities() []Priority { return []Priority{Low, Normal, High, Urgent} }

// Type says what kind of matter a ticket is.
type Type string

// The types of SPEC section 1.
const (
	Incident Type = "incident"
	Request  Type = "request"
	Question Type = "question"
	Problem  Type = "problem"
)

// Types lists them.
func Types() []Type { return []Type{Incident, Request, Question, Problem} }

// Level is a step of impact or urgency.
type Level string

// The levels; a matter of which nobody said is Medium.
const (
	LowLevel    Level = "low"
	MediumLevel Level = "medium"
	HighLevel   Level = "high"
)

// Levels lists them, lowest first.
func Levels() []Level { return []Level{LowLevel, MediumLevel, HighLevel} }

// Leg is one conversation inside a ticket. A message belongs to exactly one leg and never leaks to another.
type Leg string

// The legs that every ticket has. A vendor leg is named "vendor:" and the vendor.
const (
	CustomerLeg Leg = "customer"
	InternalLeg Leg = "internal"
)

// Ticket is one matter from first mail to closure: its present state. What was said is in its messages, what
// happened and why in its journal.
type Ticket struct {
	ID      ID     `json:"id"`
	Version uint64 `json:"version"` // counts commits; a commit names the version that it was decided on

	Subject      string    `json:"subject"`
	Status       Status    `json:"status"`
	Type         Type      `json:"type"`
	Priority     Priority  `json:"priority"`
	Queue        string    `json:"queue"`
	Tags         []string  `json:"tags,omitempty"`
	Tier         Tier      `json:"tier"`
	Assignee     string    `json:"assignee,omitempty"`  // a person's id; "" while nobody owns it
	OwnedFor     string    `json:"owned_for,omitempty"` // why the assignee has it, in a clause; without one, who put it down
	Swarm        Swarm     `json:"swarm,omitzero"`
	Skill        string    `json:"skill,omitempty"`    // what the assignee should know: a route says so
	SLA          string    `json:"sla,omitempty"`      // the name of the policy that a route chose; "" leaves it to the policies
	Language     string    `json:"language,omitempty"` // of the first mail, as in Mail.Language
	Mailbox      string    `json:"mailbox"`            // the address that answers
	Requester    Address   `json:"requester"`
	Participants []Address `json:"participants,omitempty"` // others on the customer leg, never the requester

	Off []string `json:"off,omitempty"` // by Address.Key: who was taken off the customer leg

	Opened     time.Time `json:"opened"`
	Updated    time.Time `json:"updated"`
	FirstReply time.Time `json:"first_reply,omitzero"` // when the customer first heard from a person
	Waiting    time.Time `json:"waiting,omitzero"`     // of the oldest customer mail that nobody answered; zero when none
	OnTier     time.Time `json:"on_tier"`              // since when it stands on this rung
	SolvedAt   time.Time `json:"solved_at,omitzero"`
	ClosedAt   time.Time `json:"closed_at,omitzero"`

	Due     time.Time `json:"due,omitzero"`      // when the tier's clock runs out and the ticket climbs
	CloseAt time.Time `json:"close_at,omitzero"` // when a solved ticket closes by itself
	Topped  bool      `json:"topped,omitempty"`  // the clock ran out with no rung left above, and the managers know; or a chain took over
	Quiet   bool      `json:"quiet,omitempty"`   // a machine opened it: the desk writes nothing to the requester by itself

	Since    time.Time `json:"since,omitzero"`     // since when it has its status
	RemindAt time.Time `json:"remind_at,omitzero"` // when a customer who does not answer is reminded
	SolveAt  time.Time `json:"solve_at,omitzero"`  // when a ticket that waits in vain is solved
	Reminded bool      `json:"reminded,omitempty"` // in this waiting

	Clocks   []Clock   `json:"clocks,omitempty"`   // of what the customer was promised
	Alarms   []Alarm   `json:"alarms,omitempty"`   // escalation chains that run
	Started  []Cause   `json:"started,omitempty"`  // chains that a rule or a person started
	Outcomes []Outcome `json:"outcomes,omitempty"` // how earlier promises ended

	Pause Pause `json:"pause,omitzero"` // what somebody asked for: then no clock runs

	Impact  Level `json:"impact,omitempty"`  // with Urgency it sets the priority; "" until somebody says
	Urgency Level `json:"urgency,omitempty"` // how soon it hurts

	RaisedFrom Priority `json:"raised_from,omitempty"` // the priority before it was raised; "" when it was not

	Fields []Filled `json:"fields,omitempty"` // what the customer answered to question forms
	Form   OpenForm `json:"form,omitzero"`    // the form that waits for answers

	Climbs   []Climb  `json:"climbs,omitempty"`
	Holders  []Holder `json:"holders,omitempty"` // who had it before
	Spent    []Spent  `json:"spent,omitempty"`
	Tried    []Tried  `json:"tried,omitempty"`
	Reopened int      `json:"reopened,omitempty"`
	Reopens  Window   `json:"reopens,omitempty"`  // when mail reopened it, as far back as counts
	Restless bool     `json:"restless,omitempty"` // mail reopened it too often; its owner was told
	Unsent   []Unsent `json:"unsent,omitempty"`   // what waited before it was sent, so that its author can recall it
	Recalled []uint64 `json:"recalled,omitempty"` // messages that nobody got after all
	Answered Said     `json:"answered,omitzero"`

	Kept []KeptMail `json:"kept,omitempty"` // answers that were kept back and wait for /send

	Cases  []Case   `json:"cases,omitempty"`  // what it has at vendors
	Lent   Tier     `json:"lent,omitempty"`   // while it waits for a vendor on L4: the rung whose people own it; 0 otherwise
	Hidden []Hidden `json:"hidden,omitempty"` // what vendors get placeholders for, so that each keeps its own

	MergedInto ID   `json:"merged_into,omitempty"`
	Merged     []ID `json:"merged,omitempty"`
	FollowUpOf ID   `json:"follow_up_of,omitempty"`
	FollowUps  []ID `json:"follow_ups,omitempty"`
	Links      []ID `json:"links,omitempty"`      // tickets that have to do with this one
	SplitFrom  ID   `json:"split_from,omitempty"` // whose messages this one began with

	Letters  uint64              `json:"letters"`          // numbers the letters of this ticket
	Messages uint64              `json:"messages"`         // numbers its messages
	Chains   map[string][]string `json:"chains,omitempty"` // by Address.Key: the message identifiers of the thread in that person's client
	// Mailed is, by Address.Key, when the desk wrote by itself to a person about this ticket, as far back as budgets count.
	Mailed   map[string]Window `json:"mailed,omitempty"`
	Question string            `json:"question,omitempty"` // the first own words of the requester, for the hand-off packet
}

// Climb is one change of tier.
type Climb struct {
	At   time.Time `json:"at"`
	From Tier      `json:"from"`
	To   Tier      `json:"to"`
	By   string    `json:"by"` // a person's id, or "clock"
	Why  string    `json:"why"`
	// Vendor is who was asked on L4: there and back its owner keeps the ticket. "" for a hand-off between people.
	Vendor string `json:"vendor,omitempty"`
}

// Spent is working time that a person booked on a ticket.
type Spent struct {
	By      string    `json:"by"`
	Tier    Tier      `json:"tier"`
	Minutes int       `json:"minutes"`
	At      time.Time `json:"at"`
}

// Tried is what somebody tried, for the people who come after.
type Tried struct {
	By   string    `json:"by"`
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

// Said is the last answer that the customer got from a person: so that colleagues who answer at once learn of each other.
type Said struct {
	By      string    `json:"by"`
	At      time.Time `json:"at"`
	Message uint64    `json:"message"`
}

// Pause is a stop of the clock that somebody asked for. A mail of the customer ends it, and so does a change of status or tier.
type Pause struct {
	Kind  PauseKind `json:"kind"` // "" when there is none
	By    string    `json:"by"`
	Until time.Time `json:"until,omitzero"` // zero: until the customer writes
}

// PauseKind says what happens at the end of a pause.
type PauseKind string

// A hold opens the ticket again and reminds its owner, a snooze reminds, an acknowledgement only lets the clock run again.
const (
	HoldPause   PauseKind = "hold"
	SnoozePause PauseKind = "snooze"
	AckPause    PauseKind = "ack"
)

// Wake is the earliest moment this ticket cares about: a Tick is due then. Zero when it waits for nothing.
func (t *Ticket) Wake() time.Time {
	var wake time.Time
	for _, at := range []time.Time{t.Due, t.CloseAt, t.Pause.Until, t.RemindAt, t.SolveAt} {
		wake = sooner(wake, at)
	}
	for i := range t.Clocks {
		wake = sooner(wake, t.Clocks[i].wake())
	}
	for _, a := range t.Alarms {
		wake = sooner(wake, a.Next)
	}
	for i := range t.Cases {
		wake = sooner(wake, t.Cases[i].wake())
	}
	return wake
}

// Deadline is the earliest moment by which somebody of the desk has to act: of the rung's clock and of what the customer was
// promised. It is past when that is late already, and zero when no clock runs.
func (t *Ticket) Deadline() time.Time {
	due := t.Due
	for _, c := range t.Clocks {
		due = sooner(due, c.Due)
	}
	return due
}

// sooner is the earlier of two moments; the zero time is none.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// Belongs reports whether an address is on the customer side of the ticket.
func (t *Ticket) Belongs(a Address) bool {
	return t.Requester.Same(a) || slices.ContainsFunc(t.Participants, a.Same)
}

// Customers are the requester and the participants, the requester first.
func (t *Ticket) Customers() []Address {
	return append([]Address{t.Requester}, t.Participants...)
}

// Clone copies the ticket so that changing one does not change the other.
func (t Ticket) Clone() Ticket {
	t.Tags = slices.Clone(t.Tags)
	t.Swarm.With = slices.Clone(t.Swarm.With)
	t.Participants = slices.Clone(t.Participants)
	t.Off = slices.Clone(t.Off)
	t.Climbs = slices.Clone(t.Climbs)
	t.Holders = slices.Clone(t.Holders)
	t.Spent = slices.Clone(t.Spent)
	t.Tried = slices.Clone(t.Tried)
	t.Fields = slices.Clone(t.Fields)
	t.Form.Fields = slices.Clone(t.Form.Fields)
	t.Clocks = slices.Clone(t.Clocks)
	t.Outcomes = slices.Clone(t.Outcomes)
	t.Alarms = slices.Clone(t.Alarms)
	t.Started = slices.Clone(t.Started)
	t.Unsent = slices.Clone(t.Unsent)
	for i := range t.Unsent {
		t.Unsent[i] = t.Unsent[i].clone()
	}
	t.Recalled = slices.Clone(t.Recalled)
	t.Kept = slices.Clone(t.Kept)
	t.Cases, t.Hidden = cloneCases(t.Cases), slices.Clone(t.Hidden)
	t.Links = slices.Clone(t.Links)
	t.Merged = slices.Clone(t.Merged)
	t.FollowUps = slices.Clone(t.FollowUps)
	t.Chains = maps.Clone(t.Chains)
	for k, chain := range t.Chains {
		t.Chains[k] = slices.Clone(chain)
	}
	t.Reopens = slices.Clone(t.Reopens)
	t.Mailed = maps.Clone(t.Mailed)
	for k, w := range t.Mailed {
		t.Mailed[k] = slices.Clone(w)
	}
	return t
}

// Ref names one leg of one ticket.
type Ref struct {
	Ticket ID  `json:"ticket"`
	Leg    Leg `json:"leg"`
}
