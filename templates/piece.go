package templates

import (
	"fmt"
	"strings"

	"tierdesk/tickets"
)

// maxWords bounds the Markdown of one person's words that is parsed, because hostile Markdown costs time by the square of
// its length; longer words are shown as plain text.
const maxWords = 32 << 10

// kind says how a piece of a letter is rendered.
type kind byte

const (
	ours   kind = 'm' // the template's Markdown
	quoted kind = 'q' // a person's words as a quotation
	spoken kind = 'b' // a person's words as the letter's own
	footer kind = 'f' // the template's Markdown below the last ---
)

// piece is a run of a letter that is rendered by itself, so that a person's words cannot change what surrounds them.
type piece struct {
	kind     kind
	text     string
	markdown string // "" when the words are plain text; ours and footer have nothing else
}

// isWords reports whether a person wrote the piece.
func (p piece) isWords() bool { return p.kind == quoted || p.kind == spoken }

// A person's words travel through text/template between NUL characters, which neither templates nor values contain.
const fence = "\x00"

func quote(words any) (markup, error) { return embedWords(quoted, words) }
func body(words any) (markup, error)  { return embedWords(spoken, words) }

func embedWords(k kind, words any) (markup, error) {
	var b tickets.Body
	switch w := words.(type) {
	case tickets.Body:
		b = w
	case string:
		b.Text = w
	default:
		return "", fmt.Errorf("quote and body take what a person wrote, not a %T", words)
	}
	b.Text, b.Markdown = trimLines(lines(b.Text)), trimLines(lines(b.Markdown))
	if b.Text == "" {
		b.Text = b.Markdown
	}
	if len(b.Markdown) > maxWords {
		b.Markdown = ""
	}
	if b.Text == "" {
		return "", nil
	}
	return markup(fence + string(k) + b.Text + fence + b.Markdown + fence), nil
}

// trimLines cuts empty lines off both ends and keeps the indentation of the first line.
func trimLines(s string) string {
	s = strings.TrimRight(s, " \t\n")
	for {
		line, rest, ok := strings.Cut(s, "\n")
		if !ok || strings.TrimSpace(line) != "" {
			return s
		}
		s = rest
	}
}

// pieces takes apart what a template put out.
func pieces(out string) []piece {
	parts := strings.Split(out, fence)
	var all []piece
	for i := 0; i < len(parts); i++ {
		if i%3 == 0 {
			all = appendOurs(all, parts[i], i == len(parts)-1)
			continue
		}
		all = append(all, piece{kind: kind(parts[i][0]), text: parts[i][1:], markdown: parts[i+1]})
		i++
	}
	return all
}

// appendOurs adds the template's own Markdown; the last run may end with the footer.
func appendOurs(all []piece, md string, last bool) []piece {
	foot := ""
	if last {
		if i := strings.LastIndex("\n"+md, "\n---\n"); i >= 0 {
			md, foot = md[:i], md[i+len("---\n"):]
		}
	}
	if strings.TrimSpace(md) != "" {
		all = append(all, piece{kind: ours, markdown: md})
	}
	if strings.TrimSpace(foot) != "" {
		all = append(all, piece{kind: footer, markdown: foot})
	}
	return all
}
