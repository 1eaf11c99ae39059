package cli

import (
	"io"
	"net/http"
	"sync"
)

// local is an http.RoundTripper that asks a handler in this process. Answers stream: what the handler writes can be read
// before it is done.
type local struct {
	handler http.Handler
	busy    sync.WaitGroup
}

// RoundTrip asks the handler. It implements http.RoundTripper.
func (l *local) RoundTrip(r *http.Request) (*http.Response, error) {
	body, pipe := io.Pipe()
	w := &response{header: http.Header{}, pipe: pipe, begun: make(chan struct{})}
	inner := r.Clone(r.Context())
	if inner.Body == nil {
		inner.Body = http.NoBody
	}
	l.busy.Go(func() {
		defer inner.Body.Close()
		defer pipe.Close()
		l.handler.ServeHTTP(w, inner)
		w.WriteHeader(http.StatusOK)
	})
	<-w.begun
	return &http.Response{Status: http.StatusText(w.status), StatusCode: w.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.sent, Body: body, ContentLength: -1, Request: r}, nil
}

// wait returns when no handler works any more. Every answer must be closed before.
func (l *local) wait() { l.busy.Wait() }

// response is an http.ResponseWriter that writes into a pipe.
type response struct {
	header http.Header
	pipe   *io.PipeWriter
	begun  chan struct{}
	once   sync.Once
	status int         // set before begun is closed
	sent   http.Header // the header at that moment
}

// Header implements http.ResponseWriter.
func (w *response) Header() http.Header { return w.header }

// WriteHeader begins the answer, once.
func (w *response) WriteHeader(status int) {
	w.once.Do(func() {
		w.status, w.sent = status, w.header.Clone()
		close(w.begun)
	})
}

// Write waits until the reader has taken the bytes.
func (w *response) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.pipe.Write(b)
}

// Flush has nothing to do: nothing is held back.
func (w *response) Flush() { w.WriteHeader(http.StatusOK) }
