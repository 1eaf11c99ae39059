package parse

import (
	"bytes"
	"strings"
)

// isSMIME reports whether a leaf is an S/MIME container (RFC 8551, section 3.2). Encrypted ones cannot be told from signed
// ones by their type alone.
func (p *part) isSMIME() bool {
	return p.media == "application/pkcs7-mime" || p.media == "application/x-pkcs7-mime" || strings.HasSuffix(strings.ToLower(p.fileName), ".p7m")
}

// openSigned reads the MIME entity inside an opaque signature, and reports whether there was one. The signature is not
// checked: nobody's rights rest on it. What is encrypted stays closed.
func (w *walker) openSigned(b []byte) bool {
	content, ok := signedContent(b)
	if !ok || w.depth >= maxDepth {
		return false
	}
	w.repair("opened a signed S/MIME message")
	outer := w.s
	w.s = memorySource(content)
	w.entity(w.placed(newPart(w.header(false), "text/plain")))
	w.s = outer
	return true
}

// The object identifier of signed data, 1.2.840.113549.1.7.2, as it stands in a container (RFC 5652, section 5.1).
var signedDataID = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02}

// signedContent takes the content out of a SignedData: ContentInfo{id, [0]{SignedData{version, algorithms, {id, [0]
// OCTET STRING}, …}}}. It is false for everything else, and for a signature without content.
func signedContent(b []byte) ([]byte, bool) {
	info, _, ok := readBER(b, 0)
	if !ok || info.tag != 0x30 {
		return nil, false
	}
	id, rest, ok := readBER(info.body, 0)
	if !ok || id.tag != 0x06 || !bytes.Equal(id.body, signedDataID) {
		return nil, false
	}
	signed, ok := into(rest, 0xa0, 0x30)
	if !ok {
		return nil, false
	}
	rest = signed
	for range 2 { // version and algorithms
		if _, rest, ok = readBER(rest, 0); !ok {
			return nil, false
		}
	}
	content, ok := into(rest, 0x30)
	if !ok {
		return nil, false
	}
	if _, rest, ok = readBER(content, 0); !ok { // its type, which is data
		return nil, false
	}
	wrapped, _, ok := readBER(rest, 0)
	if !ok || wrapped.tag != 0xa0 {
		return nil, false
	}
	octets, _, ok := readBER(wrapped.body, 0)
	if !ok || octets.tag&^0x20 != 0x04 {
		return nil, false
	}
	return octets.joined(0), true
}

// into goes down through elements of these tags, each the first of the one before.
func into(b []byte, tags ...byte) ([]byte, bool) {
	for _, tag := range tags {
		e, _, ok := readBER(b, 0)
		if !ok || e.tag != tag {
			return nil, false
		}
		b = e.body
	}
	return b, true
}

// berElement is one element of the basic encoding rules of ASN.1 (X.690). encoding/asn1 reads DER only, and programs that
// sign while they send write lengths that are open.
type berElement struct {
	tag  byte
	body []byte
}

const maxBER = 40 // elements inside each other

// readBER reads the first element of b and returns what follows it. Tags of more than one byte do not occur here.
func readBER(b []byte, depth int) (e berElement, rest []byte, ok bool) {
	if len(b) < 2 || b[0]&0x1f == 0x1f || depth > maxBER {
		return e, nil, false
	}
	e.tag = b[0]
	n, head := int(b[1]), 2
	if n == 0x80 {
		return openBER(e, b[2:], depth)
	}
	if n > 0x80 {
		head += n & 0x7f
		if head > 6 || head > len(b) {
			return e, nil, false
		}
		n = 0
		for _, c := range b[2:head] {
			n = n<<8 | int(c)
		}
	}
	if n > len(b)-head {
		return e, nil, false
	}
	e.body = b[head : head+n]
	return e, b[head+n:], true
}

// openBER reads an element of open length: the elements up to two zero bytes.
func openBER(e berElement, b []byte, depth int) (berElement, []byte, bool) {
	if e.tag&0x20 == 0 {
		return e, nil, false
	}
	for rest := b; len(rest) >= 2; {
		if rest[0] == 0 && rest[1] == 0 {
			e.body = b[:len(b)-len(rest)]
			return e, rest[2:], true
		}
		_, after, ok := readBER(rest, depth+1)
		if !ok {
			return e, nil, false
		}
		rest = after
	}
	return e, nil, false
}

// joined is the content of an octet string, which may come in pieces.
func (e berElement) joined(depth int) []byte {
	if e.tag&0x20 == 0 || depth > maxBER {
		return e.body
	}
	var out []byte
	for rest := e.body; len(rest) > 0; {
		piece, after, ok := readBER(rest, 0)
		if !ok {
			break
		}
		out = append(out, piece.joined(depth+1)...)
		rest = after
	}
	return out
}
