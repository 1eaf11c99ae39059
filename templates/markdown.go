package templates

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown reads the Markdown of templates and of people. It is safe for concurrent use.
type markdown struct {
	ours  parser.Parser     // indentation means nothing, so that authors may use it
	words parser.Parser     // indented code is code, bare URLs are links
	html  renderer.Renderer // of people's words
	page  renderer.Renderer // of the templates' words, which may have buttons
}

// newMarkdown leaves two things of CommonMark out: raw HTML, which is shown as the text that it is, and link
// reference definitions, which would let one paragraph change another.
func newMarkdown() *markdown {
	return &markdown{
		ours: newParser([]util.PrioritizedValue{util.Prioritized(indented{parser.NewParagraphParser()}, 1000)}, nil),
		words: newParser(
			[]util.PrioritizedValue{
				util.Prioritized(parser.NewCodeBlockParser(), 500),
				util.Prioritized(parser.NewParagraphParser(), 1000),
			},
			[]util.PrioritizedValue{util.Prioritized(extension.NewLinkifyParser(), 999)},
		),
		html: newRenderer(mailNodes{}),
		page: newRenderer(mailNodes{buttons: true}),
	}
}

func newRenderer(nodes mailNodes) renderer.Renderer {
	return renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(html.NewRenderer(), 1000),
		util.Prioritized(nodes, 100),
	))
}

// newParser makes a parser of what both kinds of Markdown have, and more.
func newParser(blocks, inlines []util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(blocks,
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
		)...),
		parser.WithInlineParsers(append(inlines,
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewEmphasisParser(), 500),
		)...),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// indented reads an indented line as a paragraph. Without it, and without indented code, goldmark would drop the line.
type indented struct{ parser.BlockParser }

// CanAcceptIndentedLine says that it can.
func (indented) CanAcceptIndentedLine() bool { return true }

// parse makes the tree of a piece of Markdown.
func (m *markdown) parse(p piece) (ast.Node, []byte) {
	source := []byte(p.markdown)
	if p.isWords() {
		return m.words.Parse(text.NewReader(source)), source
	}
	return m.ours.Parse(text.NewReader(source)), source
}

// maxDepth is how deep the nodes of a letter nest; clients give up on pages that are much deeper.
const maxDepth = 60

// tooDeep reports whether a person's words nest deeper than any honest ones.
func tooDeep(tree ast.Node) bool {
	depth := 0
	for n := tree; n != nil; {
		switch {
		case depth > maxDepth:
			return true
		case n.FirstChild() != nil:
			n, depth = n.FirstChild(), depth+1
		default:
			for n != nil && n.NextSibling() == nil {
				n, depth = n.Parent(), depth-1
			}
			if n != nil {
				n = n.NextSibling()
			}
		}
	}
	return false
}

// target is where a link leads, escaped for an attribute; "" when a mail must not lead there.
func target(destination []byte) string {
	dest := string(util.EscapeHTML(util.URLEscape(destination, true)))
	scheme, _, ok := strings.Cut(dest, ":")
	if !ok {
		return ""
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto", "tel":
		return dest
	}
	return ""
}

// picture is the Content-ID that an image shows, as it is (RFC 2392 lets a URL escape it); "" when the image is not part
// of the letter, or its identifier would need escaping in the page.
func picture(destination []byte) string {
	dest := string(util.URLEscape(destination, true))
	if len(dest) < 4 || !strings.EqualFold(dest[:4], "cid:") {
		return ""
	}
	id, err := url.PathUnescape(dest[4:])
	odd := func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("<>\"'&\\%`", r) }
	if err != nil || strings.IndexFunc(id, odd) >= 0 {
		return ""
	}
	return id
}

// appendUnescaped resolves what stands for a character in a run of Markdown text: backslash escapes and entities.
func appendUnescaped(b, raw []byte) []byte {
	for {
		i := bytes.IndexAny(raw, "\\&")
		if i < 0 {
			return append(b, raw...)
		}
		b = append(b, raw[:i]...)
		raw = raw[i:]
		n := 1
		switch end := bytes.IndexByte(raw, ';'); {
		case raw[0] == '\\' && len(raw) > 1 && util.IsPunct(raw[1]):
			b = append(b, raw[1])
			n = 2
		case raw[0] == '&' && end > 0:
			n = end + 1
			named := util.ResolveEntityNames(util.ResolveNumericReferences(raw[:n]))
			b = append(b, bytes.ReplaceAll(named, []byte("\r"), nil)...) // a bare return would end a line in the middle
		default:
			b = append(b, raw[0])
		}
		raw = raw[n:]
	}
}
