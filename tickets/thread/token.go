package thread

import (
	"crypto/hmac"
	"encoding/base32"
	"encoding/binary"
	"strconv"
	"strings"

	"tierdesk/tickets"
)

// Token names one leg of one ticket and carries a signature that only Verify can judge.
type Token struct {
	tickets.Ref
	key       byte
	signature [signatureSize]byte
}

const (
	tokenVersion = 0x98 // makes tokens begin with t, and says how the rest is laid out
	maxToken     = 400  // characters; a vendor's name has room for 200 octets
	maxLocal     = 64   // octets of a local part: RFC 5321, section 4.5.3.1.1
	vendorPrefix = "vendor:"
	keptPrefix   = "kept:"
)

var encoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Token writes the token of a door. The recipient is signed, not written.
func (k *Keys) Token(d tickets.Door) string {
	d.Recipient = tickets.Address{Address: d.Recipient}.Key()
	b := []byte{tokenVersion, k.keys[0].ID}
	vendor, isVendor := strings.CutPrefix(string(d.Leg), vendorPrefix)
	kept, isKept := strings.CutPrefix(string(d.Leg), keptPrefix)
	switch {
	case d.Leg == tickets.CustomerLeg:
		b = append(b, 'c')
	case isVendor:
		b = append(binary.AppendUvarint(append(b, 'v'), uint64(len(vendor))), vendor...)
	case isKept:
		b = append(binary.AppendUvarint(append(b, 'k'), uint64(len(kept))), kept...)
	default:
		d.Leg, b = tickets.InternalLeg, append(b, 'i')
	}
	b = binary.AppendUvarint(b, uint64(d.Ticket))
	return encoding.EncodeToString(append(b, k.keys[0].sign(d)...))
}

// ReplyAddress is the mailbox's address with the token of the door as sub-address. It is the bare address when sep is
// "", and when the local part would exceed the 64 octets of RFC 5321, section 4.5.3.1.1; then the Message-ID leads back.
func (k *Keys) ReplyAddress(mailbox, sep string, d tickets.Door) string {
	at := strings.LastIndexByte(mailbox, '@')
	if sep == "" || at < 0 {
		return mailbox
	}
	local := mailbox[:at] + sep + k.Token(d)
	if len(local) > maxLocal {
		return mailbox
	}
	return local + mailbox[at:]
}

// MessageID is the identifier, without angle brackets, of letter number seq through that door: token.seq@domain.
func (k *Keys) MessageID(mailbox string, d tickets.Door, seq uint64) string {
	domain := tickets.Address{Address: mailbox}.Domain()
	if domain == "" {
		domain = "localhost"
	}
	return k.Token(d) + "." + strconv.FormatUint(seq, 10) + "@" + domain
}

// ReadToken reads the form of a token, in any case. It tells tokens from ordinary sub-addresses (support+billing), and
// says nothing about whether the token is genuine. There is exactly one spelling of each token.
func ReadToken(s string) (Token, bool) {
	s = strings.ToLower(s)
	if len(s) > maxToken {
		return Token{}, false
	}
	b, err := encoding.DecodeString(s)
	if err != nil || len(b) < 4+signatureSize || b[0] != tokenVersion || encoding.EncodeToString(b) != s {
		return Token{}, false
	}
	t := Token{key: b[1]}
	rest := b[2 : len(b)-signatureSize]
	copy(t.signature[:], b[len(b)-signatureSize:])
	leg, rest, ok := readLeg(rest)
	if !ok {
		return Token{}, false
	}
	id, n := binary.Uvarint(rest)
	if n != len(rest) || n != len(binary.AppendUvarint(nil, id)) {
		return Token{}, false
	}
	t.Ref = tickets.Ref{Ticket: tickets.ID(id), Leg: leg}
	return t, true
}

func readLeg(b []byte) (tickets.Leg, []byte, bool) {
	switch b[0] {
	case 'c':
		return tickets.CustomerLeg, b[1:], true
	case 'i':
		return tickets.InternalLeg, b[1:], true
	case 'v', 'k':
		size, n := binary.Uvarint(b[1:])
		if n <= 0 || n != len(binary.AppendUvarint(nil, size)) || size > uint64(len(b)-1-n) {
			return "", nil, false
		}
		name, rest := b[1+n:][:size], b[1+n:][size:]
		if b[0] == 'k' {
			return tickets.Leg(keptPrefix + string(name)), rest, true
		}
		return tickets.Leg(vendorPrefix + string(name)), rest, true
	}
	return "", nil, false
}

// readMessageID reads the token in a message identifier that MessageID made. The domain does not matter: the signature does.
func readMessageID(id string) (Token, bool) {
	local, _, _ := strings.Cut(id, "@")
	text, seq, found := strings.Cut(local, ".")
	if !found {
		return Token{}, false
	}
	if _, err := strconv.ParseUint(seq, 10, 64); err != nil {
		return Token{}, false
	}
	return ReadToken(text)
}

// Verify says which of the recipients the token was made for, by whichever key of the desk is valid at the moment. It
// takes the same time whether and where it finds one. False means forged, signed with a key that is gone or whose time
// is over, or made for someone else. The index returned is the first that fits.
func (k *Keys) Verify(t Token, recipients ...string) (int, bool) {
	return k.verify(t, recipients, tickets.GoodToken)
}

// Expired says which of the recipients the token was made for with a key whose time is over. Such a token proves
// nothing: the key may be in other hands. It only tells an old letter from a forged one.
func (k *Keys) Expired(t Token, recipients ...string) (int, bool) {
	return k.verify(t, recipients, tickets.ExpiredToken)
}

// Revoked says which of the recipients the token was made for with a key that was revoked. It proves nothing either.
func (k *Keys) Revoked(t Token, recipients ...string) (int, bool) {
	return k.verify(t, recipients, tickets.RevokedToken)
}

func (k *Keys) verify(t Token, recipients []string, standing tickets.TokenState) (int, bool) {
	found := -1
	for i := len(recipients) - 1; i >= 0; i-- {
		door := tickets.Door{Ticket: t.Ticket, Leg: t.Leg, Recipient: tickets.Address{Address: recipients[i]}.Key()}
		for _, key := range k.keys {
			if key.ID == t.key && k.standing(key) == standing && hmac.Equal(key.sign(door), t.signature[:]) {
				found = i
			}
		}
	}
	return found, found >= 0
}
