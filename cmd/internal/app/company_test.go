package app_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tierdesk/cmd/internal/app"
	"tierdesk/cmd/internal/config"
	"tierdesk/mailin/parse"
	"tierdesk/mailin/postoffice"
	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

const companyConfig = `
desk: { name: Acme Support, data: data, timezone: UTC, secret: "file:secret" }
mailboxes:
  - address: support@acme.example
    imap: imap+plain://mail.acme.example
    smtp: smtp+plain://mail.acme.example
    plain_is_fine: true
    user: support
    password: file:password
    trust: { authserv: mx.acme.example, agents: token+auth }
    after: move:Processed
    alert_after: 30m
people:
  ann:  { email: ann@acme.example, name: Ann Lee }
  cem:  { email: cem@acme.example, name: Cem Oz }
  eva:  { email: eva@acme.example, name: Eva Sol }
  dana: { email: dana@acme.example, name: Dana Fox, role: manager }
tiers:
  1: { people: [ann], respond: 1h, hold_at_most: 8h }
  2: { people: [cem], respond: 2h }
  3: { people: [eva], respond: 4h }
routes:
  - { when: 'subject =~ "outage"', priority: urgent, queue: infrastructure }
digest:
  - { to: [dana], at: "07:30", days: Mon-Sun }
`

// company is the sample company in memory: its mail server, and a daemon on a folder of the test.
type company struct {
	t      *testing.T
	office *postoffice.Office
	dir    string
	log    *bytes.Buffer
	app    *app.App
	stop   context.CancelFunc
	done   sync.WaitGroup
	sent   int
	second *company                    // a desk beside it on the same mail server
	beside []func(ctx context.Context) // what else runs until it halts
}

func newCompany(t *testing.T) *company {
	t.Helper()
	return newCompanyIn(t, postoffice.Options{})
}

// newCompanyIn is the same company on another mail server.
func newCompanyIn(t *testing.T, options postoffice.Options) *company {
	t.Helper()
	options.Hostname, options.Domains = "mx.acme.example", []string{"acme.example", "customer.example"}
	office, err := postoffice.New(options)
	if err != nil {
		t.Fatal(err)
	}
	c := &company{t: t, office: office, dir: t.TempDir(), log: &bytes.Buffer{}}
	for _, who := range []string{"support", "ann", "cem", "eva", "dana"} {
		c.must(office.AddUser(who, "secret", who+"@acme.example"))
	}
	for _, who := range []string{"carl", "gina", "rita"} {
		c.must(office.AddUser(who, "secret", who+"@customer.example"))
	}
	c.write("tierdesk.yaml", companyConfig)
	c.write("secret", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
	c.write("password", "secret")
	return c
}

func (c *company) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *company) write(name, content string) {
	c.t.Helper()
	c.must(os.WriteFile(filepath.Join(c.dir, name), []byte(content), 0o600))
}

func (c *company) load() (*config.Config, error) {
	return config.Load(filepath.Join(c.dir, "tierdesk.yaml"))
}

// start runs the daemon until halt.
func (c *company) start() {
	c.t.Helper()
	cfg, err := c.load()
	c.must(err)
	ctx, stop := context.WithCancel(context.Background())
	c.stop = stop
	c.app, err = app.Open(ctx, cfg, app.Options{Dial: c.office.Dial, NoSocket: true, Reload: c.load,
		Log: slog.New(slog.NewTextHandler(c.log, nil))})
	c.must(err)
	ready := make(chan struct{})
	c.done.Go(func() {
		if err := c.app.Run(ctx, func() { close(ready) }); err != nil {
			c.t.Errorf("run: %v", err)
		}
	})
	<-ready
	for _, f := range c.beside {
		c.done.Go(func() { f(ctx) })
	}
	if c.second != nil {
		c.second.start()
	}
}

func (c *company) halt() {
	c.t.Helper()
	if c.second != nil {
		c.second.halt()
	}
	c.stop()
	c.done.Wait()
	c.must(c.app.Close())
}

// close ends everything.
func (c *company) close() {
	c.halt()
	c.must(c.office.Close())
}

// write sends a mail as a user of the office, and returns its Message-ID.
func (c *company) mail(login, from, to, subject, extra, body string) string {
	c.t.Helper()
	c.sent++
	id := fmt.Sprintf("%d.%s@sent.example", c.sent, login)
	raw := fmt.Sprintf("From: %s\r\nTo: %s\r\nSubject: %s\r\nMessage-ID: <%s>\r\nDate: %s\r\n%s\r\n%s\r\n", from, to, subject, id,
		time.Now().Format(time.RFC1123Z), extra, strings.ReplaceAll(body, "\n", "\r\n"))
	c.must(c.office.Deliver(postoffice.Envelope{From: from, To: []string{to}, Login: login}, []byte(raw)))
	return id
}

// reply answers a mail as a mail client does.
func (c *company) reply(login, from string, m tickets.Mail, body string) string {
	c.t.Helper()
	to := m.Author().Address
	if len(m.ReplyTo) > 0 {
		to = m.ReplyTo[0].Address
	}
	refs := strings.Join(append(m.References, m.MessageID), "> <")
	extra := fmt.Sprintf("In-Reply-To: <%s>\r\nReferences: <%s>\r\n", m.MessageID, refs)
	quoted := "> " + strings.ReplaceAll(m.Text, "\n", "\n> ")
	return c.mail(login, from, to, "Re: "+m.Subject, extra, body+"\n\nOn "+m.Date.Format(time.RFC1123Z)+", "+m.Author().Name+" wrote:\n"+quoted)
}

// inbox reads the mails of a user, oldest first.
func (c *company) inbox(login string) []tickets.Mail {
	var all []tickets.Mail
	for _, m := range c.office.Mail(login, "INBOX") {
		all = append(all, parse.Bytes(m.Raw))
	}
	return all
}

// about counts the mails of a user whose subject or text has the words.
func (c *company) about(login, words string) int {
	n := 0
	for _, m := range c.inbox(login) {
		if strings.Contains(m.Subject+"\n"+m.Text, words) {
			n++
		}
	}
	return n
}

func (c *company) tickets() []tickets.Ticket {
	c.t.Helper()
	all, err := c.app.Desk().List(context.Background(), store.Query{})
	c.must(err)
	return all
}

// places counts on how many tickets and in how much suspended mail each Message-ID is.
func (c *company) places() map[string]int {
	c.t.Helper()
	n := map[string]int{}
	for _, t := range c.tickets() {
		_, h, err := c.app.Desk().Show(context.Background(), t.ID)
		c.must(err)
		for _, m := range h.Messages {
			n[m.MessageID]++
		}
	}
	held, err := c.app.Desk().SuspendedMails(context.Background())
	c.must(err)
	for _, s := range held {
		raw, err := c.app.Desk().Raw(context.Background(), s.Raw)
		c.must(err)
		m := parse.Read(raw)
		raw.Close()
		n[m.MessageID]++
	}
	return n
}
