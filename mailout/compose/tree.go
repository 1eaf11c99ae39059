package compose

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"tierdesk/templates"
	"tierdesk/tickets"
)

// entity is a node of the MIME tree: what describes it, and how to write its body. The writer keeps its first error until
// Flush (see bufio.Writer), so that only what is read can fail on the way.
type entity struct {
	fields []field
	write  func(*bufio.Writer) error
}

// writeTo writes the fields and the body.
func (e entity) writeTo(w *bufio.Writer) error {
	for _, f := range e.fields {
		writeStrings(w, f.name, ": ", f.value, "\r\n")
	}
	writeStrings(w, "\r\n")
	return e.write(w)
}

// arrange builds the tree of a letter with only the levels that it needs.
func (c *Composer) arrange(d *tickets.Draft, letter templates.Letter) entity {
	seed := seed(d.MessageID)
	var shown, attached []entity
	for i, e := range d.Attachments {
		if isShown(e, letter.HTML) {
			shown = append(shown, c.enclosure(e, i, true))
		} else {
			attached = append(attached, c.enclosure(e, i, false))
		}
	}
	tree := many("alternative", seed+"a", textPart("plain", letter.Text), textPart("html", letter.HTML))
	if len(shown) > 0 {
		tree = many(`related; type="multipart/alternative"`, seed+"r", append([]entity{tree}, shown...)...)
	}
	if len(attached) > 0 {
		tree = many("mixed", seed+"m", append([]entity{tree}, attached...)...)
	}
	return tree
}

// seed is where the boundaries of a mail come from. Nobody can guess it who does not know the Message-ID, so no text can
// contain it; and "=_" occurs neither in quoted-printable nor in base64.
func seed(messageID string) string {
	sum := sha256.Sum256([]byte(messageID))
	return "=_" + hex.EncodeToString(sum[:12])
}

// many makes a multipart entity (RFC 2046, section 5.1).
func many(subtype, boundary string, parts ...entity) entity {
	write := func(w *bufio.Writer) error {
		for i, p := range parts {
			if i > 0 {
				writeStrings(w, "\r\n")
			}
			writeStrings(w, "--", boundary, "\r\n")
			if err := p.writeTo(w); err != nil {
				return err
			}
		}
		writeStrings(w, "\r\n--", boundary, "--\r\n")
		return nil
	}
	value := "multipart/" + subtype + ";\r\n boundary=\"" + boundary + `"`
	return entity{fields: []field{{"Content-Type", value}}, write: write}
}

// textPart makes one half of the letter: 7bit where the text is ASCII in short lines, quoted-printable otherwise.
func textPart(subtype, text string) entity {
	kind := field{"Content-Type", "text/" + subtype + "; charset=utf-8"}
	if isShortASCII(text) {
		return entity{
			fields: []field{{"Content-Transfer-Encoding", "7bit"}, kind},
			write:  func(w *bufio.Writer) error { writeLines(w, text); return nil },
		}
	}
	return entity{
		fields: []field{{"Content-Transfer-Encoding", "quoted-printable"}, kind},
		write:  func(w *bufio.Writer) error { writeQuoted(w, text); return nil },
	}
}

// isShortASCII reports whether a text needs no encoding (RFC 2045, section 2.7) and has no line that is too long to read.
func isShortASCII(text string) bool {
	line := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\n':
			line = 0
		case c >= 0x80, c < ' ' && c != '\t', line >= lineLength+2:
			return false
		default:
			line++
		}
	}
	return true
}

// writeLines writes a text as it is, line feeds become CRLF.
func writeLines(w *bufio.Writer, text string) {
	for more := true; more; {
		var line string
		line, text, more = strings.Cut(text, "\n")
		_, _ = w.WriteString(line)
		if more {
			_, _ = w.WriteString("\r\n")
		}
	}
}
