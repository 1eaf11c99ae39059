package app_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"tierdesk/cmd/internal/app"
	"tierdesk/mailin/parse"
	"tierdesk/mailin/realservers"
	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// corpusEnv names a folder with mails NNNNNN.eml and manifest.jsonl, one line a mail.
const corpusEnv = "TIERDESK_BENCH_CORPUS"

const intakeConfig = `
desk: { name: Acme Support, data: data, timezone: UTC, secret: "file:secret" }
mailboxes:
  - address: %s
    imap: imap+plain://%s
    smtp: smtp+plain://%s
    password: file:password
    auth: none # at the SMTP server
people:
  ann:  { email: ann@desk.example, name: Ann Lee }
  bob:  { email: bob@desk.example, name: Bob Ray }
  dana: { email: dana@desk.example, name: Dana Fox, role: manager }
tiers:
  1: { people: [ann, bob], respond: 1h, hold_at_most: 8h }
` + floodBudgets

// BenchmarkIntake takes a full mailbox over from Dovecot by plain loopback: every mail on its ticket, its raw bytes
// durable, the answers and notices finished in the outbox. The SMTP server is away, so that
// nothing is sent. Beside it mbsync copies a mailbox of the same mails to a Maildir, with fsync. Both find a mailbox that Dovecot
// has indexed. Afterwards every mail is looked up: it must be on the ticket of its thread.
func BenchmarkIntake(b *testing.B) {
	c := readCorpus(b)
	var took, mirror time.Duration
	var peak int64
	var found result
	for b.Loop() {
		d := realservers.Dovecot(b, c.box, "mirror@desk.example")
		file := configure(b, fmt.Sprintf(intakeConfig, c.box, d.IMAP, closedPort(b)), realservers.Password)
		lookOnce(b, file)
		for _, user := range []string{c.box, "mirror@desk.example"} {
			c.fill(b, d, user)
			indexed(b, d, user)
		}
		t, p := c.takeOver(b, d, file)
		took, peak = took+t, max(peak, p)
		mirror += mbsync(b, d, "mirror@desk.example", len(c.mails))
		found = c.verify(b, file)
		d.Stop()
	}
	all := float64(len(c.mails) * b.N)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(all/took.Seconds(), "mails/s")
	b.ReportMetric(all/mirror.Seconds(), "mbsync-mails/s")
	b.ReportMetric(mirror.Seconds()/took.Seconds(), "x-mbsync")
	b.ReportMetric(float64(peak)/1e6, "MB-peak")
	b.ReportMetric(float64(found.tickets), "tickets")
	b.ReportMetric(float64(found.letters), "letters")
}

// corpus is the mails and what is known about them.
type corpus struct {
	dir   string
	box   string
	mails []corpusMail
}

// corpusMail is a line of the manifest.
type corpusMail struct {
	File   string `json:"file"`
	MsgID  string `json:"msgid"`
	Thread int    `json:"thread"`
	Root   bool   `json:"root"`
	Link   string `json:"link"` // of a reply: refs, irt, or subject-only
	Auto   string `json:"auto"` // "", auto-replied, bulk, dsn
}

