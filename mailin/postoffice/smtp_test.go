package postoffice_test

import (
	"bytes"
	"crypto/tls"
	"errors"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"
	gomail "github.com/wneessen/go-mail"

	"tierdesk/mailin/postoffice"
)

func wantCode(t *testing.T, err error, code int, text string) {
	t.Helper()
	var reply *textproto.Error
	if !errors.As(err, &reply) || reply.Code != code || !strings.Contains(reply.Msg, text) {
		t.Errorf("answer %v, want %d with %q", err, code, text)
	}
}

func TestRecipientsAreFoundByAddressSubAddressAndCatchAll(t *testing.T) {
	inBubble(t, postoffice.Options{CollectOutside: true}, func(t *testing.T, o *postoffice.Office) {
		must(t, o.AddUser("boss", "secret", "boss@acme.example", "@sales.example"))
		c := smtpUser(t, o, "")
		for _, test := range []struct {
			to, login string
		}{
			{"support@acme.example", "support"},
			{"SUPPORT+t1.abc@Acme.Example", "support"},
			{"help@acme.example", "support"},
			{"anything@sales.example", "boss"},
		} {
			before := len(o.Mail(test.login, "INBOX"))
			must(t, post(c, "x@far.example", test.to, text("x@far.example", test.to, "hi")))
			m := wantCount(t, o, test.login, "INBOX", before+1)[before]
			if m.To != test.to {
				t.Errorf("envelope recipient %s, want %s", m.To, test.to)
			}
			wantIn(t, m.Raw, "Delivered-To: "+test.to+"\r\n")
		}
		wantCode(t, post(c, "x@far.example", "nobody@acme.example", nil), 550, "5.1.1")
		must(t, c.Reset())
		must(t, post(c, "x@far.example", "who@far.example", text("x@far.example", "who@far.example", "out")))
		if out := o.Outside(); len(out) != 1 || out[0].To != "who@far.example" {
			t.Errorf("outside: %+v", out)
		}
		must(t, c.Quit())
	})
}

func TestOtherDomainsAreRefusedUnlessCollected(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		c := smtpUser(t, o, "support")
		wantCode(t, post(c, "support@acme.example", "who@far.example", nil), 550, "5.7.1")
		must(t, c.Quit())
	})
}

func TestSubmissionWantsAuthentication(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		submission := func() *smtp.Client {
			c, err := smtp.NewClient(dial(t, o, "smtp.office:587"), "smtp.office")
			must(t, err)
			must(t, c.StartTLS(&tls.Config{ServerName: "smtp.office", RootCAs: o.CertPool()}))
			wantCode(t, c.Mail("support@acme.example"), 530, "5.7.0")
			return c
		}
		// net/smtp quits when it is not let in.
		wantCode(t, submission().Auth(smtp.PlainAuth("", "support", "wrong", "smtp.office")), 535, "5.7.8")
		c := submission()
		must(t, c.Auth(smtp.PlainAuth("", "support", "secret", "smtp.office")))
		must(t, post(c, "support@acme.example", "ann@customer.example", text("support@acme.example", "ann@customer.example", "hi")))
		must(t, c.Quit())
		wantIn(t, wantCount(t, o, "ann", "INBOX", 1)[0].Raw, "by mx.acme.example with ESMTPSA id")
	})
}

func TestTheOfficeVouchesOnlyForWhatItKnows(t *testing.T) {
	for _, test := range []struct {
		name, login, from string
		want              string
	}{
		{"owner", "ann", "Ann <ann@customer.example>", "dmarc=pass header.from=customer.example"},
		{"owner's sub-address", "ann", "ann+x@customer.example", "dmarc=pass header.from=customer.example"},
		{"other user", "ann", "support@acme.example", "dmarc=fail header.from=acme.example"},
		{"not logged in", "", "ann@customer.example", "dmarc=fail header.from=customer.example"},
		{"outside", "", "x@far.example", "dmarc=none header.from=far.example"},
		{"verified outside", "", "x@good.example", "dmarc=pass header.from=good.example"},
		{"two authors", "ann", "ann@customer.example, x@far.example", "dmarc=permerror"},
	} {
		inBubble(t, postoffice.Options{Verified: []string{"good.example"}}, func(t *testing.T, o *postoffice.Office) {
			c := smtpUser(t, o, test.login)
			must(t, post(c, "x@far.example", "support@acme.example", text(test.from, "support@acme.example", "hi")))
			must(t, c.Quit())
			m, err := mail.ReadMessage(bytes.NewReader(wantCount(t, o, "support", "INBOX", 1)[0].Raw))
			must(t, err)
			if got := m.Header.Get("Authentication-Results"); !strings.HasPrefix(got, "mx.acme.example;") || !strings.Contains(got, test.want) {
				t.Errorf("%s: %q, want %q", test.name, got, test.want)
			}
		})
	}
}

