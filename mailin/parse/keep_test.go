package parse

import "testing"

// ownTexts are what people write that looks like a quote, a header, a signature or a forward, and is none of them.
func ownTexts() map[string]string {
	return map[string]string{
		"mail log":               "The server log says:\n\nJun  6 10:00:00 mx postfix/smtp[123]: 4F1: to=<ann@customer.example>, relay=mx.example[192.0.2.1]:25, status=bounced (host mx.example said: 550 5.1.1 unknown)\nJun  6 10:00:01 mx postfix/qmgr[9]: 4F1: removed\n\nWhat is wrong with it?",
		"web log":                "192.0.2.1 - - [06/Jun/2024:10:00:00 +0200] \"GET / HTTP/1.1\" 500 12\n192.0.2.1 - - [06/Jun/2024:10:00:01 +0200] \"GET /a HTTP/1.1\" 500 12\n\nCan you see why?",
		"raw header":             "I got a strange mail. Its header:\n\nReturn-Path: <x@evil.example>\nReceived: from evil.example by mx.customer.example; Thu, 6 Jun 2024 10:00:00 +0200\nDKIM-Signature: v=1; a=rsa-sha256\nMIME-Version: 1.0\n\nIs it spam?",
		"ini file":               "My config:\n\n[server]\nhost = a.example\nport: 993\nuser: ann\n\nWhat is missing?",
		"yaml with dashes":       "My file:\n\n---\nmailboxes:\n  - address: a@b.example\n    trust: token\n---\n\nIs this right?",
		"yaml at the end":        "This does not load:\n\n---\nname: desk\nversion: 2\nlist:\n  - a\n  - b",
		"front matter":           "---\ntitle: Printer\nlang: en\n---\nThe article I would like to see.",
		"shell":                  "I did this:\n\n$ ssh ann@host.example\nann@host.example's password:\nPermission denied, please try again.\n\nIt worked on Monday.",
		"root shell":             "root@host:~# systemctl status desk\n* desk.service - Desk\n   Loaded: loaded\n   Active: failed since Thu 2024-06-06 10:00:00 CEST\n\nAny idea?",
		"powershell":             "PS C:\\> Get-Mailbox ann\nName: Ann\nDatabase: DB1\nPS C:\\> exit\n\nThat is all it says.",
		"sql":                    "SELECT * FROM t\n-- only the new ones\nWHERE id > 5;\n\nThis takes an hour.",
		"sql with empty comment": "SELECT 1;\n--\nSELECT 2;\n--\nSELECT 3;\nWhich one is slow?",
		"lua":                    "-- config\nlocal x = 1\n-- end\n\nIt stops at line two.",
		"man page":               "The help says:\n\n  desk run [--config FILE] -- [ARGS]\n\nWhat are ARGS?",
		"unified diff":           "--- a/config.yaml\n+++ b/config.yaml\n@@ -1,2 +1,2 @@\n-port: 25\n+port: 587\n\nWith this it works, should I keep it?",
		"rules around a block":   "Before\n----------\nerror 5 in line 7\n----------\nAfter that nothing.",
		"stack trace":            "java.io.IOException: refused\n\tat a.b.C.d(C.java:12)\n\tat a.b.E.f(E.java:40)\nCaused by: java.net.ConnectException: no route\n\nSince the update.",
		"python trace":           "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n    open(\"x\")\nFileNotFoundError: [Errno 2] No such file: 'x'\n\nThe file is there.",
		"on Monday I wrote":      "On Monday I wrote:\n\nthe printer is broken, please come by.\n\nNobody came.",
		"on a date I wrote":      "On 3 June 2024 I wrote to you about the printer and nobody answered.\nPlease call me.",
		"on a date we did":       "On 2024-06-06 Bob wrote a script that does the following:\n\n1. it stops the server\n2. it starts it\n\nCan I run it?",
		"de on a date":           "Am 3. Juni 2024 schrieb ich Ihnen schon einmal und bekam keine Antwort.\nBitte melden Sie sich.",
		"de what he wrote":       "Am Montag schrieb mir Ihr Kollege folgendes:\n\nDer Drucker wird am Freitag getauscht.\n\nWarum ist er nicht gekommen?",
		"fr what he wrote":       "Le technicien a écrit :\n\nIl faut changer le toner.\n\nEst-ce vrai ?",
		"es what he wrote":       "El manual dice y el técnico escribió:\n\nreiniciar a las 10:00.\n\n¿Es correcto?",
		"what the manual says":   "The manual, page 10, wrote:\n\nturn it off.\n\nI did.",
		"prose with From":        "From: the day we got it, it never worked.\nTo: be honest, I want my money back.",
		"a journey":              "From: Berlin\nTo: Hamburg\nDate: 6 June\n\nHow much is the ticket?",
		"a journey, 4 lines":     "From: Berlin Hbf\nTo: Hamburg Hbf\nDate: 06.06.2024 10:00\nPassengers: 2\n\nPlease book that.",
		"de a journey":           "Von: Berlin\nAn: Hamburg\nDatum: 6. Juni\n\nWas kostet das?",
		"a parcel":               "From: Acme, Main Street 5\nTo: Ann Lee, Side Street 7\nWeight: 5 kg\n\nWhere is it?",
		"a form":                 "Name: Ann Lee\nDate: 06.06.2024\nSubject: leave\nFrom: Monday\n\nIs the form complete?",
		"a form de":              "Name: Ann Lee\nDatum: 06.06.2024\nBetreff: Urlaub\n\nFehlt etwas?",
		"meeting":                "Subject: planning\nDate: 6 June 2024, 10:00\nPlace: room 5\n\nCan you join?",
		"minutes":                "Date: 6 June 2024\nTo do:\n- call Bob\n- pay the bill\n\nDone?",
		"dashed list":            "We need:\n- paper\n- toner\n-- black\n-- red\n- a cable",
		"dashed list at the end": "Options:\n\n-one\n-two",
		"two dashes as a dash":   "It works -- most of the time.\n-- but not today\n-- and not yesterday",
		"asterisks":              "*Important*\n\n***\n\nplease hurry",
		"sent from a place":      "The parcel is on its way.\n\nSent from the warehouse yesterday.",
		"sent via a carrier":     "The parcel is on its way.\nSent via FedEx yesterday.",
		"sent by somebody":       "I have the invoice.\nSent by Bob on Monday.",
		"sent with a question":   "Sent with the wrong address\nCan you change it?",
		"de sent":                "Das Paket ist unterwegs.\nGesendet von unserem Lager in Köln am Montag.",
		"de sent by":             "Hier die Rechnung.\nGesendet mit DHL Express.",
		"fr sent":                "Le colis est parti.\nEnvoyé de Paris lundi matin.",
		"es sent":                "El paquete está en camino.\nEnviado desde Madrid el lunes.",
		"it sent":                "Il pacco è partito.\nInviato da Roma lunedì.",
		"outlook as an answer":   "Outlook for Android",
		"outlook in prose":       "It only happens in Outlook for iOS.",
		"get outlook":            "Where do I get Outlook for the Mac?",
		"transmission":           "This transmission is leaking oil.\nPlease send a mechanic.",
		"this message":           "This message is intended as a complaint.\nI want an answer.",
		"disclaimer question":    "Legal notice: where do I find yours on the site?",
		"this email and any":     "This email and any attachments I sent before did not arrive.\nCan you check?",
		"unsubscribe":            "How do I unsubscribe from your mailing list?",
		"rule and unsubscribe":   "Hello\n____________________________\nunsubscribe me from everything, please",
		"forwarded in prose":     "I forwarded the message below to Bob.\n\nThe forwarded message: it burns.",
		"original message":       "--- the original message was lost ---\nCan you send it again?",
		"times":                  "10:00 Ann <ann@customer.example> starts the server\n10:05 it stops\n\nWhy?",
		"chat":                   "[10:00] ann: hello\n[10:01] bob: hi\n[10:02] ann wrote: help\n\nThat is what he told me.",
		"time and name":          "06.06.2024, 10:00 Ann wrote the first mail\n06.06.2024, 11:00 Bob wrote the second\n\nBoth are gone.",
		"addresses":              "Please add these people:\nAnn Lee <ann@customer.example>\nBob <bob@customer.example>\n\nand remove:\nCarl <carl@customer.example>",
		"http dump":              "is missing here:\n\nGET / HTTP/1.1\nHost: a.example\nFrom: ann@customer.example\nDate: Thu, 06 Jun 2024 10:00:00 GMT\n\nThe answer is 400.",
		"markdown table":         "| From | To |\n|------|----|\n| a | b |\n\nIs this the right table?",
		"vcard":                  "BEGIN:VCARD\nFN:Ann\nEMAIL:ann@customer.example\nEND:VCARD\n\nDoes not import.",
		"poem":                   "Roses are red\n--\nViolets are blue\nwhen does the shop open, and what does it cost?\nI would like to know.",
		"recipe":                 "1 cup\n--------\n2 cups\n--------\n3 cups",
		"smtp session":           "220 mx.example ESMTP\nMAIL FROM:<a@b.example>\n250 ok\nRCPT TO:<c@d.example>\n550 5.1.1 unknown\n\nWhy 550?",
		"a bounce":               "I get this back:\n\n<bob@b.example>: host mx.b.example said: 550 5.1.1 user unknown (in reply to RCPT TO command)\n\nWhat can I do?",
		"zh prose":               "2024年6月6日我写道：打印机坏了。\n请尽快处理。",
		"ja prose":               "件名：プリンター\n用紙が詰まります。\n\nどうすればよいですか。",
		"ru prose":               "6 июня 2024 года я писал вам о принтере:\n\nон сломан.\n\nОтвета нет.",
		"pl prose":               "Dnia 6 czerwca 2024 napisałem reklamację:\n\ndrukarka nie działa.\n\nProszę o odpowiedź.",
		"postscript":             "It works.\n\nSent from my iPhone\n\nPS: the second printer still burns, please send somebody.",
		"css":                    "a { color: red }\n\n/* -- */\ndate: x\nfrom { top: 0 }\nto { top: 1px }\n\nIt does not move.",
		"order":                  "Order: 5\nDate: 2024-06-06\nTo: Ann Lee, ann@customer.example\nSubject: 5 chairs\n\nWhere are they?",
	}
}

