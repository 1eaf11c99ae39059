package compose

import (
	"bufio"
	"errors"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/idna"

	"tierdesk/templates"
	"tierdesk/tickets"
)

// Loop is the header field by which a desk knows its own mail. Its value is the address of the mailbox.
const Loop = "X-Tierdesk-Loop"

const (
	maxID         = 900 // longer message identifiers do not fit a line (RFC 5322, section 2.1.1)
	maxReferences = 9   // how many are kept beside the first
	maxName       = 100 // of a display name, in characters
	maxSubject    = 300 // in characters
)

// writeHeader writes the fields that do not describe the content.
func writeHeader(w *bufio.Writer, d *tickets.Draft, subject string) error {
	id := msgID(d.MessageID)
	if id == "" {
		return errors.New("the draft has no usable Message-ID")
	}
	from := address(tickets.Address{Name: d.From, Address: d.Mailbox})
	if from == "" {
		return errors.New("the draft has no usable mailbox")
	}
	writeField(w, "Date", d.At.Format(time.RFC1123Z))
	writeField(w, "From", from)
	to := addresses(d.To)
	if to == "" {
		to = "undisclosed-recipients:;"
	}
	writeField(w, "To", to)
	writeField(w, "Cc", addresses(d.Cc))
	if reply := address(tickets.Address{Name: d.From, Address: d.ReplyTo}); reply != from {
		writeField(w, "Reply-To", reply)
	}
	writeField(w, "Subject", encoded(short(subject, maxSubject)))
	writeField(w, "Message-ID", id)
	writeField(w, "In-Reply-To", msgID(d.InReplyTo))
	writeField(w, "References", references(d))
	writeAutomatic(w, d)
	writeField(w, Loop, cleanAddress(d.Mailbox))
	writeField(w, "MIME-Version", "1.0")
	return nil
}

// writeAutomatic marks what no person wrote, and names the notice to agents, whose clients can sort by it.
func writeAutomatic(w *bufio.Writer, d *tickets.Draft) {
	outside := !templates.ForStaff(d.Notice)
	if d.Auto != tickets.ByPerson {
		suppress := "DR, RN, NRN, AutoReply"
		if outside {
			suppress += ", OOF"
		}
		writeField(w, "Auto-Submitted", token(string(d.Auto)))
		writeField(w, "X-Auto-Response-Suppress", suppress)
	}
	if !outside {
		writeField(w, "X-Tierdesk-Notice", token(string(d.Notice)))
		if d.Ticket != 0 {
			writeField(w, "X-Tierdesk-Ticket", strconv.FormatUint(uint64(d.Ticket), 10))
		}
	}
}

// references is the chain of the thread, shortened as RFC 5322 clients expect: the first identifier finds the root, the
// last ones the neighbours.
func references(d *tickets.Draft) string {
	var ids []string
	for _, ref := range append(slices.Clone(d.References), d.InReplyTo) {
		if id := msgID(ref); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) > maxReferences+1 {
		ids = append(ids[:1], ids[len(ids)-maxReferences:]...)
	}
	return strings.Join(ids, " ")
}

// msgID puts an identifier in angle brackets; "" when it cannot stand there.
func msgID(id string) string {
	id = strings.TrimSpace(id)
	bad := func(r rune) bool { return r <= ' ' || r > '~' || r == '<' || r == '>' }
	if id == "" || len(id) > maxID || strings.IndexFunc(id, bad) >= 0 {
		return ""
	}
	return "<" + id + ">"
}

func addresses(list []tickets.Address) string {
	var out []string
	for _, a := range list {
		if s := address(a); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

// address writes a mailbox of RFC 5322, section 3.4; "" when it is none.
func address(a tickets.Address) string {
	addr := cleanAddress(a.Address)
	if addr == "" {
		return ""
	}
	name := short(a.Name, maxName)
	if name == "" {
		return addr
	}
	return (&mail.Address{Name: name, Address: addr}).String()
}

// notInAddress are the characters that would need quotes in an address.
const notInAddress = `<>(),;:\"`

// isCleanAddress reports whether nothing is to be left out of an address.
func isCleanAddress(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f || strings.IndexByte(notInAddress, s[i]) >= 0 {
			return false
		}
	}
	return true
}

// cleanAddress leaves out what cannot be in an address. The domain becomes ASCII (RFC 5891), because most servers
// take no other; "" when there is no local part or no domain, or one that ASCII cannot write.
func cleanAddress(s string) string {
	if !isCleanAddress(s) {
		s = strings.Map(func(r rune) rune {
			if r <= ' ' || unicode.IsControl(r) || unicode.IsSpace(r) || strings.ContainsRune(notInAddress, r) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, ""))
	}
	at := strings.LastIndexByte(s, '@')
	if at <= 0 || at == len(s)-1 || !isASCII(s[:at]) { // a local part beyond ASCII needs SMTPUTF8 (RFC 6531), which few servers offer
		return ""
	}
	if isASCII(s[at+1:]) {
		return s
	}
	for _, profile := range []*idna.Profile{idna.Lookup, idna.Punycode} { // what no registry would give out is written all the same
		if domain, err := profile.ToASCII(s[at+1:]); err == nil && isASCII(domain) {
			return s[:at+1] + domain
		}
	}
	return ""
}

// token keeps what may stand in a token of RFC 2045, section 5.1.
func token(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' || strings.ContainsRune(`()<>@,;:\"/[]?=`, r) {
			return -1
		}
		return r
	}, s)
}
