package parse_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tierdesk/mailin/parse"
	"tierdesk/tickets"
)

// wanted is the expectation of a source in one shape. A nil pointer or an empty list is not compared.
type wanted struct {
	subject, messageID, fromName, text, html *string
	from, to, cc, names, sums                []string
	firstTo                                  bool
	count, parts                             *int
	date                                     time.Time
	leaves                                   []string
}

func (b *board) mime() {
	r := b.row
	var w wanted
	nested := bytes.Contains(bytes.ToLower(r.raw), []byte("message/rfc822")) || bytes.Contains(bytes.ToLower(r.raw), []byte("multipart/digest"))
	switch {
	case r.has("text_parts"):
		w = wantedByStalwart(r, nested)
	case r.has("from_values"):
		w = wantedByImapTools(r, nested)
	case r.has("From"):
		w = wantedByZbateson(r)
	case r.has("leaves"):
		w = wantedByMime4j(r)
	default:
		return
	}
	capability := r.capability
	if r.capability = "mime"; capability == "malformed" {
		r.capability = capability
	}
	b.compareMail(&w)
	r.capability = capability
}

func (b *board) compareMail(w *wanted) {
	m, golden := &b.row.mail, ""
	if b.row.golden {
		golden = " (golden)"
	}
	if w.subject != nil && whole(*w.subject) {
		b.right("subject", flat(*w.subject) == flat(m.Subject))
	}
	if w.messageID != nil && *w.messageID != "" {
		b.right("message_id", strings.Trim(flat(*w.messageID), "<> ") == m.MessageID)
	}
	if w.fromName != nil && *w.fromName != "" && whole(*w.fromName) {
		b.right("from name", len(m.From) > 0 && flat(*w.fromName) == flat(m.From[0].Name))
	}
	for figure, pair := range map[string][2][]string{"from": {w.from[:min(len(w.from), 1)], keys(m.From)[:min(len(m.From), 1)]}, "to": {w.to, keys(m.To)}, "cc": {w.cc, keys(m.Cc)}} {
		if want, got := pair[0], pair[1]; len(want) > 0 {
			if figure == "to" && w.firstTo {
				got = got[:min(len(got), 1)]
			}
			slices.Sort(want)
			slices.Sort(got)
			b.right(figure, slices.Equal(want, got))
		}
	}
	if !w.date.IsZero() {
		b.right("date", w.date.Equal(m.Date))
	}
	b.compareText(w, golden)
	if w.count != nil {
		b.right("attachments (golden)", *w.count == len(m.Attachments))
	}
	for _, n := range w.names {
		b.right("attachment names", slices.ContainsFunc(m.Attachments, func(a tickets.Attachment) bool { return flat(a.Name) == flat(n) }))
	}
	for _, s := range w.sums {
		b.right("attachment bytes", slices.ContainsFunc(m.Attachments, func(a tickets.Attachment) bool { return a.SHA256 == s }))
	}
	if w.parts != nil {
		b.right("parts"+golden, *w.parts == m.Parts)
	}
}

func (b *board) compareText(w *wanted, golden string) {
	m := &b.row.mail
	text := flat(m.Text)
	switch {
	case w.text != nil && flat(*w.text) != "" && whole(*w.text):
		b.right("text"+golden, flat(*w.text) == text)
		b.right("text kept"+golden, strings.Contains(text, flat(*w.text)))
	case w.html != nil && visible(*w.html) != "" && whole(*w.html):
		b.mark("words of html-only text", wordF1(visible(*w.html), text))
	}
	if w.html != nil && visible(*w.html) != "" && whole(*w.html) {
		parse.HTML(m)
		b.mark("words of html"+golden, wordF1(visible(*w.html), visible(m.HTML)))
	}
	for _, leaf := range w.leaves {
		lf := strings.ReplaceAll(leaf, "\r\n", "\n")
		kept := strings.Contains(text, flat(lf))
		for _, form := range []string{lf, strings.ReplaceAll(lf, "\n", "\r\n")} {
			sum := sha256.Sum256([]byte(form))
			kept = kept || slices.ContainsFunc(m.Attachments, func(a tickets.Attachment) bool { return a.SHA256 == hex.EncodeToString(sum[:]) })
		}
		b.right("leaf kept (golden)", kept)
	}
}

type person struct{ Name, Address, Email string }

func (p person) key() string { return strings.ToLower(flat(p.Address + p.Email)) }

func keysOf(list []person) (out []string) {
	for _, p := range list {
		if a := p.key(); strings.Contains(strings.Trim(a, "@"), "@") {
			out = append(out, a)
		}
	}
	return out
}

func keys(list []tickets.Address) (out []string) {
	for _, a := range list {
		if k := strings.ToLower(flat(a.Address)); strings.Contains(strings.Trim(k, "@"), "@") {
			out = append(out, k)
		}
	}
	return out
}

