package mailout

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// What a script may do instead of answering.
const (
	drop        = "drop"         // close the connection
	hang        = "hang"         // say nothing until the client goes away
	keepAndDrop = "keep, drop"   // take the letter over and close the connection without an answer
	slowly      = "take minutes" // answer as usual after 20 seconds
)

// said is one step of a client, before it is answered: CONNECT, a command, TEXT (the first line of a letter came) or DOT.
type said struct {
	conn int // counted from 1
	verb string
	line string
	nth  int // how often this verb came on any connection, counted from 1
}

// taken is a letter that the server is responsible for.
type taken struct {
	from, to string
	data     string
	conn     int
	at       time.Time
	secured  bool
}

// smtpd is a scripted SMTP server on in-memory connections. A script answers "" for the usual.
type smtpd struct {
	t        *testing.T
	offers   []string
	login    string // user and password with a blank between
	implicit bool
	keys     *tls.Config
	script   func(said) string

	mu     sync.Mutex
	counts map[string]int
	conns  int
	open   int
	most   int // connections open at once
	lines  []string
	mails  []taken
}

func newSMTPD(t *testing.T) *smtpd {
	return &smtpd{t: t, counts: make(map[string]int), script: func(said) string { return "" }}
}

func (d *smtpd) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d.mu.Lock()
	d.conns++
	d.open++
	d.most = max(d.most, d.open)
	n := d.conns
	d.mu.Unlock()
	switch d.step(n, "CONNECT", "") {
	case "refuse":
		d.closed()
		return nil, errors.New("connection refused")
	case hang:
		d.closed()
		<-ctx.Done()
		return nil, ctx.Err()
	}
	client, server := net.Pipe()
	go (&talk{smtpd: d, conn: server, n: n}).run()
	return client, nil
}

func (d *smtpd) closed() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open--
}

func (d *smtpd) step(conn int, verb, line string) string {
	d.mu.Lock()
	d.counts[verb]++
	d.lines = append(d.lines, strings.TrimSpace(fmt.Sprintf("%d: %s", conn, line)))
	s := said{conn, verb, line, d.counts[verb]}
	d.mu.Unlock()
	return d.script(s)
}

func (d *smtpd) received() []taken {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]taken(nil), d.mails...)
}

func (d *smtpd) count(verb string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.counts[verb]
}

// dialled, standing and crowd count connections: ever made, open now, and the most that were open at once.
func (d *smtpd) dialled() int  { return d.read(&d.conns) }
func (d *smtpd) standing() int { return d.read(&d.open) }
func (d *smtpd) crowd() int    { return d.read(&d.most) }

func (d *smtpd) read(n *int) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return *n
}

func (d *smtpd) transcript() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Join(d.lines, "\n")
}

// talk is one connection.
type talk struct {
	*smtpd
	conn    net.Conn
	in      *bufio.Reader
	n       int
	secured bool
	from    string
	to      string
}

var errOver = errors.New("over")

func (k *talk) run() {
	defer k.closed()
	defer func() { _ = k.conn.Close() }()
	if k.implicit {
		k.conn, k.secured = tls.Server(k.conn, k.keys), true
	}
	k.in = bufio.NewReader(k.conn)
	err := k.answer("GREETING", "", "220 mail.test ESMTP")
	for err == nil {
		var line string
		if line, err = k.in.ReadString('\n'); err == nil {
			err = k.command(strings.TrimRight(line, "\r\n"))
		}
	}
}

// answer asks the script, and says the usual when it has nothing else. A good answer takes the letter over.
func (k *talk) answer(verb, line, usual string, letter ...taken) error {
	reply := k.step(k.n, verb, line)
	if reply == "" || reply == keepAndDrop || reply == slowly || strings.HasPrefix(reply, "2") {
		k.keep(letter)
	}
	switch reply {
	case drop, keepAndDrop:
		return errOver
	case hang:
		_, _ = k.in.ReadByte()
		return errOver
	case slowly:
		time.Sleep(20 * time.Second)
		reply = usual
	case "":
		reply = usual
	}
	if _, err := fmt.Fprintf(k.conn, "%s\r\n", reply); err != nil {
		return err
	}
	if strings.HasPrefix(reply, "421") {
		return errOver
	}
	if reply != usual {
		return errRefused
	}
	return nil
}

