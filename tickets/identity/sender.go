package identity

import (
	"slices"
	"strings"

	"tierdesk/tickets"
)

// Of says who wrote a mail that came to a mailbox. token and madeFor are what tickets/thread found of the mail's token; a
// token that was made for another address than the sender's is foreign, whatever it was called before.
func Of(m *tickets.Mail, mailbox tickets.Mailbox, r *tickets.Rules, token tickets.TokenState, madeFor string) tickets.Sender {
	s := tickets.Sender{Address: m.Author(), Role: tickets.Customer, Token: token}
	who := "nobody of the desk"
	person, known := r.PersonByAddress(s.Address)
	_, own := r.MailboxByAddress(s.Address)
	vendor, sells := r.VendorByAddress(s.Address)
	switch {
	case own:
		s.Role, who = tickets.Desk, "a mailbox of the desk"
	case known:
		s.Role, s.Person, who = person.Role, person.ID, person.Name+" of the desk"
	case sells:
		s.Role, s.Vendor, who = tickets.Outside, vendor.ID, vendor.Name+", a vendor"
	}
	if token == tickets.GoodToken && !belongsTo(madeFor, s.Address, person) && !(s.Vendor != "" && vendor.Owns(tickets.Address{Address: madeFor})) {
		s.Token = tickets.ForeignToken
	}
	auth, why := authenticated(m, mailbox.Authserv)
	s.Auth = auth
	s.Why = "From is " + orNone(s.Address.Address) + ", " + who + "; " + tokenWords(s.Token, madeFor) + "; " + why
	return s
}

func belongsTo(madeFor string, sender tickets.Address, person tickets.Person) bool {
	made := tickets.Address{Address: madeFor}
	return made.Same(sender) || slices.ContainsFunc(person.Emails, func(e string) bool {
		return made.Same(tickets.Address{Address: e})
	})
}

func tokenWords(token tickets.TokenState, madeFor string) string {
	switch token {
	case tickets.GoodToken:
		return "its token was made for " + madeFor
	case tickets.ForeignToken:
		return "its token was made for someone else, " + madeFor
	case tickets.RevokedToken:
		return "its token was made for " + madeFor + " and revoked since"
	case tickets.ExpiredToken:
		return "its token was made for " + madeFor + " with a key whose time is over"
	case tickets.WrongToken:
		return "its token does not verify"
	}
	return "it brings no token"
}

func orNone(s string) string {
	if s == "" {
		return "missing"
	}
	return s
}

// authenticated reports whether the pinned server vouches for the domain of From, and why in a clause.
func authenticated(m *tickets.Mail, authserv string) (bool, string) {
	if authserv == "" {
		return false, "no server is pinned whose authentication results would count"
	}
	if len(m.From) != 1 || fields(m, "From") > 1 {
		return false, "there is not exactly one From address to authenticate"
	}
	domain := ascii(m.From[0].Domain())
	if domain == "" {
		return false, "From has no domain to authenticate"
	}
	for _, f := range m.Header {
		if tickets.Lower(f.Name) != "authentication-results" {
			continue
		}
		if server, results := parseResults(f.Value); tickets.Lower(server) == tickets.Lower(pinned(authserv)) {
			return judge(results, domain, authserv)
		}
	}
	return false, "there are no authentication results of " + authserv
}

func fields(m *tickets.Mail, name string) int {
	n := 0
	for _, f := range m.Header {
		if strings.EqualFold(f.Name, name) {
			n++
		}
	}
	return n
}

// Nameless is what a mailbox pins to believe fields without an authserv-id, as Microsoft 365 writes them.
const Nameless = "-"

func pinned(authserv string) string {
	if authserv == Nameless {
		return ""
	}
	return authserv
}
