package realservers_test

import (
	"crypto/tls"
	"net"
	"net/smtp"
	"strings"
	"testing"
	"time"

	"tierdesk/mailin/realservers"
)

const mail = "From: ann@desk.example\r\nTo: support@desk.example\r\nSubject: by submission\r\n\r\nHello\r\n"

func TestPostfixTakesMailFromUsersOnlyAfterTLSAndLogin(t *testing.T) {
	d := realservers.Dovecot(t, "ann@desk.example", "support@desk.example")
	p := realservers.Postfix(t, d, "")
	conn, err := smtp.Dial(p.Submission)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Mail("ann@desk.example"); err == nil || !strings.Contains(err.Error(), "STARTTLS") {
		t.Errorf("without TLS: %v", err)
	}
	if err := conn.StartTLS(&tls.Config{RootCAs: p.Pool, ServerName: "localhost"}); err != nil {
		t.Fatal(err)
	}
	if err := conn.Auth(smtp.PlainAuth("", "ann@desk.example", realservers.Password, "127.0.0.1")); err != nil {
		t.Fatal(err)
	}
	send(t, conn, "ann@desk.example", "support+ticket@desk.example", mail)
	await(t, d, "support@desk.example", "by submission")
}

func TestPostfixTakesMailFromOutsideForTheUsersDomainsOnly(t *testing.T) {
	d := realservers.Dovecot(t, "support@desk.example")
	p := realservers.Postfix(t, d, "")
	conn, err := smtp.Dial(p.SMTP)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	send(t, conn, "cleo@customer.example", "support@desk.example", mail)
	await(t, d, "support@desk.example", "by submission")
	if err := conn.Mail("cleo@customer.example"); err != nil {
		t.Fatal(err)
	}
	if err := conn.Rcpt("dan@elsewhere.example"); err == nil {
		t.Error("Postfix relays for anybody")
	}
}

func TestPostfixRelaysTheRest(t *testing.T) {
	outside, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer outside.Close()
	d := realservers.Dovecot(t, "ann@desk.example")
	p := realservers.Postfix(t, d, outside.Addr().String())
	conn, err := smtp.Dial(p.Submission)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.StartTLS(&tls.Config{RootCAs: p.Pool, ServerName: "localhost"}); err != nil {
		t.Fatal(err)
	}
	if err := conn.Auth(smtp.PlainAuth("", "ann@desk.example", realservers.Password, "127.0.0.1")); err != nil {
		t.Fatal(err)
	}
	send(t, conn, "ann@desk.example", "cleo@customer.example", mail)
	if err := outside.(*net.TCPListener).SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	relayed, err := outside.Accept()
	if err != nil {
		t.Fatalf("nothing was relayed: %v\n%s", err, p.Log())
	}
	relayed.Close()
}

func send(t *testing.T, conn *smtp.Client, from, to, mail string) {
	t.Helper()
	if err := conn.Mail(from); err != nil {
		t.Fatal(err)
	}
	if err := conn.Rcpt(to); err != nil {
		t.Fatal(err)
	}
	data, err := conn.Data()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := data.Write([]byte(mail)); err != nil {
		t.Fatal(err)
	}
	if err := data.Close(); err != nil {
		t.Fatal(err)
	}
}

// await waits in real time until a mail has come.
func await(t *testing.T, d *realservers.DovecotServer, user, text string) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for range 400 {
		for _, mail := range d.Mails(user, "INBOX") {
			if strings.Contains(string(mail), text) {
				return
			}
		}
		<-tick.C
	}
	t.Fatalf("the mail did not come\n%s", d.Log())
}
