package desk_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tierdesk/mailin/parse"
	"tierdesk/tickets"
)

// attributed is what clients write above a quoted notice.
const attributed = `Acme Support &lt;<a href="mailto:DOOR">DOOR</a>&gt;`

// outlookHeader is the header of the answered mail as all kinds of Outlook write it.
const outlookHeader = `<b>From:</b> Acme Support &lt;DOOR&gt;<br><b>Sent:</b> Monday, March 2, 2026 10:00 AM<br><b>To:</b> Ann Lee &lt;ann@acme.example&gt;<br><b>Subject:</b> [ACME #1] Printer on fire`

// replyShape is how a client makes a line that is typed, and the page around it.
type replyShape struct{ line, page string }

// replyShapes are replies in HTML as clients make them today: LINES is what Ann typed, in the blocks of the client;
// NOTICE is the body of the notice; DOOR its Reply-To.
var replyShapes = map[string]replyShape{
	"Gmail on the web": {"<div>%s</div>", `<div dir="ltr">LINES<div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div dir="ltr">Ann Lee<div>Service desk, Acme</div></div></div></div><br>` +
		`<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Mar 2, 2026 at 10:00 AM ` + attributed + ` wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><u></u>NOTICE</blockquote></div>`},
	"Gmail on Android": {`<div dir="auto">%s</div>`, `<div dir="auto">LINES</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Mar 2, 2026, 10:00 ` + attributed + ` wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">NOTICE</blockquote></div>`},
	"Gmail on iOS":     {`<div dir="auto">%s</div>`, `LINES<div><br></div><div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Mar 2, 2026 at 10:00 ` + attributed + ` wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex" dir="auto">NOTICE</blockquote></div></div>`},
	"Outlook on the desktop": {`<p class=MsoNormal><span style='font-size:11.0pt;font-family:"Calibri",sans-serif'>%s<o:p></o:p></span></p>`,
		`<div class=WordSection1>LINES<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal><a name="_MailAutoSig"><span style='mso-no-proof:yes'>Ann Lee<o:p></o:p></span></a></p><p class=MsoNormal><span style='mso-bookmark:_MailAutoSig'><span style='mso-no-proof:yes'>Service desk, Acme<o:p></o:p></span></span></p><span style='mso-bookmark:_MailAutoSig'></span><p class=MsoNormal><o:p>&nbsp;</o:p></p>` +
			`<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p class=MsoNormal>` + outlookHeader + `<o:p></o:p></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>NOTICE</div>`},
	"Outlook on the web": {`<div class="elementToProof" style="font-family: Aptos, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);">%s</div>`,
		`LINES<div class="elementToProof"><br></div><div id="Signature" class="elementToProof"><div>Ann Lee</div><div>Service desk, Acme</div></div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">` + outlookHeader + `</font><div>&nbsp;</div></div><div>NOTICE</div>`},
	"new Outlook for Windows": {`<div class="elementToProof" style="font-family: Aptos, Arial; font-size: 12pt;">%s</div>`,
		`LINES<div id="mail-editor-reference-message-container"><br><hr style="display: inline-block; width: 98%;"><div id="divRplyFwdMsg" dir="ltr"><span style="font-family: Calibri; font-size: 11pt;">` + outlookHeader + `</span></div><br>NOTICE</div>`},
	"Outlook for Mac": {`<p class="MsoNormal"><span style="font-size:11.0pt">%s<o:p></o:p></span></p>`,
		`<div class="WordSection1">LINES<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div id="mail-editor-reference-message-container"><div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal" style="margin-bottom:12.0pt"><span style="font-size:12.0pt;color:black">` + outlookHeader + `<o:p></o:p></span></p></div>NOTICE</div></div></div>`},
	"Outlook on phones": {`<div dir="ltr" style="font-family: Aptos; font-size: 12pt;">%s</div>`,
		`LINES<div><br></div><div id="ms-outlook-mobile-body-separator-line" data-applydefaultfontstyles="true"><div><br></div></div><div id="ms-outlook-mobile-signature"><div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font>` + outlookHeader + `</font></div>NOTICE`},
	"Apple Mail on macOS": {"<div>%s</div>", `<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">LINES<div><br id="lineBreakAtBeginningOfSignature"><div><meta charset="UTF-8"><div>-- </div><div>Ann Lee</div><div>Service desk, Acme</div></div><div><br><blockquote type="cite"><div>On 2. Mar 2026, at 10:00, ` + attributed + ` wrote:</div><br class="Apple-interchange-newline"><div>NOTICE</div></blockquote></div><br></div></body>`},
	"Mail on iOS":         {"<div>%s</div>", `<body dir="auto">LINES<div><br></div><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 2. Mar 2026, at 10:00, ` + attributed + ` wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">` + "\ufeff" + `NOTICE</div></blockquote></body>`},
	"Thunderbird":         {"<p>%s</p>", `<body>LINES<div class="moz-signature">-- <br>Ann Lee<br>Service desk, Acme</div><div class="moz-cite-prefix">On 02.03.26 10:00, Acme Support wrote:<br></div><blockquote type="cite" cite="mid:x@acme.example"><meta http-equiv="content-type" content="text/html; charset=UTF-8">NOTICE</blockquote></body>`},
}

