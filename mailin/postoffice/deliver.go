package postoffice

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// Envelope says from whom to whom a mail goes, apart from what its header says.
type Envelope struct {
	From string   // the envelope sender, "" for the null sender
	To   []string // the recipients

	// Login is the user who submits the mail; "" is somebody outside.
	Login string
}

// Message is a mail as the office keeps it.
type Message struct {
	UID      uint32 // in its folder; 0 in Outside
	Flags    []string
	From, To string    // of the envelope; "" when it was appended, not delivered
	Time     time.Time // when it arrived
	Raw      []byte    // shared: read only
}

// parcel is a mail on its way, with what the Received field tells about it.
type parcel struct {
	Envelope
	raw      []byte
	helo     string // how the client introduced itself
	protocol string // "ESMTP" and its kin (RFC 3848)
	depth    int    // how many robots have answered each other
}

// Deliver takes a mail as if it had come by SMTP, for tests that need no client.
// Bare line feeds become CRLF. When a recipient is refused, nothing is delivered
// and the error is a *Refusal. Faults do not touch it.
func (o *Office) Deliver(envelope Envelope, raw []byte) error {
	for _, to := range envelope.To {
		if _, err := o.find(to); err != nil {
			return err
		}
	}
	return o.carry(parcel{Envelope: envelope, raw: crlf(raw), helo: "memory", protocol: "SMTP"})
}

// carry brings a mail to all its recipients; they have been checked before.
func (o *Office) carry(p parcel) error {
	h, _ := readHeader(p.raw)
	results := o.authenticate(p, h)
	for _, to := range p.To {
		if err := o.drop(p, to, results); err != nil {
			return err
		}
	}
	return nil
}

// drop brings a mail to one recipient.
func (o *Office) drop(p parcel, to, results string) error {
	where, err := o.find(to)
	if err != nil {
		return err
	}
	o.log.Info("mail", "from", p.From, "to", to, "login", p.Login, "bytes", len(p.raw), "bounced", where.bounce != nil)
	switch {
	case where.bounce != nil:
		o.bounce(p, to, *where.bounce)
		return nil
	case where.account != nil:
		m := &letter{from: p.From, to: to, raw: o.stamp(p, to, results), time: time.Now()}
		if err := where.account.put("INBOX", m); err != nil {
			return &Refusal{450, [3]int{4, 2, 0}, "the mailbox is not available"}
		}
	default:
		o.mutex.Lock()
		o.outside = append(o.outside, Message{From: p.From, To: to, Time: time.Now(), Raw: p.raw})
		o.mutex.Unlock()
	}
	o.answer(p, to)
	return nil
}

// stamp puts the trace fields of final delivery on top (RFC 5321, section 4.4)
// and removes forged results in our name (RFC 8601, section 5).
func (o *Office) stamp(p parcel, to, results string) []byte {
	clean := without(p.raw, func(f field) bool {
		return strings.EqualFold(f.name, "Authentication-Results") && servID(f.value) == strings.ToLower(o.options.Hostname)
	})
	top := fmt.Sprintf("Return-Path: <%s>\r\nDelivered-To: %s\r\nReceived: from %s by %s with %s id %s\r\n for <%s>; %s\r\n%s",
		oneLine(p.From), oneLine(to), oneLine(p.helo), o.options.Hostname, p.protocol, o.number(),
		oneLine(to), time.Now().Format(time.RFC1123Z), results)
	return append([]byte(top), clean...)
}

// number returns a new queue id.
func (o *Office) number() string {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.serial++
	return fmt.Sprintf("P%06d", o.serial)
}

// Outside returns the mail for domains that are not ours in the order it came,
// one for each recipient, with the bytes as they were sent.
func (o *Office) Outside() []Message {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return append([]Message(nil), o.outside...)
}

// oneLine keeps a value from becoming a header field of its own.
func oneLine(s string) string {
	return strings.NewReplacer("\r", "", "\n", "").Replace(s)
}

// crlf returns the mail with CRLF line ends.
func crlf(raw []byte) []byte {
	if bytes.Count(raw, []byte("\n")) == bytes.Count(raw, []byte("\r\n")) {
		return raw
	}
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n"))
}
