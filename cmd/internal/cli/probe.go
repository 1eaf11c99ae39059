package cli

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"syscall"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-smtp"

	"tierdesk/cmd/internal/config"
)

// patience is how long one server may take for everything.
const patience = 30 * time.Second

// dial connects; the connection is cut when ctx ends, because the protocol libraries know no context.
func dial(ctx context.Context, s config.Server) (conn net.Conn, hangUp func(), err error) {
	var d net.Dialer
	conn, err = d.DialContext(ctx, "tcp", net.JoinHostPort(s.Host, strconv.Itoa(s.Port)))
	if err != nil {
		return nil, nil, err
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	return conn, func() { stop(); conn.Close() }, nil
}

// trust is how the server's certificate is checked.
func trust(s config.Server) (*tls.Config, error) {
	c := &tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12}
	if s.CA == "" {
		return c, nil
	}
	pem, err := os.ReadFile(s.CA)
	if err != nil {
		return nil, fmt.Errorf("read the certificates: %w", err)
	}
	if c.RootCAs, err = x509.SystemCertPool(); err != nil {
		c.RootCAs = x509.NewCertPool()
	}
	c.RootCAs.AppendCertsFromPEM(pem) // that it holds some was checked with the configuration
	return c, nil
}

var errNoAnswer = errors.New("no answer")

// inTime says that time was up instead of what that did to the connection.
func inTime(ctx context.Context, err error) error {
	if err != nil && ctx.Err() == context.DeadlineExceeded {
		return fmt.Errorf("%w within %s", errNoAnswer, patience)
	}
	return err
}

// wayOut is what an operator may do about the trouble with a server, "" when its error says it all.
func wayOut(err error, protocol string, s config.Server) string {
	var stranger x509.UnknownAuthorityError
	var renamed x509.HostnameError
	var noTLS tls.RecordHeaderError
	var imapRefusal *imap.Error
	var smtpRefusal *smtp.SMTPError
	switch {
	case errors.As(err, &stranger):
		return "when the server's certificate is one of your own, name its file under ca:"
	case errors.As(err, &renamed):
		return "use the name of the server that stands in its certificate"
	case errors.As(err, &noTLS):
		return fmt.Sprintf("this port speaks no TLS from the first byte: %s:// is for STARTTLS", protocol)
	case errors.Is(err, syscall.ECONNREFUSED):
		return "does the server run, and on this port?"
	case s.Security == config.StartTLS && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, errNoAnswer)):
		return fmt.Sprintf("when this port speaks TLS from the first byte, say %ss://", protocol)
	case errors.As(err, &imapRefusal) && imapRefusal.Code == imap.ResponseCodeAuthenticationFailed:
		return "are user: and password: right?"
	case errors.As(err, &smtpRefusal) && smtpRefusal.Code == 535:
		return "are user: and password: right, or smtp_user: and smtp_password: where they differ?"
	}
	return ""
}
