package desk

import (
	"context"
	"strings"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// askedPrefix names the marks that hold when somebody was asked about suspended mail lately.
const askedPrefix = "asked/"

// questions writes to those who are asked about a suspended mail, as often as they may be asked. That they were is in the same change.
func (w *work) questions(ctx context.Context, a *Arrival, s *tickets.Suspended, ask []tickets.Ask, c *store.Change) ([]tickets.Draft, error) {
	var drafts []tickets.Draft
	for _, q := range ask {
		p, known := w.setup.Rules.PersonByID(q.Person)
		if !known || q.Notice == tickets.ConfirmMail && s.Asked != "" {
			continue
		}
		mark, may, err := w.mayAsk(ctx, p.ID)
		if err != nil {
			return nil, err
		}
		if !may {
			w.log.Warn("not asked", "id", s.ID, "person", p.ID, "why", "asked too often lately")
			continue
		}
		c.Marks = append(c.Marks, mark)
		if q.Notice == tickets.ConfirmMail {
			s.Asked = p.ID
		}
		d, err := w.question(ctx, a, s, q.Notice, p)
		if err != nil {
			return nil, err
		}
		drafts = append(drafts, d)
	}
	return drafts, nil
}

// mayAsk notes that somebody is asked, unless they were too often.
func (w *work) mayAsk(ctx context.Context, person string) (store.MarkChange, bool, error) {
	name := askedPrefix + person
	old, known := w.asked[name]
	if !known {
		marks, err := w.d.store.Marks(ctx, name)
		if err != nil {
			return store.MarkChange{}, false, err
		}
		for _, m := range marks {
			if m.Name == name {
				old = m.Value
			}
		}
	}
	var before []time.Time
	if old != nil {
		if err := mustRead(old, &before); err != nil {
			return store.MarkChange{}, false, err
		}
	}
	recent, may := tickets.MayAsk(before, w.at)
	if !may {
		return store.MarkChange{}, false, nil
	}
	next := mustJSON(append(recent, w.at.UTC()))
	w.asked[name] = next
	return store.MarkChange{Name: name, Old: old, New: next}, true, nil
}

// question is a letter about a suspended mail. Answers to it lead to that mail, whatever the thread it stands in.
func (w *work) question(ctx context.Context, a *Arrival, s *tickets.Suspended, n tickets.Notice, p tickets.Person) (tickets.Draft, error) {
	d := w.freeLetter(n, s.Mailbox, tickets.KeptLeg(s.ID), p.Address())
	d.Subject, d.Data.Subject = s.Subject, s.Subject
	d.Data.Kept, d.Data.Body = s, tickets.Body{Text: firstLines(a.Mail.NewText)}
	if n == tickets.ConfirmMail {
		for _, c := range blockOf(a.Mail).Commands {
			d.Data.Orders = append(d.Data.Orders, firstLine(c.Text))
		}
	}
	t, ok, err := w.ticket(ctx, s.Ticket)
	if err != nil || !ok {
		return d, err
	}
	d.Data.Number, d.Data.Tag, d.Data.Subject = t.ID.String(), w.setup.Rules.SubjectTag(t.ID), t.Subject
	if chain := t.Chains[p.Address().Key()]; len(chain) > 0 {
		d.References, d.InReplyTo = append([]string(nil), chain...), chain[len(chain)-1]
	}
	return d, nil
}

// maxShown bounds what a question shows of a mail.
const maxShown = 12

// firstLines are the first lines of a mail, for somebody who only has to recognise it.
func firstLines(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := range lines {
		lines[i] = firstLine(lines[i])
	}
	if len(lines) > maxShown {
		lines = append(lines[:maxShown], "[…]")
	}
	return strings.Join(lines, "\n")
}
