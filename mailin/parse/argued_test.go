package parse_test

import "slices"

// argument is why an expectation is not followed.
type argument struct {
	file    string
	figures []string
	why     string
}

func (a argument) about(figure string) bool { return slices.Contains(a.figures, figure) }

const (
	goldenText  = "text (golden)"
	goldenKept  = "text kept (golden)"
	goldenFiles = "attachments (golden)"
	goldenParts = "parts (golden)"
)

// argued are the labels that are wrong: what the source itself sees otherwise elsewhere, what an RFC says otherwise, or
// what loses words that people wrote.
func argued() []argument {
	return []argument{
		{"imap-tools/plain_emails/raw_email_incorrect_header.eml", []string{"subject", goldenText, goldenKept},
			"one broken line in the header does not end it: what follows are Date, From and Subject, and nobody wants to read them as text"},
		{"stalwart/thirdparty/000.eml", []string{goldenText, goldenKept},
			"NUL has no place in a text (RFC 2045, section 2.10): it ends strings, and databases refuse it"},
		{"stalwart/thirdparty/015.eml", []string{goldenFiles},
			"the mail attaches three mails and names each in its text; the boundary of the outer mail ends what the inner ones left open (RFC 2046, section 5.1.2)"},
		{"imap-tools/multipart_report_emails/multipart_report_multiple_status.eml", []string{goldenFiles},
			"the mail that came back is one file; the two halves of its text are inside it"},
		{"stalwart/malformed/021.eml", []string{goldenText, goldenKept, goldenParts},
			"the boundary lacks its first line, and is declared all the same: the HTML half is HTML, not text with a MIME header in it"},
	}
}

// choices are marks of golden columns where another parser chose something else for a mail that is broken beyond what any
// RFC settles, and people are better served by the words than by a file that holds them. They count as misses.
func choices() []argument {
	return []argument{
		{"stalwart/thirdparty/002.eml", []string{goldenFiles},
			"a text that is labelled base64 and is none is read as it stands, not hidden in a file"},
		{"imap-tools/error_emails/content_transfer_encoding_7-bit.eml", []string{goldenText, goldenKept},
			"the text is valid UTF-8 under the label iso-8859-1: DISCOVERÆ, not DISCOVERÃ with a control character"},
		{"imap-tools/error_emails/content_transfer_encoding_plain.eml", []string{goldenText, goldenKept},
			"letters beyond ASCII in a text labelled us-ascii are read, not dropped"},
		{"stalwart/malformed/001.eml", []string{goldenFiles, goldenParts},
			"a multipart without parts is no file, and the line --a behind its end begins no part"},
		{"stalwart/malformed/002.eml", []string{goldenFiles}, "the text of a multipart whose boundary never comes is for people to read"},
		{"stalwart/malformed/003.eml", []string{goldenFiles}, "the text that the end of the mail cuts off is read; nothing is left over for a file"},
		{"stalwart/malformed/009.eml", []string{goldenText, goldenFiles, goldenParts},
			"the outer boundary ends the inner multipart (RFC 2046, section 5.1.2): there are three texts, and all are read"},
		{"stalwart/malformed/011.eml", []string{goldenText, goldenFiles, goldenParts},
			"the outer boundary ends the inner multipart (RFC 2046, section 5.1.2): there are three texts, and all are read"},
	}
}

// reached are the figures in percent that must not be lost again, arguments and choices counted as misses.
func reached() map[string]float64 {
	return map[string]float64{
		"bounce is_bounce": 99.7, "bounce never answered": 99.7, "bounce recipients": 98.9, "bounce status class": 97.6, "bounce status": 96.2, "bounce hard": 94.7,
		"bounce original Message-ID": 99.3, "bounce auto": 100, "auto_reply auto": 100, "auto_reply is_bounce": 100,
		"mime subject": 98.1, "mime from": 100, "mime from name": 99, "mime to": 100, "mime cc": 100, "mime message_id": 100, "mime date": 100,
		"mime text": 96.6, "mime text kept": 96.6, "mime attachment names": 100, "mime attachment bytes": 100,
		"mime text (golden)": 94.5, "mime text kept (golden)": 94.5, "mime attachments (golden)": 95, "mime parts (golden)": 100, "mime leaf kept (golden)": 100,
		"mime words of html": 99.8, "mime words of html (golden)": 99.9, "mime words of html-only text": 97.9,
		"malformed subject": 100, "malformed from": 100, "malformed from name": 100, "malformed to": 100, "malformed message_id": 100, "malformed date": 100,
		"malformed attachment bytes": 100, "malformed text (golden)": 66.6, "malformed text kept (golden)": 80, "malformed attachments (golden)": 79.1,
		"malformed parts (golden)": 81.8, "malformed leaf kept (golden)": 100, "malformed words of html (golden)": 99.8, "malformed words of html-only text": 99.2,
		"reply exact": 92.5, "reply words": 97.1, "reply conditions": 100,
		"forward detected": 100, "forward from": 100, "forward subject": 100, "forward body": 100, "forward own text": 100,
	}
}
