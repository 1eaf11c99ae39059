package postoffice

import (
	"fmt"
	"mime"
	"net/mail"
	"strings"
	"time"
)

const (
	// vacationRest is how long a polite robot does not answer the same person
	// again (RFC 3834, section 2: several days).
	vacationRest = 7 * 24 * time.Hour

	// robotDepth ends a chain of robots of this office that answer each other.
	robotDepth = 8
)

// bounce is how mail for an address comes back.
type bounce struct{ status, text string }

// Bounce makes the office take mail for the address and then return a delivery
// status notification (RFC 3464) to the envelope sender, with the enhanced
// status code (5.1.1 fails, 4.x.x reports a delay) and the diagnostic text. It
// also covers sub-addresses. Mail with the null sender vanishes, as it must.
func (o *Office) Bounce(address, status, text string) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.bounces[strings.ToLower(address)] = bounce{status, text}
}

// Robot answers mail by itself.
type Robot struct {
	Address string // of whose mail it answers, with sub-addresses
	Subject string // default "Auto: " or "Re: " and the subject it answers
	Text    string

	// Rude answers everything, each time, to the address in the header and with
	// nothing that marks it as a robot. Otherwise the robot does as RFC 3834
	// says: null sender, Auto-Submitted, no answer to machines or lists, and one
	// answer to each person in seven days.
	Rude bool

	// Fresh makes a rude robot worse: it answers to From whatever Reply-To says,
	// and each time about something new.
	Fresh bool
}

// AutoReply puts a robot behind an address, which may also be outside. The mail
// is delivered as well.
func (o *Office) AutoReply(robot Robot) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.robots[strings.ToLower(robot.Address)] = &robot
}

// Silence takes robot and bounces from an address.
func (o *Office) Silence(address string) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	delete(o.robots, strings.ToLower(address))
	delete(o.bounces, strings.ToLower(address))
}

// answer lets the robot of a recipient answer, if there is one.
func (o *Office) answer(p parcel, to string) {
	o.mutex.Lock()
	var robot *Robot
	for _, key := range spellings(to) {
		if robot == nil {
			robot = o.robots[key]
		}
	}
	o.mutex.Unlock()
	if robot == nil {
		return
	}
	h, _ := readHeader(p.raw)
	if robot.Rude {
		fields := []string{h.get("Reply-To"), h.get("From")}
		if robot.Fresh {
			fields = fields[1:]
		}
		if target := replyAddress(fields, p.From); target != "" {
			o.send(p, Envelope{From: robot.Address, To: []string{target}}, o.rudeReply(robot, h, target))
		}
		return
	}
	if p.From == "" || fromMachine(h) || !o.mayAnswer(robot.Address, p.From) {
		return
	}
	o.send(p, Envelope{To: []string{p.From}}, o.politeReply(robot, h, p.From))
}

// send posts what the office writes itself. Nobody is told when it cannot be
// delivered: it answers a mail, and must not cause a second answer.
func (o *Office) send(cause parcel, envelope Envelope, raw []byte) {
	if cause.depth >= robotDepth {
		o.log.Warn("robots answer each other", "from", envelope.From, "to", envelope.To)
		return
	}
	p := parcel{Envelope: envelope, raw: raw, helo: "localhost", protocol: "local", depth: cause.depth + 1}
	if err := o.carry(p); err != nil {
		o.log.Info("an automatic mail had nowhere to go", "to", envelope.To, "error", err)
	}
}

// fromMachine tells whether a polite robot keeps silent (RFC 3834, section 2).
func fromMachine(h header) bool {
	submitted := h.get("Auto-Submitted")
	switch strings.ToLower(h.get("Precedence")) {
	case "bulk", "junk", "list":
		return true
	}
	return submitted != "" && !strings.HasPrefix(strings.ToLower(submitted), "no") ||
		h.count("List-Id") > 0 || h.count("List-Unsubscribe") > 0 || h.count("X-Auto-Response-Suppress") > 0
}

// mayAnswer tells whether the correspondent has rested long enough, and if so
// starts the rest anew.
func (o *Office) mayAnswer(robot, correspondent string) bool {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	key := [2]string{strings.ToLower(robot), strings.ToLower(correspondent)}
	if last, ok := o.answered[key]; ok && time.Since(last) < vacationRest {
		return false
	}
	o.answered[key] = time.Now()
	return true
}

// replyAddress is where a program without manners sends its answer.
func replyAddress(fields []string, envelopeFrom string) string {
	for _, value := range fields {
		if list, err := mail.ParseAddressList(value); err == nil && len(list) > 0 {
			return list[0].Address
		}
	}
	return envelopeFrom
}

func (o *Office) politeReply(r *Robot, h header, to string) []byte {
	id := h.get("Message-ID")
	marks := "Auto-Submitted: auto-replied\r\n"
	if id != "" {
		marks += "In-Reply-To: " + id + "\r\nReferences: " + id + "\r\n"
	}
	return o.write(page{from: r.Address, to: to, subject: robotSubject(r, h, "Auto: "), marks: marks, text: r.Text})
}

func (o *Office) rudeReply(r *Robot, h header, to string) []byte {
	subject := robotSubject(r, h, "Re: ")
	if r.Fresh {
		subject = "Case " + o.number()
	}
	return o.write(page{from: r.Address, to: to, subject: subject, text: r.Text})
}

func robotSubject(r *Robot, h header, prefix string) string {
	if r.Subject != "" {
		return mime.QEncoding.Encode("utf-8", oneLine(r.Subject))
	}
	return prefix + h.get("Subject")
}

// page is a mail the office writes itself.
type page struct {
	from, to, subject string
	marks             string // more header lines
	contentType       string // default text/plain
	text              string
}

func (o *Office) write(p page) []byte {
	if p.contentType == "" {
		p.contentType = "text/plain; charset=utf-8"
	}
	head := fmt.Sprintf("From: %s\r\nTo: <%s>\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <%s.%d@%s>\r\n%sMIME-Version: 1.0\r\nContent-Type: %s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
		p.from, oneLine(p.to), p.subject, time.Now().Format(time.RFC1123Z), o.number(), time.Now().UnixNano(), o.options.Hostname,
		p.marks, p.contentType)
	return append([]byte(head), crlf([]byte(strings.TrimRight(p.text, "\r\n")+"\n"))...)
}
