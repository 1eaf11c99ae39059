package parse

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"tierdesk/tickets"
)

// ErrNoPart says that a mail has no leaf of that number.
var ErrNoPart = errors.New("the mail has no such part")

// Read turns any bytes into a Mail. It never fails, panics or hangs: what cannot be read is left out or kept as an
// attachment, and Repairs says so. It reads r once, to its end or first error, and holds a few megabytes whatever the
// size of the mail. Kind, Auto and Bounces are left to classify; HTML and NewMarkdown to HTML and Markdown.
func Read(r io.Reader) tickets.Mail {
	raw := &rawCounter{r: r}
	m := read(newSource(raw))
	m.Size = raw.n
	if raw.err != nil {
		m.Repairs = append(m.Repairs, "the mail could not be read to its end")
	}
	return m
}

// Bytes is Read for a mail in memory, with the same result. It does not keep b.
func Bytes(b []byte) tickets.Mail {
	m := read(memorySource(b))
	m.Size = int64(len(b))
	return m
}

func read(s *source) tickets.Mail {
	room := rooms.Get().(*room)
	defer room.leave()
	w := &walker{s: s, textLeft: maxText, want: -1, room: room}
	g := w.readMail(true)
	w.drain()
	return w.assemble(g)
}

// readers are kept for the next Leaf.
var readers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, bufferSize) }}

// Leaf writes the decoded bytes of attachment number part (Attachment.Part) of the raw mail r to w. It returns ErrNoPart
// when there is no such part, and the errors of w.
func Leaf(r io.Reader, part int, out io.Writer) error {
	b := readers.Get().(*bufio.Reader)
	b.Reset(r)
	defer func() {
		b.Reset(nil)
		readers.Put(b)
	}()
	room := rooms.Get().(*room)
	defer room.leave()
	w := &walker{s: newSource(b), textLeft: maxText, want: part, out: out, room: room}
	w.readMail(true)
	switch {
	case w.found == nil:
		return fmt.Errorf("find part %d: %w", part, ErrNoPart)
	case w.found.err != nil:
		return fmt.Errorf("write part %d: %w", part, w.found.err)
	}
	return nil
}

// drain reads what lies behind the last boundary, so that the size is that of the whole mail.
func (w *walker) drain() {
	w.s.open = nil
	w.s.resume()
	w.s.skip()
}

// rawCounter counts the raw mail on its way in.
type rawCounter struct {
	r   io.Reader
	n   int64
	err error
}

func (c *rawCounter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
		err = io.EOF
	}
	return n, err
}

// assemble makes the Mail from what was gathered.
func (w *walker) assemble(g *gathered) tickets.Mail {
	m := tickets.Mail{Header: g.header, Attachments: g.files, Seals: g.seals, Parts: w.parts, Repairs: w.repairs, Report: g.reports}
	m.MessageID = strings.Clone(firstID(first(g.header, "Message-ID"))) // what tickets keep of a mail is no piece of its header
	m.InReplyTo = messageIDs(first(g.header, "In-Reply-To"))
	m.References = messageIDs(first(g.header, "References"))
	m.Date = parseDate(first(g.header, "Date"))
	m.Subject = strings.Clone(oneLine(first(g.header, "Subject")))
	if _, params := mediaField(first(g.header, "Content-Type")); strings.EqualFold(params["charset"], "utf-7") {
		m.Subject = oneLine(decodeUTF7([]byte(m.Subject))) // Netscape 4 writes its headers so too
	}
	m.From = addresses(first(g.header, "From"))
	m.Sender = addresses(first(g.header, "Sender"))
	m.ReplyTo = addresses(all(g.header, "Reply-To"))
	m.To = addresses(all(g.header, "To"))
	m.Cc = addresses(all(g.header, "Cc"))
	w.returnPath(&m)
	m.RawHTML = g.html()
	var lines []line
	lines, m.Text = g.lines(w.room.lines[:0])
	w.room.lines = lines
	forwarded, at := forwardIn(&m, lines, g, known)
	m.Forwarded = forwarded
	if at >= 0 {
		lines = lines[:at]
	}
	own := w.room.ownWords(lines, m.Text, ownContext{sender: m.Author(), answer: answers(&m)}, known)
	m.NewText, m.Quoted, m.Signature = own.text, own.quoted, own.signature
	if forwarded != nil {
		m.Quoted = strings.TrimSpace(m.Quoted + "\n" + forwarded.Body)
	}
	return m
}

// answers reports whether a mail says that it answers another one.
func answers(m *tickets.Mail) bool {
	return len(m.InReplyTo)+len(m.References) > 0 || hasPrefixWord(m.Subject, known.answers)
}

// returnPath reads the envelope sender that the receiving server noted (RFC 5321, section 4.4).
func (w *walker) returnPath(m *tickets.Mail) {
	for _, f := range m.Header {
		if strings.EqualFold(f.Name, "Return-Path") {
			v := strings.TrimSpace(f.Value)
			m.NullSender = v == "<>" || v == ""
			if list := addresses(v); len(list) > 0 {
				m.ReturnPath = list[0].Address
			}
			return
		}
	}
}

// all joins the values of all fields of that name: an address field may be there twice, although it must not.
func all(header []tickets.Field, name string) string {
	var list []string
	for _, f := range header {
		if strings.EqualFold(f.Name, name) {
			list = append(list, f.Value)
		}
	}
	return strings.Join(list, ", ")
}