// typed are the lines that Ann types above the quotation.
var typed = []string{"/take", "/priority&nbsp;high", "/time 5m", "Hello Carl,", "use <b>sand</b>, not water."}

// body is what stands between the tags of a page.
func body(page string) string {
	from := regexp.MustCompile(`(?i)<body[^>]*>`).FindStringIndex(page)
	to := strings.Index(page, "</body>")
	return page[from[1]:to]
}

// renamed is a notice as Gmail shows it: its classes have other names, and there is no style sheet.
func renamed(notice string) string {
	return regexp.MustCompile(`class="([a-z ]+)"`).ReplaceAllString(notice, `class="m_-7613$1"`)
}

// TestAReplyInHTMLGivesItsCommandsAndTakesOnlyItsWordsToTheCustomer answers a real notice, buttons and all, as mail
// clients do.
func TestAReplyInHTMLGivesItsCommandsAndTakesOnlyItsWordsToTheCustomer(t *testing.T) {
	for client, shape := range replyShapes {
		t.Run(client, func(t *testing.T) {
			f := newFort(t)
			var lines strings.Builder
			for _, line := range typed {
				fmt.Fprintf(&lines, shape.line, line)
			}
			f.answerInHTML(strings.Replace(shape.page, "LINES", lines.String(), 1))
		})
	}
}

// TestAReplyOfTheCorporaGivesItsCommandsAndTakesOnlyItsWordsToTheCustomer puts the notice where real replies quote.
func TestAReplyOfTheCorporaGivesItsCommandsAndTakesOnlyItsWordsToTheCustomer(t *testing.T) {
	root := os.Getenv("TIERDESK_CORPORA")
	if root == "" {
		t.Skip("TIERDESK_CORPORA names no folder of mails")
	}
	for _, file := range []struct{ path, words, quoted string }{
		{"talon/mail/html_replies/ms_outlook_2003.html", "Hi. I am fine.", "Hello! How are you?"},
		{"talon/mail/html_replies/ms_outlook_2007.html", "Hi. I am fine.", "Hello! How are you?"},
		{"talon/mail/html_replies/ms_outlook_2010.html", "Hi. I am fine.", "Hello! How are you?"},
		{"talon/mail/html_replies/thunderbird.html", "Hi. I am fine.", "Hello! How are you?"},
		{"talon/mail/standard_replies/gmail.eml", "Hello", "Hi"},
		{"talon/mail/standard_replies/comcast.eml", "Hello", "Hi"},
		{"talon/mail/standard_replies/sparrow.eml", "Hello", "Hi"},
	} {
		raw, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file.path)))
		if err != nil {
			t.Fatal(err)
		}
		page := string(raw)
		if strings.HasSuffix(file.path, ".eml") {
			m := parse.Bytes(raw)
			page = m.RawHTML
		}
		at := strings.LastIndex(page, file.quoted)
		if at < 0 || !strings.Contains(page[:at], file.words) {
			t.Fatalf("%s has no “%s” above “%s”", file.path, file.words, file.quoted)
		}
		page = page[:at] + "NOTICE" + page[at+len(file.quoted):]
		for way, put := range ways() {
			t.Run(filepath.Base(file.path)+", "+way, func(t *testing.T) {
				f := newFort(t)
				f.answerInHTML(put(page, file.words, typed))
			})
		}
	}
}

