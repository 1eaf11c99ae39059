package tickets

import "time"

// Direction says which way a message went.
type Direction string

// In came to the desk, Out left it.
const (
	In  Direction = "in"
	Out Direction = "out"
)

// Message is one thing said on one leg of a ticket.
type Message struct {
	N           uint64       `json:"n"` // counts the messages of the ticket from 1
	Leg         Leg          `json:"leg"`
	Direction   Direction    `json:"direction"`
	From        Address      `json:"from"`
	To          []Address    `json:"to"`
	At          time.Time    `json:"at"`
	MessageID   string       `json:"message_id"`
	Reason      Reason       `json:"reason"` // why it is on this ticket
	Why         string       `json:"why"`    // the same in a sentence
	Kind        MailKind     `json:"kind"`
	Text        string       `json:"text"`
	Attachments []Attachment `json:"attachments"`
	Raw         string       `json:"raw"` // the blob of the raw mail; "" for what was not a mail
}

// Entry is one line of a ticket's journal: what happened, who did it, and why. Entries are never changed.
type Entry struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`  // a person's id, an address, or "desk"
	Why    Reason    `json:"why"` // from the closed list
	Text   string    `json:"text"`
	Proof  string    `json:"proof,omitempty"` // what proved who did it, for a mail of the desk's people
	Tier   Tier      `json:"tier"`            // the rung after it
	Status Status    `json:"status"`          // the status after it
	Told   string    `json:"told,omitempty"`  // who was told in a letter about several tickets: a person's id
}

// History is everything kept about a ticket beside its state, oldest first.
type History struct {
	Messages []Message
	Journal  []Entry
	Letters  []Letter
}
