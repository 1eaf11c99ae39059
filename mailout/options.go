package mailout

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"strings"
	"time"
)

// Options configure a Sender. The zero value of every field but Servers has a default, named beside it.
type Options struct {
	// Servers has the SMTP server of each mailbox, by the mailbox's address.
	Servers map[string]Server
	// Dial opens connections; a net.Dialer by default.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Log gets one line per letter and one per change of a mailbox's state; discarded by default.
	Log *slog.Logger

	// Batch is how many letters are leased at once, and how many wait for the connections of one mailbox before no more of
	// it are leased: 64.
	Batch int
	// Lease is how long a letter may take: 10 minutes. A letter is not begun in the last quarter of it.
	Lease time.Duration
	// Idle is how long a connection is kept open for the next letter: 30 seconds.
	Idle time.Duration
	// Grace is how long the letters under way may take to finish when Run is told to stop: 30 seconds.
	Grace time.Duration

	// Backoff has the waits between the attempts for one letter, the last one repeated, each spread by a tenth up and down:
	// 1, 5, 15, 30 minutes, 1, 2, 4 hours.
	Backoff []time.Duration
	// GiveUp is the age, since Letter.Made, at which a letter fails that a server keeps putting off: 5 days.
	GiveUp time.Duration
	// Timeouts bound each step of a conversation.
	Timeouts Timeouts
	// Random gives numbers in [0,1) that spread the waits; math/rand by default.
	Random func() float64
}

// Server is how letters of one mailbox get out.
type Server struct {
	Host     string
	Port     int // 465 for TLS, else 587
	Security Security
	TLS      *tls.Config // nil: the system's roots, TLS 1.2 or newer; ServerName defaults to Host
	User     string      // "" sends without logging in
	Password string
	Auth     Auth
	// Insist allows the password over a connection without TLS to another machine. Security must be Plain.
	Insist bool
	// HELO is the name given in EHLO (RFC 5321, section 4.1.1.1); the domain of the mailbox by default.
	HELO string
	// Connections is how many may be open at once: 2.
	Connections int
}

// Security says how a connection is protected.
type Security string

// The ways to protect a connection. TLS is the default and the advice of RFC 8314, section 3.
const (
	TLS               Security = "tls"                 // from the first byte
	STARTTLS          Security = "starttls"            // required: without it nothing is sent
	STARTTLSIfOffered Security = "starttls-if-offered" // when offered it must succeed
	Plain             Security = "plain"               // never; for servers on this machine
)

// Auth names a way to log in.
type Auth string

// The ways to log in. With AuthAuto, the default, it is PLAIN, or LOGIN where the server has no PLAIN.
const (
	AuthAuto  Auth = "auto"
	AuthPlain Auth = "PLAIN"
	AuthLogin Auth = "LOGIN"
	AuthNone  Auth = "none"
)

// Timeouts bound the steps of a conversation. The defaults are those of RFC 5321, section 4.5.3.2.
type Timeouts struct {
	Dial    time.Duration // until the connection stands: 30 seconds
	Hello   time.Duration // greeting, TLS and login together: 5 minutes
	Command time.Duration // MAIL and RCPT: 5 minutes each
	Data    time.Duration // the answer to DATA: 2 minutes
	Block   time.Duration // each 32 KB of the letter: 3 minutes
	End     time.Duration // the answer to the final dot: 10 minutes
}

func (o Options) withDefaults() (Options, error) {
	if o.Dial == nil {
		o.Dial = (&net.Dialer{}).DialContext
	}
	if o.Random == nil {
		o.Random = rand.Float64
	}
	o.Log = cmp.Or(o.Log, slog.New(slog.DiscardHandler))
	o.Batch = cmp.Or(o.Batch, 64)
	o.Lease = cmp.Or(o.Lease, 10*time.Minute)
	o.Idle = cmp.Or(o.Idle, 30*time.Second)
	o.Grace = cmp.Or(o.Grace, 30*time.Second)
	o.GiveUp = cmp.Or(o.GiveUp, 5*24*time.Hour)
	if len(o.Backoff) == 0 {
		o.Backoff = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour}
	}
	o.Timeouts = o.Timeouts.withDefaults()
	servers := make(map[string]Server, len(o.Servers))
	for address, server := range o.Servers {
		ready, err := server.withDefaults(address)
		if err != nil {
			return o, fmt.Errorf("smtp server of %s: %w", address, err)
		}
		servers[strings.ToLower(address)] = ready
	}
	o.Servers = servers
	return o, nil
}

func (t Timeouts) withDefaults() Timeouts {
	return Timeouts{
		Dial:    cmp.Or(t.Dial, 30*time.Second),
		Hello:   cmp.Or(t.Hello, 5*time.Minute),
		Command: cmp.Or(t.Command, 5*time.Minute),
		Data:    cmp.Or(t.Data, 2*time.Minute),
		Block:   cmp.Or(t.Block, 3*time.Minute),
		End:     cmp.Or(t.End, 10*time.Minute),
	}
}

func (s Server) withDefaults(mailbox string) (Server, error) {
	if s.Host == "" {
		return s, errors.New("no host")
	}
	s.Security = cmp.Or(s.Security, TLS)
	switch s.Security {
	case TLS:
		s.Port = cmp.Or(s.Port, 465)
	case STARTTLS, STARTTLSIfOffered, Plain:
		s.Port = cmp.Or(s.Port, 587)
	default:
		return s, fmt.Errorf("unknown security %q", s.Security)
	}
	s.Auth = cmp.Or(s.Auth, AuthAuto)
	switch s.Auth {
	case AuthAuto, AuthPlain, AuthLogin, AuthNone:
	default:
		return s, fmt.Errorf("unknown way to log in %q", s.Auth)
	}
	s.Connections = max(1, cmp.Or(s.Connections, 2))
	s.HELO = cmp.Or(s.HELO, mailbox[strings.LastIndexByte(mailbox, '@')+1:])
	s.TLS = s.tlsConfig()
	return s, nil
}

func (s Server) tlsConfig() *tls.Config {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if s.TLS != nil {
		config = s.TLS.Clone()
	}
	config.ServerName = cmp.Or(config.ServerName, s.Host)
	return config
}

func (s Server) address() string { return net.JoinHostPort(s.Host, fmt.Sprint(s.Port)) }

// mayShow reports whether the password may cross a connection without TLS.
func (s Server) mayShow() bool {
	ip := net.ParseIP(s.Host)
	local := strings.EqualFold(s.Host, "localhost") || (ip != nil && ip.IsLoopback())
	return s.Security == Plain && (local || s.Insist)
}
