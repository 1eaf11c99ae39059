package classify

import "strings"

// statusIn finds the first enhanced status code of RFC 3463 in a text: x.y.z, not part of an IP address or a version.
func statusIn(s string) string {
	for i := 0; i+4 < len(s); i++ {
		c := s[i]
		if c != '2' && c != '4' && c != '5' || s[i+1] != '.' || i > 0 && (isDigit(s[i-1]) || s[i-1] == '.' || isLetter(s[i-1])) {
			continue
		}
		j, ok := digits(s, i+2)
		if !ok || j >= len(s) || s[j] != '.' {
			continue
		}
		k, ok := digits(s, j+1)
		if !ok || k < len(s) && (isDigit(s[k]) || s[k] == '.' && k+1 < len(s) && isDigit(s[k+1]) || isLetter(s[k])) {
			continue
		}
		code := trimZeros(s[i:k])
		if code[3] == '.' && code[2] <= '7' { // RFC 3463 has eight subjects: 4.94.2 is a version of Exim
			return code
		}
	}
	return ""
}

// digits passes over one to three digits.
func digits(s string, at int) (int, bool) {
	end := at
	for end < len(s) && end < at+3 && isDigit(s[end]) {
		end++
	}
	return end, end > at
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// trimZeros writes 5.01.1 as 5.1.1.
func trimZeros(s string) string {
	parts := strings.Split(s, ".")
	for i, p := range parts {
		if p = strings.TrimLeft(p, "0"); p == "" {
			p = "0"
		}
		parts[i] = p
	}
	return strings.Join(parts, ".")
}

// replyIn finds an SMTP reply code (RFC 5321, section 4.2): three digits from 4xx or 5xx that stand alone.
func replyIn(s string) string {
	for i := 0; i+3 <= len(s); i++ {
		if (s[i] == '4' || s[i] == '5') && s[i+1] >= '0' && s[i+1] <= '7' && isDigit(s[i+2]) &&
			(i == 0 || strings.IndexByte(" \t\n:;>('\"#-", s[i-1]) >= 0) && (i+3 == len(s) || strings.IndexByte(" \t\n-:;,.)<'\"", s[i+3]) >= 0) &&
			!(i+4 < len(s) && s[i+3] == '.' && isDigit(s[i+4])) {
			return s[i : i+3]
		}
	}
	return ""
}

// statusOf is the status of a text: the enhanced code, else x.0.0 of the SMTP code, else "".
func statusOf(s string) string {
	if x := statusIn(s); x != "" {
		return x
	}
	if c := replyIn(s); c != "" {
		return c[:1] + ".0.0"
	}
	return ""
}

// bestStatus chooses between the Status field and the code inside the diagnostic, which the other server said itself:
// relays write 5.0.0, or 4.4.7 when they gave up, over it.
func bestStatus(field, inside, diagnostic string) string {
	switch {
	case field == "":
		return statusOf(diagnostic)
	case inside != "" && !strings.HasSuffix(inside, ".0.0") && inside[0] == field[0]:
		return inside
	}
	return field
}

// vague reports whether a diagnostic says too little to judge by.
func vague(s string) bool { return len(strings.TrimSpace(s)) < 20 }

// stage is the point of the SMTP dialogue at which a recipient was refused.
type stage int

const (
	stageUnknown stage = iota
	stageRcpt
	stageData
)

// stageOf reads the point of the dialogue from what Postfix, Exim, sendmail, qmail and OpenSMTPD write.
func stageOf(said string) stage {
	lower := strings.ToLower(said)
	switch {
	case containsAny(lower, []string{"rcpt to", ">>> rcpt", "does not like recipient", "recipient address rejected", "recipient rejected"}):
		return stageRcpt
	case containsAny(lower, []string{"end of data", ">>> data", "data command", "failed after i sent the message", "message body"}):
		return stageData
	}
	return stageUnknown
}

// isHard reports whether a failure means that the address itself is bad for good: nobody of that name, no such host,
// moved away, accepts no mail. What is full, refused by policy, or late is not, whatever its number. "User unknown" as
// an answer to the whole letter, or without any code, is not believed: carriers and filters say so to unwanted senders.
func isHard(status, said string, at stage) bool {
	lower := strings.ToLower(withoutAddresses(said))
	switch {
	case strings.HasPrefix(status, "4"):
		return false
	case containsAny(lower, goneWords()):
		return true
	case containsAny(lower, softWords()):
		return false
	case containsAny(lower, hardWords()):
		return true
	case containsAny(lower, unknownWords()) && (strings.HasPrefix(status, "5.1.") || at == stageRcpt):
		return true
	}
	switch status {
	case "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.4", "5.3.2":
		return true
	}
	return false
}

// withoutAddresses drops the words with an @: what a mailbox is called says nothing about it.
func withoutAddresses(s string) string {
	words := strings.Fields(s)
	kept := words[:0]
	for _, w := range words {
		if !strings.Contains(w, "@") {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// goneWords say that a host or mailbox does not exist, whatever else is said.
func goneWords() []string {
	return []string{
		"host unknown", "unknown host", "host not found", "no such host", "domain not found", "name or service not known", "nullmx", "null mx", "no such domain", "domain does not exist",
		"domain is not reachable", "recipient address rejected: access denied", // Exchange Online for unknown users
		"does not accept mail", "does not accept any mail", "no mx found", "type=a: host", "dns lookup failure: host", "unrouteable address", "unroutable address", "bad destination host",
	}
}

// softWords are words of refusals that are not about the address.
func softWords() []string {
	return []string{
		"mailbox full", "mailbox is full", "quota", "over the maximum", "insufficient storage", "storage limit", "exceeded storage", "out of storage", "mailbox size",
		"too large", "size limit", "message size", "maximum size", "spam", "blocked", "blacklist", "block list", "blocklist", "policy", "not allowed", "prohibited",
		"relay", "access denied", "authentication required", "greylist", "try again", "temporarily", "too many", "rate limit", "reputation", "dmarc", "spf",
		"virus", "content rejected", "loop", "timed out", "timeout", "connection refused", "expired", "suspended", "disabled", "inactive", "restricted", "rejected due to", "banned",
		"sender rejected", "sender address", "mail from:", "mailfrom", "disk space", "filter",
	}
}

// hardWords are words of refusals because there is no such person, said by a server that looked.
func hardWords() []string {
	return []string{
		"no such recipient", "unknown recipient", "recipient unknown", "unknown address", "address unknown", "invalid recipient", "invalid mailbox", "invalid address",
		"no mailbox", "mailbox not found", "no such mailbox", "unknown mailbox", "not listed in", "not a valid", "doesn't have a yahoo", "no longer",
		"addressee unknown", "unknown local", "no such address", "no such person", "has moved", "invalid user", "unknown or illegal alias", "destination unknown",
		"account has been closed", "mailbox unavailable", "recipient not found", "no account", "unknown user:", "address rejected",
	}
}

// unknownWords say that there is no such user; servers say so for other reasons too.
func unknownWords() []string {
	return []string{"user unknown", "unknown user", "no such user", "does not exist", "doesn't exist", "user not found", "user doesn", "not found", "recipnotfound"}
}
