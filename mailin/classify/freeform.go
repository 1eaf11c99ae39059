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
	list := e.failedIn(notice)
	for _, r := range list {
		status := statusOf(r.said)
		if status == "" {
			status = statusOf(notice)
		}
		said := firstOf(r.said, notice)
		if len(list) == 1 && vague(withoutAddresses(said)) {
			said += "\n" + notice // the reason stands above the address, or far below
		}
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
	machine := e.isDaemon() || e.m.NullSender || e.report != ""
	switch {
	case isAnswer(e.subject) && !e.isDaemon():
		return false
	case machine:
		return e.isTitledFailure() || e.saysFailure() || e.namesFailed()
	case len(e.m.Report) == 0 && e.m.MessageID != "":
		return false // the usual mail of a person
	}
	return e.isTitledFailure() && e.saysFailure()
}

// isTitledFailure reports whether the subject is that of a notice.
func (e *evidence) isTitledFailure() bool {
	return containsAny(e.subject, failureSubjects()) || containsAny(e.subject, delaySubjects())
}

// isAnswer reports whether a subject has a prefix of answers or forwards: a short word and a colon.
func isAnswer(subject string) bool {
	return hasAnyPrefix(subject, []string{"re:", "aw:", "fwd:", "fw:", "sv:", "wg:", "tr:", "rv:", "vs:", "vb:", "vl:", "odp:", "pd:", "ynt:", "ilt:", "antw:", "doorst:", "enc:", "res:", "r:", "i:", "回复:", "转发:", "答复:", "回覆:", "轉寄:"})
}

