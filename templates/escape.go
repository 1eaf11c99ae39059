package templates

import (
	"fmt"
	"strings"
	"text/template"
	"text/template/parse"
	"unicode"
	"unicode/utf8"
)

// markup is finished Markdown: the only kind of value that is not escaped.
type markup string

// escaper is the name under which templates know literal. It is not meant to be written by hand.
const escaper = "_literal"

// escapeAll appends the escaper to every pipeline of every template that puts something out, as html/template does.
func escapeAll(root *template.Template) {
	seen := map[*parse.Tree]bool{}
	for _, t := range root.Templates() {
		if t.Tree != nil && t.Root != nil && !seen[t.Tree] {
			seen[t.Tree] = true
			escapeList(t.Root)
		}
	}
}

func escapeList(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			escapePipe(n.Pipe)
		case *parse.IfNode:
			escapeList(n.List)
			escapeList(n.ElseList)
		case *parse.RangeNode:
			escapeList(n.List)
			escapeList(n.ElseList)
		case *parse.WithNode:
			escapeList(n.List)
			escapeList(n.ElseList)
		}
	}
}

func escapePipe(pipe *parse.PipeNode) {
	if len(pipe.Decl) > 0 {
		return // an assignment puts nothing out
	}
	pipe.Cmds = append(pipe.Cmds, &parse.CommandNode{
		NodeType: parse.NodeCommand,
		Pos:      pipe.Pos,
		Args:     []parse.Node{parse.NewIdentifier(escaper).SetPos(pipe.Pos)},
	})
}

// literal makes Markdown that reads exactly as the value, on one line.
func literal(value any) string {
	switch v := value.(type) {
	case markup:
		return string(v)
	case string:
		return escape(v)
	default:
		return escape(fmt.Sprint(v))
	}
}

// special are the characters that can mean something to Markdown, wherever they stand.
const special = "\\`*_{}[]()<>#+-.!|~&=:\""

// escape puts a backslash before every special character (CommonMark, section 2.4).
func escape(s string) string {
	s = oneLine(s)
	if !strings.ContainsAny(s, special) {
		return s
	}
	b := make([]byte, 0, len(s)+len(s)/4+8)
	for i := range len(s) {
		if strings.IndexByte(special, s[i]) >= 0 {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return string(b)
}

// oneLine turns every run of white space and control characters into one blank, and takes out what would change the
// direction of the writing around it.
func oneLine(s string) string {
	if isPlain(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == noBreak:
			return r
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case isBidi(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// isPlain reports whether oneLine has nothing to do.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f || s[i] == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			return false
		}
	}
	return true
}

// isBidi reports the embeddings, overrides and isolates of Unicode, which can make a name or a file look like another.
func isBidi(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// validText replaces what is not UTF-8. Almost all text is, and that is quickly seen.
func validText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\ufffd")
}

// lines makes text of many lines clean: valid UTF-8, line feeds only, no control characters but tabs.
func lines(s string) string {
	clean := func(r rune) bool {
		return r == utf8.RuneError || r == 0x7f || isBidi(r) || r < ' ' && r != '\n' && r != '\t' || r >= 0x80 && r < 0xa0
	}
	if strings.IndexFunc(s, clean) < 0 {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.Map(func(r rune) rune {
		if r != utf8.RuneError && clean(r) {
			return -1
		}
		return r
	}, s)
}