// TestAReplyInPlainTextTakesOnlyItsWordsToTheCustomer answers as neomutt, aerc and Outlook do, which quotes without marks.
func TestAReplyInPlainTextTakesOnlyItsWordsToTheCustomer(t *testing.T) {
	const words = "/take\n/priority high\n/time 5m\nHello Carl,\n\nuse sand, not water.\n\n"
	for client, quote := range map[string]func(notice string) string{
		"neomutt": func(notice string) string {
			return "On Mon, Mar 02, 2026 at 10:00:00AM +0000, Acme Support wrote:\n" + marked(notice) + "\n-- \nAnn Lee, Service desk\n"
		},
		"neomutt, signature on top": func(notice string) string {
			return "-- \nAnn Lee, Service desk\n\nOn Mon, Mar 02, 2026 at 10:00:00AM +0000, Acme Support wrote:\n" + marked(notice)
		},
		"aerc": func(notice string) string {
			return "On Mon Mar 2, 2026 at 10:00 AM UTC, Acme Support wrote:\n" + marked(notice)
		},
		"Outlook": func(notice string) string {
			return "-----Original Message-----\nFrom: Acme Support <DOOR> \nSent: Monday, March 2, 2026 10:00 AM\nTo: Ann Lee <ann@acme.example>\nSubject: [ACME #1] Printer on fire\n\n" + notice
		},
		"Outlook on the web": func(notice string) string {
			return "________________________________\nFrom: Acme Support <DOOR>\nSent: Monday, March 2, 2026 10:00\nTo: Ann Lee <ann@acme.example>\nSubject: [ACME #1] Printer on fire\n\n" + notice
		},
	} {
		t.Run(client, func(t *testing.T) {
			f := newFort(t)
			f.answer("text/plain", words+quote(strings.ReplaceAll(f.ann.Text, "\r", "")))
		})
	}
}

// marked quotes as clients of the terminal do.
func marked(text string) string {
	return "> " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n> ") + "\n"
}

// answerInHTML receives Ann's answer to the notice of #1 and looks what became of it.
func (f *fort) answerInHTML(page string) {
	f.t.Helper()
	notice := body(f.ann.RawHTML)
	if strings.Contains(page, "gmail_quote") {
		notice = renamed(notice)
	}
	f.answer("text/html", "<html>"+strings.Replace(page, "NOTICE", notice, 1)+"</html>")
}

func (f *fort) answer(kind, text string) {
	f.t.Helper()
	door := f.ann.ReplyTo[0].Address
	f.receive(pass + "From: Ann Lee <ann@acme.example>\nTo: Acme Support <" + door + ">\nSubject: Re: " + f.ann.Subject + "\nMessage-ID: <reply@acme.example>\nIn-Reply-To: <" + f.ann.MessageID +
		">\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: " + kind + "; charset=utf-8\n\n" + strings.ReplaceAll(text, "DOOR", door) + "\n")
	if held := f.suspended(); len(held) != 0 {
		f.t.Fatalf("kept back: %s %+v", held[0].Reason, held[0])
	}
	got, h := f.ticketOne(), f.history(1)
	if got.Assignee != "ann" || got.Priority != tickets.High || len(got.Spent) != 1 {
		f.t.Errorf("commands: owner %q, %s, spent %+v", got.Assignee, got.Priority, got.Spent)
	}
	if len(h.Messages) != 2 || h.Messages[1].Leg != tickets.CustomerLeg {
		f.t.Fatalf("%d messages", len(h.Messages))
	}
	carl := f.letter("carl@customer.example")
	for half, text := range map[string]string{"text": carl.Text, "HTML": body(carl.RawHTML)} {
		plain := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(text, "")
		if !strings.Contains(plain, "use sand, not water.") && !strings.Contains(plain, "use *sand*, not water.") {
			f.t.Errorf("%s: the words are missing in %q", half, text)
		}
		for _, no := range []string{"reply above", "New ticket", "/take", "/priority", "/time", "/note", "/solve", "support+", "support%2", "mailto:", "Escalate", "Write a note", `class="b"`,
			"Ann Lee", "Service desk", "It burns", "iPhone", "Outlook", "wrote", "From:", "Sent:", "Subject:", "Sasha", "ann@acme.example"} {
			if strings.Contains(text, no) {
				f.t.Errorf("%s: Carl gets %q in %q", half, no, text)
			}
		}
	}
}

// ticketOne is #1.
func (f *fort) ticketOne() tickets.Ticket {
	f.t.Helper()
	for _, t := range f.tickets() {
		if t.ID == 1 {
			return t
		}
	}
	f.t.Fatal("there is no #1")
	return tickets.Ticket{}
}
