package route

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"

	"tierdesk/tickets"
)

// Route asks the rules in order. It is total: a rule that fails is passed over and told.
func (t *Table) Route(m *tickets.Mail, mailbox string, s tickets.Sender) tickets.Routing {
	r := tickets.Routing{Tier: 1, Priority: tickets.Normal, Type: tickets.Question}
	env := newEnv(m, mailbox, s)
	for _, rule := range t.rules {
		env.soFar(r)
		holds, err := rule.holds(env)
		if err != nil {
			r.Rules = append(r.Rules, rule.Name+": error: "+err.Error())
		}
		if !holds {
			continue
		}
		rule.apply(&r)
		if !rule.Continue {
			break
		}
	}
	return r
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

func (c compiled) apply(r *tickets.Routing) {
	r.Rules = append(r.Rules, c.Name)
	r.Suspend = r.Suspend || c.Suspend
	set(&r.Queue, c.Queue)
	set(&r.Priority, c.Priority)
	set(&r.Type, c.Type)
	set(&r.Assignee, c.Assignee)
	if c.Tier != nil {
		r.Tier = *c.Tier
	}
	for _, tag := range c.Tags {
		if !slices.Contains(r.Tags, tag) {
			r.Tags = append(r.Tags, tag)
		}
	}
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

func newEnv(m *tickets.Mail, mailbox string, s tickets.Sender) mailEnv {
	text := m.NewText
	if strings.TrimSpace(text) == "" {
		text = m.Text
	}
	env := mailEnv{
		Mailbox: tickets.Address{Address: mailbox}.Key(),
		From:    fromEnv{s.Address.Key(), s.Address.Domain(), s.Address.Name, string(s.Role)},
		To:      keys(m.To), Cc: keys(m.Cc),
		Subject: m.Subject, Text: head(text), Header: m.Get,
		Kind: string(m.Kind), Auto: m.Auto, List: m.Kind == tickets.KindList || m.Get("List-Id") != "",
		Auth: s.Auth, Size: m.Size,
	}
	for _, a := range m.Attachments[:min(len(m.Attachments), maxList)] {
		env.Attachments = append(env.Attachments, attachmentEnv{a.Name, a.Type, a.Size})
	}
	return env
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