func TestForgedResultsInOurNameAreRemovedAndOthersStay(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		forged := "Authentication-Results: mx.acme.example; dmarc=pass (1)\n" +
			"authentication-results : (x) \"MX.acme.example\" 1;\n\tdmarc=pass (2)\n" +
			"Authentication-Results: other.example; dmarc=pass (3)\n"
		must(t, o.Deliver(postoffice.Envelope{From: "x@far.example", To: []string{"support@acme.example"}},
			append([]byte(forged), text("x@far.example", "support@acme.example", "hi")...)))
		raw := wantCount(t, o, "support", "INBOX", 1)[0].Raw
		wantNotIn(t, raw, "(1)", "(2)")
		wantIn(t, raw, "dmarc=pass (3)", "Subject: hi")
	})
}

func TestABounceIsAReportToTheEnvelopeSender(t *testing.T) {
	inBubble(t, postoffice.Options{CollectOutside: true}, func(t *testing.T, o *postoffice.Office) {
		o.Bounce("gone@far.example", "5.1.1", "user unknown")
		c := smtpUser(t, o, "support")
		raw := text("support@acme.example", "gone@far.example", "hi")
		must(t, post(c, "support+b7@acme.example", "gone@far.example", raw))
		must(t, post(c, "", "gone@far.example", raw))
		must(t, c.Quit())
		m := wantCount(t, o, "support", "INBOX", 1)[0]
		if m.From != "" || m.To != "support+b7@acme.example" {
			t.Errorf("the report went from %q to %q", m.From, m.To)
		}
		wantIn(t, m.Raw, "Return-Path: <>\r\n", "multipart/report; report-type=delivery-status",
			"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.acme.example\r\n",
			"Final-Recipient: rfc822; gone@far.example\r\n", "Action: failed\r\nStatus: 5.1.1\r\n", "Message-ID: <hi@test>\r\n")
		wantNotIn(t, m.Raw, "Hello.")
		if len(o.Outside()) != 0 {
			t.Error("the bounced mail was delivered")
		}
	})
}

func TestAPoliteRobotAnswersPeopleOnceAndMachinesNever(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		o.AutoReply(postoffice.Robot{Address: "ann@customer.example", Subject: "Away", Text: "Back on Monday."})
		send := func(from string, raw []byte) {
			must(t, o.Deliver(postoffice.Envelope{From: from, To: []string{"ann+x@customer.example"}}, raw))
		}
		raw := text("support@acme.example", "ann@customer.example", "hi")
		send("support@acme.example", append([]byte("Auto-Submitted: auto-generated\n"), raw...))
		send("", raw)
		wantCount(t, o, "support", "INBOX", 0)
		send("support@acme.example", raw)
		send("support@acme.example", raw)
		m := wantCount(t, o, "support", "INBOX", 1)[0]
		if m.From != "" {
			t.Errorf("the robot's envelope sender is %q", m.From)
		}
		wantIn(t, m.Raw, "Auto-Submitted: auto-replied\r\n", "In-Reply-To: <hi@test>\r\n", "dmarc=pass header.from=customer.example")
		wantCount(t, o, "ann", "INBOX", 4)
	})
}

