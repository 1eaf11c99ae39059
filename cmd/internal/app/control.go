package app

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/desk"
	"tierdesk/tickets/store"
)

// Handler answers what the command line asks, over the socket or, when no daemon runs, within the same process. Errors are
// plain text with a status of 400 or more; everything else is JSON, one value a line.
//
//	GET  /tickets?q=QUERY                                     one Row a line, by number
//	POST /tickets                 a tickets.Opening           the Row of the ticket that was opened
//	GET  /find?q=WORDS                                        one Found a line, newest first
//	GET  /tickets/{id}                                        a Dossier
//	POST /tickets/{id}/order      command lines               what was done
//	GET  /people                                              one Person a line
//	GET  /suspended                                           one tickets.Suspended a line
//	GET  /suspended/{id}/raw                                  the mail as it came
//	POST /suspended/{id}/release, /drop
//	GET  /letters/held                                        one tickets.HeldLetter a line
//	POST /letters/{id}/release, /drop                         the letter
//	GET  /letters/waiting                                     one PutOff a line
//	POST /letters/waiting/{person}/tell                       how many notices waited
//	GET  /suppressed                                          one tickets.Suppression a line
//	POST /suppressed/clear?address=
//	GET  /blocked                                             one tickets.BlockedSender a line
//	POST /explain?mailbox=        the raw mail                an Explanation
//	POST /replay?since=&with=FILE                             ReplayLines, the last one Done
//	GET  /digest?name=                                        the mail
//	POST /backup?to=FOLDER                                    Progress lines, the last one Done
//	POST /reload
//	GET  /status                                              a Status
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, f func(http.ResponseWriter, *http.Request) error) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { answer(w, f(w, r)) })
	}
	handle("GET /tickets", a.list)
	handle("POST /tickets", a.open)
	handle("GET /find", a.find)
	handle("GET /tickets/{id}", a.show)
	handle("POST /tickets/{id}/order", a.order)
	handle("GET /people", a.people)
	handle("GET /suspended", a.suspended)
	handle("GET /suspended/{id}/raw", a.suspendedRaw)
	handle("POST /suspended/{id}/release", a.release)
	handle("POST /suspended/{id}/drop", a.drop)
	handle("GET /letters/held", a.heldLetters)
	handle("POST /letters/{id}/release", a.releaseLetter)
	handle("POST /letters/{id}/drop", a.dropLetter)
	handle("GET /letters/waiting", a.pendingNotices)
	handle("POST /letters/waiting/{person}/tell", a.tellNow)
	handle("GET /suppressed", a.suppressed)
	handle("POST /suppressed/clear", a.clearSuppression)
	handle("GET /blocked", a.blocked)
	handle("POST /explain", a.explain)
	handle("POST /replay", a.replay)
	handle("GET /digest", a.digest)
	handle("POST /backup", a.backup)
	handle("POST /reload", func(w http.ResponseWriter, r *http.Request) error { return a.Reload(r.Context()) })
	handle("GET /status", a.status)
	return mux
}

func answer(w http.ResponseWriter, err error) {
	if err == nil {
		return
	}
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, store.ErrNotFound), errors.Is(err, desk.ErrNoSuspended), errors.Is(err, desk.ErrNotHeld), errors.Is(err, desk.ErrNotSuppressed), errors.Is(err, desk.ErrNothingWaits):
		status = http.StatusNotFound
	case errors.Is(err, desk.ErrKeptBack):
		status = http.StatusConflict
	}
	http.Error(w, err.Error(), status)
}

// Row is a ticket in a listing.
type Row struct {
	ID        uint64           `json:"id"`
	Status    tickets.Status   `json:"status"`
	Tier      string           `json:"tier"`
	Queue     string           `json:"queue"`
	Priority  tickets.Priority `json:"priority"`
	Type      tickets.Type     `json:"type"`
	Assignee  string           `json:"assignee"`
	Requester string           `json:"requester"`
	Subject   string           `json:"subject"`
	Created   string           `json:"created"`
	Updated   string           `json:"updated"`
	Due       string           `json:"due"` // what is due first: the rung's clock or a promise; "" when no clock runs
}