// markedTexts hold lines that begin as quotes do and are the author's own.
func markedTexts() map[string]string {
	return map[string]string{
		"prompts":        "I typed:\n\n> desk check\n> desk run\n\nand it stopped.",
		"R":              "> x <- c(1, 2)\n> mean(x)\n[1] 1.5\n\nIs that right?",
		"diff":           "This is the difference:\n\n3c3\n< port: 25\n---\n> port: 587\n\nWhich one?",
		"node":           "> 1 + 1\n2\n> 'a'.b.c\nUncaught TypeError\n\nWhat is this?",
		"said elsewhere": "Your page says:\n\n> We answer in a day.\n\nIt is a week now.",
		"cited log":      "The log has\n>>> error 5\n>>> error 6\nsince Monday.",
		"html tag":       "the tag <a\n> is closed here\nin my page.",
	}
}

func TestWhatPeopleWriteIsKeptWhateverItLooksLike(t *testing.T) {
	const below = "\n\nOn Thu, Jun 6, 2024 at 10:00 AM Support <s@acme.example> wrote:\n\n> old\n> words"
	for name, body := range ownTexts() {
		for kind, m := range map[string][2]string{"answer": {"Subject: Re: a\nIn-Reply-To: <a@b>", ""}, "new mail": {"Subject: a", ""}, "answer above a quote": {"Subject: Re: a\nIn-Reply-To: <a@b>", below}} {
			read := Bytes(mail("From: Ann Lee <ann@customer.example>", m[0], "Content-Type: text/plain; charset=utf-8", "", body+m[1]))
			if read.NewText != body || read.Forwarded != nil {
				t.Errorf("%s, %s: %q, signature %q, forwarded %v", name, kind, read.NewText, read.Signature, read.Forwarded)
			}
		}
	}
	for name, body := range markedTexts() {
		for kind, m := range map[string][2]string{"new mail": {"Subject: a", ""}, "answer above a quote": {"Subject: Re: a\nIn-Reply-To: <a@b>", below}} {
			read := Bytes(mail("From: Ann Lee <ann@customer.example>", m[0], "Content-Type: text/plain; charset=utf-8", "", body+m[1]))
			if read.NewText != body || read.Forwarded != nil {
				t.Errorf("%s, %s: %q, signature %q, forwarded %v", name, kind, read.NewText, read.Signature, read.Forwarded)
			}
		}
	}
}
