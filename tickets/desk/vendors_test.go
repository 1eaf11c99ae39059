package desk_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

// shop is a fort whose ticket #1 was taken to a vendor by Ann, who owns it.
type shop struct {
	*fort
	asked tickets.Mail // what the vendor got
	n     int
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{fort: newFort(t)}
	setup := s.desk.Setup()
	r := *setup.Rules
	r.Vendors = []tickets.Vendor{{ID: "printco", Name: "Print Co", Email: "help@printco.example", Domains: []string{"printco.example"}},
		{ID: "netco", Name: "Net Co", Email: "noc@netco.example", Domains: []string{"netco.example"}}}
	setup.Rules = &r
	s.desk.Use(setup)
	s.reply(s.ann, "/vendor printco\nCarl's printer (carl@customer.example) burns. Is that known?")
	s.asked = s.letter("help@printco.example")
	return s
}

// reply is Ann's answer to a letter, with the letter quoted below it.
func (s *shop) reply(to tickets.Mail, text string) {
	s.t.Helper()
	s.n++
	quoted := "> " + strings.ReplaceAll(strings.ReplaceAll(to.Text, "\r\n", "\n"), "\n", "\n> ")
	s.receive(fmt.Sprintf("%sFrom: %s\nTo: %s\nSubject: Re: %s\nMessage-ID: <ann%d@acme.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n%s\n%s\n\nAcme Support wrote:\n%s\n",
		pass, ann, replyTo(to), to.Subject, s.n, inReplyTo(to), text, quoted))
}

// vendor is a mail in the name of a vendor; trace and rest are fields.
func (s *shop) vendor(trace, from, to, subject, rest, text string) {
	s.t.Helper()
	s.n++
	s.receive(fmt.Sprintf("%sFrom: %s\nTo: %s\nSubject: %s\nMessage-ID: <v%d@printco.example>\nDate: Mon, 2 Mar 2026 11:00:00 +0000\n%s\n%s\n", trace, from, to, subject, s.n, rest, text))
}

func vouched(domain string) string { return strings.ReplaceAll(pass, "=acme.example", "="+domain) }

func (s *shop) ticket() tickets.Ticket {
	s.t.Helper()
	t, err := s.store.Ticket(context.Background(), 1)
	if err != nil {
		s.t.Fatal(err)
	}
	return t
}

// last is the last message of the ticket.
func (s *shop) last() tickets.Message {
	s.t.Helper()
	h := s.history(1)
	return h.Messages[len(h.Messages)-1]
}

// TestAVendorReadsNothingOfTheCustomer in the bytes of its letter.
func TestAVendorReadsNothingOfTheCustomer(t *testing.T) {
	s := newShop(t)
	for id, raw := range s.blobs.all {
		if text := string(raw); strings.Contains(text, "\r\nTo: Print Co <help@printco.example>") || strings.Contains(text, "\r\nTo: \"Print Co\" <help@printco.example>") {
			lower := strings.ToLower(text)
			for _, secret := range []string{"carl", "customer.example", "ann@acme.example", "x-tierdesk-ticket"} {
				if strings.Contains(lower, secret) {
					t.Errorf("the letter %s has %q:\n%s", id, secret, text)
				}
			}
		}
	}
	if !strings.Contains(s.asked.Text, "[customer]'s printer ([customer]) burns.") || !strings.Contains(s.asked.Text, "It burns.") || !strings.Contains(s.asked.Subject, "[ACME #1]") {
		t.Errorf("the vendor reads %q\n%s", s.asked.Subject, s.asked.Text)
	}
	if got := s.ticket(); got.Status != tickets.Hold || got.Tier != 4 || got.Assignee != "ann" {
		t.Errorf("the ticket is %s on %s of %q", got.Status, got.Tier, got.Assignee)
	}
}

