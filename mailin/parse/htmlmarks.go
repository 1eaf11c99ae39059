package parse

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attributes are the attributes of a tag that tell what it is for, in lower case except the link.
type attributes struct {
	class, id, style, kind, name string
	href                         []byte
	hidden                       bool
}

func readAttributes(z *html.Tokenizer) (a attributes) {
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "class", "id", "style", "type", "data-smartmail", "data-marker", "name", "href", "hidden":
			a.set(string(key), string(value))
		}
	}
	return a
}

func (a *attributes) set(key, value string) {
	switch key {
	case "class":
		a.class = strings.ToLower(value)
	case "id":
		a.id = strings.ToLower(value)
	case "style":
		a.style = strings.ToLower(strings.ReplaceAll(value, " ", ""))
	case "type", "data-smartmail", "data-marker":
		a.kind = strings.ToLower(value)
	case "name":
		a.name = strings.ToLower(value)
	case "href":
		a.href = []byte(value)
	case "hidden":
		a.hidden = true
	}
}

// isHidden recognises what a reader does not see, such as preheaders.
func isHidden(tag atom.Atom, a *attributes) bool {
	switch tag {
	case atom.Style, atom.Script, atom.Title, atom.Head, atom.Template, atom.Noscript, atom.Object, atom.Svg, atom.Select:
		return true
	}
	return a.hidden || strings.Contains(a.style, "display:none") || strings.Contains(a.style, "mso-hide:all") || strings.Contains(a.style, "visibility:hidden")
}

// isQuoteBox recognises the containers in which clients put the mail that is answered, with its attribution.
func isQuoteBox(tag atom.Atom, a *attributes) bool {
	if a.class == "" && a.kind == "" && a.id == "" {
		return false
	}
	for _, c := range [...]string{
		"gmail_quote",                   // Gmail, Inbox, Apple devices with Google accounts
		"moz-cite-prefix",               // Thunderbird: the attribution
		"yahoo_quoted",                  // Yahoo Mail
		"protonmail_quote",              // Proton Mail
		"tutanota_quote",                // Tuta
		"zmail_extra",                   // Zoho Mail
		"qt-quote", "quoted-text-plain", // Spark, Front
		"ms-outlook-mobile-reference-message", // Outlook for iOS and Android
		"front-blockquote", "freshdesk_quote", "gmail_attr", "mail_quote", "mcntmcntmcnt", "replyheader",
	} {
		if strings.Contains(a.class, c) && !strings.Contains(a.class, "gmail_signature") {
			return true
		}
	}
	return a.kind == "__quoted_text__" || strings.HasPrefix(a.id, "yahoo_quoted") || a.kind == "__headers__" || tag == atom.Blockquote && a.kind == "cite"
}

// isOpenBox recognises containers that hold the attribution, blockquotes, and between them what people answer when they
// answer in the middle: Gmail's and Proton's.
func isOpenBox(a *attributes) bool {
	return strings.Contains(a.class, "gmail_quote") || strings.Contains(a.class, "protonmail_quote") || strings.Contains(a.class, "zmail_extra")
}

// isSignatureBox recognises the containers of signatures.
func isSignatureBox(a *attributes) bool {
	return strings.Contains(a.class, "gmail_signature") || strings.Contains(a.class, "moz-signature") || // Gmail, Thunderbird
		a.kind == "gmail_signature" || a.id == "signature" || a.id == "x_signature" || a.id == "divtagdefaultwrapper_signature" || // Outlook on the web
		strings.Contains(a.id, "applemailsignature") || strings.Contains(a.id, "ms-outlook-mobile-signature") || a.kind == "__signature__" ||
		strings.Contains(a.class, "protonmail_signature_block") || strings.Contains(a.id, "linebreakatbeginningofsignature") ||
		a.name == "_mailautosig" || strings.Contains(a.style, "mso-bookmark:_mailautosig") // Outlook on the desktop: Word's bookmark
}

// isIndent recognises a blockquote that only moves its text to the right, as Gmail's indent button makes it.
func isIndent(a *attributes) bool {
	return a.kind == "" && !strings.Contains(a.class, "quote") && (strings.Contains(a.style, "border:none") || strings.Contains(a.style, "border:medium none"))
}

// markRest notes that the rest of the mail is the answered one.
func (w *htmlWriter) markRest(tag atom.Atom, a *attributes) {
	if isRest(tag, a) {
		w.breakLine(0)
		w.rest = true
	}
}

// isRest recognises where the answered mail begins in forms that have a beginning and no end.
func isRest(tag atom.Atom, a *attributes) bool {
	switch a.id {
	case "divrplyfwdmsg", "x_divrplyfwdmsg", "appendonsend", "x_appendonsend", // Outlook on the web
		"stopspelling", "mail-editor-reference-message-container", // Hotmail, new Outlook
		"ms-outlook-mobile-body-separator-line":
		return true
	}
	return strings.Contains(a.class, "outlookmessageheader") || a.name == "_mailoriginal" && tag == atom.A || tag == atom.Div && isOutlookRule(a.style)
}

// isOutlookRule recognises the line that Outlook and Windows Mail draw above the header of the answered mail.
func isOutlookRule(style string) bool {
	return strings.Contains(style, "border:none;border-top:solid") && strings.Contains(style, "padding:3.0pt0") // #B5C4DF since 2003, #E1E1E1 since 2013
}

// metaCharset finds the charset that an HTML page names in its first bytes.
func metaCharset(b []byte) string {
	head := strings.ToLower(string(b[:min(len(b), 2048)]))
	_, rest, found := strings.Cut(head, "charset=")
	if !found {
		return ""
	}
	rest = strings.TrimLeft(rest, `"' `)
	if end := strings.IndexAny(rest, `"'>; /`); end >= 0 {
		rest = rest[:end]
	}
	return rest
}
