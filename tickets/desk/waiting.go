package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

const (
	waitingPrefix = "waiting/"
	toldPrefix    = "told/"
)

// waits is what the desk knows of the notices that wait for somebody, so that nothing is read before the moment comes. The notices
// themselves are marks, one each, committed with the decision that they are of.
type waits struct {
	tickets.Waits
	told []byte // the mark of Told; nil when there is none
	look bool   // a ticket became urgent since, or may have: which of them are about an urgent one is to be read
}

func waitingName(n *tickets.Waiting) string {
	return fmt.Sprintf("%s%s/%d-%d", waitingPrefix, n.Person, n.Ticket, n.Seq)
}

func (d *Desk) loadWaits(ctx context.Context) error {
	known := map[string]waits{}
	all, _, err := d.waiting(ctx, "")
	if err != nil {
		return err
	}
	for i := range all {
		of := known[all[i].Person]
		of.Waits, of.look = of.With(&all[i]), true
		known[all[i].Person] = of
	}
	marks, err := d.store.Marks(ctx, toldPrefix)
	if err != nil {
		return fmt.Errorf("read who was told when: %w", err)
	}
	for _, m := range marks {
		person := strings.TrimPrefix(m.Name, toldPrefix)
		of := known[person]
		if of.told = m.Value; of.Told.UnmarshalText(m.Value) != nil {
			return fmt.Errorf("read %s: %q is no moment", m.Name, m.Value)
		}
		known[person] = of
	}
	d.waits, d.waitsRead = known, now()
	return nil
}

// waiting reads what waits for somebody, or for all, with the marks that keep it.
func (d *Desk) waiting(ctx context.Context, person string) ([]tickets.Waiting, map[string][]byte, error) {
	prefix := waitingPrefix
	if person != "" {
		prefix += person + "/"
	}
	marks, err := d.store.Marks(ctx, prefix)
	if err != nil {
		return nil, nil, fmt.Errorf("read the notices that wait: %w", err)
	}
	all, raw := make([]tickets.Waiting, len(marks)), map[string][]byte{}
	for i, m := range marks {
		if raw[m.Name] = m.Value; err == nil {
			err = mustRead(m.Value, &all[i])
		}
	}
	return all, raw, err
}

// putOff writes down notices that are told later.
func (w *work) putOff(all []tickets.Waiting) (marks []store.MarkChange) {
	for i := range all {
		n := &all[i]
		marks = append(marks, store.MarkChange{Name: waitingName(n), New: mustJSON(n)})
		of := w.waits[n.Person]
		of.Waits = of.With(n)
		w.waits[n.Person] = of
		w.log.Info("put off", "ticket", uint64(n.Ticket), "notice", string(n.Notice), "person", n.Person, "waits", n.For)
	}
	return marks
}

// hurry has it read anew what waits, because a ticket became urgent.
func (w *work) hurry() {
	for person, of := range w.waits {
		of.look = of.Count > 0
		w.waits[person] = of
	}
}

// tellAt is when somebody is told of what waits for them; zero when nothing does. What waits for who is not at the desk any
// more is taken up at once.
func (w *work) tellAt(person string) time.Time {
	of, away := w.waits[person], tickets.Away{}
	if a := w.away[person]; a.At(w.at) {
		away = a.Away
	}
	p, known := w.setup.Rules.PersonByID(person)
	if !known && of.Count > 0 {
		return w.at
	}
	return p.TellAt(of.Waits, away)
}

// tellWaiting tells everybody whose time has come of what waits for them, and says when the next one's comes.
func (d *Desk) tellWaiting(ctx context.Context) (time.Time, error) {
	next := now().Add(longest)
	people, failed := d.whoWaits(ctx)
	for _, person := range people {
		at, err := d.tell(ctx, person, "")
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("tell %s what waits: %w", person, err))
		} else if !at.IsZero() {
			next = earlier(next, at)
		}
	}
	return next, failed
}

// whoWaits are the people whom notices wait for. They are read anew when it is time to: another node on the same store may have put
// some off and died.
func (d *Desk) whoWaits(ctx context.Context) (people []string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if now().Sub(d.waitsRead) >= recount {
		err = d.loadWaits(ctx)
	}
	return slices.Sorted(maps.Keys(d.waits)), err
}

