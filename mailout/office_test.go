package mailout_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/postoffice"
	"tierdesk/mailout"
	"tierdesk/tickets"
)

// pile is an Outbox with one letter.
type pile struct {
	body   []byte
	kicked chan struct{}

	mu     sync.Mutex
	letter tickets.Letter
	out    bool
}

func newPile(body []byte) *pile {
	return &pile{body: body, kicked: make(chan struct{}), letter: tickets.Letter{
		Ticket: 1, Seq: 1, Mailbox: "support@acme.example", Envelope: "support+t1@acme.example", To: "carla@customer.example",
		Size: int64(len(body)), Made: time.Now(), Next: time.Now(), State: tickets.Queued,
	}}
}

func (p *pile) Lease(context.Context, int, []string, time.Duration) ([]tickets.Letter, time.Time, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.out || p.letter.State != tickets.Queued {
		return nil, time.Time{}, nil
	}
	if time.Now().Before(p.letter.Next) {
		return nil, p.letter.Next, nil
	}
	p.out = true
	return []tickets.Letter{p.letter}, time.Time{}, nil
}

func (p *pile) Open(context.Context, string) (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(p.body)), nil
}

func (p *pile) Settle(_ context.Context, results []mailout.Result) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.letter.State, p.letter.Next, p.letter.Error, p.out = results[0].State, results[0].Next, results[0].Error, false
	p.letter.Attempts++
	return nil
}

func (p *pile) Kicked() <-chan struct{} { return p.kicked }

// letterOf makes about n bytes with lines that start with dots.
func letterOf(n int) []byte {
	return []byte("From: support@acme.example\r\nSubject: test\r\n\r\n" + strings.Repeat(".a line that starts with a dot\r\n..\r\n", n/34))
}

func TestAWholeMailServerTakesLetters(t *testing.T) {
	cases := map[string]struct {
		server mailout.Server
		fault  *postoffice.Fault
		copies int
	}{
		"submission with STARTTLS": {mailout.Server{Security: mailout.STARTTLS, Port: 587}, nil, 1},
		"submission over TLS":      {mailout.Server{Security: mailout.TLS, Auth: mailout.AuthLogin}, nil, 1},
		"cut in the text": {mailout.Server{Security: mailout.STARTTLS},
			&postoffice.Fault{Protocol: postoffice.SMTP, Step: "BODY", Times: 1, Effect: postoffice.Cut(1000)}, 1},
		"greylisted": {mailout.Server{Security: mailout.STARTTLS},
			&postoffice.Fault{Protocol: postoffice.SMTP, Step: "RCPT", Times: 1, Effect: postoffice.Refuse("450 4.2.0 greylisted")}, 1},
		"taken, and the answer lost": {mailout.Server{Security: mailout.STARTTLS},
			&postoffice.Fault{Protocol: postoffice.SMTP, Step: "DATA", After: true, Times: 1, Effect: postoffice.Drop()}, 2},
		"login down for a while": {mailout.Server{Security: mailout.STARTTLS},
			&postoffice.Fault{Protocol: postoffice.SMTP, Step: "AUTH", Times: 2, Effect: postoffice.Refuse("454 4.7.0 no connection to the directory")}, 1},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				office := openOffice(t)
				defer office.Close()
				if c.fault != nil {
					office.Break(*c.fault)
				}
				c.server.Host, c.server.User, c.server.Password = "mx.acme.example", "support", "secret"
				c.server.TLS = &tls.Config{RootCAs: office.CertPool()}
				body := letterOf(300_000)
				p := newPile(body)
				runFor(t, p, mailout.Options{Servers: map[string]mailout.Server{"support@acme.example": c.server}, Dial: office.Dial}, 10*time.Minute)
				got := office.Mail("carla", "INBOX")
				if len(got) != c.copies || p.letter.State != tickets.Sent {
					t.Fatalf("%d copies arrived, want %d; the letter is %s: %s", len(got), c.copies, p.letter.State, p.letter.Error)
				}
				for _, m := range got {
					if !bytes.HasSuffix(m.Raw, body) || m.From != "support+t1@acme.example" {
						t.Error("what arrived is not what was sent")
					}
				}
			})
		})
	}
}

func openOffice(t *testing.T) *postoffice.Office {
	t.Helper()
	office, err := postoffice.New(postoffice.Options{Hostname: "mx.acme.example"})
	if err != nil {
		t.Fatal(err)
	}
	for login, address := range map[string]string{"support": "support@acme.example", "carla": "carla@customer.example"} {
		if err := office.AddUser(login, "secret", address); err != nil {
			t.Fatal(err)
		}
	}
	return office
}

func runFor(t *testing.T, outbox mailout.Outbox, options mailout.Options, d time.Duration) {
	t.Helper()
	sender, err := mailout.New(outbox, options)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	if err := sender.Run(ctx); err != nil {
		t.Error(err)
	}
}