func wantedByStalwart(r *labelledMail, nested bool) (w wanted) {
	w.subject, w.messageID = get[*string](r, "subject"), get[*string](r, "message_id")
	text, page := strings.Join(get[[]string](r, "text_parts"), " "), strings.Join(get[[]string](r, "html_parts"), " ")
	w.text, w.html = &text, &page
	for key, to := range map[string]*[]string{"from": &w.from, "to": &w.to, "cc": &w.cc} {
		if list := get[[]person](r, key); len(keysOf(list)) == len(list) {
			*to = keysOf(list)
		}
	}
	if list := get[[]person](r, "from"); len(w.from) > 0 {
		w.fromName = &list[0].Name
	}
	w.count = get[*int](r, "n_attachments")
	for _, n := range get[[]*string](r, "attachment_names") {
		if n != nil && *n != "" && whole(*n) {
			w.names = append(w.names, *n)
		}
	}
	if !nested {
		w.parts = get[*int](r, "n_parts")
	}
	return w
}

func wantedByImapTools(r *labelledMail, nested bool) (w wanted) {
	sender := get[person](r, "from_values")
	w.subject, w.from, w.fromName = get[*string](r, "subject"), keysOf([]person{sender}), &sender.Name
	for _, a := range get[[]string](r, "to") {
		w.to = append(w.to, keysOf([]person{{Address: a}})...)
	}
	for _, a := range get[[]string](r, "cc") {
		w.cc = append(w.cc, keysOf([]person{{Address: a}})...)
	}
	if ids := get[map[string][]string](r, "headers")["message-id"]; len(ids) > 0 {
		w.messageID = &ids[0]
	}
	if d := r.str("date"); !strings.HasPrefix(d, "1900") {
		w.date, _ = time.Parse(time.RFC3339, d)
	}
	files := get[[]struct {
		Filename    string
		ContentType string `json:"content_type"`
		Payload     struct{ SHA256 string }
	}](r, "attachments")
	n := len(files)
	w.count = &n
	if nested {
		return w
	}
	w.text, w.html = get[*string](r, "text"), get[*string](r, "html")
	for _, f := range files {
		if f.Filename != "" {
			w.names = append(w.names, f.Filename)
		}
		if f.Filename != "" || !strings.HasPrefix(f.ContentType, "text/") {
			w.sums = append(w.sums, f.Payload.SHA256)
		}
	}
	return w
}

func wantedByZbateson(r *labelledMail) (w wanted) {
	from, to := get[person](r, "From"), get[person](r, "To")
	w.subject, w.messageID, w.fromName = get[*string](r, "Subject"), get[*string](r, "Message-ID"), &from.Name
	w.from, w.to, w.firstTo = keysOf([]person{from}), keysOf([]person{to}), true
	w.text, w.html, w.count = get[*string](r, "text_ws"), get[*string](r, "html_ws"), get[*int](r, "attachments")
	return w
}

func wantedByMime4j(r *labelledMail) (w wanted) {
	shape := get[[]string](r, "shape")
	if slices.ContainsFunc(shape, func(s string) bool { return strings.HasSuffix(s, ":message") }) {
		return w
	}
	parts := 1
	for _, s := range shape {
		if strings.HasSuffix(s, ":body-part") {
			parts++
		}
	}
	w.parts = &parts
	for _, l := range get[[]struct {
		ContentType        string `json:"content_type"`
		Kind, SHA256, File string
		Size               int
	}](r, "leaves") {
		switch {
		case l.Size == 0:
		case l.Kind == "binary":
			w.sums = append(w.sums, l.SHA256)
		case l.Kind == "text" && (l.ContentType == "text/plain" || l.ContentType == ""):
			b, err := os.ReadFile(filepath.Join(r.folder, l.File))
			if err == nil && len(bytes.TrimSpace(b)) > 0 && !bytes.ContainsFunc(b, func(c rune) bool { return c >= 0x80 }) {
				w.leaves = append(w.leaves, string(b))
			}
		}
	}
	return w
}

// whole reports whether the peer lost no letter itself.
func whole(s string) bool {
	b, err := json.Marshal(s)
	return err == nil && !strings.Contains(s, "\ufffd") && !bytes.Contains(b, []byte(`\ufffd`))
}

// flat collapses white space, as unicode means it.
func flat(s string) string {
	return strings.Join(strings.FieldsFunc(norm.NFC.String(strings.ReplaceAll(s, "\ufeff", "")), func(c rune) bool {
		return unicode.IsSpace(c) || c >= 0x1c && c <= 0x1f
	}), " ")
}

var (
	unseen = regexp.MustCompile(`(?is)<!--.*?-->|<style\b.*?</style\s*>|<script\b.*?</script\s*>|<title\b.*?</title\s*>|<[!?][^>]*>`)
	tags   = regexp.MustCompile(`</?[a-zA-Z][^>]*>`)
	words  = regexp.MustCompile(`[\pL\pN\p{Mn}_]+|[^\pL\pN\p{Mn}_\s]`)
)

// visible is what a reader of HTML sees.
func visible(s string) string {
	return flat(html.UnescapeString(tags.ReplaceAllString(unseen.ReplaceAllString(s, " "), " ")))
}

// wordF1 compares two bags of words.
func wordF1(want, got string) float64 {
	count := map[string]int{}
	a, b := words.FindAllString(norm.NFC.String(want), -1), words.FindAllString(norm.NFC.String(got), -1)
	for _, w := range a {
		count[w]++
	}
	both := 0
	for _, w := range b {
		if count[w] > 0 {
			count[w]--
			both++
		}
	}
	if len(a)+len(b) == 0 {
		return 1
	}
	return 2 * float64(both) / float64(len(a)+len(b))
}
