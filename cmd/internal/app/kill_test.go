package app_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"tierdesk/cmd/internal/app"
	"tierdesk/mailin/realservers"
)

const killConfig = `
desk: { name: Acme Support, data: data, timezone: UTC, secret: "file:secret" }
mailboxes:
  - address: support@acme.example
    imap: imap://%s
    smtp: smtp://%s
    password: file:password
    ca: %s
people:
  ann:  { email: ann@acme.example, name: Ann Lee }
  bob:  { email: bob@acme.example, name: Bob Ray }
  dana: { email: dana@acme.example, name: Dana Fox, role: manager }
tiers:
  1: { people: [ann, bob], respond: 1h, hold_at_most: 8h }
` + floodBudgets

// floodBudgets count and hold nothing, and each letter is sent: in a test all mail comes at once.
const floodBudgets = `
budgets:
  ticket: [1000000/10h]
  recipient: [1000000/10h]
  domain: [1000000/10h]
  overall: [1000000/10h]
  staff_ticket: [1000000/10h]
  staff: [1000000/10h]
notices: { flood: 0 }
`

const (
	killMails   = 1000
	killThreads = 400 // the others are replies
	kills       = 20
)

// TestTwentyKillsLoseAndDoubleNothing delivers mails to a desk on real servers while it is killed again and again. At the
// end each mail is one message on the ticket of its thread, and each letter of the outbox is in the mailbox of its
// recipient: once, or with the same bytes and Message-ID again, when the kill fell between the server's answer and the
// desk's note of it (RFC 5321, section 4.5.4.1, asks for no less).
func TestTwentyKillsLoseAndDoubleNothing(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	s := newSiege(t, seed)
	for round := range kills {
		s.deliver(killMails / kills * (round + 1))
		time.Sleep(time.Duration(s.chance.IntN(700)) * time.Millisecond) // real processes: this is real time
		s.daemon.end(syscall.SIGKILL)
		s.daemon.start()
	}
	s.waitUntilQuiet()
	s.daemon.end(syscall.SIGTERM)
	inside(t, s.daemon.file, func(a *app.App) {
		s.checkTickets(a)
		s.checkLetters(a)
	})
	if t.Failed() {
		t.Log(s.daemon.complaints())
	}
}

// siege is a desk on real servers, its customers, and what they write.
type siege struct {
	t       *testing.T
	chance  *rand.Rand
	dovecot *realservers.DovecotServer
	postfix *realservers.PostfixServer
	daemon  *daemon
	threads [][]string       // the Message-IDs of each thread in earlier rounds
	fresh   map[int][]string // and in this one
	mails   [][]byte
	thread  []int // of each mail
	sent    int
	begun   time.Time
}

func newSiege(t *testing.T, seed uint64) *siege {
	s := &siege{t: t, chance: rand.New(rand.NewPCG(seed, 0)), begun: time.Now()}
	s.dovecot = realservers.Dovecot(t, append(s.customers(), "support@acme.example", "ann@acme.example", "bob@acme.example", "dana@acme.example")...)
	s.postfix = realservers.Postfix(t, s.dovecot, "")
	file := configure(t, fmt.Sprintf(killConfig, s.dovecot.IMAP, s.postfix.SMTP, s.dovecot.CA()), realservers.Password)
	lookOnce(t, file)
	s.daemon = newDaemon(t, file)
	for n := range killMails {
		s.write(n)
	}
	s.daemon.start()
	return s
}

func (s *siege) customers() []string {
	var all []string
	for n := range 40 {
		all = append(all, customer(n))
	}
	return all
}

func customer(thread int) string {
	return fmt.Sprintf("customer%d@buyer%d.example", thread%40, thread%40)
}

