package desk

import (
	"slices"
	"strings"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

const (
	maxLogo  = 100 << 10 // bytes; a larger picture is looked at each time it comes
	maxLogos = 10        // pictures of one mail that are looked up and remembered
)

// logo is a picture that may belong to somebody's signature, under the keys by which it is remembered: where mails of that
// sender's side brought it first, and that they brought it to a second ticket too.
type logo struct {
	hash        string
	seen, again store.Key
}

// logosIn are the pictures of a mail that may belong to the signature: small ones, shown inside the text, below words. A
// domain has its logos, and at providers where anybody has a mailbox each address. Of the desk's own people what their
// words show is sent, however often.
func (w *work) logosIn(m *tickets.Mail) (found []logo) {
	author := m.Author()
	whose := author.Domain()
	if _, own := w.setup.Rules.PersonByAddress(author); own || whose == "" || strings.TrimSpace(m.NewText) == "" {
		return nil
	}
	if tickets.IsFreemail(whose) {
		whose = author.Key()
	}
	for _, a := range m.Attachments {
		if a.Inline && a.ContentID != "" && strings.HasPrefix(a.Type, "image/") && a.Size <= maxLogo && len(found) < maxLogos {
			found = append(found, logo{a.SHA256, store.Key("picture:" + whose + " " + a.SHA256), store.Key("logo:" + whose + " " + a.SHA256)})
		}
	}
	return found
}

// logos tells which pictures of a mail its reader knows: they came to this ticket before, or to two others. One that was
// sent twice may still be the picture of two faults.
func (w *work) logos(m *tickets.Mail, on tickets.ID) (hashes []string) {
	for _, l := range w.logosIn(m) {
		first, seen := w.keys[l.seen]
		_, again := w.keys[l.again]
		if (again || seen && first.Ticket == on) && !slices.Contains(hashes, l.hash) {
			hashes = append(hashes, l.hash)
		}
	}
	return hashes
}

// remember adds the keys of pictures that were not seen before, or on one other ticket only.
func (w *work) remember(m *tickets.Mail, ref tickets.Ref, keys map[store.Key]tickets.Ref) {
	for _, l := range w.logosIn(m) {
		first, seen := w.keys[l.seen]
		if _, again := w.keys[l.again]; !seen {
			keys[l.seen] = ref
		} else if !again && first.Ticket != ref.Ticket {
			keys[l.again] = ref
		}
	}
}
