package mailout

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"tierdesk/tickets"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// memory is an Outbox that keeps its contract and complains when the Sender does not.
type memory struct {
	t      testing.TB
	kicked chan struct{}

	mu       sync.Mutex
	letters  []*slip
	bodies   map[string]string
	results  []Result
	groups   []int
	refuse   func([]Result) error // makes Settle fail
	unlucky  func(raw string) (io.ReadCloser, error)
	noLease  error
	requests int // calls of Lease
}

type slip struct {
	tickets.Letter
	until time.Time // of the lease
}

func newMemory(t testing.TB) *memory {
	return &memory{t: t, kicked: make(chan struct{}, 1), bodies: make(map[string]string)}
}

func (m *memory) put(letters ...tickets.Letter) {
	m.mu.Lock()
	for _, l := range letters {
		m.letters = append(m.letters, &slip{Letter: l})
	}
	m.mu.Unlock()
	m.kick()
}

func (m *memory) kick() {
	select {
	case m.kicked <- struct{}{}:
	default:
	}
}

func (m *memory) Kicked() <-chan struct{} { return m.kicked }

func lane(l tickets.Letter) string { return fmt.Sprintf("%d %s", l.Ticket, strings.ToLower(l.To)) }

func (m *memory) Lease(ctx context.Context, limit int, busy []string, lease time.Duration) ([]tickets.Letter, time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.requests++
	if m.noLease != nil {
		return nil, time.Time{}, m.noLease
	}
	now := time.Now()
	var next time.Time
	var out []tickets.Letter
	blocked := make(map[string]bool)
	for _, s := range m.letters {
		if s.State != tickets.Queued || slices.Contains(busy, s.Mailbox) || blocked[lane(s.Letter)] {
			continue
		}
		blocked[lane(s.Letter)] = true
		due := s.Next
		if s.until.After(due) {
			due = s.until
		}
		if now.Before(due) || len(out) == limit {
			next = earliest(next, due)
			continue
		}
		s.until = now.Add(lease)
		out = append(out, s.Letter)
	}
	return out, next, ctx.Err()
}

func (m *memory) Open(_ context.Context, raw string) (io.ReadCloser, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.unlucky != nil {
		return m.unlucky(raw)
	}
	body, ok := m.bodies[raw]
	if !ok {
		return nil, errors.New("no such blob")
	}
	return io.NopCloser(strings.NewReader(body)), nil
}

func (m *memory) Settle(ctx context.Context, results []Result) error {
	m.mu.Lock()
	refuse := m.refuse
	m.mu.Unlock()
	if refuse != nil {
		if err := refuse(results); err != nil {
			return err
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range results {
		m.settle(r)
	}
	m.groups = append(m.groups, len(results))
	m.results = append(m.results, results...)
	return ctx.Err()
}

func (m *memory) settle(r Result) {
	i := slices.IndexFunc(m.letters, func(s *slip) bool { return keyOf(s.Letter) == keyOf(r.Letter) })
	if i < 0 {
		m.t.Errorf("settled an unknown letter %v", keyOf(r.Letter))
		return
	}
	s := m.letters[i]
	if s.State != tickets.Queued || s.until.IsZero() {
		m.t.Errorf("settled letter %v, which is not out: %s", keyOf(r.Letter), s.State)
	}
	s.State, s.Next, s.Error, s.until = r.State, r.Next, r.Error, time.Time{}
	if r.State != tickets.Queued || r.Error != "" {
		s.Attempts++
	}
}

func (m *memory) letter(ticket tickets.ID, seq uint64) tickets.Letter {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, s := range m.letters {
		if s.Ticket == ticket && s.Seq == seq {
			return s.Letter
		}
	}
	m.t.Fatalf("no letter %d/%d", ticket, seq)
	return tickets.Letter{}
}

func (m *memory) settled() []Result {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.results)
}

func (m *memory) leases() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.requests
}

func (m *memory) commits() []int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.groups)
}

// filler makes a letter longer than the buffers on its way.
var filler = strings.Repeat("All work and no play makes Jack a dull boy.\r\n", 250)

// write makes a letter with its bytes, due at once.
func (m *memory) write(ticket tickets.ID, seq uint64, change ...func(*tickets.Letter)) tickets.Letter {
	l := tickets.Letter{
		Ticket: ticket, Seq: seq, Notice: tickets.Received, Mailbox: "support@acme.test", Envelope: "bounce+1@acme.test",
		To: "carla@customer.test", MessageID: fmt.Sprintf("%d.%d@acme.test", ticket, seq), State: tickets.Queued,
		Raw: fmt.Sprintf("blob-%d-%d", ticket, seq), Made: time.Now(), Next: time.Now(),
	}
	body := fmt.Sprintf("Message-ID: <%s>\r\nSubject: test\r\n\r\n.a dot\r\n..two\r\n\r\n%send of %d/%d\r\n", l.MessageID, filler, ticket, seq)
	l.Size = int64(len(body))
	for _, c := range change {
		c(&l)
	}
	m.mu.Lock()
	m.bodies[l.Raw] = body
	m.mu.Unlock()
	return l
}

// scene is a sender between a memory and a scripted server, inside a bubble where time is made up.
type scene struct {
	*memory
	smtpd  *smtpd
	sender *Sender
	log    *logbook
	quit   context.CancelFunc
	done   chan error
}

// play runs a test in a bubble. The sender runs until the test is over, or until stop.
func play(t *testing.T, set func(*smtpd, *Options), act func(t *testing.T, s *scene)) {
	t.Helper()
	keys, roots := testKeys(t)
	synctest.Test(t, func(t *testing.T) {
		s := &scene{memory: newMemory(t), smtpd: newSMTPD(t), log: &logbook{}, done: make(chan error, 1)}
		s.smtpd.keys = keys
		options := Options{
			Dial: s.smtpd.dial, Log: slog.New(slog.NewTextHandler(s.log, nil)), Random: func() float64 { return 0.5 },
			Servers: map[string]Server{"support@acme.test": {Host: "mail.test", Security: Plain}},
		}
		if set != nil {
			set(s.smtpd, &options)
		}
		for mailbox, server := range options.Servers {
			name := ""
			if server.TLS != nil {
				name = server.TLS.ServerName
			}
			server.TLS = &tls.Config{RootCAs: roots, ServerName: name}
			options.Servers[mailbox] = server
		}
		sender, err := New(s.memory, options)
		if err != nil {
			t.Fatal(err)
		}
		var ctx context.Context
		ctx, s.quit = context.WithCancel(t.Context())
		s.sender = sender
		go func() { s.done <- sender.Run(ctx) }()
		synctest.Wait()
		act(t, s)
		s.quit()
		if err := <-s.done; err != nil {
			t.Errorf("Run: %v", err)
		}
		synctest.Wait()
		if s.smtpd.standing() != 0 {
			t.Errorf("%d connections are still open after the end", s.smtpd.standing())
		}
	})
}

// stop ends the run early and tells how long that took.
func (s *scene) stop(t *testing.T) time.Duration {
	t.Helper()
	begin := time.Now()
	s.quit()
	if err := <-s.done; err != nil {
		t.Errorf("Run: %v", err)
	}
	s.done <- nil
	return time.Since(begin)
}

// after lets time pass and everything come to rest.
func after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// logbook collects log lines.
type logbook struct {
	mu  sync.Mutex
	all strings.Builder
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *logbook) count(part string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Count(l.all.String(), part)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}
