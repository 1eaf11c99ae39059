package parse

import (
	"strings"
	"testing"
)

// pages are answers as clients write them in HTML; "It works now. Thanks!" is new in each.
func pages() map[string]string {
	const own, old = `<div>It works now.</div><div>Thanks!</div>`, `<div>Dear Ann,</div><div>please restart it.</div>`
	const said = `On 06.06.2024 10:00, Support &lt;s@acme.example&gt; wrote:`
	return map[string]string{
		"GMX and web.de":        `<div style="font-family: Verdana">` + own + `<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Donnerstag, 6. Juni 2024 um 10:00 Uhr<br/><b>Von:</b>&nbsp;Support &lt;s@acme.example&gt;<br/><b>An:</b>&nbsp;ann@customer.example<br/><b>Betreff:</b>&nbsp;Drucker</div>` + old + `</div></div>`,
		"Mail.ru":               own + `<div><br></div><blockquote style="border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;">Четверг, 6 июня 2024, 10:00 +03:00 от Support &lt;s@acme.example&gt;:<br>&nbsp;<div id="">` + old + `</div></blockquote>`,
		"Yandex":                own + `<div>&nbsp;</div><div>06.06.2024, 10:00, "Support" &lt;s@acme.example&gt;:</div><blockquote>` + old + `</blockquote>`,
		"Zimbra":                `<div style="font-family: arial">` + own + `<div><br></div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>"Support" &lt;s@acme.example&gt;<br><b>To: </b>"Ann"<br><b>Sent: </b>Thursday, June 6, 2024 10:00:00 AM<br><b>Subject: </b>Printer<br></div><div data-marker="__QUOTED_TEXT__">` + old + `</div></div>`,
		"QQ":                    own + `<div><includetail><div>&nbsp;</div><div style="font:Verdana normal 14px;color:#000;"><div style="FONT-SIZE: 12px;padding:2px 0 2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="FONT-SIZE: 12px;background:#efefef;padding:8px;"><div><b>发件人:</b> "Support" &lt;s@acme.example&gt;;</div><div><b>发送时间:</b>&nbsp;2024年6月6日(星期四) 上午10:00</div><div><b>收件人:</b>&nbsp;"Ann"&lt;ann@customer.example&gt;;</div><div><b>主题:</b>&nbsp;Printer</div></div>` + old + `</div></includetail></div>`,
		"163":                   own + `<br><div id="isReplyContent" style="margin:0"><p>At 2024-06-06 10:00:00, "Support" &lt;s@acme.example&gt; wrote:</p><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: #ccc 1px solid">` + old + `</blockquote></div>`,
		"NetEase master":        own + `<div id="ntes-pcmac-signature"></div><div>---- Replied Message ----</div><table><tbody><tr><td>From</td><td>Support&lt;s@acme.example&gt;</td></tr><tr><td>Date</td><td>06/06/2024 10:00</td></tr><tr><td>Subject</td><td>Re: Printer</td></tr></tbody></table>` + old,
		"Front":                 own + `<br><div class="front-blockquote"><div>` + said + `</div><blockquote type="cite">` + old + `</blockquote></div>`,
		"Missive":               own + `<br><div class="missive_quote">` + said + `<blockquote class="quote">` + old + `</blockquote></div>`,
		"Spark":                 `<div name="messageBodySection">` + own + `</div><div name="messageSignatureSection"><br><div>Sent with Spark</div></div><div name="messageReplySection">On Jun 6, 2024 at 10:00 AM +0200, Support &lt;s@acme.example&gt;, wrote:<br><blockquote type="cite" class="spark_quote">` + old + `</blockquote></div>`,
		"Mailbird":              own + `<div class="mb_sig"></div><blockquote class="history_container" type="cite" style="border-left-style:solid"><p>` + said + `</p><div>` + old + `</div></blockquote>`,
		"eM Client":             own + `<div><br></div><div>------ Original Message ------</div><div>From "Support" &lt;s@acme.example&gt;</div><div>To "Ann" &lt;ann@customer.example&gt;</div><div>Date 6/6/2024 10:00:00 AM</div><div>Subject Printer</div><div><br></div><blockquote cite="x@y" type="cite">` + old + `</blockquote>`,
		"Samsung":               own + `<div><br></div><div>-------- Original message --------</div><div>From: Support &lt;s@acme.example&gt; </div><div>Date: 06/06/2024  10:00  (GMT+01:00) </div><div>To: Ann &lt;ann@customer.example&gt; </div><div>Subject: Printer </div><div><br></div>` + old,
		"Roundcube":             own + `<p><br></p><p id="reply-intro">On 2024-06-06 10:00, Support wrote:</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">` + old + `</blockquote>`,
		"Horde":                 own + `<p>Quoting Support &lt;s@acme.example&gt;:</p><blockquote type="cite" style="border-left:2px solid blue;margin-left:2px;padding-left:12px;">` + old + `</blockquote>`,
		"Outlook for iOS":       `<div dir="ltr">` + own + `</div><div id="ms-outlook-mobile-signature" dir="ltr">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Support<br></div>` + old,
		"Outlook for iOS, new":  `<div dir="ltr">` + own + `</div><div class="ms-outlook-mobile-reference-message skipProofing"><div>From: Support &lt;s@acme.example&gt;</div>` + old + `</div>`,
		"new Outlook":           `<div class="elementToProof">` + own + `</div><div id="Signature">Ann</div><div id="appendonsend"></div><hr><div>` + old + `</div>`,
		"Windows Mail":          own + `<p class="MsoNormal">Sent from <a href="https://go.microsoft.com/fwlink/?LinkId=550986">Mail</a> for Windows 10</p><div style="mso-element:para-border-div;border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p><b>From: </b>Support<br><b>Sent: </b>Thursday</p></div>` + old,
		"Outlook, German rule":  own + `<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>Von:</b> Support<br><b>Gesendet:</b> Donnerstag</p></div></div>` + old,
		"HubSpot":               own + `<div class="hs_reply"><div>On Thu, Jun 6, 2024 at 10:00 AM, Support &lt;s@acme.example&gt; wrote:</div><blockquote style="margin:0 0 0 .8ex">` + old + `</blockquote></div>`,
		"HEY":                   `<div class="trix-content">` + own + `<br><blockquote><div>` + said + `</div>` + old + `</blockquote></div>`,
		"Proton":                own + `<div class="protonmail_signature_block protonmail_signature_block-empty"></div><div class="protonmail_quote">` + said + `<br><blockquote class="protonmail_quote" type="cite">` + old + `</blockquote><br></div>`,
		"Tuta":                  own + `<div><br></div><div>6 Jun 2024, 10:00 by s@acme.example:<br></div><blockquote class="tutanota_quote" style="border-left: 1px solid">` + old + `</blockquote>`,
		"Zoho":                  own + `<div class="zmail_extra"><div id="Zm-_Id_-Sgn1">---- On Thu, 06 Jun 2024 10:00:00 +0200 <b>Support &lt;s@acme.example&gt;</b> wrote ----</div><blockquote>` + old + `</blockquote></div>`,
		"Lotus Notes":           own + `<br><br><font size=1 color=#5f5f5f>From: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1>Support &lt;s@acme.example&gt;</font><br><font size=1 color=#5f5f5f>To: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1>Ann</font><br><font size=1 color=#5f5f5f>Date: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1>06/06/2024 10:00</font><br><font size=1 color=#5f5f5f>Subject: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1>Printer</font><br><hr noshade><br>` + old,
		"KMail":                 `<p>` + own + `</p><p>Am Donnerstag, 6. Juni 2024, 10:00:00 CEST schrieb Support:</p><blockquote><p>` + old + `</p></blockquote>`,
		"Evolution":             own + `<div><br></div><div>On Thu, 2024-06-06 at 10:00 +0200, Support wrote:</div><blockquote type="cite" style="margin:0 0 0 .8ex; border-left:2px #729fcf solid;padding-left:1ex">` + old + `</blockquote>`,
		"Yahoo, new":            `<div class="ydpa">` + own + `</div><div id="ydpb_quoted_1" class="ydpcyahoo_quoted"><div>On Thursday, June 6, 2024 at 10:00:00 AM GMT+2, Support &lt;s@acme.example&gt; wrote:</div>` + old + `</div>`,
		"AOL":                   own + `<div>-----Original Message-----<br>From: Support &lt;s@acme.example&gt;<br>To: ann@customer.example<br>Sent: Thu, Jun 6, 2024 10:00 am<br>Subject: Printer<br></div>` + old,
		"BlackBerry":            own + `<table><tr><td><div><b>From: </b>Support</div><div><b>Sent: </b>Thursday, June 6, 2024 10:00 AM</div><div><b>To: </b>Ann</div><div><b>Subject: </b>Printer</div></td></tr></table>` + old,
		"The desk's own marker": own + `<div style="color:#999">##- Please type your reply above this line -##</div>` + old,
	}
}

func TestAnswersInThePagesOfManyClientsAreTakenFromTheirQuotes(t *testing.T) {
	for name, p := range pages() {
		m := Bytes(mail("From: Ann Lee <ann@customer.example>", "Subject: Re: Printer", "In-Reply-To: <a@b>", "Content-Type: text/html; charset=utf-8", "", p))
		if got := strings.Join(strings.Fields(m.NewText), " "); got != "It works now. Thanks!" {
			t.Errorf("%s: %q, signature %q", name, got, m.Signature)
		}
	}
}