func readCorpus(b *testing.B) *corpus {
	dir := os.Getenv(corpusEnv)
	if dir == "" {
		b.Skipf("skipped: %s names no folder of mails", corpusEnv)
	}
	manifest, err := os.Open(filepath.Join(dir, "manifest.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	defer manifest.Close()
	c := &corpus{dir: dir, box: "support@example.org"}
	for lines := bufio.NewScanner(manifest); lines.Scan(); {
		var m corpusMail
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			b.Fatal(err)
		}
		m.MsgID = strings.Trim(m.MsgID, "<>")
		c.mails = append(c.mails, m)
	}
	return c
}

// fill puts all mails into a mailbox, a few at a time, so that they need not be in memory together.
func (c *corpus) fill(b *testing.B, d *realservers.DovecotServer, user string) {
	for chunk := range slices.Chunk(c.mails, 500) {
		var raw [][]byte
		for _, m := range chunk {
			mail, err := os.ReadFile(filepath.Join(c.dir, m.File))
			if err != nil {
				b.Fatal(err)
			}
			raw = append(raw, mail)
		}
		d.Deliver(user, "INBOX", raw...)
	}
	syscall.Sync() // of the filling; it must not fall into the time of whoever comes first
}

// indexed lets Dovecot find all mails of a mailbox, as it would have when they were delivered.
func indexed(b *testing.B, d *realservers.DovecotServer, user string) {
	client, err := imapclient.DialInsecure(d.IMAP, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer client.Close()
	if err := client.Login(user, realservers.Password).Wait(); err != nil {
		b.Fatal(err)
	}
	if _, err := client.Select("INBOX", nil).Wait(); err != nil {
		b.Fatal(err)
	}
	if _, err := client.Fetch(imap.SeqSet{{Start: 1}}, &imap.FetchOptions{UID: true, RFC822Size: true}).Collect(); err != nil {
		b.Fatal(err)
	}
	if err := client.Logout().Wait(); err != nil {
		b.Fatal(err)
	}
}

// takeOver runs the daemon until the last mail is taken over, and returns how long that took and how much memory. The mails
// may leave the folder later.
func (c *corpus) takeOver(b *testing.B, d *realservers.DovecotServer, file string) (time.Duration, int64) {
	p := newDaemon(b, file)
	began := time.Now()
	p.start()
	until(b, 5*time.Minute, "the mailbox is taken over", func() bool { return p.taken() >= uint32(len(c.mails)) })
	took := time.Since(began)
	until(b, 5*time.Minute, "the mails are moved to Processed", func() bool { return d.Count(c.box, "INBOX") == 0 })
	moved, peak := time.Since(began), p.peak()
	p.end(syscall.SIGTERM)
	used := p.cmd.ProcessState
	b.Logf("taken over in %s, moved after %s, with %s of processor time, %s in the kernel and %d page faults", took.Round(time.Millisecond),
		moved.Round(time.Millisecond), used.UserTime().Round(time.Millisecond), used.SystemTime().Round(time.Millisecond),
		used.SysUsage().(*syscall.Rusage).Minflt)
	return took, peak
}

const mbsyncConfig = `
FSync yes

IMAPAccount server
Host %s
Port %s
User %s
Pass "%s"
SSLType None
AuthMechs LOGIN

IMAPStore far
Account server

MaildirStore near
Path %[5]s/
Inbox %[5]s/INBOX
SubFolders Verbatim

Channel mirror
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
`

// mbsync copies a mailbox to a Maildir and returns how long that took.
func mbsync(b *testing.B, d *realservers.DovecotServer, user string, mails int) time.Duration {
	program, err := exec.LookPath("mbsync")
	if err != nil {
		b.Skip("skipped: mbsync is not installed")
	}
	dir := b.TempDir()
	host, port, err := net.SplitHostPort(d.IMAP)
	if err != nil {
		b.Fatal(err)
	}
	rc := filepath.Join(dir, "mbsyncrc")
	text := fmt.Sprintf(mbsyncConfig, host, port, user, realservers.Password, filepath.Join(dir, "mail"))
	if err := errors.Join(os.WriteFile(rc, []byte(text), 0o600), os.Mkdir(filepath.Join(dir, "mail"), 0o700)); err != nil {
		b.Fatal(err)
	}
	syscall.Sync() // of what the daemon's mails did to the disk; it must not fall into the time of mbsync
	began := time.Now()
	if out, err := exec.Command(program, "-q", "-c", rc, "mirror").CombinedOutput(); err != nil {
		b.Fatalf("mbsync: %v\n%s", err, out)
	}
	took := time.Since(began)
	files, err := os.ReadDir(filepath.Join(dir, "mail", "INBOX", "new"))
	if err != nil || len(files) != mails {
		b.Fatalf("mbsync copied %d mails of %d: %v", len(files), mails, err)
	}
	return took
}

// result is what was found in the data folder.
type result struct{ tickets, suspended, letters int }

// verify looks every mail up.
//
//   - Each is there once, on a ticket or suspended.
//   - The mails of a ticket are of one thread.
//   - The mails of a thread are on one ticket, but for those that only a subject ties to it: the corpus has no tags, so
//     that is no proof. Each such mail may have opened a ticket of its own, which later answers to it join.
//   - In some threads of the corpus people answer a newsletter, a bounce or an automatic answer, that came from somebody
//     else. They are strangers to such a ticket. These threads are only held to the first two rules.
func (c *corpus) verify(b *testing.B, file string) (r result) {
	inside(b, file, func(a *app.App) {
		places := c.places(b, a, &r)
		owner := map[string]int{}            // the thread of a ticket
		threads := map[int]map[string]bool{} // the tickets of a thread
		for _, m := range c.mails {
			if at := places[m.MsgID]; len(at) != 1 {
				b.Fatalf("mail %s is in %d places: %v", m.File, len(at), at)
			}
			at := places[m.MsgID][0]
			if thread, known := owner[at]; known && thread != m.Thread {
				b.Errorf("mail %s of thread %d is on %s, which is of thread %d", m.File, m.Thread, at, thread)
			}
			owner[at] = m.Thread
			if threads[m.Thread] == nil {
				threads[m.Thread] = map[string]bool{}
			}
			threads[m.Thread][at] = true
		}
		c.compare(b, threads, &r)
	})
	return r
}

// compare holds the threads that people began to the third rule.
func (c *corpus) compare(b *testing.B, threads map[int]map[string]bool, r *result) {
	loose, odd := map[int]int{}, map[int]bool{}
	for _, m := range c.mails {
		if m.Root && m.Auto != "" {
			odd[m.Thread] = true
		}
		if m.Link == "subject-only" {
			loose[m.Thread]++
		}
	}
	want, torn := 0, 0
	for thread, on := range threads {
		switch {
		case odd[thread]:
			continue
		case len(on) > 1+loose[thread]:
			b.Errorf("thread %d with %d loose mails is in %d places: %v", thread, loose[thread], len(on), slices.Sorted(maps.Keys(on)))
		}
		want++
		torn += len(on) - 1
	}
	b.Logf("%d mails: %d threads begun by people are on %d tickets, for %d were torn off by a mere subject; %d threads begun by machines; %d tickets, %d suspended, %d letters in the outbox",
		len(c.mails), want, want+torn, torn, len(odd), r.tickets, r.suspended, r.letters)
}

// places finds where each Message-ID is, and counts tickets and letters.
func (c *corpus) places(b *testing.B, a *app.App, r *result) map[string][]string {
	ctx := context.Background()
	places := map[string][]string{}
	all, err := a.Desk().List(ctx, store.Query{})
	if err != nil {
		b.Fatal(err)
	}
	for _, t := range all {
		_, h, err := a.Desk().Show(ctx, t.ID)
		if err != nil {
			b.Fatal(err)
		}
		for _, m := range h.Messages {
			places[m.MessageID] = append(places[m.MessageID], t.ID.String())
		}
		r.letters += len(h.Letters)
		for _, l := range h.Letters {
			if l.State != tickets.Queued {
				b.Errorf("letter %d of %s is %s, not queued", l.Seq, t.ID, l.State)
			}
		}
	}
	held, err := a.Desk().SuspendedMails(ctx)
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range held {
		raw, err := a.Desk().Raw(ctx, s.Raw)
		if err != nil {
			b.Fatal(err)
		}
		id := parse.Read(raw).MessageID
		places[id] = append(places[id], s.ID)
		raw.Close()
	}
	r.tickets, r.suspended = len(all), len(held)
	return places
}

// closedPort is an address where nobody listens.
func closedPort(t testing.TB) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
