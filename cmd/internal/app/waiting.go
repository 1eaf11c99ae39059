package app

import (
	"encoding/json"
	"errors"
	"net/http"

	"tierdesk/tickets"
)

func (a *App) pendingNotices(w http.ResponseWriter, r *http.Request) error {
	all, err := a.desk.PendingNotices(r.Context())
	enc := json.NewEncoder(w)
	for _, p := range all {
		err = errors.Join(err, enc.Encode(PutOff{p.Person, stamp(p.Until), uint64(p.Ticket), p.Notice, stamp(p.At), p.Urgent, p.For}))
	}
	return err
}

// PutOff is a notice that waits.
type PutOff struct {
	Person string         `json:"person"`
	Until  string         `json:"until"` // when the person is told next; not all that waits may be told then
	Ticket uint64         `json:"ticket"`
	Notice tickets.Notice `json:"template"`
	At     string         `json:"at"` // when it was decided
	Urgent bool           `json:"urgent"`
	For    string         `json:"waits"` // what for, in a clause
}

func (a *App) tellNow(w http.ResponseWriter, r *http.Request) error {
	n, err := a.desk.TellNow(r.Context(), r.PathValue("person"), "operator")
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(n)
}

// Delayed is what waits for one person.
type Delayed struct {
	Person  string `json:"person"`
	Notices int    `json:"notices"`
	Until   string `json:"until"` // when the next of them are told
}

// delayed sums up the notices that wait, by person.
func (a *App) delayed(r *http.Request) ([]Delayed, error) {
	all, err := a.desk.PendingNotices(r.Context())
	sum := []Delayed{}
	for _, p := range all {
		if n := len(sum); n == 0 || sum[n-1].Person != p.Person {
			sum = append(sum, Delayed{Person: p.Person, Until: stamp(p.Until)})
		}
		sum[len(sum)-1].Notices++
	}
	return sum, err
}
