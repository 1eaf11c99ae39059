package desk

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"slices"
	"strconv"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
	"tierdesk/tickets/thread"
)

// work is a batch of decisions on its way to one commit. Later decisions see what earlier ones changed.
type work struct {
	d        *Desk
	said     *later
	log      *slog.Logger // over said
	setup    Setup
	at       time.Time
	tickets  map[tickets.ID]tickets.Ticket
	keys     map[store.Key]tickets.Ref
	counters map[string]uint64
	lately   *tickets.Ledger // over that of the desk
	away     map[string]absent
	waits    map[string]waits        // what is put off, by person
	loads    map[string]tickets.Load // what this batch adds to those of the desk
	queues   queues                  // as this batch leaves them
	last     map[string]string       // by customer, who has the last ticket that this batch opened
	changes  []store.Change
	drafts   [][]tickets.Draft // beside changes
	blocked  map[string][]byte // who is blocked; nil before it was asked
	asked    map[string][]byte // marks of askedPrefix as this batch leaves them
	judged   map[string]bool   // the suspended mails that this batch let through or dropped
	solved   []tickets.Ticket  // by this batch
	number   tickets.ID        // of what is opened in work that is never committed; 0 in all other
	past     bool              // the work lives through earlier times again: how things stand now is no fact of it
}

func (d *Desk) begin(at time.Time) *work {
	said := &later{Handler: d.log.Handler()}
	return &work{d: d, said: said, log: slog.New(said), setup: d.Setup(), at: at, tickets: map[tickets.ID]tickets.Ticket{}, keys: map[store.Key]tickets.Ref{},
		counters: maps.Clone(d.counters), away: maps.Clone(d.away), waits: maps.Clone(d.waits), loads: map[string]tickets.Load{}, queues: d.queues.share(), last: map[string]string{}, lately: d.lately.Over(), asked: map[string][]byte{}, judged: map[string]bool{}}
}

// ticket reads a ticket as the batch left it. ok is false when it does not exist.
func (w *work) ticket(ctx context.Context, id tickets.ID) (t tickets.Ticket, ok bool, err error) {
	if t, ok := w.tickets[id]; ok {
		return t, true, nil
	}
	t, err = w.d.store.Ticket(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return tickets.Ticket{}, false, nil
	}
	if err != nil {
		return t, false, fmt.Errorf("read ticket %s: %w", id, err)
	}
	w.tickets[id] = t
	return t, true, nil
}

// facts are those that every event of this batch has.
func (w *work) facts() tickets.Facts {
	f := tickets.Facts{At: w.at, Lately: w.lately, Away: w.awayNow(), Load: w.loadNow(), Ahead: w.queues.ahead}
	for tier := range f.Turns {
		f.Turns[tier] = w.counters[turnName(tickets.Tier(tier))]
	}
	return f
}

// take adds a decision to the batch.
func (w *work) take(dec tickets.Decision, c store.Change) {
	t, number := dec.Ticket, dec.Ticket.Version
	if t.ID != 0 {
		stored := t // what it holds is changed by nobody: the next decision makes its own
		c.Ticket = &stored
		c.Journal, c.Messages = dec.Journal, dec.Messages
	} else if n := t.Letters - w.counters[letterCounter] + uint64(len(dec.Relays)); n > 0 {
		c.Marks = append(c.Marks, w.raise(letterCounter, n)) // what ticket 0 owes has no version to tell it from the next
		number = w.counters[letterCounter]
	}
	for _, a := range dec.Absences {
		c.Marks = append(c.Marks, w.setAway(a.Person, absent{Away: a.Away})...)
	}
	c.Marks = append(c.Marks, w.putOff(dec.Waits)...)
	c.Marks = append(c.Marks, w.count(dec.Took)...)
	for _, seq := range dec.Withdraw {
		c.Withdraw = append(c.Withdraw, store.Withdrawal{Ticket: t.ID, Seq: seq, At: w.at, Why: "recalled by its author"})
	}
	c.Marks = append(c.Marks, w.suppress(dec)...)
	for i, r := range dec.Relays {
		r.ID = fmt.Sprintf("%016x-%d-%d-%d", w.at.UnixNano(), t.ID, number, i)
		c.Marks = append(c.Marks, store.MarkChange{Name: relayPrefix + r.ID, New: mustJSON(r)})
	}
	if t.ID != 0 {
		if t.Status == tickets.Solved && w.tickets[t.ID].Status != tickets.Solved {
			w.solved = append(w.solved, t)
		}
		if t.Priority == tickets.Urgent && t.Version > 0 && w.tickets[t.ID].Priority != tickets.Urgent {
			w.hurry()
		}
		c.Keys = keysOfCases(c.Keys, &t)
		w.shift(w.tickets[t.ID], t)
		w.queues.move(t.ID, t.Place(w.setup.Rules))
		w.had(&t)
		t.Version++
		w.tickets[t.ID] = t
	}
	w.add(c, dec.Letters)
	for _, other := range dec.Others {
		w.take(other, store.Change{Keys: keysOfOpened(other)})
	}
}

