package tickets

import (
	"slices"
	"strings"
	"time"
)

// Rules are everything that the operator configured and Decide may ask. They are read, never changed; a reload makes new ones.
type Rules struct {
	Desk         string // the desk's name: Acme Support
	Tag          string // what stands before the number in subject tags: ACME
	Zone         *time.Location
	Mailboxes    []Mailbox
	People       []Person
	Tiers        [TopTier + 1]TierRules
	Vendors      []Vendor      // whom tier 4 asks
	ReopenWithin time.Duration // a solved ticket closes after it
	UndoDelay    time.Duration // what people write to customers and vendors waits so long
	AwayFor      time.Duration // who is away, and does not say until when; 0 is a day
	ReplyTo      ReplyRule     // where a plain answer to a notice goes; "" is ReplyCustomer
	Enclose      int64         // attachments up to this many bytes in all go along with a notice
	Matrix       Matrix        // impact and urgency to priority
	Budgets      Budgets
	Forms        []Form
	Canned       []Canned
	Pending      PendingRules
	Router       Router
	Promises     Promiser // nil: nobody is promised anything
	Chains       map[Cause][]ChainStep
	Signer       Signer

	KeepSuspended time.Duration // suspended mail is dropped after it; 0: never
}

// Mailbox is an address of the desk.
type Mailbox struct {
	Address  string
	Name     string // beside the address in From: Acme Support
	Trust    Trust
	Authserv string // the authserv-id whose Authentication-Results are believed (RFC 8601, section 2.5); "" for none
	Sub      string // the sub-address separator, "+"; "" when the server has none
}

// Trust says what proves that a mail is an agent's.
type Trust string

// What an agent's mail must bring.
const (
	TrustTokenAndAuth Trust = "token+auth"
	TrustToken        Trust = "token"
	TrustAuth         Trust = "auth"
)

// Role is what a person is to the desk.
type Role string

// The roles of SPEC section 1. Customer is everyone who is not configured.
const (
	Customer Role = "customer"
	Agent    Role = "agent"
	Manager  Role = "manager"
	Outside  Role = "vendor"   // an outside company that the desk asks
	Operator Role = "operator" // who sits at the shell of the machine
	Desk     Role = "desk"     // one of our own mailboxes
)

// Person is someone of the desk.
type Person struct {
	ID     string
	Name   string
	Emails []string // the first receives our letters; mail from any of them is theirs
	Role   Role
	Zone   *time.Location // nil: the desk's
	Hours  Hours          // when the person works

	Skills    []string
	Languages []string // ISO 639-1 codes: mail in one of them goes to them rather than to others
	Capacity  int      // so many tickets to act on at most, unless somebody assigns more by hand; 0: any number

	Notices NoticeRules
}

// Address is where letters to the person go.
func (p Person) Address() Address {
	if len(p.Emails) == 0 {
		return Address{Name: p.Name}
	}
	return Address{Name: p.Name, Address: p.Emails[0]}
}

// Given is the first word of the person's name: what customers see.
func (p Person) Given() string {
	given, _, _ := strings.Cut(p.Name, " ")
	return given
}

// TierRules are the people and the clocks of one rung.
type TierRules struct {
	Name       string
	People     []string // ids, in the order of the round robin
	Assign     Assign   // who gets the next ticket; "" is RoundRobin
	Sticky     bool     // who had the customer's last ticket gets the next one, too
	Respond    Span     // a waiting customer is answered within; zero: no clock
	HoldAtMost Span     // a ticket stays on this rung no longer; zero: no clock
	Hours      Hours    // both count this time only
}

// Router finds queue, tier and priority of a new ticket. tickets/route implements it.
type Router interface {
	Route(ev *FirstMail) Routing
	// Path is the way of the mail through the routes, one line a rule that was asked, for people to read.
	Path(ev *FirstMail) []string
}

// Routing is what the routes say of a new ticket.
type Routing struct {
	Queue    string
	Tier     Tier
	Priority Priority
	Impact   Level // "" when no route says it
	Urgency  Level
	Type     Type
	Tags     []string
	Assignee string   // a person's id; "" leaves the choice to the tier
	Model    Model    // how it finds its owner
	Skill    string   // what the assignee should know, on tiers that assign by skill
	Ask      string   // the name of a form whose questions are the first answer
	Canned   string   // the name of a canned answer that is the first answer
	SLA      string   // the name of the policy of promises; "" leaves the choice to the policies
	Chain    Cause    // the name of an escalation chain that begins
	Vendor   string   // the id of a vendor that is asked at once
	Suspend  bool     // keep the mail back for a person to look at
	Rules    []string // names of the rules that matched, in order
}

// Signer makes the reply addresses and message identifiers that carry a recipient's token. tickets/thread implements it.
type Signer interface {
	// ReplyAddress is the mailbox's address with the token of the door as sub-address; the bare address when sep is "".
	ReplyAddress(mailbox, sep string, d Door) string
	// Token is the token of the door alone, for subjects of mail to addresses that have no room for it.
	Token(d Door) string
	// MessageID is the identifier, without angle brackets, of letter number seq through that door.
	MessageID(mailbox string, d Door, seq uint64) string
}

// Door is where an answer to a letter leads: one leg of one ticket, for one recipient only.
type Door struct {
	Ticket    ID
	Leg       Leg
	Recipient string // an Address.Key
}

// PersonByID finds someone of the desk.
func (r *Rules) PersonByID(id string) (Person, bool) {
	i := slices.IndexFunc(r.People, func(p Person) bool { return p.ID == id })
	if i < 0 {
		return Person{}, false
	}
	return r.People[i], true
}

// PersonByAddress finds whose address it is.
func (r *Rules) PersonByAddress(a Address) (Person, bool) {
	for _, p := range r.People {
		for _, e := range p.Emails {
			if a.Same(Address{Address: e}) {
				return p, true
			}
		}
	}
	return Person{}, false
}

// MailboxByAddress finds the mailbox that an address, with or without sub-address, belongs to.
func (r *Rules) MailboxByAddress(a Address) (Mailbox, bool) {
	for _, m := range r.Mailboxes {
		if a.Key() == Lower(m.Address) || (m.Sub != "" && isSubAddress(a.Key(), Lower(m.Address), m.Sub)) {
			return m, true
		}
	}
	return Mailbox{}, false
}

func isSubAddress(key, address, sep string) bool {
	local, domain, _ := strings.Cut(address, "@")
	return strings.HasPrefix(key, local+sep) && strings.HasSuffix(key, "@"+domain)
}

// ZoneOf is the time zone that an address's owner reads times in: the desk's for everyone who has none of their own.
func (r *Rules) ZoneOf(a Address) *time.Location {
	if p, ok := r.PersonByAddress(a); ok && p.Zone != nil {
		return p.Zone
	}
	if r.Zone != nil {
		return r.Zone
	}
	return time.UTC
}

// Managers are the people who get digests and hierarchical escalations.
func (r *Rules) Managers() []Person {
	return slices.DeleteFunc(slices.Clone(r.People), func(p Person) bool { return p.Role != Manager })
}

// TierOf is the highest rung that a person stands on; L1 for someone on none.
func (r *Rules) TierOf(person string) Tier {
	for t := TopTier; t > 0; t-- {
		if slices.Contains(r.Tiers[t].People, person) {
			return t
		}
	}
	return 1
}
