package postoffice_test

import (
	"fmt"
	"io"
	"net"
	"net/smtp"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"tierdesk/mailin/postoffice"
)

// inBubble runs a test with an office of two users in a synctest bubble, which
// fails when a goroutine is left after Close.
func inBubble(t *testing.T, options postoffice.Options, test func(t *testing.T, o *postoffice.Office)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o := open(t, options)
		defer o.Close()
		test(t, o)
	})
}

func open(t *testing.T, options postoffice.Options) *postoffice.Office {
	t.Helper()
	if options.Hostname == "" {
		options.Hostname = "mx.acme.example"
	}
	o, err := postoffice.New(options)
	if err != nil {
		t.Fatal(err)
	}
	must(t, o.AddUser("support", "secret", "support@acme.example", "help@acme.example"))
	must(t, o.AddUser("ann", "secret", "ann@customer.example"))
	return o
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func text(from, to, subject string) []byte {
	return fmt.Appendf(nil, "From: %s\nTo: %s\nSubject: %s\nMessage-ID: <%s@test>\n\nHello.\n", from, to, subject, subject)
}

// deliver brings a mail from ann to support.
func deliver(t *testing.T, o *postoffice.Office, subject string) {
	t.Helper()
	must(t, o.Deliver(postoffice.Envelope{From: "ann@customer.example", To: []string{"support@acme.example"}},
		text("ann@customer.example", "support@acme.example", subject)))
}

func dial(t *testing.T, o *postoffice.Office, address string) net.Conn {
	t.Helper()
	conn, err := o.Dial(t.Context(), "tcp", address)
	must(t, err)
	return conn
}

// imapUser is a logged-in client with INBOX open.
func imapUser(t *testing.T, o *postoffice.Office, options *imapclient.Options) *imapclient.Client {
	t.Helper()
	c := imapclient.New(dial(t, o, "imap.office:143"), options)
	must(t, c.Login("support", "secret").Wait())
	_, err := c.Select("INBOX", nil).Wait()
	must(t, err)
	return c
}

// smtpUser is a client on port 25 that has said EHLO and, with a login, AUTH.
func smtpUser(t *testing.T, o *postoffice.Office, login string) *smtp.Client {
	t.Helper()
	c, err := smtp.NewClient(dial(t, o, "localhost:25"), "localhost")
	must(t, err)
	must(t, c.Hello("client.example"))
	if login != "" {
		must(t, c.Auth(smtp.PlainAuth("", login, "secret", "localhost")))
	}
	return c
}

func post(c *smtp.Client, from, to string, raw []byte) error {
	if err := c.Mail(from); err != nil {
		return err
	}
	if err := c.Rcpt(to); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(raw); err != nil {
		return err
	}
	return w.Close()
}

// bodies fetches whole mails by UID and fails on short literals.
func bodies(c *imapclient.Client, set imap.UIDSet) (map[imap.UID]string, error) {
	got := map[imap.UID]string{}
	f := c.Fetch(set, &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{{Peek: true}}})
	defer f.Close()
	for m := f.Next(); m != nil; m = f.Next() {
		var uid imap.UID
		for item := m.Next(); item != nil; item = m.Next() {
			switch item := item.(type) {
			case imapclient.FetchItemDataUID:
				uid = item.UID
			case imapclient.FetchItemDataBodySection:
				b, err := io.ReadAll(item.Literal)
				if err != nil {
					return got, err
				}
				if int64(len(b)) != item.Literal.Size() {
					return got, io.ErrUnexpectedEOF
				}
				got[uid] = string(b)
			}
		}
	}
	return got, f.Close()
}

func wantCount(t *testing.T, o *postoffice.Office, login, folder string, n int) []postoffice.Message {
	t.Helper()
	messages := o.Mail(login, folder)
	if len(messages) != n {
		t.Fatalf("%s has %d mails in %s, want %d", login, len(messages), folder, n)
	}
	return messages
}

func wantIn(t *testing.T, raw []byte, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%q is missing in:\n%s", part, raw)
		}
	}
}

func wantNotIn(t *testing.T, raw []byte, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(string(raw), part) {
			t.Errorf("%q should not be in:\n%s", part, raw)
		}
	}
}
