package mailout

import (
	"context"
	"io"
	"time"

	"tierdesk/tickets"
)

// Outbox is where letters come from. The desk implements it. Its methods may be called from several goroutines.
type Outbox interface {
	// Lease hands out up to max letters that are due, none of the busy mailboxes, and tells when the next will be due;
	// zero when none waits. A letter comes again when it is not settled within the lease. Of one ticket and recipient only
	// one letter is out at a time, the oldest first; the Sender asks again after each Settle, so the next of that lane
	// needs no kick. Next leaves out the busy mailboxes.
	Lease(ctx context.Context, max int, busy []string, lease time.Duration) (letters []tickets.Letter, next time.Time, err error)
	// Open reads the finished bytes of a letter, lines ended by CRLF.
	Open(ctx context.Context, raw string) (io.ReadCloser, error)
	// Settle records what became of letters, all or none, and counts the attempts. A letter that failed for good comes
	// back to its ticket as Undelivered. When it fails it is called again with the same results; one that was recorded
	// already is then no error. A result counts even when the lease ran out meanwhile.
	Settle(ctx context.Context, results []Result) error
	// Kicked receives when a letter may have become due earlier than Lease said.
	Kicked() <-chan struct{}
}

// Result is what became of one attempt to send a letter.
type Result struct {
	Letter tickets.Letter      // as it was leased: Attempts does not count this one
	State  tickets.LetterState // Sent, Failed, or Queued to try again at Next
	Next   time.Time
	Status string // enhanced status code (RFC 3463) or SMTP reply code, "" when there was no answer
	Error  string // "" when sent; also when Queued because it was leased and not tried, which is no attempt
}
