package parse

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tierdesk/tickets"
)

// Markdown fills m.NewMarkdown with the sender's own words and their formatting, made from the HTML: quotes and
// signature cut, links only to http, https and mailto, pictures of the mail as ![name](cid:id). It stays "" when the mail
// has no HTML, or when what is left does not say the same as NewText: then NewText is to be used. It costs about a
// millisecond for a usual mail, so Read leaves it to those who need it.
func Markdown(m *tickets.Mail) {
	m.NewMarkdown = ""
	if m.RawHTML == "" || m.NewText == "" {
		return
	}
	doc, err := html.Parse(strings.NewReader(m.RawHTML))
	if err != nil {
		return // nested beyond all measure
	}
	c := cutter{m: m, t: known}
	c.children(doc)
	c.dropSignature(doc)
	made, err := toMarkdown(doc)
	if err != nil {
		return
	}
	made = strings.TrimSpace(made)
	least := 0.95
	if strings.Contains(m.RawHTML, tickets.DraftBegin) { // what was typed into the draft is no word beside it
		least = 1
	}
	if sameLetters(made, m.NewText, least) {
		m.NewMarkdown = made
	}
}

// toMD is the converter. It may be used by many at once; nothing changes it.
var toMD = converter.NewConverter(converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), table.NewTablePlugin()))

// toMarkdown converts a tree.
func toMarkdown(doc *html.Node) (string, error) {
	b, err := toMD.ConvertNode(doc)
	return string(b), err
}

// cutter takes out of a tree what the sender did not write now.
type cutter struct {
	m    *tickets.Mail
	t    *phrases
	rest bool // everything from here on is quoted
}

// children goes through the children of a node and removes what must go.
func (c *cutter) children(n *html.Node) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if c.drop(child) {
			n.RemoveChild(child)
		} else {
			c.children(child)
		}
		child = next
	}
}

// drop decides about one node.
func (c *cutter) drop(n *html.Node) bool {
	if c.rest {
		return true
	}
	if n.Type == html.CommentNode {
		return true
	}
	if n.Type != html.ElementNode {
		return false
	}
	a := nodeAttributes(n)
	switch {
	case isHidden(n.DataAtom, &a) && n.DataAtom != atom.Head, n.DataAtom == atom.Head:
		return true
	case isRest(n.DataAtom, &a):
		c.rest = true
		return true
	case isQuoteBox(n.DataAtom, &a), isSignatureBox(&a), n.DataAtom == atom.Blockquote && !isIndent(&a):
		return true
	case isBlock(n.DataAtom) && c.beginsQuote(n):
		c.rest = true
		return true
	case n.DataAtom == atom.A:
		safeLink(n, a.href)
	case n.DataAtom == atom.Img:
		return !safePicture(n, c.m)
	}
	return false
}

// beginsQuote reports whether a short block is an attribution, a separator or the first line of a quoted header.
func (c *cutter) beginsQuote(n *html.Node) bool {
	text := strings.TrimSpace(nodeText(n, 400))
	if text == "" || len(text) >= 400 {
		return false
	}
	lines := textLines(nil, text)
	if found, _ := c.t.separator(lines[0].s); found {
		return true
	}
	if n, _ := c.t.attribution(lines, 0); n == len(lines) {
		return true
	}
	r, value := c.t.labelled(lines[0].s)
	return r == roleFrom && value != "" && strings.Contains(c.m.Quoted, strings.TrimSpace(lines[0].s))
}

// maxSignatureTexts is how many texts at the end may be a signature: those of companies have a dozen and more.
const maxSignatureTexts = 60

// dropSignature removes what NewText counts as signature from the end: the last texts, as long as they are "Sent from my …"
// or stand in the signature, and its pictures.
func (c *cutter) dropSignature(doc *html.Node) {
	gone := map[*html.Node]bool{}
	var first *html.Node
	for sign := singleSpaced(c.m.Signature); len(gone) < maxSignatureTexts; {
		last := lastText(doc, gone)
		if last == nil {
			break
		}
		s := singleSpaced(last.Data)
		at, device := strings.LastIndex(sign, s), c.t.isDeviceLine(s)
		if at < 0 && !device {
			break
		}
		gone[last] = true
		if at >= 0 {
			sign = sign[:at] // what stands further up is another word, such as the name below a greeting
		}
		if !device {
			first = last
		}
	}
	c.dropBelow(doc, first, gone)
}

// maxSignaturePicture is how many bytes a picture may have to belong to a signature that it stands in: photographs and
// pictures of a screen have more, and may have been dropped there by an author who did not look.
const maxSignaturePicture = 64 << 10

// dropBelow removes nodes, and the small pictures from the first of them on.
func (c *cutter) dropBelow(doc, first *html.Node, gone map[*html.Node]bool) {
	var remove []*html.Node
	below := false
	for n := range doc.Descendants() {
		below = below || n == first
		if gone[n] || below && n.DataAtom == atom.Img && c.isSmall(n) {
			remove = append(remove, n)
		}
	}
	for _, n := range remove {
		n.Parent.RemoveChild(n)
	}
}

