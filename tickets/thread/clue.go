package thread

import (
	"slices"
	"strings"

	"tierdesk/tickets"
)

// Clues are what in a mail may lead to a ticket, strongest first. They were read; nothing was asked yet.
type Clues struct {
	mail  *tickets.Mail
	keys  *Keys
	rules *tickets.Rules

	reports   []report
	addresses []found
	subject   []found
	messages  []found
	ids       []reference // In-Reply-To, then References from right to left
	tag       tickets.ID
	tagText   string

	vendor tickets.Vendor // whose address the author's is; the zero Vendor for everybody else
	refs   []tickets.VendorRef
}

// found is a token and where it stood, in words.
type found struct {
	Token
	where string
}

// reference is a message identifier and the field it stood in.
type reference struct{ id, field string }

// report is a mail that came back: its identifier and whom it did not reach.
type report struct{ id, recipient string }

// Limits of one mail. Who writes more does it on purpose.
const (
	maxReferences = 64
	maxTokens     = 32
	maxReports    = 32
	maxUnknown    = 32
)

// CluesOf reads the clues of a mail. It keeps the mail, keys and rules for Find and changes none of them.
func CluesOf(m *tickets.Mail, keys *Keys, r *tickets.Rules) Clues {
	c := Clues{mail: m, keys: keys, rules: r, ids: references(m)}
	for _, b := range m.Bounces {
		if b.OriginalMessageID != "" && len(c.reports) < maxReports {
			c.reports = append(c.reports, report{b.OriginalMessageID, b.Recipient})
		}
	}
	c.addresses = addressTokens(m, r)
	c.subject = subjectTokens(m.Subject)
	for _, ref := range c.ids {
		if t, ok := readMessageID(ref.id); ok {
			c.messages = addToken(c.messages, t, ref.field)
		}
	}
	c.tag, c.tagText = subjectTag(m.Subject, r.Tag)
	if v, ok := r.VendorByAddress(m.Author()); ok {
		c.readVendor(v)
	}
	return c
}

// readVendor reads what only counts in mail of a vendor: its numbers, and our tag in the text, which trackers that write
// subjects of their own leave there.
func (c *Clues) readVendor(v tickets.Vendor) {
	c.vendor, c.refs = v, VendorRefs(c.mail, c.rules.Tag)
	if c.tag == 0 {
		c.tag, c.tagText = subjectTag(c.mail.Text[:min(len(c.mail.Text), maxRefText)], c.rules.Tag)
	}
}

// references lists the message identifiers that a mail refers to: In-Reply-To first, then References from right to
// left, each once.
func references(m *tickets.Mail) []reference {
	var refs []reference
	add := func(id, field string) {
		known := slices.ContainsFunc(refs, func(r reference) bool { return r.id == id })
		if id != "" && !known && len(refs) < maxReferences {
			refs = append(refs, reference{id, field})
		}
	}
	for _, id := range m.InReplyTo {
		add(id, "In-Reply-To")
	}
	for _, id := range slices.Backward(m.References) {
		add(id, "References")
	}
	return refs
}

// addressTokens finds tokens in the addresses that a mail was sent to: as its author wrote them, then as servers noted
// them, for blind copies and forwarded mail.
func addressTokens(m *tickets.Mail, r *tickets.Rules) []found {
	to := slices.Concat(m.To, m.Cc)
	for _, name := range []string{"Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"} {
		for _, f := range m.Header {
			if strings.EqualFold(f.Name, name) {
				to = append(to, tickets.Address{Address: strings.Trim(f.Value, " \t<>")})
			}
		}
	}
	var all []found
	for _, a := range to {
		if t, where, ok := addressToken(a, r); ok {
			all = addToken(all, t, where)
		}
	}
	return all
}

// subjectTokens finds tokens in brackets: Take #1024 [t…]. They stand there in letters that a click begins (a mailto: URL)
// when the mailbox has no sub-addresses.
func subjectTokens(subject string) []found {
	var all []found
	parts := strings.Split(subject, "]")
	for _, part := range parts[:len(parts)-1] {
		if t, ok := ReadToken(part[strings.LastIndexByte(part, '[')+1:]); ok {
			all = addToken(all, t, "the subject")
		}
	}
	return all
}

// addressToken reads the token in an address of ours. A mailbox that no longer offers sub-addresses may still get
// answers to old letters, so "+" is read there too.
func addressToken(a tickets.Address, r *tickets.Rules) (Token, string, bool) {
	key := a.Key()
	for _, mb := range r.Mailboxes {
		own := tickets.Address{Address: mb.Address}
		local := strings.TrimSuffix(own.Key(), "@"+own.Domain())
		sep := mb.Sub
		if sep == "" {
			sep = "+"
		}
		text, isSub := strings.CutPrefix(strings.TrimSuffix(key, "@"+own.Domain()), local+sep)
		if t, ok := ReadToken(text); isSub && a.Domain() == own.Domain() && ok {
			return t, "the recipient address " + local + sep + "…@" + own.Domain(), true
		}
	}
	return Token{}, "", false
}

func addToken(all []found, t Token, where string) []found {
	known := slices.ContainsFunc(all, func(f found) bool { return f.Token == t })
	if known || len(all) >= maxTokens {
		return all
	}
	return append(all, found{t, where})
}