// tell tells one person, in one commit with the end of the marks, and says when to come again. By is who wants it whatever the hour.
func (d *Desk) tell(ctx context.Context, person, by string) (next time.Time, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer guard(&err)
	w := d.begin(now())
	if at := w.tellAt(person); by == "" && !w.waits[person].look && (at.IsZero() || at.After(w.at)) {
		return at, nil
	}
	all, raw, err := d.waiting(ctx, person)
	if err != nil {
		return next, err
	}
	ev := tickets.WaitOver{Facts: w.facts(), Person: person, Waits: all, By: by}
	if ev.Named, err = w.ticketsOf(ctx, all); err != nil {
		return next, err
	}
	w.waits[person] = countOf(w.waits[person], ev.AsNow())
	d.waits[person] = w.waits[person]
	if at := w.tellAt(person); by == "" && (at.IsZero() || at.After(w.at)) {
		return at, nil
	}
	dec, err := w.decide(ctx, w.noTicket(""), ev)
	if err != nil {
		return next, err
	}
	if len(dec.Ended) == 0 {
		return w.at.Add(pause), nil
	}
	w.take(dec, store.Change{Marks: w.endWaits(person, dec.Ended, ev.AsNow(), raw)})
	if err := w.commit(ctx); err != nil {
		return next, err
	}
	return w.tellAt(person), nil
}

// countOf is what is known of notices, now that they were read.
func countOf(before waits, all []tickets.Waiting) waits {
	of := waits{told: before.told}
	of.Told = before.Told
	for i := range all {
		of.Waits = of.With(&all[i])
	}
	return of
}

// ticketsOf reads the tickets that notices are about.
func (w *work) ticketsOf(ctx context.Context, all []tickets.Waiting) (map[tickets.ID]tickets.Named, error) {
	of := map[tickets.ID]tickets.Named{}
	for _, n := range all {
		if _, known := of[n.Ticket]; known {
			continue
		}
		t, ok, err := w.ticket(ctx, n.Ticket)
		if err != nil {
			return nil, err
		}
		if ok {
			of[n.Ticket] = tickets.Named{Ticket: t}
		}
	}
	return of, nil
}

// endWaits takes the marks of notices away whose wait is over, and notes when somebody was told. The others of all go on waiting.
func (w *work) endWaits(person string, ended, all []tickets.Waiting, raw map[string][]byte) []store.MarkChange {
	told := waits{told: []byte(w.at.UTC().Format(time.RFC3339Nano))}
	told.Told = w.at
	marks := []store.MarkChange{{Name: toldPrefix + person, Old: w.waits[person].told, New: told.told}}
	for i := range ended {
		name := waitingName(&ended[i])
		marks = append(marks, store.MarkChange{Name: name, Old: raw[name]})
		delete(raw, name)
	}
	w.waits[person] = countOf(told, slices.DeleteFunc(all, func(n tickets.Waiting) bool { return raw[waitingName(&n)] == nil }))
	return marks
}

// Pending is what waits for somebody, and when they are told.
type Pending struct {
	tickets.Waiting
	Until time.Time `json:"until"` // of the next letter to them; some may come later than that
}

// PendingNotices lists the notices that wait, by person, oldest first.
func (d *Desk) PendingNotices(ctx context.Context) ([]Pending, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	w := d.begin(now())
	all, _, err := d.waiting(ctx, "")
	pending := make([]Pending, len(all))
	for i, n := range all {
		pending[i] = Pending{n, w.tellAt(n.Person)}
	}
	slices.SortFunc(pending, func(a, b Pending) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), a.At.Compare(b.At), cmp.Compare(a.Ticket, b.Ticket), cmp.Compare(a.Seq, b.Seq))
	})
	return pending, err
}

// ErrNothingWaits tells that nothing waits for somebody.
var ErrNothingWaits = errors.New("nothing waits")

// TellNow tells somebody at once of what waits for them, whatever the hour, and says of how many notices.
func (d *Desk) TellNow(ctx context.Context, person, by string) (int, error) {
	first := d.waitsFor(person)
	if first == 0 {
		return 0, fmt.Errorf("%w for %q", ErrNothingWaits, person)
	}
	for left := first; left > 0; left = d.waitsFor(person) {
		if _, err := d.tell(ctx, person, by); err != nil {
			return first - left, err
		}
	}
	return first, nil
}

// waitsFor is how many notices wait for somebody.
func (d *Desk) waitsFor(person string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.waits[person].Count
}
