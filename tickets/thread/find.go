package thread

import (
	"cmp"
	"slices"
	"strings"

	"tierdesk/tickets"
)

// Finding is where a mail leads and what its token proves.
type Finding struct {
	Link tickets.Link
	// Token is good or foreign by the token that led to the ticket; when none did, wrong if the mail brought a wrong one,
	// else expired if it brought one of a key whose time is over. It is NoToken for bounces, whose token says whom a letter did not reach and proves nothing.
	Token tickets.TokenState
	// For is the Address.Key of whom the token was made for, "" without a genuine or expired token.
	For string
	// Passed tells of clues that were not followed, one sentence each.
	Passed []string
}

// Known is what the store knows of a key: where it leads. It is asked for those of Keys only; nil knows nothing.
type Known func(key string) (tickets.Ref, bool)

// Find follows the clues in the order of the package comment. load reads a ticket. Find is total: whatever the mail holds,
// there is a Finding.
func (c Clues) Find(known Known, load func(tickets.ID) (tickets.Ticket, bool)) Finding {
	if known == nil {
		known = func(string) (tickets.Ref, bool) { return tickets.Ref{}, false }
	}
	s := &search{Clues: c, resolved: known, load: remember(load), author: c.mail.Author()}
	s.sender = []string{s.author.Key()}
	if p, ok := c.rules.PersonByAddress(s.author); ok {
		s.staff = true
		s.sender = append(s.sender, addressKeys(p.Emails)...)
	} else if c.vendor.ID != "" { // its people answer what one address of it got
		s.sender = append(s.sender, c.vendor.Keys()...)
	}
	for _, step := range []func() bool{s.byReport, s.byAddressToken, s.bySubjectToken, s.byMessageToken, s.byMessageID, s.byVendorNumber, s.bySubjectTag, s.bySharedUnknown} {
		if step() {
			return s.settle()
		}
	}
	s.Link = tickets.Link{Reason: tickets.ByNothing, Why: "nothing in the mail leads to a ticket"}
	return s.settle()
}

// remember asks for each ticket once.
func remember(load func(tickets.ID) (tickets.Ticket, bool)) func(tickets.ID) *tickets.Ticket {
	known := map[tickets.ID]*tickets.Ticket{}
	return func(id tickets.ID) *tickets.Ticket {
		t, asked := known[id]
		if !asked {
			if found, ok := load(id); ok {
				t = &found
			}
			known[id] = t
		}
		return t
	}
}

// search is one Find under way.
type search struct {
	Clues
	Finding
	resolved Known
	load     func(tickets.ID) *tickets.Ticket // nil for one that does not exist
	author   tickets.Address
	sender   []string // every address of the author
	staff    bool     // the author is of the desk
	wrong    bool     // the mail brought a token that does not verify
	expired  []verdict
	general  []verdict
}

func (s *search) byReport() bool {
	for _, r := range s.reports {
		if t, ok := readMessageID(r.id); ok {
			made := append([]string{r.recipient}, s.everybody(t.Ticket)...)
			if i, genuine := s.keys.Verify(t, made...); genuine && s.link(t.Ref, tickets.ByReport,
				"a report on our letter to "+made[i]) {
				s.For = tickets.Address{Address: made[i]}.Key()
				return true
			}
		}
		if ref, ok := s.resolved(IDKey(r.id)); ok && s.link(ref, tickets.ByReport, "a report on "+shown(r.id)+", a mail of this ticket") {
			return true
		}
	}
	return false
}

func (s *search) byMessageID() bool {
	for _, r := range s.ids {
		ref, ok := s.resolved(IDKey(r.id))
		if ok && s.link(ref, tickets.ByMessageID, r.field+" names "+shown(r.id)+", a mail of this ticket") {
			return true
		}
	}
	return false
}

// byVendorNumber follows a number of the vendor that wrote the mail to the ticket that it belongs to. A number that the
// ticket's case does not have any more leads nowhere.
func (s *search) byVendorNumber() bool {
	for _, r := range s.refs {
		ref, ok := s.resolved(VendorKey(s.vendor.ID, r.Key))
		if !ok {
			continue
		}
		has := slices.ContainsFunc(s.merges(ref.Ticket), func(t *tickets.Ticket) bool { c := t.Case(s.vendor.ID); return c != nil && c.Has(r.Key) })
		if has && s.link(ref, tickets.ByVendorNumber, s.vendor.Name+" keeps it as "+r.Shown) {
			return true
		}
	}
	return false
}

