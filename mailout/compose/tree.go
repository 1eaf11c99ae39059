package compose

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
	"strings"

	"tierdesk/templates"
	"tierdesk/tickets"
)

// entity is a node of the MIME tree: what describes it, and how to write its body.
type entity struct {
	fields []field
	write  func(io.Writer) error
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
	write := func(w io.Writer) error {
		mw := multipart.NewWriter(w)
		if err := mw.SetBoundary(boundary); err != nil {
			return fmt.Errorf("write a multipart: %w", err)
		}
		for _, p := range parts {
			header := make(textproto.MIMEHeader, len(p.fields))
			for _, f := range p.fields {
				header[f.name] = []string{f.value}
			}
			pw, err := mw.CreatePart(header)
			if err != nil {
				return fmt.Errorf("write a part: %w", err)
			}
			if err := p.write(pw); err != nil {
				return err
			}
		}
		if err := mw.Close(); err != nil {
			return fmt.Errorf("write a multipart: %w", err)
		}
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
			fields: []field{kind, {"Content-Transfer-Encoding", "7bit"}},
			write:  func(w io.Writer) error { return writeLines(w, text) },
		}
	}
	return entity{
		fields: []field{kind, {"Content-Transfer-Encoding", "quoted-printable"}},
		write:  func(w io.Writer) error { return writeQuoted(w, text) },
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

func writeLines(w io.Writer, text string) error {
	if _, err := io.WriteString(w, strings.ReplaceAll(text, "\n", "\r\n")); err != nil {
		return fmt.Errorf("write a text: %w", err)
	}
	return nil
}

func writeQuoted(w io.Writer, text string) error {
	if _, err := w.Write(quotedPrintable(text)); err != nil {
		return fmt.Errorf("write a text: %w", err)
	}
	return nil
}
