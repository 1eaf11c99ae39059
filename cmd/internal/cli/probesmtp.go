package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"tierdesk/cmd/internal/config"
	"tierdesk/tickets"
)

// probeSMTP logs in and asks whether the server takes mail from the mailbox, and for its sub-addresses; no mail is sent.
func probeSMTP(ctx context.Context, m config.Mailbox, r *tickets.Rules) (found []string, err error) {
	defer func() { err = inTime(ctx, err) }()
	conn, hangUp, err := dial(ctx, m.SMTP)
	if err != nil {
		return nil, err
	}
	defer hangUp()
	c, err := smtpClient(ctx, conn, m.SMTP)
	if err != nil {
		return nil, err
	}
	c.CommandTimeout = patience
	if err := smtpLogin(c, m.SMTP); err != nil {
		return nil, err
	}
	found, err = smtpAddresses(c, m, r)
	if err == nil {
		_ = c.Quit() // courtesy only
	}
	return found, err
}

func smtpClient(ctx context.Context, conn net.Conn, s config.Server) (*smtp.Client, error) {
	secure, err := trust(s)
	if err != nil {
		return nil, err
	}
	switch s.Security {
	case config.Plain:
		return smtp.NewClient(conn), nil
	case config.StartTLS:
		c, err := smtp.NewClientStartTLS(conn, secure)
		if err != nil {
			return nil, fmt.Errorf("STARTTLS: %w", err)
		}
		return c, nil
	}
	over := tls.Client(conn, secure)
	if err := over.HandshakeContext(ctx); err != nil {
		return nil, fmt.Errorf("TLS: %w", err)
	}
	return smtp.NewClient(over), nil
}

func smtpLogin(c *smtp.Client, s config.Server) error {
	if err := c.Noop(); err != nil { // greets first
		return fmt.Errorf("greeting: %w", err)
	}
	var login sasl.Client
	switch {
	case s.Auth == "none":
		return nil
	case s.Auth != "login" && c.SupportsAuth(sasl.Plain):
		login = sasl.NewPlainClient("", s.User, s.Password)
	case s.Auth != "plain" && c.SupportsAuth(sasl.Login):
		login = sasl.NewLoginClient(s.User, s.Password)
	default:
		return errors.New("the server offers no login with PLAIN or LOGIN; auth: none is for servers that ask for none")
	}
	if err := c.Auth(login); err != nil {
		return fmt.Errorf("log in as %s: %w", s.User, err)
	}
	return nil
}

// smtpAddresses asks for the sender and for the sub-address that answers will come to.
func smtpAddresses(c *smtp.Client, m config.Mailbox, r *tickets.Rules) ([]string, error) {
	if err := c.Mail(m.Address, nil); err != nil {
		return nil, fmt.Errorf("mail from %s: %w", m.Address, err)
	}
	found := []string{"mail from " + m.Address + " is taken"}
	box, _ := r.MailboxByAddress(tickets.Address{Address: m.Address})
	if box.Sub != "" {
		local, domain, _ := strings.Cut(m.Address, "@")
		sub := local + box.Sub + "check@" + domain
		if err := c.Rcpt(sub, nil); err != nil {
			return found, fmt.Errorf("mail to the sub-address %s: %w; when the server knows none, say subaddress: none", sub, err)
		}
		found = append(found, "mail to "+sub+" is taken")
	}
	if err := c.Reset(); err != nil {
		return found, fmt.Errorf("leave: %w", err)
	}
	return found, nil
}