// TestATrackerThatStripsEveryReferenceIsUnderstood from its first automatic answer on.
func TestATrackerThatStripsEveryReferenceIsUnderstood(t *testing.T) {
	s := newShop(t)
	notices := len(s.history(1).Letters)
	s.vendor("", "Print Co Tracker <tracker@printco.example>", replyTo(s.asked), "[#123456] Re: Printer", "Auto-Submitted: auto-replied\n", "We have received your request. Do not answer.")
	if got := s.ticket(); got.Status != tickets.Hold || len(s.history(1).Letters) != notices || got.Case("printco").Ref() != "[#123456]" || got.Case("printco").Asked.IsZero() {
		t.Fatalf("after the robot: %+v, %d letters more", got.Cases, len(s.history(1).Letters)-notices)
	}
	s.vendor(vouched("printco.example"), "Jo <jo@printco.example>", "support@acme.example", "[#123456] answered", "Auto-Submitted: auto-generated\n", "Known. Install 7.2.\n/solve\n")
	if got := s.last(); got.Leg != "vendor:printco" || got.Reason != tickets.ByVendorNumber || !strings.Contains(got.Text, "/solve") {
		t.Fatalf("the answer is on the %s leg by %s: %q", got.Leg, got.Reason, got.Text)
	}
	if got := s.ticket(); got.Status != tickets.Open || got.Tier != 1 {
		t.Errorf("the ticket is %s on %s", got.Status, got.Tier)
	}
	if n := s.letter("ann@acme.example"); !strings.Contains(n.Text, "Print Co answered on #1") || !strings.Contains(n.Text, "Install 7.2.") {
		t.Errorf("Ann reads\n%s", n.Text)
	}
	if got := s.letter("carl@customer.example"); strings.Contains(got.Text, "7.2") {
		t.Errorf("Carl reads\n%s", got.Text)
	}
	s.reply(s.letter("ann@acme.example"), "When?")
	if got := s.letter("help@printco.example"); !strings.HasPrefix(got.Subject, "[#123456] [ACME #1]") || !strings.Contains(got.Text, "When?") || strings.Contains(got.Text, "Install") {
		t.Errorf("the vendor reads %q\n%s", got.Subject, got.Text)
	}
	s.vendor(vouched("printco.example"), "Jo <jo@printco.example>", "support@acme.example", "Your request", "", "Today, says our reference [ACME #1].")
	if got := s.last(); got.Reason != tickets.BySubjectTag || got.Leg != "vendor:printco" {
		t.Errorf("a mail with our tag in its text is on the %s leg by %s", got.Leg, got.Reason)
	}
}

// TestSendPassesTheAnswerOn as it is, as it was edited in the quotation, or with other words instead.
func TestSendPassesTheAnswerOn(t *testing.T) {
	for name, test := range map[string]struct{ edit, text, want, not string }{
		"as it is":          {"", "/send", "Install 7.2, it costs 90 euros.", "draft"},
		"edited":            {"Install 7.2.", "/send", "Install 7.2.", "euros"},
		"with other words":  {"", "/send\nPlease update.", "Please update.", "7.2"},
		"solved with it":    {"", "/send\n/solve", "Install 7.2, it costs 90 euros.", "/solve"},
		"an edited opening": {"Dear Carl,\n> \n> install 7.2.", "/send", "Dear Carl,\n\ninstall 7.2.", "euros"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			s.vendor("", "Jo <jo@printco.example>", replyTo(s.asked), "Re: Printer", inReplyTo(s.asked), "Install 7.2, it costs 90 euros.")
			notice := s.letter("ann@acme.example")
			if test.edit != "" {
				notice.Text = strings.Replace(notice.Text, "Install 7.2, it costs 90 euros.", test.edit, 1)
			}
			s.reply(notice, test.text)
			got := s.last()
			if got.Leg != tickets.CustomerLeg || strings.TrimSpace(got.Text) != test.want {
				t.Fatalf("on the %s leg: %q", got.Leg, got.Text)
			}
			if carl := s.letter("carl@customer.example"); strings.Contains(carl.Text, test.not) || strings.Contains(carl.Text, "printco") {
				t.Errorf("Carl reads\n%s", carl.Text)
			}
		})
	}
}

