package tickets

import (
	"slices"
	"time"
)

// Event is something that happened to one ticket, with every fact that a decision needs. Facts were found before;
// deciding looks nothing up.
type Event interface{ facts() Facts }

// Facts belong to every event.
type Facts struct {
	At    time.Time
	Turns [TopTier + 1]uint64 // per tier, how many tickets the round robin has given out
	Known []ID                // tickets that commands name and that exist, not closed
	Past  []ID                // those that are closed
	// Queued are the letters of the ticket that did not leave yet. They are looked up for commands that withdraw some.
	Queued []Letter
	// Kept are the suspended mails that commands name, as far as they exist; letters that a budget holds are among them.
	Kept []Suspended
	// Named are the other tickets that command lines are addressed to, as far as they exist.
	Named map[ID]Named
	// Results say what came of the orders to the desk, by the line of the command; nil before they were tried.
	Results map[int]Result
	// Said are the messages of the ticket, and Fresh is the number that a new one may take. They are looked up for /split,
	// the first for /send and the second for /vendor in a mail on no ticket, too.
	Said  []Message
	Fresh ID
	// Told is the message that the letter which a mail answers told of, 0 for none. Draft is what stands in the mail between
	// the marks around a vendor's answer; it is Torn when a part of it, or a mark, is missing. They are looked up for /send.
	Told  uint64
	Draft string
	Torn  bool
	// Away are the people who are away, by their ids.
	Away map[string]Away
	// Load is what people have to act on, by their ids. It is looked up when Rules.AsksLoad.
	Load map[string]Load
	// Ahead is, per tier, how many tickets wait in its queue, this one included.
	Ahead [TopTier + 1]int
	// Last is who had the last ticket of a customer, by Address.Key. It is looked up for first mails when Rules.AsksLast.
	Last map[string]string
	// Findings answer the query of a relay.
	Findings *Findings
	// Backgrounds are what the hand-off packets of tickets need. They are looked up after a decision that HandsOver.
	Backgrounds map[ID]Background
	// Lately is what the desk wrote by itself, and to whom it does not write.
	Lately *Ledger `json:"-"`
}

func (f Facts) facts() Facts { return f }

// Incoming is what is known of a mail before a decision: who wrote it, which ticket it leads to, where its bytes are.
type Incoming struct {
	Facts
	Mail    *Mail
	Raw     string // the blob of the raw mail
	Mailbox string // the address of the mailbox that received it
	Sender  Sender
	Link    Link
	// About is the suspended mail that the letter which this one answers was about, "" for any other letter.
	About string
	// Logos are the SHA-256 hashes of pictures in the mail that its sender's side keeps sending: those of a signature. They
	// are nothing to look at, and neither listed nor sent on.
	Logos []string
	// Blocked is the address or @domain that a manager blocked and that the mail comes from, "" for none.
	Blocked string
	// Released names who looked at the mail after it was suspended and let it through; "" for mail that comes in.
	Released string
	// Forgiven are the reasons for which it was suspended and let through: they speak against it no more, others do.
	Forgiven []Reason
}

// files are the attachments of the mail without the logos of its signature.
func (in *Incoming) files() []Attachment {
	if len(in.Logos) == 0 {
		return in.Mail.Attachments
	}
	return slices.DeleteFunc(slices.Clone(in.Mail.Attachments), func(a Attachment) bool { return a.Inline && slices.Contains(in.Logos, a.SHA256) })
}

// Sender is who wrote a mail, and how sure we are.
type Sender struct {
	Address Address    `json:"address"`
	Role    Role       `json:"role"`
	Person  string     `json:"person"`           // the id of someone of the desk, "" for others
	Vendor  string     `json:"vendor,omitempty"` // the id of the vendor whose address it is
	Token   TokenState `json:"token"`
	Auth    bool       `json:"auth"` // the receiving server vouches for the domain of From (RFC 8601), aligned
	Why     string     `json:"why"`  // one sentence for the journal
}

// TokenState says what the token in a mail proved.
type TokenState string

// A token is good only for the recipient it was made for.
const (
	NoToken      TokenState = ""
	GoodToken    TokenState = "good"    // made for this sender
	RevokedToken TokenState = "revoked" // made for this sender, and taken from them since, or of a key in wrong hands
	ForeignToken TokenState = "foreign" // genuine, but made for someone else
	ExpiredToken TokenState = "expired" // genuine, but made with a key whose time is over; it proves nothing
	WrongToken   TokenState = "wrong"   // it does not verify
)

// Proven reports whether the sender is who From says, by the standard of a mailbox.
func (s Sender) Proven(trust Trust) bool {
	switch trust {
	case TrustToken:
		return s.Token == GoodToken
	case TrustAuth:
		return s.Auth
	default:
		return s.Token == GoodToken && s.Auth
	}
}

