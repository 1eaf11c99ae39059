package demo

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"html"
	"strings"

	"github.com/wneessen/go-mail"
)

// compose makes a mail as the person's client would. to is the letter that it answers, nil for none.
func (p *person) compose(m message, to *letter) (msg *mail.Msg, id string, err error) {
	msg = mail.NewMsg(mail.WithNoDefaultUserAgent())
	_, domain, _ := strings.Cut(p.address, "@")
	id = rand.Text() + "@" + domain
	msg.SetMessageIDWithValue(id)
	msg.SetDate()
	msg.Subject(m.subject)
	err = errors.Join(msg.FromFormat(p.name, p.address), msg.To(m.to...), msg.Cc(m.cc...))
	if p.outside != "" {
		err = errors.Join(err, msg.EnvelopeFrom(p.outside))
	}
	if to != nil {
		chain := append(append([]string(nil), to.References...), to.MessageID)
		msg.SetGenHeader(mail.HeaderInReplyTo, "<"+to.MessageID+">")
		msg.SetGenHeader(mail.HeaderReferences, "<"+strings.Join(chain, "> <")+">")
	}
	msg.SetBodyString(mail.TypeTextPlain, p.plain(m, to))
	if p.html {
		msg.AddAlternativeString(mail.TypeTextHTML, p.page(m, to))
	}
	if len(m.picture) > 0 {
		err = errors.Join(err, msg.EmbedReader("reset-button.png", bytes.NewReader(m.picture),
			mail.WithFileContentID("<"+pictureID+">"), mail.WithFileContentType("image/png")))
	}
	return msg, id, err
}

// pictureID names a picture for the HTML half (RFC 2392).
const pictureID = "part1.reset-button@acme.example"

// plain is the text half: the words, the signature, the quotation.
func (p *person) plain(m message, to *letter) string {
	text := m.text + "\n"
	if p.signature != "" {
		text += "\n-- \n" + p.signature + "\n"
	}
	if to != nil {
		text += "\n" + wrote(to) + "\n" + quoted(to.Text) + "\n"
	}
	return text
}

// page is the HTML half, in the manner of Thunderbird.
func (p *person) page(m message, to *letter) string {
	var b strings.Builder
	b.WriteString("<html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=UTF-8\"></head><body>\n")
	for paragraph := range strings.SplitSeq(m.text, "\n\n") {
		b.WriteString("<p>" + lines(paragraph) + "</p>\n")
	}
	if len(m.picture) > 0 {
		b.WriteString("<p><img src=\"cid:" + pictureID + "\" alt=\"the reset button\"></p>\n")
	}
	if p.signature != "" {
		b.WriteString("<div class=\"moz-signature\">-- <br>\n" + lines(p.signature) + "</div>\n")
	}
	if to != nil {
		b.WriteString("<div class=\"moz-cite-prefix\">" + html.EscapeString(wrote(to)) + "<br></div>\n<blockquote type=\"cite\" cite=\"mid:" +
			html.EscapeString(to.MessageID) + "\">" + lines(to.Text) + "</blockquote>\n")
	}
	return b.String() + "</body></html>\n"
}

// lines is text as HTML.
func lines(text string) string {
	return strings.ReplaceAll(html.EscapeString(text), "\n", "<br>\n")
}

// wrote is the line above a quotation.
func wrote(l *letter) string {
	return fmt.Sprintf("On %s, %s <%s> wrote:", l.Date.Format("Mon, 2 Jan 2006 at 15:04"), l.Author().Name, l.Author().Address)
}

func quoted(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight("> "+l, " ")
	}
	return strings.Join(lines, "\n")
}
