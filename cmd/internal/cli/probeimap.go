package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"

	"tierdesk/cmd/internal/config"
)

// probeIMAP logs in, looks and leaves; it tells what matters to the desk. Nothing is changed there.
func probeIMAP(ctx context.Context, m config.Mailbox) (found []string, err error) {
	defer func() { err = inTime(ctx, err) }()
	conn, hangUp, err := dial(ctx, m.IMAP)
	if err != nil {
		return nil, err
	}
	defer hangUp()
	c, err := imapClient(ctx, conn, m.IMAP)
	if err != nil {
		return nil, err
	}
	if err := imapLogin(c, m.IMAP); err != nil {
		return nil, err
	}
	found = append(found, imapCapabilities(c.Caps()))
	folders, err := imapFolders(c, m)
	if err == nil {
		_ = c.Logout().Wait() // courtesy only
	}
	return append(found, folders...), err
}

func imapClient(ctx context.Context, conn net.Conn, s config.Server) (*imapclient.Client, error) {
	secure, err := trust(s)
	if err != nil {
		return nil, err
	}
	options := &imapclient.Options{TLSConfig: secure}
	var c *imapclient.Client
	switch s.Security {
	case config.Plain:
		c = imapclient.New(conn, options)
	case config.StartTLS:
		if c, err = imapclient.NewStartTLS(conn, options); err != nil {
			return nil, fmt.Errorf("STARTTLS: %w", err)
		}
	default:
		over := tls.Client(conn, secure)
		if err := over.HandshakeContext(ctx); err != nil {
			return nil, fmt.Errorf("TLS: %w", err)
		}
		c = imapclient.New(over, options)
	}
	if err := c.WaitGreeting(); err != nil {
		return nil, fmt.Errorf("greeting: %w", err)
	}
	return c, nil
}

func imapLogin(c *imapclient.Client, s config.Server) (err error) {
	if c.State() == imap.ConnStateAuthenticated {
		return nil
	}
	if s.Auth == "plain" || s.Auth == "" && c.Caps().Has(imap.AuthCap(sasl.Plain)) {
		err = c.Authenticate(sasl.NewPlainClient("", s.User, s.Password))
	} else {
		err = c.Login(s.User, s.Password).Wait()
	}
	if err != nil {
		return fmt.Errorf("log in as %s: %w", s.User, err)
	}
	return nil
}

// imapCapabilities tells what makes the work quicker or safer, and what happens without.
func imapCapabilities(caps imap.CapSet) string {
	var has, lacks []string
	for _, c := range []struct {
		cap     imap.Cap
		without string
	}{
		{imap.CapIdle, "new mails are found by polling only"},
		{imap.CapMove, "mails are copied, then deleted"},
		{imap.CapUIDPlus, "deleting needs care"},
	} {
		if caps.Has(c.cap) {
			has = append(has, string(c.cap))
		} else {
			lacks = append(lacks, fmt.Sprintf("no %s: %s", c.cap, c.without))
		}
	}
	return strings.Join(append(has, lacks...), "; ")
}

// imapFolders looks at the watched folder, which must be there, and at the one for mails that were taken over.
func imapFolders(c *imapclient.Client, m config.Mailbox) ([]string, error) {
	watched, err := c.Select(m.Folder, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		return nil, fmt.Errorf("open the folder %s: %w", m.Folder, err)
	}
	found := []string{fmt.Sprintf("%s has %s", m.Folder, count(int(watched.NumMessages), "mail"))}
	if m.After.Do != "move" {
		return found, nil
	}
	_, err = c.Status(m.After.Folder, &imap.StatusOptions{NumMessages: true}).Wait()
	var refusal *imap.Error
	switch {
	case errors.As(err, &refusal):
		found = append(found, fmt.Sprintf("%s is not there yet; it is made for the first mail", m.After.Folder))
	case err != nil:
		return found, fmt.Errorf("look for the folder %s: %w", m.After.Folder, err)
	default:
		found = append(found, m.After.Folder+" is there")
	}
	return found, nil
}
