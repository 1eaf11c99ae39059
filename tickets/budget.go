package tickets

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Budgets are the circuit breakers on what the desk writes by itself (SPEC section 3). What a person wrote is never held
// and counts for none. A budget without limits holds nothing.
type Budgets struct {
	Ticket      Budget // letters to one outside person about one ticket
	Recipient   Budget // letters to one outside person
	Domain      Budget // letters to one organisation outside; not counted where everybody has a mailbox (IsFreemail)
	Overall     Budget // letters to all outside people together
	StaffTicket Budget // letters to one of the desk's people about one ticket: only a robot reaches it
	Staff       Budget // letters to one of the desk's people
	Reopen      Budget // how often a customer's mail reopens one ticket before nobody is told of it any more
	// Suppress is how long the desk writes nothing by itself to an outside address that does not exist; 0: no time.
	Suppress time.Duration
}

// DefaultBudgets are those of SPEC section 3 and, where it names none, ten times as much for an organisation, a hundred
// times as much for all, and for the desk's people what nobody reads in that time.
func DefaultBudgets() Budgets {
	return Budgets{
		Ticket:      budget(10, 15, 25, 50, 100),
		Recipient:   budget(30, 60, 120, 240, 360),
		Domain:      budget(300, 600, 1200, 2400, 3600),
		Overall:     budget(3000, 6000, 12000, 24000, 36000),
		StaffTicket: budget(30, 45, 75, 150, 300),
		Staff:       budget(300, 600, 1200, 2400, 3600),
		Reopen:      Budget{{5, 24 * time.Hour}},
		Suppress:    14 * 24 * time.Hour,
	}
}

// budget has a limit for 10, 30, 60, 180 and 600 minutes: the windows are zammad's.
func budget(max ...int) (b Budget) {
	for i, minutes := range []time.Duration{10, 30, 60, 180, 600} {
		b = append(b, Limit{Max: max[i], Within: minutes * time.Minute})
	}
	return b
}

// Budget is several limits, of which none may be exceeded.
type Budget []Limit

// Limit allows so many in any span of so long.
type Limit struct {
	Max    int           `json:"max"`
	Within time.Duration `json:"within"`
}

// String is how people read a limit: 10 in 10m.
func (l Limit) String() string { return strconv.Itoa(l.Max) + " in " + spanOf(l.Within) }

// spanOf writes a duration without what is zero: 10m, 24h.
func spanOf(d time.Duration) string {
	text := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-2]
		}
	}
	return text
}

// exceeded is the first limit that one more would exceed; count says how many there were in a span that ends now.
func (b Budget) exceeded(count func(within time.Duration) int) (Limit, bool) {
	for _, l := range b {
		if count(l.Within) >= l.Max {
			return l, true
		}
	}
	return Limit{}, false
}

// least is the lowest number that a budget allows in any span.
func (b Budget) least() int {
	least := math.MaxInt
	for _, l := range b {
		least = min(least, l.Max)
	}
	return least
}

// longest is the longest span of a budget.
func (b Budget) longest() (span time.Duration) {
	for _, l := range b {
		span = max(span, l.Within)
	}
	return span
}

// Horizon is how far back letters count, for budgets and for NoticeRules.Flood. Nothing older need be known.
func (r *Rules) Horizon() time.Duration {
	b := &r.Budgets
	horizon := max(b.Ticket.longest(), b.Recipient.longest(), b.Domain.longest(), b.Overall.longest(), b.StaffTicket.longest(), b.Staff.longest())
	for i := range r.People {
		if n := &r.People[i].Notices; n.Flood > 0 {
			horizon = max(horizon, n.Interval)
		}
	}
	return horizon
}

// BudgetKind names a budget, as the configuration does.
type BudgetKind string

