package parse

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// rtfReader turns RTF into text; of RTF that wraps HTML (MS-OXRTFEX) it gives the HTML.
type rtfReader struct {
	b      []byte
	out    strings.Builder
	depth  int
	skip   int  // the depth at which a group of no text began; 0 when in none
	hidden bool // \htmlrtf: RTF that stands beside the HTML
	html   bool
	pass   int // letters to pass over behind \u
	page   int // the code page of the whole text
	fonts  map[int]int
	rtfGroup
	outer []rtfGroup
	bytes []byte // letters of the code page that wait
	high  rune   // the first half of a letter outside the basic plane
}

// rtfGroup is what a group inherits and gives back at its end.
type rtfGroup struct {
	font    int
	instead int  // how many letters stand behind \u for readers that know no Unicode
	table   bool // it lists the fonts
}

const maxGroups = 1000 // groups inside each other whose ends give back what held before them

func rtfText(b []byte) (text, html string) {
	r := rtfReader{b: b, html: strings.Contains(string(b[:min(len(b), 400)]), "\\fromhtml"), page: 1252, fonts: map[int]int{}, rtfGroup: rtfGroup{instead: 1}}
	for len(r.b) > 0 {
		r.step()
	}
	r.flush()
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
		r.flush()
		if r.depth++; len(r.outer) < maxGroups {
			r.outer = append(r.outer, r.rtfGroup)
		}
	case '}':
		r.flush()
		if r.skip == r.depth {
			r.skip = 0
		}
		if n := len(r.outer); n > 0 && r.depth <= n {
			r.rtfGroup, r.outer = r.outer[n-1], r.outer[:n-1]
		}
		r.depth--
	case '\\':
		r.control()
	case '\r', '\n', 0:
	default:
		r.letter(c)
	}
}

// shown reports whether the next letter is text.
func (r *rtfReader) shown() bool {
	if r.skip > 0 || r.hidden {
		return false
	}
	if r.pass > 0 {
		r.pass--
		return false
	}
	return true
}

func (r *rtfReader) write(s string) {
	if r.shown() {
		r.flush()
		r.out.WriteString(s)
	}
}

// letter takes a byte of the code page. It waits for the next ones: the second byte of a letter may be an ASCII one.
func (r *rtfReader) letter(c byte) {
	switch {
	case !r.shown():
	case c == 0xb7 && r.codePage() == symbolFont:
		r.flush()
		r.out.WriteString("•")
	default:
		r.bytes = append(r.bytes, c)
	}
}

func (r *rtfReader) codePage() int {
	if p := r.fonts[r.font]; p != 0 {
		return p
	}
	return r.page
}

// flush writes the letters that wait.
func (r *rtfReader) flush() {
	r.high = 0
	if len(r.bytes) == 0 {
		return
	}
	text, _ := decodeCharset(r.bytes, codePageName(r.codePage()))
	r.out.WriteString(text)
	r.bytes = r.bytes[:0]
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
			c := unhex(r.b[0])<<4 | unhex(r.b[1])
			r.b = r.b[2:]
			r.letter(c)
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
		r.flush()
		r.hidden = !given || number != 0
	case "u":
		if given {
			r.unicode(rune(uint16(number)))
		}
	case "ansicpg", "f", "fcharset", "uc":
		r.setting(word, number)
	case "fonttbl", "colortbl", "stylesheet", "info", "pict":
		r.table = word == "fonttbl"
		if r.skip == 0 {
			r.skip = r.depth
		}
	}
}

// unicode writes a letter of UTF-16, and passes over what stands for it.
func (r *rtfReader) unicode(c rune) {
	high := r.high
	r.pass = 0
	switch {
	case utf16.IsSurrogate(c) && c < 0xdc00:
		r.flush()
		r.high = c
	case utf16.IsSurrogate(c):
		r.write(string(utf16.DecodeRune(high, c)))
	default:
		r.write(string(c))
	}
	r.pass = r.instead
}

// setting takes what decides how letters are read.
func (r *rtfReader) setting(word string, number int) {
	if number < 0 {
		return
	}
	r.flush()
	switch word {
	case "ansicpg":
		r.page = number
	case "f":
		r.font = number
	case "uc":
		r.instead = min(number, 8)
	case "fcharset":
		if r.table && len(r.fonts) < maxGroups {
			r.fonts[r.font] = fontPage(number)
		}
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
