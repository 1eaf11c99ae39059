package identity

import (
	"slices"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"

	"tierdesk/tickets"
)

// judge says whether the results of one server prove the domain of From.
func judge(results []result, domain, server string) (bool, string) {
	is := func(method, value string) func(result) bool {
		return func(r result) bool { return r.method == method && r.value == value }
	}
	if slices.ContainsFunc(results, is("dmarc", "fail")) {
		return false, server + " says dmarc=fail"
	}
	if slices.ContainsFunc(results, is("compauth", "fail")) { // Microsoft's sum of all signs of a forged sender
		return false, server + " says compauth=fail"
	}
	if n := count(results, "dmarc"); n > 1 {
		return false, server + " gives several results of dmarc, so one may be forged"
	}
	for _, r := range results {
		if r.method == "dmarc" && r.value == "pass" && domainOf(r.props["header.from"]) == domain {
			return true, server + " says dmarc=pass for " + domain
		}
	}
	spf := slices.ContainsFunc(results, func(r result) bool {
		return is("spf", "pass")(r) && aligned(r.props["smtp.mailfrom"], domain)
	})
	dkim := slices.ContainsFunc(results, func(r result) bool {
		return is("dkim", "pass")(r) && aligned(signer(r), domain)
	})
	if spf && dkim {
		return true, server + " says spf=pass and dkim=pass, both of the organisation of " + domain
	}
	return false, server + " does not vouch for " + domain
}

func count(results []result, method string) int {
	return len(slices.DeleteFunc(slices.Clone(results), func(r result) bool { return r.method != method }))
}

// signer is the domain that a DKIM signature speaks for: header.d, or the domain of header.i where d is left out.
func signer(r result) string {
	if d := r.props["header.d"]; d != "" {
		return d
	}
	return r.props["header.i"]
}

// aligned reports whether a domain or address belongs to the same organisation as the domain of From: RFC 7489, section
// 3.1, relaxed alignment. A public suffix is no organisation.
func aligned(proven, domain string) bool {
	p := domainOf(proven)
	if p == "" || strings.HasPrefix(p, ".") {
		return false
	}
	if p == domain {
		return true
	}
	a, errA := publicsuffix.EffectiveTLDPlusOne(p)
	b, errB := publicsuffix.EffectiveTLDPlusOne(domain)
	return errA == nil && errB == nil && a == b
}

// domainOf is the domain of an address or domain, as ascii writes it.
func domainOf(s string) string { return ascii(s[strings.LastIndexByte(s, '@')+1:]) }

// ascii writes a domain in lower case, in the ASCII form of internationalised names, without a last dot. Nothing is mapped
// beyond that: a name in full-width letters is another name than that in plain ones. A name that has no such form stays as
// it is, and so equals nothing but itself.
func ascii(domain string) string {
	domain = strings.TrimSuffix(tickets.Lower(strings.TrimSpace(domain)), ".")
	if a, err := idna.Punycode.ToASCII(domain); err == nil {
		return a
	}
	return domain
}
