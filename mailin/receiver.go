package mailin

import (
	"context"
	"io"
	"iter"
	"time"

	"tierdesk/tickets"
)

// Receiver takes mails over. The desk implements it. Its methods are called by many watchers at once, but never twice
// at the same time for one mailbox.
type Receiver interface {
	// Cursor reads how far a mailbox has been taken over; the zero Cursor for one never seen.
	Cursor(ctx context.Context, mailbox string) (Cursor, error)
	// Receive takes batches of mails, in order, and calls ended when it has committed one, or failed to. After nil each
	// mail of that batch is on its ticket, suspended, or known as a repetition, and the cursor is committed with them,
	// durably. It may ask for the next batch while it commits one, and call ended from another goroutine. It returns nil when all
	// are committed; otherwise nothing is of those for which ended was not called with nil. A batch may be empty: then
	// only the cursor is committed.
	Receive(ctx context.Context, batches iter.Seq[Batch], ended func(error)) error
	// Trouble tells that a mailbox has been unreachable for a while (Back false), or is reachable again. Only the desk
	// knows what it heard from earlier lives of the watcher: an outage may be told of once more, and a watcher that
	// begins says Back also when nothing was wrong. On an error the watcher tells it again.
	Trouble(ctx context.Context, t tickets.Trouble) error
}

// Keeper stores raw mails. tickets/blob implements it; Receive makes them durable. Its methods are called by many
// goroutines at once. A mail that was put and never received (the connection broke, the daemon was stopped) is put again
// later: unused blobs are no fault.
type Keeper interface {
	// Put reads r to its end and stores it. The identifier is that of the content: the same bytes give the same one.
	Put(ctx context.Context, r io.Reader) (id string, size int64, err error)
	// Get reads a stored mail, also one that is not durable yet.
	Get(ctx context.Context, id string) (io.ReadSeekCloser, error)
}

// Cursor is the progress in one mailbox. Every mail with a UID up to Last, under this UIDVALIDITY, has been taken over.
// UIDs grow and are never used twice under one UIDVALIDITY (RFC 9051, section 2.3.1.1).
//
// A Receiver stores it whole and compares it whole; only a Watcher makes one.
type Cursor struct {
	UIDValidity uint32 `json:"uidvalidity"`
	Last        uint32 `json:"last"`
	// Base is the highest UID at the first look: mails up to it are history. It is kept so that a first import that
	// was interrupted goes on as history, and 0 after a change of UIDVALIDITY.
	Base uint32 `json:"base,omitempty"`
}

// Batch is a run of mails from one mailbox, in the order of their UIDs. It is taken over whole or not at all.
type Batch struct {
	Mailbox  string // the address of the mailbox
	Before   Cursor // what Cursor returned, or the Cursor of the batch before; a different stored one makes Receive fail
	Cursor   Cursor // the cursor after this batch
	Arrivals []Arrival
}

// Arrival is one mail as it was fetched and read.
type Arrival struct {
	UIDValidity uint32
	UID         uint32
	At          time.Time // INTERNALDATE, when the server received it; zero when it could not be fetched
	// Raw is the blob of the raw mail, of its header only when Oversize is set, "" when Skip is set or when the server
	// would not give the mail away (Failed is set then, and the mail stays on the server).
	Raw string
	// Mail is what was read. Of a Skip arrival it has the identifiers, addresses, subject and date only, and no Hash.
	// Of an Oversize one it has the header, and Size and Hash are those of the header.
	Mail     tickets.Mail
	Oversize int64 // the size in bytes of a mail over the limit that was left on the server; 0 for others
	Baseline bool  // it was there before the desk first looked: known, or imported without telling anyone
	Skip     bool  // a baseline mail that is only to be known, not imported
	// Failed says why fetching, reading or receiving it failed again and again: keep it suspended. Mail may be empty.
	Failed error
}
