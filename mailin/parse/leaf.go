package parse

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"tierdesk/tickets"
)

const (
	maxText   = 2 << 20  // bytes of text kept of one mail
	maxReport = 64 << 10 // bytes kept of one report part
	maxHeld   = 8 << 20  // bytes held of a container that must be opened: TNEF, an encoded message/rfc822
)

// part is what the header of a MIME entity says about it.
type part struct {
	header      []tickets.Field
	media       string // media type in lower case
	params      map[string]string
	encoding    string
	disposition string
	fileName    string
	contentID   string
	group       int // the multipart/alternative it is an answer in; 0 when in none
	related     bool
	leading     bool // it is the mail itself, or the first part of a multipart
	signed      bool // it stands in a multipart/signed
	spare       bool // another form of a text that was read
	declared    bool // it had a Content-Type
}

// newPart reads the MIME fields of a header; byDefault is the media type when none is declared.
func newPart(header []tickets.Field, byDefault string) *part {
	p := &part{header: header}
	p.media, p.params = mediaField(first(header, "Content-Type"))
	p.declared = p.media != ""
	if !strings.Contains(p.media, "/") {
		p.media = looseMedia(p.media, byDefault)
	}
	var params map[string]string
	p.disposition, params = mediaField(first(header, "Content-Disposition"))
	p.fileName = fileName(firstOf(params["filename"], firstOf(p.params["name"], params["name"])))
	p.encoding, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(first(header, "Content-Transfer-Encoding"))), ";")
	p.encoding = strings.Trim(dropComment(p.encoding), " \t\"'")
	p.contentID = strings.Trim(oneLine(first(header, "Content-ID")), "<> ")
	return p
}

// looseMedia completes what some programs write: "text", "html", "multipart".
func looseMedia(media, byDefault string) string {
	switch media {
	case "text", "plain":
		return "text/plain"
	case "html":
		return "text/html"
	case "multipart", "mixed":
		return "multipart/mixed"
	}
	return byDefault
}