// keysOfOpened let what answers a mail that a new ticket began with come to that ticket.
func keysOfOpened(dec tickets.Decision) map[store.Key]tickets.Ref {
	if dec.Ticket.ID == 0 || dec.Ticket.Version != 0 {
		return nil
	}
	keys := map[store.Key]tickets.Ref{}
	for _, m := range dec.Messages {
		if m.MessageID != "" {
			keys[store.Key(thread.IDKey(m.MessageID))] = tickets.Ref{Ticket: dec.Ticket.ID, Leg: m.Leg}
		}
	}
	return keys
}

// add puts a change into the batch and lets later mails find its keys.
func (w *work) add(c store.Change, drafts []tickets.Draft) {
	maps.Copy(w.keys, c.Keys)
	if c.Cause != "" {
		ref := tickets.Ref{}
		if c.Ticket != nil {
			ref.Ticket = c.Ticket.ID
		}
		w.keys[store.CauseKey(c.Cause)] = ref
	}
	var opened []tickets.HeldLetter
	for i := range drafts {
		if h := w.charge(&c, &drafts[i]); h.Opens {
			opened = append(opened, h)
		}
	}
	w.changes = append(w.changes, c)
	w.drafts = append(w.drafts, drafts)
	for _, h := range opened { // behind the change: both count on
		w.tellHeld(h)
	}
}

// count turns the tiers whose round robin was used into marks.
func (w *work) count(took []tickets.Tier) []store.MarkChange {
	var marks []store.MarkChange
	for _, tier := range slices.Compact(slices.Sorted(slices.Values(took))) {
		n := uint64(0)
		for _, t := range took {
			if t == tier {
				n++
			}
		}
		marks = append(marks, w.raise(turnName(tier), n))
	}
	return marks
}

// raise adds to a counter.
func (w *work) raise(name string, by uint64) store.MarkChange {
	old := w.counters[name]
	w.counters[name] = old + by
	c := store.MarkChange{Name: name, New: strconv.AppendUint(nil, old+by, 10)}
	if old > 0 {
		c.Old = strconv.AppendUint(nil, old, 10)
	}
	return c
}

// commit composes the letters, makes the blobs durable and commits everything at once.
func (w *work) commit(ctx context.Context) error {
	if len(w.changes) == 0 {
		w.d.say(w.said.take())
		return nil
	}
	letters, err := w.compose(ctx)
	if err != nil {
		return err
	}
	err = w.d.persist(ctx, w.changes, letters)
	var conflict *store.Conflict
	switch {
	case err == nil:
		w.d.say(w.said.take())
		w.keep()
	case errors.As(err, &conflict):
		err = errors.Join(err, w.d.load(ctx))
	}
	return err
}

// keep lets the desk go on with what the batch counted.
func (w *work) keep() {
	w.d.counters, w.d.away, w.d.waits, w.d.queues = w.counters, w.away, w.waits, w.queues
	w.keepLoads()
	for i := range w.solved {
		w.d.solved.put(&w.solved[i])
	}
	w.lately.Merge(w.at, w.setup.Rules.Horizon())
}

