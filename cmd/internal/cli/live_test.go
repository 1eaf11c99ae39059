package cli

import (
	"bufio"
	"bytes"
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tierdesk/cmd/internal/config"
	"tierdesk/mailin/postoffice"
)

// company is a folder with the configuration of a desk at an office of its own.
type company struct {
	t      *testing.T
	config string
	office *postoffice.Office
}

func newCompany(t *testing.T) *company {
	office, err := postoffice.New(postoffice.Options{Hostname: "mx.acme.example", Hide: []string{"MOVE"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { office.Close() })
	for _, login := range []string{"support", "billing"} {
		if err := office.AddUser(login, "geheim", login+"@acme.example"); err != nil {
			t.Fatal(err)
		}
	}
	c := &company{t: t, office: office, config: filepath.Join(t.TempDir(), "tierdesk.yaml")}
	c.write("secret", "0123456789abcdef0123456789abcdef")
	c.write("password", "geheim")
	c.write("ca.pem", string(office.RootPEM()))
	c.configure("geheim")
	return c
}

func (c *company) write(name, content string) {
	c.t.Helper()
	if err := os.WriteFile(filepath.Join(filepath.Dir(c.config), name), []byte(content), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

func (c *company) listen(s postoffice.Service) string {
	c.t.Helper()
	addr, err := c.office.Listen(s, "127.0.0.1:0")
	if err != nil {
		c.t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(addr.String())
	return port
}

// configure writes a desk with two mailboxes: one over TLS, one over STARTTLS and with a password of its own.
func (c *company) configure(billing string) {
	c.write("billing", billing)
	c.write("tierdesk.yaml", fmt.Sprintf(`
desk: { name: Acme Support, timezone: UTC }
mailboxes:
  - { address: support@acme.example, imap: "imaps://127.0.0.1:%s", smtp: "smtps://127.0.0.1:%s", user: support, password: "file:password", ca: ca.pem }
  - { address: billing@acme.example, imap: "imap://localhost:%s", smtp: "smtp://localhost:%s", user: billing, password: "file:billing", ca: ca.pem, subaddress: none, after: keep }
people: { ann: { email: ann@acme.example } }
tiers: { 1: { people: [ann] } }
log: { format: json }
`, c.listen(postoffice.PortIMAPS), c.listen(postoffice.PortSubmissions), c.listen(postoffice.PortIMAP), c.listen(postoffice.PortSubmission)))
}

// tierdesk runs a command and returns its exit status and what it said.
func (c *company) tierdesk(args ...string) (status int, out, errs string) {
	var o, e bytes.Buffer
	status = Main(c.t.Context(), World{Args: append([]string{"--config", c.config}, args...), In: strings.NewReader(""), Out: &o, Err: &e})
	return status, o.String(), e.String()
}

func TestCheckLiveLogsInEverywhere(t *testing.T) {
	c := newCompany(t)
	status, out, errs := c.tierdesk("check", "--live")
	if status != 0 || errs != "" {
		t.Fatalf("%d %s %s", status, out, errs)
	}
	for _, want := range []string{"2 mailboxes, 1 person, 0 digests", " tls ok\n    IDLE; UIDPLUS; no MOVE: mails are copied, then deleted\n    INBOX has 0 mails\n    Processed is not there yet",
		"mail from support@acme.example is taken\n    mail to support+check@acme.example is taken\n", "  imap localhost:", " starttls ok\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if strings.Count(out, " ok\n") != 4 || strings.Contains(out, "billing+") {
		t.Errorf("got\n%s", out)
	}
}

func TestCheckLiveTellsEveryTrouble(t *testing.T) {
	c := newCompany(t)
	c.configure("wrong")
	status, out, errs := c.tierdesk("check", "--live")
	if status != 1 || errs != "tierdesk: 2 servers of 4 did not work\n" {
		t.Errorf("%d %s", status, errs)
	}
	if strings.Count(out, " ok\n") != 2 || strings.Count(out, "FAILED: log in as billing: ") != 2 || strings.Count(out, "\n    are user: and password: right") != 2 {
		t.Errorf("got\n%s", out)
	}
	c.office.Close()
	if status, out, _ = c.tierdesk("check", "--live"); status != 1 || strings.Count(out, "connection refused") != 4 {
		t.Errorf("%d\n%s", status, out)
	}
}

func TestCheckLiveNamesTheWayOut(t *testing.T) {
	c := newCompany(t)
	good, err := os.ReadFile(c.config)
	if err != nil {
		t.Fatal(err)
	}
	for name, trial := range map[string]struct{ old, fresh, want string }{
		"a certificate of one's own":    {", ca: ca.pem", "", "name its file under ca:"},
		"TLS instead of STARTTLS, IMAP": {"imap://localhost", "imaps://localhost", "imap:// is for STARTTLS"},
		"TLS instead of STARTTLS, SMTP": {"smtp://localhost", "smtps://localhost", "smtp:// is for STARTTLS"},
	} {
		c.write("tierdesk.yaml", strings.ReplaceAll(string(good), trial.old, trial.fresh))
		if status, out, _ := c.tierdesk("check", "--live"); status != 1 || !strings.Contains(out, "\n    ") || !strings.Contains(out, trial.want) {
			t.Errorf("%s: %d\n%s", name, status, out)
		}
	}
	renamed := fmt.Errorf("TLS: %w", x509.HostnameError{Certificate: &x509.Certificate{}, Host: "mail"})
	if way := wayOut(renamed, "imap", config.Server{}); !strings.Contains(way, "in its certificate") {
		t.Errorf("another name than in the certificate: %s", way)
	}
	late := fmt.Errorf("STARTTLS: %w within 30s", errNoAnswer)
	if way := wayOut(late, "smtp", config.Server{Security: config.StartTLS}); !strings.Contains(way, "say smtps://") {
		t.Errorf("STARTTLS where TLS is spoken: %s", way)
	}
}

// run starts the desk and returns its log, line by line, and how to stop it; the log must be read meanwhile.
func (c *company) run(hangups func() <-chan os.Signal) (log *bufio.Scanner, stop func() int) {
	ctx, cancel := context.WithTimeout(c.t.Context(), time.Minute)
	read, write := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		status := Main(ctx, World{Args: []string{"--config", c.config, "run"}, Out: io.Discard, Err: write, Hangups: hangups})
		write.Close()
		ended <- status
	}()
	log = bufio.NewScanner(read)
	return log, func() int {
		cancel()
		return <-ended
	}
}

// until reads the log up to a line with all the words.
func until(t *testing.T, log *bufio.Scanner, words ...string) {
	t.Helper()
	var seen []string
	for log.Scan() {
		seen = append(seen, log.Text())
		found := true
		for _, w := range words {
			found = found && strings.Contains(log.Text(), w)
		}
		if found {
			return
		}
	}
	t.Fatalf("the log ended without %q:\n%s", words, strings.Join(seen, "\n"))
}

func TestARunningDeskAnswersAndReloads(t *testing.T) {
	c := newCompany(t)
	signals := make(chan os.Signal, 1)
	log, stop := c.run(func() <-chan os.Signal { return signals })
	until(t, log, "the desk runs")
	signals <- syscall.SIGHUP
	until(t, log, "reloaded")
	c.write("tierdesk.yaml", "desk: { nme: x }\n")
	signals <- syscall.SIGHUP
	until(t, log, "the old configuration stays", "nme")
	c.write("tierdesk.yaml", "desk: { zone: x }\nmailboxes: { password: env:NOT_HERE }\n")
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		for log.Scan() { // the log must be read while the desk works
		}
	}()
	for _, a := range []struct {
		args   []string
		status int
		out    string
	}{
		{[]string{"status"}, 0, "support@acme.example"},
		{[]string{"status", "--json"}, 0, `"senders":[`},
		{[]string{"tickets", "list", "--json"}, 0, ""},
		{[]string{"reload"}, 1, ""},
		{[]string{"backup", filepath.Join(t.TempDir(), "copy")}, 0, "backed up to "},
	} {
		status, out, errs := c.tierdesk(a.args...)
		if status != a.status || !strings.Contains(out, a.out) {
			t.Errorf("%s: %d %s %s", a.args, status, out, errs)
		}
	}
	if status := stop(); status != 0 {
		t.Errorf("ended with %d", status)
	}
	<-drained
}

func TestStatusNamesTheMailboxThatCannotBeReadAndTheOneThatCannotSend(t *testing.T) {
	c := newCompany(t)
	c.configure("wrong")
	log, stop := c.run(nil)
	until(t, log, "the mailbox is not watched", "billing@acme.example")
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		for log.Scan() { // the log must be read while the desk works
		}
	}()
	status, out, errs := c.tierdesk("status")
	reads, _, _ := strings.Cut(out, "sends through")
	if status != 0 || !strings.Contains(reads, "reads from") || strings.Count(reads, "log in: ") != 1 {
		t.Errorf("%d %s\n%s", status, errs, out)
	}
	if status := stop(); status != 0 {
		t.Errorf("ended with %d", status)
	}
	<-drained
}

// annWorks lets Ann be told of what is not urgent on one day only.
func (c *company) annWorks(day time.Time) {
	file, err := os.ReadFile(c.config)
	if err != nil {
		c.t.Fatal(err)
	}
	c.write("tierdesk.yaml", strings.Replace(string(file), "ann@acme.example", "ann@acme.example, hours: rarely", 1)+
		fmt.Sprintf("calendars: { rarely: { open: [\"%s 09:00-17:00\"] } }\n", day.Format("2006-01-02")))
}

func TestATicketIsListedShownAndOrdered(t *testing.T) {
	c := newCompany(t)
	mail, err := os.ReadFile("testdata/mails/question.eml")
	if err != nil {
		t.Fatal(err)
	}
	c.annWorks(time.Now().AddDate(0, 1, 0))
	log, stop := c.run(nil)
	until(t, log, "first look at the mailbox", "support@acme.example") // what is there before is not answered
	if err := c.office.Deliver(postoffice.Envelope{From: "mia@customer.example", To: []string{"support@acme.example"}}, mail); err != nil {
		t.Fatal(err)
	}
	until(t, log, "created the folder", "Processed") // comes after the commit
	file, err := os.ReadFile(c.config)
	if err != nil {
		t.Fatal(err)
	}
	changed := filepath.Join(filepath.Dir(c.config), "changed.yaml")
	c.write("changed.yaml", string(file)+"routes: [{ when: 'subject =~ \"fire\"', queue: fires }]\n")
	go func() {
		for log.Scan() { // the log must be read while the desk works
		}
	}()
	for _, a := range []struct {
		args []string
		want []string
	}{
		{[]string{"tickets", "list"}, []string{"ticket  status  tier  priority  owner", "#1      new     L1    normal    ann", "mia@customer.example  Printer on fire"}},
		{[]string{"tickets", "list", "--json", "--open", "--requester", "Mia@customer.example"}, []string{`{"id":1,"status":"new"`}},
		{[]string{"tickets", "do", "#1", "/priority", "urgent", "/time", "25m"}, []string{"priority urgent\n25 minutes booked\n"}},
		{[]string{"tickets", "show", "1"}, []string{"#1  Printer on fire", "priority     urgent", "customer in  mia@customer.example", "    It burns.", "What happened", "operator  25 minutes booked", "received to mia@customer.example"}},
		{[]string{"tickets", "show", "--json", "1"}, []string{`"messages":[{`, `"journal":[{`, `"letters":[{`}},
		{[]string{"letters", "waiting"}, []string{"ann     2", "#1      new_ticket", "for their hours, until"}},
		{[]string{"status"}, []string{"for ann until 2"}},
		{[]string{"letters", "tell", "ann"}, []string{"ann is told of what still holds of "}},
		{[]string{"mail", "replay"}, []string{"1 mail since then, 0 would be decided otherwise"}},
		{[]string{"mail", "replay", "--with", changed, "--since", "1d"}, []string{"#1, message 1, ", "Printer on fire", "  queue: nothing → fires", "1 mail since then, 1 would be decided otherwise"}},
		{[]string{"mail", "replay", "--with", changed, "--json"}, []string{`"differs":["queue: nothing → fires"]`}},
	} {
		status, out, errs := c.tierdesk(a.args...)
		if status != 0 || errs != "" {
			t.Errorf("%s: %d %s", a.args, status, errs)
		}
		for _, w := range a.want {
			if !strings.Contains(out, w) {
				t.Errorf("%s: %q is not in\n%s", a.args, w, out)
			}
		}
	}
	if status := stop(); status != 0 {
		t.Errorf("ended with %d", status)
	}
}