// write makes up the next mail: a first one or, once there are some, a reply to one of a thread. Some are long, some have
// attachments, some have no Message-ID; those that have none get no reply. A reply answers mails of earlier rounds only:
// Dovecot may number mails that arrive within the same millisecond in any order, and nobody answers so fast.
func (s *siege) write(n int) {
	if n%(killMails/kills) == 0 {
		for thread, ids := range s.fresh {
			s.threads[thread] = append(s.threads[thread], ids...)
		}
		s.fresh = map[int][]string{}
	}
	left := killMails - n
	thread, reply := len(s.threads), false
	if firsts := killThreads - len(s.threads); firsts == 0 || n >= killMails/kills && s.chance.IntN(left) >= firsts {
		for reply = true; ; {
			if thread = s.chance.IntN(len(s.threads)); len(s.threads[thread]) > 0 {
				break
			}
		}
	}
	id := fmt.Sprintf("%d.%x@mail.buyer.example", n, s.chance.Uint64())
	var h strings.Builder
	fmt.Fprintf(&h, "From: Customer %d <%s>\r\nTo: support@acme.example\r\nDate: %s\r\n", thread%40, customer(thread), s.begun.Add(time.Duration(n)*time.Second).Format(time.RFC1123Z))
	if s.chance.IntN(50) == 0 {
		id = ""
	} else {
		fmt.Fprintf(&h, "Message-ID: <%s>\r\n", id)
	}
	if reply {
		s.refer(&h, s.threads[thread])
	} else {
		s.threads = append(s.threads, nil)
	}
	fmt.Fprintf(&h, "Subject: Matter %d\r\n", thread)
	s.mails = append(s.mails, append([]byte(h.String()), s.body(n)...))
	s.thread = append(s.thread, thread)
	if id != "" {
		s.fresh[thread] = append(s.fresh[thread], id)
	}
}

// refer ties a reply to an earlier mail of its thread, by In-Reply-To or References or both.
func (s *siege) refer(h *strings.Builder, earlier []string) {
	to := s.chance.IntN(len(earlier))
	how := s.chance.IntN(3)
	if how != 0 {
		fmt.Fprintf(h, "In-Reply-To: <%s>\r\n", earlier[to])
	}
	if how != 1 {
		fmt.Fprintf(h, "References: <%s>\r\n", strings.Join(earlier[:to+1], ">\r\n <"))
	}
}

func (s *siege) body(n int) []byte {
	text := fmt.Sprintf("This is mail-%d.\r\n", n)
	for range s.chance.IntN(200) {
		text += fmt.Sprintf("The machine says %x and nothing else.\r\n", s.chance.Uint64())
	}
	if s.chance.IntN(12) != 0 {
		return []byte("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text)
	}
	file := make([]byte, 100+s.chance.IntN(60_000))
	for i := range file {
		file[i] = byte(s.chance.Uint32())
	}
	var coded strings.Builder
	for line := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(file)), 76) {
		coded.Write(line)
		coded.WriteString("\r\n")
	}
	return []byte("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=next\r\n\r\n--next\r\nContent-Type: text/plain\r\n\r\n" + text +
		"--next\r\nContent-Type: application/pdf; name=manual.pdf\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n" + coded.String() + "--next--\r\n")
}

// deliver hands the next mails to Dovecot, as a mail server does.
func (s *siege) deliver(upTo int) {
	s.t.Helper()
	client := s.lmtp()
	defer client.Close()
	for ; s.sent < upTo; s.sent++ {
		if err := client.SendMail(customer(s.thread[s.sent]), []string{"support@acme.example"}, bytes.NewReader(s.mails[s.sent])); err != nil {
			s.t.Fatalf("deliver mail %d: %v", s.sent, err)
		}
	}
}

func (s *siege) lmtp() *smtp.Client {
	s.t.Helper()
	conn, err := net.Dial("tcp", s.dovecot.LMTP)
	if err != nil {
		s.t.Fatal(err)
	}
	return smtp.NewClientLMTP(conn)
}

// people are all who get letters.
func (s *siege) people() []string {
	return append(s.customers(), "ann@acme.example", "bob@acme.example")
}

// waitUntilQuiet waits until everything is taken over and everything that was sent has arrived.
func (s *siege) waitUntilQuiet() {
	s.t.Helper()
	before, since := 0, time.Now()
	until(s.t, 3*time.Minute, "everything is taken over and has arrived", func() bool {
		arrived := s.dovecot.Count("support@acme.example", "INBOX") + s.postfix.Waiting()
		if arrived > 0 {
			return false
		}
		for _, who := range s.people() {
			arrived += s.dovecot.Count(who, "INBOX")
		}
		if arrived != before {
			before, since = arrived, time.Now()
		}
		return arrived >= killMails+killThreads && time.Since(since) > 1500*time.Millisecond
	})
}
