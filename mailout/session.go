package mailout

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

const (
	quitWait   = 5 * time.Second  // for the answer to QUIT, which nothing depends on
	reviveWait = 30 * time.Second // for a connection that rested to show that it lives
)

// trouble is why a mailbox cannot send: its server, its TLS, its account. No letter is to blame.
type trouble struct {
	login bool // the server refuses to log us in
	text  string
	err   error // the cause, if there is more to tell
}

func (t *trouble) Error() string { return t.text }
func (t *trouble) Unwrap() error { return t.err }

// session is one open connection, greeted, secured and logged in.
type session struct {
	client *smtp.Client
	conn   *conn
	times  Timeouts
	limit  int64       // the SIZE that the server takes, 0 when it does not say (RFC 1870)
	used   bool        // it has served a letter, so it may have died since
	buffer []byte      // for copying
	idle   *time.Timer // ends it while it is kept open
	forget func() bool // stops watching the context
}

// dialer opens sessions with one server.
type dialer struct {
	server Server
	dial   func(ctx context.Context, network, address string) (net.Conn, error)
	times  Timeouts
}

// open makes a session, or tells why it cannot. The end of opening cuts it short, the end of life cuts the
// connection also later.
func (d dialer) open(opening, life context.Context) (*session, *trouble) {
	s := &session{times: d.times}
	err := d.connect(opening, s)
	if err == nil {
		err = d.secure(s)
	}
	if err == nil {
		err = d.logIn(s)
	}
	if err == nil && !s.forget() {
		err = context.Cause(opening)
	}
	if err != nil {
		s.close()
		return nil, d.blame(err)
	}
	s.forget = context.AfterFunc(life, s.conn.cutOff)
	s.limit = sizeLimit(s.client)
	return s, nil
}

func (d dialer) blame(err error) *trouble {
	t := &trouble{}
	_ = errors.As(err, &t) // knows of a refused login
	return &trouble{login: t.login, text: fmt.Sprintf("smtp session with %s: %s", d.server.address(), plainly(err)), err: err}
}

// connect dials and says EHLO.
func (d dialer) connect(ctx context.Context, s *session) error {
	raw := func(_ context.Context, network, address string) (net.Conn, error) {
		return d.wire(ctx, s, network, address)
	}
	client, err := mail.NewClient(d.server.Host, mail.WithPort(d.server.Port), mail.WithTimeout(d.times.Hello),
		mail.WithHELO(d.server.HELO), mail.WithTLSPolicy(mail.NoTLS), mail.WithDialContextFunc(raw), mail.WithoutSMTPUTF8())
	if err != nil {
		return err
	}
	s.client, err = client.DialToSMTPClientWithContext(ctx)
	return err
}

// wire opens the connection that the session owns, with TLS on top where it comes first.
func (d dialer) wire(ctx context.Context, s *session, network, address string) (net.Conn, error) {
	limited, cancel := context.WithTimeout(ctx, d.times.Dial)
	defer cancel()
	plain, err := d.dial(limited, network, address)
	if err != nil {
		return nil, err
	}
	s.conn = &conn{Conn: plain}
	s.forget = context.AfterFunc(ctx, s.conn.cutOff)
	if d.server.Security != TLS {
		return s.conn, nil
	}
	secured := tls.Client(s.conn, d.server.TLS)
	return secured, secured.HandshakeContext(limited)
}

// secure goes over to TLS where that is wanted inside the conversation (RFC 3207).
func (d dialer) secure(s *session) error {
	if d.server.Security != STARTTLS && d.server.Security != STARTTLSIfOffered {
		return nil
	}
	if offered, _ := s.client.Extension("STARTTLS"); !offered {
		if d.server.Security == STARTTLSIfOffered {
			return nil
		}
		return errors.New("STARTTLS is required, but the server does not offer it")
	}
	if err := s.client.StartTLS(d.server.TLS); err != nil {
		return fmt.Errorf("STARTTLS: %w", err)
	}
	return nil
}

func (d dialer) logIn(s *session) error {
	if d.server.User == "" || d.server.Auth == AuthNone {
		return nil
	}
	err := s.client.Auth(&login{server: d.server})
	if err == nil {
		return nil
	}
	var answer *textproto.Error
	refused := errors.As(err, &answer) && answer.Code/100 == 5
	err = fmt.Errorf("log in as %s: %w", d.server.User, err)
	return &trouble{login: refused || errors.Is(err, errPlaintext), text: err.Error(), err: err}
}

func sizeLimit(client *smtp.Client) int64 {
	_, parameter := client.Extension("SIZE")
	limit, err := strconv.ParseInt(parameter, 10, 64)
	if err != nil {
		return 0
	}
	return limit
}

// quit ends a session politely. Never after a letter that was broken off: QUIT would end its data as if it were whole.
func (s *session) quit() {
	if s.client.UpdateDeadline(quitWait) == nil {
		_ = s.client.Quit()
	}
	s.close()
}

// close tears the connection down without another word.
func (s *session) close() {
	if s.conn != nil {
		s.forget()
		_ = s.conn.Close()
	}
}
