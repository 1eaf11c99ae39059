package desk_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tierdesk/mailin/parse"
	"tierdesk/tickets"
	"tierdesk/tickets/command"
)

// ways are the forms in which mail clients write lines of their own above the words of a reply in HTML.
func ways() map[string]func(html, words string, lines []string) string {
	return map[string]func(html, words string, lines []string) string{
		"line breaks": func(html, words string, lines []string) string {
			return strings.Replace(html, words, strings.Join(append(lines, words), "<br>\n"), 1)
		},
		"blocks": func(html, words string, lines []string) string {
			block := "<div>" + strings.Join(lines, "</div><div>") + "</div><div><br></div>"
			return strings.Replace(html, words, block+words, 1)
		},
		"spans": func(html, words string, lines []string) string { // as Apple Mail and Outlook on the web wrap what was typed
			span := `<span style="font-family: Calibri;">`
			return strings.Replace(html, words, span+strings.Join(lines, "</span><br>"+span)+"</span><br>"+words, 1)
		},
		"paragraphs": paragraphs,
	}
}

// paragraphs repeats the paragraph that the words stand in, as Outlook does; without one there are plain paragraphs.
func paragraphs(html, words string, lines []string) string {
	at := strings.Index(html, words)
	from := max(strings.LastIndex(html[:at], "<p "), strings.LastIndex(html[:at], "<P "))
	if from < 0 {
		return html[:at] + "<p>" + strings.Join(lines, "</p><p>") + "</p>" + html[at:]
	}
	to := at + strings.Index(strings.ToLower(html[at:]), "</p>") + len("</p>")
	var top strings.Builder
	for _, line := range lines {
		top.WriteString(strings.Replace(html[from:to], words, line, 1))
	}
	return html[:from] + top.String() + html[from:]
}

// TestCommandsAreFoundInTheHTMLOfRealClients puts a block on top of replies that real mail clients made, and looks
// whether it is found whole and what is left for the customer is clean.
func TestCommandsAreFoundInTheHTMLOfRealClients(t *testing.T) {
	root := os.Getenv("TIERDESK_CORPORA")
	if root == "" {
		t.Skip("TIERDESK_CORPORA names no folder of mails")
	}
	tried := 0
	for _, file := range []struct{ path, words string }{
		{"talon/mail/html_replies/ms_outlook_2003.html", "Hi. I am fine."},
		{"talon/mail/html_replies/ms_outlook_2007.html", "Hi. I am fine."},
		{"talon/mail/html_replies/ms_outlook_2010.html", "Hi. I am fine."},
		{"talon/mail/html_replies/thunderbird.html", "Hi. I am fine."},
		{"talon/mail/standard_replies/gmail.eml", "Hello"},
		{"talon/mail/standard_replies/comcast.eml", "Hello"},
		{"talon/mail/standard_replies/sparrow.eml", "Hello"},
	} {
		raw, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file.path)))
		if err != nil {
			t.Fatal(err)
		}
		html := string(raw)
		if strings.HasSuffix(file.path, ".eml") {
			m := parse.Bytes(raw)
			html = m.RawHTML
		}
		if !strings.Contains(html, file.words) {
			t.Fatalf("%s has no “%s”", file.path, file.words)
		}
		for way, put := range ways() {
			tried++
			checkBlock(t, filepath.Base(file.path)+", "+way, put(html, file.words, []string{"/take", "/priority&nbsp;high"}), file.words)
		}
	}
	t.Logf("%d replies", tried)
}

func checkBlock(t *testing.T, name, html, words string) {
	t.Helper()
	m := parse.Bytes([]byte("From: ann@acme.example\r\nSubject: Re: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html))
	parse.Markdown(&m)
	b := command.Parse(tickets.Body{Text: m.NewText, Markdown: m.NewMarkdown}, tickets.Verbs())
	var got []string
	for _, c := range b.Commands {
		got = append(got, c.Verb+" "+c.Arg)
	}
	if b.Fault != nil || !slices.Equal(got, []string{"take ", "priority high"}) {
		t.Errorf("%s: commands %q, fault %+v in %q", name, got, b.Fault, m.NewText)
	}
	for _, left := range []string{b.Body.Text, b.Body.Markdown} {
		if left != "" && (!strings.HasPrefix(left, words) || strings.Contains(left, "/take") || strings.Contains(left, "priority")) {
			t.Errorf("%s: the customer would get %q", name, left)
		}
	}
	if b.Body.Text == "" {
		t.Errorf("%s: nothing is left of %q", name, m.NewText)
	}
}

func TestACommandThatTheClientQuotedComesBackAndReachesNobody(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	door := o.letter("ann@acme.example").ReplyTo[0].Address
	before := len(o.history(1).Letters)
	for i, top := range []string{"> /note\n\nHe never pays.\n", "Content-Type: text/html\n\n<blockquote>/note</blockquote><div>He never pays.</div>\n"} {
		head := "From: Ann <ann@acme.example>\nTo: " + door + "\nSubject: Re: x\nMessage-ID: <" + string(rune('5'+i)) + "@acme.example>\n"
		if i == 0 {
			head += "\n"
		}
		o.receive(head + top)
	}
	var told int
	for _, l := range o.history(1).Letters[before:] {
		if l.Notice != tickets.CommandError {
			t.Errorf("%s to %s", l.Notice, l.To)
		}
		told++
	}
	if told != 2 {
		t.Errorf("Ann was told %d times, want 2", told)
	}
}
