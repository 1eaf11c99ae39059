package parse_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/tickets"
)

// TestCorpora reads the mails that other projects collected, compares with what those projects expect, and holds the
// figures that were reached. Nothing is left out; where an expectation is not followed, argued_test.go says why.
func TestCorpora(t *testing.T) {
	root := os.Getenv("TIERDESK_CORPORA")
	if root == "" {
		t.Skip("TIERDESK_CORPORA names no folder of mails")
	}
	b := &board{t: t, marks: map[string]*tally{}, files: map[string]map[string]bool{}, used: map[string]bool{}, agree: map[string]bool{}}
	for _, r := range labelled(t, root) {
		r.mail = parse.Bytes(r.raw)
		classify.Classify(&r.mail)
		b.row = r
		switch {
		case r.has("is_bounce") || r.has("kind") || r.has("is_auto"):
			if r.capability == "malformed" {
				r.capability = "bounce"
			}
			b.machineMail()
		case r.capability == "reply":
			b.reply()
		case r.capability == "forward":
			b.forward()
		}
		if len(r.e) > 0 && !r.byPeople() {
			b.mime()
		}
	}
	b.compare()
}

// labelledMail is a mail and what is expected of it.
type labelledMail struct {
	source, file, capability string
	golden                   bool // another parser's own choice
	e                        map[string]json.RawMessage
	raw                      []byte
	mail                     tickets.Mail
	folder                   string
}

// labelled reads the expectations of all sources, and the mails; bare bodies get the header of a mail.
func labelled(t *testing.T, root string) (all []*labelledMail) {
	lists, err := filepath.Glob(filepath.Join(root, "*", "expected.jsonl"))
	if err != nil || len(lists) == 0 {
		t.Fatalf("no expectations: %v", err)
	}
	for _, list := range lists {
		lines, err := os.ReadFile(list)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{} // of two lines for one file the later counts
		for _, line := range bytes.Split(bytes.TrimSpace(lines), []byte("\n")) {
			var l struct {
				File, Capability, Provenance string
				Expect                       map[string]json.RawMessage
			}
			if err := json.Unmarshal(line, &l); err != nil {
				t.Fatal(err)
			}
			folder := filepath.Dir(list)
			r := &labelledMail{source: filepath.Base(folder), file: l.File, capability: l.Capability, golden: l.Provenance == "peer-golden", e: l.Expect, folder: folder}
			if strings.HasSuffix(l.File, ".json") {
				continue
			}
			if r.raw, err = os.ReadFile(filepath.Join(folder, l.File)); err != nil {
				t.Fatal(err)
			}
			if r.byPeople() && !strings.HasSuffix(l.File, ".eml") {
				r.wrap()
			}
			if at, twice := seen[l.File]; twice {
				all[at] = r
				continue
			}
			seen[l.File] = len(all)
			all = append(all, r)
		}
	}
	return all
}

func (r *labelledMail) byPeople() bool {
	return r.capability == "reply" || r.capability == "forward" || r.capability == "signature"
}

// body is the text of a file that is a bare body.
func (r *labelledMail) body() string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(r.raw), "\ufeff"))
}