// TestAPlainAnswerNeverLeavesItsLeg whoever writes it.
func TestAPlainAnswerNeverLeavesItsLeg(t *testing.T) {
	s := newShop(t)
	s.vendor("", "Jo <jo@printco.example>", replyTo(s.asked), "Re: Printer", inReplyTo(s.asked), "The recall of March is confidential, so please tell nobody about the faulty fuser.")
	s.reply(s.letter("ann@acme.example"), "Understood, when does the next fuser come?")
	if got := s.last(); got.Leg != "vendor:printco" || got.Direction != tickets.Out {
		t.Errorf("Ann's answer is on the %s leg", got.Leg)
	}
	s.reply(s.ann, "/reply\nThey write: The recall of March is confidential, so please tell nobody about the faulty fuser.")
	if got := s.letter("carl@customer.example"); strings.Contains(got.Text, "recall") {
		t.Errorf("Carl reads\n%s", got.Text)
	}
	if all := s.suspended(); len(all) != 1 || all[0].Reason != tickets.SuspendedLeak {
		t.Errorf("kept back are %+v", all)
	}
	s.receive(pass + "From: Bob Ray <bob@acme.example>\nTo: support@acme.example\nSubject: [ACME #1] x\nMessage-ID: <bob@acme.example>\nIn-Reply-To: <" + s.bob.MessageID + ">\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\n#1 /note Carl never pays his bills, so let him wait until Friday at least.\n")
	s.reply(s.ann, "/vendor printco\nCarl never pays his bills, so let him wait until Friday at least.")
	if got := s.letter("help@printco.example"); strings.Contains(got.Text, "bills") {
		t.Errorf("the vendor reads\n%s", got.Text)
	}
	if all := s.suspended(); len(all) != 2 {
		t.Errorf("kept back are %+v", all)
	}
}

// TestNobodyElseWritesOnAVendorsLeg and nothing that does not fit changes the ticket; its owner sees it.
func TestNobodyElseWritesOnAVendorsLeg(t *testing.T) {
	printco, evil, netco := "Print Co <help@printco.example>", "Eve <eve@evil.example>", "Net Co <noc@netco.example>"
	for name, test := range map[string]struct {
		mail func(s *shop)
		want tickets.Reason // "" when it becomes a ticket of its own
	}{
		"forged, with our tag":    {func(s *shop) { s.vendor("", printco, "support@acme.example", "[ACME #1] Printer", "", "Hello.") }, tickets.SuspendedVendor},
		"forged, with its number": {func(s *shop) { s.vendor(fail, printco, "support@acme.example", "[#123456] Printer", "", "Hello.") }, tickets.SuspendedVendor},
		"forged, with a mail of its own": {func(s *shop) {
			s.vendor("", printco, "support@acme.example", "Printer", "In-Reply-To: <v2@printco.example>\n", "Hello.")
		}, tickets.SuspendedVendor},
		"its token, from elsewhere": {func(s *shop) { s.vendor("", evil, replyTo(s.asked), "Printer", inReplyTo(s.asked), "Hello.") }, tickets.SuspendedStranger},
		"its token, from another vendor": {func(s *shop) {
			s.vendor(vouched("netco.example"), netco, replyTo(s.asked), "Printer", inReplyTo(s.asked), "Hello.")
		}, tickets.SuspendedStranger},
		"its number, from a stranger": {func(s *shop) {
			s.vendor(vouched("evil.example"), evil, "support@acme.example", "[#123456] Printer", "", "Hello.")
		}, ""},
		"its number, from another vendor": {func(s *shop) {
			s.vendor(vouched("netco.example"), netco, "support@acme.example", "[#123456] Printer", "", "Hello.")
		}, ""},
		"our tag, from another vendor": {func(s *shop) {
			s.vendor(vouched("netco.example"), netco, "support@acme.example", "[ACME #1] Printer", "", "Hello.")
		}, ""},
		"a token with a damaged leg": {func(s *shop) {
			s.vendor(vouched("printco.example"), printco, strings.Replace(replyTo(s.asked), "+t", "+ta", 1), "Printer", "", "Hello.")
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			s.vendor("", printco, replyTo(s.asked), "[#123456] Printer", "Auto-Submitted: auto-replied\n", "Received.")
			before := s.ticket()
			letters := len(s.toCarl())
			test.mail(s)
			if after := s.ticket(); after.Status != before.Status || after.Messages != before.Messages || len(s.toCarl()) != letters {
				t.Errorf("the ticket changed: %+v", after)
			}
			all := s.suspended()
			switch {
			case test.want == "" && (len(all) > 0 || len(s.tickets()) != 3):
				t.Errorf("kept back are %+v, and there are %d tickets", all, len(s.tickets()))
			case test.want != "" && (len(all) != 1 || all[0].Reason != test.want || len(s.tickets()) != 2):
				t.Errorf("kept back are %+v, and there are %d tickets", all, len(s.tickets()))
			case test.want != "" && !strings.Contains(s.letter("ann@acme.example").Text, "Hello."):
				t.Errorf("Ann reads\n%s", s.letter("ann@acme.example").Text)
			}
		})
	}
}

