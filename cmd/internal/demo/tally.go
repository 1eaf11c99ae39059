package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"tierdesk/cmd/internal/app"
	"tierdesk/mailin/postoffice"
	"tierdesk/tickets"
)

// tally counts what went in and out by what lies in the mailboxes and on the tickets. The counters of the daemon have no
// part in it: a mail is lost when its Message-ID was sent and is nowhere, and doubled when it is somewhere twice.
type tally struct {
	in, tickets, out int
	lost, doubled    []string
}

// String is the summary line.
func (t *tally) String() string {
	return fmt.Sprintf("demo: %d mails in, %d tickets, %d letters out, %d lost, %d doubled", t.in, t.tickets, t.out, len(t.lost), len(t.doubled))
}

// mustBeOnce notes an identifier that was not seen exactly once.
func (t *tally) mustBeOnce(what, id string, seen int) {
	switch {
	case seen == 0:
		t.lost = append(t.lost, what+" <"+id+">")
	case seen > 1:
		t.doubled = append(t.doubled, fmt.Sprintf("%s <%s> (%d times)", what, id, seen))
	}
}

// count prints the summary, and fails when anything was lost or doubled.
func (s *stage) count(ctx context.Context) error {
	if err := s.settled(ctx); err != nil {
		return err
	}
	all, err := s.dossiers(ctx)
	if err != nil {
		return err
	}
	held, err := s.heldIDs(ctx)
	if err != nil {
		return err
	}
	t := &tally{tickets: len(all)}
	came, letters := s.arrived(), s.letters()
	t.countIn(came, s.sentIDs(), taken(all, held, letters))
	t.countOut(letters, came, all)
	s.tell.line(plain, "")
	s.tell.line(bold, "%s", t)
	if len(t.lost)+len(t.doubled) > 0 {
		return fmt.Errorf("lost: %s; doubled: %s", strings.Join(t.lost, ", "), strings.Join(t.doubled, ", "))
	}
	return nil
}

// settled waits until the desk has taken over every mail and no letter waits any more.
func (s *stage) settled(ctx context.Context) error {
	return s.until(ctx, "the last letter to leave", func() (bool, error) {
		all, err := s.dossiers(ctx)
		waiting := len(s.office.Mail(supportLogin, "INBOX"))
		for _, d := range all {
			for _, l := range d.Letters {
				if l.State == tickets.Queued {
					waiting++
				}
			}
		}
		return waiting == 0, err
	})
}

// taken is how often each mail was taken over, by Message-ID: as a message of a ticket, as a suspended mail, or, since a
// mail that holds only commands is no message, by the receipt for it.
func taken(all []app.Dossier, held []string, letters map[string][]*letter) map[string]int {
	n, receipts := map[string]int{}, map[string]int{}
	for _, id := range held {
		n[id]++
	}
	for _, d := range all {
		for _, m := range d.Messages {
			n[m.MessageID]++
		}
	}
	for _, l := range slices.Concat(slices.Collect(maps.Values(letters))...) {
		if len(l.InReplyTo) > 0 && (isNotice(tickets.Receipt)(l) || isNotice(tickets.CommandError)(l)) {
			receipts[l.InReplyTo[0]]++
		}
	}
	for id := range receipts {
		n[id] = max(n[id], receipts[id])
	}
	return n
}

// countIn looks for each mail that was sent to the desk in its mailbox, and for each mail there among those taken over.
func (t *tally) countIn(came []*letter, sent []string, taken map[string]int) {
	t.in = len(came)
	for _, l := range came {
		t.mustBeOnce("a mail to the desk", l.MessageID, taken[l.MessageID])
	}
	delivered := occurrences(came)
	for _, id := range sent {
		t.mustBeOnce("a mail in the desk's mailbox", id, delivered[id])
	}
}

// countOut looks for each letter of the tickets in its recipient's mailbox, or in a report to the desk that it came back,
// and for each letter in a mailbox on a ticket. A digest, and a question about a suspended mail, are on none.
func (t *tally) countOut(found map[string][]*letter, came []*letter, all []app.Dossier) {
	seen := map[string]int{} // by recipient and Message-ID
	for address, letters := range found {
		t.out += len(letters)
		for id, n := range occurrences(letters) {
			seen[address+" "+id] = n
		}
	}
	for _, l := range came {
		for _, b := range l.Bounces {
			seen[b.Recipient+" "+b.OriginalMessageID]++
		}
	}
	for _, d := range all {
		for _, l := range d.Letters {
			t.mustBeOnce("a letter to "+l.To, l.MessageID, seen[l.To+" "+l.MessageID])
			delete(seen, l.To+" "+l.MessageID)
		}
	}
	t.strays(found, seen)
}

// strays are letters in mailboxes that are on no ticket, though they should be.
func (t *tally) strays(found map[string][]*letter, left map[string]int) {
	for address, letters := range found {
		for _, l := range letters {
			n := left[address+" "+l.MessageID]
			delete(left, address+" "+l.MessageID)
			switch {
			case n > 1:
				t.mustBeOnce("a letter to "+address, l.MessageID, n)
			case n == 1 && !isNotice(tickets.Digest)(l) && !isNotice(tickets.ConfirmMail)(l):
				t.doubled = append(t.doubled, "a letter to "+address+" that is on no ticket <"+l.MessageID+">")
			}
		}
	}
}

func occurrences(letters []*letter) map[string]int {
	n := map[string]int{}
	for _, l := range letters {
		n[l.MessageID]++
	}
	return n
}

// arrived is every mail that the mail server delivered to the desk, whichever folder it is in now.
func (s *stage) arrived() []*letter { return readAll(s.office, supportLogin, "INBOX", "Processed") }

// letters is every mail of the desk that lies in somebody's mailbox, by address.
func (s *stage) letters() map[string][]*letter {
	found := map[string][]*letter{}
	for _, p := range s.residents() {
		found[p.address] = slices.DeleteFunc(readAll(s.office, p.login, "INBOX"), func(l *letter) bool { return !l.ours() })
	}
	return found
}

func readAll(office *postoffice.Office, login string, folders ...string) (all []*letter) {
	for _, folder := range folders {
		for _, m := range office.Mail(login, folder) {
			all = append(all, readLetter(m.Raw))
		}
	}
	return all
}

// sentIDs are the Message-IDs of all mails that people sent to the desk.
func (s *stage) sentIDs() (ids []string) {
	for _, p := range append(s.residents(), s.mallory) {
		ids = append(ids, p.sent...)
	}
	return ids
}

// heldIDs are the Message-IDs of the suspended mails.
func (s *stage) heldIDs(ctx context.Context) (ids []string, err error) {
	held, err := s.suspended(ctx)
	for _, h := range held {
		raw, failed := s.app.Desk().Raw(ctx, h.Raw)
		if failed != nil {
			return nil, errors.Join(err, fmt.Errorf("read the suspended mail %s: %w", h.ID, failed))
		}
		b, failed := io.ReadAll(raw)
		err = errors.Join(err, failed, raw.Close())
		ids = append(ids, readLetter(b).MessageID)
	}
	return ids, err
}
