// Package store says what the desk needs from a database: ten methods, one of which changes tickets.
//
// It is shaped after the desk, not after buckets or SQL. A Change is one decision: the ticket with the version it was
// decided on, what goes into its journal, thread keys, letters, marks, and the key of its cause. Commit applies a
// batch of changes whole or not at all, so a crash leaves either all traces of a batch or none.
//
// The adapters are memstore (the oracle of tests), boltstore (the default). tickets/store/storetest is the contract
// as a test suite: an adapter is right when it passes.
//
// # Promises
//
//   - Commit is durable when it returns nil. It is atomic over the whole batch, and so is Settle. Changes of a batch see
//     each other in order, so two changes may raise the version of one ticket twice.
//   - Nothing that a method returns, and nothing that it was given, shares memory with the store.
//   - All methods may be called from several goroutines.
//   - What was committed comes back whole, every field of it: moments to the nanosecond, but not in which time zone they
//     were written; text as it was, if it is valid UTF-8. An empty and a nil slice or map are the same.
//   - A context that is done before a method begins is its error, and nothing was changed.
//   - Something that can never be committed is refused as *Invalid, before anything is looked up.
//   - After Close every method fails, but a second Close does no harm.
//
// # Letters
//
// The letters of one ticket to one recipient (by Address.Key) are a lane. The head of a lane is its queued letter with
// the lowest Seq. Only heads are handed out, and none while another letter of the lane is out, so a letter that waits
// holds back those behind it, and they leave in order. Time and Settle end a lease; so may a restart of the process that
// leads the database. A letter is therefore handed out at least once.
//
// A held letter is in no lane: it holds back no other, and is not handed out.
//
//	Commit ──▶ queued, behind ──▶ head of its lane ──Lease──▶ out ──Settle──▶ sent, failed
//	                 │                  ▲      │               │
//	                 │                  └──────┼───────────────┴── Settle queued, or the lease ran out
//	                 └──Commit, withdrawn──────┴──▶ cancelled
//	Commit ──▶ held ──Commit, released──▶ queued; withdrawn ──▶ cancelled
package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tierdesk/tickets"
)

// ErrNotFound is returned for a ticket that does not exist.
var ErrNotFound = errors.New("no such ticket")

// Conflict is the error of a Commit that found something changed since it was read, or of a Settle whose letter is not
// queued any more. Nothing was committed. The caller reads again and decides again.
//
// Within a change the cause is looked at first, then the ticket, the letters, those withdrawn, those released and the
// marks, each in order; the first that does not hold is named.
type Conflict struct {
	Change int    // index in the batch
	What   string // "ticket #12", "mark cursor/…", "cause …", "letter 12/3"
}

func (c *Conflict) Error() string { return fmt.Sprintf("change %d conflicts at %s", c.Change, c.What) }

// Store keeps the desk's state. Adapters wrap their own errors with what they were doing; Conflict, Invalid and
// ErrNotFound are found in them by errors.As and errors.Is.
type Store interface {
	// NewID reserves n consecutive ticket numbers, at least one, and returns the first. They are higher than that of every
	// ticket there is. Numbers that no commit uses may be given out again after a restart, never within one run.
	NewID(ctx context.Context, n int) (tickets.ID, error)
	// Ticket reads one ticket, or ErrNotFound.
	Ticket(ctx context.Context, id tickets.ID) (tickets.Ticket, error)
	// History reads the messages and journal of one ticket in the order in which they were committed, and its letters in
	// the order of Seq; empty for an unknown one. Ticket 0 has the letters that belong to no ticket.
	History(ctx context.Context, id tickets.ID) (tickets.History, error)
	// Resolve finds what each key leads to; keys that are unknown are missing from the answer.
	Resolve(ctx context.Context, keys []Key) (map[Key]tickets.Ref, error)
	// Select finds tickets. Each is as it was at one moment of the call; a long answer need not be of the same moment
	// throughout.
	Select(ctx context.Context, q Query) ([]tickets.Ticket, error)
	// Marks reads all marks whose name starts with the prefix, ordered by the bytes of their names.
	Marks(ctx context.Context, prefix string) ([]Mark, error)
	// Commit applies the changes in order, all or none. No changes at all are fine.
	Commit(ctx context.Context, changes []Change) error
	// Lease hands out letters that are due, and says when the next one will be.
	Lease(ctx context.Context, q LeaseQuery) (Leased, error)
	// Settle records what became of letters, all or none. A letter that is unknown, or not queued any more, is a
	// Conflict. One that is not out, or whose lease ran out meanwhile, may be settled: what happened, happened.
	Settle(ctx context.Context, outcomes []Outcome) error
	// Close waits for what is under way and releases the database.
	Close() error
}

