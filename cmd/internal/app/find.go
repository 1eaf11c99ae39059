package app

import (
	"encoding/json"
	"net/http"
	"time"

	"tierdesk/tickets"
)

// list answers the query language that agents write behind /list.
func (a *App) list(w http.ResponseWriter, r *http.Request) error {
	q, err := a.desk.Setup().Rules.ParseQuery(r.URL.Query().Get("q"), "")
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	return a.desk.Each(r.Context(), q, func(t tickets.Ticket) error { return enc.Encode(rowOf(t)) })
}

// Found is a ticket that a search found, with the words around.
type Found struct {
	ID        uint64         `json:"id"`
	Status    tickets.Status `json:"status"`
	Tier      string         `json:"tier"`
	Assignee  string         `json:"assignee"`
	Requester string         `json:"requester"`
	Subject   string         `json:"subject"`
	Quote     string         `json:"quote"` // "" when only subject or requester have the words
}

// How much a search from the shell finds, and how long it may take: somebody sits there, and can end it.
const (
	maxFound = 1000
	findTime = 10 * time.Minute
)

func (a *App) find(w http.ResponseWriter, r *http.Request) error {
	found, err := a.desk.Search(r.Context(), tickets.FindWords(r.URL.Query().Get("q")), maxFound, findTime)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	for _, t := range found.Rows {
		err := enc.Encode(Found{ID: uint64(t.ID), Status: t.Status, Tier: t.Tier, Assignee: t.Owner, Requester: t.From, Subject: t.Subject, Quote: t.Quote})
		if err != nil {
			return err
		}
	}
	return nil
}
