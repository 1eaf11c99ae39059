package tickets

import "time"

// Decision is everything that follows from one event: the new state, what to write down, whom to write to. It is
// committed as a whole or not at all.
type Decision struct {
	Reason   Reason
	Why      string // one sentence
	Ticket   Ticket // the new state
	Journal  []Entry
	Messages []Message
	Letters  []Draft
	Relays   []Relay
	Waits    []Waiting
	Ended    []Waiting // notices that wait no longer
	Took     []Tier    // tiers whose round robin gave out a ticket
	Withdraw []uint64  // Seq of queued letters of this ticket that must not leave
	Done     []string  // what commands did, one line each; it may have several lines of text
	// Others are the decisions on other tickets that the same mail gave commands to; they are committed together.
	Others []Decision
	// HandsOver is set when a hand-off packet lacks Facts.Backgrounds of the ticket: look it up and decide again.
	HandsOver bool
	// Absences are who goes away, and who is back.
	Absences []Absence
	// Orders are what commands ask of the desk itself. They come without what follows from them: see Order.
	Orders []Order
	// Ask names who is asked about a mail that is kept back.
	Ask []Ask
	// KeptBack is set when an agent's mail is listed with the suspended ones although the ticket takes note of it: then the
	// rest of the decision holds, and tells its author.
	KeptBack Reason
	Suppress []Suppression // addresses that turned out not to exist
	Lift     []Address     // addresses that are not suppressed any more
	// Suspend is set when the mail is kept back. Then the ticket is unchanged.
	Suspend Reason
}

// Suspended is a mail that was kept back, for a person to look at.
type Suspended struct {
	ID      string    `json:"id"` // short, for people to type
	At      time.Time `json:"at"`
	Reason  Reason    `json:"reason"`
	Why     string    `json:"why"`
	Mailbox string    `json:"mailbox"`
	From    Address   `json:"from"`
	Subject string    `json:"subject"`
	Raw     string    `json:"raw"`  // the blob of the mail, or of its header when the mail was too large
	Size    int64     `json:"size"` // in bytes
	Ticket  ID        `json:"ticket,omitempty"`
	Cause   string    `json:"cause"` // the idempotency key of the mail
	// Forgiven are the reasons for which it was suspended and let through before it was suspended for this one.
	Forgiven []Reason `json:"forgiven,omitempty"`
	// Asked is who of the desk was asked whether it is theirs; "" when nobody was.
	Asked string `json:"asked,omitempty"`
	// Expired is when it was dropped because nobody said what shall become of it; zero while it is kept back.
	Expired time.Time `json:"expired,omitzero"`
}
