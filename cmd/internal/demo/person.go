package demo

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/wneessen/go-mail"
)

// host is the only one: nothing of the demo leaves this machine.
const host = "127.0.0.1"

// servers are the ports of the mail server.
type servers struct {
	imap       int
	submission int // takes mail from those who log in (RFC 6409)
	smtp       int // takes mail from everybody
}

// person is somebody with a mail client. Login and password are the same word.
type person struct {
	login     string
	name      string
	address   string
	signature string // stands below the mails
	html      bool   // the client writes HTML beside plain text, as most do
	outside   string // the envelope address of somebody without an account here; nobody vouches for such mail

	servers servers
	tell    *narrator
	inbox   *inbox
	sent    []string // the Message-IDs of all that the person sent
}

// message is what a person types and attaches.
type message struct {
	to, cc  []string
	subject string
	text    string
	picture []byte // shown below the text, by clients that write HTML
}

// Write sends a new mail.
func (p *person) Write(ctx context.Context, m message) (id string, err error) {
	p.tell.says(p.login, "writes to %s: “%s”", strings.Join(append(m.to, m.cc...), ", "), m.subject)
	return p.send(ctx, m, nil)
}

// Reply answers a letter as clients do: to its Reply-To, threaded, with a signature and the letter quoted below.
func (p *person) Reply(ctx context.Context, to *letter, m message) (id string, err error) {
	m.to, m.subject = []string{to.answerTo().Address}, re(to.Subject)
	p.tell.says(p.login, "presses reply on “%s” and writes:", to.Subject)
	if id, err = p.send(ctx, m, to); err != nil {
		return "", err
	}
	return id, p.inbox.mark(ctx, to, imap.FlagAnswered)
}

// Await waits until a letter is in the person's INBOX. what says in words which one.
func (p *person) Await(ctx context.Context, what string, match func(*letter) bool) (*letter, error) {
	if err := p.logIn(ctx); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	l, err := p.inbox.await(ctx, match)
	if err != nil {
		return nil, fmt.Errorf("%s waited for %s and has %s: %w", p.login, what, p.inbox.unread(), err)
	}
	return l, nil
}

func (p *person) logIn(ctx context.Context) (err error) {
	if p.inbox == nil {
		p.inbox, err = openInbox(ctx, net.JoinHostPort(host, strconv.Itoa(p.servers.imap)), p.login, p.login)
	}
	return err
}

// logOut ends the connection of the person's client.
func (p *person) logOut() {
	if p.inbox != nil {
		p.inbox.close()
	}
}

// send submits what the person typed and keeps a copy.
func (p *person) send(ctx context.Context, m message, to *letter) (string, error) {
	p.tell.quote(m.text, quoteLines)
	msg, id, err := p.compose(m, to)
	if err != nil {
		return "", fmt.Errorf("%s writes a mail: %w", p.login, err)
	}
	if err := p.submit(ctx, msg); err != nil {
		return "", fmt.Errorf("%s sends a mail: %w", p.login, err)
	}
	p.sent = append(p.sent, id)
	return id, p.keep(ctx, msg)
}

// submit hands the mail to the server: with the login to the submission port, or as a stranger to the open one.
func (p *person) submit(ctx context.Context, msg *mail.Msg) error {
	options := []mail.Option{mail.WithTLSPolicy(mail.NoTLS), mail.WithHELO("localhost")}
	if p.outside == "" {
		options = append(options, mail.WithPort(p.servers.submission), mail.WithSMTPAuth(mail.SMTPAuthPlainNoEnc),
			mail.WithUsername(p.login), mail.WithPassword(p.login))
	} else {
		options = append(options, mail.WithPort(p.servers.smtp))
	}
	client, err := mail.NewClient(host, options...)
	if err != nil {
		return err
	}
	return client.DialAndSendWithContext(ctx, msg)
}

// keep puts a copy of the mail into the Sent folder of those who have one.
func (p *person) keep(ctx context.Context, msg *mail.Msg) error {
	if p.outside != "" {
		return nil
	}
	if err := p.logIn(ctx); err != nil {
		return err
	}
	var raw bytes.Buffer
	if _, err := msg.WriteTo(&raw); err != nil {
		return fmt.Errorf("%s keeps a copy: %w", p.login, err)
	}
	return p.inbox.do(ctx, func() error { return p.inbox.keep(raw.Bytes()) })
}

// re is the subject of an answer.
func re(subject string) string {
	if strings.HasPrefix(strings.ToLower(subject), "re:") {
		return subject
	}
	return "Re: " + subject
}
