package route

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"

	"tierdesk/tickets"
)

// Route asks the rules in order. It is total: a rule that fails is passed over and told.
func (t *Table) Route(ev *tickets.FirstMail) tickets.Routing {
	w := t.walk(ev)
	return w.routing
}

// Path is the way of a mail through the tree, one line a rule that was asked, a rule below another two blanks further in:
//
//	vip: holds, priority high, tags vip
//	  outage: does not hold
func (t *Table) Path(ev *tickets.FirstMail) []string { return t.walk(ev).path }

// walk is a mail on its way through the tree.
type walk struct {
	env     mailEnv
	matrix  tickets.Matrix
	routing tickets.Routing
	path    []string
}

func (t *Table) walk(ev *tickets.FirstMail) walk {
	w := walk{matrix: t.matrix, routing: tickets.Routing{Tier: 1, Priority: tickets.Normal, Type: tickets.Question}}
	if len(t.rules) > 0 {
		w.env = newEnv(ev)
		w.env.Open = t.hours.openAt(ev.At)
		w.level(t.rules, "")
	}
	return w
}

// level asks the rules beside each other. Below a rule that holds its own are asked, and whether the next one beside it is,
// it says itself: what is decided below says nothing about that.
func (w *walk) level(rules []compiled, indent string) {
	for _, rule := range rules {
		w.env.soFar(w.routing)
		holds, err := rule.holds(w.env)
		if err != nil {
			failed := rule.Name + ": error: " + err.Error()
			w.routing.Rules, w.path = append(w.routing.Rules, failed), append(w.path, indent+failed)
		}
		if !holds {
			if err == nil {
				w.path = append(w.path, indent+rule.Name+": does not hold")
			}
			continue
		}
		w.apply(rule.Rule)
		w.path = append(w.path, indent+rule.Name+": holds"+rule.says())
		w.level(rule.below, indent+"  ")
		if !rule.Continue {
			return
		}
	}
}

func (c compiled) holds(env mailEnv) (bool, error) {
	if c.when == nil {
		return true, nil
	}
	machine := vm.VM{MemoryBudget: memoryBudget}
	out, err := machine.Run(c.when, env)
	if err != nil {
		if located, ok := err.(*file.Error); ok {
			return false, fmt.Errorf("column %d: %s", located.Column+1, located.Message)
		}
		return false, err
	}
	holds, _ := out.(bool)
	return holds, nil
}

func (w *walk) apply(rule Rule) {
	r := &w.routing
	r.Rules = append(r.Rules, rule.Name)
	r.Suspend = r.Suspend || rule.Suspend
	set(&r.Queue, rule.Queue)
	set(&r.Type, rule.Type)
	set(&r.Assignee, rule.Assignee)
	set(&r.Skill, rule.Skill)
	set(&r.Vendor, rule.Vendor)
	set(&r.Model, rule.Model)
	set(&r.SLA, rule.SLA)
	set(&r.Chain, rule.Chain)
	if rule.Ask+rule.Canned != "" { // one first answer sets over the other
		r.Ask, r.Canned = rule.Ask, rule.Canned
	}
	set(&r.Impact, rule.Impact)
	set(&r.Urgency, rule.Urgency)
	if rule.Impact != "" || rule.Urgency != "" {
		r.Priority = w.matrix.Priority(r.Impact, r.Urgency)
	}
	set(&r.Priority, rule.Priority)
	if rule.Tier != nil {
		r.Tier = *rule.Tier
	}
	for _, tag := range rule.Tags {
		if !slices.Contains(r.Tags, tag) {
			r.Tags = append(r.Tags, tag)
		}
	}
}

// says lists what a rule sets, for people.
func (r Rule) says() string {
	var b strings.Builder
	for _, f := range []struct{ name, value string }{{"queue", r.Queue}, {"priority", string(r.Priority)}, {"impact", string(r.Impact)},
		{"urgency", string(r.Urgency)}, {"type", string(r.Type)}, {"assignee", r.Assignee}, {"skill", r.Skill}, {"model", string(r.Model)}, {"vendor", r.Vendor}, {"sla", r.SLA}, {"chain", string(r.Chain)}, {"asks", r.Ask}, {"canned answer", r.Canned}, {"tags", strings.Join(r.Tags, " ")}} {
		if f.value != "" {
			b.WriteString(", " + f.name + " " + f.value)
		}
	}
	if r.Tier != nil {
		b.WriteString(", tier " + r.Tier.String())
	}
	if r.Suspend {
		b.WriteString(", kept back")
	}
	if r.Continue {
		b.WriteString(", and goes on")
	}
	return b.String()
}