// The budgets that hold letters, and what holds them without counting: an address that mail came back from.
const (
	TicketBudget      BudgetKind = "ticket"
	RecipientBudget   BudgetKind = "recipient"
	DomainBudget      BudgetKind = "domain"
	OverallBudget     BudgetKind = "overall"
	StaffTicketBudget BudgetKind = "staff_ticket"
	StaffBudget       BudgetKind = "staff"
	SuppressedAddress BudgetKind = "suppressed"
)

// Overrun is why a letter is held: whose budget it would exceed.
type Overrun struct {
	Budget BudgetKind `json:"budget"`
	Whose  string     `json:"whose,omitempty"` // an address, an address and a ticket, a domain; "" for everybody's
	Limit  Limit      `json:"limit,omitzero"`
	// Opens is set on the first letter that a breaker holds in a while: then the managers are told, once.
	Opens bool `json:"-"`
}

// String says in a clause what the limit was: more than 10 in 10m to carl@customer.example on #1024.
func (o *Overrun) String() string {
	switch {
	case o.Budget == SuppressedAddress:
		return "mail to " + o.Whose + " came back, and nobody wrote from there since"
	case o.Whose == "":
		return "more than " + o.Limit.String() + " to all outside"
	}
	return "more than " + o.Limit.String() + " to " + o.Whose
}

// HeldLetter is a letter that was kept back, for a person to release or to drop.
type HeldLetter struct {
	ID      string    `json:"id"` // short, for people to type: h12
	At      time.Time `json:"at"`
	Ticket  ID        `json:"ticket,omitempty"`
	Seq     uint64    `json:"seq"`
	Notice  Notice    `json:"template"`
	To      string    `json:"to"`
	Subject string    `json:"subject"`
	Why     string    `json:"why"`
	Overrun
}

// heldLetterJudged writes down what became of a held letter. One that leaves after all is in its reader's thread.
func (s *step) heldLetterJudged(ev HeldLetterJudged) {
	if ev.Dropped {
		s.decide(LetterDropped, ev.By, "the held letter %s (%s) to %s was dropped", ev.Letter.ID, string(ev.Letter.Notice), ev.Letter.To)
		return
	}
	s.joinThread(ev.MessageID, Address{Address: ev.Letter.To})
	s.decide(LetterReleased, ev.By, "the held letter %s (%s) to %s was released", ev.Letter.ID, string(ev.Letter.Notice), ev.Letter.To)
}

// Overrun says which budget a letter would exceed, nil when none. lately is what the desk wrote by itself; on is what it
// wrote to this recipient on this ticket, nil for a letter of no ticket.
func (r *Rules) Overrun(d *Draft, lately *Ledger, on Window) *Overrun {
	if d.Auto == ByPerson {
		return nil
	}
	to := d.Recipient.Key()
	onTicket := to + " on " + d.Ticket.String()
	b, at := &r.Budgets, d.At
	if _, staff := r.PersonByAddress(d.Recipient); staff {
		return lately.judge(at,
			question{StaffTicketBudget, b.StaffTicket, onTicket, on},
			question{StaffBudget, b.Staff, to, nil})
	}
	if _, suppressed := lately.Suppressed(d.Recipient, at); suppressed {
		return &Overrun{Budget: SuppressedAddress, Whose: to}
	}
	domain := question{DomainBudget, b.Domain, d.Recipient.Domain(), nil}
	if IsFreemail(domain.whose) {
		domain.budget = nil
	}
	return lately.judge(at,
		question{TicketBudget, b.Ticket, onTicket, on},
		question{RecipientBudget, b.Recipient, to, nil}, domain,
		question{OverallBudget, b.Overall, "", nil})
}

// charged are the accounts of the ledger on which a letter to somebody counts.
func (r *Rules) charged(to Address) []account {
	if _, staff := r.PersonByAddress(to); staff {
		return []account{{StaffBudget, to.Key()}}
	}
	all := []account{{RecipientBudget, to.Key()}, {OverallBudget, ""}}
	if domain := to.Domain(); !IsFreemail(domain) {
		all = append(all, account{DomainBudget, domain})
	}
	return all
}
