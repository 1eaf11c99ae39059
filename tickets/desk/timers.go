package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/report"
	"tierdesk/tickets/store"
)

const (
	relayPrefix  = "relay/"
	digestPrefix = "digest/"
	// tickBatch bounds how many tickets wake in one commit.
	tickBatch = 100
	// longest bounds a sleep, so that a clock that was set is noticed.
	longest = time.Hour
	// pause is how long the desk waits after something failed: the disk may be full, the database busy.
	pause = 5 * time.Second
)

// Run does what is due until the context ends: ticks, relays and digests. What fails is logged and tried again.
func (d *Desk) Run(ctx context.Context) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-d.timers:
		case <-timer.C:
		}
		next, err := d.work(ctx)
		if err != nil && ctx.Err() == nil {
			d.log.Error("timers", "error", err)
			next = earlier(next, now().Add(pause))
		}
		timer.Reset(min(max(next.Sub(now()), 0), longest))
	}
}

// work does everything that is due and says when something will be. What cannot be done holds back nothing else.
func (d *Desk) work(ctx context.Context) (time.Time, error) {
	err := errors.Join(d.weigh(ctx), d.replan(ctx), d.relays(ctx), d.handOn(ctx), d.shelve(ctx))
	next, tickErr := d.ticks(ctx)
	comes, offerErr := d.offer(ctx)
	expires, expireErr := d.expire(ctx)
	tells, tellErr := d.tellWaiting(ctx)
	next, err = earlier(earlier(earlier(next, comes), expires), tells), errors.Join(err, tickErr, offerErr, expireErr, tellErr)
	for _, dg := range d.Setup().Digests {
		err = errors.Join(err, d.digest(ctx, dg))
		next = earlier(next, dg.Schedule.Next(now()))
	}
	return next, err
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// ticks wakes the tickets that are due, and says when the next one is.
func (d *Desk) ticks(ctx context.Context) (time.Time, error) {
	end := now().Add(longest)
	for {
		n, err := d.tickOnce(ctx)
		if err != nil {
			return end, err
		}
		if n == 0 {
			break
		}
	}
	later, err := d.store.Select(ctx, store.Query{WakeBy: end, Limit: 1})
	if err != nil {
		return end, fmt.Errorf("look for the next tick: %w", err)
	}
	if len(later) > 0 {
		return later[0].Wake(), nil
	}
	return end, nil
}

// tickOnce wakes some tickets in one commit or, when that fails, each in its own, so that the one at fault is found.
func (d *Desk) tickOnce(ctx context.Context) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	due, err := d.store.Select(ctx, store.Query{WakeBy: now(), Limit: tickBatch})
	if err != nil {
		return 0, fmt.Errorf("look for tickets that are due: %w", err)
	}
	if err = d.tick(ctx, due); err == nil || len(due) == 1 {
		return len(due), err
	}
	var failed error
	for i := range due {
		failed = errors.Join(failed, d.tick(ctx, due[i:i+1]))
	}
	return len(due), failed
}

func (d *Desk) tick(ctx context.Context, due []tickets.Ticket) (err error) {
	defer guard(&err)
	w := d.begin(now())
	for _, t := range due {
		w.tickets[t.ID] = t
		dec, err := w.decide(ctx, t, tickets.Tick{Facts: w.facts()})
		if err != nil {
			return err
		}
		w.take(dec, store.Change{})
	}
	if err := w.commit(ctx); err != nil {
		return fmt.Errorf("wake %d tickets, the first is %s: %w", len(due), due[0].ID, err)
	}
	return nil
}

// relays hands over what tickets owe each other, each in a commit of its own with the end of its mark.
func (d *Desk) relays(ctx context.Context) error {
	marks, err := d.store.Marks(ctx, relayPrefix)
	if err != nil {
		return fmt.Errorf("look for relays: %w", err)
	}
	var failed error
	for _, m := range marks {
		if err := d.relay(ctx, m); err != nil {
			failed = errors.Join(failed, fmt.Errorf("hand over %s: %w", m.Name, err))
		}
	}
	return failed
}