var errRefused = errors.New("refused")

func (k *talk) command(line string) error {
	verb, _, _ := strings.Cut(strings.ToUpper(line), " ")
	var err error
	switch verb {
	case "EHLO":
		err = k.answer(verb, line, k.hello())
	case "STARTTLS":
		if err = k.answer(verb, line, "220 go"); err == nil {
			k.conn, k.secured = tls.Server(k.conn, k.keys), true
			k.in = bufio.NewReader(k.conn)
		}
	case "AUTH":
		err = k.auth(line)
	case "MAIL":
		k.from = line
		err = k.answer(verb, line, "250 2.1.0 ok")
	case "RCPT":
		k.to = line
		err = k.answer(verb, line, "250 2.1.5 ok")
	case "DATA":
		if err = k.answer(verb, line, "354 go on"); err == nil {
			err = k.data()
		}
	case "QUIT":
		_ = k.answer(verb, line, "221 bye")
		return errOver
	default: // RSET, NOOP, HELO
		err = k.answer(verb, line, "250 ok")
	}
	if errors.Is(err, errRefused) {
		return nil
	}
	return err
}

func (k *talk) hello() string {
	lines := append([]string{"mail.test"}, k.offers...)
	for i := range lines {
		separator := "-"
		if i == len(lines)-1 {
			separator = " "
		}
		lines[i] = "250" + separator + lines[i]
	}
	return strings.Join(lines, "\r\n")
}

// auth speaks PLAIN with an initial response and LOGIN.
func (k *talk) auth(line string) error {
	words := strings.Fields(line)
	var user, password string
	switch words[1] {
	case "PLAIN":
		parts := strings.Split(decode(words[2]), "\x00")
		user, password = parts[1], parts[2]
	case "LOGIN":
		user, password = k.ask("Username:"), k.ask("Password:")
	}
	if user+" "+password != k.login {
		return k.answer("AUTH", words[0]+" "+words[1], "535 5.7.8 wrong user or password")
	}
	return k.answer("AUTH", words[0]+" "+words[1], "235 2.7.0 welcome")
}

func (k *talk) ask(what string) string {
	fmt.Fprintf(k.conn, "334 %s\r\n", base64.StdEncoding.EncodeToString([]byte(what)))
	line, _ := k.in.ReadString('\n')
	return decode(strings.TrimSpace(line))
}

func decode(s string) string {
	b, _ := base64.StdEncoding.DecodeString(s)
	return string(b)
}

// data reads a letter as it is on the wire and undoes the dot-stuffing only (RFC 5321, section 4.5.2).
func (k *talk) data() error {
	var body strings.Builder
	for first := true; ; first = false {
		line, err := k.in.ReadString('\n')
		if err != nil {
			return err
		}
		if line == ".\r\n" {
			break
		}
		if first {
			if reply := k.step(k.n, "TEXT", ""); reply == drop {
				return errOver
			}
		}
		body.WriteString(strings.TrimPrefix(line, "."))
	}
	mail := taken{from: k.from, to: k.to, data: body.String(), conn: k.n, secured: k.secured}
	return k.answer("DOT", "", "250 2.0.0 queued", mail)
}

func (k *talk) keep(letters []taken) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, l := range letters {
		l.at = time.Now()
		k.mails = append(k.mails, l)
	}
}

// testKeys makes a certificate for mail.test and the pool that trusts it.
func testKeys(t *testing.T) (server *tls.Config, roots *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	shape := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{"mail.test"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	der, err := x509.CreateCertificate(rand.Reader, shape, shape, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots = x509.NewCertPool()
	roots.AddCert(certificate)
	return &tls.Config{
		Certificates:           []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}},
		SessionTicketsDisabled: true, // net.Pipe has no room for what nobody reads
	}, roots
}
