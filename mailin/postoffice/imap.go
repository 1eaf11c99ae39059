package postoffice

import (
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-sasl"
)

// newIMAPServer makes the server behind one of the IMAP services. It always
// talks in clear with its wire, which does the TLS.
func (o *Office) newIMAPServer(service Service) *imapserver.Server {
	caps := imap.CapSet{}
	for _, c := range []imap.Cap{
		imap.CapIMAP4rev1, imap.CapNamespace, imap.CapUIDPlus, imap.CapESearch, imap.CapMove,
		imap.CapListExtended, imap.CapListStatus, imap.CapStatusSize, imap.CapSpecialUse, imap.CapLiteralPlus,
	} {
		caps[c] = struct{}{}
	}
	options := &imapserver.Options{
		Caps:         caps,
		InsecureAuth: true,
		Logger:       slog.NewLogLogger(o.log.Handler(), slog.LevelDebug),
		NewSession: func(c *imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return &imapSession{office: o, wire: c.NetConn().(*wire)}, nil, nil
		},
	}
	if service == PortIMAP && !o.hides(imap.CapStartTLS) {
		options.TLSConfig = o.tls
	}
	return imapserver.New(options)
}

// imapSession is one IMAP connection.
type imapSession struct {
	office  *Office
	wire    *wire
	account *account // nil before LOGIN
	view    *view    // nil unless a mailbox is selected
}

var (
	_ imapserver.SessionNamespace   = (*imapSession)(nil)
	_ imapserver.SessionMove        = (*imapSession)(nil)
	_ imapserver.SessionSASL        = (*imapSession)(nil)
	_ imapserver.SessionAppendLimit = (*imapSession)(nil)
)

// Close is the last thing that imapserver does with a session. It leaves the
// fields alone, because an interrupted IDLE may still look at them.
func (s *imapSession) Close() error {
	if s.view != nil {
		s.view.close()
	}
	s.wire.drop()
	s.office.running.Done()
	return nil
}

// at lets the faults before a step happen, after those behind its effect.
func (s *imapSession) at(step string) error    { return s.meet(moment{step: step}, nil) }
func (s *imapSession) after(step string) error { return s.meet(moment{step: step, after: true}, nil) }

func (s *imapSession) meet(m moment, stop <-chan struct{}) error {
	m.protocol = IMAP
	if s.account != nil {
		m.who = append(m.who, s.account.login)
	}
	err := s.office.meet(s.wire, stop, m)
	refusal, ok := errors.AsType[*refused](err)
	if !ok {
		return err
	}
	if strings.HasPrefix(refusal.text, "BYE ") {
		_, _ = io.WriteString(s.wire, "* "+refusal.text+"\r\n")
		s.wire.drop()
		return errDropped
	}
	return refuse(refusal.text)
}

// refuse makes a tagged NO of a text with an optional [CODE] in front.
func refuse(text string) error {
	e := &imap.Error{Type: imap.StatusResponseTypeNo, Text: text}
	if code, rest, ok := strings.Cut(strings.TrimPrefix(text, "["), "]"); ok && strings.HasPrefix(text, "[") {
		e.Code, e.Text = imap.ResponseCode(code), strings.TrimSpace(rest)
	}
	return e
}

// answer turns an error of the store into the NO of the command.
func answer(err error, missing imap.ResponseCode) error {
	switch {
	case errors.Is(err, errNoFolder):
		return &imap.Error{Type: imap.StatusResponseTypeNo, Code: missing, Text: err.Error()}
	case errors.Is(err, errFolderExists):
		return &imap.Error{Type: imap.StatusResponseTypeNo, Code: imap.ResponseCodeAlreadyExists, Text: err.Error()}
	}
	return err
}

var errUnknownCommand = &imap.Error{Type: imap.StatusResponseTypeBad, Text: "unknown command"}

// hides tells whether a capability is hidden.
func (o *Office) hides(c imap.Cap) bool {
	return slices.ContainsFunc(o.options.Hide, func(h string) bool { return strings.EqualFold(h, string(c)) })
}

// Login checks a password.
func (s *imapSession) Login(login, password string) error {
	if err := s.meet(moment{step: "LOGIN", who: []string{login}}, nil); err != nil {
		return err
	}
	a := s.office.account(login)
	if !a.admits(password) {
		return imapserver.ErrAuthFailed
	}
	s.account = a
	return s.after("LOGIN")
}

// AuthenticateMechanisms lists the SASL mechanisms.
func (s *imapSession) AuthenticateMechanisms() []string { return []string{sasl.Plain, sasl.Login} }

// Authenticate starts one of them.
func (s *imapSession) Authenticate(mechanism string) (sasl.Server, error) {
	if server := saslServer(mechanism, s.Login); server != nil {
		return server, nil
	}
	return nil, refuse("the mechanism is not supported")
}

// AppendLimit is the largest mail APPEND takes (RFC 7889).
func (s *imapSession) AppendLimit() uint32 { return uint32(s.office.options.MaxSize) }

// Namespace says that all folders are personal, with / between levels.
func (s *imapSession) Namespace() (*imap.NamespaceData, error) {
	return &imap.NamespaceData{Personal: []imap.NamespaceDescriptor{{Delim: '/'}}}, nil
}

// Append stores a mail that the client brings.
func (s *imapSession) Append(name string, r imap.LiteralReader, options *imap.AppendOptions) (*imap.AppendData, error) {
	if err := s.at("APPEND"); err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) != r.Size() {
		return nil, io.ErrUnexpectedEOF
	}
	m := &letter{raw: raw, time: options.Time}
	m.mark(imap.StoreFlagsSet, options.Flags)
	if m.time.IsZero() {
		m.time = time.Now()
	}
	data, err := s.appendTo(name, m)
	if err != nil {
		return nil, answer(err, imap.ResponseCodeTryCreate)
	}
	return data, s.after("APPEND")
}

func (s *imapSession) appendTo(name string, m *letter) (*imap.AppendData, error) {
	s.account.mutex.Lock()
	defer s.account.mutex.Unlock()
	f, err := s.account.find(name)
	if err != nil {
		return nil, err
	}
	f.add(m)
	if s.office.hides(imap.CapUIDPlus) {
		return nil, nil
	}
	return &imap.AppendData{UIDValidity: f.validity, UID: m.uid}, nil
}

// Poll tells the client what has changed in the open mailbox.
func (s *imapSession) Poll(w *imapserver.UpdateWriter, allowExpunge bool) error {
	if s.view == nil {
		return nil
	}
	return s.view.tell(w, allowExpunge)
}

// Idle tells it until the client stops. What happened between the command
// before and this one is told at once.
func (s *imapSession) Idle(w *imapserver.UpdateWriter, stop <-chan struct{}) error {
	if s.office.hides(imap.CapIdle) {
		return errUnknownCommand
	}
	if err := s.meet(moment{step: "IDLE"}, stop); err != nil {
		return err
	}
	view := s.view
	for {
		var changed <-chan struct{}
		if view != nil {
			changed = view.changed()
			if err := view.tell(w, true); err != nil {
				return err
			}
		}
		select {
		case <-changed:
		case <-stop:
			return s.meet(moment{step: "IDLE", after: true}, nil)
		}
	}
}

// changed returns a channel that closes at the account's next change.
func (v *view) changed() <-chan struct{} {
	v.folder.account.mutex.Lock()
	defer v.folder.account.mutex.Unlock()
	return v.folder.account.changed
}