// wrap makes a mail of a bare body. Answers get the header of an answer; where a forward may be in play nothing is given
// away but the subject.
func (r *labelledMail) wrap() {
	subject, answer := r.str("mail_subject"), ""
	whole, _ := json.Marshal(r.e)
	if r.capability == "reply" && !strings.Contains(strings.ToLower(r.file+string(whole)), "forward") {
		answer = "In-Reply-To: <parent@example.com>\nReferences: <parent@example.com>\n"
		if subject == "" {
			subject = "Re: Test"
		}
	}
	if subject == "" {
		subject = "Test"
	}
	kind := "plain"
	if strings.HasSuffix(r.file, ".html") {
		kind = "html"
	}
	r.raw = []byte("From: sender@example.org\nTo: support@example.com\nSubject: " + strings.TrimSpace(subject) + "\n" + answer +
		"Content-Type: text/" + kind + "; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + r.body())
}

// get reads one expectation; the zero value when there is none of that shape.
func get[T any](r *labelledMail, key string) (v T) {
	if json.Unmarshal(r.e[key], &v) != nil {
		var none T
		return none
	}
	return v
}

func (r *labelledMail) str(key string) string { return get[string](r, key) }

func (r *labelledMail) has(key string) bool { _, ok := r.e[key]; return ok }

// board adds up marks. Every mark counts, also one that is argued about: the figures are those of a stranger who compares.
type board struct {
	t     *testing.T
	row   *labelledMail
	marks map[string]*tally
	files map[string]map[string]bool // the files of each capability that were compared
	used  map[string]bool            // arguments that were needed
	agree map[string]bool            // what some label of a mail expects, and is so: mail and figure
}

// tally is the sum of the marks of one figure.
type tally struct {
	sum, n float64
	missed []miss
}

// miss is an expectation that is not met.
type miss struct{ file, mail string }

// mark notes how far a figure of the present mail is right: 1, 0, or between.
func (b *board) mark(figure string, value float64) {
	key := b.row.capability + " " + figure
	file := b.row.source + "/" + strings.TrimPrefix(b.row.file, "mail/")
	if b.files[b.row.capability] == nil {
		b.files[b.row.capability] = map[string]bool{}
	}
	b.files[b.row.capability][file] = true
	at := b.marks[key]
	if at == nil {
		at = &tally{}
		b.marks[key] = at
	}
	at.sum += value
	at.n++
	if value < 0.999 {
		at.missed = append(at.missed, miss{file, b.row.twin()})
		return
	}
	b.agree[b.row.twin()+" "+column(figure)] = true
}

// twin names a mail by its bytes: two sources may have the same mail, and different labels for it.
func (r *labelledMail) twin() string {
	sum := sha256.Sum256(bytes.ReplaceAll(r.raw, []byte("\r"), nil))
	return hex.EncodeToString(sum[:])
}

// column is a figure without its provenance.
func column(figure string) string { return strings.TrimSuffix(figure, " (golden)") }

func (b *board) right(figure string, right bool) {
	if right {
		b.mark(figure, 1)
	} else {
		b.mark(figure, 0)
	}
}

// compare holds the figures against those that were reached, and the arguments against what is missed and their limit.
func (b *board) compare() {
	for figure, at := range b.marks {
		got := 100 * at.sum / at.n
		b.t.Logf("%-42s %6.1f of %3.0f", figure, got, at.n)
		if least, held := reached()[figure]; !held || got < least {
			b.t.Errorf("%s: %.1f of %.0f, reached were %.1f; missed %q", figure, got, at.n, least, at.missed)
		}
		b.explained(figure, at.missed)
	}
	for figure := range reached() {
		if b.marks[figure] == nil {
			b.t.Errorf("%s: nothing was compared", figure)
		}
	}
	for _, a := range slices.Concat(argued(), choices()) {
		for _, figure := range a.figures {
			if !b.used[a.file+" "+figure] {
				b.t.Errorf("%s: nothing is to be argued about %s", a.file, figure)
			}
		}
	}
	for capability, files := range b.files {
		doubted := 0
		for _, a := range argued() {
			if files[a.file] {
				doubted++
			}
		}
		if 100*doubted > 3*len(files) {
			b.t.Errorf("%s: %d of %d files are argued about, more than three in a hundred", capability, doubted, len(files))
		}
	}
}

// explained wants a reason for every miss of the MIME side: an argument, a choice, or another label of the same mail that
// expects what was read. Words are compared by degrees, and need none.
func (b *board) explained(figure string, missed []miss) {
	capability, figure, _ := strings.Cut(figure, " ")
	if capability != "mime" && capability != "malformed" || strings.HasPrefix(figure, "words") || figure == "from name" {
		return
	}
	for _, m := range missed {
		i := slices.IndexFunc(slices.Concat(argued(), choices()), func(a argument) bool { return a.file == m.file && a.about(figure) })
		switch {
		case i >= 0:
			b.used[m.file+" "+figure] = true
		case b.agree[m.mail+" "+column(figure)]:
			b.t.Logf("%s: another label of the same mail expects the %s that was read", m.file, column(figure))
		default:
			b.t.Errorf("%s: nobody says why its %s is not what is expected", m.file, figure)
		}
	}
}