// bySubjectTag believes the tag only of who belongs to the ticket, is a vendor that was asked there, or is of the desk. Nothing says which leg the desk's
// own people mean by it; on the internal one nothing can leak.
func (s *search) bySubjectTag() bool {
	if s.tag == 0 {
		return false
	}
	leg := tickets.CustomerLeg
	belongs := slices.ContainsFunc(s.merges(s.tag), func(t *tickets.Ticket) bool { return t.Belongs(s.author) })
	asked := s.vendor.ID != "" && slices.ContainsFunc(s.merges(s.tag), func(t *tickets.Ticket) bool { return t.Case(s.vendor.ID) != nil })
	switch {
	case s.staff:
		leg = tickets.InternalLeg
	case asked:
		leg = tickets.VendorLeg(s.vendor.ID)
	case !belongs:
		s.pass("the subject carries " + s.tagText + ", and " + s.author.Address + " is not on that ticket")
		return false
	}
	return s.link(tickets.Ref{Ticket: s.tag, Leg: leg}, tickets.BySubjectTag,
		"the subject carries "+s.tagText+", and "+s.author.Address+" may use it")
}

// bySharedUnknown joins what the order of arrival tore apart. A mail that a mail of a ticket answers belongs there, also
// when it comes later (greylisting delays the first mail of a server, not the answer of another): it is the same relation
// as step 3, seen from its other end, and the same rule for strangers follows. Mails that refer to the same mail, which
// the desk never saw, are joined only when the requester of the ticket wrote this one or gets it too: a whole company may
// answer one announcement.
func (s *search) bySharedUnknown() bool {
	for _, r := range s.shared() {
		ref, ok := s.resolved(UnknownKey(r.id))
		if !ok || ref.Leg != tickets.CustomerLeg {
			continue
		}
		if r.id == s.mail.MessageID {
			if s.link(ref, tickets.BySharedUnknown, "a mail of this ticket, which came earlier, answers this one") {
				return true
			}
			continue
		}
		chain := s.merges(ref.Ticket)
		takesPart := slices.ContainsFunc(chain, func(t *tickets.Ticket) bool { return s.inMail(t.Requester) })
		if !takesPart {
			s.pass("a mail of " + ref.Ticket.String() + " refers to " + shown(r.id) + " as well, and its requester takes no part in this one")
			continue
		}
		if s.link(ref, tickets.BySharedUnknown, "a mail of this ticket refers to "+shown(r.id)+" as well, between the same people") {
			return true
		}
	}
	return false
}

func (s *search) inMail(a tickets.Address) bool {
	return a.Key() != "" && slices.ContainsFunc(slices.Concat([]tickets.Address{s.author}, s.mail.To, s.mail.Cc), a.Same)
}

// link ends the search at a ticket, or at the one that it was merged into. False when there is no such ticket.
func (s *search) link(ref tickets.Ref, reason tickets.Reason, why string) bool {
	chain := s.merges(ref.Ticket)
	if len(chain) == 0 {
		s.pass(why + ": " + ref.Ticket.String() + " does not exist")
		return false
	}
	if last := chain[len(chain)-1].ID; last != ref.Ticket {
		why += "; " + ref.Ticket.String() + " was merged into " + last.String()
		s.Link.Merged, ref.Ticket = ref.Ticket, last
	}
	s.Link = tickets.Link{Ref: ref, Reason: reason, Why: why, Merged: s.Link.Merged}
	return true
}

// maxMerges bounds how many merges are followed.
const maxMerges = 20

// merges is the ticket, and those that it was merged into one after the other; the last is where mail goes. It is empty
// for a ticket that does not exist. A circle, which no command makes, ends at its ticket with the lowest number.
func (s *search) merges(id tickets.ID) []*tickets.Ticket {
	var chain []*tickets.Ticket
	for id != 0 && len(chain) < maxMerges {
		start := slices.IndexFunc(chain, func(t *tickets.Ticket) bool { return t.ID == id })
		if start >= 0 {
			lowest := slices.MinFunc(chain[start:], func(a, b *tickets.Ticket) int { return cmp.Compare(a.ID, b.ID) })
			return append(chain, lowest)
		}
		t := s.load(id)
		if t == nil {
			break
		}
		chain, id = append(chain, t), t.MergedInto
	}
	return chain
}

func (s *search) pass(sentence string) { s.Passed = append(s.Passed, sentence) }

// shown is an identifier for people. A token in it is nobody's business.
func shown(id string) string {
	if _, ours := readMessageID(id); ours {
		_, domain, _ := strings.Cut(id, "@")
		return "<…@" + domain + ">"
	}
	return "<" + id + ">"
}
