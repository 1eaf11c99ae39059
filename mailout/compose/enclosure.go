package compose

import (
	"bufio"
	"fmt"
	"io"
	"mime"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tierdesk/tickets"
)

// anything is the media type of what cannot be named better.
const anything = "application/octet-stream"

// enclosure makes the part of an attachment. Its bytes are read when the mail is written.
func (c *Composer) enclosure(e tickets.Enclosure, n int, shown bool) entity {
	media, name := mediaType(e.Type), fileName(e.Name, n)
	if media == "message/rfc822" {
		if c.isPlainMessage(e) {
			return entity{
				fields: describe(e, media, name, "7bit", shown),
				write:  func(w *bufio.Writer) error { return c.copy(e, &lineWriter{w: w}) },
			}
		}
		media = anything
		if !strings.HasSuffix(strings.ToLower(name), ".eml") {
			name += ".eml"
		}
	}
	return entity{
		fields: describe(e, media, name, "base64", shown),
		write:  func(w *bufio.Writer) error { return c.copyBase64(e, w) },
	}
}

// copy reads an enclosure and makes sure that it is the one which the ticket knows.
func (c *Composer) copy(e tickets.Enclosure, w io.Writer) error {
	count := &counter{w: w}
	if err := c.opener.Leaf(e.Raw, e.Part, count); err != nil {
		return fmt.Errorf("read the attachment %q: %w", e.Name, err)
	}
	if count.n != e.Size {
		return fmt.Errorf("the attachment %q has %d bytes, not %d", e.Name, count.n, e.Size)
	}
	return nil
}

func (c *Composer) copyBase64(e tickets.Enclosure, w *bufio.Writer) error {
	lines := &base64Lines{w: w}
	if err := c.copy(e, lines); err != nil {
		return err
	}
	if err := lines.Flush(); err != nil {
		return fmt.Errorf("write the attachment %q: %w", e.Name, err)
	}
	return nil
}

// isPlainMessage reports whether a mail can be enclosed as it is: ASCII in lines of at most 998 characters. One that
// cannot be read is not plain, and fails when it is written.
func (c *Composer) isPlainMessage(e tickets.Enclosure) bool {
	var look plainCheck
	return c.opener.Leaf(e.Raw, e.Part, &look) == nil && !look.odd
}

// describe makes the fields of an enclosure.
func describe(e tickets.Enclosure, media, name, encoding string, shown bool) []field {
	disposition := "attachment"
	if shown {
		disposition = "inline"
	}
	fields := []field{{"Content-Disposition", disposition + fileNameParams(name)}}
	if shown {
		fields = append(fields, field{"Content-ID", msgID(e.ContentID)})
	}
	return append(fields,
		field{"Content-Transfer-Encoding", encoding},
		field{"Content-Type", media + ";\r\n name=" + quotedName(name)})
}

// mediaType keeps a media type that is well formed and may have a transfer encoding (RFC 2045, section 6.4).
func mediaType(s string) string {
	major, minor, ok := strings.Cut(strings.ToLower(strings.TrimSpace(s)), "/")
	if !ok || major == "" || minor == "" || token(major) != major || token(minor) != minor || len(s) > 127 {
		return anything
	}
	if major == "multipart" || major == "message" && minor != "rfc822" {
		return anything
	}
	return major + "/" + minor
}

// fileName is a name that is safe to save under: one line, no folders, nothing that changes the direction of writing.
func fileName(s string, n int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '/' || r == '\\':
			return '_'
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, clean(s))
	s = strings.TrimLeft(s, ". ")
	for len(s) > 180 { // keep the end, which says what kind of file it is
		_, n := utf8.DecodeRuneInString(s)
		s = s[n:]
	}
	if s == "" {
		return "attachment-" + strconv.Itoa(n+1)
	}
	return s
}

// fileNameParams writes the name for every reader: as ASCII, and in full where that differs (RFC 2231, section 4).
func fileNameParams(name string) string {
	plain := ";\r\n filename=\"" + asciiName(name) + `"`
	if isASCII(name) {
		return plain
	}
	return plain + ";\r\n filename*=utf-8''" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}

// quotedName writes the name parameter of Content-Type, which RFC 2231 does not reach in old clients.
func quotedName(name string) string {
	if isASCII(name) {
		return `"` + asciiName(name) + `"`
	}
	return `"` + strings.ReplaceAll(mime.BEncoding.Encode("utf-8", name), " ", "\r\n ") + `"`
}

// asciiName replaces what cannot stand in a quoted string.
func asciiName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '"' || r == '\\' {
			return '_'
		}
		return r
	}, name)
}

// isShown reports whether the HTML half shows an enclosure.
func isShown(e tickets.Enclosure, html string) bool {
	return msgID(e.ContentID) != "" && strings.HasPrefix(e.Type, "image/") && strings.Contains(html, `"cid:`+e.ContentID+`"`)
}

// pictures finds the images of a person's Markdown.
var pictures = regexp.MustCompile(`!\[([^\]]*)\]\(<?cid:([^)\s>]*)>?[^)]*\)`)

// describeMissing replaces pictures that are not enclosed by their names.
func describeMissing(md string, enclosed []tickets.Enclosure) string {
	if !strings.Contains(md, "cid:") {
		return md
	}
	return pictures.ReplaceAllStringFunc(md, func(image string) string {
		m := pictures.FindStringSubmatch(image)
		id, err := url.PathUnescape(m[2])
		if err == nil && slices.ContainsFunc(enclosed, func(e tickets.Enclosure) bool { return e.ContentID == id }) {
			return image
		}
		return `\[picture: ` + m[1] + `\]`
	})
}