func TestRudeRobotsAnswerEverythingAndEachOtherOnlySoOften(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		o.AutoReply(postoffice.Robot{Address: "ann@customer.example", Text: "We got it.", Rude: true})
		raw := append([]byte("Auto-Submitted: auto-generated\n"), text("support@acme.example", "ann@customer.example", "hi")...)
		for range 2 {
			must(t, o.Deliver(postoffice.Envelope{To: []string{"ann@customer.example"}}, raw))
		}
		m := wantCount(t, o, "support", "INBOX", 2)[0]
		wantIn(t, m.Raw, "Subject: Re: hi\r\n", "Return-Path: <ann@customer.example>")
		wantNotIn(t, m.Raw, "Auto-Submitted", "In-Reply-To")

		o.AutoReply(postoffice.Robot{Address: "support@acme.example", Text: "So did we.", Rude: true})
		must(t, o.Deliver(postoffice.Envelope{To: []string{"ann@customer.example"}}, raw))
		if n := len(o.Mail("ann", "INBOX")); n < 4 || n > 12 {
			t.Errorf("the robots exchanged mails until ann had %d", n)
		}
	})
}

func TestGoMailSendsThroughRealPorts(t *testing.T) {
	o := open(t, postoffice.Options{})
	defer o.Close()
	for _, service := range []postoffice.Service{postoffice.PortSubmission, postoffice.PortSubmissions} {
		address, err := o.Listen(service, "127.0.0.1:0")
		must(t, err)
		options := []gomail.Option{
			gomail.WithPort(portOf(t, address)), gomail.WithSMTPAuth(gomail.SMTPAuthPlain),
			gomail.WithUsername("support"), gomail.WithPassword("secret"),
			gomail.WithTLSConfig(&tls.Config{ServerName: "127.0.0.1", RootCAs: o.CertPool()}),
		}
		if service == postoffice.PortSubmissions {
			options = append(options, gomail.WithSSL())
		} else {
			options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthLogin))
		}
		c, err := gomail.NewClient("127.0.0.1", options...)
		must(t, err)
		m := gomail.NewMsg()
		must(t, m.From("support@acme.example"))
		must(t, m.To("ann@customer.example"))
		m.Subject("hello")
		m.SetBodyString(gomail.TypeTextPlain, "Grüße\n.\nend")
		must(t, c.DialAndSendWithContext(t.Context(), m))
	}
	messages, err := o.Await(t.Context(), "ann", "INBOX", 2)
	must(t, err)
	wantIn(t, messages[1].Raw, "with ESMTPSA", "dmarc=pass header.from=acme.example", "\r\n.\r\nend")
}

func TestAMailOverTheLimitIsRefused(t *testing.T) {
	inBubble(t, postoffice.Options{MaxSize: 1000}, func(t *testing.T, o *postoffice.Office) {
		c := smtpUser(t, o, "")
		wantCode(t, post(c, "a@far.example", "support@acme.example", bytes.Repeat([]byte("0123456789abcdef\r\n"), 100)), 552, "5.3.4")
		must(t, c.Quit())
		synctest.Wait()
		wantCount(t, o, "support", "INBOX", 0)
	})
}

// TestWithoutSTARTTLSClientsLogInInTheClear is for those that refuse to do without TLS wherever it is offered.
func TestWithoutSTARTTLSClientsLogInInTheClear(t *testing.T) {
	inBubble(t, postoffice.Options{Hide: []string{"STARTTLS"}}, func(t *testing.T, o *postoffice.Office) {
		c, err := smtp.NewClient(dial(t, o, "localhost:587"), "localhost")
		must(t, err)
		if offered, _ := c.Extension("STARTTLS"); offered {
			t.Error("SMTP offers STARTTLS")
		}
		must(t, c.Auth(smtp.PlainAuth("", "support", "secret", "localhost")))
		must(t, c.Quit())
		_, err = imapclient.NewStartTLS(dial(t, o, "imap.office:143"), &imapclient.Options{TLSConfig: &tls.Config{ServerName: "imap.office", RootCAs: o.CertPool()}})
		if no, ok := errors.AsType[*imap.Error](err); !ok || no.Type == imap.StatusResponseTypeOK {
			t.Errorf("IMAP answers STARTTLS with %v", err)
		}
		i := imapclient.New(dial(t, o, "imap.office:143"), nil)
		if i.Caps().Has(imap.CapStartTLS) {
			t.Error("IMAP offers STARTTLS")
		}
		must(t, i.Authenticate(sasl.NewPlainClient("", "support", "secret")))
		i.Close()
	})
}
