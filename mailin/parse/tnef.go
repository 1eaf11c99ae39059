package parse

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
)

// The attributes of TNEF that are read (MS-OXTNEF, section 2.1.3.3).
const (
	tnefSignature   = 0x223E9F78
	tnefCodePage    = 0x9007
	tnefBody        = 0x800C
	tnefAttachData  = 0x800F
	tnefAttachTitle = 0x8010
	tnefMapiProps   = 0x9003
	tnefAttachStart = 0x9002
	tnefAttachProps = 0x9005
)

// The MAPI properties that are read (MS-OXPROPS).
const (
	propBody        = 0x1000
	propRTF         = 0x1009
	propHTML        = 0x1013
	propCodePage    = 0x3FDE
	propAttachData  = 0x3701
	propAttachLong  = 0x3707
	propAttachMedia = 0x370E
	propContentID   = 0x3712
)

// tnefFile is an attachment inside a winmail.dat.
type tnefFile struct {
	name, media, contentID string
	data                   []byte
}

// tnef is what a winmail.dat holds.
type tnef struct {
	text, html string
	rtf        []byte
	htmlBytes  []byte
	page       int // the code page of its 8-bit text; 0 when unknown
	htmlPage   int
	files      []tnefFile
}

// openTNEF files what a winmail.dat holds, and reports whether anything was found. Its text counts when the mail has
// none of its own.
func (w *walker) openTNEF(b []byte) bool {
	t, ok := readTNEF(b)
	if !ok || t.text == "" && t.html == "" && len(t.rtf) == 0 && len(t.files) == 0 {
		return false
	}
	w.repair("opened a winmail.dat")
	w.fileTNEF(&t, 1)
	if slices.ContainsFunc(w.mail.bodies, func(b body) bool { return strings.TrimSpace(b.text) != "" }) {
		return true
	}
	text := t.text
	for _, x := range [...]body{{text: lineFeeds(text)}, {text: lineFeeds(t.html), html: true}} {
		if room := w.textLeft; strings.TrimSpace(x.text) != "" && len(x.text) <= room {
			w.groups++
			x.group = w.groups
			w.mail.bodies = append(w.mail.bodies, x)
			w.textLeft -= len(x.text)
			break
		}
	}
	return true
}

// fileTNEF files the attachments of a winmail.dat, and of the letters attached to it.
func (w *walker) fileTNEF(t *tnef, depth int) {
	for _, f := range t.files {
		if inner, ok := readTNEF(f.data); ok && depth < maxDepth {
			w.fileLetter(&inner, f.name)
			w.fileTNEF(&inner, depth+1)
			continue
		}
		p := &part{media: firstOf(strings.ToLower(f.media), "application/octet-stream"), fileName: fileName(f.name), contentID: strings.Trim(f.contentID, "<>"), disposition: "attachment"}
		if p.contentID != "" && strings.Contains(t.html, "cid:"+p.contentID) {
			p.disposition = "inline"
		}
		w.fileBytes(p, f.data)
	}
}

// fileLetter files the words of an attached letter, which has no form of its own outside TNEF.
func (w *walker) fileLetter(t *tnef, name string) {
	name = firstOf(name, "message")
	switch {
	case t.html != "":
		w.fileBytes(&part{media: "text/html", fileName: fileName(name + ".html"), disposition: "attachment"}, []byte(t.html))
	case t.text != "":
		w.fileBytes(&part{media: "text/plain", fileName: fileName(name + ".txt"), disposition: "attachment"}, []byte(t.text))
	}
}

// fileBytes files an attachment that was found inside a container.
func (w *walker) fileBytes(p *part, b []byte) {
	if len(w.mail.files) >= maxParts {
		return
	}
	l := w.newLeaf(p)
	l.take(b)
	w.mail.files = append(w.mail.files, l.attachment())
}

// readTNEF goes through the attributes: level, identifier, length, data, checksum. A file that breaks off gives what was
// whole.
func readTNEF(b []byte) (t tnef, ok bool) {
	if len(b) < 6 || binary.LittleEndian.Uint32(b) != tnefSignature {
		return t, false
	}
	for b = b[6:]; len(b) >= 11; {
		id, n := binary.LittleEndian.Uint16(b[1:]), int(binary.LittleEndian.Uint32(b[5:]))
		if n < 0 || n > len(b)-9 {
			break
		}
		t.attribute(id, b[9:9+n])
		b = b[min(9+n+2, len(b)):]
	}
	if len(t.htmlBytes) > 0 {
		label := metaCharset(t.htmlBytes)
		if t.htmlPage > 0 {
			label = codePageName(t.htmlPage)
		}
		t.html, _ = decodeCharset(t.htmlBytes, label)
	}
	if len(t.rtf) > 0 && t.html == "" && t.text == "" {
		t.text, t.html = rtfText(decompressRTF(t.rtf))
	}
	return t, true
}

