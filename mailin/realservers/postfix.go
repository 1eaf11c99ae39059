package realservers

import (
	"crypto/x509"
	_ "embed"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"text/template"
)

//go:embed postfix.main.tmpl
var postfixMain string

//go:embed postfix.master.tmpl
var postfixMaster string

// PostfixServer is a running Postfix. It has Dovecot's certificate.
type PostfixServer struct {
	// SMTP is host:port as other mail servers use it: STARTTLS and then AUTH are offered; who does not log in can write to
	// the users' domains only.
	SMTP string
	// Submission is host:port as users' programs use it (RFC 6409): STARTTLS and AUTH PLAIN or LOGIN are a must.
	Submission string
	Pool       *x509.CertPool

	t       testing.TB
	dir     string
	program string
	ports   []int
	process *process
}

// Postfix starts a server that delivers mail for the domains of Dovecot's users there, and relays the rest to relay, a
// host:port ("" refuses the rest). Users submit with their Dovecot login. It needs root: the test is skipped otherwise.
func Postfix(t testing.TB, d *DovecotServer, relay string) *PostfixServer {
	t.Helper()
	p := &PostfixServer{t: t, program: filepath.Join(filepath.Dir(program(t, "postfix")), "../lib/postfix/sbin/master")}
	if os.Geteuid() != 0 {
		lacking(t, "Postfix can only be started by root")
	}
	if _, err := os.Stat(p.program); err != nil {
		lacking(t, "Postfix has no master program at "+p.program)
	}
	p.dir, p.ports = folder(t, "postfix"), freePorts(t, 2)
	p.SMTP, p.Submission = local(p.ports[0]), local(p.ports[1])
	p.Pool = d.Pool
	p.configure(d, relay)
	t.Cleanup(p.Stop)
	p.Start()
	return p
}

// configure writes main.cf and master.cf and makes the folders of the queue.
func (p *PostfixServer) configure(d *DovecotServer, relay string) {
	p.t.Helper()
	for _, sub := range []string{"etc", "queue", "data", "queue/pid"} {
		check(p.t, os.MkdirAll(filepath.Join(p.dir, sub), 0o755))
	}
	owner, err := user.Lookup("postfix")
	check(p.t, err)
	uid, err := strconv.Atoi(owner.Uid)
	check(p.t, err)
	drop, err := user.LookupGroup("postdrop")
	check(p.t, err)
	gid, err := strconv.Atoi(drop.Gid)
	check(p.t, err)
	check(p.t, os.Chown(filepath.Join(p.dir, "data"), uid, -1))
	for _, queue := range strings.Fields("active bounce corrupt defer deferred flush hold incoming private saved trace") {
		dir := filepath.Join(p.dir, "queue", queue)
		check(p.t, os.Mkdir(dir, 0o700))
		check(p.t, os.Chown(dir, uid, -1))
	}
	for queue, mode := range map[string]os.FileMode{"maildrop": 0o730, "public": 0o710} {
		dir := filepath.Join(p.dir, "queue", queue)
		check(p.t, os.Mkdir(dir, 0o700))
		check(p.t, os.Chown(dir, uid, gid))
		check(p.t, os.Chmod(dir, mode))
	}
	data := map[string]any{"Dir": p.dir, "Daemons": filepath.Dir(p.program), "Domains": strings.Join(d.domains, " "), "DomainList": d.domains,
		"LMTP": d.LMTP, "Certificates": d.dir, "Auth": d.Auth, "Relay": "", "SMTP": p.ports[0], "Submission": p.ports[1]}
	if host, port, err := net.SplitHostPort(relay); err == nil {
		data["Relay"] = "[" + host + "]:" + port
	}
	p.write("main.cf", postfixMain, data)
	p.write("master.cf", postfixMaster, data)
}

func (p *PostfixServer) write(name, text string, data any) {
	p.t.Helper()
	file, err := os.Create(filepath.Join(p.dir, "etc", name))
	check(p.t, err)
	defer file.Close()
	check(p.t, template.Must(template.New(name).Parse(text)).Execute(file, data))
}

// Start starts the server again after Stop, on the same ports and queue.
func (p *PostfixServer) Start() {
	p.t.Helper()
	p.process = run(p.t, p.dir, p.program, p.ports, "-c", filepath.Join(p.dir, "etc"), "-d")
}

// Stop ends the server. Mail in its queue stays there for the next Start.
func (p *PostfixServer) Stop() { p.process.stop(syscall.SIGTERM) }

// Waiting returns how many mails the server has accepted and not yet passed on.
func (p *PostfixServer) Waiting() int {
	p.t.Helper()
	n := 0
	for _, queue := range []string{"maildrop", "incoming", "active", "deferred"} {
		err := filepath.WalkDir(filepath.Join(p.dir, "queue", queue), func(_ string, entry fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil // passed on just now
			}
			if err == nil && !entry.IsDir() {
				n++
			}
			return err
		})
		check(p.t, err)
	}
	return n
}

// Log returns what the server has logged.
func (p *PostfixServer) Log() string {
	p.t.Helper()
	log, err := os.ReadFile(filepath.Join(p.dir, "maillog"))
	check(p.t, err)
	return string(log)
}
