package config

import (
	"cmp"
	"crypto/x509"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"tierdesk/tickets"
)

// mailboxes makes the mailboxes, for the desk and for those who watch and send.
func (c *checker) mailboxes(cfg *Config) {
	if len(c.file.Mailboxes) == 0 {
		c.fault("mailboxes", "the desk needs at least one mailbox")
	}
	for i, m := range c.file.Mailboxes {
		path := fmt.Sprintf("mailboxes[%d]", i)
		own := tickets.Mailbox{Address: m.Address, Name: cmp.Or(m.Name, c.file.Desk.Name), Trust: c.trust(path+".trust", m.Trust),
			Authserv: m.Trust.Authserv, Sub: c.subaddress(path+".subaddress", m.Subaddress)}
		if c.address(path+".address", m.Address) {
			c.distinct(path+".address", own, cfg.Rules)
		}
		cfg.Rules.Mailboxes = append(cfg.Rules.Mailboxes, own)
		cfg.Mailboxes = append(cfg.Mailboxes, c.mailbox(path, m))
	}
}

// distinct notes a mailbox that another one answers for already.
func (c *checker) distinct(path string, m tickets.Mailbox, r *tickets.Rules) {
	alone := tickets.Rules{Mailboxes: []tickets.Mailbox{m}}
	for _, other := range r.Mailboxes {
		_, within := r.MailboxByAddress(tickets.Address{Address: m.Address})
		_, around := alone.MailboxByAddress(tickets.Address{Address: other.Address})
		if within || around {
			c.fault(path, "mail to %s and to %s could not be told apart: one address, or its sub-address, is one mailbox", m.Address, other.Address)
			return
		}
	}
}

func (c *checker) mailbox(path string, m mailboxSection) Mailbox {
	box := Mailbox{Address: m.Address, Folder: cmp.Or(m.Folder, "INBOX"), Import: m.History == "import",
		Poll:       c.duration(path+".poll", m.Poll, time.Minute),
		MaxSize:    c.size(path+".max_size", m.MaxSize, 50<<20),
		AlertAfter: c.duration(path+".alert_after", m.AlertAfter, 15*time.Minute)}
	if m.Poll != "" && box.Poll < time.Second {
		c.fault(path+".poll", "more often than once a second is no kindness to the server")
	}
	c.oneOf(path+".history", m.History, "skip", "import")
	c.oneOf(path+".auth", m.Auth, "plain", "login", "none")
	box.After = c.after(path+".after", cmp.Or(m.After, "move:Processed"), box.Folder)
	box.IMAP = c.server(path, "imap", m.IMAP, m)
	box.SMTP = c.server(path, "smtp", m.SMTP, m)
	c.logins(path, m, &box)
	return box
}

// logins fills in who logs in and how.
func (c *checker) logins(path string, m mailboxSection, box *Mailbox) {
	box.IMAP.User, box.SMTP.User = cmp.Or(m.User, m.Address), cmp.Or(m.SMTPUser, m.User, m.Address)
	if m.Password == "" {
		c.fault(path+".password", "the password is missing: say env:NAME or file:PATH")
	} else {
		box.IMAP.Password, _ = c.secret(path+".password", m.Password)
	}
	box.SMTP.Password = box.IMAP.Password
	if m.SMTPPassword != "" {
		box.SMTP.Password, _ = c.secret(path+".smtp_password", m.SMTPPassword)
	}
	box.SMTP.Auth = m.Auth
	if m.Auth != "none" {
		box.IMAP.Auth = m.Auth
	}
	if ca := c.rel(m.CA); ca != "" {
		if pem, err := c.read(ca); err != nil {
			c.fault(path+".ca", "cannot read the certificates: %v", err)
		} else if !x509.NewCertPool().AppendCertsFromPEM(pem) {
			c.fault(path+".ca", "%s holds no certificate in PEM form", ca)
		}
		box.IMAP.CA, box.SMTP.CA = ca, ca
	}
}

