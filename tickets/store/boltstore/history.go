package boltstore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
)

// added is what one commit added to a ticket. It is written once, behind what all commits before it added, and its number
// is noted in the row of the ticket: mails to old tickets then dirty no pages of their own, and pages of what is history
// are not looked at.
type added struct {
	Journal  []tickets.Entry `json:"journal,omitempty"`
	Messages []keptMessage   `json:"messages,omitempty"`
}

// keptMessage is a message with the one field of it that its JSON form leaves out.
type keptMessage struct {
	tickets.Message
	Parts []int `json:"parts,omitempty"` // Attachment.Part of each attachment
}

func keep(m tickets.Message) keptMessage {
	k := keptMessage{Message: m}
	for _, a := range m.Attachments {
		k.Parts = append(k.Parts, a.Part)
	}
	return k
}

func (k keptMessage) message() tickets.Message {
	for i := range min(len(k.Parts), len(k.Attachments)) {
		k.Attachments[i].Part = k.Parts[i]
	}
	return k.Message
}

// encodeAdded is nil when there is nothing.
func encodeAdded(journal []tickets.Entry, messages []tickets.Message) ([]byte, error) {
	if len(journal)+len(messages) == 0 {
		return nil, nil
	}
	a := added{Journal: journal}
	for _, m := range messages {
		a.Messages = append(a.Messages, keep(m))
	}
	return marshal(a)
}

// addHistory writes what a commit added, and returns its number.
func addHistory(tx *bolt.Tx, raw []byte) (uint64, error) {
	b := tx.Bucket(bucketHistory)
	b.FillPercent = 1 // nothing is ever put between
	n, err := b.NextSequence()
	if err != nil {
		return 0, err
	}
	return n, b.Put(number(n), raw)
}

// historyOf copies what commits added to a ticket.
func historyOf(tx *bolt.Tx, id []byte) ([][]byte, error) {
	row := tx.Bucket(bucketTickets).Get(id)
	if row == nil {
		return nil, nil
	}
	r, err := splitRow(row)
	if err != nil {
		return nil, err
	}
	raws := make([][]byte, len(r.history))
	for i, n := range r.history {
		raw := tx.Bucket(bucketHistory).Get(number(n))
		if raw == nil {
			return nil, fmt.Errorf("commit %d of the ticket is missing", n)
		}
		raws[i] = bytes.Clone(raw)
	}
	return raws, nil
}

func decodeHistory(raws, letters [][]byte) (h tickets.History, err error) {
	commits, err := decodeAll[added](raws)
	if err != nil {
		return h, fmt.Errorf("journal and messages: %w", err)
	}
	for _, a := range commits {
		h.Journal = append(h.Journal, a.Journal...)
		for _, k := range a.Messages {
			h.Messages = append(h.Messages, k.message())
		}
	}
	if h.Letters, err = decodeAll[tickets.Letter](letters); err != nil {
		return h, fmt.Errorf("letters: %w", err)
	}
	return h, nil
}

// ticketRow is the row of a ticket, taken apart: the head, how many commits added to it and the number of each as the
// difference to the one before, the state as JSON.
type ticketRow struct {
	head    head
	history []uint64
	state   []byte
}

var errRow = errors.New("no row of a ticket")

func (r *ticketRow) bytes() ([]byte, error) {
	row, err := binary.Append(make([]byte, 0, headSize+10+3*len(r.history)+len(r.state)), binary.BigEndian, r.head)
	if err != nil {
		return nil, err
	}
	row = binary.AppendUvarint(row, uint64(len(r.history)))
	before := uint64(0)
	for _, n := range r.history {
		row = binary.AppendUvarint(row, n-before)
		before = n
	}
	return append(row, r.state...), nil
}

// splitRow is the way back. The state is a part of the row.
func splitRow(row []byte) (r ticketRow, err error) {
	if r.head, err = decodeHead(row); err != nil {
		return r, err
	}
	rest := row[headSize:]
	next := func() (n uint64) {
		n, size := binary.Uvarint(rest)
		if size <= 0 {
			err = errRow
			return 0
		}
		rest = rest[size:]
		return n
	}
	many := next()
	if many > uint64(len(rest)) {
		return r, errRow
	}
	r.history = make([]uint64, 0, many+1)
	for last := uint64(0); many > 0 && err == nil; many-- {
		last += next()
		r.history = append(r.history, last)
	}
	r.state = rest
	return r, err
}
