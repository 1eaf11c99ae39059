package postoffice

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"
)

// field is one header field of a mail, unfolded, with its place in the bytes.
type field struct {
	name, value string
	start, end  int
}

// header is the header of a mail.
type header []field

// readHeader splits a mail into its header and the offset of its body. It takes
// anything: a line that is no field becomes one without a name.
func readHeader(raw []byte) (header, int) {
	var h header
	for pos := 0; pos < len(raw); {
		end := lineEnd(raw, pos)
		line := strings.TrimRight(string(raw[pos:end]), "\r\n")
		switch {
		case line == "":
			return h, end
		case (line[0] == ' ' || line[0] == '\t') && len(h) > 0:
			last := &h[len(h)-1]
			last.value = strings.TrimSpace(last.value + " " + strings.TrimSpace(line))
			last.end = end
		default:
			name, value, ok := strings.Cut(line, ":")
			if !ok {
				name, value = "", line
			}
			h = append(h, field{name: strings.TrimSpace(name), value: strings.TrimSpace(value), start: pos, end: end})
		}
		pos = end
	}
	return h, len(raw)
}

// lineEnd returns the offset behind the line that starts at pos.
func lineEnd(raw []byte, pos int) int {
	if i := bytes.IndexByte(raw[pos:], '\n'); i >= 0 {
		return pos + i + 1
	}
	return len(raw)
}

// get returns the value of the first field with the name, "" without one.
func (h header) get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.name, name) {
			return f.value
		}
	}
	return ""
}

// count returns how many fields have the name.
func (h header) count(name string) (n int) {
	for _, f := range h {
		if strings.EqualFold(f.name, name) {
			n++
		}
	}
	return n
}

// without returns the mail without the fields that drop says yes to.
func without(raw []byte, drop func(field) bool) []byte {
	h, _ := readHeader(raw)
	var out []byte
	kept := 0
	for _, f := range h {
		if drop(f) {
			out = append(out, raw[kept:f.start]...)
			kept = f.end
		}
	}
	if kept == 0 {
		return raw
	}
	return append(out, raw[kept:]...)
}

// author returns the one address of the From field, "" when there is none or
// several, which is what DMARC can say nothing about (RFC 7489, section 6.6.1).
func (h header) author() string {
	if h.count("From") != 1 {
		return ""
	}
	list, err := mail.ParseAddressList(h.get("From"))
	if err != nil || len(list) != 1 {
		return ""
	}
	return list[0].Address
}

// servID returns the authserv-id of an Authentication-Results value
// (RFC 8601, section 2.2), in lower case, without comments and quotes.
func servID(value string) string {
	depth, quoted := 0, false
	var id strings.Builder
scan:
	for i := 0; i < len(value); i++ {
		c := value[i]
		switch {
		case c == '\\' && i+1 < len(value):
			if i++; depth == 0 {
				id.WriteByte(value[i])
			}
		case c == '"' && depth == 0:
			quoted = !quoted
		case quoted:
			id.WriteByte(c)
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == ';' || (c == ' ' || c == '\t') && id.Len() > 0:
			break scan
		case c != ' ' && c != '\t':
			id.WriteByte(c)
		}
	}
	return strings.ToLower(id.String())
}

// authenticate returns the Authentication-Results field of a mail (RFC 8601).
// The office vouches for an author who logged in, for verified domains, and for
// its own robots.
func (o *Office) authenticate(p parcel, h header) string {
	author := h.author()
	_, domain, _ := cutAddress(author)
	spf, dkim, dmarc := "none", "none", "none"
	switch {
	case !plainDomain(domain):
		dmarc, domain = "permerror", "invalid"
	case o.owns(p.Login, author), p.Login == "" && o.verified(domain), p.depth > 0 && o.ours(domain):
		spf, dkim, dmarc = "pass", "pass", "pass"
	case o.ours(domain):
		spf, dmarc = "fail", "fail"
	}
	_, from, _ := cutAddress(p.From)
	if !plainDomain(from) {
		from = domain
	}
	return fmt.Sprintf("Authentication-Results: %s;\r\n spf=%s smtp.mailfrom=%s;\r\n dkim=%s header.d=%s;\r\n dmarc=%s header.from=%s\r\n",
		o.options.Hostname, spf, from, dkim, domain, dmarc, domain)
}

// plainDomain tells whether a domain can stand in a header as it is.
func plainDomain(domain string) bool {
	return domain != "" && !strings.ContainsFunc(domain, func(r rune) bool {
		return r != '.' && r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r < 0x80
	})
}
