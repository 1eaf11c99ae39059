package desk

import (
	"context"
	"fmt"
	"strings"

	"tierdesk/tickets"
	"tierdesk/tickets/thread"
)

func isReport(m *tickets.Mail) bool {
	return m.Kind == tickets.KindBounce || m.Kind == tickets.KindDelay
}

// undelivered finds the letter that a report is about. ok is false for a report on something that the desk did not send:
// anybody can write one, with the Message-ID of a mail of theirs.
func (w *work) undelivered(ctx context.Context, t tickets.Ticket, in tickets.Incoming, found thread.Finding) (ev tickets.Undelivered, ok bool, err error) {
	h, err := w.d.store.History(ctx, t.ID)
	if err != nil {
		return ev, false, fmt.Errorf("read the letters of %s: %w", t.ID, err)
	}
	ev = tickets.Undelivered{Facts: in.Facts, Delayed: in.Mail.Kind == tickets.KindDelay, Raw: in.Raw, Report: in.Mail.MessageID}
	if l, sent := reported(h.Letters, in.Mail.Bounces, found.For); sent {
		ev.To, ev.Notice, ev.MessageID = tickets.Address{Address: l.To}, l.Notice, l.MessageID
		ev.Told = toldOf(h.Messages, l)
	} else if found.For != "" { // a letter of a ticket that was merged into this one
		ev.To = tickets.Address{Address: found.For}
	} else {
		return ev, false, nil
	}
	b := gravest(in.Mail.Bounces, ev)
	ev.Status, ev.Diagnostic, ev.Hard = b.Status, b.Diagnostic, b.Hard && ev.To.Same(tickets.Address{Address: b.Recipient})
	if ev.Status+ev.Diagnostic == "" {
		ev.Diagnostic = firstLine(strings.Join(strings.Fields(in.Mail.Text), " "))
	}
	return ev, true, nil
}

// toldOf is the message that a letter told of: both were made in one decision.
func toldOf(messages []tickets.Message, l tickets.Letter) *tickets.Message {
	for i := range messages {
		if messages[i].At.Equal(l.Made) && messages[i].Direction == tickets.In {
			return &messages[i]
		}
	}
	return nil
}

// reported is the letter that a report names or, when it names none, the last one to whom the token was made for. Reports
// go to the envelope sender, so letters with one come first.
func reported(letters []tickets.Letter, bounces []tickets.Bounce, madeFor string) (last tickets.Letter, ok bool) {
	for _, l := range letters {
		for _, b := range bounces {
			if b.OriginalMessageID != "" && l.MessageID == b.OriginalMessageID {
				return l, true
			}
		}
		to := tickets.Address{Address: l.To}.Key()
		if madeFor != "" && to == madeFor && (l.Envelope != "" || last.Envelope == "") {
			last, ok = l, true
		}
	}
	return last, ok
}

// gravest is what a report with several recipients says of ours or, when it names them otherwise, of one that failed.
func gravest(bounces []tickets.Bounce, ev tickets.Undelivered) (worst tickets.Bounce) {
	action := "failed"
	if ev.Delayed {
		action = "delayed"
	}
	rank := 0
	for _, b := range bounces {
		n := 1
		if b.Action == action {
			n += 2
		}
		if ev.To.Same(tickets.Address{Address: b.Recipient}) {
			n++
		}
		if n > rank {
			rank, worst = n, b
		}
	}
	return worst
}
