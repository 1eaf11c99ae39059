package app_test

import (
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-smtp"

	"tierdesk/mailin/parse"
	"tierdesk/mailin/realservers"
	"tierdesk/tickets"
)

// BenchmarkAnswer delivers one mail after the other to Dovecot by LMTP and waits for the answer to it at an SMTP server.
// The daemon hears of the mail by IDLE. The time runs from the beginning of the delivery. Beside it stands how long a mail
// to another mailbox takes until Dovecot tells an IDLE connection of it and nothing else is done: Dovecot tells half
// a second late, to save work (NOTIFY_DELAY_MSECS in its source). Use -benchtime 300x.
func BenchmarkAnswer(b *testing.B) {
	const box, idle = "support@desk.example", "idle@desk.example"
	l := &postman{b: b, dovecot: realservers.Dovecot(b, box, idle)}
	s := newSink(b)
	file := configure(b, fmt.Sprintf(intakeConfig, box, l.dovecot.IMAP, s.address), realservers.Password)
	lookOnce(b, file)
	p := newDaemon(b, file)
	p.start()
	told := l.idle(idle)
	var answered, heard []time.Duration
	for n := 0; b.Loop(); n++ {
		began := l.deliver(idle, n)
		heard = append(heard, (<-told).Sub(began))
		began = l.deliver(box, n)
		answered = append(answered, s.wait(b, fmt.Sprintf("matter.%d@customer.example", n)).Sub(began))
		until(b, 10*time.Second, "the mail is moved", func() bool { return l.dovecot.Count(box, "INBOX") == 0 })
	}
	p.end(syscall.SIGTERM)
	b.ReportMetric(0, "ns/op")
	for _, percent := range []int{50, 99} {
		b.ReportMetric(percentile(answered, percent), fmt.Sprintf("ms-p%d", percent))
		b.ReportMetric(percentile(heard, percent), fmt.Sprintf("dovecot-ms-p%d", percent))
	}
}

// postman delivers mails and waits for news of them.
type postman struct {
	b       *testing.B
	dovecot *realservers.DovecotServer
}

// deliver hands a mail to Dovecot and tells when that began.
func (l *postman) deliver(box string, n int) time.Time {
	l.b.Helper()
	conn, err := net.Dial("tcp", l.dovecot.LMTP)
	if err != nil {
		l.b.Fatal(err)
	}
	client := smtp.NewClientLMTP(conn)
	defer client.Close()
	if err := client.Hello("localhost"); err != nil {
		l.b.Fatal(err)
	}
	mail := fmt.Sprintf("From: Carl <carl@customer.example>\r\nTo: %s\r\nSubject: Matter %d\r\nMessage-ID: <matter.%d@customer.example>\r\n\r\nIt does not work.\r\n", box, n, n)
	began := time.Now()
	if err := client.SendMail("carl@customer.example", []string{box}, strings.NewReader(mail)); err != nil {
		l.b.Fatal(err)
	}
	return began
}

// idle tells when Dovecot tells of new mail.
func (l *postman) idle(user string) <-chan time.Time {
	l.b.Helper()
	told := make(chan time.Time, 100)
	client, err := imapclient.DialInsecure(l.dovecot.IMAP, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(m *imapclient.UnilateralDataMailbox) {
			if m.NumMessages != nil {
				told <- time.Now()
			}
		}}})
	if err != nil {
		l.b.Fatal(err)
	}
	l.b.Cleanup(func() { client.Close() })
	if err := client.Login(user, realservers.Password).Wait(); err != nil {
		l.b.Fatal(err)
	}
	if _, err := client.Select("INBOX", nil).Wait(); err != nil {
		l.b.Fatal(err)
	}
	for len(told) > 0 {
		<-told // SELECT tells, too
	}
	if _, err := client.Idle(); err != nil {
		l.b.Fatal(err)
	}
	return told
}

// percentile is in milliseconds.
func percentile(all []time.Duration, percent int) float64 {
	slices.Sort(all)
	return float64(all[(len(all)-1)*percent/100].Microseconds()) / 1000
}

// sink is an SMTP server that tells when answers arrive.
type sink struct {
	address string
	answers chan answer
}

// answer is a mail that was answered, and when its answer was there.
type answer struct {
	to string
	at time.Time
}

func newSink(b *testing.B) *sink {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	s := &sink{address: l.Addr().String(), answers: make(chan answer, 100)}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &sinkSession{s}, nil }))
	server.Domain = "sink.example"
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(l)
	}()
	b.Cleanup(func() {
		if err := server.Close(); err != nil {
			b.Error(err)
		}
		<-ended
	})
	return s
}

// wait waits for the answer to a mail, and passes over answers to others.
func (s *sink) wait(b *testing.B, id string) time.Time {
	for limit := time.After(30 * time.Second); ; {
		select {
		case a := <-s.answers:
			if a.to == id {
				return a.at
			}
		case <-limit:
			b.Fatalf("no answer to %s within 30 s", id)
		}
	}
}

type sinkSession struct{ sink *sink }

func (*sinkSession) Mail(string, *smtp.MailOptions) error { return nil }
func (*sinkSession) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (*sinkSession) Reset()                               {}
func (*sinkSession) Logout() error                        { return nil }

// Data takes a mail; letters to agents are answers to nothing.
func (s *sinkSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	at, m := time.Now(), parse.Bytes(raw)
	if len(m.InReplyTo) > 0 && m.Get("Auto-Submitted") == string(tickets.AutoReplied) {
		s.sink.answers <- answer{m.InReplyTo[0], at}
	}
	return nil
}