// Key leads from something in a mail to a ticket. Its text starts with the kind: "id:" a Message-ID,
// "unknown:" a Message-ID that a known mail referred to and nobody has seen, "picture:" and "logo:" a picture that a side
// sent first and again (desk/logos.go), "cause:" what was already handled.
// It may be of any length.
type Key string

// CauseKey is the key by which Resolve tells whether a cause was handled.
func CauseKey(cause string) Key { return causeKind + Key(cause) }

const causeKind = "cause:"

// Change is one decision, ready to be committed. Validate says which ones are not.
type Change struct {
	// Cause is the idempotency key of what caused the change; a second change with the same cause is a Conflict whose
	// What starts with "cause". Resolve of CauseKey tells beforehand, with the number of the change's ticket, or the
	// zero Ref when it has none. "" for a change that needs none.
	Cause string
	// Ticket is the new state, nil when no ticket changes. Its Version is the one it was read with, 0 for a new ticket;
	// the stored version is one higher. A different stored version, or an existing ticket for 0, is a Conflict.
	Ticket   *tickets.Ticket
	Journal  []tickets.Entry   // appended to the ticket's journal
	Messages []tickets.Message // appended to the ticket's messages, whatever their N
	// Keys are set; one that led elsewhere leads here from now on. Those of kind "cause:" belong to Cause.
	Keys    map[Key]tickets.Ref
	Letters []tickets.Letter // (Ticket, Seq) must be new; of any ticket, also one that does not exist
	// Withdraw takes back letters that wait or are held. One that is unknown, neither queued nor held any more, or out is
	// a Conflict: it may have been sent. Who withdraws what is not due yet meets that conflict only when its moment came
	// meanwhile.
	Withdraw []Withdrawal
	// Release queues letters that are held. One that is unknown, or not held any more, is a Conflict.
	Release []Release
	Marks   []MarkChange
}

// Withdrawal makes a queued or held letter a cancelled one, which never leaves.
type Withdrawal struct {
	Ticket tickets.ID
	Seq    uint64
	At     time.Time // the letter's Done
	Why    string    // replaces the letter's Error
}

// Apply returns the letter as the withdrawal leaves it.
func (w *Withdrawal) Apply(l tickets.Letter) tickets.Letter {
	l.State, l.Done, l.Error = tickets.Cancelled, w.At, w.Why
	return l
}

// Release makes a held letter a queued one, which takes its place in its lane.
type Release struct {
	Ticket tickets.ID
	Seq    uint64
	At     time.Time // the letter's Next
}

// Apply returns the letter as the release leaves it.
func (r *Release) Apply(l tickets.Letter) tickets.Letter {
	l.State, l.Next, l.Error = tickets.Queued, r.At, ""
	return l
}

// Mark is a named value: a mailbox cursor, a watermark, a relay on its way, a suspended mail. Values are small.
type Mark struct {
	Name  string // 1 to MaxName bytes
	Value []byte // never nil, but it may be empty
}

// MarkChange sets a mark when it still has the old value. Old nil: it must not exist; New nil: it is deleted.
type MarkChange struct {
	Name string
	Old  []byte
	New  []byte
}

// LeaseQuery asks for letters.
type LeaseQuery struct {
	Now time.Time
	Due time.Time     // letters are due whose Next is not after it; Now when that is later, as it is when Due is zero
	For time.Duration // how long the caller has them, more than 0; then they are given out again
	Max int           // how many at most; 0 asks only when the next one may be leased
	// Busy are mailboxes whose letters the caller cannot take now.
	Busy []string
}

// Leased is the answer to a LeaseQuery: heads of lanes of which no letter is out, that are due. Those with
// the earliest Next come first, then by ticket and Seq.
type Leased struct {
	Letters []tickets.Letter
	// Next is when the next letter that is neither in Letters nor of a Busy mailbox may be leased: the earliest Next of
	// the other heads, or the end of the lease in whose lane they are. It is Now when Max left some that are due, and zero
	// when there is none. Letters behind a leased one may be leased when that is settled: then ask again.
	Next time.Time
}

// Outcome is what became of a letter. Every one counts as an attempt, unless it is Untried.
type Outcome struct {
	Ticket tickets.ID
	Seq    uint64
	State  tickets.LetterState // Sent, Failed and Cancelled are final, Done is At then; Queued tries again at Next
	At     time.Time
	Next   time.Time // the letter's Next when it stays queued
	Error  string    // replaces the letter's
	// Untried gives back a letter that was leased and not begun: its State is Queued, its Attempts and Error are kept.
	Untried bool
}

// Apply returns the letter as the outcome leaves it.
func (o *Outcome) Apply(l tickets.Letter) tickets.Letter {
	if o.Untried {
		l.Next = o.Next
		return l
	}
	l.State, l.Error = o.State, o.Error
	l.Attempts++
	if o.State == tickets.Queued {
		l.Next = o.Next
	} else {
		l.Done = o.At
	}
	return l
}
