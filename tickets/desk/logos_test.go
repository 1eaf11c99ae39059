package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"tierdesk/tickets"
)

// withPicture is a mail with words and a picture that its HTML shows.
func withPicture(from, id, answers, picture string) string {
	return fmt.Sprintf("From: %s\nTo: support@acme.example\nSubject: Printer %s\nMessage-ID: <%s@customer.example>\nIn-Reply-To: <%s@customer.example>\nContent-Type: multipart/related; boundary=b\n\n"+
		"--b\nContent-Type: text/html\n\n<p>It burns, %s.</p><img src=\"cid:logo\">\n--b\nContent-Type: image/png; name=image001.png\nContent-ID: <logo>\nContent-Disposition: inline\n\n%s\n--b--\n",
		from, id, id, answers, id, picture)
}

// pictures counts the files of a message, and of the last notice about its ticket.
func (o *office) pictures(messageID string) (listed, enclosed int) {
	o.t.Helper()
	for _, t := range o.tickets() {
		h := o.history(t.ID)
		if m := h.Messages[len(h.Messages)-1]; m.MessageID != messageID {
			continue
		} else {
			listed = len(m.Attachments)
		}
		for _, l := range h.Letters {
			if l.Notice == tickets.NewTicket || l.Notice == tickets.CustomerReplied {
				enclosed = strings.Count(string(o.blobs.all[l.Raw]), "X-Enclosed: image001.png")
			}
		}
	}
	return listed, enclosed
}

func TestALogoIsEnclosedUntilTheSendersSideIsKnownByIt(t *testing.T) {
	o := newOffice(t)
	for i, c := range [...]struct {
		from, id, answers, picture string
		want                       int
		why                        string
	}{
		{"carl@customer.example", "a", "", "LOGO", 1, "nobody saw it before"},
		{"carl@customer.example", "a2", "a", "LOGO", 0, "the owner has it from the mail before"},
		{"dora@customer.example", "b", "", "LOGO", 1, "it may be the picture of another fault"},
		{"carl@customer.example", "c", "", "LOGO", 0, "the side sent it on two tickets"},
		{"carl@customer.example", "d", "", "other", 1, "it is another picture"},
		{"carl@elsewhere.example", "e", "", "LOGO", 1, "it is another side"},
		{"carl@gmail.com", "f", "", "LOGO", 1, "nobody there saw it"},
		{"dora@gmail.com", "g", "", "LOGO", 1, "a provider is no side"},
		{"emil@gmail.com", "h", "", "LOGO", 1, "however many send it"},
	} {
		o.receive(withPicture(c.from, c.id, c.answers, c.picture))
		if listed, enclosed := o.pictures(c.id + "@customer.example"); listed != c.want || enclosed != c.want {
			t.Errorf("mail %d: %d listed and %d enclosed, though %s", i, listed, enclosed, c.why)
		}
		if i == 1 {
			o.start() // it is remembered by the store
		}
	}
}
