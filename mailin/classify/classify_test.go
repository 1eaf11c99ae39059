package classify

import (
	"strings"
	"testing"

	"tierdesk/tickets"
)

// mail makes a Mail of a header and a text, with report parts behind it.
func mail(header, text string, report ...tickets.ReportPart) *tickets.Mail {
	m := &tickets.Mail{Text: text, NewText: text, Report: report, To: []tickets.Address{{Address: "support@acme.example"}}}
	for _, l := range strings.Split(header, "\n") {
		name, value, _ := strings.Cut(l, ": ")
		m.Header = append(m.Header, tickets.Field{Name: name, Value: value})
		switch name {
		case "From":
			m.From = []tickets.Address{{Address: value}}
		case "Subject":
			m.Subject = value
		case "Message-ID":
			m.MessageID = strings.Trim(value, "<>")
		case "Return-Path":
			m.NullSender = value == "<>"
		}
	}
	return m
}

func TestKindsAreToldApart(t *testing.T) {
	dsn := func(text string) tickets.ReportPart {
		return tickets.ReportPart{Type: "message/delivery-status", Text: text}
	}
	for name, c := range map[string]struct {
		mail *tickets.Mail
		kind tickets.MailKind
		auto bool
	}{
		"a question":            {mail("From: ann@x.example\nSubject: Printer", "It burns."), tickets.KindPerson, false},
		"about a bounce":        {mail("From: ann@x.example\nSubject: Undelivered Mail Returned to Sender", "I get this for every mail that I send to bob. Why?"), tickets.KindPerson, false},
		"an answer to a bounce": {mail("From: ann@x.example\nSubject: Re: failure notice", "550 user unknown\nwhat does that mean?"), tickets.KindPerson, false},
		"postmaster writes":     {mail("From: postmaster@x.example\nSubject: Your server", "Hello, please look at your MX."), tickets.KindPerson, true},
		"says vacation":         {mail("From: ann@x.example\nSubject: Before my vacation", "I am on vacation from Monday, please hurry."), tickets.KindPerson, false},
		"Auto-Submitted no":     {mail("From: ann@x.example\nSubject: a\nAuto-Submitted: no", "b"), tickets.KindPerson, false},
		"generated":             {mail("From: cron@x.example\nSubject: a\nAuto-Submitted: auto-generated", "b"), tickets.KindPerson, true},
		"bulk":                  {mail("From: news@x.example\nSubject: a\nPrecedence: bulk", "b"), tickets.KindPerson, true},
		"second Precedence":     {mail("From: news@x.example\nSubject: a\nPrecedence: normal\nPrecedence: bulk", "b"), tickets.KindPerson, true},
		"no reply":              {mail("From: no-reply@x.example\nSubject: a", "b"), tickets.KindPerson, true},
		"loop":                  {mail("From: desk@x.example\nSubject: a\nX-Loop: yes", "b"), tickets.KindPerson, true},
		"suppressed":            {mail("From: desk@x.example\nSubject: a\nX-Auto-Response-Suppress: All", "b"), tickets.KindPerson, true},
		"null sender":           {mail("Return-Path: <>\nFrom: x@x.example\nSubject: a", "b"), tickets.KindPerson, true},
		"auto-replied":          {mail("From: ann@x.example\nSubject: Re: a\nAuto-Submitted: auto-replied", "Thank you for your mail."), tickets.KindAutoReply, true},
		"by subject":            {mail("From: ann@x.example\nSubject: Automatic reply: a", "Thank you for your mail."), tickets.KindAutoReply, true},
		"by subject ja":         {mail("From: ann@x.example\nSubject: 自動返信: a", "b"), tickets.KindAutoReply, true},
		"X-Autoreply":           {mail("From: ann@x.example\nSubject: a\nX-Autoreply: yes", "b"), tickets.KindAutoReply, true},
		"away by Exchange":      {mail("From: ann@x.example\nSubject: Automatische Antwort: a\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated", "Ich bin ab dem 10. Juni wieder erreichbar."), tickets.KindOutOfOffice, true},
		"away by subject":       {mail("From: ann@x.example\nSubject: Out of Office: a", "b"), tickets.KindOutOfOffice, true},
		"away by vacation":      {mail("From: ann@x.example\nSubject: a\nAuto-Submitted: auto-replied (vacation)", "b"), tickets.KindOutOfOffice, true},
		"receipt":               {mail("From: ann@x.example\nSubject: Read: a", "b", tickets.ReportPart{Type: "message/disposition-notification", Text: "x"}), tickets.KindAutoReply, true},
		"feedback":              {mail("From: fbl@isp.example\nSubject: complaint", "b", tickets.ReportPart{Type: "message/feedback-report", Text: "Feedback-Type: abuse"}), tickets.KindFeedback, true},
		"TLS report":            {mail("From: r@isp.example\nSubject: a\nTLS-Report-Domain: x.example", "b"), tickets.KindReport, true},
		"invitation answered":   {mail("From: ann@x.example\nSubject: Accepted: a", "b", tickets.ReportPart{Type: "text/calendar", Text: "BEGIN:VCALENDAR\nMETHOD:REPLY"}), tickets.KindCalendar, true},
		"invitation":            {mail("From: ann@x.example\nSubject: a", "b", tickets.ReportPart{Type: "text/calendar", Text: "BEGIN:VCALENDAR\nMETHOD:REQUEST"}), tickets.KindPerson, false},
		"list":                  {mail("From: ann@x.example\nSubject: a\nList-Id: <users.x.example>", "b"), tickets.KindList, true},
		"spam":                  {mail("From: ann@x.example\nSubject: a\nX-Spam-Flag: YES", "b"), tickets.KindSpam, true},
		"not spam":              {mail("From: ann@x.example\nSubject: a\nX-Spam-Status: No, score=1.0", "b"), tickets.KindPerson, false},
		"challenge":             {mail("From: ann@x.example\nSubject: Please confirm your message", "b"), tickets.KindChallenge, true},
		"bounce":                {mail("From: MAILER-DAEMON@x.example\nSubject: a", "b", dsn("Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1")), tickets.KindBounce, true},
		"delay":                 {mail("From: MAILER-DAEMON@x.example\nSubject: a", "b", dsn("Final-Recipient: rfc822; a@b.example\nAction: delayed\nStatus: 4.4.1")), tickets.KindDelay, true},
		"delivered":             {mail("From: MAILER-DAEMON@x.example\nSubject: a", "b", dsn("Final-Recipient: rfc822; a@b.example\nAction: delivered\nStatus: 2.0.0")), tickets.KindDelivered, true},
		"Exim's delay":          {mail("Return-Path: <>\nFrom: mailer-daemon@x.example\nSubject: Warning: message 1 delayed 24 hours\nAuto-Submitted: auto-replied", "has not yet been delivered\n\n  a@b.example"), tickets.KindDelay, true},
	} {
		Classify(c.mail)
		if c.mail.Kind != c.kind || c.mail.Auto != c.auto {
			t.Errorf("%s: %s, auto %v", name, c.mail.Kind, c.mail.Auto)
		}
		if bounce := c.kind == tickets.KindBounce || c.kind == tickets.KindDelay || c.kind == tickets.KindDelivered; !bounce && len(c.mail.Bounces) > 0 {
			t.Errorf("%s: %+v", name, c.mail.Bounces)
		}
	}
}