func rowOf(t tickets.Ticket) Row {
	return Row{ID: uint64(t.ID), Status: t.Status, Tier: t.Tier.String(), Queue: t.Queue, Priority: t.Priority, Type: t.Type,
		Assignee: t.Assignee, Requester: t.Requester.Address, Subject: t.Subject, Created: stamp(t.Opened), Updated: stamp(t.Updated),
		Due: stamp(t.Deadline())}
}

// Dossier is a ticket with everything that was said, done and sent.
type Dossier struct {
	Row
	Copies   []tickets.Address `json:"participants"` // who else is on the customer's side
	Fields   []tickets.Filled  `json:"fields"`       // answers to question forms
	Clocks   []DossierClock    `json:"clocks"`
	Kept     []DossierOutcome  `json:"promises"`
	Vendors  []DossierVendor   `json:"vendors"`
	Messages []DossierMessage  `json:"messages"`
	Journal  []DossierEntry    `json:"journal"`
	Letters  []DossierLetter   `json:"letters"`
}

// DossierClock is the clock of something that the customer was promised.
type DossierClock struct {
	Promise tickets.Promise `json:"promise"`
	Since   string          `json:"since"`
	Due     string          `json:"due"` // "" while the clock stands still
	Late    bool            `json:"late"`
}

// DossierVendor is what a ticket has at a vendor.
type DossierVendor struct {
	Vendor  string   `json:"vendor"`
	Refs    []string `json:"refs"`  // its numbers
	Asked   string   `json:"asked"` // "" while it owes nothing
	Due     string   `json:"due"`
	Late    bool     `json:"late"`
	Chased  int      `json:"chased"`
	ChaseAt string   `json:"chase_at"`
	Heard   string   `json:"heard"` // when it answered last
}

// DossierOutcome is how a promise ended.
type DossierOutcome struct {
	Promise tickets.Promise `json:"promise"`
	At      string          `json:"at"`
	Minutes int             `json:"minutes"` // of working time that it took
	Late    bool            `json:"late"`
}

// DossierMessage is one message of a Dossier.
type DossierMessage struct {
	Leg         tickets.Leg          `json:"leg"`
	Direction   tickets.Direction    `json:"direction"`
	From        tickets.Address      `json:"from"`
	To          []tickets.Address    `json:"to"`
	At          string               `json:"at"`
	MessageID   string               `json:"message_id"`
	Reason      tickets.Reason       `json:"reason"`
	Why         string               `json:"why"`
	Text        string               `json:"text"`
	Attachments []tickets.Attachment `json:"attachments"`
	Recalled    bool                 `json:"recalled"` // nobody got it
}

// DossierEntry is one journal line of a Dossier.
type DossierEntry struct {
	At   string         `json:"at"`
	By   string         `json:"by"`
	Why  tickets.Reason `json:"why"`
	Text string         `json:"text"`
}

// DossierLetter is one letter of a Dossier.
type DossierLetter struct {
	To        string              `json:"to"`
	Template  tickets.Notice      `json:"template"`
	MessageID string              `json:"message_id"`
	State     tickets.LetterState `json:"state"`
	Attempts  int                 `json:"attempts"`
	Error     string              `json:"error"`
}

