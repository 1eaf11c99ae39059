package classify_test

import (
	"strings"
	"testing"
	"time"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
)

// TestNoMailTakesLong reads half a megabyte that is made to be slow: one line again and again, as text, as HTML, in the
// header, as a notice of a server. Linear time is some hundredths of a second; quadratic time would be minutes.
func TestNoMailTakesLong(t *testing.T) {
	const limit = 10 * time.Second
	try := func(name, head, unit string) {
		raw := []byte(head + strings.Repeat(unit, (1<<19)/len(unit)))
		start := time.Now()
		m := parse.Bytes(raw)
		classify.Classify(&m)
		if spent := time.Since(start); spent > limit {
			t.Errorf("%s of %q: %v", name, unit, spent)
		}
	}
	for _, unit := range []string{
		"a", "<", "a@b\n", "<a@b.example>: 550 5.1.1 user unknown\n", "> > > x\n", "From: a@b\n", "From: A\nDate: 1.1.2024\nTo: b\nSubject: c\n\n",
		"On 6 Jun 2024, at 10:00, Support <support@acme.example\n", "________________________________\n", "---------- Forwarded message ---------\n", "--b\n", "=?utf-8?q?a?= ", "until 14.06.2024\n",
		"On 6 Jun 2024, at 10:00, Support <s@a.example> wrote:\n\n", "On 6 Jun 2024, at 10:00, Support <s@a.example> wrote:\nAL> x\n", " wrote wrote wrote wrote @ 2024\n", "在 a@b 10:00 写道:\n",
	} {
		try("a text", "Subject: Out of office\nDate: Thu, 6 Jun 2024 10:00:00 +0000\nFrom: a@b\n\n", unit)
		try("a notice", "Subject: Undelivered Mail Returned to Sender\nFrom: MAILER-DAEMON@b\nReturn-Path: <>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n", unit)
	}
	for _, unit := range []string{"a@b\n ", "a@b, ", "=?utf-8?q?a?= "} {
		try("a header", "To: ", unit)
	}
	for _, unit := range []string{"<div>", "<blockquote>", "<a href=x>", "</div>", "<table><tr><td>", "<ul><li>", "<!--", "<b", "<div class=gmail_quote>x"} {
		try("a page", "Content-Type: text/html\n\n", unit)
	}
	for _, unit := range []string{"Content-Type: multipart/mixed; boundary=b\n\n--b\n", "Content-Type: message/rfc822\n\n", "Final-Recipient: rfc822; a@b\nAction: failed\nStatus: 5.1.1\n\n"} {
		try("a report", "Content-Type: multipart/report; boundary=b; report-type=delivery-status\n\n--b\nContent-Type: message/delivery-status\n\n", unit)
		try("a nest", "", unit)
	}
}
