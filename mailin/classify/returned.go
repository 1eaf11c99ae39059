package classify

import (
	"fmt"
	"io"
	"mime"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// returned is what a report gives back of the letter it is about.
type returned struct {
	id, subject string
	to          []string // its recipients
	from, path  string
}

// findReturned looks for the returned letter: as a part of its own, else in the text of the notice.
func (e *evidence) findReturned() returned {
	var r returned
	for _, p := range e.m.Report {
		switch p.Type {
		case "message/rfc822", "message/global", "text/rfc822-headers", "text/rfc822-header", "message/global-headers", "message/news", "message/partial":
			r.read(headerOf(p.Text))
		}
	}
	if r.id == "" && len(r.to) == 0 {
		_, below := splitNotice(e.m.Text)
		r.read(headerOf(below))
	}
	if r.id == "" {
		for _, p := range e.m.Report {
			if p.Type == "text/plain" { // an attached header without a type of its own
				r.read(headerOf(p.Text))
			}
		}
	}
	if r.id == "" {
		r.id = looseID(e.m.Text, e.m.MessageID)
	}
	for i := 0; i < len(e.m.Report) && r.id == ""; i++ { // a broken structure: it stands in the part before
		r.id = looseID(e.m.Report[i].Text, e.m.MessageID)
	}
	return r
}

// headerOf takes the header off the front of a mail.
func headerOf(text string) map[string]string {
	text = strings.TrimLeft(strings.ReplaceAll(text, "\r\n", "\n"), "\n ")
	head, _, _ := strings.Cut(text, "\n\n")
	if list := groups(head); len(list) > 0 {
		return list[0]
	}
	return nil
}

// read takes over what is not known yet.
func (r *returned) read(fields map[string]string) {
	r.id = firstOf(r.id, strings.Trim(firstOf(between(fields["message-id"]), fields["message-id"]), "<> "))
	r.subject = firstOf(r.subject, decoded(fields["subject"]))
	r.from = firstOf(r.from, addressIn(fields["from"]))
	r.path = firstOf(r.path, addressIn(fields["return-path"]))
	if len(r.to) == 0 {
		r.to = addressesOn(fields["to"])
	}
}

// decoded reads the encoded words of a subject (RFC 2047); broken ones stay as they are.
func decoded(v string) string {
	d := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		e, err := htmlindex.Get(charset)
		if err != nil {
			return nil, fmt.Errorf("find the charset %s: %w", charset, err)
		}
		return e.NewDecoder().Reader(r), nil
	}}
	if text, err := d.DecodeHeader(v); err == nil {
		v = text
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(v, "\ufffd")), " ")
}

func between(v string) string {
	_, after, found := strings.Cut(v, "<")
	if !found {
		return ""
	}
	id, _, _ := strings.Cut(after, ">")
	return id
}

// looseID finds a Message-ID that the notice names in its text: "Message-ID: <…>", "Message-Id  <…>".
func looseID(text, own string) string {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		text = lower
	}
	for from := 0; ; {
		at := strings.Index(lower[from:], "message-id")
		if at < 0 {
			return ""
		}
		at += from + len("message-id")
		rest := text[at:min(len(text), at+300)]
		if id := between(rest[:min(len(rest), 200)]); strings.Contains(id, "@") && !strings.ContainsAny(id, " \n") && id != own {
			return id
		}
		from = at
	}
}

// splitNotice cuts the text of a notice in front of the returned letter, which begins behind a line that announces it or
// with its own header.
func splitNotice(text string) (notice, below string) {
	lines := strings.SplitAfter(text, "\n")
	at := 0
	for i, l := range lines {
		lower := strings.ToLower(strings.TrimSpace(strings.TrimLeft(l, "-*=> ")))
		switch {
		case isTrace(lower) && i+1 < len(lines) && i > 0 && !(strings.HasPrefix(lower, "message-id") && isListed(l, lines[i-1])):
			return text[:at], text[at:]
		case announces(lower):
			return text[:at], text[at+len(l):]
		}
		at += len(l)
	}
	return text, ""
}

// isListed reports whether a field is one that a notice shows of the letter, with more of the notice below it: it is moved
// to the right (Oracle), or stands behind others (Verizon).
func isListed(l, above string) bool {
	return l[0] == ' ' || l[0] == '\t' || hasAnyPrefix(strings.ToLower(above), []string{"subject:", "to:", "from:", "date:"})
}

// announces recognises the lines by which servers announce the returned letter.
func announces(line string) bool {
	return hasAnyPrefix(line, []string{
		"below this line is a copy of", "this is a copy of the", "the header of the original", "original message follows", "returned message follows",
		"unsent message follows", "message text follows", "original message header", "message header follows", "headers of the message", "header of the message",
		"copy of your message", "the following is a copy", "your message follows", "original message:", "original message headers", "forwarded message", "original mail",
		"received message follows", "message header", "returned mail follows", "the body of your message", "the original message was", "your original message",
		"start of returned message", "begin of returned", "original message", "included is a copy", "attached is your message", "included below", "this is the original",
		"unsent message below", "failed message follows", "original-header", "below is a copy", "original headers", "message contents follow", "contents of the message", "ursprüngliche nachrichtenkopfzeilen", "kopie der nachricht",
		"en-têtes de message d'origine", "en-têtes du message d'origine", "encabezados de mensajes originales", "encabezados del mensaje original", "intestazioni originali", "intestazioni messaggio originale", "cabeçalhos de mensagem originais", "oorspronkelijke berichtkoppen", "元のメッセージ ヘッダー", "原始邮件头", "原始郵件標頭", "원래 메시지 헤더",
		"returned message", "text of your message", "header follows", "the first 50 lines", "the text of the message",
	}) && !strings.Contains(line, "was received at")
}

// isTrace recognises the first line of a raw mail header.
func isTrace(line string) bool {
	return strings.HasPrefix(line, "received: from ") || strings.HasPrefix(line, "received: by ") || strings.HasPrefix(line, "received: (") ||
		strings.HasPrefix(line, "return-path: ") || strings.HasPrefix(line, "message-id: <")
}

// notice is the part of the text that speaks about the failure.
func (e *evidence) notice() string {
	above, _ := splitNotice(e.m.Text)
	return above
}
