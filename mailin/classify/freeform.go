package classify

import (
	"slices"
	"strings"

	"tierdesk/tickets"
)

// freeForm reads bounces that follow no RFC: qmail, Exim, old sendmail and many others; "" when the mail is none.
func (e *evidence) freeForm() tickets.MailKind {
	if !e.looksReturned() {
		return ""
	}
	e.returned = e.findReturned()
	notice := e.notice()
	for _, r := range e.failedIn(notice) {
		status := statusOf(r.said)
		if status == "" {
			status = statusOf(notice)
		}
		said := firstOf(r.said, notice)
		action := actionOf(status, e.subject)
		e.bounces = append(e.bounces, tickets.Bounce{
			Recipient: r.address, Status: status, Action: action, Hard: action == "failed" && isHard(status, said, stageOf(said)), Diagnostic: clip(said),
			OriginalMessageID: e.returned.id, OriginalSubject: e.returned.subject,
		})
	}
	if containsAny(e.subject, delaySubjects()) {
		return tickets.KindDelay
	}
	return tickets.KindBounce
}

// looksReturned decides whether a mail is a free-form bounce. One sign alone is never enough: people write about
// undelivered mails too.
func (e *evidence) looksReturned() bool {
	if e.m.Get("X-Failed-Recipients") != "" {
		return true // Exim
	}
	subject := containsAny(e.subject, failureSubjects()) || containsAny(e.subject, delaySubjects())
	answer := hasAnyPrefix(e.subject, []string{"re:", "aw:", "fwd:", "fw:", "sv:", "wg:"})
	machine := e.isDaemon() || e.m.NullSender || e.report != ""
	switch {
	case answer && !e.isDaemon():
		return false
	case machine:
		return subject || e.saysFailure()
	}
	return subject && (len(e.m.Report) > 0 || e.m.MessageID == "") && e.saysFailure()
}

const (
	maxSaid   = 8000      // bytes in which a notice says what it is about, or something of one recipient
	maxNotice = 256 << 10 // bytes of a notice that are searched for recipients
	maxFailed = 1000      // recipients of one notice
)

// saysFailure reports whether the text has words of failure.
func (e *evidence) saysFailure() bool {
	return containsAny(strings.ToLower(e.m.Text[:min(len(e.m.Text), maxSaid)]), failureWords())
}

// failed is a recipient and what is said about it.
type failed struct{ address, said string }

// failedIn finds the recipients in the text of a notice: the addresses that begin a line or stand behind a word for
// recipient; what follows up to the next one is said about it. Without any, the recipients of the returned letter.
func (e *evidence) failedIn(notice string) []failed {
	var out, self []failed
	lines := strings.Split(notice[:min(len(notice), maxNotice)], "\n")
	for i, l := range lines {
		if len(out) >= maxFailed {
			break
		}
		a := leadingAddress(l)
		if a != "" && e.isSender(a) {
			self = append(self[:min(len(self), 1)], failed{a, about(lines[i:])})
		}
		if a == "" || e.isSender(a) {
			continue
		}
		if at := slices.IndexFunc(out, func(f failed) bool { return strings.EqualFold(f.address, a) }); at >= 0 {
			if len(out[at].said) < maxSaid {
				out[at].said += "\n" + about(lines[i:])
			}
			continue
		}
		out = append(out, failed{a, about(lines[i:])})
	}
	if len(out) > 0 {
		return out
	}
	if list := addressesOn(e.m.Get("X-Failed-Recipients")); len(list) > 0 {
		return all(list, notice)
	}
	for _, l := range lines {
		for _, a := range addressesOn(l) {
			if !e.isSender(a) && !strings.HasPrefix(strings.ToLower(a), "postmaster@") {
				return []failed{{a, notice}}
			}
		}
	}
	if len(self) > 0 {
		return self[:1] // somebody wrote to themselves
	}
	return all(e.returned.to, notice)
}

func all(list []string, said string) (out []failed) {
	for _, a := range list {
		out = append(out, failed{a, said})
	}
	return out
}

// isSender reports whether an address is the one that the notice was sent to, or the server's own.
func (e *evidence) isSender(a string) bool {
	for _, t := range e.m.To {
		if strings.EqualFold(t.Address, a) && !slices.ContainsFunc(e.returned.to, func(r string) bool { return strings.EqualFold(r, a) }) {
			return true
		}
	}
	return strings.EqualFold(a, e.m.Author().Address) || (strings.EqualFold(a, e.returned.from) || strings.EqualFold(a, e.returned.path)) && !slices.Contains(e.returned.to, a)
}

