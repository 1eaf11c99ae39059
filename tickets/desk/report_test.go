package desk_test

import (
	"context"
	"strings"
	"testing"

	"tierdesk/tickets"
)

// dsn is a delivery status report to an address.
func dsn(to, id, groups, returned string) string {
	s := "From: Mail Delivery System <mailer-daemon@mx.customer.example>\nTo: " + to + "\nReturn-Path: <>\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <" + id + ">\n" +
		"MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nIt did not arrive.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.customer.example\n\n" + groups + "\n"
	if returned != "" {
		s += "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <" + returned + ">\n\n"
	}
	return s + "--b--\n"
}

const failedCarl = "Final-Recipient: rfc822; carl@customer.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user\n"

// answered is an office where Ann has answered Carl.
func answered(t *testing.T) (*office, tickets.Letter) {
	o := newOffice(t)
	o.receive(first)
	notice := o.letter("ann@acme.example")
	o.receive("From: Ann <ann@acme.example>\nTo: " + notice.ReplyTo[0].Address + "\nSubject: Re: x\nMessage-ID: <2@acme.example>\n\nUse water.\n")
	for _, l := range o.history(o.tickets()[0].ID).Letters {
		if l.Notice == tickets.AgentReply {
			return o, l
		}
	}
	t.Fatal("no answer went out")
	return nil, tickets.Letter{}
}

func (o *office) told(n tickets.Notice) []tickets.Letter {
	o.t.Helper()
	var found []tickets.Letter
	for _, t := range o.tickets() {
		for _, l := range o.history(t.ID).Letters {
			if l.Notice == n {
				found = append(found, l)
			}
		}
	}
	return found
}

func TestABounceOfAnAnswerReachesItsAgentHoweverLittleItSays(t *testing.T) {
	o, _ := answered(t)
	letter := o.letter("carl@customer.example")
	delivered := "Final-Recipient: rfc822; other@customer.example\nAction: delivered\nStatus: 2.0.0\n\n"
	cases := map[string]func(l tickets.Letter) string{
		"with the header of the letter": func(l tickets.Letter) string { return dsn("support@acme.example", "d@mx", failedCarl, l.MessageID) },
		"to the envelope sender only":   func(l tickets.Letter) string { return dsn(l.Envelope, "d@mx", failedCarl, "") },
		"the second of two recipients":  func(l tickets.Letter) string { return dsn(l.Envelope, "d@mx", delivered+failedCarl, l.MessageID) },
		"in words that nobody knows": func(l tickets.Letter) string {
			return "From: mailer-daemon@mx.customer.example\nTo: " + l.Envelope + "\nReturn-Path: <>\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <d@mx>\n\nYour message could not be delivered.\n"
		},
	}
	if letter.MessageID == "" {
		t.Fatal("the letter has no Message-ID")
	}
	for name, report := range cases {
		t.Run(name, func(t *testing.T) {
			o, l := answered(t)
			if !strings.HasPrefix(l.Envelope, "support+t") {
				t.Fatalf("the envelope sender %q carries no token", l.Envelope)
			}
			o.receive(report(l))
			told := o.told(tickets.Undeliverable)
			if len(told) != 1 || told[0].To != "ann@acme.example" {
				t.Fatalf("told: %+v, suspended %+v", told, o.suspended())
			}
			h := o.history(o.tickets()[0].ID)
			if last := h.Journal[len(h.Journal)-1].Text; !strings.Contains(last, "carl@customer.example") || !strings.Contains(last, "agent_reply") {
				t.Errorf("journal: %s", last)
			}
		})
	}
}

func TestAReportOnAMailThatIsNotOursTellsNobody(t *testing.T) {
	o, _ := answered(t)
	o.receive(dsn("support@acme.example", "forged@elsewhere.example", failedCarl, "1@customer.example"))
	if told := o.told(tickets.Undeliverable); len(told) != 0 {
		t.Errorf("a forged report is told: %+v", told)
	}
	if held := o.suspended(); len(held) != 1 || held[0].Reason != tickets.SuspendedStranger {
		t.Errorf("suspended: %+v", held)
	}
}

func TestTheFailureOfAReportOnAFailureGoesNoFurther(t *testing.T) {
	o, l := answered(t)
	o.receive(dsn(l.Envelope, "d@mx", failedCarl, l.MessageID))
	u := o.told(tickets.Undeliverable)[0]
	o.receive(dsn("support@acme.example", "e@mx", strings.ReplaceAll(failedCarl, "carl@customer", "ann@acme"), u.MessageID))
	if n := len(o.told(tickets.Undeliverable)); n != 1 {
		t.Errorf("%d reports, want 1", n)
	}
}

func TestAMailThatIsTooLargeIsNotAnsweredWhereNobodyReads(t *testing.T) {
	for _, from := range []string{"support@acme.example", "noreply@shop.example", "nonsense"} {
		o := newOffice(t)
		a := o.arrival(strings.Replace(first, "carl@customer.example", from, 1))
		a.Oversize = 100 << 20
		if err := o.try("support@acme.example", a); err != nil {
			t.Fatal(err)
		}
		h, err := o.store.History(context.Background(), 0)
		if err != nil || len(h.Letters) != 0 || len(o.suspended()) != 1 {
			t.Errorf("%s: letters %+v, %v", from, h.Letters, err)
		}
	}
}
