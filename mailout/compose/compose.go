package compose

import (
	"bufio"
	"fmt"
	"io"
	"sync"

	"tierdesk/templates"
	"tierdesk/tickets"
)

// Opener reads what is enclosed in letters.
type Opener interface {
	// Leaf writes the content of a leaf of a raw mail that the desk keeps, transfer decoding undone, to w. It fails
	// rather than write less.
	Leaf(raw string, part int, w io.Writer) error
}

// Composer makes finished mails. It is safe for concurrent use.
type Composer struct {
	set     *templates.Set
	opener  Opener
	writers sync.Pool // of *bufio.Writer
}

// New makes a composer that words letters with set and reads their enclosures through opener.
func New(set *templates.Set, opener Opener) *Composer {
	return &Composer{set: set, opener: opener, writers: sync.Pool{
		New: func() any { return bufio.NewWriterSize(io.Discard, 8<<10) },
	}}
}

// Compose writes the finished mail of a draft, lines ending with CRLF. The same draft gives the same bytes. When it
// fails, what w has received so far is no mail and must be thrown away.
func (c *Composer) Compose(d tickets.Draft, w io.Writer) error {
	if err := c.compose(&d, w); err != nil {
		return fmt.Errorf("compose the letter %q to %s: %w", d.Notice, d.Recipient.Address, err)
	}
	return nil
}

func (c *Composer) compose(d *tickets.Draft, w io.Writer) error {
	data := d.Data
	if d.Subject != "" {
		data.Subject = d.Subject
	}
	data.Body.Markdown = describeMissing(data.Body.Markdown, d.Attachments)
	letter, err := c.set.Render(d.Notice, d.Language, d.At.Location(), data)
	if err != nil {
		return err
	}
	out := c.writers.Get().(*bufio.Writer)
	defer c.writers.Put(out)
	out.Reset(w)
	if err := writeHeader(out, d, letter.Subject); err != nil {
		return err
	}
	if err := c.arrange(d, letter).writeTo(out); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the mail: %w", err)
	}
	return nil
}
