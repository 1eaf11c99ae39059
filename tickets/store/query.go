package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tierdesk/tickets"
)

// Query selects tickets. Zero fields do not restrict.
type Query struct {
	Statuses []tickets.Status
	Tiers    []tickets.Tier
	Queue    string
	Assignee string
	// Unassigned keeps tickets that nobody owns.
	Unassigned bool
	// Requester is an Address.Key.
	Requester string
	// UpdatedSince keeps tickets updated at that moment or later.
	UpdatedSince time.Time
	// WakeBy keeps tickets whose Wake is not zero and not after it, the earliest Wake first, then by number. It is answered
	// from an index in time proportional to the result.
	WakeBy time.Time
	// After continues a listing: only tickets with a higher number. Not together with WakeBy.
	After tickets.ID
	// Before keeps tickets with a lower number; 0 is no bound. With After it names a window, so that who looks for the
	// newest need not read the oldest.
	Before tickets.ID
	// Words keeps tickets that Mention every one of them. There is no index of words: every ticket that the other fields
	// leave is read.
	Words []string
	// Limit bounds the answer; 0 means no bound. Without WakeBy, tickets are ordered by number.
	Limit int
}

// Matches reports whether a ticket is one that the query asks for, apart from Words and Limit.
func (q *Query) Matches(t *tickets.Ticket) bool {
	wake := t.Wake()
	return (len(q.Statuses) == 0 || slices.Contains(q.Statuses, t.Status)) &&
		(len(q.Tiers) == 0 || slices.Contains(q.Tiers, t.Tier)) &&
		(q.Queue == "" || q.Queue == t.Queue) &&
		(q.Assignee == "" || q.Assignee == t.Assignee) && (!q.Unassigned || t.Assignee == "") &&
		(q.Requester == "" || q.Requester == t.Requester.Key()) &&
		(q.UpdatedSince.IsZero() || !t.Updated.Before(q.UpdatedSince)) &&
		(q.WakeBy.IsZero() || !wake.IsZero() && !wake.After(q.WakeBy)) &&
		t.ID > q.After && (q.Before == 0 || t.ID < q.Before)
}

// Mentions reports whether each of the Words stands somewhere in the ticket's subject, its requester, or one of its
// messages, in any case, alone or as a part of a longer word.
func (q *Query) Mentions(t *tickets.Ticket, messages []tickets.Message) bool {
	texts := []string{t.Subject, t.Requester.Name, t.Requester.Address}
	for _, m := range messages {
		texts = append(texts, m.Text, m.From.Name, m.From.Address)
	}
	for i := range texts {
		texts[i] = strings.ToLower(texts[i])
	}
	for _, word := range q.Words {
		word = strings.ToLower(word)
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, word) }) {
			return false
		}
	}
	return true
}

// Validate returns an *Invalid for a query that nothing can answer.
func (q *Query) Validate() error {
	if q.After != 0 && !q.WakeBy.IsZero() {
		return invalid(0, "After and WakeBy exclude each other")
	}
	if q.Limit < 0 {
		return invalid(0, "a negative Limit")
	}
	return nil
}

// LivingOnly reports whether the query leaves out closed tickets, of which there are the most: an adapter need not look
// at them.
func (q *Query) LivingOnly() bool {
	return len(q.Statuses) > 0 && !slices.Contains(q.Statuses, tickets.Closed)
}

// Compare orders an answer: by Wake and number with WakeBy, else by number.
func (q *Query) Compare(a, b tickets.Ticket) int {
	if !q.WakeBy.IsZero() {
		return cmp.Or(a.Wake().Compare(b.Wake()), cmp.Compare(a.ID, b.ID))
	}
	return cmp.Compare(a.ID, b.ID)
}
