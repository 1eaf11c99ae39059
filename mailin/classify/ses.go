package classify

import (
	"encoding/json"
	"strings"

	"tierdesk/tickets"
)

// sesNotice is what Amazon SES tells through Amazon SNS by mail: a JSON object as the text.
type sesNotice struct {
	Envelope string `json:"Message"`
	Type     string `json:"notificationType"`
	Event    string `json:"eventType"`
	Bounce   struct {
		Kind       string         `json:"bounceType"`
		Recipients []sesRecipient `json:"bouncedRecipients"`
	} `json:"bounce"`
	Delivery struct {
		Recipients []string `json:"recipients"`
		Response   string   `json:"smtpResponse"`
	} `json:"delivery"`
	Complaint struct {
		Recipients []sesRecipient `json:"complainedRecipients"`
	} `json:"complaint"`
	Mail struct {
		ID     string `json:"messageId"`
		Common struct {
			ID      string `json:"messageId"`
			Subject string `json:"subject"`
		} `json:"commonHeaders"`
	} `json:"mail"`
}

type sesRecipient struct {
	Address    string `json:"emailAddress"`
	Action     string `json:"action"`
	Status     string `json:"status"`
	Diagnostic string `json:"diagnosticCode"`
}

// amazon reads such a notice; "" when the mail is none.
func (e *evidence) amazon() tickets.MailKind {
	text := strings.TrimSpace(e.m.Text)
	if !strings.HasPrefix(text, "{") || e.m.Get("x-amz-sns-message-id") == "" {
		return ""
	}
	var n sesNotice
	object := strings.NewReplacer("\n", "", "\r", "").Replace(text) // long lines are broken on the way
	if err := json.NewDecoder(strings.NewReader(object)).Decode(&n); err != nil {
		return ""
	}
	if n.Envelope != "" { // the subscription is not set to raw delivery
		if err := json.Unmarshal([]byte(n.Envelope), &n); err != nil {
			return ""
		}
	}
	e.returned = returned{id: strings.Trim(firstOf(n.Mail.Common.ID, n.Mail.ID), "<>"), subject: n.Mail.Common.Subject}
	switch firstOf(n.Type, n.Event) {
	case "Bounce":
		for _, r := range n.Bounce.Recipients {
			e.bounces = append(e.bounces, e.fromReport(recipient{address: r.Address, action: r.Action, status: r.Status, diagnostic: afterType(r.Diagnostic)}, ""))
		}
		return tickets.KindBounce
	case "Delivery":
		for _, a := range n.Delivery.Recipients {
			e.bounces = append(e.bounces, e.fromReport(recipient{address: a, action: "delivered", status: statusIn(n.Delivery.Response), diagnostic: n.Delivery.Response}, ""))
		}
		return tickets.KindDelivered
	case "Complaint":
		return tickets.KindFeedback
	}
	return ""
}
