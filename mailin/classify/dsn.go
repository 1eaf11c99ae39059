package classify

import (
	"strings"

	"tierdesk/tickets"
)

// deliveryReport reads a delivery status report (RFC 3464); "" when the mail has none that can be read.
func (e *evidence) deliveryReport() tickets.MailKind {
	text := firstOf(e.part("message/delivery-status"), e.part("message/global-delivery-status"))
	if text == "" && strings.Contains(e.m.Text, "Final-Recipient:") && strings.Contains(e.m.Text, "Action:") && e.looksReturned() {
		text = e.m.Text // the report lost its Content-Type on the way
	}
	if text == "" {
		return ""
	}
	var list []recipient
	for _, group := range groups(text) {
		if r := newRecipient(group); r.address != "" || r.action != "" || r.status != "" {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		return ""
	}
	e.returned = e.findReturned()
	notice := e.notice()
	for _, r := range list {
		e.bounces = append(e.bounces, e.fromReport(r, notice))
	}
	return kindOf(e.bounces)
}

// recipient is one group of per-recipient fields (RFC 3464, section 2.3).
type recipient struct{ address, original, action, status, diagnostic string }

func newRecipient(fields map[string]string) recipient {
	r := recipient{
		address: routed(addressIn(fields["final-recipient"])), original: addressIn(fields["original-recipient"]),
		action: firstWord(strings.ToLower(fields["action"])), status: statusIn(fields["status"]),
		diagnostic: afterType(fields["diagnostic-code"]),
	}
	if actual := addressIn(fields["x-actual-recipient"]); actual != "" && !strings.Contains(r.address, "@") {
		r.address = actual
	}
	if validAddress(r.address) == "" {
		if found := addressesOn(fields["final-recipient"]); len(found) > 0 {
			r.address = found[len(found)-1] // a pipe of Exim: "|/usr/bin/x a@b"
		}
	}
	if validAddress(r.address) == "" && r.original != "" || strings.Contains(r.original, "@") && isInternal(r.address) {
		r.address = firstOf(r.original, r.address)
	}
	return r
}

// routed drops a source route (RFC 5321, appendix C): @relay:a@b.
func routed(a string) string {
	if at := strings.LastIndexByte(a, ':'); strings.HasPrefix(a, "@") && at > 0 {
		return a[at+1:]
	}
	return a
}

// isInternal recognises addresses that only the reporting server knows: Exchange's directory names.
func isInternal(address string) bool {
	return strings.HasPrefix(strings.ToLower(address), "imceaex-") || strings.Contains(address, "/o=")
}

// groups cuts a report into its groups of fields, unfolded, names in lower case.
func groups(text string) []map[string]string {
	var out []map[string]string
	now := map[string]string{}
	last := ""
	for _, l := range strings.Split(text, "\n") {
		l = strings.TrimRight(l, "\r")
		name, value, found := strings.Cut(l, ":")
		switch {
		case strings.TrimSpace(l) == "":
			if len(now) > 0 {
				out = append(out, now)
			}
			now, last = map[string]string{}, ""
		case (l[0] == ' ' || l[0] == '\t') && last != "":
			now[last] += " " + strings.TrimSpace(l)
		case found && !strings.ContainsAny(strings.TrimSpace(name), " \t"):
			last = strings.ToLower(strings.TrimSpace(name))
			if _, twice := now[last]; twice && last == "final-recipient" { // groups without a blank line between
				out = append(out, now)
				now = map[string]string{}
			}
			if now[last] == "" {
				now[last] = strings.TrimSpace(value)
			}
		case last != "":
			now[last] += " " + strings.TrimSpace(l)
		}
	}
	if len(now) > 0 {
		out = append(out, now)
	}
	return out
}

// fromReport makes a Bounce of a group of fields, with the help of the notice for people when it says more.
func (e *evidence) fromReport(r recipient, notice string) tickets.Bounce {
	if validAddress(r.address) == "" && r.address != "" {
		r.address = e.anyRecipient(notice, r.address)
	}
	said := r.diagnostic
	about := aboutAddress(notice, r.address)
	if vague(said) {
		said = firstOf(about, said)
	}
	status := bestStatus(r.status, statusIn(r.diagnostic), r.diagnostic)
	if strings.HasSuffix(status, ".0.0") {
		status = bestStatus(status, statusIn(about), about)
	}
	if status == "" {
		status = statusOf(said)
	}
	action := r.action
	if action == "" {
		action = actionOf(status, e.subject)
	}
	b := tickets.Bounce{Recipient: r.address, Status: status, Action: action, Diagnostic: clip(r.diagnostic)}
	if b.Diagnostic == "" {
		b.Diagnostic = clip(said)
	}
	b.Hard = action == "failed" && isHard(status, r.diagnostic+" "+said, stageOf(said+"\n"+firstOf(about, notice)))
	b.OriginalMessageID, b.OriginalSubject = e.returned.id, e.returned.subject
	return b
}

// anyRecipient finds an address for a report that names none: in the notice, or on the returned letter.
func (e *evidence) anyRecipient(notice, given string) string {
	for _, f := range e.failedIn(notice) {
		return f.address
	}
	return given
}

// kindOf says what a report as a whole is by its actions.
func kindOf(list []tickets.Bounce) tickets.MailKind {
	kind := tickets.KindDelivered
	for _, b := range list {
		switch b.Action {
		case "delayed":
			if kind == tickets.KindDelivered {
				kind = tickets.KindDelay
			}
		case "delivered", "relayed", "expanded":
		default:
			return tickets.KindBounce
		}
	}
	return kind
}

// actionOf infers the action of RFC 3464, section 2.3.3, where the report does not say it.
func actionOf(status, subject string) string {
	switch {
	case containsAny(subject, delaySubjects()):
		return "delayed"
	case strings.HasPrefix(status, "2"):
		return "delivered"
	}
	return "failed"
}

// afterType drops the type in front of a value: "smtp; 550 …", "rfc822;a@b".
func afterType(v string) string {
	before, after, found := strings.Cut(v, ";")
	if found && !strings.ContainsAny(strings.TrimSpace(before), " \t@<") {
		return strings.TrimSpace(after)
	}
	return strings.TrimSpace(v)
}

// addressIn reads the address of a recipient field.
func addressIn(v string) string {
	v = strings.TrimSpace(afterType(v))
	if at := strings.IndexByte(v, '<'); at >= 0 {
		inner, _, _ := strings.Cut(v[at+1:], ">")
		v = inner
	}
	if len(v) > 5 && strings.EqualFold(v[:5], "smtp:") {
		v = v[5:]
	}
	v = strings.TrimSpace(v)
	if strings.HasPrefix(v, `"`) && strings.Contains(v, `"@`) {
		return strings.TrimRight(v, ">;, ") // a quoted local part (RFC 5321, section 4.1.2)
	}
	v, _, _ = strings.Cut(v, " ")
	return strings.Trim(v, "<>\"';, ")
}

func firstWord(v string) string {
	end := strings.IndexFunc(v, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' })
	if end >= 0 {
		return v[:end]
	}
	return v
}

// clip bounds a diagnostic.
func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 1000 {
		s = strings.ToValidUTF8(s[:1000], "")
	}
	return s
}
