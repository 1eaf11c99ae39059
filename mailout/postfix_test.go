package mailout_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"net"
	"strconv"
	"sync"
	"testing"
	"time"

	"tierdesk/mailin/realservers"
	"tierdesk/mailout"
	"tierdesk/tickets"
)

// TestARealPostfixTakesLetters submits with AUTH and STARTTLS to Postfix, which delivers to Dovecot.
func TestARealPostfixTakesLetters(t *testing.T) {
	dovecot := realservers.Dovecot(t, "support@acme.example", "carla@customer.example")
	postfix := realservers.Postfix(t, dovecot, "")
	host, port, err := net.SplitHostPort(postfix.Submission)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	for i, auth := range []mailout.Auth{mailout.AuthPlain, mailout.AuthLogin} {
		body := letterOf(200_000)
		p := newPile(body)
		p.letter.Envelope = "" // as automatic mail leaves: the null return path
		server := mailout.Server{Host: host, Port: n, Security: mailout.STARTTLS, TLS: &tls.Config{RootCAs: postfix.Pool},
			User: "support@acme.example", Password: realservers.Password, Auth: auth}
		deliver(t, p, mailout.Options{Servers: map[string]mailout.Server{"support@acme.example": server}})
		if p.letter.State != tickets.Sent {
			t.Fatalf("%s: the letter is %s: %s\n%s", auth, p.letter.State, p.letter.Error, postfix.Log())
		}
		got := arrived(t, dovecot, "carla@customer.example", i+1)
		_, text, _ := bytes.Cut(body, []byte("\r\n\r\n")) // the header gets fields of Postfix
		if !bytes.HasSuffix(bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n")), bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))) {
			t.Errorf("%s: what arrived is not what was sent", auth)
		}
		if !bytes.Contains(got, []byte("Return-Path: <>")) {
			t.Errorf("%s: the return path is not null: %.200s", auth, got)
		}
	}
}

// deliver runs a sender until the letter is settled.
func deliver(t *testing.T, p *pile, options mailout.Options) {
	t.Helper()
	sender, err := mailout.New(p, options)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	var done sync.WaitGroup
	done.Go(func() { _ = sender.Run(ctx) })
	for ctx.Err() == nil && !p.settled() {
		<-time.After(10 * time.Millisecond) // a real server: there is nothing to wait on but the clock
	}
	stop()
	done.Wait()
}

func (p *pile) settled() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.letter.Attempts > 0
}

// arrived waits until a Dovecot mailbox has n mails and returns the last.
func arrived(t *testing.T, d *realservers.DovecotServer, user string, n int) []byte {
	t.Helper()
	for range 1000 {
		if mails := d.Mails(user, "INBOX"); len(mails) >= n {
			return mails[n-1]
		}
		<-time.After(10 * time.Millisecond)
	}
	t.Fatalf("mail %d did not arrive", n)
	return nil
}
