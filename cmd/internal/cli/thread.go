package cli

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"tierdesk/tickets"
	"tierdesk/tickets/thread"
)

type threadMail struct {
	JSON  bool     `name:"json" help:"One JSON object a line."`
	Files []string `arg:"" name:"file" help:"Raw mails in the order in which they arrive."`
}

// threaded is a mail and the ticket it came to.
type threaded struct {
	File   string         `json:"file"`
	Ticket tickets.ID     `json:"ticket"`
	Reason tickets.Reason `json:"reason"`
	why    string
}

// Run plays a desk that receives the mails one after the other.
func (c *threadMail) Run(ctx context.Context, w *world) error {
	play, err := newPlay()
	if err != nil {
		return err
	}
	type mail struct {
		file string
		mail tickets.Mail
		sum  [sha256.Size]byte
	}
	out := json.NewEncoder(w.Out)
	return inOrder(c.Files, w, func(file string) (mail, error) {
		raw, err := w.raw(file)
		if err != nil {
			return mail{}, err
		}
		return mail{file, read(raw), sha256.Sum256(raw)}, nil
	}, func(m mail) error {
		t := play.receive(&m.mail, m.sum)
		t.File = m.file
		if c.JSON {
			return out.Encode(t)
		}
		_, err := fmt.Fprintf(w.Out, "%-6s %s: %s\n", t.Ticket, clean(t.File), clean(t.why))
		return err
	})
}

// play is a desk in memory that does nothing but thread: it knows no people and no mailboxes, and every mail that leads to
// no ticket opens one.
type play struct {
	keys    *thread.Keys
	rules   *tickets.Rules
	known   map[string]tickets.Ref // thread's keys, as the store would have them
	tickets map[tickets.ID]*tickets.Ticket
	mails   map[[sha256.Size]byte]tickets.ID // by what it is, byte for byte: one mail that is delivered twice is one message
}

func newPlay() (*play, error) {
	key, err := thread.NewKey([]byte("nothing is signed here")) // no letter leaves, so no token comes back
	if err != nil {
		return nil, errors.New("make a key for the play")
	}
	return &play{keys: thread.NewKeys(key), rules: &tickets.Rules{Tag: "DESK"}, known: map[string]tickets.Ref{},
		tickets: map[tickets.ID]*tickets.Ticket{}, mails: map[[sha256.Size]byte]tickets.ID{}}, nil
}

// receive finds or opens the ticket of a mail whose raw bytes have that sum.
func (p *play) receive(m *tickets.Mail, sum [sha256.Size]byte) threaded {
	if id, again := p.mails[sum]; again {
		return threaded{Ticket: id, Reason: tickets.ByMessageID, why: "the same mail once more"}
	}
	if ref, used := p.known[thread.IDKey(m.MessageID)]; used && m.MessageID != "" { // the desk keeps it back, listed with that ticket
		return threaded{Ticket: ref.Ticket, Reason: tickets.SuspendedSameID, why: "another mail with the same Message-ID says something else"}
	}
	clues := thread.CluesOf(m, p.keys, p.rules)
	found := clues.Find(p.know, func(id tickets.ID) (tickets.Ticket, bool) {
		t, ok := p.tickets[id]
		if !ok {
			return tickets.Ticket{}, false
		}
		return *t, true
	})
	ref := found.Link.Ref
	if ref.Ticket == 0 {
		ref = tickets.Ref{Ticket: tickets.ID(len(p.tickets) + 1), Leg: tickets.CustomerLeg}
		p.tickets[ref.Ticket] = &tickets.Ticket{ID: ref.Ticket, Requester: m.Author()}
	}
	p.remember(m, clues, ref)
	p.mails[sum] = ref.Ticket
	return threaded{Ticket: ref.Ticket, Reason: found.Link.Reason, why: found.Link.Why}
}

func (p *play) know(key string) (tickets.Ref, bool) {
	ref, ok := p.known[key]
	return ref, ok
}

// remember notes what later mails may refer to, and who takes part.
func (p *play) remember(m *tickets.Mail, clues thread.Clues, ref tickets.Ref) {
	for _, key := range clues.UnknownKeys(p.know) {
		p.known[key] = ref
	}
	if key := thread.IDKey(m.MessageID); m.MessageID != "" {
		if _, taken := p.known[key]; !taken {
			p.known[key] = ref
		}
	}
	t := p.tickets[ref.Ticket]
	for _, a := range append(append(m.From[:len(m.From):len(m.From)], m.To...), m.Cc...) {
		if a.Address != "" && !t.Belongs(a) {
			t.Participants = append(t.Participants, a)
		}
	}
}