func dossierOf(t tickets.Ticket, h tickets.History) Dossier {
	d := Dossier{Row: rowOf(t), Copies: orEmpty(t.Participants), Fields: orEmpty(t.Fields), Clocks: []DossierClock{}, Kept: []DossierOutcome{}, Vendors: vendorsOf(t), Messages: []DossierMessage{}, Journal: []DossierEntry{}, Letters: []DossierLetter{}}
	for _, c := range t.Clocks {
		d.Clocks = append(d.Clocks, DossierClock{c.Promise, stamp(c.Since), stamp(c.Due), c.Broken})
	}
	for _, o := range t.Outcomes {
		d.Kept = append(d.Kept, DossierOutcome{o.Promise, stamp(o.At), int(o.Took / time.Minute), o.Late})
	}
	for _, m := range h.Messages {
		d.Messages = append(d.Messages, DossierMessage{m.Leg, m.Direction, m.From, orEmpty(m.To), stamp(m.At), m.MessageID, m.Reason, m.Why, m.Text, orEmpty(m.Attachments), slices.Contains(t.Recalled, m.N)})
	}
	for _, e := range h.Journal {
		d.Journal = append(d.Journal, DossierEntry{stamp(e.At), e.By, e.Why, e.Text})
	}
	for _, l := range h.Letters {
		d.Letters = append(d.Letters, DossierLetter{l.To, l.Notice, l.MessageID, l.State, l.Attempts, l.Error})
	}
	return d
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func ticketID(r *http.Request) (tickets.ID, error) {
	n, err := strconv.ParseUint(strings.TrimPrefix(r.PathValue("id"), "#"), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no ticket number", r.PathValue("id"))
	}
	return tickets.ID(n), nil
}

func (a *App) show(w http.ResponseWriter, r *http.Request) error {
	id, err := ticketID(r)
	if err != nil {
		return err
	}
	t, h, err := a.desk.Show(r.Context(), id)
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(dossierOf(t, h))
}

// open opens a ticket for somebody of the desk.
func (a *App) open(w http.ResponseWriter, r *http.Request) error {
	var o tickets.Opening
	body := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
	body.DisallowUnknownFields()
	if err := body.Decode(&o); err != nil {
		return fmt.Errorf("read what the ticket shall be: %w", err)
	}
	t, err := a.desk.Open(r.Context(), o)
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(rowOf(t))
}

// order runs command lines in the form of a mail: /assign ann.
func (a *App) order(w http.ResponseWriter, r *http.Request) error {
	id, err := ticketID(r)
	if err != nil {
		return err
	}
	var commands []tickets.Command
	lines := bufio.NewScanner(io.LimitReader(r.Body, 1<<16))
	for n := 1; lines.Scan(); n++ {
		verb, arg, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(lines.Text()), "/"), " ")
		commands = append(commands, tickets.Command{Verb: strings.ToLower(verb), Arg: strings.TrimSpace(arg), Line: n, Text: lines.Text()})
	}
	done, err := a.desk.Order(r.Context(), id, "operator", commands)
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(done)
}

func (a *App) suspended(w http.ResponseWriter, r *http.Request) error {
	all, err := a.desk.SuspendedMails(r.Context())
	enc := json.NewEncoder(w)
	for _, s := range all {
		err = errors.Join(err, enc.Encode(s))
	}
	return err
}

func (a *App) suspendedRaw(w http.ResponseWriter, r *http.Request) error {
	all, err := a.desk.SuspendedMails(r.Context())
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.ID != r.PathValue("id") {
			continue
		}
		raw, err := a.desk.Raw(r.Context(), s.Raw)
		if err != nil {
			return fmt.Errorf("open the raw mail of %s: %w", s.ID, err)
		}
		defer raw.Close()
		_, err = io.Copy(w, raw)
		return err
	}
	return fmt.Errorf("%w: %s", desk.ErrNoSuspended, r.PathValue("id"))
}

func (a *App) release(w http.ResponseWriter, r *http.Request) error {
	id, err := a.desk.Release(r.Context(), r.PathValue("id"), "operator")
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(id)
}

func (a *App) drop(w http.ResponseWriter, r *http.Request) error {
	return a.desk.Drop(r.Context(), r.PathValue("id"), "operator")
}

func (a *App) digest(w http.ResponseWriter, r *http.Request) error {
	raw, err := a.desk.PreviewDigest(r.Context(), r.URL.Query().Get("name"))
	if err != nil {
		return err
	}
	_, err = w.Write(raw)
	return err
}

func vendorsOf(t tickets.Ticket) []DossierVendor {
	all := []DossierVendor{}
	for _, c := range t.Cases {
		v := DossierVendor{Vendor: c.Vendor, Refs: []string{}, Asked: stamp(c.Asked), Due: stamp(c.Due), Late: c.Late, Chased: c.Chased, ChaseAt: stamp(c.ChaseAt), Heard: stamp(c.Heard)}
		for _, r := range c.Refs {
			v.Refs = append(v.Refs, r.Shown)
		}
		all = append(all, v)
	}
	return all
}
