package parse

import (
	"strings"

	"github.com/microcosm-cc/bluemonday"

	"tierdesk/tickets"
)

// HTML fills m.HTML with the HTML of the mail made safe to show: no scripts, styles, frames or forms, links only to
// http, https and mailto, pictures only of this mail (cid:) and the web. It costs a good part of a millisecond, so Read
// leaves it to those who need it. A mail without HTML keeps "".
func HTML(m *tickets.Mail) {
	if m.RawHTML != "" {
		m.HTML = strings.TrimSpace(policy.Sanitize(m.RawHTML))
	}
}

// policy says what is safe. It may be used by many at once; nothing changes it.
var policy = safePolicy()

func safePolicy() *bluemonday.Policy {
	p := bluemonday.UGCPolicy()
	p.AllowURLSchemes("http", "https", "mailto", "cid")
	p.AllowElements("center", "font", "u", "s", "small", "big")
	p.AllowAttrs("align", "valign", "width", "height", "bgcolor", "border", "cellpadding", "cellspacing").OnElements("table", "tr", "td", "th", "img", "div", "p")
	p.AllowAttrs("color").OnElements("font")
	p.Sanitize("") // it completes itself at first use, which two must not do at once
	return p
}
