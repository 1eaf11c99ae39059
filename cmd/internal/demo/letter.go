package demo

import (
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/tickets"
)

// letter is a mail as a person's client shows it.
type letter struct {
	tickets.Mail
	uid imap.UID // in its reader's INBOX
}

func readLetter(raw []byte) *letter {
	l := &letter{Mail: parse.Bytes(raw)}
	classify.Classify(&l.Mail)
	return l
}

// notice is the kind of notice that the desk says a letter is; "" on the customers' side.
func (l *letter) notice() string { return l.Get("X-Tierdesk-Notice") }

// follows reports whether a client shows the letter in the thread of a mail (RFC 5322, section 3.6.4).
func (l *letter) follows(id string) bool {
	return slices.Contains(l.References, id) || slices.Contains(l.InReplyTo, id)
}

// answerTo is where a reply goes.
func (l *letter) answerTo() tickets.Address {
	if len(l.ReplyTo) > 0 {
		return l.ReplyTo[0]
	}
	return l.Author()
}

// shows reports whether any half of the letter, or its header, has a text in it.
func (l *letter) shows(text string) bool {
	in := func(s string) bool { return strings.Contains(strings.ToLower(s), strings.ToLower(text)) }
	return in(l.Text) || in(l.RawHTML) || slices.ContainsFunc(l.Header, func(f tickets.Field) bool { return in(f.Value) })
}

// picture is the first picture that the HTML half shows in its text, and whether there is one.
func (l *letter) picture() (tickets.Attachment, bool) {
	for _, a := range l.Attachments {
		if strings.HasPrefix(a.Type, "image/") && a.ContentID != "" && strings.Contains(l.RawHTML, "cid:"+a.ContentID) {
			return a, true
		}
	}
	return tickets.Attachment{}, false
}

// ours reports whether the desk sent the letter.
func (l *letter) ours() bool { return l.Author().Same(tickets.Address{Address: support}) }

// isReply recognises a person's answer to a customer, and isAck the desk's own.
func isReply(l *letter) bool { return l.ours() && l.Get("Auto-Submitted") == "" }
func isAck(l *letter) bool   { return l.ours() && l.Get("Auto-Submitted") == "auto-replied" }

// isNotice recognises a notice of one kind.
func isNotice(kind tickets.Notice) func(*letter) bool {
	return func(l *letter) bool { return l.notice() == string(kind) }
}

// addresses reports whether somebody stands in To or Cc.
func (l *letter) addresses(p *person) bool {
	return slices.ContainsFunc(slices.Concat(l.To, l.Cc), tickets.Address{Address: p.address}.Same)
}