func (d *Desk) relay(ctx context.Context, m store.Mark) (err error) {
	defer guard(&err)
	var r tickets.Relay
	if err := mustRead(m.Value, &r); err != nil {
		return err
	}
	var found *tickets.Findings
	if r.Kind == tickets.RelayAsked {
		if found, err = d.answer(ctx, &r); err != nil {
			return err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	w := d.begin(now())
	done := store.Change{Marks: []store.MarkChange{{Name: m.Name, Old: m.Value}}}
	t, ok, err := w.relayTo(ctx, &r)
	if err != nil {
		return err
	}
	if ok {
		f := w.facts()
		f.Findings = found
		dec, err := w.decide(ctx, t, tickets.Relayed{Facts: f, Relay: r})
		if err != nil {
			return err
		}
		w.take(dec, done)
	} else {
		d.log.Warn("relay ignored", "from", uint64(r.From), "to", uint64(r.To), "kind", string(r.Kind))
		w.add(done, nil)
	}
	return w.commit(ctx)
}

// relayTo is the ticket that a relay is for. A query of a mail that belongs to no ticket is answered from none.
func (w *work) relayTo(ctx context.Context, r *tickets.Relay) (tickets.Ticket, bool, error) {
	if r.To == 0 && r.Asked != nil {
		return w.noTicket(r.Asked.Mailbox), true, nil
	}
	return w.ticket(ctx, r.To)
}

// digest sends one digest when its moment has come. The moment is a mark that is committed with the letters: it is sent
// once, also when the desk dies, and once after a downtime of any length.
func (d *Desk) digest(ctx context.Context, dg Digest) (err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer guard(&err)
	name := digestPrefix + dg.Name
	mark, last, err := d.lastDigest(ctx, name)
	if err != nil {
		return err
	}
	w := d.begin(now())
	moment := dg.Schedule.Last(w.at)
	if !moment.After(last) {
		return nil
	}
	change := store.MarkChange{Name: name, Old: mark, New: []byte(moment.UTC().Format(time.RFC3339))}
	if mark == nil { // the first start: the first digest comes at its next moment
		w.add(store.Change{Marks: []store.MarkChange{change}}, nil)
		return w.commit(ctx)
	}
	drafts, err := w.digestLetters(ctx, dg, last, moment)
	if err != nil {
		return err
	}
	w.add(store.Change{Marks: []store.MarkChange{change}}, drafts)
	if err := w.commit(ctx); err != nil {
		return fmt.Errorf("send the digest %s: %w", dg.Name, err)
	}
	d.log.Info("digest", "name", dg.Name, "moment", moment, "letters", len(drafts))
	return nil
}

func (d *Desk) lastDigest(ctx context.Context, name string) (mark []byte, last time.Time, err error) {
	marks, err := d.store.Marks(ctx, name)
	if err != nil {
		return nil, last, fmt.Errorf("read the watermark %s: %w", name, err)
	}
	for _, m := range marks {
		if m.Name == name {
			last, err = time.Parse(time.RFC3339, string(m.Value))
			return m.Value, last, err
		}
	}
	return nil, last, nil
}

func (w *work) digestLetters(ctx context.Context, dg Digest, from, to time.Time) ([]tickets.Draft, error) {
	rep, err := w.d.Report(ctx, from, to)
	if err != nil {
		return nil, err
	}
	rep.Away = w.awayLines()
	var drafts []tickets.Draft
	for _, id := range dg.To {
		p, ok := w.setup.Rules.PersonByID(id)
		if !ok {
			continue
		}
		draft := w.freeLetter(tickets.Digest, "", tickets.InternalLeg, p.Address())
		draft.Data.Report = &rep
		drafts = append(drafts, draft)
	}
	return drafts, nil
}

// Report computes the figures of a span of time.
func (d *Desk) Report(ctx context.Context, from, to time.Time) (tickets.Report, error) {
	all, err := d.reported(ctx, from)
	if err != nil {
		return tickets.Report{}, err
	}
	var failed error
	journal := func(id tickets.ID) []tickets.Entry {
		h, err := d.store.History(ctx, id)
		failed = errors.Join(failed, err)
		return h.Journal
	}
	held, err := d.SuspendedMails(ctx)
	if err != nil {
		return tickets.Report{}, err
	}
	rules := d.Setup().Rules
	rep := report.Daily(from, to, all, journal, held, rules)
	kept, err := d.HeldLetters(ctx)
	rep.Held, rep.HeldInAll, rep.Keep = kept[:min(len(kept), maxListedHeld)], len(kept), rules.KeepSuspended
	gone, goneErr := d.Suppressed(ctx)
	rep.Suppressed = gone[max(0, len(gone)-maxListedHeld):]
	var expiredErr error
	rep.Expired, expiredErr = d.expired(ctx, from, to)
	return rep, errors.Join(failed, err, goneErr, expiredErr)
}

// reported are the tickets that a digest speaks of: those not closed, and those that changed since then.
func (d *Desk) reported(ctx context.Context, since time.Time) ([]tickets.Ticket, error) {
	all, err := d.store.Select(ctx, store.Query{Statuses: living()})
	if err != nil {
		return nil, fmt.Errorf("list the open tickets: %w", err)
	}
	changed, err := d.store.Select(ctx, store.Query{Statuses: []tickets.Status{tickets.Closed}, UpdatedSince: since})
	if err != nil {
		return nil, fmt.Errorf("list the tickets closed since %s: %w", since, err)
	}
	return append(all, changed...), nil
}