func TestACustomersMailThroughTheGroupInFrontOfTheMailboxIsAPersons(t *testing.T) {
	const fields = "Delivered-To: desk@acme.example\nList-Id: <support.acme.example>\nList-Post: <https://groups.example/x>, <mailto:support@acme.example>\nPrecedence: list\nList-Unsubscribe: <mailto:x@acme.example>\nSubject: Printer\n"
	for header, want := range map[string]tickets.MailKind{
		fields + "From: mia@customer.example": tickets.KindPerson,
		fields + "From: bob@acme.example":     tickets.KindList,
		strings.ReplaceAll(fields, "Delivered-To: desk@acme", "Delivered-To: desk@other") + "From: mia@customer.example": tickets.KindList,
		strings.ReplaceAll(fields, "support", "talk") + "From: mia@customer.example":                                     tickets.KindList,
	} {
		m := mail(header, "It burns.")
		if Classify(m); m.Kind != want || m.Auto != (want == tickets.KindList) {
			t.Errorf("%s\n%s, auto %v, want %s", header, m.Kind, m.Auto, want)
		}
	}
}

func TestPeopleMayWriteAboutUndeliveredMail(t *testing.T) {
	for _, subject := range []string{"Undelivered Mail Returned to Sender", "Mail delivery failed, what now", "Delivery Status Notification (Failure)", "Sender verification fails in Exim"} {
		m := mail("Message-ID: <1@customer.example>\nFrom: mia@customer.example\nSubject: "+subject, "I get this when I write to Bob:\n\n<bob@b.example>: 550 5.1.1 user unknown\n\nWhy could it not be delivered?")
		if Classify(m); m.Kind != tickets.KindPerson || m.Auto {
			t.Errorf("%s: %s, auto %v", subject, m.Kind, m.Auto)
		}
	}
}

func TestPeopleMayWriteAboutAutomaticAnswers(t *testing.T) {
	for subject, want := range map[string]tickets.MailKind{
		"Out of office does not work":               tickets.KindPerson,
		"Automatic reply cannot be switched off":    tickets.KindPerson,
		"Autoreply in Outlook?":                     tickets.KindPerson,
		"Vacation calendar is empty":                tickets.KindPerson,
		"Abwesenheitsnotiz lässt sich nicht ändern": tickets.KindPerson,
		"休暇申請の画面が開きません":                             tickets.KindPerson,
		"Out of office":                             tickets.KindOutOfOffice,
		"Out of Office AutoReply: Printer":          tickets.KindOutOfOffice,
		"Out of Office until 14 June":               tickets.KindOutOfOffice,
		"Abwesenheitsnotiz: Drucker":                tickets.KindOutOfOffice,
		"Abwesend bis 14.06.":                       tickets.KindOutOfOffice,
		"Automatic reply: Printer does not work":    tickets.KindAutoReply,
		"Automatische Antwort: Drucker":             tickets.KindAutoReply,
		"自動応答: Printer":                             tickets.KindAutoReply,
	} {
		m := mail("From: mia@customer.example\nSubject: "+subject, "See the subject.")
		if Classify(m); m.Kind != want {
			t.Errorf("%s: %s, want %s", subject, m.Kind, want)
		}
	}
}