func (t *tnef) attribute(id uint16, v []byte) {
	if id == tnefAttachStart {
		if len(t.files) < maxParts {
			t.files = append(t.files, tnefFile{})
		}
		return
	}
	var f *tnefFile
	if len(t.files) > 0 {
		f = &t.files[len(t.files)-1]
	}
	switch {
	case id == tnefCodePage && len(v) >= 4:
		t.page = int(binary.LittleEndian.Uint32(v))
	case id == tnefBody:
		t.text = t.ansi(v)
	case id == tnefMapiProps:
		t.message(v)
	case f == nil:
	case id == tnefAttachData:
		f.data = v
	case id == tnefAttachTitle && f.name == "":
		f.name = t.ansi(v)
	case id == tnefAttachProps:
		f.properties(v, t)
	}
}

// message reads the properties of the mail.
func (t *tnef) message(b []byte) {
	readProperties(b, func(id, kind uint16, v []byte) {
		switch id {
		case propBody:
			t.text = t.propText(kind, v)
		case propCodePage:
			if len(v) >= 4 {
				t.htmlPage = int(binary.LittleEndian.Uint32(v))
			}
		case propHTML:
			if kind == 0x001E || kind == 0x001F {
				t.html = t.propText(kind, v)
			} else {
				t.htmlBytes = bytes.TrimRight(v, "\x00")
			}
		case propRTF:
			t.rtf = v
		}
	})
}

// properties reads the properties of an attachment.
func (f *tnefFile) properties(b []byte, t *tnef) {
	readProperties(b, func(id, kind uint16, v []byte) {
		switch id {
		case propAttachLong:
			f.name = t.propText(kind, v)
		case propAttachMedia:
			f.media = t.propText(kind, v)
		case propContentID:
			f.contentID = t.propText(kind, v)
		case propAttachData:
			if len(f.data) == 0 && len(v) > 16 {
				f.data = v[16:] // behind the identifier of its class
			}
		}
	})
}

// readProperties goes through a list of MAPI properties (MS-OXTNEF, section 2.1.3.4).
func readProperties(b []byte, found func(id, kind uint16, v []byte)) {
	if len(b) < 4 {
		return
	}
	for b = b[4:]; len(b) >= 4; {
		kind, id := binary.LittleEndian.Uint16(b), binary.LittleEndian.Uint16(b[2:])
		b = b[4:]
		if id >= 0x8000 && !skipName(&b) {
			return
		}
		size := fixedSize(kind &^ 0x1000)
		count := 1
		if size == 0 || kind&0x1000 != 0 {
			if len(b) < 4 {
				return
			}
			count = int(binary.LittleEndian.Uint32(b))
			b = b[4:]
		}
		for ; count > 0; count-- {
			n := size
			if size == 0 {
				if len(b) < 4 {
					return
				}
				n = int(binary.LittleEndian.Uint32(b))
				b = b[4:]
			}
			if n < 0 || n > len(b) || len(b) == 0 {
				return
			}
			found(id, kind, b[:n])
			b = b[min((n+3)&^3, len(b)):]
		}
	}
}

// skipName passes over the name of a named property.
func skipName(b *[]byte) bool {
	if len(*b) < 24 {
		return false
	}
	n := 24
	if binary.LittleEndian.Uint32((*b)[16:]) == 1 {
		n += (int(binary.LittleEndian.Uint32((*b)[20:])&0xffffff) + 3) &^ 3
	}
	if n > len(*b) {
		return false
	}
	*b = (*b)[n:]
	return true
}

// fixedSize is the size of a value of that type with its padding, 0 when it varies.
func fixedSize(kind uint16) int {
	switch kind {
	case 0x0002, 0x0003, 0x0004, 0x000A, 0x000B:
		return 4
	case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040:
		return 8
	case 0x0048:
		return 16
	}
	return 0
}

func (t *tnef) propText(kind uint16, v []byte) string {
	if kind != 0x001F {
		return t.ansi(v)
	}
	units := make([]uint16, len(v)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(v[2*i:])
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00")
}

// ansi reads text of the code page that the container names: UTF-8 when it is, else what it looks like where none is named.
func (t *tnef) ansi(v []byte) string {
	v = bytes.TrimRight(v, "\x00")
	if t.page == 0 {
		return guess(v)
	}
	text, _ := decodeCharset(v, codePageName(t.page))
	return text
}
