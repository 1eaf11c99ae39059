package boltstore

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// moment is a time whose bytes sort as times do: seconds, then nanoseconds.
type moment [12]byte

func momentOf(t time.Time) (m moment) {
	binary.BigEndian.PutUint64(m[:8], uint64(t.Unix())^1<<63)
	binary.BigEndian.PutUint32(m[8:], uint32(t.Nanosecond()))
	return m
}

func (m moment) time() time.Time {
	seconds := binary.BigEndian.Uint64(m[:8]) ^ 1<<63
	return time.Unix(int64(seconds), int64(binary.BigEndian.Uint32(m[8:]))).UTC()
}

// short is a hash of a name that would be too long for a key; two names may share it.
type short [8]byte

func shortOf(name string) short {
	sum := sha256.Sum256([]byte(name))
	return short(sum[:8])
}

// maxNamed is the longest cause that is its own name: it bears a number, not the name of a mail.
const maxNamed = 40

// keyName is the name of a store.Key in the database. A cause is its own name unless it is long: short causes of one
// origin count up, and names that stand together are written together. All other keys are scattered in any case, so a hash
// stands for them, which is shorter. It is long enough that nobody can make two keys share it, and saves comparing them.
func keyName(k store.Key) []byte {
	if cause := store.CauseKey(""); len(k) <= maxNamed && strings.HasPrefix(string(k), string(cause)) {
		return []byte(k)
	}
	sum := sha256.Sum256([]byte(k))
	return append([]byte{0}, sum[:16]...)
}

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func pair(a, b uint64) []byte { return binary.BigEndian.AppendUint64(number(a), b) }

// encodeRef writes "1024 customer".
func encodeRef(r tickets.Ref) []byte {
	return append(strconv.AppendUint(nil, uint64(r.Ticket), 10), " "+string(r.Leg)...)
}

func decodeRef(v []byte) (tickets.Ref, error) {
	id, leg, ok := strings.Cut(string(v), " ")
	n, err := strconv.ParseUint(id, 10, 64)
	if !ok || err != nil {
		return tickets.Ref{}, fmt.Errorf("no reference: %q", v)
	}
	return tickets.Ref{Ticket: tickets.ID(n), Leg: tickets.Leg(leg)}, nil
}

// marshal is JSON as it is kept: readable, so < stays <.
func marshal(v any) ([]byte, error) {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.buf.Reset()
	if err := e.json.Encode(v); err != nil {
		return nil, err
	}
	return bytes.Clone(bytes.TrimSuffix(e.buf.Bytes(), []byte("\n"))), nil
}

// encoder is kept for the next value, with the room it needed.
type encoder struct {
	buf  bytes.Buffer
	json *json.Encoder
}

var encoders = sync.Pool{New: func() any {
	e := new(encoder)
	e.json = json.NewEncoder(&e.buf)
	e.json.SetEscapeHTML(false)
	return e
}}

func unmarshal[T any](raw []byte) (v T, err error) {
	err = json.Unmarshal(raw, &v)
	return v, err
}

// head stands first in the row of a ticket: what a commit needs to know of the state it replaces, and under which keys
// the ticket stands in the indexes. It is kept, not computed again, so the indexes stay right when the rules change by
// which a ticket wakes.
type head struct {
	Version   uint64
	Updated   moment
	Wake      moment // momentOf(time.Time{}) when it waits for nothing
	Requester short
	Living    bool // not closed
}

const headSize = 8 + 12 + 12 + 8 + 1

func headOf(t *tickets.Ticket) head {
	return head{
		Version: t.Version, Updated: momentOf(t.Updated), Wake: momentOf(t.Wake()),
		Requester: shortOf(t.Requester.Key()), Living: t.Status != tickets.Closed,
	}
}

func decodeHead(row []byte) (h head, err error) {
	if len(row) < headSize {
		return h, errRow
	}
	_, err = binary.Decode(row, binary.BigEndian, &h)
	return h, err
}

func decodeTicket(row []byte) (tickets.Ticket, error) {
	r, err := splitRow(row)
	if err != nil {
		return tickets.Ticket{}, err
	}
	return unmarshal[tickets.Ticket](r.state)
}

// traits are the fields of a living ticket by which a listing can pass over it without reading it.
func traits(t *tickets.Ticket) []byte {
	return []byte(strings.Join([]string{string(t.Status), strconv.Itoa(int(t.Tier)), t.Queue, t.Assignee}, "\x00"))
}

// mayMatch reports whether a ticket of these traits can match. Matches decides.
func mayMatch(q *store.Query, traits []byte) bool {
	f := strings.Split(string(traits), "\x00")
	if len(f) != 4 {
		return true
	}
	tier, _ := strconv.Atoi(f[1])
	some := *q
	some.Requester, some.UpdatedSince, some.WakeBy, some.After = "", time.Time{}, time.Time{}, 0
	return some.Matches(&tickets.Ticket{ID: 1, Status: tickets.Status(f[0]), Tier: tickets.Tier(tier), Queue: f[2], Assignee: f[3]})
}
