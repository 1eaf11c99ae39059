package classify

import (
	"strings"

	"tierdesk/tickets"
)

// isOwnGroup recognises a customer's mail that came through a group in front of the mailbox, such as a Google group that
// is the support address: it has the fields of a list, and is a person's mail all the same. The group is of the domain
// that the mail was delivered to, it is a recipient, and the author is of another domain. Lists elsewhere that the mailbox
// reads, and what colleagues send to each other, stay lists.
func (e *evidence) isOwnGroup() bool {
	group := tickets.Address{Address: e.groupAddress()}
	house := e.house()
	if group.Domain() == "" || group.Domain() != house || e.m.Author().Domain() == house || e.m.Author().Domain() == "" {
		return false
	}
	for _, list := range [...][]tickets.Address{e.m.To, e.m.Cc} {
		for _, a := range list {
			if a.Same(group) {
				return true
			}
		}
	}
	return false
}

// groupAddress is the address of the list: of List-Post (RFC 2369, section 3.4), else List-Id (RFC 2919) with its first
// dot as @, as Google writes it.
func (e *evidence) groupAddress() string {
	post := e.m.Get("List-Post")
	if _, after, found := strings.Cut(post, "mailto:"); found {
		if end := strings.IndexAny(after, ">?, "); end >= 0 {
			after = after[:end]
		}
		return after
	}
	id := e.m.Get("List-Id")
	if _, after, found := strings.Cut(id, "<"); found {
		id, _, _ = strings.Cut(after, ">")
	}
	return strings.Replace(strings.TrimSpace(id), ".", "@", 1)
}

// house is the domain of the mailbox by the topmost field in which its server noted the recipient, "" when none did.
func (e *evidence) house() string {
	for _, f := range e.m.Header {
		if isNamed(f, "delivered-to", "x-original-to", "envelope-to", "x-envelope-to") {
			return tickets.Address{Address: strings.Trim(f.Value, " \t<>")}.Domain()
		}
	}
	return ""
}