// fileName makes a name safe to show and to store: no folders, no control characters, at most 200 bytes.
func fileName(v string) string {
	v = oneLine(v)
	if at := strings.LastIndexAny(v, `/\`); at >= 0 && at < len(v)-1 && !strings.Contains(v, "://") {
		v = v[at+1:]
	}
	if len(v) > 200 {
		ext := path.Ext(v)
		if len(ext) > 20 {
			ext = ""
		}
		v = strings.ToValidUTF8(v[:200-len(ext)], "") + ext
	}
	return v
}

// isBody reports whether the part is text of the mail, not a file that comes with it. Text with a name is a file, unless
// nothing stands before it: then it is what people are to read first (RFC 8621, section 4.1.4).
func (p *part) isBody() bool {
	switch p.media {
	case "text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/x-markdown", "text/markdown":
	default:
		return false
	}
	return p.disposition != "attachment" && (p.fileName == "" || p.leading) && !p.spare
}

// isRich reports whether the part is text with commands in it (RFC 1896).
func (p *part) isRich() bool { return p.media == "text/enriched" || p.media == "text/richtext" }

// isSeal reports whether the part is the signature over the part in front of it (RFC 1847, section 2.1; RFC 3156, section
// 5; RFC 8551, section 3.5.3). Mail programs show such a one as a seal, not as a file.
func (p *part) isSeal() bool {
	switch p.media {
	case "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature":
		return p.signed
	}
	return false
}

// isReport reports whether classify needs the text of the part.
func (p *part) isReport() bool {
	switch p.media {
	case "message/delivery-status", "message/global-delivery-status", "message/feedback-report", "message/disposition-notification",
		"message/global-disposition-notification", "text/rfc822-headers", "text/rfc822-header", "message/global-headers", "message/partial", "text/calendar":
		return true
	}
	return p.isMail()
}

// isForMachines reports whether a part says to programs what the text beside it says to people (RFC 3464, RFC 8098), or
// holds no more than a returned header (RFC 6522, section 4): mail clients show neither as a file.
func (p *part) isForMachines() bool {
	switch p.media {
	case "message/delivery-status", "message/global-delivery-status", "message/disposition-notification", "message/global-disposition-notification",
		"text/rfc822-headers", "text/rfc822-header", "message/global-headers", "message/feedback-report":
		return true
	}
	return false
}

// isHeaderText recognises a returned header that is attached as plain text.
func (l *leaf) isHeaderText() bool {
	return l.media == "text/plain" && isField(l.held) && (bytes.HasPrefix(l.held, []byte("Return-Path: ")) ||
		bytes.Contains(l.held[:min(len(l.held), 2048)], []byte("Received: from ")))
}

// isMail reports whether the part is itself a mail.
func (p *part) isMail() bool {
	return p.media == "message/rfc822" || p.media == "message/global" || p.media == "message/news"
}

// leaf takes the lines of one leaf of the tree: it decodes, hashes and counts, and holds only what must be held.
type leaf struct {
	*part
	number int
	dec    decoder
	sum    hash.Hash
	size   int64
	keep   int    // how many decoded bytes to hold
	held   []byte // the first of them
	cut    bool   // there was more
	out    io.Writer
	err    error
	emit   func([]byte)
}

// newLeaf starts a leaf. Bodies are not hashed: they are no attachments. Nor is anything when one leaf is wanted.
func (w *walker) newLeaf(p *part) *leaf {
	l := &leaf{part: p, number: w.leaves, dec: decoderFor(p.encoding, w.room.decoded), keep: 1024}
	w.leaves++
	switch {
	case p.isBody():
		l.keep = w.textLeft
	case p.media == "application/ms-tnef" || strings.EqualFold(p.fileName, "winmail.dat") || p.isSMIME() || p.isMail() && p.encoding != "" && l.isEncoded():
		l.keep = maxHeld
	case p.isReport() || p.media == "text/plain":
		l.keep = maxReport
	}
	if !p.isBody() && w.out == nil {
		l.sum = sha256.New()
	}
	l.held = w.room.lend()
	if w.out != nil && l.number == w.want {
		l.out = w.out
		w.found = l
	}
	l.emit = l.take
	return l
}

// isEncoded reports whether the lines of the leaf are not its content.
func (l *leaf) isEncoded() bool {
	_, plain := l.dec.(*plainDecoder)
	return !plain
}

// line takes one line, or a piece of a long one.
func (l *leaf) line(b []byte) { l.dec.line(b, l.emit) }

// unlabelled finds text that is labelled base64 and is none, by its first line: it has several characters that base64
// does not have, or begins with one, and no padding. Some programs copy the label of another part.
func (l *leaf) unlabelled(b []byte) bool {
	b = bytes.TrimSpace(b)
	if _, coded := l.dec.(*base64Decoder); !coded || len(b) == 0 || b[len(b)-1] == '=' {
		return false
	}
	foreign, run := 0, 0
	for _, c := range b {
		if isBase64(c) || c == '=' {
			run++
		} else if foreign++; run >= 16 && run%4 == 0 {
			return false // words behind a whole encoding
		} else {
			run = 0
		}
	}
	if foreign == 0 || foreign < 3 && isBase64(b[0]) && (len(b) > 60 || isText(decodeBase64(string(b)))) {
		return false
	}
	l.dec = &plainDecoder{}
	return true
}

// isText reports whether bytes can be text of any charset that needs no escapes: valid UTF-8 without control characters.
func isText(b []byte) bool {
	return utf8.Valid(b) && !bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' && r != '\t' && r != '\r' && r != '\n' && r != '\f' && r != 0x1b })
}

// take receives decoded bytes.
func (l *leaf) take(b []byte) {
	l.size += int64(len(b))
	if l.sum != nil {
		l.sum.Write(b)
	}
	if room := l.keep - len(l.held); room > 0 {
		l.held = append(l.held, b[:min(room, len(b))]...)
	}
	if len(l.held) >= l.keep && l.size > int64(l.keep) {
		l.cut = true
	}
	if l.out != nil && l.err == nil {
		_, l.err = l.out.Write(b)
	}
}

// end finishes the leaf; boundary says whether a boundary line ended it.
func (l *leaf) end(boundary bool) { l.dec.end(l.emit, boundary) }

// attachment describes the leaf as a file.
func (l *leaf) attachment() tickets.Attachment {
	media, _ := trueType(l.media, l.fileName, l.held)
	a := tickets.Attachment{Name: l.fileName, Type: media, Size: l.size, ContentID: l.contentID, Inline: l.isInline(), Part: l.number}
	if l.sum != nil {
		a.SHA256 = hex.EncodeToString(l.sum.Sum(nil))
	}
	return a
}

// isInline reports whether the file is meant to be shown inside the text: it says so, or it is a picture with a
// Content-ID beside the text that shows it (RFC 2387).
func (l *leaf) isInline() bool {
	if l.disposition == "attachment" {
		return l.related && l.contentID != "" && strings.HasPrefix(l.media, "image/")
	}
	return l.disposition == "inline" || l.related && l.contentID != ""
}
