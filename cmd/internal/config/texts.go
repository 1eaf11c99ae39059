package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tierdesk/tickets"
	"tierdesk/tickets/form"
)

// texts reads the question forms and canned answers: Markdown files whose names are what people type.
func (c *checker) texts(r *tickets.Rules) {
	c.eachText("desk.forms", c.file.Desk.Forms, func(name, source string) error {
		f, err := form.Read(name, source)
		r.Forms = append(r.Forms, f)
		return err
	})
	c.eachText("desk.canned", c.file.Desk.Canned, func(name, source string) error {
		text := strings.TrimSpace(source)
		r.Canned = append(r.Canned, tickets.Canned{Name: name, Text: text})
		if text == "" {
			return fmt.Errorf("it is empty")
		}
		return nil
	})
}

// eachText hands over the Markdown files of a folder, in the order of their names.
func (c *checker) eachText(path, folder string, use func(name, source string) error) {
	if folder == "" {
		return
	}
	dir := c.rel(folder)
	entries, err := os.ReadDir(dir)
	if err != nil {
		c.fault(path, "%v", err)
		return
	}
	for _, e := range entries {
		name, isText := strings.CutSuffix(e.Name(), ".md")
		if !isText || e.IsDir() {
			continue
		}
		source, err := c.read(filepath.Join(dir, e.Name()))
		if err == nil {
			err = use(name, string(source))
		}
		if err != nil {
			c.fault(path, "%s: %v", filepath.Join(folder, e.Name()), err)
		}
	}
}

// patience reads what becomes of tickets that wait for their customer in vain.
func (c *checker) patience(r *tickets.Rules) {
	p := c.file.Desk.Pending
	r.Pending = tickets.PendingRules{Remind: c.duration("desk.pending.remind", p.Remind, 0), Solve: c.duration("desk.pending.solve", p.Solve, 0)}
	if r.Pending.Solve > 0 && r.Pending.Remind >= r.Pending.Solve {
		c.fault("desk.pending.remind", "the reminder after %s comes too late: the ticket is solved after %s", p.Remind, p.Solve)
	}
}

// firstAnswers notes routes that name a form or canned answer which does not exist.
func (c *checker) firstAnswers(path string, s routeSection, r *tickets.Rules) {
	if f, err := r.FormByName(s.Ask); s.Ask != "" && (err != nil || f.Name != s.Ask) {
		c.fault(path+".ask", "there is no form %q in the folder desk.forms", s.Ask)
	}
	if a, err := r.CannedByName(s.Canned); s.Canned != "" && (err != nil || a.Name != s.Canned) {
		c.fault(path+".canned", "there is no canned answer %q in the folder desk.canned", s.Canned)
	}
	if s.Ask != "" && s.Canned != "" {
		c.fault(path+".canned", "the first answer is a form or a canned answer, not both")
	}
}
