package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

const awayPrefix = "away/"

// absent is the mark of somebody who is away. Handed is set when the tickets that waited for them were handed on.
type absent struct {
	tickets.Away
	Handed bool `json:"handed"`

	raw []byte // as it is stored
}

func (d *Desk) loadAway(ctx context.Context) error {
	marks, err := d.store.Marks(ctx, awayPrefix)
	if err != nil {
		return fmt.Errorf("read who is away: %w", err)
	}
	d.away = map[string]absent{}
	for _, m := range marks {
		a := absent{raw: m.Value}
		if err := mustRead(m.Value, &a); err != nil {
			return fmt.Errorf("read %s: %w", m.Name, err)
		}
		d.away[strings.TrimPrefix(m.Name, awayPrefix)] = a
	}
	return nil
}

// awayNow is the fact of who is away at the moment of this work.
func (w *work) awayNow() map[string]tickets.Away {
	all := map[string]tickets.Away{}
	for person, a := range w.away {
		if a.At(w.at) {
			all[person] = a.Away
		}
	}
	return all
}

// setAway changes who is away; the zero absence ends it.
func (w *work) setAway(person string, a absent) (changes []store.MarkChange) {
	old, known := w.away[person]
	if a.Away == (tickets.Away{}) {
		if known {
			delete(w.away, person)
			changes = append(changes, store.MarkChange{Name: awayPrefix + person, Old: old.raw})
		}
		return changes
	}
	a.raw = mustJSON(a)
	w.away[person] = a
	return append(changes, store.MarkChange{Name: awayPrefix + person, Old: old.raw, New: a.raw})
}

// handOn hands on what waits for people who are away, each ticket in a commit of its own, and forgets absences that are over.
func (d *Desk) handOn(ctx context.Context) error {
	d.mu.Lock()
	people := slices.Sorted(maps.Keys(d.away))
	d.mu.Unlock()
	var failed error
	for _, person := range people {
		if err := d.handOnFrom(ctx, person); err != nil {
			failed = errors.Join(failed, fmt.Errorf("hand on what waits for %s: %w", person, err))
		}
	}
	return failed
}

func (d *Desk) handOnFrom(ctx context.Context, person string) error {
	d.mu.Lock()
	a := d.away[person]
	d.mu.Unlock()
	if a.Handed && a.At(now()) { // nothing is left to do until they are back
		return nil
	}
	waiting, err := d.store.Select(ctx, store.Query{Assignee: person, Statuses: []tickets.Status{tickets.New, tickets.Open}})
	if err != nil {
		return err
	}
	for _, t := range waiting {
		err = errors.Join(err, d.handOnOne(ctx, person, t.ID))
	}
	if err != nil {
		return err
	}
	return d.handedOn(ctx, person)
}

func (d *Desk) handOnOne(ctx context.Context, person string, id tickets.ID) (err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer guard(&err)
	w := d.begin(now())
	t, ok, err := w.ticket(ctx, id)
	if a := w.away[person]; err != nil || !ok || a.Handed || !a.At(w.at) {
		return err
	}
	dec, err := w.decide(ctx, t, tickets.LeftWaiting{Facts: w.facts(), Person: person})
	if err != nil || dec.Reason == tickets.NothingDue {
		return err
	}
	w.take(dec, store.Change{})
	return w.commit(ctx)
}

// handedOn notes that nothing waits for somebody any more, or that they are back.
func (d *Desk) handedOn(ctx context.Context, person string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	w := d.begin(now())
	a, ok := w.away[person]
	over := !a.At(w.at)
	if !ok || a.Handed && !over {
		return nil
	}
	if a.Handed = true; over {
		a = absent{}
	}
	w.add(store.Change{Marks: w.setAway(person, a)}, nil)
	return w.commit(ctx)
}

// Away are the people who are away now, by their ids.
func (d *Desk) Away() map[string]tickets.Away {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.begin(now()).awayNow()
}

// awayLines tell a digest who is away.
func (w *work) awayLines() (lines []tickets.AwayLine) {
	away := w.awayNow()
	for _, p := range w.setup.Rules.People {
		if a, ok := away[p.ID]; ok {
			lines = append(lines, tickets.AwayLine{Name: p.Name, Until: a.Until, Why: a.Why})
		}
	}
	return lines
}

// digestFor sends somebody the digest of this moment: of the schedule that they are on, or the first, or the last day.
func (w *work) digestFor(ctx context.Context, person string) (tickets.Result, error) {
	to := w.at
	from := to.AddDate(0, 0, -1)
	all := w.setup.Digests
	i := max(0, slices.IndexFunc(all, func(dg Digest) bool { return slices.Contains(dg.To, person) }))
	if len(all) > 0 {
		from = all[i].Schedule.Last(to)
	}
	drafts, err := w.digestLetters(ctx, Digest{To: []string{person}}, from, to)
	if err != nil {
		return tickets.Result{}, err
	}
	w.add(store.Change{}, drafts)
	return tickets.Result{Done: "the digest since " + from.In(w.setup.Rules.ZoneOf(tickets.Address{})).Format("Mon 2 Jan 15:04") + " is on its way to you"}, nil
}
