package parse

import (
	"slices"
	"strings"
)

// line is one line of readable text with what is known of it from the HTML it was made from.
type line struct {
	s     string
	quote bool // inside a container of quoted text
	sign  bool // inside a container of a signature
	rest  bool // here begins what the client marks as the mail that is answered, to the end
}

// lines puts the readable text of a mail together, behind out: the text parts in order, made from HTML where an
// alternative has no text. A text that stands alone is what its lines say, and is not written again.
func (g *gathered) lines(out []line) (lines []line, text string) {
	texts, last := 0, body{}
	for i, b := range g.bodies {
		if !g.shown(i) {
			continue
		}
		texts, last = texts+1, b
		begin := len(out)
		if begin > 0 {
			out = append(out, line{})
		}
		if b.html {
			out = append(out, htmlLines(b.text)...)
		} else {
			out = textLines(out, b.text)
		}
		if begin > 0 && len(out) == begin+1 {
			out = out[:begin]
		}
	}
	if texts == 1 && !last.html {
		return out, strings.TrimRight(last.text, "\n \t")
	}
	return out, joinText(out)
}

// shown decides which forms of an alternative are read: the texts, or the HTML when they are empty.
func (g *gathered) shown(i int) bool {
	b := g.bodies[i]
	if strings.TrimSpace(b.text) == "" {
		return false
	}
	if b.group == 0 {
		return !b.html || !g.besideText(i)
	}
	for j, other := range g.bodies {
		if j == i || other.group != b.group {
			continue
		}
		if b.html && !other.html && strings.TrimSpace(other.text) != "" && !isStub(other.text) {
			return false
		}
		if !b.html && other.html && isStub(b.text) || b.rich && !other.html && !other.rich {
			return false
		}
	}
	return true
}

// besideText reports whether an HTML part outside any alternative repeats the text part directly in front of it, as
// programs do that know no multipart/alternative.
func (g *gathered) besideText(i int) bool {
	if i == 0 || g.bodies[i-1].html {
		return false
	}
	return sameWords(g.bodies[i-1].text, joinText(htmlLines(g.bodies[i].text)))
}

// sameWords compares two short beginnings without blanks.
func sameWords(a, b string) bool {
	x, y := strings.Join(strings.Fields(a[:min(len(a), 2000)]), ""), strings.Join(strings.Fields(b[:min(len(b), 2000)]), "")
	n := min(len(x), len(y), 200)
	return n > 20 && x[:n] == y[:n]
}

// isStub recognises the text half that only says that one should read the HTML half.
func isStub(text string) bool {
	if len(text) > 400 {
		return false
	}
	lower := strings.ToLower(text)
	if !strings.Contains(lower, "html") {
		return false
	}
	for _, cue := range [...]string{"does not support html", "doesn't support html", "not support html", "view this email in html", "html-enabled", "html enabled",
		"html compatible", "html format", "kein html", "html-fähig", "unterstützt html nicht", "only available in html"} {
		if strings.Contains(lower, cue) {
			return true
		}
	}
	return false
}

// html joins the HTML parts.
func (g *gathered) html() string {
	var list []string
	for _, b := range g.bodies {
		if b.html && strings.TrimSpace(b.text) != "" {
			list = append(list, b.text)
		}
	}
	return strings.Join(list, "\n")
}

// textLines cuts a text into lines, and adds them to out.
func textLines(out []line, text string) []line {
	text = strings.TrimRight(text, "\n \t")
	out = slices.Grow(out, strings.Count(text, "\n")+1)
	for more := true; more; {
		var s string
		s, text, more = strings.Cut(text, "\n")
		out = append(out, line{s: s})
	}
	return out
}

// joinText writes lines as text; quoted lines from HTML get the usual mark.
func joinText(lines []line) string {
	n := 0
	for _, l := range lines {
		n += len(l.s) + 3
	}
	var out strings.Builder
	out.Grow(n)
	for i, l := range lines {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(l.s)
	}
	return strings.TrimRight(out.String(), "\n \t")
}

// unflow joins the lines of format=flowed (RFC 3676): a line that ends in a blank goes on in the next one with the same
// depth of quotes; stuffed blanks are taken away.
func unflow(text string, delSp bool) string {
	var out strings.Builder
	out.Grow(len(text))
	depth, open := 0, false
	for first, more := true, true; more; first = false {
		var s string
		s, text, more = strings.Cut(text, "\n")
		d := 0
		for d < len(s) && s[d] == '>' {
			d++
		}
		content := strings.TrimPrefix(s[d:], " ")
		if !open || d != depth || content == "-- " {
			if !first {
				out.WriteByte('\n')
			}
			out.WriteString(s[:d])
			if d > 0 && content != "" {
				out.WriteByte(' ')
			}
		}
		depth = d
		open = strings.HasSuffix(content, " ") && content != "-- "
		if open && delSp {
			content = content[:len(content)-1]
		}
		out.WriteString(content)
	}
	return out.String()
}

// enrichedText reads text/enriched (RFC 1896): commands in angle brackets are dropped, << is one <.
func enrichedText(text string) string {
	var out strings.Builder
	for len(text) > 0 {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			break
		}
		out.WriteString(text[:at])
		text = text[at+1:]
		if strings.HasPrefix(text, "<") {
			out.WriteByte('<')
			text = text[1:]
			continue
		}
		command, rest, found := strings.Cut(text, ">")
		if !found {
			break
		}
		if strings.EqualFold(command, "param") {
			if _, after, ok := strings.Cut(rest, "</param>"); ok {
				rest = after
			}
		}
		if strings.EqualFold(command, "nl") {
			out.WriteByte('\n')
		}
		text = rest
	}
	out.WriteString(text)
	return out.String()
}
