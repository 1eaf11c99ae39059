package templates

import (
	"html"
	"regexp"
	"strings"
)

// The look of the HTML half. Styles stand in the elements, because that is what every client reads. The style sheet adds
// only what cannot stand there: the dark colours. The grey of footers and rules reads on white and on black, for
// clients that invert nothing and know no media queries.
const (
	pageHead = `<!doctype html>
<html lang="`
	pageStyle = `"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>
:root{color-scheme:light dark}
p{margin:0 0 1em}ul,ol{margin:0 0 1em;padding-left:1.4em}li{margin:0 0 .4em}
.c{background:#f1f3f5;border-radius:4px}code.c{padding:1px 5px}.k{white-space:nowrap}
@media(prefers-color-scheme:dark){
body,.w{background:#15171a!important;color:#e4e6e8!important}
a{color:#8ab4f8!important}.c{background:#272b30!important}
.r{border-color:#3a3f46!important}.m{color:#9aa1a9!important}
.b{border-color:#5b636c!important;color:#e4e6e8!important}
}
</style></head>
<body style="margin:0;padding:0;background:#ffffff;color:#1d2125">
<div class="w" style="max-width:640px;padding:20px 20px 28px;font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',
Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.55;overflow-wrap:anywhere">
`
	pageEnd = "</div>\n</body></html>\n"

	markerOpen  = `<p class="m" style="margin:0 0 20px;font-size:12px;line-height:1.4;color:#70767d">`
	footerOpen  = "<div class=\"m r\" style=\"margin:28px 0 0;padding:12px 0 0;border-top:1px solid #dfe2e6;\nfont-size:13px;line-height:1.5;color:#70767d\">\n"
	footerClose = "</div>\n"
	quoteOpen   = "<blockquote class=\"r\" style=\"margin:22px 0;padding:1px 0 0 16px;border-left:3px solid #d5d9de\">\n"
	quoteClose  = "</blockquote>\n"
	tableOpen   = "<table cellspacing=\"0\" cellpadding=\"0\" style=\"border-collapse:collapse;width:100%;margin:18px 0 26px;font-size:15px\">\n"

	titleStyle   = "margin:0 0 8px;font-size:21px;line-height:1.3;font-weight:600"
	headingStyle = "margin:28px 0 10px;font-size:16px;line-height:1.3;font-weight:600"
	ruleStyle    = "border:0;border-top:1px solid #dfe2e6;margin:24px 0"
	preStyle     = "margin:0 0 1em;padding:10px 12px;background:#f1f3f5;font:13px/1.5 Menlo,Consolas,monospace;white-space:pre-wrap"
	codeStyle    = "font-family:Menlo,Consolas,monospace;font-size:.86em"
	buttonStyle  = "display:inline-block;margin:0 6px 8px 0;padding:6px 14px;border:1px solid #b9c0c7;border-radius:6px;" +
		"color:#1d2125;font-size:14px;text-decoration:none;white-space:nowrap"
	imageStyle = "max-width:100%;height:auto"
	cellStyle  = "padding:8px 0 8px 10px;border-bottom:1px solid #e3e6e9"
	firstStyle = "padding:8px 0;border-bottom:1px solid #e3e6e9"
	topStyle   = ";font-size:13px;font-weight:normal;color:#70767d"
)

// links finds the addresses of the web in plain text. What ends a sentence does not belong to them.
var links = regexp.MustCompile(`https?://[^\s<>"]*[^\s<>".,;:!?')\]]`)

// wordsToHTML shows plain text as its author set it: paragraphs, line breaks, indentation.
func wordsToHTML(w *htmlHalf, s string) {
	for para := range strings.SplitSeq(s, "\n\n") {
		if strings.TrimSpace(para) == "" {
			continue
		}
		put(w, "<p>")
		first := true
		for line := range strings.SplitSeq(strings.Trim(para, "\n"), "\n") {
			if !first {
				put(w, "<br>\n")
			}
			first = false
			lineToHTML(w, line)
		}
		put(w, "</p>\n")
	}
}

func lineToHTML(w *htmlHalf, line string) {
	line = strings.ReplaceAll(strings.TrimRight(line, " \t"), "\t", "    ")
	for strings.HasPrefix(line, " ") {
		put(w, "&nbsp;")
		line = line[1:]
	}
	from := 0
	if strings.Contains(line, "://") {
		for _, at := range links.FindAllStringIndex(line, -1) {
			url := html.EscapeString(line[at[0]:at[1]])
			put(w, html.EscapeString(line[from:at[0]]), "<a href=\"", url, "\">", url, "</a>")
			from = at[1]
		}
	}
	put(w, html.EscapeString(line[from:]))
}