func set[T ~string](field *T, value T) {
	if value != "" {
		*field = value
	}
}

// mailEnv holds the names that conditions may use. See the package comment.
type mailEnv struct {
	Mailbox     string                   `expr:"mailbox"`
	From        fromEnv                  `expr:"from"`
	To          []string                 `expr:"to"`
	Cc          []string                 `expr:"cc"`
	Subject     string                   `expr:"subject"`
	Text        string                   `expr:"text"`
	Attachments []attachmentEnv          `expr:"attachments"`
	Header      func(name string) string `expr:"header"`
	Kind        string                   `expr:"kind"`
	Auto        bool                     `expr:"auto"`
	List        bool                     `expr:"list"`
	Auth        bool                     `expr:"auth"`
	Size        int64                    `expr:"size"`
	Language    string                   `expr:"language"`
	Company     string                   `expr:"organisation"`
	Spam        float64                  `expr:"spam"`
	FollowUp    bool                     `expr:"follow_up"`
	Open        func(string) bool        `expr:"open"`
	Queue       string                   `expr:"queue"`
	Tier        int                      `expr:"tier"`
	Priority    string                   `expr:"priority"`
	Type        string                   `expr:"type"`
	Tags        []string                 `expr:"tags"`
}

type fromEnv struct {
	Address string `expr:"address"`
	Domain  string `expr:"domain"`
	Name    string `expr:"name"`
	Role    string `expr:"role"`
}

type attachmentEnv struct {
	Name string `expr:"name"`
	Type string `expr:"type"`
	Size int64  `expr:"size"`
}

// Limits of what conditions see of one mail.
const (
	maxText = 64 << 10
	maxList = 500
)

func newEnv(ev *tickets.FirstMail) mailEnv {
	m, from := ev.Mail, ev.Sender.Address
	text := m.NewText
	if strings.TrimSpace(text) == "" {
		text = m.Text
	}
	env := mailEnv{
		Mailbox: tickets.Address{Address: ev.Mailbox}.Key(),
		From:    fromEnv{from.Key(), from.Domain(), from.Name, string(ev.Sender.Role)},
		To:      keys(m.To), Cc: keys(m.Cc),
		Subject: m.Subject, Text: head(text), Header: m.Get,
		Kind: string(m.Kind), Auto: m.Auto, List: m.Kind == tickets.KindList || m.Get("List-Id") != "",
		Auth: ev.Sender.Auth, Size: m.Size, Language: m.Language, Spam: spamScore(m), FollowUp: ev.Previous != 0,
	}
	if !tickets.IsFreemail(from.Domain()) {
		env.Company = from.Domain()
	}
	for _, a := range m.Attachments[:min(len(m.Attachments), maxList)] {
		env.Attachments = append(env.Attachments, attachmentEnv{a.Name, a.Type, a.Size})
	}
	return env
}

// spamScore is what the filter of the receiving server gave: SpamAssassin's X-Spam-Score or the score of its X-Spam-Status,
// Rspamd's X-Rspamd-Score, Microsoft's spam confidence level. 0 when there is none.
func spamScore(m *tickets.Mail) float64 {
	status := m.Get("X-Spam-Status")
	_, status, _ = strings.Cut(status, "score=")
	for _, field := range []string{m.Get("X-Spam-Score"), status, m.Get("X-Rspamd-Score"), m.Get("X-MS-Exchange-Organization-SCL")} {
		number, _, _ := strings.Cut(strings.TrimSpace(field), " ")
		if score, err := strconv.ParseFloat(strings.TrimRight(number, ",;"), 64); err == nil && !math.IsNaN(score) {
			return score
		}
	}
	return 0
}

func (e *mailEnv) soFar(r tickets.Routing) {
	e.Queue, e.Tier, e.Priority, e.Type, e.Tags = r.Queue, int(r.Tier), string(r.Priority), string(r.Type), r.Tags
}

func keys(addresses []tickets.Address) []string {
	var all []string
	for _, a := range addresses[:min(len(addresses), maxList)] {
		all = append(all, a.Key())
	}
	return all
}

// head is the beginning of a text, cut between characters.
func head(text string) string {
	if len(text) <= maxText {
		return text
	}
	end := maxText
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}
