package classify

import (
	"testing"

	"tierdesk/mailin/parse"
)

func TestAcknowledgementsOfTrackersAreToldFromAnswers(t *testing.T) {
	for name, test := range map[string]struct {
		raw  string
		want bool
	}{
		"an automatic answer": {"Auto-Submitted: auto-replied\nSubject: [#5] Printer\n\nYour request has been received.\n", true},
		"Jira's first mail":   {"Auto-Submitted: auto-generated\nX-JIRA-FingerPrint: x\nSubject: HELP-5 Printer\n\nThank you for contacting us. HELP-5 will be answered soon.\n", true},
		"an answer in Jira":   {"Auto-Submitted: auto-generated\nX-JIRA-FingerPrint: x\nSubject: HELP-5 Printer\n\nJo Print commented:\nPlease install 7.2.\n", false},
		"ServiceNow":          {"X-ServiceNow-Generated: true\nPrecedence: bulk\nSubject: INC0012345\n\nComments:\nThe fuser was sent.\n", false},
		"a German tracker":    {"Precedence: bulk\nSubject: Ticket 5\n\nGuten Tag,\nwir haben Ihre Anfrage erhalten.\n", true},
		"somebody away":       {"Auto-Submitted: auto-replied\nSubject: Out of office\n\nI am out of the office until Friday.\n", true},
		"a person":            {"Subject: Re: Printer\n\nWe have received your log files, and they show a broken fuser.\n", false},
	} {
		m := parse.Bytes([]byte("From: Tracker <help@printco.example>\nTo: support@acme.example\nMessage-ID: <1@printco.example>\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n" + test.raw))
		Classify(&m)
		if got := Acknowledges(&m); got != test.want {
			t.Errorf("%s (%s, auto %t): %t", name, m.Kind, m.Auto, got)
		}
	}
}
