package desk_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/desk"
)

func (o *office) release(id string) (tickets.ID, error) {
	return o.desk.Release(context.Background(), id, "operator")
}

func TestEachMailThatTheServerWouldNotGiveAwayIsListed(t *testing.T) {
	o := newOffice(t)
	for range 2 {
		if err := o.try("support@acme.example", desk.Arrival{Mail: &tickets.Mail{}, Failed: errors.New("fetch the mail: no answer")}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(o.suspended()); n != 2 {
		t.Fatalf("%d mails are listed, want 2", n)
	}
	if _, err := o.release("q1"); err == nil || !strings.Contains(err.Error(), "still on the server") {
		t.Errorf("release of a mail that the desk does not have: %v", err)
	}
}

func TestAFailedMailThatIsReleasedIsKnownFromThenOn(t *testing.T) {
	for _, mail := range []string{first, strings.Replace(first, "Message-ID: <1@customer.example>\n", "", 1)} {
		o := newOffice(t)
		broken := o.arrival(mail)
		broken.Failed = errors.New("panic: it was the parser")
		if err := o.try("support@acme.example", broken); err != nil {
			t.Fatal(err)
		}
		if id, err := o.release("q1"); err != nil || id == 0 {
			t.Fatalf("release: %v %v", id, err)
		}
		if err := o.try("sales@acme.example", o.arrival("Delivered-To: sales@acme.example\n"+mail)); err != nil {
			t.Fatal(err)
		}
		if n := len(o.tickets()); n != 1 || len(o.suspended()) != 0 {
			t.Errorf("%d tickets, %d suspended; want 1, 0", n, len(o.suspended()))
		}
	}
}

func TestAFailedMailWhoseCopyWasTakenIsNotTakenAgainByItsRelease(t *testing.T) {
	o := newOffice(t)
	broken := o.arrival(strings.Replace(first, "Message-ID: <1@customer.example>\n", "", 1))
	broken.Failed = errors.New("panic: it was the parser")
	if err := o.try("support@acme.example", broken); err != nil {
		t.Fatal(err)
	}
	broken.Failed = nil
	if err := o.try("sales@acme.example", broken); err != nil {
		t.Fatal(err)
	}
	if id, err := o.release("q1"); err != nil || id != o.tickets()[0].ID {
		t.Errorf("release: %v, %v; want the ticket it is on", id, err)
	}
	if n := len(o.history(o.tickets()[0].ID).Messages); n != 1 || len(o.tickets()) != 1 || len(o.suspended()) != 0 {
		t.Errorf("%d messages on %d tickets, %d suspended; want 1 on 1, 0", n, len(o.tickets()), len(o.suspended()))
	}
}

func TestAFailedMailDoesNotTakeTheNameOfAnother(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	thief := o.arrival(strings.Replace(first, "It burns.", "Mine now.", 1))
	thief.Failed = errors.New("panic")
	if err := o.try("support@acme.example", thief); err != nil {
		t.Fatal(err)
	}
	o.receive("From: carl@customer.example\nSubject: Re: x\nMessage-ID: <2@customer.example>\nIn-Reply-To: <1@customer.example>\n\nStill.\n")
	if n := len(o.tickets()); n != 1 {
		t.Errorf("%d tickets, want 1: the answer must find the first mail", n)
	}
}

func TestAReleasedMailDoesNotTakeTheNameOfAnother(t *testing.T) {
	o := newOffice(t)
	o.receive(first, strings.ReplaceAll(strings.Replace(first, "It burns.", "Mine now.", 1), "carl@customer", "mallory@elsewhere"))
	if _, err := o.release("q1"); err != nil {
		t.Fatal(err)
	}
	o.receive("From: carl@customer.example\nSubject: Re: x\nMessage-ID: <2@customer.example>\nIn-Reply-To: <1@customer.example>\n\nStill.\n")
	if n := len(o.history(o.tickets()[0].ID).Messages); n != 2 {
		t.Errorf("%d messages on the first ticket, want 2", n)
	}
}

func TestAProgramThatGivesAllItsMailsOneNameIsHeardAfterTheFirstLook(t *testing.T) {
	o := newOffice(t)
	old := o.arrival("From: scanner@customer.example\nSubject: Scan\nMessage-ID: <scan@scanner>\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n\n1\n")
	old.Baseline, old.Skip = true, true
	if err := o.try("support@acme.example", old); err != nil {
		t.Fatal(err)
	}
	o.receive("From: scanner@customer.example\nSubject: Scan\nMessage-ID: <scan@scanner>\nDate: Tue, 3 Mar 2026 09:00:00 +0000\n\n2\n")
	if n := len(o.tickets()) + len(o.suspended()); n != 1 {
		t.Errorf("the new scan is in %d places, want 1", n)
	}
}

func TestABatchThatFailedUsesUpNoTurnAndNoNumber(t *testing.T) {
	o := newOffice(t)
	a, spam := o.arrival(first), o.arrival("X-Spam-Flag: YES\nFrom: eve@elsewhere.example\nMessage-ID: <s@elsewhere.example>\nSubject: x\n\nBuy.\n")
	o.blobs.fail = errors.New("no space left on device")
	if err := o.try("support@acme.example", a, spam); err == nil {
		t.Fatal("a full disk went unnoticed")
	}
	o.blobs.fail = nil
	if err := o.try("support@acme.example", a, spam); err != nil {
		t.Fatal(err)
	}
	if who, held := o.tickets()[0].Assignee, o.suspended(); who != "ann" || held[0].ID != "q1" {
		t.Errorf("%s got the first ticket, %s is the first suspended mail", who, held[0].ID)
	}
}

// TestTwoReportsWithoutMessageIDAreTwo gives the desk reports that differ in nothing that people read. One of them again is a
// repetition.
func TestTwoReportsWithoutMessageIDAreTwo(t *testing.T) {
	o := newOffice(t)
	report := strings.Join([]string{"From: MAILER-DAEMON@customer.example", "Date: Mon, 2 Mar 2026 10:00:00 +0000", "Subject: Undelivered Mail",
		"Content-Type: multipart/report; report-type=delivery-status; boundary=b", "", "--b", "", "Your mail could not be delivered.", "--b",
		"Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.customer.example", "", "Final-Recipient: rfc822; carl@customer.example",
		"Action: failed", "Status: 5.1.1", "", "--b--", ""}, "\n")
	other := strings.Replace(report, "carl@", "gina@", 1)
	o.receive(report, other)
	o.receive("Received: by another.example; Mon, 2 Mar 2026 10:00:02 +0000\n" + report)
	if n := len(o.suspended()); n != 2 {
		t.Errorf("%d reports are kept, want 2", n)
	}
}
