package parse

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"tierdesk/tickets"
)

// document is the object of "mail parse --json": the fields of a Mail, its file, and the date as a string.
type document struct {
	File string `json:"file"`
	*tickets.Mail
	Date string `json:"date"`
}

// JSON writes the mail as one JSON object without a line end: file first, empty lists as [], a missing date as "". It
// makes the sanitised HTML when the mail has HTML and nobody asked for it before.
func JSON(file string, m *tickets.Mail) ([]byte, error) {
	c := *m
	if c.HTML == "" {
		HTML(&c)
	}
	fillLists(&c)
	d := document{File: file, Mail: &c}
	if y := c.Date.Year(); !c.Date.IsZero() && y > 0 && y <= 9999 {
		d.Date = c.Date.Format(time.RFC3339)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(d); err != nil {
		return nil, fmt.Errorf("write the mail %s as JSON: %w", file, err)
	}
	return bytes.TrimRight(out.Bytes(), "\n"), nil
}

// fillLists makes missing lists empty ones.
func fillLists(m *tickets.Mail) {
	m.InReplyTo, m.References, m.Repairs = notNil(m.InReplyTo), notNil(m.References), notNil(m.Repairs)
	m.From, m.ReplyTo, m.To, m.Cc = notNil(m.From), notNil(m.ReplyTo), notNil(m.To), notNil(m.Cc)
	m.Bounces, m.Attachments = notNil(m.Bounces), notNil(m.Attachments)
	if m.Forwarded != nil {
		f := *m.Forwarded
		f.To, f.Cc = notNil(f.To), notNil(f.Cc)
		m.Forwarded = &f
	}
}

func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
