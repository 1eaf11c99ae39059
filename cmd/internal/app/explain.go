package app

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"time"

	"tierdesk/mailin"
	"tierdesk/mailout"
	"tierdesk/tickets"
	"tierdesk/tickets/desk"
)

// Explanation is what the desk would do with a mail, and the facts it would decide on. Nothing is done.
type Explanation struct {
	Event    string         `json:"event"`
	Kind     string         `json:"kind"`
	Known    bool           `json:"known"` // the desk has it already; the rest is as if it were new
	Auto     bool           `json:"auto"`
	Sender   tickets.Sender `json:"sender"`
	Link     tickets.Link   `json:"link"`
	Passed   []string       `json:"passed"` // clues that were not followed
	Routes   []string       `json:"routes"` // the way through the routes, one line a rule; empty unless it opens a ticket
	Reason   tickets.Reason `json:"reason"`
	Why      string         `json:"why"`
	Ticket   Row            `json:"ticket"` // as it would be afterwards
	Journal  []DossierEntry `json:"journal"`
	Letters  []string       `json:"letters"`
	Asks     []string       `json:"asks"` // who is asked about the mail that is kept back, if they were not asked too often lately
	Commands []string       `json:"commands"`
}

func (a *App) explain(w http.ResponseWriter, r *http.Request) error {
	raw, err := io.ReadAll(io.LimitReader(r.Body, 64<<20))
	if err != nil {
		return fmt.Errorf("read the mail: %w", err)
	}
	rules := a.Config().Rules
	mailbox := cmp.Or(r.URL.Query().Get("mailbox"), rules.Mailboxes[0].Address)
	if _, ok := rules.MailboxByAddress(tickets.Address{Address: mailbox}); !ok {
		return fmt.Errorf("%w: %s", errNoMailbox, mailbox)
	}
	e, err := a.desk.Explain(r.Context(), mailbox, raw)
	if err != nil {
		return err
	}
	x := explanationOf(e)
	if first, ok := e.Event.(tickets.FirstMail); ok && rules.Router != nil {
		x.Routes = append(x.Routes, rules.Router.Path(&first)...)
	}
	return json.NewEncoder(w).Encode(x)
}

func explanationOf(e desk.Explained) Explanation {
	x := Explanation{Event: reflect.TypeOf(e.Event).Name(), Kind: string(e.Mail.Kind), Known: e.Known, Auto: e.Mail.Auto, Sender: e.Sender,
		Link: e.Found.Link, Passed: orEmpty(e.Found.Passed), Ticket: rowOf(e.Decision.Ticket),
		Reason: cmp.Or(e.Decision.Suspend, e.Decision.KeptBack, e.Decision.Reason), Why: e.Decision.Why,
		Routes: []string{}, Journal: []DossierEntry{}, Letters: []string{}, Asks: []string{}, Commands: []string{}}
	for _, j := range e.Decision.Journal {
		x.Journal = append(x.Journal, DossierEntry{stamp(j.At), j.By, j.Why, j.Text})
	}
	for _, l := range e.Decision.Letters {
		x.Letters = append(x.Letters, fmt.Sprintf("%s to %s", l.Notice, l.Recipient.Address))
	}
	for _, n := range e.Decision.Waits {
		x.Letters = append(x.Letters, fmt.Sprintf("%s to %s waits %s", n.Notice, n.Person, n.For))
	}
	for _, a := range e.Decision.Ask {
		x.Asks = append(x.Asks, fmt.Sprintf("%s to %s", a.Notice, a.Person))
	}
	if mail, ok := e.Event.(tickets.AgentMail); ok {
		for _, c := range mail.Block.Commands {
			x.Commands = append(x.Commands, c.Text)
		}
	}
	return x
}

// Status is what `tierdesk status` shows.
type Status struct {
	Started   string           `json:"started"`
	Mailboxes []Progressed     `json:"mailboxes"`
	Watchers  []mailin.Health  `json:"watchers"`
	Senders   []mailout.Health `json:"senders"`
	Suspended int              `json:"suspended"`
	Waiting   []Delayed        `json:"waiting"` // notices to people of the desk
}

// Progressed is how far a mailbox was taken over: every mail up to the UID of Cursor is on a ticket, or suspended.
type Progressed struct {
	Address string        `json:"address"`
	Cursor  mailin.Cursor `json:"cursor"`
}

func (a *App) status(w http.ResponseWriter, r *http.Request) error {
	held, err := a.desk.SuspendedMails(r.Context())
	if err != nil {
		return err
	}
	s := Status{Started: stamp(a.started), Suspended: len(held)}
	if s.Waiting, err = a.delayed(r); err != nil {
		return err
	}
	for _, m := range a.Config().Mailboxes {
		cursor, err := receiver{a.desk}.Cursor(r.Context(), m.Address)
		if err != nil {
			return err
		}
		s.Mailboxes = append(s.Mailboxes, Progressed{m.Address, cursor})
	}
	if g := a.health.Load(); g != nil {
		for _, w := range g.watchers {
			s.Watchers = append(s.Watchers, w.Health())
		}
		s.Senders = g.sender.Health()
	}
	return json.NewEncoder(w).Encode(s)
}

// stamp is RFC 3339, "" for no time.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
