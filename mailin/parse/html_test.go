package parse

import (
	"strings"
	"testing"

	"tierdesk/tickets"
)

func TestHTMLBecomesReadableText(t *testing.T) {
	for in, want := range map[string]string{
		"<p>a</p><p>b</p>":                    "a\n\nb",
		"a<br>b":                              "a\nb",
		"<div>a</div><div><div>b</div></div>": "a\nb",
		"<ul><li>a</li><li>b</li></ul>":       "- a\n- b",
		"<ol><li>a<li>b</ol>":                 "1. a\n2. b",
		"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>": "a b\nc",
		`<a href="https://x.example/">here</a>`:                           "here <https://x.example/>",
		`<a href="https://x.example">x.example</a>`:                       "x.example",
		`<a href="javascript:x">here</a>`:                                 "here",
		`<div style="display: none">preheader</div>text`:                  "text",
		"<style>p{}</style><script>x</script><title>t</title>a":           "a",
		"<pre>a\n  b</pre>":                                               "a\n  b",
		"a &amp; b&nbsp;c &lt;d&gt; &#8364;":                              "a & b\u00a0c <d> €",
		"<p>a\n   b\tc</p>":                                               "a b c",
		"<blockquote type=cite>a<br>b</blockquote>":                       "> a\n> b",
		"<b>a":                            "a",
		"a</b></p>":                       "a",
		"x <y z":                          "x",
		"zero\u200bwidth\u00ad":           "zerowidth",
		"<o:p>a</o:p>":                    "a",
		"<!-- c -->a<![if x]>b<![endif]>": "ab",
	} {
		got := strings.ReplaceAll(joinText(htmlLines(in)), "\u00a0", " ")
		if want = strings.ReplaceAll(want, "\u00a0", " "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestSanitisedHTMLHoldsNothingDangerous(t *testing.T) {
	m := tickets.Mail{RawHTML: `<p onclick="x()">a</p><script>alert(1)</script><a href="javascript:x">b</a><iframe src="//x"></iframe><img src="cid:p1"><form action="/x"><input></form>` +
		`<a href="https://x.example/">c</a><style>p{}</style><object data="x"></object><img src="data:text/html;base64,xx">`}
	HTML(&m)
	for _, bad := range []string{"onclick", "script", "iframe", "form", "<style", "object", "data:", "input"} {
		if strings.Contains(m.HTML, bad) {
			t.Errorf("%s in %s", bad, m.HTML)
		}
	}
	for _, good := range []string{`<img src="cid:p1"`, `href="https://x.example/"`, "<p>a</p>"} {
		if !strings.Contains(m.HTML, good) {
			t.Errorf("no %s in %s", good, m.HTML)
		}
	}
}

func TestMarkdownKeepsPicturesOfTheMailAndDropsOthers(t *testing.T) {
	raw := mail("Subject: Re: a", "Content-Type: multipart/related; boundary=b", "", "--b", "Content-Type: text/html", "",
		`<p>Click <i>here</i>:</p><p><img src="cid:p1" alt="x"></p><p><img src="https://track.example/p.gif">Then <a href="ftp://x">there</a>.</p><ul><li>one</li><li>two</li></ul>`,
		"--b", "Content-Type: image/png; name=shot.png", "Content-ID: <p1>", "", "x", "--b--")
	m := Bytes(raw)
	Markdown(&m)
	for _, want := range []string{"*here*", "![shot.png](cid:p1)", "Then there.", "- one"} {
		if !strings.Contains(m.NewMarkdown, want) {
			t.Errorf("no %q in %q", want, m.NewMarkdown)
		}
	}
	if strings.Contains(m.NewMarkdown, "track.example") || strings.Contains(m.NewMarkdown, "ftp:") {
		t.Errorf("%q", m.NewMarkdown)
	}
}

func TestASignatureLeavesWithItsPicturesAndTakesNoWordAlong(t *testing.T) {
	for name, trial := range map[string]struct {
		html string
		want string // with a small and a large picture where it says so
	}{
		"logo in the signature":    {`<div>Push the cable in.<br><img src="cid:large"><br><br>Ann</div><div>-- <br>Ann Lee | Service desk <img src="cid:small"></div>`, "Push the cable in.  \n![large.png](cid:large)\n\nAnn"},
		"logo below it":            {`<div>Push the cable in.<br>Ann</div><div>-- <br>Ann Lee</div><div><img src="cid:small"></div>`, "Push the cable in.  \nAnn"},
		"a small picture above it": {`<div>Push this in: <img src="cid:small"></div><div>-- <br>Ann Lee</div>`, "Push this in: ![small.png](cid:small)"},
		"a screenshot below it":    {`<div>As in the picture.</div><div>-- <br>Ann Lee</div><div><img src="cid:large"></div>`, "As in the picture.\n\n![large.png](cid:large)"},
		"a long signature":         {`<div>Push the <b>cable</b> in.</div><div>Ann</div><div>-- </div>` + strings.Repeat(`<div>Acme Ltd</div><div>Phone <b>1</b></div>`, 5), "Push the **cable** in.\n\nAnn"},
		"a photo below a device":   {`<div>As in the picture.</div><div>Sent from my iPhone</div><div><img src="cid:small"></div>`, "As in the picture.\n\n![small.png](cid:small)"},
	} {
		m := Bytes(mail("Subject: Re: a", "Content-Type: multipart/related; boundary=b", "", "--b", "Content-Type: text/html", "", trial.html,
			"--b", "Content-Type: image/png; name=small.png", "Content-ID: <small>", "", "x",
			"--b", "Content-Type: image/png; name=large.png", "Content-ID: <large>", "", strings.Repeat("x", 70<<10), "--b--"))
		if Markdown(&m); m.NewMarkdown != trial.want {
			t.Errorf("%s: %q, want %q", name, m.NewMarkdown, trial.want)
		}
	}
}

func TestMarkdownIsLeftEmptyWhenTheHalvesDisagree(t *testing.T) {
	m := Bytes(mail("Content-Type: multipart/alternative; boundary=a", "", "--a", "", "These are words.", "--a", "Content-Type: text/html", "", "<p>Quite other things stand here.</p>", "--a--"))
	if Markdown(&m); m.NewMarkdown != "" {
		t.Errorf("%q", m.NewMarkdown)
	}
	m = Bytes(mail("Subject: a", "", "no html"))
	if Markdown(&m); m.NewMarkdown != "" {
		t.Errorf("%q", m.NewMarkdown)
	}
}
