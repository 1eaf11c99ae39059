package desk_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func mailAbout(n int, subject, text string) string {
	return fmt.Sprintf("From: c%d@customer.example\nTo: support@acme.example\nSubject: %s\nMessage-ID: <%d@alike.example>\n\n%s\n", n, subject, n, text)
}

// solveLast answers the newest letter to an agent.
func (o *office) solveLast(n int, answer string) {
	o.t.Helper()
	t := o.tickets()[n-1]
	o.receive(o.answer(t.Assignee+"@acme.example", fmt.Sprint("solve", n), "/solve\n"+answer))
}

func TestAHandOffPacketNamesWhatWasSentTriedAndSolvedBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		kept := o.keepDrafts()
		o.receive(mailAbout(1, "VPN drops every hour", "The VPN client drops with error 809 since the update."))
		o.solveLast(1, "Set the lifetime of the tunnel to 8 hours.")
		o.receive(mailAbout(2, "Invoice of October", "The invoice has a wrong address, can you send it again?"))
		o.solveLast(2, "Here it is.")
		o.receive(mailAbout(3, "Invoice again", "And the invoice of November?"))
		o.receive("From: c4@customer.example\nTo: support@acme.example\nSubject: VPN error 809\nMessage-ID: <4@alike.example>\n" +
			"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nMy VPN client says error 809, and drops.\n--b\n" +
			"Content-Type: image/png\nContent-Disposition: attachment; filename=screen.png\n\nnot really\n--b--\n")
		four := o.tickets()[3]
		other := map[string]string{"ann": "bob", "bob": "ann"}[four.Assignee]
		o.receive(o.answer(four.Assignee+"@acme.example", "h1", "/tried the other client\n/assign "+other))
		for range 2 { // also after a restart, when the shelf is filled from the store
			p := kept.packet(t, other+"@acme.example")
			if len(p.Files) != 1 || p.Files[0].Name != "screen.png" || p.Files[0].Message != 1 || len(p.Tried) != 1 {
				t.Errorf("the packet has %+v and %+v", p.Files, p.Tried)
			}
			if len(p.Alike) != 1 || p.Alike[0].Number != "#1" || p.Alike[0].Answer != "Set the lifetime of the tunnel to 8 hours." {
				t.Errorf("alike are %+v", p.Alike)
			}
			o.start()
			kept = o.keepDrafts()
			o.work()
			o.receive(o.answer(other+"@acme.example", "h2", "/assign "+four.Assignee), o.answer(four.Assignee+"@acme.example", "h3", "/assign "+other))
		}
	})
}

func TestASolvedTicketThatWasReopenedIsNoPrecedent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		kept := o.keepDrafts()
		o.receive(mailAbout(1, "VPN drops every hour", "The VPN client drops with error 809."))
		o.solveLast(1, "Use another cable.")
		o.receive("From: c1@customer.example\nTo: support@acme.example\nSubject: Re: VPN\nMessage-ID: <5@alike.example>\nIn-Reply-To: <1@alike.example>\n\nNo, it still drops.\n")
		o.receive(mailAbout(2, "VPN drops", "Error 809 again: the VPN client drops."))
		two := o.tickets()[1]
		other := map[string]string{"ann": "bob", "bob": "ann"}[two.Assignee]
		o.receive(o.answer(two.Assignee+"@acme.example", "h1", "/assign "+other))
		if p := kept.packet(t, other+"@acme.example"); len(p.Alike) > 0 {
			t.Errorf("alike are %+v", p.Alike)
		}
	})
}

func TestAnOrdinaryMailLooksNothingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		kept := o.keepDrafts()
		o.receive(first)
		time.Sleep(time.Minute)
		o.receive("From: Carl <carl@customer.example>\nSubject: Re: Printer on fire\nMessage-ID: <2@customer.example>\nIn-Reply-To: <1@customer.example>\n\nStill.\n")
		for _, d := range kept.drafts() {
			if d.Data.Packet != nil || strings.Contains(string(d.Notice), "hand") {
				t.Errorf("%s to %s has a packet", d.Notice, d.Recipient.Address)
			}
		}
	})
}
