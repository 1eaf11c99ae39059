package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/identity"
	"tierdesk/tickets/store"
	"tierdesk/tickets/thread"
)

// Arrival is a mail that was fetched and read. It mirrors mailin.Arrival, which this package does not know.
type Arrival struct {
	At       time.Time // when the server received it
	Raw      string
	Mail     *tickets.Mail
	Oversize int64
	Baseline bool
	Skip     bool
	Failed   error

	pardon *pardon // nil for a mail that comes in; set while a suspended one is released
	known  string  // what cause made: it hashes all that the mail says
	headed string  // what headerCause made
}

// Batch is a run of mails from one mailbox, and the progress mark that is committed with them. Before is the value of the
// mark that the caller read, nil for none.
type Batch struct {
	Mailbox       string
	Before, After []byte
	Arrivals      []Arrival
}

const cursorPrefix = "cursor/"

// Cursor reads the progress mark of a mailbox, nil for one never seen.
func (d *Desk) Cursor(ctx context.Context, mailbox string) ([]byte, error) {
	value, err := d.mark(ctx, cursorPrefix+mailbox)
	if err != nil {
		return nil, fmt.Errorf("read the cursor of %s: %w", mailbox, err)
	}
	return value, nil
}

// mark reads one mark; nil when it is not there.
func (d *Desk) mark(ctx context.Context, name string) ([]byte, error) {
	marks, err := d.store.Marks(ctx, name)
	for _, m := range marks {
		if m.Name == name {
			return m.Value, err
		}
	}
	return nil, err
}

// Receive takes a batch over. When it returns nil, each mail is on a ticket, suspended, or known as a repetition, and the
// cursor is committed with them. Otherwise nothing is, unless the store says otherwise.
func (d *Desk) Receive(ctx context.Context, b Batch) error {
	return d.ReceiveAll(ctx, slices.Values([]Batch{b}), func(error) {})
}

// ReceiveAll takes batches over in their order, one commit each, and calls ended with the result of each; it decides on the
// next meanwhile. After an error nothing is taken over of those for which ended was not called with nil, unless the store
// says otherwise.
func (d *Desk) ReceiveAll(ctx context.Context, batches iter.Seq[Batch], ended func(error)) (err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer guard(&err)
	p := &pipeline{w: d.begin(now()), ended: ended}
	defer func() { err = p.end(ctx, err) }()
	for b := range batches {
		if err := p.w.takeOver(ctx, &b); err != nil {
			return err
		}
		if err := p.commit(ctx); err != nil {
			return err
		}
	}
	return nil
}

// takeOver decides about the mails of a batch.
func (w *work) takeOver(ctx context.Context, b *Batch) error {
	clues := make([]thread.Clues, len(b.Arrivals))
	for i, a := range b.Arrivals {
		m := a.Mail
		if a.Failed != nil {
			m = &tickets.Mail{} // it is to be kept, whatever is in it
		}
		clues[i] = w.clues(m, a.At)
	}
	if err := w.resolve(ctx, *b, clues); err != nil {
		return err
	}
	for i := range b.Arrivals {
		if err := w.arrive(ctx, b.Mailbox, &b.Arrivals[i], clues[i]); err != nil {
			return fmt.Errorf("receive %s in %s: %w", describe(b.Arrivals[i].Mail), b.Mailbox, err)
		}
	}
	w.add(store.Change{Marks: []store.MarkChange{{Name: cursorPrefix + b.Mailbox, Old: b.Before, New: b.After}}}, nil)
	return nil
}

// clues reads the clues of a mail with the keys that were valid when it arrived: the time is that of the receiving server,
// not of the mail. When it is not known, it is now.
func (w *work) clues(m *tickets.Mail, arrived time.Time) thread.Clues {
	if arrived.IsZero() || arrived.After(w.at) {
		arrived = w.at
	}
	return thread.CluesOf(m, w.setup.Keys.At(arrived), w.setup.Rules)
}

func describe(m *tickets.Mail) string {
	if m.MessageID == "" {
		return "a mail without Message-ID from " + m.Author().Address
	}
	return "<" + m.MessageID + ">"
}

