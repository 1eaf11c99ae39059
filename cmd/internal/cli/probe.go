package cli

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"

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

// inTime says that time was up instead of what that did to the connection.
func inTime(ctx context.Context, err error) error {
	if err != nil && ctx.Err() == context.DeadlineExceeded {
		return fmt.Errorf("no answer within %s", patience)
	}
	return err
}