// isSmall reports whether a picture of the mail may belong to a signature.
func (c *cutter) isSmall(picture *html.Node) bool {
	for _, a := range picture.Attr {
		id, found := strings.CutPrefix(a.Val, "cid:")
		if a.Key != "src" || !found {
			continue
		}
		for _, f := range c.m.Attachments {
			if f.ContentID == id {
				return f.Size <= maxSignaturePicture
			}
		}
	}
	return true // there is none to show
}

func singleSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// lastText finds the last text node that is not blank and not gone.
func lastText(n *html.Node, gone map[*html.Node]bool) *html.Node {
	for child := n.LastChild; child != nil; child = child.PrevSibling {
		if child.Type == html.TextNode && !gone[child] && strings.TrimSpace(child.Data) != "" {
			return child
		}
		if found := lastText(child, gone); found != nil {
			return found
		}
	}
	return nil
}

// nodeText is the text inside a node up to a limit, <br> as line end.
func nodeText(n *html.Node, limit int) string {
	var out strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if out.Len() >= limit {
			return
		}
		if n.Type == html.TextNode {
			out.WriteString(strings.Join(strings.FieldsFunc(n.Data, unicode.IsSpace), " ") + " ")
		}
		if n.DataAtom == atom.Br || isBlock(n.DataAtom) && out.Len() > 0 {
			out.WriteByte('\n')
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(n)
	return out.String()
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Div, atom.P, atom.Td, atom.Tr, atom.Table, atom.Li, atom.Span, atom.Font, atom.H1, atom.H2, atom.H3:
		return true
	}
	return false
}

// safeLink takes the address of a link away unless it is http, https or mailto.
func safeLink(n *html.Node, href []byte) {
	lower := strings.ToLower(strings.TrimSpace(string(href)))
	if hasPrefixOf(lower, []string{"http://", "https://", "mailto:"}) {
		return
	}
	n.Attr = nil
	n.DataAtom, n.Data = atom.Span, "span"
}

// safePicture keeps the pictures that come with the mail, under the names of their files; others would be fetched from
// elsewhere.
func safePicture(n *html.Node, m *tickets.Mail) bool {
	src, alt := "", ""
	for _, a := range n.Attr {
		switch a.Key {
		case "src":
			src = strings.TrimSpace(a.Val)
		case "alt":
			alt = a.Val
		}
	}
	id, found := strings.CutPrefix(src, "cid:")
	if !found {
		return false
	}
	for _, f := range m.Attachments {
		if f.ContentID == id && f.Name != "" {
			alt = f.Name
		}
	}
	n.Attr = []html.Attribute{{Key: "src", Val: src}, {Key: "alt", Val: alt}}
	return true
}

// nodeAttributes reads the attributes of a node in the form of the tokenizer's.
func nodeAttributes(n *html.Node) (a attributes) {
	for _, at := range n.Attr {
		a.set(at.Key, at.Val)
	}
	return a
}

// sameLetters reports whether two texts say the same: their letters and digits, without pictures and link addresses,
// agree for that share at least.
func sameLetters(markdown, text string, least float64) bool {
	a, b := letterBag(plainMarkdown(markdown)), letterBag(withoutLinks(pictureNote.ReplaceAllString(text, "")))
	same, total := 0, 0
	for w, n := range a {
		same += min(n, b[w])
		total += n
	}
	for _, n := range b {
		total += n
	}
	return total == 0 || float64(2*same) >= least*float64(total)
}

// pictureNote stands for a picture in the plain half: [image: button.png] is Gmail's, [cid:image001.png@…] Outlook's.
var pictureNote = regexp.MustCompile(`(?i)\[(image|inline image|cid|bild|immagine|imagen)[: ][^\]\n]{0,200}\]`)

// withoutLinks drops the addresses that htmlLines puts behind the text of links.
func withoutLinks(s string) string {
	var out strings.Builder
	for {
		at := strings.Index(s, " <http")
		if at < 0 {
			break
		}
		end := strings.IndexByte(s[at:], '>')
		if end < 0 {
			break
		}
		out.WriteString(s[:at])
		s = s[at+end+1:]
	}
	out.WriteString(s)
	return out.String()
}

// letterBag counts the words of a text.
func letterBag(s string) map[string]int {
	bag := map[string]int{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		bag[strings.ToLower(w)]++
	}
	return bag
}

// plainMarkdown drops pictures and the addresses of links.
func plainMarkdown(s string) string {
	var out strings.Builder
	for {
		at := strings.Index(s, "](")
		if at < 0 {
			break
		}
		end := strings.IndexByte(s[at:], ')')
		if end < 0 {
			break
		}
		before := s[:at]
		if open := strings.LastIndex(before, "!["); open >= 0 && !strings.Contains(before[open:], "]") {
			before = before[:open]
		}
		out.WriteString(before + " ")
		s = s[at+end+1:]
	}
	out.WriteString(s)
	return out.String()
}
