package postoffice

import (
	"bytes"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// pipeBuffer is how many bytes one direction of an in-memory connection holds
// before the writer has to wait, like a socket buffer.
const pipeBuffer = 256 << 10

// pipe returns the two ends of a buffered in-memory connection. It blocks only
// on a sync.Cond, so goroutines that wait on it are durably blocked in the
// sense of testing/synctest.
func pipe(client, server string) (net.Conn, net.Conn) {
	up, down := newStream(), newStream()
	c := &pipeEnd{in: down, out: up, local: memoryAddr(client), remote: memoryAddr(server)}
	s := &pipeEnd{in: up, out: down, local: memoryAddr(server), remote: memoryAddr(client)}
	return c, s
}

// pipeEnd is one end: it reads what the other end writes.
type pipeEnd struct {
	in, out       *stream
	local, remote memoryAddr
}

func (e *pipeEnd) Read(p []byte) (int, error)  { return e.in.read(p) }
func (e *pipeEnd) Write(p []byte) (int, error) { return e.out.write(p) }
func (e *pipeEnd) LocalAddr() net.Addr         { return e.local }
func (e *pipeEnd) RemoteAddr() net.Addr        { return e.remote }

// Close ends both directions: the other end reads what is still buffered and
// then EOF. As with TCP its next write is lost and the ones after that fail.
func (e *pipeEnd) Close() error {
	e.in.closeReader()
	e.out.closeWriter()
	return nil
}

func (e *pipeEnd) SetDeadline(t time.Time) error {
	e.in.setDeadline(&e.in.reading, t)
	e.out.setDeadline(&e.out.writing, t)
	return nil
}

func (e *pipeEnd) SetReadDeadline(t time.Time) error {
	e.in.setDeadline(&e.in.reading, t)
	return nil
}

func (e *pipeEnd) SetWriteDeadline(t time.Time) error {
	e.out.setDeadline(&e.out.writing, t)
	return nil
}

// stream is one direction of a pipe.
type stream struct {
	mutex            sync.Mutex
	moved            *sync.Cond
	buffer           bytes.Buffer
	readerGone       bool
	writerGone       bool
	reset            bool // something was written after the reader had gone
	reading, writing deadline
}

// deadline is one deadline of a stream; the timer wakes whoever waits.
type deadline struct {
	timer  *time.Timer
	passed bool
}

func newStream() *stream {
	s := &stream{}
	s.moved = sync.NewCond(&s.mutex)
	return s
}

func (s *stream) read(p []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for {
		switch {
		case s.readerGone:
			return 0, net.ErrClosed
		case s.reading.passed:
			return 0, os.ErrDeadlineExceeded
		case s.buffer.Len() > 0:
			n, err := s.buffer.Read(p)
			s.moved.Broadcast()
			return n, err
		case s.writerGone:
			return 0, io.EOF
		case len(p) == 0:
			return 0, nil
		}
		s.moved.Wait()
	}
}

func (s *stream) write(p []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	written := 0
	for {
		switch room := pipeBuffer - s.buffer.Len(); {
		case s.writerGone:
			return written, net.ErrClosed
		case s.readerGone && !s.reset:
			s.reset = true
			return written + len(p), nil
		case s.readerGone:
			return written, syscall.EPIPE
		case s.writing.passed:
			return written, os.ErrDeadlineExceeded
		case room > 0:
			n := min(room, len(p))
			s.buffer.Write(p[:n])
			written, p = written+n, p[n:]
			s.moved.Broadcast()
		}
		if len(p) == 0 {
			return written, nil
		}
		if s.buffer.Len() >= pipeBuffer {
			s.moved.Wait()
		}
	}
}

func (s *stream) closeReader() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.readerGone = true
	s.buffer = bytes.Buffer{}
	s.reading.stop()
	s.moved.Broadcast()
}

func (s *stream) closeWriter() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.writerGone = true
	s.writing.stop()
	s.moved.Broadcast()
}

// setDeadline replaces d, one of the stream's two deadlines; the zero time
// means none. A deadline in the past wakes who waits at once.
func (s *stream) setDeadline(d *deadline, t time.Time) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	d.stop()
	d.passed = false
	defer s.moved.Broadcast()
	if t.IsZero() {
		return
	}
	wait := time.Until(t)
	if wait <= 0 {
		d.passed = true
		return
	}
	var timer *time.Timer
	timer = time.AfterFunc(wait, func() {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		if d.timer == timer { // not replaced while this was waiting for the lock
			d.passed = true
			s.moved.Broadcast()
		}
	})
	d.timer = timer
}

func (d *deadline) stop() {
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
}

// memoryAddr is the address of an end of an in-memory connection.
type memoryAddr string

func (memoryAddr) Network() string  { return "memory" }
func (a memoryAddr) String() string { return string(a) }
