package mailin

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"time"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/tickets"
)

// Security says how the connection is protected.
type Security string

// The kinds of protection. Plain sends the password readable: for loopback only.
const (
	ImplicitTLS Security = "tls"      // from the first byte (RFC 8314), port 993
	StartTLS    Security = "starttls" // and never without (RFC 9051, section 6.2.1), port 143
	Plain       Security = "plain"
)

// Auth says how the desk logs in.
type Auth string

// The ways to log in. AuthAuto takes SASL PLAIN (RFC 4616) when the server offers it, LOGIN otherwise.
const (
	AuthAuto  Auth = ""
	AuthPlain Auth = "plain"
	AuthLogin Auth = "login"
)

// History says what becomes of the mails that were there before the first run.
type History string

// The ways to treat history. Nobody is told of such mails in either case.
const (
	Skip   History = "skip"   // the desk only learns their identifiers; they stay in the folder untouched
	Import History = "import" // they are taken over like others, marked Baseline
)

// Options describe one mailbox and how to watch it. Mailbox, Server, User, Password, Receiver and Keeper are needed.
type Options struct {
	Mailbox  string // the address, which names the mailbox to the Receiver
	Server   string // host:port
	Security Security
	TLS      *tls.Config // nil for the usual checks; a ServerName is filled in

	User     string
	Password func() (string, error) // asked at every login, so that a changed secret works without a restart
	Auth     Auth

	Folder  string // default INBOX
	After   After
	History History // default Skip

	Poll        time.Duration // how often to look, also beside IDLE; default 1 min
	IdleRestart time.Duration // IDLE is given up and the folder opened anew after this; default and at most 9 min
	Timeout     time.Duration // how long the server may be silent during a command; default 1 min
	AlertAfter  time.Duration // Trouble is told when the mailbox cannot be reached for so long; default 15 min

	MaxSize    int64     // larger mails stay on the server and only their header is handed over; default 50 MB
	BatchMails int       // the most mails of one Batch; default 125
	BatchBytes int64     // a Batch ends when it holds so many bytes in memory; default 16 MB
	Inflight   *Inflight // default: DefaultInflight bytes for this watcher alone

	Dial   func(ctx context.Context, network, address string) (net.Conn, error) // default: TCP with keep-alive
	Logger *slog.Logger                                                         // default: none
	Read   func(raw io.Reader) tickets.Mail                                     // default: parse and classify; raw is gone afterwards

	Receiver Receiver
	Keeper   Keeper
}

// ConfigError says that a watcher cannot work with its options however often it tries.
type ConfigError struct {
	Option string // the field of Options
	Err    error
}

// Error names the option and what is wrong with it.
func (e *ConfigError) Error() string { return fmt.Sprintf("mailbox option %s: %v", e.Option, e.Err) }

// Unwrap returns what is wrong.
func (e *ConfigError) Unwrap() error { return e.Err }

// Secret is a Password that is always the same.
func Secret(s string) func() (string, error) { return func() (string, error) { return s, nil } }

// complete checks the options and fills in the defaults.
func (o Options) complete() (*Options, error) {
	o.Folder = or(o.Folder, "INBOX")
	o.Security = or(o.Security, ImplicitTLS)
	o.History = or(o.History, Skip)
	o.Poll = or(o.Poll, time.Minute)
	o.IdleRestart = min(or(o.IdleRestart, 9*time.Minute), 9*time.Minute)
	o.Timeout = or(o.Timeout, time.Minute)
	o.AlertAfter = or(o.AlertAfter, 15*time.Minute)
	o.MaxSize = or(o.MaxSize, 50<<20)
	o.BatchMails = or(o.BatchMails, 125) // larger ones save little time, and the mails of three are in memory together
	o.BatchBytes = or(o.BatchBytes, 16<<20)
	if o.Inflight == nil {
		o.Inflight = NewInflight(DefaultInflight)
	}
	if o.Dial == nil {
		alive := net.KeepAliveConfig{Enable: true, Idle: time.Minute, Interval: 15 * time.Second, Count: 4}
		o.Dial = (&net.Dialer{KeepAliveConfig: alive}).DialContext
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Read == nil {
		o.Read = readMail
	}
	return &o, o.check()
}

func (o *Options) check() error {
	host, _, hostErr := net.SplitHostPort(o.Server)
	if hostErr == nil && host == "" {
		hostErr = errors.New("no host")
	}
	for _, c := range []struct {
		option string
		bad    bool
		err    error
	}{
		{"Mailbox", !strings.Contains(o.Mailbox, "@"), fmt.Errorf("%q is no address", o.Mailbox)},
		{"Server", hostErr != nil, fmt.Errorf("%q is not host:port: %w", o.Server, hostErr)},
		{"Security", o.Security != ImplicitTLS && o.Security != StartTLS && o.Security != Plain, fmt.Errorf("%q is none of tls, starttls, plain", o.Security)},
		{"Auth", o.Auth != AuthAuto && o.Auth != AuthPlain && o.Auth != AuthLogin, fmt.Errorf("%q is neither plain nor login", o.Auth)},
		{"User", o.User == "", errors.New("is missing")},
		{"Password", o.Password == nil, errors.New("is missing")},
		{"After", o.After.check() != nil, o.After.check()},
		{"After", o.After.Do == Move && o.After.Folder == o.Folder, errors.New("moves mails into the watched folder itself")},
		{"History", o.History != Skip && o.History != Import, fmt.Errorf("%q is neither skip nor import", o.History)},
		{"Receiver", o.Receiver == nil, errors.New("is missing")},
		{"Keeper", o.Keeper == nil, errors.New("is missing")},
		{"durations and sizes", o.negative(), errors.New("must not be negative")},
	} {
		if c.bad {
			return &ConfigError{Option: c.option, Err: c.err}
		}
	}
	return nil
}

func (o *Options) negative() bool {
	shortest := min(o.Poll, o.IdleRestart, o.Timeout, o.AlertAfter)
	return shortest < 0 || min(o.MaxSize, int64(o.BatchMails), o.BatchBytes) < 0
}

func or[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}

// readMail is the usual way from bytes to a Mail.
func readMail(r io.Reader) tickets.Mail {
	var m tickets.Mail
	if b, small := r.(*bytesReader); small {
		m = parse.Bytes(b.all)
	} else {
		m = parse.Read(r)
	}
	classify.Classify(&m)
	return m
}

// bytesReader is a mail in memory. Whoever knows it can have the bytes without reading them.
type bytesReader struct {
	*bytes.Reader
	all []byte
}

func newBytesReader(b []byte) *bytesReader { return &bytesReader{bytes.NewReader(b), b} }
