package app_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/parse"
	"tierdesk/mailin/postoffice"
	"tierdesk/tickets"
)

// png is the smallest picture.
var png, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

// htmlReply is an answer as Gmail writes it: text and HTML, a picture in the words, a logo in the signature, the notice
// quoted below, and a file.
func htmlReply(from, to, id string, m tickets.Mail) string {
	b64 := base64.StdEncoding.EncodeToString(png)
	return strings.ReplaceAll(fmt.Sprintf(`From: Ann Lee <%s>
To: %s
Subject: Re: %s
Message-ID: <%s>
In-Reply-To: <%s>
References: <%s>
Date: Mon, 2 Mar 2026 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/related; boundary=r

--r
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=utf-8

/time 10m
Press the red button:
[image: button.png]
Then wait.

--
Ann Lee
ann@acme.example, phone 555-1234

On Mon, Mar 2, 2026 at 9:00 AM Acme Support <support@acme.example> wrote:

> Something internal about the customer

--a
Content-Type: text/html; charset=utf-8

<div dir="ltr"><div>/time 10m</div><div>Press the <b>red</b> button:</div><div><img src="cid:shot1" alt="button.png"></div><div>Then wait.</div><div><br></div>-- <br><div dir="ltr" class="gmail_signature"><div>Ann Lee</div><div>ann@acme.example, phone 555-1234 <img src="cid:logo1"></div></div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Mar 2, 2026 at 9:00 AM Acme Support &lt;support@acme.example&gt; wrote:<br></div><blockquote class="gmail_quote">Something internal about the customer</blockquote></div>

--a--
--r
Content-Type: image/png; name="button.png"
Content-Disposition: inline; filename="button.png"
Content-ID: <shot1>
Content-Transfer-Encoding: base64

%s
--r
Content-Type: image/png; name="logo.png"
Content-Disposition: inline; filename="logo.png"
Content-ID: <logo1>
Content-Transfer-Encoding: base64

%s
--r--
--m
Content-Type: application/pdf; name="manual.pdf"
Content-Disposition: attachment; filename="manual.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjcK
--m--
`, from, to, m.Subject, id, m.MessageID, m.MessageID, b64, b64), "\n", "\r\n")
}

func TestTheConversationFeelsRight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.start()
		time.Sleep(time.Minute)
		asked := c.mail("carl", "Carl Customer <carl@customer.example>", "support@acme.example", "Printer on fire", "Cc: gina@customer.example\r\n", "It burns.")
		time.Sleep(time.Minute)
		notice := c.inbox("ann")[0]
		answer := htmlReply("ann@acme.example", notice.ReplyTo[0].Address, "html1@acme.example", notice)
		c.must(c.office.Deliver(postoffice.Envelope{From: "ann@acme.example", To: []string{notice.ReplyTo[0].Address}, Login: "ann"}, []byte(answer)))
		time.Sleep(time.Minute)
		c.checkAnswer(asked)
		c.reply("carl", "carl@customer.example", c.inbox("carl")[1], "Thank you, it is out.")
		time.Sleep(time.Minute)
		inbox := c.inbox("ann")
		last := inbox[len(inbox)-1]
		if !strings.Contains(last.Text, "Thank you, it is out.") || !slices.Contains(last.References, notice.MessageID) {
			t.Errorf("ann's notice is not threaded under her first one: %q refers to %v", last.Text, last.References)
		}
		if n := len(c.tickets()); n != 1 {
			t.Errorf("%d tickets, want 1", n)
		}
		c.close()
	})
}

// checkAnswer looks at what the customer and the person in Cc got.
func (c *company) checkAnswer(asked string) {
	c.t.Helper()
	for login, nth := range map[string]int{"carl": 1, "gina": 0} {
		inbox := c.office.Mail(login, "INBOX")
		if len(inbox) <= nth {
			c.t.Fatalf("%s got %d mails", login, len(inbox))
		}
		raw := inbox[nth].Raw
		m := parse.Bytes(raw)
		if m.From[0].Name != "Ann (Acme Support)" || m.From[0].Address != "support@acme.example" {
			c.t.Errorf("%s sees it from %v", login, m.From)
		}
		if !strings.Contains(m.Text, "Press the") || !strings.Contains(m.Text, "Then wait.") || !strings.Contains(m.RawHTML, "red</strong>") {
			c.t.Errorf("%s reads %q and %q", login, m.Text, m.RawHTML)
		}
		for _, leak := range []string{"ann@acme.example", "555-1234", "internal", "/time", "gmail_quote", "logo"} {
			if strings.Contains(string(raw), leak) {
				c.t.Errorf("%q reached %s", leak, login)
			}
		}
		if !slices.Contains(m.References, asked) || len(m.Cc) != 1 || m.Cc[0].Address != "gina@customer.example" {
			c.t.Errorf("%s: references %v, cc %v", login, m.References, m.Cc)
		}
		c.checkFiles(login, raw, m)
	}
}

func (c *company) checkFiles(login string, raw []byte, m tickets.Mail) {
	c.t.Helper()
	var names []string
	for _, a := range m.Attachments {
		names = append(names, a.Name)
		var content bytes.Buffer
		c.must(parse.Leaf(bytes.NewReader(raw), a.Part, &content))
		if a.Name == "button.png" && (!bytes.Equal(content.Bytes(), png) || !strings.Contains(m.RawHTML, "cid:"+a.ContentID)) {
			c.t.Errorf("%s: the picture is not the one that was sent, or not shown: %+v in %q", login, a, m.RawHTML)
		}
	}
	if slices.Sort(names); !slices.Equal(names, []string{"button.png", "manual.pdf"}) {
		c.t.Errorf("%s got the files %v", login, names)
	}
}
