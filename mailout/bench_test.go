package mailout

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
)

// sink starts Postfix's smtp-sink on a free port of this machine and returns the port.
func sink(b *testing.B) int {
	b.Helper()
	program, err := exec.LookPath("smtp-sink")
	if err != nil {
		b.Skip("Postfix's smtp-sink is not installed")
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	_ = free.Close()
	arguments := []string{fmt.Sprintf("127.0.0.1:%d", port), "1024"}
	if os.Getuid() == 0 {
		arguments = append([]string{"-u", "nobody"}, arguments...) // it does not serve as root
	}
	command := exec.Command(program, arguments...)
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	listening(b, free.Addr().String())
	return port
}

func listening(b *testing.B, address string) {
	b.Helper()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for range 250 {
		if conn, err := net.Dial("tcp", address); err == nil {
			_ = conn.Close()
			return
		}
		<-again.C
	}
	b.Fatalf("nobody listens on %s", address)
}

// flood is an Outbox without end of work: every ticket's letter is due. Settle takes as long as a commit to disk.
type flood struct {
	body    string
	left    int
	next    tickets.ID
	commit  time.Duration
	commits int
	settled int
	all     int
	done    chan struct{}
	*memory
}

func (f *flood) Lease(_ context.Context, limit int, _ []string, _ time.Duration) (out []tickets.Letter, next time.Time, err error) {
	for range min(limit, f.left) {
		f.next++
		f.left--
		out = append(out, tickets.Letter{
			Ticket: f.next, Mailbox: "support@acme.test", Envelope: "bounce@acme.test", To: "carla@customer.test",
			MessageID: "x@acme.test", Size: int64(len(f.body)), Made: time.Now(),
		})
	}
	return out, next, nil
}

func (f *flood) Settle(_ context.Context, results []Result) error {
	time.Sleep(f.commit)
	f.commits++
	for _, r := range results {
		if r.State == tickets.Sent {
			f.settled++
		}
	}
	if f.settled == f.all {
		close(f.done)
	}
	return nil
}

// BenchmarkSend sends letters of 4 KB to smtp-sink over loopback. Each commit takes a millisecond, as bbolt does.
func BenchmarkSend(b *testing.B) {
	for _, connections := range []int{1, 2, 4} {
		b.Run(fmt.Sprintf("connections=%d", connections), func(b *testing.B) {
			body := "Subject: bench\r\n\r\n" + strings.Repeat("All work and no play makes Jack a dull boy.\r\n", 90)
			f := &flood{body: body, left: b.N, all: b.N, commit: time.Millisecond, done: make(chan struct{}), memory: newMemory(b)}
			f.bodies[""] = body
			server := Server{Host: "127.0.0.1", Port: sink(b), Security: Plain, Connections: connections}
			sender, err := New(f, Options{Servers: map[string]Server{"support@acme.test": server}})
			if err != nil {
				b.Fatal(err)
			}
			ctx, cancel := context.WithCancel(b.Context())
			ended := make(chan error, 1)
			b.SetBytes(int64(len(body)))
			b.ResetTimer()
			go func() { ended <- sender.Run(ctx) }()
			<-f.done
			b.StopTimer()
			cancel()
			if err := <-ended; err != nil {
				b.Error(err)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "letters/s")
			b.ReportMetric(float64(b.N)/float64(f.commits), "letters/commit")
		})
	}
}
