package templates

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"tierdesk/tickets"
)

// nasty tries to be markup, a header, a footer and a placeholder at once.
const nasty = "**x** [a](javascript:alert(1)) <img src=x onerror=alert(1)> \r\nBcc: evil@example.org \x00b\x00\x00 `c` | # _y_ &lt; {{.Queue}}"

func render(t testing.TB, n tickets.Notice, data tickets.NoticeData) Letter {
	t.Helper()
	letter, err := load(t).Render(n, "en", nil, data)
	if err != nil {
		t.Fatal(err)
	}
	return letter
}

// page parses an HTML half, and fails when anything in it could run, or is loaded from outside.
func page(t testing.TB, half string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(half))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if strings.Contains(" script iframe object embed form input link base svg math ", " "+n.Data+" ") {
			t.Fatalf("<%s> in %s", n.Data, half)
		}
		for _, a := range n.Attr {
			checkAttribute(t, a)
		}
	}
	return doc
}

func checkAttribute(t testing.TB, a html.Attribute) {
	t.Helper()
	switch {
	case strings.HasPrefix(a.Key, "on"), a.Key == "srcset", a.Key == "background":
		t.Fatalf("attribute %s=%q", a.Key, a.Val)
	case a.Key == "src" && !strings.HasPrefix(a.Val, "cid:"):
		t.Fatalf("picture from %q", a.Val)
	case a.Key == "href" && target([]byte(a.Val)) == "":
		t.Fatalf("link to %q", a.Val)
	case a.Key == "style" && strings.Contains(a.Val, "url("):
		t.Fatalf("style %q", a.Val)
	}
}

// textOf is what a reader of the HTML half sees.
func textOf(doc *html.Node) string {
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "style" {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// sameWords reports whether all words of want stand in got in order, whatever the white space and signs of quotation.
func sameWords(got, want string) bool {
	flat := func(s string) string {
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '>' || r <= ' ' || r == noBreak }), "")
	}
	return strings.Contains(flat(got), flat(want))
}

func TestACustomersSubjectReadsLiterallyInBothHalves(t *testing.T) {
	data := Samples(tickets.Digest)[0]
	data.Report.AtRisk[0].Subject = nasty
	letter := render(t, tickets.Digest, data)
	want := oneLine(nasty)
	if !sameWords(letter.Text, want) {
		t.Errorf("the text half does not say %q:\n%s", want, letter.Text)
	}
	if got := textOf(page(t, letter.HTML)); !sameWords(got, want) {
		t.Errorf("the HTML half does not say %q:\n%s", want, got)
	}
}

func TestNoValueOfAnyFieldBecomesMarkup(t *testing.T) {
	for _, n := range tickets.Notices() {
		data := Samples(n)[0]
		data.Subject, data.Queue, data.Why, data.You, data.Actor = nasty, nasty, nasty, nasty, nasty
		data.Requester = tickets.Address{Name: nasty, Address: nasty}
		data.Copies = []tickets.Address{data.Requester, data.Requester}
		data.Body, data.Files, data.Done = tickets.Body{Text: nasty}, []string{nasty}, []string{nasty}
		if p := data.Packet; p != nil {
			p.Question, p.Asked.Body.Text, p.Tried[0].Text, p.Timeline[0].Text, p.Timeline[0].Who = nasty, nasty, nasty, nasty, nasty
			p.Files[0].Name, p.Files[0].From, p.Alike[0].Subject, p.Alike[0].Answer = nasty, nasty, nasty, nasty
		}
		data.Fault.Text, data.Failure.Diagnostic, data.Trouble.Error = nasty, nasty, nasty
		letter := render(t, n, data)
		if strings.ContainsAny(letter.Subject, "\r\n\x00") {
			t.Errorf("%s: subject %q", n, letter.Subject)
		}
		for e := range page(t, letter.HTML).Descendants() {
			if e.Type == html.ElementNode && (e.Data == "img" || e.Data == "em") {
				t.Errorf("%s: a value became <%s>:\n%s", n, e.Data, letter.HTML)
			}
		}
	}
}

func TestWordsInMarkdownCannotChangeWhatStandsAroundThem(t *testing.T) {
	data := Samples(tickets.AgentReply)[0]
	data.Body.Markdown = "[Acme Support]: https://evil.example\n\n<div onclick=x>hello</div>\n\n![logo](https://spy.example/x.png) " +
		"[here](javascript:alert(1)) [there](java&#115;cript:alert(1))\n\n---\n\n```\nunfinished"
	letter := render(t, tickets.AgentReply, data)
	page(t, letter.HTML)
	for _, want := range []string{"<div onclick=x>hello</div>", "[picture: logo]", "here there", "\n-- \nWe believe"} {
		if !strings.Contains(letter.Text, want) {
			t.Errorf("the text half does not say %q:\n%s", want, letter.Text)
		}
	}
	if strings.Contains(letter.HTML, ">Acme Support</a>") || !strings.Contains(letter.HTML, "<p>Acme Support · #1024</p>") {
		t.Errorf("the footer is not what it was:\n%s", letter.HTML)
	}
}

