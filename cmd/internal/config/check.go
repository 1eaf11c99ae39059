package config

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // zones are known on machines without a zone database, too

	"tierdesk/tickets"
)

// checker turns a file into a Config and notes faults at their places.
type checker struct {
	*ledger
	places
	dir     string
	file    *file
	zone    *time.Location           // of the machine
	hoursOf map[string]tickets.Hours // the calendars by their names
	getenv  func(string) (string, bool)

	noticesToAll tickets.NoticeRules // to everybody of whom nothing else is said

	read func(string) ([]byte, error)
}

// fault notes what is wrong at a path such as mailboxes[0].address.
func (c *checker) fault(path, format string, args ...any) {
	c.note(c.at(path), path+": "+fmt.Sprintf(format, args...))
}

// check makes the configuration. It is whole only when no fault was noted.
func (c *checker) check() *Config {
	d := c.file.Desk
	r := &tickets.Rules{Desk: d.Name, ReopenWithin: c.duration("desk.reopen_within", d.ReopenWithin, 7*24*time.Hour),
		UndoDelay: c.duration("desk.undo_delay", d.UndoDelay, 20*time.Second),
		AwayFor:   c.duration("desk.away_for", d.AwayFor, 24*time.Hour), Enclose: c.size("desk.enclose", d.Enclose, 10<<20)}
	if d.Name == "" {
		c.fault("desk.name", "the desk needs a name; customers read it: name: Acme Support")
	}
	c.oneOf("desk.reply_to", d.ReplyTo, string(tickets.ReplyCustomer), string(tickets.ReplyNote))
	r.ReplyTo = tickets.ReplyRule(cmp.Or(d.ReplyTo, string(tickets.ReplyCustomer)))
	r.KeepSuspended = c.duration("suspended.expire", c.file.Suspended.Expire, 0)
	r.Tag = c.tag(d)
	r.Zone = c.location("desk.timezone", d.Timezone, c.zone)
	cfg := &Config{Rules: r, Data: c.rel(cmp.Or(d.Data, "data")), Templates: c.folder("desk.templates", d.Templates),
		Inflight: c.size("desk.inflight", d.Inflight, 32<<20), Log: c.log()}
	cfg.Keys = c.keys(d)
	r.Signer = cfg.Keys
	c.mailboxes(cfg)
	c.makeCalendars(r)
	c.noticesToAll = defaultNotices()
	c.noticesOf("notices", c.file.Notices, tickets.Hours{}, &c.noticesToAll)
	c.people(r)
	c.tiers(r)
	c.vendors(r)
	c.texts(r)
	c.patience(r)
	c.promises(r)
	c.chains(r)
	c.matrix(r)
	c.routes(r)
	c.digests(cfg)
	c.budgets(r)
	return cfg
}

// tag is what stands before the number in subjects: [ACME #1024]. It must survive mail programs and be found again.
func (c *checker) tag(d deskSection) string {
	tag := cmp.Or(d.Tag, defaultTag(d.Name))
	switch {
	case d.Tag == "" && tag == "" && d.Name != "":
		c.fault("desk.name", "no subject tag can be made of %q: say tag: ACME", d.Name)
	case d.Tag != "" && (len(d.Tag) > 20 || strings.Map(lettersAndDigits, d.Tag) != d.Tag):
		c.fault("desk.tag", "%q is no tag: use at most 20 letters, digits, - and _ of ASCII", d.Tag)
	}
	return tag
}

// defaultTag is the first word of the desk's name in capitals.
func defaultTag(name string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return strings.ToUpper(strings.Map(lettersAndDigits, word))
}

func lettersAndDigits(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
		return r
	}
	return -1
}

func (c *checker) log() Log {
	l := c.file.Log
	c.oneOf("log.level", l.Level, "debug", "info", "warn", "error")
	c.oneOf("log.format", l.Format, "text", "json")
	return Log{Level: cmp.Or(l.Level, "info"), JSON: l.Format == "json"}
}

// folder is an absolute path to a folder that is there; "" stays "".
func (c *checker) folder(path, name string) string {
	name = c.rel(name)
	if name != "" && !isFolder(name) {
		c.fault(path, "%s is no folder", name)
	}
	return name
}

// rel makes a path absolute; relative ones start at the folder of the configuration file.
func (c *checker) rel(p string) string {
	if p == "" || filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(c.dir, p)
}
