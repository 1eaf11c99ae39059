package mailin

import (
	"net"
	"sync"
	"time"
)

// wire is the connection below TLS and below go-imap. It keeps its own time: go-imap waits for ever between responses and
// gives a mail five minutes however long it is; here what counts is how long the server says nothing at all while a
// command runs. Time in which nobody reads, because the desk is busy, does not count.
type wire struct {
	net.Conn
	mutex sync.Mutex
	limit time.Duration // 0 while no command runs
}

// patience sets how long a Read may last from now on, also one that waits already; 0 is for ever.
func (w *wire) patience(limit time.Duration) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.limit = limit
	w.extend()
}

func (w *wire) extend() {
	var until time.Time
	if w.limit > 0 {
		until = time.Now().Add(w.limit)
	}
	// An error means that the connection is closed; Read tells.
	_ = w.Conn.SetReadDeadline(until)
}

func (w *wire) Read(p []byte) (int, error) {
	w.mutex.Lock()
	if w.limit > 0 {
		w.extend()
	}
	w.mutex.Unlock()
	return w.Conn.Read(p)
}

// SetReadDeadline is not for go-imap to call: see wire.
func (w *wire) SetReadDeadline(time.Time) error { return nil }

// SetDeadline sets the deadline for writing only.
func (w *wire) SetDeadline(t time.Time) error { return w.Conn.SetWriteDeadline(t) }

// hangUp ends whatever waits on the connection.
func (w *wire) hangUp() { _ = w.Conn.Close() }