// namesFailed recognises, in any language, a server's notice by what it must hold: an address at the beginning of a line, a
// status of RFC 3463 about it, and the identifier of the returned letter.
func (e *evidence) namesFailed() bool {
	above, below := splitNotice(e.m.Text)
	if statusIn(above[:min(len(above), maxSaid)]) == "" || looseID(below, e.m.MessageID) == "" && len(e.m.Report) == 0 {
		return false
	}
	for _, l := range strings.Split(above[:min(len(above), maxSaid)], "\n") {
		if leadingAddress(l) != "" {
			return true
		}
	}
	return false
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
	l = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(strings.ReplaceAll(l, "：", ":")), "-*>• "))
	if len(l) > 4 && replyIn(l[:3]) != "" && l[3] == ' ' { // sendmail 5: "550 <a@b>... User unknown"
		l = l[4:]
	}
	lower := strings.ToLower(l)
	for _, p := range [...]string{"recipient address:", "recipient:", "recipients:", "final recipient:", "user:", "address:", "failed recipient:", "to:", "e-mail address:", "mailbox:",
		"the following address(es) failed:", "delivery to the following recipient failed permanently:", "failed to deliver to", "could not deliver to", "rcpt to:", "unable to deliver to", "the following recipients returned permanent errors:",
		"recipients of the message:", "failed address:", "empfänger:", "destinataire :", "destinatario:", "destinatário:", "收件人:", "收件者:", "宛先:", "받는 사람:", "получатель:", "无法发送到", "failed to deliver to '"} {
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
	for _, w := range strings.FieldsFunc(l, func(r rune) bool {
		return strings.ContainsRune(" \t<>(),;:\"'[]：，；（）【】「」『』。", r)
	}) {
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

// failureSubjects are in the subjects of notices; those of Exchange, Domino and large providers are translated.
func failureSubjects() []string {
	return []string{
		"undelivered mail", "undeliverable", "undelivered", "mail delivery failed", "delivery status notification", "returned mail", "returned to sender", "failure notice",
		"delivery failure", "delivery failed", "delivery error", "mail system error", "non-delivery", "nondeliverable", "not delivered", "non delivery", "could not be delivered",
		"couldn't be delivered", "mail could not", "delivery report", "mail failure", "message failure", "failed mail", "delivery notification", "failed delivery", "delivery problem",
		"problem delivering", "unable to deliver", "user unknown", "error sending message", "mail error", "returned message", "message not delivered", "message status", "bounced",
		"rejected mail", "mail delivery", "dsn:", "undelivery", "wasn't delivered", "message undeliverable", "email delivery failure", // en
		"nachricht unzustellbar", "unzustellbar", "zustellung", "nicht zugestellt", "unzustellbare", // de
		"non remis", "échec de la remise", "échec de distribution", "échec de la distribution", "non distribué", "échec d'envoi", "message non délivré", // fr
		"no entregado", "no se puede entregar", "no se pudo entregar", "error de entrega", "correo devuelto", "mensaje devuelto", "fallo en la entrega", // es
		"non recapitabile", "non consegnat", "mancato recapito", "recapito non riuscito", "mancata consegna", // it
		"não entregue", "não é possível entregar", "não foi possível entregar", "falha na entrega", "mensagem não entregue", // pt
		"onbestelbaar", "niet bezorgd", "bezorging mislukt", "niet afgeleverd", // nl
		"kan inte levereras", "går inte att leverera", "kunde inte levereras", "olevererbart", "kunne ikke leveres", "kan ikke leveres", "ikke levert", "ikke leveret", // sv da nb
		"toimittaminen epäonnistui", "ei voi toimittaa", "ei voitu toimittaa", // fi
		"niedostarczon", "nie można dostarczyć", "nie dostarczono", "niedoręczon", "zwrot poczty", "nedoručiteln", "nedoručen", "nelze doručit", "nedoručiteľn", "nemožno doručiť", // pl cs sk
		"kézbesíthetetlen", "nem kézbesíthető", "sikertelen kézbesítés", "nelivrabil", "nu a fost livrat", "nu poate fi livrat", "αδυναμία παράδοσης", "ανεπίδοτο", "δεν παραδόθηκε", // hu ro el
		"не доставлено", "недоставлен", "не удается доставить", "не удалось доставить", "ошибка доставки", "возврат почты", "не доставлен", "не вдалося доставити", "недоставлене", // ru uk
		"teslim edilemedi", "teslim edilemiyor", "iletilemedi", "لم يتم التسليم", "تعذر التسليم", "غير قابل للتسليم", "לא ניתן למסור", "לא נמסר", "אין אפשרות למסור", // tr ar he
		"配信不能", "メールエラー", "エラー通知", "error sending your mail", "送信できません", "配信できません", "配信エラー", "退信", "系统退信", "投递失败", "未送达", "无法投递", "无法送达", "未傳遞", "無法傳遞", "退回", "반송", "배달할 수 없음", "배달되지 않음", "전송 실패", "không gửi được", "không thể gửi", "gửi không thành công", // ja zh ko vi
	}
}

// delaySubjects are in the subjects of notices that a letter is late.
func delaySubjects() []string {
	return []string{"delayed", "delay", "warning: could not send", "warning: message", "still being retried", "verzögert", "not yet been delivered", "retardé", "(transient", "notification: warning", "retrasado", "ritardo", "vertraagd", "atraso", "opóźnion", "задерж", "遅延", "延迟", "延遲", "지연"}
}

// failureWords are in the texts of notices.
func failureWords() []string {
	return []string{
		"could not be delivered", "couldn't be delivered", "delivery failed", "undeliverable", "wasn't able to deliver", "was not delivered", "not be delivered", "failed to deliver",
		"permanent error", "permanent fatal error", "returned to sender", "delivery to the following", "has been delayed", "delivery failure", "user unknown", "unable to deliver",
		"delivery errors", "address failed", "addresses failed", "address(es) failed", "unknown user", "no such user", "mailbox full", "mailbox is full", "did not reach", "delivery status",
		"not delivered", "been returned", "your message to", "returned mail", "undelivered", "rejected", "error delivering", "wasn't delivered", "delivery problems", "couldn't deliver", "not accept",
		"unrouteable", "host unknown", "problem delivering", "cannot be delivered", "trouble delivering", "invalid user address", "not yet been delivered", "can not be delivered", "bounce",
		"konnte nicht zugestellt", "konnte nicht übermittelt", "nicht zustellbar", "n'a pas pu être", "n’a pas pu être", "no se pudo entregar", "no se ha podido entregar", "non può essere consegnato", "non è stato possibile consegnare",
		"não pôde ser entregue", "não foi possível entregar", "kon niet worden bezorgd", "kunde inte levereras", "kunne ikke leveres", "nie mogła zostać dostarczona", "nie można dostarczyć", "nemohla být doručena", "nem sikerült kézbesíteni",
		"nu a putut fi livrat", "не может быть доставлено", "не удалось доставить", "не может быть отправлено", "не вдалося доставити", "teslim edilemedi", "送信できません", "配信できません", "無法傳遞", "无法投递", "被退回", "无法送达", "전달되지 못했습니다", "không thể gửi",
	}
}