// about is what follows an address, up to the next one or an empty line behind some text.
func about(lines []string) string {
	var out []string
	for i, l := range lines[:min(len(lines), 12)] {
		if i > 0 && leadingAddress(l) != "" || i > 1 && strings.TrimSpace(l) == "" && len(out) > 1 {
			break
		}
		if strings.TrimSpace(l) != "" {
			out = append(out, strings.TrimSpace(l))
		}
	}
	return strings.Join(out, "\n")
}

// leadingAddress reads the address at the beginning of a line: "<a@b>:", "a@b", "  a@b [reason]", "Recipient: a@b".
func leadingAddress(l string) string {
	l = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(l), "-*>• "))
	if len(l) > 4 && replyIn(l[:3]) != "" && l[3] == ' ' { // sendmail 5: "550 <a@b>... User unknown"
		l = l[4:]
	}
	lower := strings.ToLower(l)
	for _, p := range [...]string{"recipient address:", "recipient:", "recipients:", "final recipient:", "user:", "address:", "failed recipient:", "to:", "e-mail address:", "mailbox:",
		"the following address(es) failed:", "delivery to the following recipient failed permanently:", "failed to deliver to", "could not deliver to", "rcpt to:", "unable to deliver to", "the following recipients returned permanent errors:"} {
		if strings.HasPrefix(lower, p) {
			l = strings.TrimSpace(l[len(p):])
			break
		}
	}
	l = strings.TrimLeft(l, "<'\"(")
	end := strings.IndexAny(l, " \t>:;,'\"()")
	if end < 0 {
		end = len(l)
	}
	return validAddress(l[:end])
}

// validAddress returns s when it is local@domain, else "".
func validAddress(s string) string {
	s = strings.TrimRight(s, ".")
	if len(s) > 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	at := strings.LastIndexByte(s, '@')
	if at < 1 || at == len(s)-1 || strings.ContainsAny(s, "<>[]{}|\\/,;") || !strings.Contains(s[at:], ".") || len(s) > 320 {
		return ""
	}
	return s
}

// addressesOn finds all addresses in a line.
func addressesOn(l string) (out []string) {
	for _, w := range strings.FieldsFunc(l, func(r rune) bool { return strings.ContainsRune(" \t<>(),;:\"'[]", r) }) {
		if a := validAddress(w); a != "" && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// aboutAddress is what a notice says about one address.
func aboutAddress(notice, address string) string {
	lines := strings.Split(notice, "\n")
	for i, l := range lines {
		if address != "" && strings.Contains(strings.ToLower(l), strings.ToLower(address)) {
			if said := about(lines[i:]); len(said) > len(address)+10 {
				return said
			}
		}
	}
	return ""
}

func failureSubjects() []string {
	return []string{
		"undelivered mail", "undeliverable", "undelivered", "mail delivery failed", "delivery status notification", "returned mail", "returned to sender", "failure notice",
		"delivery failure", "delivery failed", "delivery error", "mail system error", "non-delivery", "nondeliverable", "not delivered", "non delivery", "could not be delivered",
		"couldn't be delivered", "mail could not", "delivery report", "mail failure", "message failure", "failed mail", "delivery notification", "failed delivery", "delivery problem",
		"problem delivering", "unable to deliver", "user unknown", "error sending message", "mail error", "returned message", "message not delivered", "message status", "bounced",
		"rejected mail", "mail delivery", "dsn:", "nachricht unzustellbar", "unzustellbar", "zustellung", "non remis", "échec de la remise", "no entregado", "non recapitabile",
		"non consegnat", "não entregue", "onbestelbaar", "kan inte levereras", "kunne ikke leveres", "niedostarczon", "nedoručiteln", "не доставлено", "недоставлен",
		"配信不能", "メールエラー", "エラー通知", "error sending your mail", "送信できません", "退信", "系统退信", "投递失败", "반송",
	}
}

func delaySubjects() []string {
	return []string{"delayed", "delay", "warning: could not send", "warning: message", "still being retried", "verzögert", "not yet been delivered", "retardé", "(transient"}
}

func failureWords() []string {
	return []string{
		"could not be delivered", "couldn't be delivered", "delivery failed", "undeliverable", "wasn't able to deliver", "was not delivered", "not be delivered", "failed to deliver",
		"permanent error", "permanent fatal error", "returned to sender", "delivery to the following", "has been delayed", "delivery failure", "user unknown", "unable to deliver",
		"delivery errors", "address failed", "addresses failed", "address(es) failed", "unknown user", "no such user", "mailbox full", "mailbox is full", "did not reach", "delivery status",
		"not delivered", "been returned", "your message to", "returned mail", "undelivered", "konnte nicht zugestellt", "n'a pas pu être", "no se pudo entregar", "rejected",
		"unrouteable", "host unknown", "problem delivering", "cannot be delivered", "trouble delivering", "送信できません", "配信できません", "invalid user address", "not yet been delivered", "can not be delivered", "bounce",
	}
}
