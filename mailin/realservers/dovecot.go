package realservers

import (
	"crypto/x509"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"text/template"
)

//go:embed dovecot.conf.tmpl
var dovecotConfig string

// DovecotServer is a running Dovecot with Maildir folders.
type DovecotServer struct {
	IMAP  string // host:port, plain and STARTTLS
	IMAPS string // host:port, TLS from the first byte
	LMTP  string // host:port
	Auth  string // host:port of the SASL service for Postfix
	Pool  *x509.CertPool

	t       testing.TB
	dir     string
	program string
	ports   []int
	process *process
	serial  int
	domains []string // of the users
	uid     int      // who owns the mail
	gid     int
}

// Dovecot starts a server with these users.
func Dovecot(t testing.TB, users ...string) *DovecotServer {
	t.Helper()
	d := &DovecotServer{t: t, program: program(t, "dovecot"), dir: folder(t, "dovecot"), ports: freePorts(t, 4)}
	d.IMAP, d.IMAPS, d.LMTP, d.Auth = local(d.ports[0]), local(d.ports[1]), local(d.ports[2]), local(d.ports[3])
	d.Pool = certify(t, d.dir)
	d.configure(users)
	t.Cleanup(d.Stop)
	d.Start()
	return d
}

// configure writes the configuration. Dovecot refuses to touch mail as root; nobody does it then.
func (d *DovecotServer) configure(users []string) {
	d.t.Helper()
	me, err := user.Current()
	check(d.t, err)
	mail, login, internal := me.Username, me.Username, me.Username
	if me.Uid == "0" {
		mail, login, internal = "nobody", "dovenull", "dovecot"
	}
	owner, err := user.Lookup(mail)
	check(d.t, err)
	group, err := user.LookupGroupId(owner.Gid)
	check(d.t, err)
	d.uid, _ = strconv.Atoi(owner.Uid)
	d.gid, _ = strconv.Atoi(owner.Gid)
	var passwd strings.Builder
	for _, u := range users {
		_, domain, _ := strings.Cut(strings.ToLower(u), "@")
		if domain != "" && !slices.Contains(d.domains, domain) {
			d.domains = append(d.domains, domain)
		}
		fmt.Fprintf(&passwd, "%s:{PLAIN}%s:%d:%d::%s::\n", strings.ToLower(u), Password, d.uid, d.gid, filepath.Join(d.dir, "mail", strings.ToLower(u)))
	}
	check(d.t, os.WriteFile(filepath.Join(d.dir, "users"), []byte(passwd.String()), 0o644))
	d.mkdir(filepath.Join(d.dir, "mail"))
	config, err := os.Create(filepath.Join(d.dir, "dovecot.conf"))
	check(d.t, err)
	defer config.Close()
	check(d.t, template.Must(template.New("").Parse(dovecotConfig)).Execute(config, map[string]any{
		"Dir": d.dir, "Mail": mail, "Group": group.Name, "Login": login, "Internal": internal, "Root": me.Uid == "0",
		"IMAP": d.ports[0], "IMAPS": d.ports[1], "LMTP": d.ports[2], "Auth": d.ports[3],
	}))
}

// Start starts the server again after Stop or Kill, on the same ports and mail.
func (d *DovecotServer) Start() {
	d.t.Helper()
	d.process = run(d.t, d.dir, d.program, d.ports, "-F", "-c", filepath.Join(d.dir, "dovecot.conf"))
}

// Stop ends the server and its connections, as a restart by the system does: also those that are in the middle of an
// answer.
func (d *DovecotServer) Stop() {
	d.process.each(func(child int) { _ = syscall.Kill(child, syscall.SIGTERM) }) // it may have ended by itself
	d.process.stop(syscall.SIGTERM)
}

// CA is the path of a PEM file with the certificate that Pool trusts.
func (d *DovecotServer) CA() string { return filepath.Join(d.dir, "cert.pem") }

// Log returns what the server has logged.
func (d *DovecotServer) Log() string {
	d.t.Helper()
	log, err := os.ReadFile(filepath.Join(d.dir, "dovecot.log"))
	check(d.t, err)
	return string(log)
}

// maildir is the folder of a user's mail folder: INBOX, or any other name without a slash.
func (d *DovecotServer) maildir(user, name string) string {
	root := filepath.Join(d.dir, "mail", strings.ToLower(user), "Maildir")
	if name == "INBOX" {
		return root
	}
	return filepath.Join(root, "."+name)
}

func (d *DovecotServer) mkdir(dir string) {
	d.t.Helper()
	check(d.t, os.MkdirAll(dir, 0o700))
	check(d.t, os.Chown(dir, d.uid, d.gid))
}

// Deliver puts mails into a folder of a user, as a delivery agent would, in this order. It is much faster than LMTP.
func (d *DovecotServer) Deliver(user, name string, mails ...[]byte) {
	d.t.Helper()
	root := d.maildir(user, "INBOX")
	d.mkdir(filepath.Dir(root))
	d.mkdir(root)
	dir := d.maildir(user, name)
	d.mkdir(dir)
	for _, sub := range []string{"tmp", "new", "cur"} {
		d.mkdir(filepath.Join(dir, sub))
	}
	if name != "INBOX" {
		d.own(filepath.Join(dir, "maildirfolder"), nil)
	}
	for _, mail := range mails {
		d.serial++
		file := fmt.Sprintf("%010d.M%dP%d.localhost", 1_700_000_000+d.serial, d.serial, os.Getpid())
		d.own(filepath.Join(dir, "tmp", file), mail)
		check(d.t, os.Rename(filepath.Join(dir, "tmp", file), filepath.Join(dir, "new", file)))
	}
}

func (d *DovecotServer) own(file string, content []byte) {
	d.t.Helper()
	check(d.t, os.WriteFile(file, content, 0o600))
	check(d.t, os.Chown(file, d.uid, d.gid))
}

// Mails reads the mails in a folder of a user from the disk, in no order. A folder that is not there has none. The server
// may be renaming the files: until no name is stale, it looks again.
func (d *DovecotServer) Mails(user, name string) [][]byte {
	d.t.Helper()
	for {
		mails, err := readAll(d.maildir(user, name))
		if err == nil {
			return mails
		}
		if !errors.Is(err, fs.ErrNotExist) {
			d.t.Fatal(err)
		}
	}
}

func readAll(dir string) ([][]byte, error) {
	var mails [][]byte
	for _, sub := range []string{"new", "cur"} {
		files, err := filepath.Glob(filepath.Join(dir, sub, "*"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			mail, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			mails = append(mails, mail)
		}
	}
	return mails, nil
}

// Forget makes the server forget all UIDs of a folder, as a restored backup or a moved account does: its UIDVALIDITY
// changes. The server must be stopped.
func (d *DovecotServer) Forget(user, name string) {
	d.t.Helper()
	files, err := filepath.Glob(filepath.Join(d.maildir(user, name), "dovecot*"))
	check(d.t, err)
	for _, file := range files {
		check(d.t, os.Remove(file))
	}
}

// Remove deletes a folder of a user with its mails behind the back of the running server, as another client would. Deliver
// makes it anew, with another UIDVALIDITY.
func (d *DovecotServer) Remove(user, name string) {
	d.t.Helper()
	d.serial++ // renamed at once: the server may be writing into it
	check(d.t, os.Rename(d.maildir(user, name), filepath.Join(d.dir, fmt.Sprint("removed", d.serial))))
}
