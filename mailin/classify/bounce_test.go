package classify

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tierdesk/tickets"
)

func TestADeliveryReportIsReadPerRecipient(t *testing.T) {
	m := mail("From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail Returned to Sender", "Sorry.",
		tickets.ReportPart{Type: "message/delivery-status", Text: "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; gone@b.example\r\nOriginal-Recipient: rfc822;gone@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n" +
			"Diagnostic-Code: smtp; 550 5.1.1 <gone@b.example>:\r\n    Recipient address rejected: User unknown\r\n\r\nFinal-Recipient: rfc822; full@b.example\r\nAction: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\r\n"},
		tickets.ReportPart{Type: "message/rfc822", Text: "Received: x\nMessage-ID:\n <t1@acme.example>\nSubject: Printer\nTo: gone@b.example\n\ntext"})
	Classify(m)
	want := []tickets.Bounce{
		{Recipient: "gone@b.example", Status: "5.1.1", Action: "failed", Hard: true, Diagnostic: "550 5.1.1 <gone@b.example>: Recipient address rejected: User unknown", OriginalMessageID: "t1@acme.example", OriginalSubject: "Printer"},
		{Recipient: "full@b.example", Status: "5.2.2", Action: "failed", Diagnostic: "552 5.2.2 Mailbox full", OriginalMessageID: "t1@acme.example", OriginalSubject: "Printer"},
	}
	if diff := cmp.Diff(want, m.Bounces); diff != "" {
		t.Error(diff)
	}
}

func TestFreeFormBouncesAreReadPerRecipient(t *testing.T) {
	for name, c := range map[string]struct {
		header, text string
		want         []tickets.Bounce
	}{
		"qmail": {"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: failure notice",
			"Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up.\n\n" +
				"<gone@b.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 no such user\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n\n" +
				"Return-Path: <support@acme.example>\nMessage-ID: <t1@acme.example>\nSubject: Printer\n\ntext",
			[]tickets.Bounce{{Recipient: "gone@b.example", Status: "5.0.0", Action: "failed", Hard: true, OriginalMessageID: "t1@acme.example", OriginalSubject: "Printer"}}},
		"Exim": {"Return-Path: <>\nX-Failed-Recipients: gone@b.example\nFrom: Mailer-Daemon@mx.example\nSubject: Mail delivery failed: returning message to sender",
			"A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  gone@b.example\n    SMTP error from remote mail server after RCPT TO:<gone@b.example>:\n    550 5.1.1 unknown user\n\n" +
				"------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <support@acme.example>\nMessage-ID: <t1@acme.example>\nSubject: Printer\n",
			[]tickets.Bounce{{Recipient: "gone@b.example", Status: "5.1.1", Action: "failed", Hard: true, OriginalMessageID: "t1@acme.example", OriginalSubject: "Printer"}}},
		"sendmail 5": {"From: MAILER-DAEMON@mx.example\nSubject: Returned mail: Host unknown",
			"   ----- Transcript of session follows -----\n550 <a@nowhere.example>... 550 Host unknown (Authoritative answer from name server)\n\n   ----- Unsent message follows -----\nMessage-Id: <t1@acme.example>\nSubject: Printer\n",
			[]tickets.Bounce{{Recipient: "a@nowhere.example", Status: "5.0.0", Action: "failed", Hard: true, OriginalMessageID: "t1@acme.example", OriginalSubject: "Printer"}}},
		"after DATA": {"From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail Returned to Sender",
			"could not be delivered\n\n<a@carrier.example>: host mx.carrier.example said: 550 Unknown user (in reply to end of DATA command)\n",
			[]tickets.Bounce{{Recipient: "a@carrier.example", Status: "5.0.0", Action: "failed"}}},
	} {
		m := mail(c.header, c.text)
		Classify(m)
		if diff := cmp.Diff(c.want, m.Bounces, cmpopts.IgnoreFields(tickets.Bounce{}, "Diagnostic")); diff != "" || m.Kind != tickets.KindBounce {
			t.Errorf("%s: %s %s", name, m.Kind, diff)
		}
	}
}

