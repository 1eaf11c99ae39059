package mailout

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"time"

	"tierdesk/tickets"
)

// stage is how far the conversation about one letter came.
type stage string

const (
	atMail stage = "MAIL"
	atRcpt stage = "RCPT"
	atData stage = "DATA"
	atBody stage = "the text" // its bytes are on their way
	atEnd  stage = "the end"  // everything was handed over, only the answer is missing
)

// failure is why a letter did not get over a session.
type failure struct {
	at  stage
	err error
}

func (f *failure) Error() string { return fmt.Sprintf("%s: %v", f.at, f.err) }
func (f *failure) Unwrap() error { return f.err }

// refusal is a letter that cannot be sent at all, found before anything was said to the server.
type refusal struct{ status, text string }

func (r *refusal) Error() string { return r.text }

// unread is a letter whose bytes cannot be had from the outbox.
type unread struct{ err error }

func (u *unread) Error() string { return "read the letter: " + u.err.Error() }
func (u *unread) Unwrap() error { return u.err }

// envelope is what MAIL and RCPT say of a letter.
type envelope struct {
	from, to      string
	international bool
}

func envelopeOf(l tickets.Letter) (envelope, error) {
	e := envelope{from: "<>"}
	var sender, recipient bool
	var err error
	if l.Envelope != "" {
		if e.from, sender, err = path(l.Envelope); err != nil {
			return e, &refusal{"5.1.7", fmt.Sprintf("the sender %q cannot be written to: %v", l.Envelope, err)}
		}
	}
	if e.to, recipient, err = path(l.To); err != nil {
		return e, &refusal{"5.1.3", fmt.Sprintf("the recipient %q cannot be written to: %v", l.To, err)}
	}
	e.international = sender || recipient
	return e, nil
}

// transfer sends one letter over the session. When it returns nil, the server has taken it over. The answer is the last
// line of the server.
func (s *session) transfer(ctx context.Context, out Outbox, l tickets.Letter) (answer string, err error) {
	e, err := s.prepare(l)
	if err != nil {
		return "", err
	}
	body, err := out.Open(ctx, l.Raw)
	if err != nil {
		return "", &unread{err}
	}
	defer body.Close()
	if err := s.announce(e, l.Size); err != nil {
		return "", err
	}
	return s.data(body, l.Size)
}

// prepare finds what makes the letter impossible for this server.
func (s *session) prepare(l tickets.Letter) (envelope, error) {
	e, err := envelopeOf(l)
	if err != nil {
		return e, err
	}
	if s.limit > 0 && l.Size > s.limit {
		return e, &refusal{"5.3.4", fmt.Sprintf("the letter has %d bytes, the server takes %d at most", l.Size, s.limit)}
	}
	if offered, _ := s.client.Extension("SMTPUTF8"); e.international && !offered {
		return e, &refusal{"5.6.7", "an address needs SMTPUTF8, which the server does not offer"}
	}
	return e, nil
}

// announce says MAIL and RCPT, with the size where the server wants to know it (RFC 1870, section 6).
func (s *session) announce(e envelope, size int64) error {
	from := e.from
	if offered, _ := s.client.Extension("SIZE"); offered && size > 0 {
		from = fmt.Sprintf("%s SIZE=%d", from, size)
	}
	s.client.SkipSMTPUTF8(!e.international)
	wait := s.times.Command
	if s.used {
		wait = min(wait, reviveWait)
	}
	if err := s.say(atMail, wait, func() error { return s.client.Mail(from) }); err != nil {
		return err
	}
	return s.say(atRcpt, s.times.Command, func() error { return s.client.Rcpt(e.to) })
}

// data sends the bytes and waits for the verdict.
func (s *session) data(body io.Reader, size int64) (string, error) {
	var w io.WriteCloser
	err := s.say(atData, s.times.Data, func() (err error) {
		w, err = s.client.Data()
		return err
	})
	if err != nil {
		return "", err
	}
	if err := s.pour(w, body, size); err != nil {
		return "", err
	}
	if err := s.say(atEnd, s.times.End, w.Close); err != nil {
		return "", err
	}
	s.used = true
	if told, ok := w.(interface{ ServerResponse() string }); ok {
		return told.ServerResponse(), nil
	}
	return "", nil
}

// pour copies the body to the server. The error is an unread when the body is to blame. After an error the session must
// be closed without a further word, or the server would take the part that it has for the whole.
func (s *session) pour(w io.Writer, body io.Reader, size int64) error {
	if s.buffer == nil {
		s.buffer = make([]byte, 32<<10)
	}
	var done int64
	for {
		n, readErr := body.Read(s.buffer)
		done += int64(n)
		if err := s.say(atBody, s.times.Block, func() error { return writeAll(w, s.buffer[:n]) }); err != nil {
			return err
		}
		if errors.Is(readErr, io.EOF) {
			break
		}
		if readErr != nil {
			return &failure{atBody, &unread{readErr}}
		}
	}
	if size > 0 && done != size {
		return &failure{atBody, &unread{fmt.Errorf("it has %d bytes instead of %d", done, size)}}
	}
	return nil
}

func writeAll(w io.Writer, p []byte) error {
	_, err := w.Write(p)
	return err
}

// say does one step within its time. An answer 2xx is a success, also where the client expected another 2xx.
func (s *session) say(at stage, wait time.Duration, step func() error) error {
	if err := s.client.UpdateDeadline(wait); err != nil {
		return &failure{at, err}
	}
	err := step()
	var answer *textproto.Error
	if err == nil || (errors.As(err, &answer) && answer.Code/100 == 2) {
		return nil
	}
	return &failure{at, err}
}