// cause is the idempotency key of a mail: what it is called and what it says. A baseline mail of which only the header
// was looked at is known by its header. A mail that the server would not give away has none: nothing is known of it, and
// another one would be taken for it.
func cause(a *Arrival) string {
	switch {
	case a.known != "":
	case a.Failed != nil && a.Raw == "":
	case a.Failed != nil:
		a.known = "raw:" + a.Raw
	default:
		a.known = "mail:" + a.Mail.MessageID + "|" + a.Mail.Fingerprint(a.At)
	}
	return a.known
}

func headerCause(a *Arrival) string {
	if a.headed != "" {
		return a.headed
	}
	m := a.Mail
	received := a.At.Unix()
	if m.MessageID != "" {
		received = 0 // another copy came at another time; some programs give all their mails one name, but not one date
	}
	a.headed = fmt.Sprintf("head:%s %q %q %d %d", m.MessageID, m.Author().Key(), m.Subject, m.Date.Unix(), received)
	return a.headed
}

// resolve asks the store once for everything the batch may need to know.
func (w *work) resolve(ctx context.Context, b Batch, clues []thread.Clues) error {
	var keys []store.Key
	for i := range b.Arrivals {
		a := &b.Arrivals[i]
		keys = append(keys, store.CauseKey(cause(a)), store.CauseKey(headerCause(a)))
		if a.Mail.MessageID != "" {
			keys = append(keys, store.Key(thread.IDKey(a.Mail.MessageID)))
		}
		for _, k := range clues[i].Keys() {
			keys = append(keys, store.Key(k))
		}
		for _, l := range w.logosIn(a.Mail) {
			keys = append(keys, l.seen, l.again)
		}
	}
	known, err := w.d.store.Resolve(ctx, keys)
	if err != nil {
		return fmt.Errorf("look up what %d mails refer to: %w", len(b.Arrivals), err)
	}
	for k, ref := range known {
		w.keys[k] = ref
	}
	return nil
}

// arrive decides about one mail. A panic is this mail's fault only: it is isolated, kept and listed like any other failure.
func (w *work) arrive(ctx context.Context, mailbox string, a *Arrival, clues thread.Clues) (err error) {
	defer guard(&err)
	why := cause(a)
	for _, k := range []string{why, headerCause(a)} {
		if _, again := w.keys[store.CauseKey(k)]; again && k != "" && a.pardon == nil {
			w.log.Info("repeated", "mailbox", mailbox, "message_id", a.Mail.MessageID)
			return nil
		}
	}
	switch {
	case a.Skip:
		w.skip(a)
		return nil
	case a.Failed != nil:
		return w.suspend(ctx, mailbox, a, why, kept{reason: tickets.SuspendedUnreadable, why: a.Failed.Error()})
	case a.Oversize > 0:
		return w.tooLarge(ctx, mailbox, a, why)
	}
	if first, used := w.keys[store.Key(thread.IDKey(a.Mail.MessageID))]; used && a.Mail.MessageID != "" && a.pardon == nil {
		return w.suspend(ctx, mailbox, a, why, kept{reason: tickets.SuspendedSameID, why: "another mail with the same Message-ID says something else", ticket: first.Ticket})
	}
	p, err := w.perceive(ctx, mailbox, a, clues)
	if err != nil {
		return err
	}
	dec, err := w.decide(ctx, p.ticket, p.event)
	if err == nil {
		dec, err = w.carryOut(ctx, &p, dec)
	}
	if err != nil {
		return err
	}
	if dec.Suspend != "" {
		return w.suspend(ctx, mailbox, a, why, kept{dec.Suspend, dec.Why, p.found.Link.Ticket, dec.Ask})
	}
	if dec.KeptBack != "" {
		if err := w.suspend(ctx, mailbox, a, why, kept{reason: dec.KeptBack, why: dec.Why, ticket: dec.Ticket.ID}); err != nil {
			return err
		}
		w.take(dec, store.Change{})
		return nil
	}
	if a.pardon != nil {
		a.pardon.on = dec.Ticket.ID
		if why == a.pardon.mail.Cause {
			why = "" // it was used when the mail was suspended
		}
	}
	w.take(dec, store.Change{Cause: why, Keys: w.newKeys(a.Mail, dec.Ticket.ID, p.leg, clues)})
	return nil
}

// skip makes a baseline mail known, so that it is never taken for a new one.
func (w *work) skip(a *Arrival) {
	w.add(store.Change{Cause: headerCause(a)}, nil)
}

