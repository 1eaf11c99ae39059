package thread

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"tierdesk/tickets"
)

// minSecret is the least length of a secret in bytes. Less than 128 bits could be searched for.
const minSecret = 16

// Key signs tokens. Its ID stands in every token, so that older keys keep verifying what they signed.
type Key struct {
	ID     byte
	secret []byte
	until  time.Time
	gone   bool // revoked
}

// Until is the same key with an end: what it signed verifies up to that moment and is expired afterwards. The zero time
// is no end.
func (k Key) Until(end time.Time) Key {
	k.until = end
	return k
}

// Revoked is the same key after it came into wrong hands: nothing that it signed verifies, whenever it arrived.
func (k Key) Revoked() Key {
	k.gone = true
	return k
}

// NewKey makes a key of a secret of at least 16 bytes. The ID follows from the secret, so nobody has to number keys;
// two keys that happen to share an ID work all the same.
func NewKey(secret []byte) (Key, error) {
	if len(secret) < minSecret {
		return Key{}, fmt.Errorf("use a signing secret of %d bytes: at least %d are needed", len(secret), minSecret)
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("tierdesk key id"))
	return Key{ID: mac.Sum(nil)[0], secret: slices.Clone(secret)}, nil
}

// Keys are the keys of a desk: the current one signs, all of them verify. It implements tickets.Signer and is safe for
// several goroutines. The secrets never leave it.
type Keys struct {
	keys []Key
	at   time.Time
}

var _ tickets.Signer = (*Keys)(nil)

// NewKeys makes the key set of a desk. Older keys are dropped by leaving them out; their tokens are wrong from then on.
func NewKeys(current Key, old ...Key) *Keys {
	return &Keys{keys: append([]Key{current}, old...)}
}

// At is the same key set at a moment: keys whose time is over by then verify nothing. Without it no key expires. It is
// the moment when a mail arrived that counts, not when it was fetched: an outage makes no token old.
func (k *Keys) At(moment time.Time) *Keys { return &Keys{keys: k.keys, at: moment} }

// standing is what the signature of a key of the set is worth at the moment.
func (k *Keys) standing(key Key) tickets.TokenState {
	switch {
	case key.gone:
		return tickets.RevokedToken
	case !key.until.IsZero() && k.at.After(key.until):
		return tickets.ExpiredToken
	}
	return tickets.GoodToken
}

// signatureSize is the length of a signature in bytes: 80 bits.
const signatureSize = 10

// sign is the signature of a door. Every part has a fixed length or its length before it, so no two doors are signed alike.
func (k Key) sign(d tickets.Door) []byte {
	b := append([]byte("tierdesk token 1\x00"), k.ID)
	b = binary.BigEndian.AppendUint64(b, uint64(d.Ticket))
	b = appendText(b, string(d.Leg))
	b = appendText(b, d.Recipient)
	mac := hmac.New(sha256.New, k.secret)
	mac.Write(b)
	return mac.Sum(nil)[:signatureSize]
}

func appendText(b []byte, s string) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...)
}
