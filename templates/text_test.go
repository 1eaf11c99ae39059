package templates

import (
	"strings"
	"testing"

	"tierdesk/tickets"
)

// everything is Markdown with all that people's mails bring.
const everything = `# Title

Some **strong** and _soft_ words with ` + "`code here`" + `, a [link](https://acme.example/a_b), <https://acme.example/>, [https://acme.example](https://acme.example/) and
a \*star\* &amp; more.\
A new line.

1. first
2. second, which is rather long and has to be broken somewhere near here or there
   - inner

   a paragraph

> quoted
>
> > deeper

    indented code  stays

` + "```" + `
fenced   code that is much longer than the width of a line, and must nevertheless never be broken
` + "```" + `

| Left | Right |
|:-----|------:|
| a    |     1 |
| long | 12345 |

---

![a screenshot](cid:1@x)
`

func TestMarkdownReadsWellAsText(t *testing.T) {
	data := Samples(tickets.AgentReply)[0]
	data.Body.Markdown, data.Solved, data.Files = everything, false, nil
	letter := render(t, tickets.AgentReply, data)
	page(t, letter.HTML)
	golden(t, "everything.txt", letter.Text)
	golden(t, "everything.html", letter.HTML)
}

func TestPlainWordsKeepTheirShape(t *testing.T) {
	long := strings.Repeat("word ", 30)
	data := Samples(tickets.AgentReply)[0]
	data.Solved, data.Files = false, nil
	data.Body.Text = "\n\n  first line is indented\n" + long + "\n> " + long + "\n\tcode  " + long + "\n\n\na * b * c <d>\r\n"
	letter := render(t, tickets.AgentReply, data)
	want := "  first line is indented\n" +
		strings.TrimSpace(strings.Repeat("word ", 15)) + "\n" + strings.TrimSpace(strings.Repeat("word ", 15)) + "\n> " +
		strings.TrimSpace(long) + "\n\tcode  " + strings.TrimSpace(long) + "\n\n\na * b * c <d>\n\n-- \nAcme Support · #1024\n"
	if letter.Text != want {
		t.Errorf("got\n%q\nwant\n%q", letter.Text, want)
	}
	if !strings.Contains(letter.HTML, "<p>&nbsp;&nbsp;first line is indented<br>\n") {
		t.Errorf("the indentation is lost:\n%s", letter.HTML)
	}
}

func TestNoLineOfOurOwnIsLongerThanATerminal(t *testing.T) {
	for _, n := range tickets.Notices() {
		for _, data := range Samples(n) {
			for line := range strings.SplitSeq(render(t, n, data).Text, "\n") {
				if len([]rune(line)) > 76 && !strings.Contains(line, "https://") && !strings.Contains(line, "mailto:") {
					t.Errorf("%s: %q", n, line)
				}
			}
		}
	}
}

func BenchmarkRender(b *testing.B) {
	set := load(b)
	for _, n := range []tickets.Notice{tickets.Received, tickets.NewTicket} {
		data := Samples(n)[0]
		b.Run(string(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := set.Render(n, "en", nil, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
