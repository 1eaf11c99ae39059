package mailin

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"tierdesk/mailin/realservers"
	"tierdesk/tickets"
)

// BenchmarkDovecotToDesk takes a full mailbox over from a real Dovecot by plain loopback: fetch, parse, Put into a file
// (no fsync), a Receive that does nothing, MOVE. TIERDESK_BENCH_MAILS names a folder of .eml files to use; without it
// 5,000 mails of about 17 KB are made up.
func BenchmarkDovecotToDesk(b *testing.B) {
	mails := benchMails(b)
	b.Run("go-imap alone", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			fetchOnly(b, mails)
		}
	})
	for _, after := range []After{{Do: Keep}, {Do: Move, Folder: "Processed"}} {
		b.Run("after="+string(after.Do), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				takeOver(b, mails, after)
			}
		})
	}
}

// fetchOnly is the measure: the same mails fetched and thrown away.
func fetchOnly(b *testing.B, mails [][]byte) {
	d := realservers.Dovecot(b, "bench@desk.example")
	d.Deliver("bench@desk.example", "INBOX", mails...)
	w, err := New(Options{Mailbox: "bench@desk.example", Server: d.IMAP, Security: Plain, User: "bench@desk.example",
		Password: Secret(realservers.Password), Receiver: &benchDesk{}, Keeper: &packKeeper{}})
	if err != nil {
		b.Fatal(err)
	}
	b.StartTimer()
	began := time.Now()
	l, err := connect(b.Context(), w.o)
	if err != nil {
		b.Fatal(err)
	}
	defer l.close()
	if _, err = l.open(b.Context(), "INBOX"); err != nil {
		b.Fatal(err)
	}
	opened := time.Since(began)
	f := l.client.Fetch(imap.UIDSet{{Start: 1}}, firstWindow)
	n := 0
	for m := f.Next(); m != nil; m = f.Next() {
		n++
	}
	if err := f.Close(); err != nil || n != len(mails) {
		b.Fatal(n, err)
	}
	b.ReportMetric(float64(n)/time.Since(began).Seconds(), "mails/s")
	b.ReportMetric(opened.Seconds(), "s-to-open")
}

func takeOver(b *testing.B, mails [][]byte, after After) {
	d := realservers.Dovecot(b, "bench@desk.example")
	d.Deliver("bench@desk.example", "INBOX", mails...)
	desk := &benchDesk{want: len(mails), done: make(chan struct{})}
	file, err := os.Create(filepath.Join(b.TempDir(), "pack"))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	w, err := New(Options{Mailbox: "bench@desk.example", Server: d.IMAP, Security: Plain, User: "bench@desk.example",
		Password: Secret(realservers.Password), After: after, History: Import, Receiver: desk, Keeper: &packKeeper{file: file}})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	b.StartTimer()
	began := time.Now()
	go func() { ended <- w.Run(ctx) }()
	<-desk.done
	taken := time.Since(began)
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		b.Error(err)
	}
	b.StopTimer()
	b.ReportMetric(float64(len(mails))/taken.Seconds(), "mails/s")
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/(1<<20), "MB-from-the-system")
	b.StartTimer()
}

func benchMails(b *testing.B) [][]byte {
	var mails [][]byte
	if dir := os.Getenv("TIERDESK_BENCH_MAILS"); dir != "" {
		files, err := filepath.Glob(filepath.Join(dir, "*.eml"))
		if err != nil || len(files) == 0 {
			b.Fatalf("no mails in %s: %v", dir, err)
		}
		for _, file := range files {
			mail, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			mails = append(mails, mail)
		}
		return mails
	}
	chance := rand.New(rand.NewPCG(1, 2))
	for i := range 5000 {
		mail := letter(fmt.Sprint("mail ", i))
		for size := 2048 + int(chance.ExpFloat64()*15000); len(mail) < size; {
			mail = fmt.Appendf(mail, "The printer on floor %d says %x again.\r\n", i, chance.Uint64())
		}
		mails = append(mails, mail)
	}
	return mails
}

// benchDesk takes everything and counts.
type benchDesk struct {
	mutex  sync.Mutex
	cursor Cursor
	got    int
	want   int
	done   chan struct{}
}

func (d *benchDesk) Cursor(context.Context, string) (Cursor, error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.cursor, nil
}

func (d *benchDesk) Receive(_ context.Context, batches iter.Seq[Batch], ended func(error)) error {
	for b := range batches {
		d.take(b)
		ended(nil)
	}
	return nil
}

func (d *benchDesk) take(b Batch) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.cursor = b.Cursor
	if d.got += len(b.Arrivals); d.got == d.want {
		close(d.done)
	}
}

func (d *benchDesk) Trouble(context.Context, tickets.Trouble) error { return nil }

// packKeeper appends all mails to one file.
type packKeeper struct {
	mutex sync.Mutex
	file  *os.File
}

func (k *packKeeper) Put(_ context.Context, r io.Reader) (string, int64, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return "", 0, err
	}
	sum := sha256.Sum256(b)
	k.mutex.Lock()
	defer k.mutex.Unlock()
	n, err := k.file.Write(b)
	return hex.EncodeToString(sum[:]), int64(n), err
}

func (k *packKeeper) Get(context.Context, string) (io.ReadSeekCloser, error) {
	return nil, errors.New("the benchmark has no large mails")
}
