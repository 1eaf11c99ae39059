package boltstore

import (
	"bytes"
	"context"
	"strings"
	"unicode/utf8"

	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// words are those of a query, looked for in the rows as they are kept: decoding them all would take ten times as long.
type words struct {
	lower [][]byte
	buf   []byte // a row in lower case
}

func wordsFor(q *store.Query) *words {
	if len(q.Words) == 0 {
		return nil
	}
	w := &words{}
	for _, word := range q.Words {
		// What JSON writes otherwise is not looked for in the bytes; Mentions decides about the word whole.
		for _, part := range strings.FieldsFunc(word, escaped) {
			w.lower = append(w.lower, []byte(strings.ToLower(part)))
		}
	}
	return w
}

// escaped reports whether JSON writes a character otherwise than as itself.
func escaped(r rune) bool {
	return r < ' ' || r == '"' || r == '\\' || r == 0x7f || r == '\u2028' || r == '\u2029' || r == utf8.RuneError
}

// mayStandIn reports whether every word occurs in the ticket, its messages or its journal, or in what JSON writes around them.
// A row that cannot be read is left to whoever decodes it.
func (w *words) mayStandIn(tx *bolt.Tx, row []byte) bool {
	if w == nil {
		return true
	}
	r, err := splitRow(row)
	if err != nil {
		return true
	}
	missing := w.without(w.lower, r.state)
	history := tx.Bucket(bucketHistory)
	for _, n := range r.history {
		if len(missing) == 0 {
			break
		}
		missing = w.without(missing, history.Get(number(n)))
	}
	return len(missing) == 0
}

// without are the words that do not occur in a row.
func (w *words) without(all [][]byte, row []byte) [][]byte {
	var missing [][]byte
	w.buf = appendLower(w.buf[:0], row)
	for _, word := range all {
		if !bytes.Contains(w.buf, word) {
			missing = append(missing, word)
		}
	}
	return missing
}

// appendLower is bytes.ToLower without its allocation, for most rows are ASCII.
func appendLower(to, row []byte) []byte {
	for _, b := range row {
		if b >= utf8.RuneSelf {
			return append(to[:0], bytes.ToLower(row)...)
		}
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		to = append(to, b)
	}
	return to
}

// mentions decides about a ticket that the bytes let pass.
func (s *Store) mentions(ctx context.Context, q *store.Query, t *tickets.Ticket) (bool, error) {
	if len(q.Words) == 0 {
		return true, nil
	}
	h, err := s.History(ctx, t.ID)
	return err == nil && q.Mentions(t, h.Messages), err
}
