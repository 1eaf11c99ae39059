package templates

import (
	"io"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// mailNodes renders the nodes that need styles of their own in a mail, where style sheets reach only some clients, and
// those whose addresses must be looked at. The rest is left to goldmark.
type mailNodes struct {
	buttons bool // a link with the title “button” looks like one: in our own words only
}

// RegisterFuncs tells goldmark which nodes are rendered here.
func (m mailNodes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, m.heading)
	reg.Register(ast.KindBlockquote, tags(quoteOpen, quoteClose))
	reg.Register(ast.KindCodeBlock, m.code)
	reg.Register(ast.KindFencedCodeBlock, m.code)
	reg.Register(ast.KindCodeSpan, m.codeSpan)
	reg.Register(ast.KindLink, m.link)
	reg.Register(ast.KindAutoLink, m.autoLink)
	reg.Register(ast.KindImage, m.image)
	reg.Register(ast.KindThematicBreak, m.rule)
	reg.Register(extast.KindTable, tags(tableOpen, "</table>\n"))
	reg.Register(extast.KindTableHeader, tags("<tr>\n", "</tr>\n"))
	reg.Register(extast.KindTableRow, tags("<tr>\n", "</tr>\n"))
	reg.Register(extast.KindTableCell, m.cell)
}

// put writes strings one after the other.
func put(w io.StringWriter, all ...string) {
	for _, s := range all {
		_, _ = w.WriteString(s)
	}
}

func tags(before, after string) renderer.NodeRendererFunc {
	return func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString(before)
		} else {
			_, _ = w.WriteString(after)
		}
		return ast.WalkContinue, nil
	}
}

func (mailNodes) heading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	level := n.(*ast.Heading).Level
	if !entering {
		put(w, "</h", strconv.Itoa(level), ">\n")
		return ast.WalkContinue, nil
	}
	style := headingStyle
	if level == 1 {
		style = titleStyle
	}
	put(w, "<h", strconv.Itoa(level), " style=\"", style, "\">")
	return ast.WalkContinue, nil
}

func (mailNodes) rule(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<hr class=\"r\" style=\"" + ruleStyle + "\">\n")
	}
	return ast.WalkContinue, nil
}

func (mailNodes) code(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<pre class=\"c\" style=\"" + preStyle + "\">")
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		_, _ = w.Write(util.EscapeHTML(line.Value(source)))
	}
	_, _ = w.WriteString("</pre>\n")
	return ast.WalkContinue, nil
}

func (mailNodes) codeSpan(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		text, class := codeText(n, source), "c"
		if len(text) <= shortCode {
			class = "c k"
		}
		put(w, "<code class=\"", class, "\" style=\""+codeStyle+"\">")
		_, _ = w.Write(util.EscapeHTML([]byte(text)))
		_, _ = w.WriteString("</code>")
	}
	return ast.WalkSkipChildren, nil
}

// link writes a link; the text alone when it leads nowhere a mail may lead.
func (m mailNodes) link(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	to := target(n.Destination)
	switch {
	case to == "":
	case entering && m.buttons && isButton(n):
		put(w, "<a class=\"b\" href=\"", to, "\" style=\""+buttonStyle+"\">")
	case entering:
		put(w, "<a href=\"", to, "\">")
	default:
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

// isButton reports the title by which templates ask for a button: [Take](URL "button").
func isButton(n *ast.Link) bool { return string(n.Title) == "button" }

func (mailNodes) autoLink(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.AutoLink)
	url := n.URL(source)
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(string(url)), "mailto:") {
		url = append([]byte("mailto:"), url...)
	}
	label := util.EscapeHTML(n.Label(source))
	if to := target(url); to != "" {
		put(w, "<a href=\"", to, "\">", string(label), "</a>")
	} else {
		_, _ = w.Write(label)
	}
	return ast.WalkContinue, nil
}

// image shows a picture of the letter; of any other its description, so that nothing is loaded from outside.
func (mailNodes) image(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Image)
	alt := string(util.EscapeHTML([]byte(oneLine(plain{source: source}.inline(n)))))
	if id := picture(n.Destination); id != "" {
		put(w, "<img src=\"cid:", id, "\" alt=\"", alt, "\" style=\""+imageStyle+"\">")
	} else {
		put(w, "[picture: ", alt, "]")
	}
	return ast.WalkSkipChildren, nil
}

func (mailNodes) cell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*extast.TableCell)
	tag, class, style := "td", "r", cellStyle
	if n.PreviousSibling() == nil {
		style = firstStyle
	}
	if n.Parent().Kind() == extast.KindTableHeader {
		tag, class, style = "th", "r m", style+topStyle
	}
	if !entering {
		put(w, "</", tag, ">\n")
		return ast.WalkContinue, nil
	}
	put(w, "<", tag, " class=\"", class, "\" align=\"", align(n), "\" style=\"", style, "\">")
	return ast.WalkContinue, nil
}

func align(n *extast.TableCell) string {
	if n.Alignment == extast.AlignNone {
		return "left"
	}
	return n.Alignment.String()
}