// Link is which ticket and leg a mail leads to, and why.
type Link struct {
	Ref
	Reason Reason `json:"reason"`
	Why    string `json:"why"` // one sentence: what was found
	// Merged is the ticket that the mail named, when that was merged into this one; 0 otherwise.
	Merged ID `json:"merged,omitempty"`
}

// FirstMail opens a ticket. Previous names the closed ticket that it follows up, 0 for none; Resumes
// is the subject of that, when the mail says nothing but the word that opens it again. Block is what somebody of the desk
// wrote above a customer's mail that they forward.
type FirstMail struct {
	Incoming
	Previous ID
	Resumes  string
	Block    Block
	// Wants is what whoever opens the ticket at the shell says of it; what is zero, the routes say.
	Wants Routing
}

// CustomerMail is mail on a ticket from the customer side. Thanks is set when it says nothing but thanks, or that it
// works now.
type CustomerMail struct {
	Incoming
	Thanks  bool
	Answers []Filled // to the form that the ticket waits for
}

// AgentMail is mail from someone of the desk: a reply, a note, commands, or several of these. It is decided on ticket 0
// when it belongs to no ticket: an answer to a digest, commands to the desk's plain address.
type AgentMail struct {
	Incoming
	Block Block
	Read  time.Time // when the newest letter was made that its author can have read before writing; see ReadBy
	Last  string    // the words of the last answer that the customer got
	Leaks []Leak    // what in the words must not go where they are meant to go
	// Thanks is set when the mail says nothing but thanks: a vendor need not answer that.
	Thanks bool
}

// MachineMail is an auto-reply, out-of-office notice or the like that leads to a ticket.
type MachineMail struct{ Incoming }

// Imported is mail that was in the mailbox before the desk: it becomes a closed ticket, and nobody is told.
type Imported struct{ Incoming }

// Undelivered tells that a letter did not reach its recipient, or is late.
type Undelivered struct {
	Facts
	To         Address
	Notice     Notice // "" when unknown
	MessageID  string
	Status     string
	Diagnostic string
	Delayed    bool     // not given up yet
	Hard       bool     // the address itself is bad for good
	Told       *Message // what the letter told of, nil when it told of no message
	Raw        string   // the blob of the report; "" when our own server refused it
	Report     string   // the Message-ID of the report
}

// Ordered is a command that came another way than by mail: from the operator's shell.
type Ordered struct {
	Facts
	By       string
	Commands []Command
}

// Order is something that a command asks of the desk itself, not of a ticket, such as to release a suspended mail. Who
// commits the decision tries it first, within the same commit, and decides again with the Result. So an order that
// fails is a fault like any other: none of the mail's commands runs.
type Order struct {
	Line int // of the command
	Verb string
	Arg  string
	By   string
}

// Result is what came of an order: what was done, in the words of a receipt, or why it could not be.
type Result struct {
	Done    string
	Problem string
}

// HeldLetterJudged tells that a person released a held letter of the ticket, or dropped it.
type HeldLetterJudged struct {
	Facts
	By        string
	Letter    HeldLetter
	MessageID string
	Dropped   bool
}

// Tick tells a ticket that a moment which it waited for has come.
type Tick struct{ Facts }

// Reloaded tells a ticket that the rules may have changed: the clocks are set by the new ones.
type Reloaded struct{ Facts }

// Relayed is what another ticket sent.
type Relayed struct {
	Facts
	Relay Relay
}

// Relay is something that one ticket owes another. It is committed with the decision that caused it and handled once.
type Relay struct {
	ID   string    `json:"id"` // unique and ordered by time
	To   ID        `json:"to"`
	From ID        `json:"from"`
	Kind RelayKind `json:"kind"`
	At   time.Time `json:"at"`
	By   string    `json:"by"`
	// People are the customers of a ticket that was merged.
	People []Address `json:"people,omitempty"`
	// Cases are what it had at vendors.
	Cases   []Case `json:"cases,omitempty"`
	Subject string `json:"subject"`
	Asked   *Asked `json:"asked,omitempty"`
}

// RelayKind says what a relay is about.
type RelayKind string

// What tickets tell each other.
const (
	RelayMerged     RelayKind = "merged"      // From was merged into To
	RelayFollowedUp RelayKind = "followed_up" // From follows up To
	RelayLinked     RelayKind = "linked"      // From and To have to do with each other
	RelayAsked      RelayKind = "asked"       // By wants to know something of To, or of all tickets; To may be 0
)

// Block is the commands at the top of an agent's mail, and what was written below them.
type Block struct {
	Commands []Command
	Fault    *Fault // the first line that is no command; then nothing may be run
	Body     Body   // without the command lines
}

// Command is one command line: /assign ann.
type Command struct {
	Ticket ID     // #1024 /assign ann; 0 when the line names none
	Verb   string // in lower case, without the slash
	Arg    string // the rest of the line, blanks trimmed
	Line   int    // in the mail, counted from 1
	Text   string // the line as written
}
