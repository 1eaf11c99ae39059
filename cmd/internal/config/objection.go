package config

import (
	"cmp"
	"strings"
	"time"
)

// Objection is what Load would say against the answers so far, as far as it is about a key such as mailboxes[0].address, or
// what stands below it; "" when that is fine. Answers that are still missing count as good ones, and every secret as there.
func Objection(key string, a Answers) string {
	a.Desk, a.Address = cmp.Or(a.Desk, "Desk"), cmp.Or(a.Address, "desk@example.com")
	a.IMAP, a.SMTP, a.Password = cmp.Or(a.IMAP, "imaps://example.com"), cmp.Or(a.SMTP, "smtps://example.com"), cmp.Or(a.Password, "env:PASSWORD")
	if len(agents(a.People)) == 0 {
		a.People = append([]Answer{{ID: "agent", Email: "agent@example.com"}}, a.People...)
	}
	source, err := Template(a)
	if err != nil {
		return err.Error()
	}
	l := newLedger("", source)
	f, where, ok := read(l, source)
	if !ok {
		return l.faults[0].Problem
	}
	secret := strings.Repeat("x", 32)
	c := &checker{ledger: l, places: where, file: f, zone: time.Local,
		getenv: func(string) (string, bool) { return secret, true }, read: func(string) ([]byte, error) { return []byte(secret), nil }}
	c.check()
	for _, fault := range l.faults {
		path, problem, _ := strings.Cut(fault.Problem, ": ")
		if rest, below := strings.CutPrefix(path, key); below && (rest == "" || strings.ContainsAny(rest[:1], ".[")) {
			return problem
		}
	}
	return ""
}
