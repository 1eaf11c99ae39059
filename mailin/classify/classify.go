package classify

import (
	"strings"
	"time"

	"tierdesk/tickets"
)

// Classify fills m.Kind, m.Auto, m.Bounces, m.Language and m.Back from what parse found. It never changes anything else. KindOwn is not
// given here: only who holds the secret of the desk's tokens can say what is its own.
func Classify(m *tickets.Mail) {
	e := newEvidence(m)
	m.Kind = e.kind()
	switch m.Kind {
	case tickets.KindBounce, tickets.KindDelay, tickets.KindDelivered:
		m.Auto = true
	case tickets.KindPerson:
		m.Auto = e.mustNotBeAnswered()
	default:
		m.Auto = true
		e.bounces = nil
	}
	m.Bounces = e.bounces
	m.Language = language(m)
	m.Back = time.Time{}
	if m.Kind == tickets.KindOutOfOffice {
		m.Back = back(m)
	}
}

// evidence is what the rules look at, prepared once.
type evidence struct {
	m        *tickets.Mail
	subject  string // in lower case
	from     string // local part of the author, in lower case
	report   string // the report-type of RFC 6522
	returned returned
	bounces  []tickets.Bounce
}

func newEvidence(m *tickets.Mail) *evidence {
	e := &evidence{m: m, subject: strings.ToLower(m.Subject)}
	author := m.Author()
	e.from, _, _ = strings.Cut(author.Key(), "@")
	if e.from == "" {
		e.from = strings.ToLower(author.Name)
	}
	e.report = reportType(m.Get("Content-Type"))
	return e
}

// kind tries the kinds from the surest to the vaguest sign.
func (e *evidence) kind() tickets.MailKind {
	switch {
	case e.part("message/feedback-report") != "" || e.report == "feedback-report":
		return tickets.KindFeedback
	case e.isAggregate():
		return tickets.KindReport
	}
	if kind := e.deliveryReport(); kind != "" {
		return kind
	}
	if kind := e.amazon(); kind != "" {
		return kind
	}
	switch {
	case e.part("message/disposition-notification") != "" || e.part("message/global-disposition-notification") != "":
		return tickets.KindAutoReply // RFC 8098: a receipt
	case e.isCalendarAnswer():
		return tickets.KindCalendar
	}
	if kind := e.automatic(); kind != "" {
		return kind
	}
	if kind := e.freeForm(); kind != "" {
		return kind
	}
	switch {
	case e.isSpam():
		return tickets.KindSpam
	case e.isList():
		return tickets.KindList
	}
	return tickets.KindPerson
}

// part returns the text of the first report part of that media type.
func (e *evidence) part(media string) string {
	for _, p := range e.m.Report {
		if p.Type == media {
			return p.Text
		}
	}
	return ""
}

// reportType reads the report-type parameter of a multipart/report (RFC 6522, section 3).
func reportType(contentType string) string {
	lower := strings.ToLower(contentType)
	if !strings.HasPrefix(lower, "multipart/report") {
		return ""
	}
	_, rest, found := strings.Cut(lower, "report-type")
	if !found {
		return "unknown"
	}
	rest = strings.TrimLeft(rest, "= \t\"")
	if end := strings.IndexAny(rest, "\"; \t"); end >= 0 {
		rest = rest[:end]
	}
	return rest
}

// isAggregate recognises DMARC aggregate reports (RFC 7489, section 7.2.1.1) and SMTP TLS reports (RFC 8460, section 5.3).
func (e *evidence) isAggregate() bool {
	if e.report == "tlsrpt" || e.m.Get("TLS-Report-Domain") != "" {
		return true
	}
	named := strings.Contains(e.subject, "report domain:") && strings.Contains(e.subject, "submitter:") ||
		strings.HasPrefix(e.subject, "dmarc aggregate report")
	for _, a := range e.m.Attachments {
		name := strings.ToLower(a.Name)
		switch {
		case strings.HasPrefix(a.Type, "application/tlsrpt"):
			return true
		case strings.Count(name, "!") >= 3 && hasSuffix(name, ".xml", ".xml.gz", ".zip", ".gz"): // receiver!domain!begin!end.xml.gz
			return true
		case named && hasSuffix(name, ".xml", ".xml.gz", ".zip", ".gz"):
			return true
		}
	}
	return false
}

// isCalendarAnswer recognises what calendars send by themselves when somebody answers an invitation (RFC 5546, section
// 1.4). An invitation itself is a person's mail.
func (e *evidence) isCalendarAnswer() bool {
	upper := strings.ToUpper(e.part("text/calendar"))
	return strings.Contains(upper, "METHOD:REPLY") || strings.Contains(upper, "METHOD:COUNTER") || strings.Contains(upper, "METHOD:DECLINECOUNTER") ||
		strings.Contains(upper, "METHOD:REFRESH")
}

// isSpam trusts the marks that receiving servers add: SpamAssassin, rspamd, Exchange (spam confidence level).
func (e *evidence) isSpam() bool {
	flag := strings.ToLower(firstOf(e.m.Get("X-Spam-Flag"), e.m.Get("X-Spam")))
	status := strings.ToLower(e.m.Get("X-Spam-Status"))
	level := e.m.Get("X-MS-Exchange-Organization-SCL")
	return strings.HasPrefix(flag, "yes") || strings.HasPrefix(flag, "true") || strings.HasPrefix(status, "yes") ||
		len(level) == 1 && level[0] >= '5' && level[0] <= '9' || strings.Contains(e.m.Get("X-Forefront-Antispam-Report"), "SFV:SPM")
}

// isList recognises mailing lists (RFC 2919, RFC 2369).
func (e *evidence) isList() bool {
	return !e.isOwnGroup() && (e.m.Get("List-Id") != "" || e.m.Get("List-Post") != "" || e.hasPrecedence("list") || e.m.Get("Mailing-List") != "" ||
		e.m.Get("X-Mailing-List") != "" || e.m.Get("X-BeenThere") != "")
}

func firstOf(a, b string) string {
	if strings.TrimSpace(a) != "" {
		return a
	}
	return b
}

func hasSuffix(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// containsAny reports whether one of the cues is in s.
func containsAny(s string, cues []string) bool {
	for _, c := range cues {
		if strings.Contains(s, c) {
			return true
		}
	}
	return false
}

func hasAnyPrefix(s string, cues []string) bool {
	for _, c := range cues {
		if strings.HasPrefix(s, c) {
			return true
		}
	}
	return false
}
