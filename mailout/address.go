package mailout

import (
	"errors"
	"net/mail"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// path writes an address as MAIL and RCPT want it (RFC 5321, section 4.1.2): in angle brackets, the local part quoted
// where needed, the domain in its ASCII form. International is set when only SMTPUTF8 can carry it (RFC 6531).
func path(address string) (path string, international bool, err error) {
	at := strings.LastIndexByte(address, '@')
	if at < 1 || at == len(address)-1 {
		return "", false, errors.New("it has no local part or no domain")
	}
	local, domain := unquote(address[:at]), address[at+1:]
	if !utf8.ValidString(local) || strings.ContainsFunc(local, isControl) {
		return "", false, errors.New("its local part has characters that no address has")
	}
	if domain, err = asciiDomain(domain); err != nil {
		return "", false, err
	}
	quoted := mail.Address{Address: local + "@" + domain}
	return quoted.String(), !isASCII(local), nil
}

// unquote takes the quotes off a local part that brings its own.
func unquote(local string) string {
	if len(local) < 2 || local[0] != '"' || local[len(local)-1] != '"' {
		return local
	}
	var out strings.Builder
	escaped := false
	for _, r := range local[1 : len(local)-1] {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		out.WriteRune(r)
		escaped = false
	}
	return out.String()
}

func asciiDomain(domain string) (string, error) {
	if !isASCII(domain) {
		ascii, err := idna.Lookup.ToASCII(domain)
		if err != nil {
			return "", errors.New("its domain is no international domain name")
		}
		domain = ascii
	}
	if strings.ContainsFunc(domain, notInDomain) {
		return "", errors.New("its domain has characters that no domain has")
	}
	return domain, nil
}

// notInDomain allows what stands in names, in address literals, and the underscore that some hosts have.
func notInDomain(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-._:[]", r)
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}
