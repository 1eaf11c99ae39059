package postoffice

import (
	"fmt"
	"strings"
	"time"
)

// bounce returns a mail to its envelope sender as a delivery status
// notification; a mail with the null sender gets none (RFC 5321, section 6.1).
func (o *Office) bounce(p parcel, to string, b bounce) {
	if p.From == "" {
		return
	}
	_, domain, _ := cutAddress(to)
	o.send(p, Envelope{To: []string{p.From}}, o.notification(p, to, domain, b))
}

// notification writes the report: a part for people, one for programs and the
// header of the mail that comes back (RFC 6522, RFC 3464).
func (o *Office) notification(p parcel, to, domain string, b bounce) []byte {
	action, code, subject := "failed", 550, "Undelivered Mail Returned to Sender"
	if strings.HasPrefix(b.status, "4") {
		action, code, subject = "delayed", 450, "Delayed Mail (still being retried)"
	}
	_, body := readHeader(p.raw)
	boundary := "=_report_" + o.number()
	text := fmt.Sprintf(`This is the mail system at host %[1]s.

Your message to <%[2]s> is %[3]s:

    %[4]d %[5]s %[6]s
--%[7]s
Content-Type: message/delivery-status

Reporting-MTA: dns; %[1]s
Arrival-Date: %[8]s

Final-Recipient: rfc822; %[2]s
Original-Recipient: rfc822; %[2]s
Action: %[3]s
Status: %[5]s
Diagnostic-Code: smtp; %[4]d %[5]s %[6]s

--%[7]s
Content-Type: text/rfc822-headers

%[9]s
--%[7]s--
`, o.options.Hostname, to, action, code, b.status, b.text, boundary, time.Now().Format(time.RFC1123Z),
		strings.TrimRight(string(p.raw[:body]), "\r\n"))
	return o.write(page{
		from:        fmt.Sprintf("Mail Delivery System <MAILER-DAEMON@%s>", domain),
		to:          p.From,
		subject:     subject,
		marks:       "Auto-Submitted: auto-replied\r\n",
		contentType: fmt.Sprintf("multipart/report; report-type=delivery-status;\r\n boundary=%q", boundary),
		text:        fmt.Sprintf("--%s\nContent-Type: text/plain; charset=utf-8\n\n%s", boundary, text),
	})
}
