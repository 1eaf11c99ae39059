package demo

import (
	"bytes"
	"crypto/rand"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"text/template"

	"tierdesk/mailin/postoffice"
)

// support is the address of the sample company's desk, and the login of its mailbox.
const (
	support      = "support@acme.example"
	supportLogin = "support"
	hostname     = "mx.acme.example"
)

//go:embed company.yaml
var companyYAML string

//go:embed reset-button.png
var resetButton []byte

// The clocks of the tiers. The hurried ones are in force while the outage climbs.
const (
	humane  = "4h"
	hurried = "2s"
)

// cast are the people of the play.
type cast struct {
	ann, bob, cem, eva, dana         *person // the desk's
	mia, ben, cleo, omar, otto, carl *person // customers
	pia, leo                         *person // customers with the same trouble
	gus                              *person // of a vendor
	zoe                              *person // a customer whose question is left for the reader
	mallory                          *person // somebody outside
}

func newCast() *cast {
	p := func(login, name, address, signature string) *person {
		return &person{login: login, name: name, address: address, signature: signature}
	}
	c := &cast{
		ann:     p("ann", "Ann Lee", "ann@acme.example", "Ann Lee\nService desk, Acme"),
		bob:     p("bob", "Bob Ito", "bob@acme.example", "Bob Ito\nService desk, Acme"),
		cem:     p("cem", "Cem Aydin", "cem@acme.example", "Cem Aydin\nSpecialist, Acme"),
		eva:     p("eva", "Eva Sommer", "eva@acme.example", "Eva Sommer\nEngineering, Acme"),
		dana:    p("dana", "Dana Cole", "dana@acme.example", "Dana Cole"),
		mia:     p("mia", "Mia Torres", "mia@bakery.example", "Mia Torres\nTorres Bakery"),
		ben:     p("ben", "Ben Okafor", "ben@orchard.example", ""),
		cleo:    p("cleo", "Cleo Martin", "cleo@orchard.example", "Cleo"),
		omar:    p("omar", "Omar Haddad", "omar@clinic.example", "Dr. Omar Haddad\nCity Clinic"),
		otto:    p("otto", "Otto Lang", "otto@printworks.example", ""),
		carl:    p("carl", "Carl Weber", "carl@oldmail.example", ""),
		pia:     p("pia", "Pia Winter", "pia@grocer.example", "Pia Winter\nGrocer & Co."),
		gus:     p("gus", "Gus Vogt", "help@gateway.example", "Gus Vogt\nGateway Works"),
		leo:     p("leo", "Leo Brandt", "leo@kiosk.example", "Leo"),
		zoe:     p("zoe", "Zoe Lindt", "zoe@studio.example", "Zoe"),
		mallory: p("mallory", "Ann Lee", "ann@acme.example", ""),
	}
	c.ann.html, c.mia.html = true, true
	c.mallory.outside = "mallory@elsewhere.example"
	return c
}

// residents are all who have an account.
func (c *cast) residents() []*person {
	return []*person{c.ann, c.bob, c.cem, c.eva, c.dana, c.mia, c.ben, c.cleo, c.omar, c.otto, c.carl, c.pia, c.leo, c.gus, c.zoe}
}

// openOffice opens the mail server with everybody's accounts, and its doors on free ports of the loopback.
func openOffice(c *cast) (*postoffice.Office, servers, error) {
	// No client trusts the office's certificate, and some (aerc before 0.17) refuse to do without TLS where it is offered.
	office, err := postoffice.New(postoffice.Options{Hostname: hostname, Hide: []string{"STARTTLS"}})
	if err != nil {
		return nil, servers{}, fmt.Errorf("open the mail server: %w", err)
	}
	err = office.AddUser(supportLogin, supportLogin, support)
	for _, p := range c.residents() {
		err = errors.Join(err, office.AddUser(p.login, p.login, p.address))
	}
	var s servers
	for _, door := range []struct {
		service postoffice.Service
		port    *int
	}{{postoffice.PortIMAP, &s.imap}, {postoffice.PortSubmission, &s.submission}, {postoffice.PortSMTP, &s.smtp}} {
		port, failed := listen(office, door.service)
		*door.port, err = port, errors.Join(err, failed)
	}
	if err != nil {
		return nil, s, errors.Join(err, office.Close())
	}
	return office, s, nil
}

// writeConfig writes tierdesk.yaml and the secrets that it names into a folder.
func writeConfig(folder string, s servers, respond string) (file string, err error) {
	t, err := template.New("company.yaml").Parse(companyYAML)
	if err != nil {
		return "", fmt.Errorf("read the sample configuration: %w", err)
	}
	var text bytes.Buffer
	if err := t.Execute(&text, struct {
		IMAP, Submission int
		Respond          string
	}{s.imap, s.submission, respond}); err != nil {
		return "", fmt.Errorf("write the sample configuration: %w", err)
	}
	file = filepath.Join(folder, "tierdesk.yaml")
	if err := os.WriteFile(file, text.Bytes(), 0o600); err != nil {
		return "", fmt.Errorf("write the sample configuration: %w", err)
	}
	return file, nil
}

// writeSecrets makes the secrets that the configuration names.
func writeSecrets(folder string) error {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	err := os.WriteFile(filepath.Join(folder, "secret"), []byte(hex.EncodeToString(key)+"\n"), 0o600)
	err = errors.Join(err, os.WriteFile(filepath.Join(folder, "support.password"), []byte(supportLogin+"\n"), 0o600))
	if err != nil {
		return fmt.Errorf("write the secrets: %w", err)
	}
	return nil
}

// listen opens a port that nobody uses.
func listen(office *postoffice.Office, service postoffice.Service) (int, error) {
	address, err := office.Listen(service, net.JoinHostPort(host, "0"))
	if err != nil {
		return 0, fmt.Errorf("open a port: %w", err)
	}
	_, port, err := net.SplitHostPort(address.String())
	if err != nil {
		return 0, fmt.Errorf("open a port: %w", err)
	}
	return strconv.Atoi(port)
}