// newKeys lead later mails to this one's ticket.
func (w *work) newKeys(m *tickets.Mail, id tickets.ID, leg tickets.Leg, clues thread.Clues) map[store.Key]tickets.Ref {
	ref := tickets.Ref{Ticket: id, Leg: leg}
	keys := map[store.Key]tickets.Ref{}
	if own := store.Key(thread.IDKey(m.MessageID)); m.MessageID != "" && w.keys[own].Ticket == 0 {
		keys[own] = ref // the name of another mail stays that one's
	}
	for _, k := range clues.UnknownKeys(w.known) {
		if id != 0 {
			keys[store.Key(k)] = ref
		}
	}
	if id != 0 {
		w.remember(m, ref, keys)
	}
	return keys
}

// known is where a key leads that was resolved for the batch, or that a mail of it left.
func (w *work) known(key string) (tickets.Ref, bool) {
	ref, ok := w.keys[store.Key(key)]
	return ref, ok && ref.Ticket != 0
}

// perceived is an event with every fact in it, and the ticket it happens to.
type perceived struct {
	ticket tickets.Ticket
	event  tickets.Event
	leg    tickets.Leg
	found  thread.Finding
	sender tickets.Sender
}

// perceive finds the facts about a mail: which ticket, who wrote it, what it asks for.
func (w *work) perceive(ctx context.Context, mailbox string, a *Arrival, clues thread.Clues) (perceived, error) {
	var failed error
	load := func(id tickets.ID) (tickets.Ticket, bool) {
		t, ok, err := w.ticket(ctx, id)
		if err != nil {
			failed = err
		}
		return t, ok
	}
	rules := w.setup.Rules
	found := clues.Find(w.known, load)
	if failed != nil {
		return perceived{}, failed
	}
	if a.pardon != nil && a.pardon.alone {
		found.Link = tickets.Link{Reason: tickets.ByHand, Why: a.pardon.by + " made it a ticket of its own"}
		found.Token, found.For = tickets.NoToken, ""
	}
	mb, _ := rules.MailboxByAddress(tickets.Address{Address: mailbox})
	in := tickets.Incoming{Facts: w.facts(), Mail: a.Mail, Raw: a.Raw, Mailbox: mailbox, Link: found.Link, About: found.Link.Leg.Kept(),
		Sender: identity.Of(a.Mail, mb, rules, found.Token, found.For)}
	var err error
	if in.Blocked, err = w.blockOn(ctx, in.Sender.Address); err != nil {
		return perceived{}, err
	}
	if a.pardon != nil {
		in.Released, in.Forgiven = a.pardon.by, a.pardon.reasons()
	}
	p := perceived{found: found, sender: in.Sender, leg: tickets.CustomerLeg}
	if found.Link.Ticket != 0 {
		p.ticket, _, _ = w.ticket(ctx, found.Link.Ticket)
		p.leg = found.Link.Leg
	}
	in.Logos = w.logos(a.Mail, found.Link.Ticket)
	if err := w.chooseEvent(ctx, &p, in, a); err != nil {
		return p, err
	}
	switch p.event.(type) {
	case tickets.FirstMail, tickets.Imported:
	default:
		return p, nil
	}
	if p.ticket.ID == 0 {
		id, err := w.newNumber(ctx)
		if err != nil {
			return p, err
		}
		p.ticket, p.leg = tickets.Ticket{ID: id}, tickets.CustomerLeg
	}
	if first, opens := p.event.(tickets.FirstMail); opens {
		if err = w.lookUpLast(ctx, &first.Incoming, p.ticket.ID); err == nil {
			err = w.lookUpForward(ctx, &first, p.ticket.ID)
		}
		p.event = first
	}
	return p, err
}

// newNumber is the number of a ticket that may be opened.
func (w *work) newNumber(ctx context.Context) (tickets.ID, error) {
	if w.number != 0 {
		return w.number, nil
	}
	id, err := w.d.store.NewID(ctx, 1)
	if err != nil {
		return 0, fmt.Errorf("reserve a ticket number: %w", err)
	}
	return id, nil
}

func mustRead(b []byte, v any) error {
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("decode %T: %w", v, err)
	}
	return nil
}
