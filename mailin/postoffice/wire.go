package postoffice

import (
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
)

// wire is a client's connection as the protocol servers see it. It lets faults
// do their work on the bytes, hides IMAP capabilities and does IMAP's STARTTLS
// itself, so that it always sees the conversation in clear.
type wire struct {
	raw     net.Conn
	office  *Office
	service Service

	mutex   sync.Mutex
	top     net.Conn // raw, or TLS on top of it
	started bool     // the greeting has been sent
	last    bool     // drop after the next write
	cut     cutting
}

// cutting is a Cut in progress, after which a number of bytes are left.
type cutting struct {
	armed    bool
	incoming bool // counts what the client sends (BODY), not what the office sends
	literal  bool // counting starts behind the next literal's length (FETCH)
	left     int
}

// errDropped is returned where a fault has ended the connection.
var errDropped = errors.New("the connection has been dropped on command")

func newWire(o *Office, service Service, raw net.Conn) *wire {
	w := &wire{raw: raw, office: o, service: service, top: raw}
	if service.implicitTLS() {
		w.top = tls.Server(raw, o.tls)
	}
	return w
}

func (w *wire) conn() net.Conn {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.top
}

// secure tells whether the conversation is encrypted by this wire.
func (w *wire) secure() bool {
	_, ok := w.conn().(*tls.Conn)
	return ok
}

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.conn().Read(p)
	if tag, ok := startTLS(p[:n]); ok && w.service == PortIMAP && !w.secure() && !w.office.hides(imap.CapStartTLS) {
		if _, err := io.WriteString(w.raw, tag+" OK begin TLS negotiation now\r\n"); err != nil {
			return 0, err
		}
		w.mutex.Lock()
		w.top = tls.Server(w.raw, w.office.tls)
		w.mutex.Unlock()
		return w.Read(p)
	}
	return n, err
}

// startTLS recognises the command and returns its tag. A line that comes in
// pieces is not recognised; then imapserver answers it, which works as well.
func startTLS(line []byte) (tag string, ok bool) {
	if len(line) > 80 || !bytes.HasSuffix(line, []byte("\r\n")) {
		return "", false
	}
	words := strings.Fields(string(line))
	if len(words) != 2 || !strings.EqualFold(words[1], "STARTTLS") {
		return "", false
	}
	return words[0], true
}

func (w *wire) Write(p []byte) (int, error) {
	w.mutex.Lock()
	first, last, top := !w.started, w.last, w.top
	w.started = true
	w.mutex.Unlock()

	out, cut := w.trim(w.hide(p))
	if _, err := top.Write(out); err != nil {
		return 0, err
	}
	if cut || last {
		w.drop()
		return 0, errDropped
	}
	if first {
		if err := w.office.meet(w, nil, moment{protocol: w.service.protocol(), step: "CONNECT", after: true}); err != nil {
			w.drop()
			return 0, err
		}
	}
	return len(p), nil
}

// trim returns what may still be sent, and whether the connection ends there.
func (w *wire) trim(p []byte) (out []byte, cut bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if !w.cut.armed || w.cut.incoming {
		return p, false
	}
	from := 0
	if w.cut.literal {
		i := bytes.Index(p, []byte("}\r\n"))
		if i < 0 {
			return p, false
		}
		w.cut.literal, from = false, i+3
	}
	if len(p)-from < w.cut.left {
		w.cut.left -= len(p) - from
		return p, false
	}
	return p[:from+w.cut.left], true
}

var capabilityLine = regexp.MustCompile(`^(\* CAPABILITY|[^ ]+ OK \[CAPABILITY)[^\r\n]*`)

// hide removes the capabilities that the office is told to hide.
func (w *wire) hide(p []byte) []byte {
	if w.service.protocol() != IMAP {
		return p
	}
	line := capabilityLine.Find(p)
	if line == nil {
		return p
	}
	hidden := w.office.options.Hide
	if w.secure() {
		hidden = append(slices.Clone(hidden), "STARTTLS")
	}
	out := string(p)
	for _, name := range hidden {
		out = regexp.MustCompile(`(?i) `+regexp.QuoteMeta(name)+`([ \]\r])`).ReplaceAllString(out, "$1")
	}
	return []byte(out)
}

// cutAfter arms a Cut at a step.
func (w *wire) cutAfter(n int, step string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.cut = cutting{armed: true, incoming: step == "BODY", literal: step == "FETCH", left: n}
}

// dropAfterNext drops the connection when the next answer has been sent.
func (w *wire) dropAfterNext() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.last = true
}

// turnAway answers a new connection with a refusal instead of the greeting.
func (w *wire) turnAway(text string) {
	if w.service.protocol() == IMAP {
		text = "* BYE " + strings.TrimPrefix(text, "BYE ")
	}
	w.mutex.Lock()
	w.started = true
	w.mutex.Unlock()
	// The client may have gone by itself; then nobody misses the refusal.
	_, _ = io.WriteString(w, text+"\r\n")
	w.Close()
}

// drop ends the connection without the farewell of TLS.
func (w *wire) drop() {
	w.raw.Close()
	w.office.forget(w)
}

// Close ends the connection as the protocol servers do it.
func (w *wire) Close() error {
	err := w.conn().Close()
	w.drop()
	return err
}

// swallow is how a connection hangs: it reads and never answers, until the
// client or the office closes it.
func (w *wire) swallow() {
	w.raw.SetReadDeadline(time.Time{})
	io.Copy(io.Discard, w.raw)
	w.drop()
}

func (w *wire) LocalAddr() net.Addr                { return w.raw.LocalAddr() }
func (w *wire) RemoteAddr() net.Addr               { return w.raw.RemoteAddr() }
func (w *wire) SetDeadline(t time.Time) error      { return w.raw.SetDeadline(t) }
func (w *wire) SetReadDeadline(t time.Time) error  { return w.raw.SetReadDeadline(t) }
func (w *wire) SetWriteDeadline(t time.Time) error { return w.raw.SetWriteDeadline(t) }

// meet lets the faults of a moment happen. It returns nil when the step may go
// on, a refusal when the step is to be answered so, and errDropped when the
// connection is gone. A hanging IDLE hands over stop, because somebody else
// reads the connection until then.
func (o *Office) meet(w *wire, stop <-chan struct{}, m moment) error {
	return o.suffer(w, stop, m, o.faults.strike(m))
}

func (o *Office) suffer(w *wire, stop <-chan struct{}, m moment, b blow) error {
	if b.delay > 0 {
		timer := time.NewTimer(b.delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-o.closing:
			return errDropped
		}
	}
	switch b.effect.kind {
	case effectRefuse:
		return &refused{text: b.effect.text}
	case effectDrop:
		w.drop()
		return errDropped
	case effectHang:
		if stop != nil {
			<-stop
		}
		w.swallow()
		return errDropped
	case effectCut:
		w.cutAfter(b.effect.bytes, m.step)
	}
	return nil
}

// refused is a step refused by a fault.
type refused struct{ text string }

func (r *refused) Error() string { return r.text }
