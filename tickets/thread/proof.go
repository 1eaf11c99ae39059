package thread

import (
	"slices"

	"tierdesk/tickets"
)

// verdict is a token and what it proves of this sender.
type verdict struct {
	found
	state   tickets.TokenState
	madeFor string
	gone    bool // its key was revoked
}

// byAddressToken prefers the sender's own token: who answers to all may write to a colleague's reply address too.
func (s *search) byAddressToken() bool {
	verdicts := s.judge(s.addresses)
	slices.SortStableFunc(verdicts, func(a, b verdict) int { return rank(a.state) - rank(b.state) })
	return s.byToken(inside(verdicts), tickets.ByAddressToken)
}

// inside puts the note door of a ticket before its customer door when a sender writes to both of his own: nothing can leak
// there, and what was meant for the customer can be sent again.
func inside(verdicts []verdict) []verdict {
	if len(verdicts) == 0 || verdicts[0].state != tickets.GoodToken {
		return verdicts
	}
	i := slices.IndexFunc(verdicts, func(v verdict) bool {
		return v.state == tickets.GoodToken && v.Ticket == verdicts[0].Ticket && v.Leg == tickets.InternalLeg
	})
	if i > 0 {
		verdicts[0], verdicts[i] = verdicts[i], verdicts[0]
	}
	return verdicts
}

func (s *search) bySubjectToken() bool {
	return s.byToken(s.judge(s.subject), tickets.BySubjectToken)
}

func rank(s tickets.TokenState) int {
	if s == tickets.GoodToken {
		return 0
	}
	return 1
}

func (s *search) byMessageToken() bool {
	return s.byToken(s.judge(s.messages), tickets.ByMessageToken)
}

// byToken follows the first genuine token. A token of ticket 0 came with a letter that belongs to no ticket, such as a
// digest; it proves the sender and leads nowhere.
func (s *search) byToken(verdicts []verdict, reason tickets.Reason) bool {
	for _, v := range verdicts {
		switch {
		case v.state == tickets.WrongToken:
			s.wrong = true
			s.pass("a token in " + v.where + " that does not verify")
			continue
		case v.gone:
			s.expired = append(s.expired, v)
			s.pass("a token in " + v.where + ", made for " + v.madeFor + " with a key that was revoked")
			continue
		case v.state == tickets.ExpiredToken:
			s.expired = append(s.expired, v)
			s.pass("a token in " + v.where + ", made for " + v.madeFor + " with a key whose time is over")
			continue
		}
		why := "a signed token in " + v.where + ", made for " + v.madeFor
		if own, ok := s.ownToken(v); ok {
			v = own
			why += "; the sender's own is in " + own.where
		}
		if v.state == tickets.ForeignToken {
			why += " and not for " + s.author.Address
		}
		if v.state == tickets.RevokedToken {
			why += ", who may not write there any more"
		}
		if v.Leg.Kept() != "" && v.state == tickets.GoodToken { // whatever else the thread refers to
			s.Link = tickets.Link{Ref: v.Ref, Reason: reason, Why: why + ", in a letter about " + v.Leg.Kept() + ", which is kept back"}
			s.Token, s.For = v.state, v.madeFor
			return true
		}
		if v.Ticket == 0 {
			s.general = append(s.general, v)
			continue
		}
		if s.link(v.Ref, reason, why) {
			s.Token, s.For = v.state, v.madeFor
			return true
		}
	}
	return false
}

// settle says what the tokens prove when none of them led to the ticket. A token of a letter without a ticket proves the
// sender only while the mail leads to no ticket: it gives no right over any.
func (s *search) settle() Finding {
	switch {
	case s.Link.Reason == tickets.ByAddressToken || s.Link.Reason == tickets.BySubjectToken || s.Link.Reason == tickets.ByMessageToken || s.Link.Reason == tickets.ByReport:
	case s.Link.Reason == tickets.ByNothing && len(s.general) > 0:
		s.Token, s.For, s.Link.Leg = s.general[0].state, s.general[0].madeFor, s.general[0].Leg
	case s.wrong:
		s.Token = tickets.WrongToken
	case len(s.expired) > 0:
		s.Token, s.For = s.expired[0].state, s.expired[0].madeFor
	}
	return s.Finding
}

// ownToken finds, instead of somebody else's token, the sender's own for the same leg of the same ticket, wherever in
// the mail it stands.
func (s *search) ownToken(v verdict) (verdict, bool) {
	if v.state != tickets.ForeignToken {
		return v, false
	}
	own := s.judge(slices.Concat(s.addresses, s.subject, s.messages))
	i := slices.IndexFunc(own, func(w verdict) bool { return w.state == tickets.GoodToken && w.Ref == v.Ref })
	if i < 0 {
		return v, false
	}
	return own[i], true
}

func (s *search) judge(all []found) []verdict {
	var verdicts []verdict
	for _, f := range all {
		v := verdict{found: f, state: tickets.WrongToken}
		others := s.everybody(f.Ticket)
		if i, good := s.keys.Verify(f.Token, s.sender...); good {
			v.state, v.madeFor = tickets.GoodToken, s.sender[i]
			if s.takenFrom(f.Ref) {
				v.state = tickets.RevokedToken
			}
		} else if i, genuine := s.keys.Verify(f.Token, others...); genuine {
			v.state, v.madeFor = tickets.ForeignToken, others[i]
		} else if all := slices.Concat(s.sender, others); len(all) > 0 {
			if i, old := s.keys.Expired(f.Token, all...); old {
				v.state, v.madeFor = tickets.ExpiredToken, all[i]
			} else if i, gone := s.keys.Revoked(f.Token, all...); gone {
				v.state, v.madeFor, v.gone = tickets.RevokedToken, all[i], true
			}
		}
		verdicts = append(verdicts, v)
	}
	return verdicts
}

// takenFrom reports whether the sender may not use a token any more that was made for them: they were taken off its
// ticket, or left the desk.
func (s *search) takenFrom(ref tickets.Ref) bool {
	if s.staff {
		return false
	}
	if v := ref.Leg.Vendor(); v != "" {
		return s.vendor.ID != v
	}
	chain := s.merges(ref.Ticket)
	if len(chain) == 0 {
		return ref.Leg.Kept() != ""
	}
	off := slices.Contains(chain[len(chain)-1].Off, s.author.Key())
	return off || !slices.ContainsFunc(chain, func(t *tickets.Ticket) bool { return t.Belongs(s.author) })
}

// everybody lists whom a token of a ticket may have been made for: everybody of the desk, the customers, and whoever
// was ever written to; also of the tickets that it was merged into.
func (s *search) everybody(id tickets.ID) []string {
	var all []string
	for _, p := range s.rules.People {
		all = append(all, addressKeys(p.Emails)...)
	}
	for _, t := range s.merges(id) {
		for _, a := range t.Customers() {
			all = append(all, a.Key())
		}
		for key := range t.Chains {
			all = append(all, key)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func addressKeys(addresses []string) []string {
	keys := make([]string, len(addresses))
	for i, a := range addresses {
		keys[i] = tickets.Address{Address: a}.Key()
	}
	return keys
}
