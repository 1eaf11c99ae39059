package parse_test

import (
	"regexp"
	"slices"
	"strings"

	"tierdesk/tickets"
)

// machineMail compares bounces and automatic answers.
func (b *board) machineMail() {
	r, m := b.row, &b.row.mail
	kind := r.str("kind")
	isBounce := kind == "bounce"
	if r.has("is_bounce") {
		isBounce = get[bool](r, "is_bounce")
	}
	if (r.has("is_bounce") || kind != "") && !get[bool](r, "is_virus_notice") {
		b.right("is_bounce", isBounce == (m.Kind == tickets.KindBounce || m.Kind == tickets.KindDelay))
	}
	if r.has("is_auto") || kind == "auto_reply" || kind == "report" {
		b.right("auto", m.Auto == (!r.has("is_auto") || get[bool](r, "is_auto")))
	}
	if isBounce || kind == "feedback" || kind == "delivered" {
		b.right("never answered", m.Auto)
	}
	if isBounce || kind == "delivered" {
		b.reports()
	}
}

type wantedReport struct {
	Recipient, Status, Replycode, Reason string
	Hardbounce                           *bool
	OrigMessageID                        string `json:"orig_message_id"`
}

// invented are the codes that one peer made up: they count for their class only.
var invented = regexp.MustCompile(`^[245]\.0\.9\d\d$`)

func (b *board) reports() {
	r, got := b.row, b.row.mail.Bounces
	reports := get[[]wantedReport](r, "reports")
	want := get[[]string](r, "recipients")
	if want == nil {
		for _, w := range reports {
			want = append(want, w.Recipient)
		}
	}
	if list := unique(want); len(list) > 0 {
		var said []string
		for _, g := range got {
			said = append(said, g.Recipient)
		}
		b.right("recipients", slices.Equal(list, unique(said)))
	}
	for _, w := range reports {
		var mine tickets.Bounce
		at := slices.IndexFunc(got, func(g tickets.Bounce) bool { return strings.EqualFold(g.Recipient, w.Recipient) })
		if at >= 0 {
			mine = got[at]
		} else if len(got) == 1 && len(reports) == 1 {
			mine = got[0]
		}
		class := w.Status
		if invented.MatchString(class) {
			class = w.Replycode
		}
		if class != "" {
			b.right("status class", strings.HasPrefix(mine.Status, class[:1]))
		}
		if w.Status != "" && !invented.MatchString(w.Status) {
			b.right("status", mine.Status == w.Status)
		}
		if w.Hardbounce != nil && w.Reason != "delivered" {
			b.right("hard", mine.Recipient != "" && mine.Hard == *w.Hardbounce)
		}
	}
	b.originals(reports)
}

func (b *board) originals(reports []wantedReport) {
	for _, w := range reports {
		if id := strings.Trim(w.OrigMessageID, "<> "); id != "" {
			b.right("original Message-ID", slices.ContainsFunc(b.row.mail.Bounces, func(g tickets.Bounce) bool { return g.OriginalMessageID == id }))
			return
		}
	}
}

// unique are the addresses of a list in lower case, sorted, each once.
func unique(list []string) []string {
	var out []string
	for _, a := range list {
		if strings.Contains(a, "@") {
			out = append(out, strings.ToLower(a))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
