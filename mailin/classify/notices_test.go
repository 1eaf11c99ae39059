package classify_test

import (
	"strings"
	"testing"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/tickets"
)

const (
	letterHeader = "Received: from acme.example by mx.example; Thu, 6 Jun 2024 10:00:00 +0200\nMessage-ID: <t1@acme.example>\nFrom: Acme Support <support@acme.example>\nTo: gone@b.example\nSubject: Printer\nDate: Thu, 6 Jun 2024 10:00:00 +0200\n"
	letterText   = letterHeader + "\nHello, your printer works.\n"
)

// raw is the notice as a mail.
func (n notice) raw() []byte {
	text := strings.NewReplacer("%LETTER%", letterText, "%HEADER%", letterHeader).Replace(n.text)
	head := "Return-Path: <>\nFrom: " + n.from + "\nTo: support@acme.example\nSubject: " + n.subject + "\nDate: Thu, 6 Jun 2024 10:00:10 +0200\nMessage-ID: <n1@mx.example>\nMIME-Version: 1.0\n"
	if n.fields == "" {
		return []byte(head + "Content-Type: text/plain; charset=utf-8\n\n" + text + "\n")
	}
	back := "--b\nContent-Type: message/rfc822\n\n" + letterText
	if n.noID {
		back = ""
	}
	return []byte(head + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n" + text +
		"\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n" + n.fields + "\n" + back + "--b--\n")
}

func classified(raw []byte) tickets.Mail {
	m := parse.Bytes(raw)
	classify.Classify(&m)
	return m
}

func TestNoticesOfManyServersAreRead(t *testing.T) {
	for _, n := range notices() {
		m := classified(n.raw())
		kind := tickets.KindBounce
		switch n.action {
		case "delayed":
			kind = tickets.KindDelay
		case "relayed":
			kind = tickets.KindDelivered
		case "":
			n.action = "failed"
		}
		if n.to == "" {
			n.to = "gone@b.example"
		}
		var to []string
		for _, b := range m.Bounces {
			to = append(to, b.Recipient)
		}
		if m.Kind != kind || !m.Auto || strings.Join(to, ",") != n.to {
			t.Errorf("%s: %s, auto %v, about %q", n.name, m.Kind, m.Auto, to)
			continue
		}
		for _, b := range m.Bounces {
			if b.Status != n.status || b.Action != n.action || b.Hard != n.hard {
				t.Errorf("%s: status %q, want %q; %s, want %s; hard %v: %q", n.name, b.Status, n.status, b.Action, n.action, b.Hard, b.Diagnostic)
			}
			if want := "t1@acme.example"; b.OriginalMessageID != want && !n.noID || n.noID && b.OriginalMessageID != "" {
				t.Errorf("%s: original %q", n.name, b.OriginalMessageID)
			}
		}
	}
}

func TestMailsThatOnlyLookLikeNoticesAreNone(t *testing.T) {
	const bounce = "This is the mail system at host mx.example.\n\n<bob@b.example>: host mx.b.example said: 550 5.1.1 user unknown (in reply to RCPT TO command)\n"
	for name, c := range map[string]struct {
		head, text string
		auto       bool
	}{
		"a customer quotes one":      {"From: mia@customer.example\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <1@customer.example>", "Hello, what does this mean?\n\n" + bounce, false},
		"answers one":                {"From: mia@customer.example\nSubject: Re: Undelivered Mail Returned to Sender\nMessage-ID: <1@customer.example>", "Why?\n\n> " + bounce, false},
		"forwards one":               {"From: mia@customer.example\nSubject: Fwd: Undelivered Mail Returned to Sender\nMessage-ID: <1@customer.example>", "Please look.\n\n---------- Forwarded message ---------\nFrom: MAILER-DAEMON@mx.example\nDate: Thu, 6 Jun 2024 10:00:00 +0200\nSubject: Undelivered Mail Returned to Sender\nTo: mia@customer.example\n\n" + bounce, false},
		"forwards one in German":     {"From: mia@customer.example\nSubject: WG: Unzustellbar: Drucker\nMessage-ID: <1@customer.example>", "Was heisst das?\n\nVon: postmaster@b.example\nGesendet: Donnerstag, 6. Juni 2024 10:00\nAn: Mia\nBetreff: Unzustellbar: Drucker\n\n" + bounce, false},
		"forwards one in French":     {"From: mia@customer.example\nSubject: TR: Non remis : Imprimante\nMessage-ID: <1@customer.example>", "Pourquoi ?\n\n" + bounce, false},
		"attaches one":               {"From: mia@customer.example\nSubject: Mail delivery failed\nMessage-ID: <1@customer.example>\nContent-Type: multipart/mixed; boundary=b", "--b\nContent-Type: text/plain\n\nI get this for all mails to Bob. Could you help?\n--b\nContent-Type: message/rfc822\n\nFrom: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail Returned to Sender\n\n" + bounce + "\n--b--\n", false},
		"a monitor":                  {"From: nagios@customer.example\nSubject: PROBLEM: mail delivery failed on mx1\nMessage-ID: <1@customer.example>", "Service: SMTP\nState: CRITICAL\nInfo: connection refused", false},
		"a backup":                   {"From: backup@customer.example\nSubject: Backup failed\nMessage-ID: <1@customer.example>", "The backup of host a failed: no space left on device.", false},
		"a parcel":                   {"From: service@parcels.example\nSubject: Delivery failed: parcel 5\nMessage-ID: <1@parcels.example>", "We could not deliver your parcel to the following address:\n\nMain Street 5", false},
		"an order":                   {"From: mia@customer.example\nSubject: Delivery problem\nMessage-ID: <1@customer.example>", "My order was not delivered, it was returned to sender. Please call me.", false},
		"a ticket system's daemon":   {"From: Help Desk <mailer-daemon@desk.partner.example>\nSubject: [Ticket 5] Printer\nMessage-ID: <1@desk.partner.example>", "Dear team,\n\nplease look at our printer.\n\nBob", true},
		"postmaster asks":            {"From: postmaster@customer.example\nSubject: Our new mail server\nMessage-ID: <1@customer.example>", "Hello, please allow 192.0.2.7 to send.", true},
		"postmaster asks about mail": {"From: postmaster@customer.example\nSubject: Re: mail problem\nMessage-ID: <1@customer.example>", "Hello, we changed it, does it work now?", true},
		"a delayed flight":           {"From: mia@customer.example\nSubject: Delayed\nMessage-ID: <1@customer.example>", "My flight is delayed, I come at noon.", false},
		"report":                     {"From: mia@customer.example\nSubject: Delivery report for June\nMessage-ID: <1@customer.example>", "We delivered 500 chairs; 3 were rejected.", false},
		"user unknown":               {"From: mia@customer.example\nSubject: Login says user unknown\nMessage-ID: <1@customer.example>", "It says: 550 user unknown.\nWhy?", false},
	} {
		m := classified([]byte(c.head + "\nTo: support@acme.example\nDate: Thu, 6 Jun 2024 10:00:00 +0200\n\n" + c.text))
		if m.Kind != tickets.KindPerson || m.Auto != c.auto {
			t.Errorf("%s: %s, auto %v, %v", name, m.Kind, m.Auto, m.Bounces)
		}
	}
}