// TestTheOwnerLetsSomebodyOntoAVendorsLeg who then may write there, and nowhere else.
func TestTheOwnerLetsSomebodyOntoAVendorsLeg(t *testing.T) {
	s := newShop(t)
	s.vendor("", "Sub <sub@partner.example>", replyTo(s.asked), "Printer", inReplyTo(s.asked), "We work for Print Co.")
	s.reply(s.letter("ann@acme.example"), "/allow")
	if got := s.last(); got.Leg != "vendor:printco" || got.From.Address != "sub@partner.example" {
		t.Fatalf("the last message is %+v, kept back are %+v", got, s.suspended())
	}
	s.vendor("", "Sub <sub@partner.example>", replyTo(s.asked), "Printer", inReplyTo(s.asked), "Install 7.2.")
	if got := s.last(); got.Text != "Install 7.2." {
		t.Errorf("the last message is %+v, kept back are %+v", got, s.suspended())
	}
	if got := s.ticket(); len(got.Participants) > 0 {
		t.Errorf("on the customer's side are %+v", got.Participants)
	}
}

// TestAQuestionToAVendorNeedsNoCustomer when somebody of the desk asks it in a mail on no ticket.
func TestAQuestionToAVendorNeedsNoCustomer(t *testing.T) {
	s := newShop(t)
	s.receive(pass + "From: " + ann + "\nTo: support@acme.example\nSubject: Toner\nMessage-ID: <toner@acme.example>\nIn-Reply-To: <" + s.ann.MessageID + ">\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\n/vendor nobody\nWhat does it cost?\n")
	if len(s.tickets()) != 2 {
		t.Fatalf("there are %d tickets", len(s.tickets()))
	}
	r := *s.desk.Setup().Rules // a fresh mail brings no token
	setup := s.desk.Setup()
	r.Mailboxes = append([]tickets.Mailbox(nil), r.Mailboxes...)
	r.Mailboxes[0].Trust = tickets.TrustAuth
	setup.Rules = &r
	s.desk.Use(setup)
	s.receive(pass + "From: " + ann + "\nTo: support@acme.example\nSubject: Toner\nMessage-ID: <toner2@acme.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\n/vendor netco\nWhat does it cost?\n")
	all := s.tickets()
	if len(all) != 3 {
		t.Fatalf("there are %d tickets: %s", len(all), s.letter("ann@acme.example").Text)
	}
	own := all[2]
	if own.Requester.Address != "ann@acme.example" || own.Assignee != "ann" || own.Status != tickets.Hold || own.Subject != "Toner" {
		t.Errorf("the ticket is %+v", own)
	}
	asked := s.letter("noc@netco.example")
	if !strings.Contains(asked.Text, "What does it cost?") {
		t.Errorf("the vendor reads\n%s", asked.Text)
	}
	s.vendor("", "Net Co <noc@netco.example>", replyTo(asked), "Re: Toner", inReplyTo(asked), "Nothing.")
	h := s.history(own.ID)
	notice := h.Letters[len(h.Letters)-1]
	if text := string(s.blobs.all[notice.Raw]); notice.To != "ann@acme.example" || !strings.Contains(text, "Nothing.") || strings.Contains(text, "/send as the first line") {
		t.Errorf("Ann reads\n%s", text)
	}
	for _, l := range h.Letters {
		if l.Notice == tickets.Received || l.Notice == tickets.NewTicket {
			t.Errorf("Ann got %s about her own question", l.Notice)
		}
	}
}

func TestAQuestionToAVendorIsRecalledBeforeItLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShop(t)
		setup := s.desk.Setup()
		r := *setup.Rules
		r.UndoDelay = 20 * time.Second
		setup.Rules = &r
		s.desk.Use(setup)
		before := s.ticket()
		s.reply(s.ann, "/vendor netco\nIs it the network?")
		if now := s.ticket(); now.Case("netco") == nil {
			t.Fatalf("netco was not asked: %+v", now.Cases)
		}
		time.Sleep(19 * time.Second)
		s.reply(s.ann, "/cancel")
		if now := s.ticket(); now.Case("netco") != nil || now.Status != before.Status || now.Tier != before.Tier || len(now.Climbs) != len(before.Climbs) {
			t.Errorf("the ticket is %s on %s, with %+v", now.Status, now.Tier, now.Cases)
		}
		time.Sleep(time.Minute)
		for _, l := range s.lease() {
			if l.To == "noc@netco.example" {
				t.Error("it leaves all the same")
			}
		}
	})
}