func TestAPictureOfTheLetterIsShownAndNamed(t *testing.T) {
	data := Samples(tickets.AgentReply)[0]
	data.Body.Markdown = "Look:\n\n![the \"lamp\"](cid:lamp%40acme) ![x](cid:a\"onerror=b)"
	letter := render(t, tickets.AgentReply, data)
	page(t, letter.HTML)
	if !strings.Contains(letter.HTML, `<img src="cid:lamp@acme" alt="the &quot;lamp&quot;"`) {
		t.Errorf("no picture:\n%s", letter.HTML)
	}
	if !strings.Contains(letter.Text, `[picture: the "lamp"]`) {
		t.Errorf("no name:\n%s", letter.Text)
	}
}

func TestCustomersAndVendorsNeverSeeTheInside(t *testing.T) {
	override := fstest.MapFS{}
	for _, n := range tickets.Notices() {
		if !ForStaff(n) {
			override["en/"+string(n)+".md"] = &fstest.MapFile{Data: []byte(
				"---\nsubject: x {{.Queue}}\n---\n{{.Queue}} {{.Tier}} {{.Assignee}} {{when .Due}} {{.Packet}} {{.Report}} {{.Priority}}\n\nbody")}
		}
	}
	set, err := Load(override)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range tickets.Notices() {
		if ForStaff(n) {
			continue
		}
		letter, err := set.Render(n, "en", nil, Samples(n)[0])
		if err != nil {
			t.Fatal(err)
		}
		if letter.Text != "<nil> <nil>\n\nbody\n" || letter.Subject != "x" {
			t.Errorf("%s tells: %q %q", n, letter.Subject, letter.Text)
		}
	}
}

// The cost of some of these grows with the square of their length: this is what maxWords is for.
func TestHostileMarkdownLosesNothing(t *testing.T) {
	set := load(t)
	for _, unit := range []string{">", "[", "*a ", "![", "- ", "`", "**", "<", "&", "\\", "a](", "|", "1. ", "http://", "_a*", "\t", "|a|\n|-|\n", "> - "} {
		data := Samples(tickets.AgentReply)[0]
		data.Body.Markdown = strings.Repeat(unit, 4<<10/len(unit)) + "\n\nthe end"
		data.Body.Text = data.Body.Markdown
		letter, err := set.Render(tickets.AgentReply, "en", nil, data)
		if err != nil || !strings.Contains(letter.Text, "the end") || !strings.Contains(textOf(page(t, letter.HTML)), "the end") {
			t.Errorf("%q: %v\n%s", unit, err, letter.Text)
		}
	}
}

func TestWordsTooLongForMarkdownAreShownAsPlainText(t *testing.T) {
	data := Samples(tickets.AgentReply)[0]
	data.Body = tickets.Body{Text: "as *plain* text", Markdown: "**" + strings.Repeat("x ", maxWords/2) + "**"}
	if letter := render(t, tickets.AgentReply, data); !strings.HasPrefix(letter.Text, "as *plain* text\n") {
		t.Error(letter.Text[:100])
	}
}

func FuzzRender(f *testing.F) {
	f.Add(nasty, nasty, nasty)
	f.Add("Re: [ACME #1] x", "a\n\n    code\n> quote", "# h\n\n- a\n  - b\n\n| a | b |\n|---|---|\n| `x|y` | z |")
	f.Add("---", "---\n-- \n", "---\n\n***\n\n![](cid:x)<a@b.example>")
	f.Add("\u202e\\|", "\\", "&#0;&#x0a;\\\n<http://x>")
	set := load(f)
	f.Fuzz(func(t *testing.T, subject, text, md string) {
		for _, n := range []tickets.Notice{tickets.NewTicket, tickets.AgentReply, tickets.Digest} {
			data := Samples(n)[0]
			data.Subject, data.Body = subject, tickets.Body{Text: text, Markdown: md}
			data.Report.AtRisk[0].Subject = subject
			letter, err := set.Render(n, "en", nil, data)
			if err != nil {
				t.Fatal(err)
			}
			if strings.ContainsAny(letter.Subject+letter.Text, "\x00\r") || strings.Contains(letter.Subject, "\n") {
				t.Fatalf("control characters: %q", letter)
			}
			page(t, letter.HTML)
			if n == tickets.Digest && !sameWords(letter.Text, bare(subject)) {
				t.Fatalf("%q is not in\n%s", bare(subject), letter.Text)
			}
			if md == "" && n == tickets.NewTicket && !sameWords(letter.Text, lines(text)) {
				t.Fatalf("%q is not in\n%s", text, letter.Text)
			}
		}
	})
}
