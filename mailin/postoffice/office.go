package postoffice

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-smtp"
)

// Options say what kind of office it is. The zero value is a good one.
type Options struct {
	// Hostname names the office in greetings and trace headers, and is its
	// authserv-id (RFC 8601, section 2.5). Default "mx.office.test".
	Hostname string

	// Domains are ours, besides those of the users' addresses.
	Domains []string

	// Verified are outside domains whose mail passes DMARC here. Mail from
	// other outside domains gets dmarc=none.
	Verified []string

	// CollectOutside takes mail for domains that are not ours and keeps it for
	// Outside. Otherwise such recipients are refused with 550 5.7.1.
	CollectOutside bool

	// Hide are IMAP capabilities that the office pretends not to have:
	// MOVE, UIDPLUS, IDLE and any other. The commands of these three are
	// refused as unknown as well. Without STARTTLS, SMTP does not offer it
	// either: clients that are told to do without it want that.
	Hide []string

	// MaxSize is the largest mail in bytes. Default 64 MiB.
	MaxSize int64

	// SMTPUTF8 offers internationalised addresses (RFC 6531).
	SMTPUTF8 bool

	// Logger gets a line for every mail and what goes wrong inside. Default none.
	Logger *slog.Logger
}

// Office is a whole mail server. Its methods may be called from any goroutine.
type Office struct {
	options   Options
	log       *slog.Logger
	authority *authority
	tls       *tls.Config
	faults    faults

	gates   map[Service]*gate
	imaps   []*imapserver.Server
	smtps   []*smtp.Server
	closing chan struct{}
	running sync.WaitGroup // accept loops, servers, connections being admitted, IMAP sessions

	mutex     sync.Mutex
	closed    bool
	listeners []net.Listener
	wires     map[*wire]struct{}
	accounts  map[string]*account // by login
	addresses map[string]*account // by address; "@domain" catches all
	domains   map[string]bool
	outside   []Message
	bounces   map[string]bounce
	robots    map[string]*Robot
	answered  map[[2]string]time.Time // robot and correspondent, for RFC 3834
	serial    int
}

// New opens an office with no users. Close it after use.
func New(options Options) (*Office, error) {
	if options.Hostname == "" {
		options.Hostname = "mx.office.test"
	}
	if options.MaxSize == 0 {
		options.MaxSize = 64 << 20
	}
	authority, err := newAuthority(options.Hostname)
	if err != nil {
		return nil, err
	}
	o := &Office{
		options: options, log: options.Logger, authority: authority, tls: authority.config(),
		gates: map[Service]*gate{}, closing: make(chan struct{}),
		wires: map[*wire]struct{}{}, accounts: map[string]*account{}, addresses: map[string]*account{},
		domains: map[string]bool{}, bounces: map[string]bounce{}, robots: map[string]*Robot{},
		answered: map[[2]string]time.Time{},
	}
	if o.log == nil {
		o.log = slog.New(slog.DiscardHandler)
	}
	for _, domain := range options.Domains {
		o.domains[strings.ToLower(domain)] = true
	}
	o.serve()
	return o, nil
}

// serve starts a protocol server behind every gate. Connections come to it
// through memory until Listen opens a port.
func (o *Office) serve() {
	for _, service := range []Service{PortSMTP, PortSubmission, PortSubmissions, PortIMAP, PortIMAPS} {
		gate := newGate(service)
		o.gates[service] = gate
		if service.protocol() == IMAP {
			server := o.newIMAPServer(service)
			o.imaps = append(o.imaps, server)
			o.running.Go(func() { o.report(server.Serve(gate)) })
		} else {
			server := o.newSMTPServer(service)
			o.smtps = append(o.smtps, server)
			o.running.Go(func() { o.report(server.Serve(gate)) })
		}
		// imapserver cannot be closed safely while it starts.
		<-gate.opened
	}
}

// report logs why a server ended, unless the office closed it.
func (o *Office) report(err error) {
	select {
	case <-o.closing:
	default:
		o.log.Error("a server of the post office ended", "error", err)
	}
}

// AddUser opens an account with the folders INBOX and Sent. Mail for any of the
// addresses and their sub-addresses (local+anything@domain, RFC 5233) goes to
// its INBOX; "@domain" catches what nobody else gets. The domains of the
// addresses become ours.
func (o *Office) AddUser(login, password string, addresses ...string) error {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.accounts[login] != nil {
		return fmt.Errorf("add user %q: there is one already", login)
	}
	keys := make([]string, 0, len(addresses))
	for _, address := range addresses {
		key := strings.ToLower(address)
		if _, domain, ok := cutAddress(key); !ok || domain == "" {
			return fmt.Errorf("add user %q: %q is no address", login, address)
		}
		if o.addresses[key] != nil || slices.Contains(keys, key) {
			return fmt.Errorf("add user %q: address %s is taken", login, address)
		}
		keys = append(keys, key)
	}
	a := newAccount(login, password)
	o.accounts[login] = a
	for _, key := range keys {
		_, domain, _ := cutAddress(key)
		o.addresses[key] = a
		o.domains[domain] = true
	}
	return nil
}

// Close ends all connections, closes all ports and returns when every session
// has ended. Mail can still be read with Mail and Outside.
func (o *Office) Close() error {
	o.mutex.Lock()
	if o.closed {
		o.mutex.Unlock()
		return nil
	}
	o.closed = true
	close(o.closing)
	for _, listener := range o.listeners {
		listener.Close()
	}
	wires := make([]*wire, 0, len(o.wires))
	for w := range o.wires {
		wires = append(wires, w)
	}
	o.mutex.Unlock()

	for _, w := range wires {
		w.drop()
	}
	for _, gate := range o.gates {
		gate.Close()
	}
	for _, server := range o.imaps {
		server.Close()
	}
	for _, server := range o.smtps {
		// Waits for the sessions, whose connections are gone.
		_ = server.Shutdown(context.Background())
	}
	o.running.Wait()
	return nil
}

func (o *Office) account(login string) *account {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.accounts[login]
}
