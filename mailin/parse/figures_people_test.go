package parse_test

import (
	"regexp"
	"strings"
)

// reply compares the new words of an answer.
func (b *board) reply() {
	r := b.row
	want, known := wantedReply(r)
	got := r.mail.NewText
	if known {
		right := trimmed(want) == trimmed(got)
		if strings.HasSuffix(r.file, ".html") {
			right = bare(want) == bare(got)
		}
		b.right("exact", right)
		b.mark("words", wordF1(trimmed(want), got))
	}
	if list := conditions(r); len(list) > 0 {
		right := true
		for _, c := range list {
			re, err := regexp.Compile("(?m)" + c.pattern)
			if err != nil {
				b.t.Fatal(err)
			}
			right = right && re.MatchString(trimmed(got)) == c.found && re.MatchString(got) == c.found
		}
		b.right("conditions", right)
	}
}

// wantedReply is the new text, if the label says all of it.
func wantedReply(r *labelledMail) (string, bool) {
	fragments := 1
	if r.has("n_fragments") {
		fragments = get[int](r, "n_fragments")
	}
	switch {
	case r.has("reply"):
		return r.str("reply"), true
	case r.has("reply_from_html"):
		return r.str("reply_from_html"), true
	case r.has("first_fragment") && fragments <= 2:
		return r.str("first_fragment"), true
	case get[bool](r, "nothing_trimmed") || r.has("n_fragments") && fragments == 1:
		_, body, _ := strings.Cut(string(r.raw), "\n\n")
		return body, true
	}
	return "", false
}

type condition struct {
	pattern string
	found   bool
}

func conditions(r *labelledMail) (out []condition) {
	if r.has("first_fragment") && get[int](r, "n_fragments") > 2 {
		out = append(out, condition{`\A` + regexp.QuoteMeta(trimmed(r.str("first_fragment"))), true})
	}
	for _, p := range get[[]string](r, "first_fragment_regex") {
		out = append(out, condition{p, true})
	}
	hidden, quoted := get[[]bool](r, "hidden"), get[[]bool](r, "quoted")
	if hidden == nil {
		hidden = []bool{false}
	}
	for _, pair := range get[[][2]any](r, "fragment_regex") {
		i, _ := pair[0].(float64)
		p, _ := pair[1].(string)
		if at := int(i); at < len(hidden) && (at >= len(quoted) || !quoted[at]) {
			out = append(out, condition{p, !hidden[at]})
		}
	}
	for _, s := range get[[]string](r, "reply_contains") {
		out = append(out, condition{regexp.QuoteMeta(trimmed(s)), true})
	}
	for _, s := range get[[]string](r, "reply_not_contains") {
		out = append(out, condition{regexp.QuoteMeta(s), false})
	}
	return out
}

// forward compares what was forwarded, and what the forwarder added.
func (b *board) forward() {
	r, f := b.row, b.row.mail.Forwarded
	if !r.has("forwarded") {
		return
	}
	b.right("detected", get[bool](r, "forwarded") == (f != nil))
	if f == nil || !get[bool](r, "forwarded") {
		return
	}
	if a := get[person](r, "from").key(); a != "" {
		b.right("from", a == f.From.Key())
	}
	for figure, pair := range map[string][2]string{"subject": {"subject", f.Subject}, "body": {"body", f.Body}, "own text": {"message", f.Message}} {
		if r.str(pair[0]) != "" || pair[0] == "message" && r.has("message") {
			b.right(figure, flat(r.str(pair[0])) == flat(pair[1]))
		}
	}
}

// trimmed cuts white space off both ends and off the end of each line.
func trimmed(s string) string {
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t\u00a0")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// bare removes white space.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }
