package parse

import (
	"bytes"
	"crypto/sha256"
	"strings"

	"tierdesk/tickets"
)

// readLeaf reads one leaf and files it as text, as attachment, or as both.
func (w *walker) readLeaf(p *part) {
	l := w.newLeaf(p)
	if w.isSpare(l) {
		w.s.skip()
		w.room.giveBack(l.held)
		return
	}
	u := uuFinder{w: w}
	first := true
	watch := p.media == "text/plain" && p.isBody() && !l.isEncoded()
	for {
		b, ok := w.s.next()
		if !ok {
			break
		}
		taken := false
		if watch {
			b, taken = u.line(b)
		}
		if !taken {
			if first && !blank(b) {
				first = false
				if l.isBody() && l.unlabelled(b) {
					w.repair("read as it stands a text that was labelled base64")
				}
			}
			l.line(b)
		}
	}
	l.end(w.s.hit >= 0)
	u.end()
	switch {
	case !l.isBody():
		w.addFile(l, nil)
	case l.isDisguised():
		l.sum = sha256.New()
		l.sum.Write(l.held)
		w.addFile(l, nil)
	default:
		w.addBody(l)
	}
	w.room.giveBack(l.held)
	if l.out != nil {
		w.s.stop() // nobody asks for the rest
	}
}

// isSpare reports whether another leaf is wanted, and this one has none inside and no text that counts.
func (w *walker) isSpare(l *leaf) bool {
	_, uu := l.dec.(*uuDecoder)
	return w.out != nil && l.out == nil && !l.isBody() && !l.isForMachines() && l.keep < maxHeld && !uu
}

// isDisguised reports whether what is labelled as the text of the mail is the encoded bytes of a file.
func (l *leaf) isDisguised() bool {
	return l.isEncoded() && !l.cut && sniff(l.held) != ""
}

// addBody files the text of the mail.
func (w *walker) addBody(l *leaf) {
	if l.cut {
		w.repair("cut a text that was too long")
	}
	w.textLeft -= len(l.held)
	if l.media == "text/plain" && l.isEncoded() {
		l.held = w.withoutFiles(l.held)
	}
	label := l.params["charset"]
	html := l.media == "text/html" || l.media == "text/x-amp-html" || !l.declared && beginsAsHTML(l.held)
	if label == "" && html {
		label = metaCharset(l.held)
	}
	if html && w.out != nil {
		return // nobody asks for the text
	}
	text, repair := readText(l.held, label)
	w.repair(repair)
	switch {
	case l.isRich():
		text = enrichedText(text)
	case l.params["format"] == "flowed" || l.params["format"] == "Flowed":
		text = unflow(text, strings.EqualFold(l.params["delsp"], "yes"))
	case l.media == "text/x-amp-html":
		return // a third form of the same text
	}
	w.mail.bodies = append(w.mail.bodies, body{text: text, html: html, rich: l.isRich(), group: l.group})
}

// beginsAsHTML recognises a page that a script sent without a Content-Type (WHATWG MIME Sniffing, section 7.1).
func beginsAsHTML(b []byte) bool {
	b = bytes.TrimLeft(b[:min(len(b), 512)], " \t\r\n\f")
	for _, tag := range [...]string{"<!doctype html", "<html"} {
		if len(b) > len(tag) && strings.EqualFold(string(b[:len(tag)]), tag) && (b[len(tag)] == '>' || b[len(tag)] <= ' ') {
			return true
		}
	}
	return false
}

// addFile files an attachment and, for classify, the text of a report.
func (w *walker) addFile(l *leaf, inner *gathered) {
	if u, coded := l.dec.(*uuDecoder); coded && l.fileName == "" {
		l.fileName = fileName(u.name)
	}
	if l.fileName == "" {
		l.fileName = nameFor(l.part, inner)
	}
	a := l.attachment()
	if l.isReport() || l.isHeaderText() {
		w.mail.reports = append(w.mail.reports, tickets.ReportPart{Type: l.media, Text: toUTF8(string(l.held[:min(len(l.held), maxReport)]))})
	}
	if l.isForMachines() && l.disposition != "attachment" {
		if b := bytes.TrimLeft(l.held, "\r\n\t "); !isField(b) && len(b) > 0 { // InterMail labels its notice for people so too
			text, repair := readText(b[:min(len(b), w.textLeft)], l.params["charset"])
			w.repair(repair)
			w.textLeft -= min(len(b), w.textLeft)
			w.mail.bodies = append(w.mail.bodies, body{text: text, group: l.group})
		}
		return // the rest lives on in Report and in what classify makes of it
	}
	if l.media == "application/ms-tnef" || l.media == "application/vnd.ms-tnef" || strings.EqualFold(l.fileName, "winmail.dat") {
		if w.openTNEF(l.held) {
			return
		}
	}
	if l.isSMIME() && !l.cut {
		w.openSigned(l.held)
	}
	if l.isSeal() {
		w.mail.seals = append(w.mail.seals, a)
		return
	}
	w.mail.files = append(w.mail.files, a)
}

// readAttachedMail reads a message/rfc822 part twice at once: as a file and as a mail.
func (w *walker) readAttachedMail(p *part) {
	l := w.newLeaf(p)
	if l.isEncoded() { // forbidden by RFC 2046, section 5.2.1, and done all the same
		for b, ok := w.s.next(); ok; b, ok = w.s.next() {
			l.line(b)
		}
		l.end(w.s.hit >= 0)
		w.addFile(l, w.inside(l.held))
		w.room.giveBack(l.held)
		return
	}
	if back := w.s.back; back != nil {
		l.line(back)
	}
	w.s.taps = append(w.s.taps, l)
	group, related := w.group, w.related
	w.group, w.related = 0, false
	inner := w.readMail(false)
	w.s.skip()
	w.group, w.related = group, related
	w.s.taps = w.s.taps[:len(w.s.taps)-1]
	l.end(w.s.hit >= 0)
	w.mail.inner = append(w.mail.inner, inner)
	w.addFile(l, inner)
	w.room.giveBack(l.held)
}

// inside reads a mail that was decoded into memory.
func (w *walker) inside(b []byte) *gathered {
	s := w.s
	w.s = memorySource(b)
	inner := w.readMail(true)
	w.s = s
	w.mail.inner = append(w.mail.inner, inner)
	return inner
}

// readText makes text of what a part holds, with \n for every line end and without NUL. The bytes are spent: what is UTF-8
// already, as most is, is mended in its place and copied once.
func readText(b []byte, label string) (text, repair string) {
	label = cleanLabel(label)
	if repair, is := isUTF8(b, label); is {
		return string(feedLines(b)), repair
	}
	text, repair = decodeCharset(b, label)
	return lineFeeds(text), repair
}

// lineFeeds turns all line ends into \n, and drops NUL and the byte order mark in front.
func lineFeeds(text string) string {
	if strings.ContainsAny(text, "\r\x00\ufeff") {
		text = string(feedLines([]byte(text)))
	}
	return text
}

// feedLines is lineFeeds in the place of the text.
func feedLines(b []byte) []byte {
	out := b[:0]
	for rest := b; ; {
		at := bytes.IndexByte(rest, '\r')
		if at < 0 {
			out = append(out, rest...)
			break
		}
		out = append(append(out, rest[:at]...), '\n')
		rest = bytes.TrimPrefix(rest[at+1:], []byte("\n"))
	}
	if bytes.IndexByte(out, 0) >= 0 {
		out = bytes.ReplaceAll(out, []byte{0}, nil)
	}
	return bytes.TrimPrefix(out, []byte("\ufeff"))
}
