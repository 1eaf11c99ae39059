package mailin

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"
)

// link is one logged-in IMAP connection. One goroutine uses it: go-imap mixes up continuation requests otherwise.
type link struct {
	wire    *wire
	client  *imapclient.Client
	caps    imap.CapSet
	exists  chan struct{} // the server said that the number of mails changed
	timeout time.Duration
}

// LoginError says that the server refused the user or the password. It is retried less often than other errors, so that
// the account is not locked.
type LoginError struct{ Err error }

// Error tells what the server said.
func (e *LoginError) Error() string { return fmt.Sprintf("log in: %v", e.Err) }

// Unwrap returns the server's answer.
func (e *LoginError) Unwrap() error { return e.Err }

// connect dials, secures the connection and logs in.
func connect(ctx context.Context, o *Options) (*link, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*o.Timeout)
	defer cancel()
	raw, err := o.Dial(ctx, "tcp", o.Server)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", o.Server, err)
	}
	l := &link{wire: &wire{Conn: raw}, exists: make(chan struct{}, 1), timeout: o.Timeout}
	if err := l.do(ctx, func() error { return l.enter(ctx, o) }); err != nil {
		l.close()
		return nil, fmt.Errorf("enter %s: %w", o.Server, err)
	}
	return l, nil
}

func (l *link) enter(ctx context.Context, o *Options) error {
	if err := l.secure(ctx, o); err != nil {
		return err
	}
	if err := l.client.WaitGreeting(); err != nil {
		return err
	}
	if l.client.State() != imap.ConnStateAuthenticated { // else: PREAUTH
		if err := l.login(o); err != nil {
			return err
		}
	}
	// Asked now, because go-imap would ask on its own in the middle of an IDLE.
	if l.caps = l.client.Caps(); l.caps == nil {
		return errors.New("the server does not tell its capabilities")
	}
	return nil
}

// secure puts TLS over the wire as wanted and the IMAP client on top.
func (l *link) secure(ctx context.Context, o *Options) (err error) {
	options := &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: l.noteExists}}
	options.TLSConfig = new(tls.Config)
	if o.TLS != nil {
		options.TLSConfig = o.TLS.Clone()
	}
	if options.TLSConfig.ServerName == "" {
		options.TLSConfig.ServerName, _, _ = net.SplitHostPort(o.Server)
	}
	switch o.Security {
	case Plain:
		l.client = imapclient.New(l.wire, options)
	case StartTLS:
		l.client, err = imapclient.NewStartTLS(l.wire, options)
	default:
		secured := tls.Client(l.wire, options.TLSConfig)
		if err = secured.HandshakeContext(ctx); err == nil {
			l.client = imapclient.New(secured, options)
		}
	}
	if err != nil {
		return fmt.Errorf("secure the connection: %w", err)
	}
	return nil
}

func (l *link) login(o *Options) error {
	password, err := o.Password()
	if err != nil {
		return fmt.Errorf("get the password: %w", err)
	}
	plain := o.Auth == AuthPlain || o.Auth == AuthAuto && l.client.Caps().Has(imap.AuthCap(sasl.Plain))
	if plain {
		err = l.client.Authenticate(sasl.NewPlainClient("", o.User, password))
	} else {
		err = l.client.Login(o.User, password).Wait()
	}
	refusal, refused := errors.AsType[*imap.Error](err)
	if refused && refusal.Code != imap.ResponseCodeUnavailable && refusal.Code != imap.ResponseCodeServerBug {
		return &LoginError{Err: err}
	}
	return err
}

// noteExists runs in go-imap's reading goroutine: it must neither wait nor call the client.
func (l *link) noteExists(data *imapclient.UnilateralDataMailbox) {
	if data.NumMessages == nil {
		return
	}
	select {
	case l.exists <- struct{}{}:
	default:
	}
}

// do runs f, an exchange with the server, and closes the connection when ctx ends or the server is silent for too
// long: go-imap cannot give up a single command. An *imap.Error leaves the connection usable, any other error ends it.
func (l *link) do(ctx context.Context, f func() error) error { return l.watched(ctx, l.timeout, f) }

// brief is do for a command whose answer is short: it must be complete in time.
func (l *link) brief(ctx context.Context, f func() error) error { return l.within(ctx, l.timeout, f) }

// within is brief with a time-out of its own.
func (l *link) within(ctx context.Context, d time.Duration, f func() error) error {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	return l.watched(ctx, d, f)
}

func (l *link) watched(ctx context.Context, silence time.Duration, f func() error) error {
	l.wire.patience(silence)
	defer l.wire.patience(0)
	defer context.AfterFunc(ctx, l.wire.hangUp)()
	err := f()
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("%w: %w", context.Cause(ctx), err)
	}
	return err
}

// open selects a folder.
func (l *link) open(ctx context.Context, folder string) (data *imap.SelectData, err error) {
	err = l.brief(ctx, func() error {
		data, err = l.client.Select(folder, nil).Wait()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("open the folder %s: %w", folder, err)
	}
	if data.UIDValidity == 0 {
		return nil, fmt.Errorf("open the folder %s: the server gives no UIDVALIDITY", folder)
	}
	return data, nil
}

// leave logs out if that is possible quickly, and closes.
func (l *link) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if l.client.State() != imap.ConnStateLogout {
		_ = l.do(ctx, func() error { return l.client.Logout().Wait() }) // courtesy only
	}
	l.close()
}

// close ends the connection and returns when go-imap's goroutine has ended. No FETCH may be open: it would wait.
func (l *link) close() {
	l.wire.hangUp()
	if l.client != nil {
		<-l.client.Closed()
	}
}

// alive reports whether an error came from a server that goes on serving this connection.
func alive(err error) bool {
	_, ok := errors.AsType[*imap.Error](err)
	return ok
}
