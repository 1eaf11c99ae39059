package mailout

import (
	"slices"
	"strings"
	"time"
)

// Health is the state of sending for one mailbox. Times are zero when there is nothing to tell.
type Health struct {
	Mailbox     string    `json:"mailbox"`
	Server      string    `json:"server"`                // host and port; "" when none is configured
	LastSuccess time.Time `json:"last_success,omitzero"` // when a server took a letter
	LastError   string    `json:"last_error,omitempty"`  // of a letter or of the server; stays when all is well again
	LastErrorAt time.Time `json:"last_error_at,omitzero"`
	Trouble     time.Time `json:"trouble,omitzero"`  // since when no session can be made
	NextTry     time.Time `json:"next_try,omitzero"` // while in trouble
	InHand      int       `json:"in_hand"`           // letters leased and not yet begun; what waits in the outbox is not known here
	Connections int       `json:"connections"`       // that stand, in use or kept open
}

// Health tells the state of every mailbox that is configured or has had a letter, ordered by address.
func (s *Sender) Health() []Health {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := make(map[string]bool)
	var all []Health
	for _, b := range s.boxes {
		seen[strings.ToLower(b.name)] = true
		all = append(all, b.health())
	}
	for address, server := range s.opt.Servers {
		if !seen[address] {
			all = append(all, Health{Mailbox: address, Server: server.address()})
		}
	}
	slices.SortFunc(all, func(a, b Health) int { return strings.Compare(a.Mailbox, b.Mailbox) })
	return all
}

func (b *box) health() Health {
	h := Health{
		Mailbox: b.name, LastSuccess: b.success, LastError: b.last, LastErrorAt: b.lastAt,
		Trouble: b.since, NextTry: b.rests, InHand: len(b.queue), Connections: b.open,
	}
	if b.dialer != nil {
		h.Server = b.dialer.server.address()
	}
	return h
}
