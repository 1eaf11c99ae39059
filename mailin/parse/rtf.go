package parse

import (
	"encoding/binary"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// rtfDictionary is what the window of compressed RTF holds at first (MS-OXRTFCP, section 2.1.2.1).
const rtfDictionary = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"

// decompressRTF undoes the LZ compression of MS-OXRTFCP. The result is bounded.
func decompressRTF(b []byte) []byte {
	if len(b) < 16 {
		return nil
	}
	kind, b := string(b[8:12]), b[16:]
	if kind == "MELA" {
		return b
	}
	if kind != "LZFu" {
		return nil
	}
	var window [4096]byte
	at := copy(window[:], rtfDictionary)
	var out []byte
	put := func(c byte) {
		out = append(out, c)
		window[at] = c
		at = (at + 1) % len(window)
	}
	for len(b) > 0 && len(out) < maxText {
		control := b[0]
		b = b[1:]
		for bit := 0; bit < 8 && len(b) > 0; bit++ {
			if control&(1<<bit) == 0 {
				put(b[0])
				b = b[1:]
				continue
			}
			if len(b) < 2 {
				return out
			}
			ref := binary.BigEndian.Uint16(b)
			b = b[2:]
			from, n := int(ref>>4), int(ref&15)+2
			if from == at {
				return out
			}
			for ; n > 0; n-- {
				put(window[from])
				from = (from + 1) % len(window)
			}
		}
	}
	return out
}

// rtfReader turns RTF into text; of RTF that wraps HTML (MS-OXRTFEX) it gives the HTML.
type rtfReader struct {
	b       []byte
	out     strings.Builder
	depth   int
	skip    int  // the depth at which a group of no text began; 0 when in none
	hidden  bool // \htmlrtf: RTF that stands beside the HTML
	html    bool
	unicode int // letters to pass over behind \u
}

func rtfText(b []byte) (text, html string) {
	r := rtfReader{b: b, html: strings.Contains(string(b[:min(len(b), 400)]), "\\fromhtml")}
	for len(r.b) > 0 {
		r.step()
	}
	if r.html {
		return "", r.out.String()
	}
	return strings.TrimSpace(r.out.String()), ""
}

func (r *rtfReader) step() {
	c := r.b[0]
	r.b = r.b[1:]
	switch c {
	case '{':
		r.depth++
	case '}':
		if r.skip == r.depth {
			r.skip = 0
		}
		r.depth--
	case '\\':
		r.control()
	case '\r', '\n', 0:
	default:
		r.write(string(rune(c)))
	}
}

func (r *rtfReader) write(s string) {
	if r.skip > 0 || r.hidden {
		return
	}
	if r.unicode > 0 {
		r.unicode--
		return
	}
	r.out.WriteString(s)
}

// control reads what stands behind a backslash.
func (r *rtfReader) control() {
	if len(r.b) == 0 {
		return
	}
	c := r.b[0]
	if !isLetter(c) {
		r.b = r.b[1:]
		r.symbol(c)
		return
	}
	n := 0
	for n < len(r.b) && isLetter(r.b[n]) {
		n++
	}
	word := string(r.b[:n])
	r.b = r.b[n:]
	n = 0
	for n < len(r.b) && (isDigit(r.b[n]) || n == 0 && r.b[n] == '-') {
		n++
	}
	number, err := strconv.Atoi(string(r.b[:n]))
	r.b = r.b[n:]
	if len(r.b) > 0 && r.b[0] == ' ' {
		r.b = r.b[1:]
	}
	r.word(word, number, err == nil)
}

func (r *rtfReader) symbol(c byte) {
	switch c {
	case '\'':
		if len(r.b) >= 2 && isHex(r.b[0]) && isHex(r.b[1]) {
			r.write(string(charmap.Windows1252.DecodeByte(unhex(r.b[0])<<4 | unhex(r.b[1]))))
			r.b = r.b[2:]
		}
	case '*':
		if !strings.HasPrefix(string(r.b[:min(len(r.b), 9)]), "\\htmltag") && r.skip == 0 {
			r.skip = r.depth
		}
	case '~':
		r.write("\u00a0")
	case '\\', '{', '}':
		r.write(string(rune(c)))
	}
}

func (r *rtfReader) word(word string, number int, given bool) {
	switch word {
	case "par", "line":
		r.write("\n")
	case "tab":
		r.write("\t")
	case "lquote", "rquote":
		r.write("’")
	case "ldblquote", "rdblquote":
		r.write("\"")
	case "bullet":
		r.write("•")
	case "endash", "emdash":
		r.write("–")
	case "htmlrtf":
		r.hidden = !given || number != 0
	case "u":
		if given {
			r.write(string(rune(uint16(number))))
			r.unicode = 1
		}
	case "fonttbl", "colortbl", "stylesheet", "info", "pict":
		if r.skip == 0 {
			r.skip = r.depth
		}
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
