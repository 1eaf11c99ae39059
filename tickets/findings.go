package tickets

import (
	"slices"
	"strings"
	"time"
)

// Findings are what a query found, ready to be worded.
type Findings struct {
	Asked string // /list mine
	List  *Listing
	Show  *Dossier
	Why   []Line // /explain, oldest first
}

// Listing is the tickets that /list or /find found, newest first.
type Listing struct {
	Rows  []Row
	More  bool // there are more than the rows
	Total int  // how many there are, when that was counted
	Texts bool // found by their words, which the rows quote
	// Until is the oldest ticket that was looked at before the time ran out; 0 when all were.
	Until ID
}

// Row is one ticket of a Listing.
type Row struct {
	ID       ID
	Number   string // #1024
	Status   Status
	Tier     string // L2
	Priority Priority
	Owner    string // a person's id, which commands take; "" for nobody
	From     string
	Subject  string
	Opened   time.Time
	Due      time.Time
	Quote    string // the words around what was looked for
}

// Bounds of an answer.
const (
	MaxRows  = 50
	maxSaid  = 10
	maxSaidN = 4 << 10 // bytes of one message that a Dossier shows
	maxWhy   = 80
)

// RowOf is a ticket as a line of a listing.
func RowOf(t *Ticket) Row {
	return Row{ID: t.ID, Number: t.ID.String(), Status: t.Status, Tier: t.Tier.String(), Priority: t.Priority, Owner: t.Assignee,
		From: t.Requester.Address, Subject: t.Subject, Opened: t.Opened, Due: t.Deadline()}
}

// Dossier is a ticket as /show tells of it.
type Dossier struct {
	Tags, Links  []string
	Participants []Address
	Said         []Spoken // newest first
	Left         int      // how many older messages are not shown
}

// Spoken is one message as a notice shows it.
type Spoken struct {
	N     uint64 // its number on the ticket
	At    time.Time
	From  string
	Leg   Leg
	Body  Body
	Files []string

	Recalled bool // nobody got it
}

// DossierOf gathers what was said on a ticket.
func (r *Rules) DossierOf(t *Ticket, h *History) *Dossier {
	d := &Dossier{Tags: t.Tags, Participants: t.Participants, Left: max(0, len(h.Messages)-maxSaid)}
	for _, links := range [][]ID{{t.MergedInto, t.FollowUpOf, t.SplitFrom}, t.Links, t.Merged, t.FollowUps} {
		for _, id := range links {
			if id != 0 && !slices.Contains(d.Links, id.String()) {
				d.Links = append(d.Links, id.String())
			}
		}
	}
	d.Links = someOf(d.Links)
	for _, m := range slices.Backward(h.Messages[d.Left:]) {
		said := Spoken{N: m.N, At: m.At, From: m.From.Name, Leg: m.Leg, Body: Body{Text: clip(m.Text, maxSaidN)}, Recalled: slices.Contains(t.Recalled, m.N)}
		if said.From == "" {
			said.From = m.From.Address
		}
		for _, a := range m.Attachments {
			said.Files = append(said.Files, a.Name)
		}
		said.Files = someOf(said.Files)
		d.Said = append(d.Said, said)
	}
	return d
}

// QuoteOf is a line around the first of the words in a text, "" when none of them stands there.
func QuoteOf(text string, words []string) string {
	text = strings.Join(strings.Fields(text), " ")
	lower := strings.ToLower(text)
	for _, w := range words {
		at := strings.Index(lower, strings.ToLower(w))
		if at < 0 || len(lower) != len(text) { // some letters have more bytes in lower case
			continue
		}
		from, to := max(0, at-60), min(len(text), at+len(w)+60)
		quote := strings.ToValidUTF8(text[from:to], "")
		if from > 0 {
			_, rest, found := strings.Cut(quote, " ")
			if found {
				quote = rest
			}
			quote = "… " + quote
		}
		if to < len(text) {
			quote += " …"
		}
		return quote
	}
	return ""
}