// persist makes the blobs durable and commits changes with so many letters. It leaves alone what the desk knows: a pipeline
// decides on that meanwhile.
func (d *Desk) persist(ctx context.Context, changes []store.Change, letters int) (err error) {
	defer guard(&err)
	if err := d.blobs.Sync(ctx); err != nil {
		return fmt.Errorf("make the mails durable: %w", err)
	}
	if err := d.store.Commit(ctx, changes); err != nil {
		return fmt.Errorf("commit %d changes: %w", len(changes), err)
	}
	if letters > 0 || slices.ContainsFunc(changes, func(c store.Change) bool { return len(c.Release) > 0 }) {
		kick(d.letters)
	}
	kick(d.timers)
	return nil
}

// compose finishes all drafts of the batch side by side and puts them into their changes.
func (w *work) compose(ctx context.Context) (int, error) {
	type job struct{ change, letter int }
	var jobs []job
	for i, drafts := range w.drafts {
		w.changes[i].Letters = slices.Concat(w.changes[i].Letters, make([]tickets.Letter, len(drafts)))
		for j := range drafts {
			jobs = append(jobs, job{i, j})
		}
	}
	err := inParallel(len(jobs), func(n int) error {
		j := jobs[n]
		l, err := w.finish(ctx, w.drafts[j.change][j.letter])
		w.changes[j.change].Letters[j.letter] = l
		return err
	})
	return len(jobs), err
}

// guard turns a panic into an error.
func guard(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
	}
}

// finish makes the bytes of one letter and stores them.
func (w *work) finish(ctx context.Context, draft tickets.Draft) (l tickets.Letter, err error) {
	defer guard(&err)
	raw, size, err := w.write(ctx, draft)
	if err != nil {
		return tickets.Letter{}, fmt.Errorf("compose the %s letter %s/%d to %s: %w", draft.Notice, draft.Ticket, draft.Seq, draft.Recipient.Address, err)
	}
	l = letterOf(draft)
	l.Raw, l.Size = raw, size
	return l, nil
}

// letterOf is a letter before its bytes are made.
func letterOf(draft tickets.Draft) tickets.Letter {
	l := tickets.Letter{Ticket: draft.Ticket, Seq: draft.Seq, Notice: draft.Notice, Leg: draft.Leg, Mailbox: draft.Mailbox,
		To: draft.Recipient.Address, MessageID: draft.MessageID, Made: draft.At, State: tickets.Queued, Next: draft.At}
	if draft.After.After(l.Next) {
		l.Next = draft.After
	}
	if draft.Held != nil {
		l.State, l.Error = tickets.Held, draft.Held.String()
	}
	if draft.Auto == tickets.ByPerson {
		l.Envelope = cmp.Or(draft.ReplyTo, draft.Mailbox) // a bounce comes back with its token; the desk's own words get the null return path
	}
	return l
}

// streamFrom is the size of attachments above which a letter is piped to the blobs and not held in memory.
const streamFrom = 1 << 20

func (w *work) write(ctx context.Context, draft tickets.Draft) (string, int64, error) {
	var enclosed int64
	for _, a := range draft.Attachments {
		enclosed += a.Size
	}
	if enclosed < streamFrom {
		buf := w.d.buffers.Get().(*bytes.Buffer)
		defer w.d.buffers.Put(buf)
		buf.Reset()
		if err := w.setup.Composer.Compose(draft, buf); err != nil {
			return "", 0, err
		}
		return w.d.blobs.Put(ctx, buf)
	}
	return w.stream(ctx, draft)
}

// stream writes a letter of any size, a piece at a time.
func (w *work) stream(ctx context.Context, draft tickets.Draft) (string, int64, error) {
	r, stop := pipeFrom(func(pw writer) error { return w.setup.Composer.Compose(draft, pw) })
	defer stop()
	return w.d.blobs.Put(ctx, r)
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("desk: a plain struct does not encode: " + err.Error())
	}
	return b
}