// schemes says how a URL's scheme protects the connection, and the port it means.
var schemes = map[string]struct {
	security Security
	port     int
}{
	"imaps": {TLS, 993}, "imap": {StartTLS, 143}, "imap+plain": {Plain, 143},
	"smtps": {TLS, 465}, "smtp": {StartTLS, 587}, "smtp+plain": {Plain, 587},
}

// server reads imaps://host, imap://host:1143, smtp+plain://localhost and the like.
func (c *checker) server(path, protocol, text string, m mailboxSection) Server {
	path += "." + protocol
	if text == "" {
		c.fault(path, "the server is missing: write %s://mail.example.com", map[string]string{"imap": "imaps", "smtp": "smtp"}[protocol])
		return Server{}
	}
	u, err := url.Parse(text)
	if err != nil || !strings.HasPrefix(u.Scheme, protocol) || schemes[u.Scheme].port == 0 {
		c.fault(path, "%q is no server: write %[2]s:// (STARTTLS), %[2]ss:// (TLS) or %[2]s+plain:// before its name", text, protocol)
		return Server{}
	}
	s := Server{Host: u.Hostname(), Port: schemes[u.Scheme].port, Security: schemes[u.Scheme].security, Insist: m.Insist}
	if u.Port() != "" {
		s.Port, err = strconv.Atoi(u.Port())
	}
	switch {
	case u.User != nil:
		c.noteHidden(path, "who logs in stands under user: and password:, not in the server's address")
	case s.Host == "" || err != nil || s.Port < 1 || s.Port > 65535 || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "":
		c.fault(path, "%q is no server: write %s://host or %[2]s://host:port", text, u.Scheme)
	case s.Security == Plain && !m.Insist && !loopback(s.Host):
		c.fault(path, "the password and all mail would cross the network readable: use %s:// or %[1]ss://, or insist with plain_is_fine: true", protocol)
	}
	return s
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || (ip != nil && ip.IsLoopback())
}

// trust is what must prove an agent's mail: by default as much as can be had.
func (c *checker) trust(path string, t trustSection) tickets.Trust {
	c.oneOf(path+".agents", t.Agents, string(tickets.TrustToken), string(tickets.TrustAuth), string(tickets.TrustTokenAndAuth))
	switch {
	case t.Agents == "" && t.Authserv == "":
		return tickets.TrustToken
	case t.Agents == "":
		return tickets.TrustTokenAndAuth
	case t.Authserv == "" && strings.Contains(t.Agents, string(tickets.TrustAuth)):
		c.fault(path+".agents", "%s needs authserv:, the name by which your receiving server signs its Authentication-Results", t.Agents)
	}
	return tickets.Trust(t.Agents)
}

// subaddress is the sign between local part and token. "+" is what most servers know.
func (c *checker) subaddress(path, s string) string {
	switch {
	case s == "none":
		return ""
	case s != "" && !slices.Contains([]string{"+", "-", "=", "_", "."}, s):
		c.fault(path, "%q is no sub-address sign: write \"+\", \"-\", \"=\", \"_\", \".\" or none", s)
	}
	return cmp.Or(s, "+")
}

// after reads move:Folder, flag:$Keyword, keep or delete.
func (c *checker) after(path, s, watched string) After {
	do, name, _ := strings.Cut(s, ":")
	switch {
	case do == "move" && name == watched:
		c.fault(path, "mails would be moved into %s, the folder that is watched", watched)
	case do == "move" && name != "":
		return After{Do: do, Folder: name}
	case do == "flag" && name != "" && !strings.ContainsAny(name, " (){%*\"\\]") && isASCII(name):
		return After{Do: do, Flag: name}
	case (do == "keep" || do == "delete") && name == "":
		return After{Do: do}
	default:
		c.fault(path, "%q is none of move:FOLDER, flag:$KEYWORD, keep, delete", s)
	}
	return After{}
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < 0x21 || r > 0x7e })
}
