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
	stageSender        // before any recipient: the connection, HELO, MAIL FROM
	stageRcpt
	stageData
)

// stageOf reads the point of the dialogue from what Postfix, Exim, sendmail, qmail and OpenSMTPD write.
func stageOf(said string) stage {
	lower := strings.ToLower(said)
	switch {
	case containsAny(lower, []string{"after mail from", "in reply to mail from", "in reply to helo", "in reply to ehlo", "after helo", "after ehlo", "after initial connection", "did not like our mail from", "sender address rejected"}):
		return stageSender
	case containsAny(lower, []string{"rcpt to", "rcpt command", ">>> rcpt", "does not like recipient", "recipient address rejected", "recipient rejected"}):
		return stageRcpt
	case containsAny(lower, []string{"end of data", ">>> data", "data command", "failed after i sent the message", "message body"}):
		return stageData
	}
	return stageUnknown
}

// Hard reports whether a server's refusal of a recipient means that the address itself is bad for good. status is an
// enhanced code (RFC 3463), a reply code, or "".
func Hard(status, diagnostic string) bool {
	if len(status) == 3 {
		status = statusOf(diagnostic)
	}
	return strings.HasPrefix(status, "5") && isHard(status, diagnostic, stageRcpt)
}

// isHard reports whether a failure means that the address itself is bad for good: nobody of that name, no such host,
// moved away, accepts no mail. What is full, refused by policy, or late is not, whatever its number. "User unknown" as
// an answer to the whole letter, or without any code, is not believed: carriers and filters say so to unwanted senders.
func isHard(status, said string, at stage) bool {
	lower := strings.ToLower(withoutAddresses(said))
	switch {
	case strings.HasPrefix(status, "4") || isPolicy(status) || at == stageSender:
		return false
	case containsAny(lower, goneWords()):
		return true
	case containsAny(lower, softWords()):
		return false
	case containsAny(lower, hardWords()), status != "" && strings.Contains(lower, "user doesn't have a "):
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

// isPolicy reports whether a status says by itself that the address is not what is wrong (RFC 3463, section 3; RFC 7372;
// RFC 7505 has 5.7.27 for a null MX of the sender): the mailbox is full, the letter too big, its content or sender refused.
// 5.7.0 and 5.7.1 say everything and nothing.
func isPolicy(status string) bool {
	switch status {
	case "5.2.2", "5.2.3", "5.3.1", "5.3.4", "5.1.7", "5.1.8":
		return true
	case "5.7.0", "5.7.1":
		return false
	}
	return strings.HasPrefix(status, "5.7.") || strings.HasPrefix(status, "5.6.")
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
		"unrouteable mail domain", "unroutable mail domain", "domain name not found", "mail receiving disabled", "no route to host name", "any host named", "no mail hosts for domain", "nonexistent domain", "non-existent domain", "unknown domain", "non-existent hosts", "domain must exist", "no valid mail exchanger", "nxdomain",
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
		"over its", "is over quota", "exceeded", "no space", "not enough space", "mailfolder is full", "boite du destinataire pleine", "boîte du destinataire", "full mailbox", "buzón lleno", "casella piena", "postfach ist voll", "postfach voll", "容量", "满", "いっぱい",
		"recipient preferences", "refused due to", "user reject", "message refused", "not authorized", "not authorised", "unauthenticated", "authentication", "not permitted", "locked", "deactivated", "on hold", "closed for", "not active", "hibernat",
		"reject mail from", "rejects mail from", "bad reputation", "poor reputation", "denied by", "dnsbl", "rbl", "spamhaus", "unsolicited", "bulk", "malware", "phish",
		"throttl", "rate limited", "concurren", "too busy", "overload", "greylisting", "reverse dns", "ptr record", "rdns", "helo", "starttls", "encryption", "certificate", "hop count", "too many hops",
	}
}

// hardWords are words of refusals because there is no such person, said by a server that looked.
func hardWords() []string {
	return []string{
		"no such recipient", "unknown recipient", "recipient unknown", "unknown address", "address unknown", "invalid recipient", "invalid mailbox", "invalid address",
		"no mailbox", "mailbox not found", "no such mailbox", "unknown mailbox", "not listed in", "not a valid", "doesn't have a yahoo", "no longer",
		"addressee unknown", "unknown local", "no such address", "no such person", "has moved", "invalid user", "unknown or illegal alias", "destination unknown",
		"account has been closed", "mailbox unavailable", "recipient not found", "no account", "unknown user:", "address rejected",
		"doesn't have an account", "not a known user", "non-existent user", "nonexistent user", "no mail box", "mailbox does not exist", "mailbox doesn't exist", "mailbox invalid", "address invalid", "address does not exist", "no one at this address", "no one by that name",
		"not our customer", "not known here", "isn't known", "invalid or unknown", "is not known", "wrong or no longer", "invalid recipients", "bad recipient", "recipient address is invalid", "recipient no longer", "badrcptto", "validrcptto", "email address could not be found",
		"utilisateur inconnu", "adresse inconnue", "destinataire inconnu", "destinataire invalide", "adresse d au moins un destinataire invalide", "no existe", "usuario desconocido", "destinatario desconocido", "utente sconosciuto", "nessun utente", "destinatario sconosciuto", "usuário desconhecido", "não existe", "destinatário desconhecido",
		"unbekannter benutzer", "empfänger unbekannt", "benutzer unbekannt", "adresse unbekannt", "existiert nicht", "postfach nicht gefunden", "onbekende gebruiker", "gebruiker onbekend", "okänd användare", "ukendt bruger", "ukjent bruker", "nieznany użytkownik", "neznámý uživatel", "nem létezik", "пользователь не найден", "не существует", "ящик не найден",
		"不存在", "用户不存在", "宛先不明", "存在しません", "존재하지 않", "không tồn tại", "bilinmeyen kullanıcı", "recipientnotfound", "recipnotfound", "no existe ese usuario",
	}
}

// unknownWords say that there is no such user; servers say so for other reasons too.
func unknownWords() []string {
	return []string{"user unknown", "unknown user", "no such user", "does not exist", "doesn't exist", "user not found", "user doesn", "not found", "recipnotfound", "user not known", "not a user", "user is unknown", "unknown to us"}
}