func TestANoticeOfAmazonIsRead(t *testing.T) {
	text := "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"gone@b.example\",\"action\":\"failed\",\"status\":\"5.1.1\",\"diagnosticCode\":\"smtp; 550 5.1.1 user un\nknown\"}]}," +
		"\"mail\":{\"messageId\":\"0101\",\"commonHeaders\":{\"subject\":\"Printer\"}}}\n\n--\nIf you wish to stop"
	m := mail("From: no-reply@sns.amazonaws.com\nSubject: AWS Notification Message\nx-amz-sns-message-id: 1", text)
	Classify(m)
	want := []tickets.Bounce{{Recipient: "gone@b.example", Status: "5.1.1", Action: "failed", Hard: true, Diagnostic: "550 5.1.1 user unknown", OriginalMessageID: "0101", OriginalSubject: "Printer"}}
	if diff := cmp.Diff(want, m.Bounces); diff != "" || m.Kind != tickets.KindBounce {
		t.Errorf("%s %s", m.Kind, diff)
	}
}

func TestStatusCodesAreFoundAndOtherNumbersNot(t *testing.T) {
	for in, want := range map[string]string{
		"550 5.1.1 unknown":            "5.1.1",
		"550-5.7.26 This":              "5.7.26",
		"(#4.2.2)":                     "4.2.2",
		"5.01.001":                     "5.1.1",
		"host 192.0.2.5.1.1 said":      "",
		"version 5.1.1.2":              "",
		"Exim 4.94.2":                  "",
		"550 no such user":             "5.0.0",
		"said: 421 later":              "4.0.0",
		"1550 mails":                   "",
		"550 MB":                       "5.0.0",
		"nothing":                      "",
		"5.1":                          "",
		"450 4.7.1 <a@b>: Client host": "4.7.1",
	} {
		if got := statusOf(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestOnlyABadAddressIsHard(t *testing.T) {
	for _, c := range [...]struct {
		status, said string
		at           stage
		hard         bool
	}{
		{"5.1.1", "user unknown", stageUnknown, true},
		{"5.0.0", "550 user unknown", stageRcpt, true},
		{"5.0.0", "550 user unknown", stageData, false},
		{"5.0.0", "550 user unknown", stageUnknown, false},
		{"5.2.2", "mailbox full", stageRcpt, false},
		{"5.7.1", "blocked by policy", stageRcpt, false},
		{"4.1.1", "user unknown", stageRcpt, false},
		{"5.1.2", "", stageUnknown, true},
		{"5.4.4", "Host or domain name not found. Name service error", stageUnknown, true},
		{"5.4.1", "Recipient address rejected: Access denied", stageRcpt, true},
		{"5.2.2", "<no-such-user@b.example> over quota", stageRcpt, false},
		{"5.3.4", "message size exceeds", stageRcpt, false},
		{"5.1.10", "RESOLVER.ADR.RecipientNotFound", stageUnknown, true},
	} {
		if got := isHard(c.status, c.said, c.at); got != c.hard {
			t.Errorf("%s %q %d: %v", c.status, c.said, c.at, got)
		}
	}
}

func FuzzClassify(f *testing.F) {
	f.Add("From: MAILER-DAEMON@x\nSubject: failure notice", "<a@b.example>:\n550 5.1.1 x\n--- Below this line is a copy\n\nMessage-ID: <x@y>\n", "message/delivery-status", "Final-Recipient: rfc822;a@b\nAction: failed")
	f.Add("From: no-reply@sns.amazonaws.com\nx-amz-sns-message-id: 1", "{\"notificationType\":\"Bounce\"}", "", "")
	f.Add("Subject: Automatic reply: x\nAuto-Submitted: auto-replied", "I am away until 1 June", "text/calendar", "METHOD:REPLY")
	f.Fuzz(func(t *testing.T, header, text, kind, part string) {
		m := mail(header, text, tickets.ReportPart{Type: kind, Text: part})
		Classify(m)
		if m.Kind == "" || m.Kind != tickets.KindPerson && !m.Auto {
			t.Fatalf("%q, auto %v", m.Kind, m.Auto)
		}
		for _, b := range m.Bounces {
			if len(b.Diagnostic) > 1000 {
				t.Fatalf("%d bytes of diagnostic", len(b.Diagnostic))
			}
		}
	})
}
