package postoffice

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// newSMTPServer makes the server behind one of the SMTP services.
func (o *Office) newSMTPServer(service Service) *smtp.Server {
	s := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return o.newSMTPSession(service, c)
	}))
	s.Domain = o.options.Hostname
	s.AllowInsecureAuth = true
	s.MaxMessageBytes = o.options.MaxSize
	s.MaxRecipients = 100
	s.ReadTimeout = 5 * time.Minute
	s.WriteTimeout = 5 * time.Minute
	s.EnableSMTPUTF8 = o.options.SMTPUTF8
	s.ErrorLog = slog.NewLogLogger(o.log.Handler(), slog.LevelDebug)
	if !service.implicitTLS() && !o.hides(imap.CapStartTLS) {
		s.TLSConfig = o.tls
	}
	return s
}

// smtpSession is one SMTP connection, from EHLO on.
type smtpSession struct {
	office  *Office
	wire    *wire
	service Service
	helo    string
	secure  bool
	login   string
	from    string
	to      []string
}

func (o *Office) newSMTPSession(service Service, c *smtp.Conn) (smtp.Session, error) {
	s := &smtpSession{office: o, service: service, helo: c.Hostname(), secure: service.implicitTLS()}
	var conn net.Conn = c.Conn()
	if upgraded, ok := conn.(*tls.Conn); ok { // by STARTTLS
		conn, s.secure = upgraded.NetConn(), true
	}
	s.wire = conn.(*wire)
	if err := s.meet("EHLO", false); err != nil {
		return nil, err
	}
	return s, nil
}

// meet lets the faults of a step happen, for the login, the sender and the
// recipients so far, or the one recipient of RCPT.
func (s *smtpSession) meet(step string, after bool, who ...string) error {
	who = append(who, s.login, s.from)
	if step != "RCPT" {
		who = append(who, s.to...)
	}
	err := s.office.meet(s.wire, nil, moment{protocol: SMTP, step: step, after: after, who: who})
	refusal, ok := errors.AsType[*refused](err)
	if !ok {
		return err
	}
	reply := parseReply(refusal.text)
	if reply.Code == 421 {
		s.wire.dropAfterNext()
	}
	return reply
}

// parseReply reads "451 4.3.0 text"; without a code it is a 451.
func parseReply(text string) *smtp.SMTPError {
	e := &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: text}
	var code int
	if n, _ := fmt.Sscanf(text, "%d", &code); n != 1 || code < 400 || code > 599 {
		return e
	}
	_, rest, _ := strings.Cut(text, " ")
	e.Code, e.EnhancedCode, e.Message = code, smtp.EnhancedCode{code / 100, 0, 0}, rest
	var enhanced smtp.EnhancedCode
	if n, _ := fmt.Sscanf(rest, "%d.%d.%d", &enhanced[0], &enhanced[1], &enhanced[2]); n == 3 {
		e.EnhancedCode = enhanced
		_, e.Message, _ = strings.Cut(rest, " ")
	}
	return e
}

// reply makes the SMTP reply of a Refusal.
func reply(err error) error {
	if r, ok := errors.AsType[*Refusal](err); ok {
		return &smtp.SMTPError{Code: r.Code, EnhancedCode: r.Enhanced, Message: r.Text}
	}
	return err
}

// AuthMechanisms lists the SASL mechanisms.
func (s *smtpSession) AuthMechanisms() []string { return []string{sasl.Plain, sasl.Login} }

// Auth starts one of them.
func (s *smtpSession) Auth(mechanism string) (sasl.Server, error) {
	server := saslServer(mechanism, func(login, password string) error {
		if err := s.meet("AUTH", false, login); err != nil {
			return err
		}
		if !s.office.account(login).admits(password) {
			return smtp.ErrAuthFailed
		}
		s.login = login
		return s.meet("AUTH", true)
	})
	if server == nil {
		return nil, smtp.ErrAuthUnknownMechanism
	}
	return server, nil
}

// Mail takes the envelope sender.
func (s *smtpSession) Mail(from string, _ *smtp.MailOptions) error {
	if err := s.meet("MAIL", false, from); err != nil {
		return err
	}
	if s.service != PortSMTP && s.login == "" {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "authentication required"}
	}
	s.from = from
	return s.meet("MAIL", true)
}

// Rcpt takes a recipient.
func (s *smtpSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if err := s.meet("RCPT", false, to); err != nil {
		return err
	}
	if _, err := s.office.find(to); err != nil {
		return reply(err)
	}
	s.to = append(s.to, to)
	return s.meet("RCPT", true, to)
}

// Data takes the mail. A mail that does not come to its final dot is not kept.
func (s *smtpSession) Data(r io.Reader) error {
	if err := s.meet("BODY", false); err != nil {
		return err
	}
	raw, err := s.wire.receive(r)
	if err != nil {
		return err
	}
	if err := s.meet("DATA", false); err != nil {
		return err
	}
	err = s.office.carry(parcel{
		Envelope: Envelope{From: s.from, To: s.to, Login: s.login},
		raw:      raw, helo: s.helo, protocol: s.protocol(),
	})
	if err != nil {
		return reply(err)
	}
	return s.meet("DATA", true)
}

// receive reads a mail, or as much of it as a Cut at BODY lets pass.
func (w *wire) receive(r io.Reader) ([]byte, error) {
	w.mutex.Lock()
	cut := w.cut
	w.mutex.Unlock()
	if !cut.incoming {
		return io.ReadAll(r)
	}
	_, _ = io.CopyN(io.Discard, r, int64(cut.left))
	w.drop()
	return nil, errDropped
}

// protocol is the keyword of the Received field (RFC 3848).
func (s *smtpSession) protocol() string {
	keyword := "ESMTP"
	if s.secure {
		keyword += "S"
	}
	if s.login != "" {
		keyword += "A"
	}
	return keyword
}

// Reset forgets the mail in progress.
func (s *smtpSession) Reset() { s.from, s.to = "", nil }

// Logout is the end of the session.
func (s *smtpSession) Logout() error { return nil }
