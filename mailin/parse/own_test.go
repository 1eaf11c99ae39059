package parse

import (
	"strings"
	"testing"
)

// own parses a plain answer and returns its new text.
func ownOf(body string) string {
	return Bytes(mail("From: Ann Lee <ann@customer.example>", "Subject: Re: Printer", "In-Reply-To: <a@b>", "Content-Type: text/plain; charset=utf-8", "", body)).NewText
}

func TestQuotesOfAllClientsAndLanguagesAreCut(t *testing.T) {
	for name, below := range map[string]string{
		"Gmail en":            "On Thu, Jun 6, 2024 at 10:00 AM Support <support@acme.example> wrote:\n\n> old\n> text",
		"Gmail en broken":     "On Thu, Jun 6, 2024 at 10:00 AM Support Team of Acme <\nsupport@acme.example> wrote:\n\n> old",
		"Gmail de":            "Am Do., 6. Juni 2024 um 10:00 Uhr schrieb Support <support@acme.example>:\n\n> old",
		"Gmail fr":            "Le jeu. 6 juin 2024 à 10:00, Support <support@acme.example> a écrit :\n\n> old",
		"Gmail es":            "El jue, 6 jun 2024 a las 10:00, Support (<support@acme.example>) escribió:\n\n> old",
		"Gmail it":            "Il giorno gio 6 giu 2024 alle ore 10:00 Support <support@acme.example> ha scritto:\n\n> old",
		"Gmail pt":            "Em qui., 6 de jun. de 2024 às 10:00, Support <support@acme.example> escreveu:\n\n> old",
		"Gmail nl":            "Op do 6 jun 2024 om 10:00 schreef Support <support@acme.example>:\n\n> old",
		"Gmail sv":            "Den tors 6 juni 2024 kl 10:00 skrev Support <support@acme.example>:\n\n> old",
		"Gmail da":            "Den tor. 6. jun. 2024 kl. 10.00 skrev Support <support@acme.example>:\n\n> old",
		"Gmail nb":            "tor. 6. juni 2024 kl. 10:00 skrev Support <support@acme.example>:\n\n> old",
		"Gmail fi":            "to 6. kesäk. 2024 klo 10.00 Support (support@acme.example) kirjoitti:\n\n> old",
		"Gmail pl":            "czw., 6 cze 2024 o 10:00 Support <support@acme.example> napisał(a):\n\n> old",
		"Gmail cs":            "čt 6. 6. 2024 v 10:00 odesílatel Support <support@acme.example> napsal:\n\n> old",
		"Gmail sk":            "št 6. 6. 2024 o 10:00 Support <support@acme.example> napísal(a):\n\n> old",
		"Gmail hu":            "Support <support@acme.example> ezt írta (időpont: 2024. jún. 6., Cs, 10:00):\n\n> old",
		"Gmail ro":            "În joi, 6 iun. 2024 la 10:00, Support <support@acme.example> a scris:\n\n> old",
		"Gmail el":            "Στις Πέμ 6 Ιουν 2024 στις 10:00 π.μ., ο χρήστης Support <support@acme.example> έγραψε:\n\n> old",
		"Gmail ru":            "чт, 6 июн. 2024 г. в 10:00, Support <support@acme.example>:\n\n> old",
		"Gmail uk":            "чт, 6 черв. 2024 р. о 10:00 Support <support@acme.example> пише:\n\n> old",
		"Gmail tr":            "Support <support@acme.example>, 6 Haz 2024 Per, 10:00 tarihinde şunu yazdı:\n\n> old",
		"Gmail ar":            "في الخميس، 6 يونيو 2024 في 10:00 ص تمت كتابة ما يلي بواسطة Support <support@acme.example>:\n\n> old",
		"Gmail he":            "\u202bבתאריך יום ה׳, 6 ביוני 2024 ב-10:00 מאת \u202aSupport\u202c\u200f <\u202asupport@acme.example\u202c\u200f>:\u202c\n\n> old",
		"Gmail zh":            "Support <support@acme.example> 于2024年6月6日周四 10:00写道：\n\n> old",
		"Gmail ja":            "2024年6月6日(木) 10:00 Support <support@acme.example>:\n\n> old",
		"Gmail ko":            "2024년 6월 6일 (목) 오전 10:00, Support <support@acme.example>님이 작성:\n\n> old",
		"Gmail vi":            "Vào Th 5, 6 thg 6, 2024 vào lúc 10:00 Support <support@acme.example> đã viết:\n\n> old",
		"Outlook en":          "From: Support <support@acme.example>\nSent: Thursday, June 6, 2024 10:00 AM\nTo: Ann Lee <ann@customer.example>\nSubject: Printer\n\nold text",
		"Outlook with rule":   "________________________________\nFrom: Support <support@acme.example>\nSent: Thursday, June 6, 2024 10:00 AM\nTo: Ann Lee\nSubject: Printer\n\nold text",
		"Outlook de":          "Von: Support <support@acme.example>\nGesendet: Donnerstag, 6. Juni 2024 10:00\nAn: Ann Lee\nBetreff: Drucker\n\nalter Text",
		"Outlook fr":          "De : Support <support@acme.example>\nEnvoyé : jeudi 6 juin 2024 10:00\nÀ : Ann Lee\nObjet : Imprimante\n\nvieux texte",
		"Outlook es":          "De: Support <support@acme.example>\nEnviado el: jueves, 6 de junio de 2024 10:00\nPara: Ann Lee\nAsunto: Impresora\n\nviejo",
		"Outlook nl":          "Van: Support <support@acme.example>\nVerzonden: donderdag 6 juni 2024 10:00\nAan: Ann Lee\nOnderwerp: Printer\n\noud",
		"Outlook sv":          "Från: Support <support@acme.example>\nSkickat: den 6 juni 2024 10:00\nTill: Ann Lee\nÄmne: Skrivare\n\ngammal",
		"Outlook zh":          "发件人: Support <support@acme.example>\n发送时间: 2024年6月6日 10:00\n收件人: Ann Lee\n主题: 打印机\n\n旧",
		"Outlook ja":          "差出人: Support <support@acme.example>\n送信日時: 2024年6月6日 10:00\n宛先: Ann Lee\n件名: プリンター\n\n古い",
		"Outlook bold":        "*From:* Support <support@acme.example>\n*Sent:* Thursday, June 6, 2024 10:00 AM\n*To:* Ann Lee\n*Subject:* Printer\n\nold text",
		"Outlook 2003":        "-----Original Message-----\nFrom: Support\nSent: Thursday\n\nold text",
		"Outlook 2003 de":     "-----Ursprüngliche Nachricht-----\nVon: Support\n\nalter Text",
		"Thunderbird":         "On 06.06.24 10:00, Support wrote:\n> old",
		"Thunderbird de":      "Am 06.06.24 um 10:00 schrieb Support:\n> old",
		"Thunderbird without": "Support <support@acme.example> schrieb:\n> old",
		"Apple Mail":          "> On 6 Jun 2024, at 10:00, Support <support@acme.example> wrote:\n> \n> old",
		"iPhone unmarked":     "On 6 Jun 2024, at 10:00, Support <support@acme.example> wrote:\n\nold text without marks",
		"Zoho":                "---- On Thu, 06 Jun 2024 10:00:00 +0200 support@acme.example wrote ----\n\nold",
		"marker":              "##- Please type your reply above this line -##\n\nold",
	} {
		if got := ownOf("It works now.\nThanks!\n\n" + below); got != "It works now.\nThanks!" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestWhatPeopleWriteIsKept(t *testing.T) {
	for name, body := range map[string]string{
		"a colon at the end":      "Here is what he wrote:\n\nThe printer burns.",
		"on this day":             "On the second floor Bob wrote on the wall:\n\nHelp!",
		"a journey":               "From: Berlin\nTo: Hamburg\n\nCan I book that?",
		"dashes in the middle":    "one\n\n--------\n\ntwo",
		"a list of times":         "Please call me:\n- on Monday at 10:00\n- on 2024-06-06",
		"sent from in a sentence": "Sent from my desk, this is much easier than from my phone.\nDo you agree?",
		"a table":                 "| a | b |\n|---|---|\n| 1 | 2 |",
		"only marked lines":       "> I like to write so.\n> Really.",
		"a form":                  "Name: Ann\nDate: tomorrow\nSubject: maths\n\nIs there a place left?",
		"code":                    "if a > b {\n    return\n}",
		"a mail log":              "The log says:\nerror 550 for <a@b.example>\nWhat is it?",
	} {
		if got := ownOf(body); got != body {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestAnswersBelowAndBetweenQuotesAreKept(t *testing.T) {
	got := ownOf("On 06.06.24 10:00, Support wrote:\n> Which printer?\n\nThe red one.\n\n> Since when?\n\nSince Monday.\n\n-- \nAnn")
	if got != "The red one.\n\nSince Monday." {
		t.Errorf("%q", got)
	}
}

func TestSignaturesAreCutAndKept(t *testing.T) {
	for name, sign := range map[string]string{
		"delimiter":            "-- \nAnn Lee\nCustomer Ltd",
		"delimiter cut short":  "--\nAnn Lee",
		"iPhone":               "Sent from my iPhone",
		"iPhone de":            "Von meinem iPhone gesendet",
		"iPhone fr":            "Envoyé de mon iPhone",
		"iPhone ja":            "iPhoneから送信",
		"iPhone zh":            "发自我的 iPhone",
		"iPhone tr":            "iPhone'umdan gönderildi",
		"iPhone ko":            "나의 iPhone에서 보냄",
		"Outlook for Android":  "Get Outlook for Android<https://aka.ms/x>",
		"Samsung":              "Sent from my Galaxy",
		"disclaimer":           "This email and any attachments are confidential and intended solely for the addressee.\nIf you are not the addressee, delete it.",
		"list":                 "_______________________________________________\nusers mailing list\nhttps://lists.example/",
		"delimiter and device": "-- \nAnn\nSent from my iPhone",
	} {
		m := Bytes(mail("From: a@b", "Content-Type: text/plain; charset=utf-8", "", "It works now.\n\n"+sign))
		if m.NewText != "It works now." || m.Signature != strings.Replace(sign, "-- ", "--", 1) {
			t.Errorf("%s: text %q, signature %q", name, m.NewText, m.Signature)
		}
	}
}

// Ann's answer as the clients write it in HTML, over a notice of the desk.
func htmlAnswers() map[string]string {
	return map[string]string{
		"Gmail":          `<div dir="ltr"><div>It works now. See <a href="https://x.example/">this page</a>.</div><div><b>Thanks!</b></div><div><br></div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Ann Lee</div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Thu, Jun 6, 2024 at 10:00 AM Support &lt;<a href="mailto:s@acme.example">s@acme.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">old text</blockquote></div>`,
		"Outlook":        `<html><head><style>p{margin:0}</style></head><body><div class="WordSection1"><p class="MsoNormal">It works now. See <a href="https://x.example/">this page</a>.<o:p></o:p></p><p class="MsoNormal"><b>Thanks!</b></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Support &lt;s@acme.example&gt;<br><b>Sent:</b> Thursday, June 6, 2024 10:00 AM<br><b>To:</b> Ann Lee<br><b>Subject:</b> Printer</p></div></div><p>old text</p></div></body></html>`,
		"Outlook web":    `<div style="font-size:12pt">It works now. See <a href="https://x.example/">this page</a>.</div><div><b>Thanks!</b></div><div id="Signature"><p>Ann Lee</p></div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Support &lt;s@acme.example&gt;<br><b>Sent:</b> Thursday<br><b>Subject:</b> Printer</div><div>old text</div>`,
		"Apple Mail":     `<html><body style="line-break: after-white-space;">It works now. See <a href="https://x.example/">this page</a>.<div><b>Thanks!</b></div><div><br><blockquote type="cite"><div>On 6 Jun 2024, at 10:00, Support &lt;s@acme.example&gt; wrote:</div><br><div>old text</div></blockquote></div></body></html>`,
		"Thunderbird":    `<html><body><p>It works now. See <a href="https://x.example/">this page</a>.</p><p><b>Thanks!</b></p><div class="moz-cite-prefix">On 06.06.24 10:00, Support wrote:<br></div><blockquote type="cite" cite="mid:a@b">old text</blockquote><pre class="moz-signature">-- ` + "\n" + `Ann Lee</pre></body></html>`,
		"Yahoo":          `<div class="ydp1">It works now. See <a href="https://x.example/">this page</a>.</div><div><b>Thanks!</b></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Thursday, June 6, 2024, Support &lt;s@acme.example&gt; wrote:</div><div>old text</div></div>`,
		"iPhone":         `<html><body dir="auto">It works now. See <a href="https://x.example/">this page</a>.<div><b>Thanks!</b></div><br><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 6 Jun 2024, at 10:00, Support &lt;s@acme.example&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">old text</div></blockquote></body></html>`,
		"no containers":  `<div>It works now. See <a href="https://x.example/">this page</a>.</div><div><b>Thanks!</b></div><div>On 06.06.24 10:00, Support &lt;s@acme.example&gt; wrote:</div><div>old text</div>`,
		"quoted headers": `<div>It works now. See <a href="https://x.example/">this page</a>.</div><div><b>Thanks!</b></div><p><b>Von:</b> Support &lt;s@acme.example&gt;<br><b>Gesendet:</b> Donnerstag, 6. Juni 2024 10:00<br><b>An:</b> Ann<br><b>Betreff:</b> Drucker</p><p>old text</p>`,
	}
}

func TestOwnWordsInHTMLOfAllClients(t *testing.T) {
	for name, page := range htmlAnswers() {
		m := Bytes(mail("From: Ann Lee <ann@customer.example>", "Subject: Re: Printer", "In-Reply-To: <a@b>", "Content-Type: text/html; charset=utf-8", "", page))
		if got := strings.Join(strings.Fields(m.NewText), " "); got != "It works now. See this page <https://x.example/>. Thanks!" {
			t.Errorf("%s: %q, signature %q", name, got, m.Signature)
		}
		Markdown(&m)
		if got := strings.Join(strings.Fields(m.NewMarkdown), " "); got != "It works now. See [this page](https://x.example/). **Thanks!**" {
			t.Errorf("%s: Markdown %q", name, got)
		}
	}
}

func TestAnswersBetweenTheQuotesOfGmailAreNew(t *testing.T) {
	m := Bytes([]byte("Subject: Re: a\nContent-Type: text/html\n\n<div dir=ltr><div class=gmail_quote><div class=gmail_attr>On Thu, Jun 6, 2024 at 10:00 AM S &lt;s@acme.example&gt; wrote:</div>" +
		"<blockquote class=gmail_quote>How many?</blockquote><div>Two.</div><blockquote class=gmail_quote>Which?</blockquote><div>Red ones.</div></div></div>"))
	if m.NewText != "Two.\n\nRed ones." || strings.Contains(m.Quoted, "Two") {
		t.Errorf("new %q, quoted %q", m.NewText, m.Quoted)
	}
}

func TestAttributionsOfManyClientsAndLanguagesAreFound(t *testing.T) {
	for _, a := range []string{
		"Wiadomość napisana przez Support <s@acme.example> w dniu 06.06.2024, o godz. 10:00:", "2024/06/06 10:00、Support <s@acme.example>のメール:",
		"Missatge de Support <s@acme.example> del dia dj., 6 de juny 2024 a les 10:00:", "Support Acme ---06/06/2024 10:00:00---Re: Printer", "6 Jun 2024, 10:00 by s@acme.example:",
		"Support <s@acme.example> ezt írta (időpont: 2024. jún. 6., Cs, 10:00):", "tor. 6. juni 2024 kl. 10:00 skrev Support <s@acme.example>:", "At 2024-06-06 10:00:00, \"Support\" <s@acme.example> wrote:",
		"Support <s@acme.example>, 6 Haz 2024 Per, 10:00 tarihinde şunu yazdı:", "2024년 6월 6일 (목) 오전 10:00, Support <s@acme.example>님이 작성:", "Vào Th 5, 6 thg 6, 2024 vào lúc 10:00 Support <s@acme.example> đã viết:",
	} {
		for _, quoted := range []string{"> old\n> words", "old\nwords"} {
			m := Bytes([]byte("Subject: Re: a\nIn-Reply-To: <x@y>\nContent-Type: text/plain; charset=utf-8\n\nIt burns.\nStill.\n\n" + a + "\n\n" + quoted + "\n"))
			if m.NewText != "It burns.\nStill." {
				t.Errorf("%s: %q", a, m.NewText)
			}
		}
	}
}

func TestAppsAndNamesAtTheEndAreTheSignature(t *testing.T) {
	for _, end := range []string{"Sent from Spark", "Sent from TypeApp<http://www.typeapp.com/r?b=2621>", "Skaffa Outlook för Android<https://aka.ms/x>", "-Ann Lee", "–Ann"} {
		m := Bytes([]byte("Subject: Re: a\nContent-Type: text/plain; charset=utf-8\n\nIt burns.\n\n" + end + "\n"))
		if m.NewText != "It burns." || m.Signature != end {
			t.Errorf("%s: %q, signature %q", end, m.NewText, m.Signature)
		}
	}
	for _, end := range []string{"Sent from Berlin, where it rains.", "- Ann Lee", "-Ann\n-Bob", "-a flag"} {
		if m := Bytes([]byte("Subject: Re: a\n\nIt burns.\n\n" + end + "\n")); m.Signature != "" {
			t.Errorf("%s is a signature", end)
		}
	}
}

func TestALongBodyTakesLinearTime(t *testing.T) {
	for name, line := range map[string]string{
		"opened attributions": "On 6 Jun 2024, at 10:00, Support <support@acme.example\n",
		"quotes":              "> On 6 Jun 2024 Support wrote:\n",
		"labels":              "From: a@b\n\n",
		"rules":               "________________________________\n",
		"one long word":       "a",
		"angle brackets":      "<",
	} {
		body := strings.Repeat(line, (1<<20)/len(line))
		if m := Bytes([]byte("Subject: Re: a\n\n" + body)); m.Text == "" {
			t.Errorf("%s: no text", name)
		}
	}
}

// TestWhatIsTypedIntoADraftIsNoWordBesideIt whether the draft is quoted with marks or without.
func TestWhatIsTypedIntoADraftIsNoWordBesideIt(t *testing.T) {
	for name, body := range map[string]string{
		"with marks":           "/send\n\nMy words.\n\n> notice\n> [draft begins]\n> > Hello\nTyped.\n> [draft ends]\n> notice\n",
		"without":              "/send\n\nMy words.\n\n[draft begins]\nHello\nTyped.\n[draft ends]\n\nBy Jo\n",
		"a client without '>'": "/send\n\nMy words.\n\n| [draft begins]\n| Hello\nTyped.\n| [draft ends]\n",
	} {
		m := Bytes([]byte("From: ann@acme.example\r\nIn-Reply-To: <1@acme.example>\r\nSubject: Re: x\r\n\r\n" + body))
		if m.NewText != "/send\n\nMy words." || !strings.Contains(m.Quoted, "Typed.") {
			t.Errorf("%s: new %q, quoted %q", name, m.NewText, m.Quoted)
		}
	}
	m := Bytes([]byte("From: ann@acme.example\r\nSubject: x\r\n\r\nOnly\n[draft begins]\nis here.\n"))
	if m.NewText != "Only\n[draft begins]\nis here." {
		t.Errorf("one mark alone: %q", m.NewText)
	}
}

func TestALineThatBeginsWithFromIsQuotedAmongQuotedLines(t *testing.T) {
	m := Bytes([]byte("From: ann@acme.example\r\nIn-Reply-To: <1@acme.example>\r\nSubject: Re: x\r\n\r\nYes.\n\n>A notice\n>From Carl (carl@customer.example)\n>L1\n"))
	if m.NewText != "Yes." {
		t.Errorf("new %q", m.NewText)
	}
	m = Bytes([]byte("From: ann@acme.example\r\nIn-Reply-To: <1@acme.example>\r\nSubject: Re: x\r\n\r\n>From here on it fails.\n\n> A notice\n"))
	if m.NewText != ">From here on it fails." {
		t.Errorf("escaped by a mailbox: new %q", m.NewText)
	}
}
