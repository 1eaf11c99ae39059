package postoffice

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync"
	"syscall"
)

// Service is one of the doors of the office, named by its well-known port.
type Service int

// The services of the office. Submission (RFC 6409) wants authentication, port
// 25 takes mail from anybody; both offer STARTTLS. IMAPS and Submissions are
// TLS from the first byte (RFC 8314).
const (
	PortSMTP        Service = 25
	PortIMAP        Service = 143
	PortSubmissions Service = 465
	PortSubmission  Service = 587
	PortIMAPS       Service = 993
)

func (s Service) protocol() Protocol {
	if s == PortIMAP || s == PortIMAPS {
		return IMAP
	}
	return SMTP
}

func (s Service) implicitTLS() bool { return s == PortIMAPS || s == PortSubmissions }

// Dial connects to the office through memory, without any socket. The host may
// be any name, the port of the address chooses the service: "imap.office:143".
// The signature is that of net.Dialer.DialContext.
func (o *Office) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	fail := func(err error) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: network, Addr: memoryAddr(address), Err: err}
	}
	if err := ctx.Err(); err != nil {
		return fail(err)
	}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return fail(err)
	}
	number, err := strconv.Atoi(port)
	if err != nil || o.gates[Service(number)] == nil {
		return fail(syscall.ECONNREFUSED)
	}
	client, server := pipe("127.0.0.1:0", address)
	if err := o.receive(Service(number), server); err != nil {
		return fail(syscall.ECONNREFUSED)
	}
	return client, nil
}

// Listen opens a TCP port for a service and returns its real address, so that
// "127.0.0.1:0" is a good address to ask for. The port closes with the office.
func (o *Office) Listen(service Service, address string) (net.Addr, error) {
	if o.gates[service] == nil {
		return nil, fmt.Errorf("listen on %s: there is no service %d", address, service)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("open the port of service %d: %w", service, err)
	}
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.closed {
		listener.Close()
		return nil, fmt.Errorf("listen on %s: the office is closed", address)
	}
	o.listeners = append(o.listeners, listener)
	o.running.Go(func() { o.accept(service, listener) })
	return listener.Addr(), nil
}

func (o *Office) accept(service Service, listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return // the office closes
		}
		// A refused connection has been closed already.
		_ = o.receive(service, conn)
	}
}

// receive takes a new connection to its server, past the faults at CONNECT. It
// returns an error when the connection is refused.
func (o *Office) receive(service Service, raw net.Conn) error {
	w := newWire(o, service, raw)
	at := moment{protocol: service.protocol(), step: "CONNECT"}
	if !o.remember(w) {
		raw.Close()
		return errDropped
	}
	blow := o.faults.strike(at)
	if blow.effect.kind == effectDrop && blow.delay == 0 {
		w.drop()
		o.running.Done()
		return errDropped
	}
	go o.admit(w, at, blow)
	return nil
}

// remember notes an open connection, unless the office is closed. It counts as
// running until admit has handed it over, and an IMAP session until its end.
func (o *Office) remember(w *wire) bool {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.closed {
		return false
	}
	o.wires[w] = struct{}{}
	o.running.Add(1)
	return true
}

func (o *Office) forget(w *wire) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	delete(o.wires, w)
}

// admit suffers the faults at CONNECT and hands the connection to its server.
func (o *Office) admit(w *wire, at moment, blow blow) {
	err := o.suffer(w, nil, at, blow)
	if refusal, ok := errors.AsType[*refused](err); ok {
		w.turnAway(refusal.text)
	}
	if err == nil && o.gates[w.service].enter(w) && at.protocol == IMAP {
		return // the session says when it is over
	}
	o.running.Done()
}

// gate hands connections to a protocol server, as its net.Listener.
type gate struct {
	service Service
	waiting chan net.Conn
	opened  chan struct{} // closed when the server accepts
	closing chan struct{}
	open    sync.Once
	shut    sync.Once
}

func newGate(service Service) *gate {
	return &gate{service: service, waiting: make(chan net.Conn), opened: make(chan struct{}), closing: make(chan struct{})}
}

// enter waits until the server takes the connection; false when it has closed.
func (g *gate) enter(w *wire) bool {
	select {
	case g.waiting <- w:
		return true
	case <-g.closing:
		w.drop()
		return false
	}
}

func (g *gate) Accept() (net.Conn, error) {
	g.open.Do(func() { close(g.opened) })
	select {
	case conn := <-g.waiting:
		return conn, nil
	case <-g.closing:
		return nil, net.ErrClosed
	}
}

func (g *gate) Close() error {
	g.shut.Do(func() { close(g.closing) })
	return nil
}

func (g *gate) Addr() net.Addr { return memoryAddr(fmt.Sprintf("office:%d", g.service)) }
