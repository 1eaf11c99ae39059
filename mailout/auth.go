package mailout

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/wneessen/go-mail/smtp"
)

var errPlaintext = errors.New("the password is not sent over a connection without TLS")

// login chooses a mechanism when the server has said what it offers, and guards the password. The mechanisms themselves
// are go-mail's.
type login struct {
	server Server
	smtp.Auth
}

// Start begins the exchange (RFC 4954, section 4).
func (l *login) Start(info *smtp.ServerInfo) (string, []byte, error) {
	if !info.TLS && !l.server.mayShow() {
		return "", nil, errPlaintext
	}
	switch {
	case l.takes(AuthPlain, info):
		l.Auth = smtp.PlainAuth("", l.server.User, l.server.Password, info.Name, true)
	case l.takes(AuthLogin, info):
		l.Auth = smtp.LoginAuth(l.server.User, l.server.Password, info.Name, true)
	case len(info.Auth) == 0:
		return "", nil, errors.New("the server offers no login")
	default:
		return "", nil, fmt.Errorf("the server offers to log in with %s, not with %s", strings.Join(info.Auth, " "), l.wanted())
	}
	return l.Auth.Start(info)
}

func (l *login) takes(mechanism Auth, info *smtp.ServerInfo) bool {
	offered := slices.ContainsFunc(info.Auth, func(m string) bool { return strings.EqualFold(m, string(mechanism)) })
	return offered && (l.server.Auth == AuthAuto || l.server.Auth == mechanism)
}

func (l *login) wanted() string {
	if l.server.Auth == AuthAuto {
		return "PLAIN or LOGIN"
	}
	return string(l.server.Auth)
}
