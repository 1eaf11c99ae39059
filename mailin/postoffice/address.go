package postoffice

import (
	"fmt"
	"slices"
	"strings"
)

// Refusal is a recipient or mail that the office does not take, as the SMTP
// reply it gives for it.
type Refusal struct {
	Code     int    // RFC 5321, section 4.2
	Enhanced [3]int // RFC 3463
	Text     string
}

// Error returns the reply line.
func (r *Refusal) Error() string {
	return fmt.Sprintf("%d %d.%d.%d %s", r.Code, r.Enhanced[0], r.Enhanced[1], r.Enhanced[2], r.Text)
}

// cutAddress splits an address at its last @. The local part may be empty,
// which stands for a catch-all.
func cutAddress(address string) (local, domain string, ok bool) {
	i := strings.LastIndexByte(address, '@')
	if i < 0 {
		return "", "", false
	}
	return address[:i], address[i+1:], true
}

// spellings are the keys under which an address may be known, the exact one
// first: itself, without the sub-address, the catch-all of its domain.
func spellings(address string) []string {
	address = strings.ToLower(address)
	local, domain, ok := cutAddress(address)
	if !ok {
		return []string{address}
	}
	keys := []string{address}
	if base, _, sub := strings.Cut(local, "+"); sub && base != "" {
		keys = append(keys, base+"@"+domain)
	}
	return append(keys, "@"+domain)
}

// destination is where a mail for one address goes: to an account, nowhere but
// back (bounce), or outside when both are nil.
type destination struct {
	account *account
	bounce  *bounce
}

// find returns the destination of an address, or why there is none.
func (o *Office) find(address string) (destination, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	for _, key := range spellings(address) {
		if b, ok := o.bounces[key]; ok {
			return destination{bounce: &b}, nil
		}
	}
	for _, key := range spellings(address) {
		if a := o.addresses[key]; a != nil {
			return destination{account: a}, nil
		}
	}
	_, domain, ok := cutAddress(strings.ToLower(address))
	switch {
	case !ok || domain == "":
		return destination{}, &Refusal{553, [3]int{5, 1, 3}, fmt.Sprintf("<%s> is no address", address)}
	case o.domains[domain]:
		return destination{}, &Refusal{550, [3]int{5, 1, 1}, fmt.Sprintf("<%s> is unknown here", address)}
	case !o.options.CollectOutside:
		return destination{}, &Refusal{550, [3]int{5, 7, 1}, fmt.Sprintf("<%s> is not ours, relaying denied", address)}
	}
	return destination{}, nil
}

// owns tells whether the address is one of the login's own.
func (o *Office) owns(login, address string) bool {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	a := o.accounts[login]
	if a == nil {
		return false
	}
	for _, key := range spellings(address) {
		if owner := o.addresses[key]; owner != nil {
			return owner == a
		}
	}
	return false
}

// ours tells whether mail for the domain is delivered here.
func (o *Office) ours(domain string) bool {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.domains[strings.ToLower(domain)]
}

// verified tells whether mail from the outside domain passes DMARC.
func (o *Office) verified(domain string) bool {
	return slices.ContainsFunc(o.options.Verified, func(v string) bool { return strings.EqualFold(v, domain) })
}
