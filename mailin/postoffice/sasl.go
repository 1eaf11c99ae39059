package postoffice

import (
	"errors"
	"strings"

	"github.com/emersion/go-sasl"
)

// saslServer returns the server side of a mechanism, nil for one that the
// office does not have.
func saslServer(mechanism string, check func(login, password string) error) sasl.Server {
	switch strings.ToUpper(mechanism) {
	case sasl.Plain:
		return sasl.NewPlainServer(func(identity, login, password string) error {
			if identity != "" && identity != login {
				return errors.New("nobody may act for another user")
			}
			return check(login, password)
		})
	case sasl.Login:
		return &loginServer{check: check}
	}
	return nil
}

// loginServer is the server side of LOGIN, which go-sasl has no longer
// (draft-murchison-sasl-login).
type loginServer struct {
	check func(login, password string) error
	asked bool // the password has been asked for
	login string
}

// Next asks for the login, unless it came with the command, then the password.
func (l *loginServer) Next(response []byte) (challenge []byte, done bool, err error) {
	switch {
	case response == nil:
		return []byte("Username:"), false, nil
	case !l.asked:
		l.login, l.asked = string(response), true
		return []byte("Password:"), false, nil
	}
	return nil, true, l.check(l.login, string(response))
}
