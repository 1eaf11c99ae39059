package thread

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// maxKey bounds what a mail can make the store use as a key.
const maxKey = 255

// IDKey is the store's key of a message that the desk has: "id:" and its Message-ID. The desk stores it for every
// message and every letter.
func IDKey(id string) string { return "id:" + bounded(id) }

// UnknownKey is the store's key of a message that a mail referred to and nobody has seen: "unknown:" and its Message-ID.
func UnknownKey(id string) string { return "unknown:" + bounded(id) }

func bounded(id string) string {
	if len(id) <= maxKey {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Keys lists what the store must resolve before Find, each key once.
func (c Clues) Keys() []string {
	keys := make([]string, 0, len(c.reports)+2*len(c.ids)+1+len(c.refs))
	for _, r := range c.reports {
		keys = append(keys, IDKey(r.id))
	}
	for _, r := range c.ids {
		keys = append(keys, IDKey(r.id))
	}
	for _, r := range c.shared() {
		keys = append(keys, UnknownKey(r.id))
	}
	for _, r := range c.refs {
		keys = append(keys, VendorKey(c.vendor.ID, r.Key))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// UnknownKeys lists the keys to store beside the mail, leading to the ticket it comes to: its references that nobody has
// seen. A mail that refers to one of them later, or is one of them, can then be joined. Keys that already lead somewhere
// are left as they are.
func (c Clues) UnknownKeys(known Known) []string {
	var keys []string
	for _, r := range c.ids {
		_, ours := readMessageID(r.id)
		if ours || !isIdentifier(r.id) || len(keys) == maxUnknown {
			continue
		}
		unknown := UnknownKey(r.id)
		_, seen := known(IDKey(r.id))
		_, noted := known(unknown)
		if !seen && !noted {
			keys = append(keys, unknown)
		}
	}
	return keys
}

// shared lists what another mail may have referred to before: the mail itself, when it comes later than an answer to
// it, then its references.
func (c Clues) shared() []reference {
	refs := append([]reference{{c.mail.MessageID, "Message-ID"}}, c.ids...)
	return slices.DeleteFunc(refs, func(r reference) bool {
		_, ours := readMessageID(r.id)
		return ours || !isIdentifier(r.id)
	})
}

// isIdentifier reports whether an identifier can be taken for unique: broken programs write constants and empty ones.
func isIdentifier(id string) bool {
	local, domain, found := strings.Cut(id, "@")
	return found && domain != "" && len(local) >= 6 && !strings.ContainsAny(id, " \t")
}
