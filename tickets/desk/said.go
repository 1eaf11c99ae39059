package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"tierdesk/mailin/parse"
	"tierdesk/tickets"
	"tierdesk/tickets/leak"
	"tierdesk/tickets/store"
	"tierdesk/tickets/thread"
)

// lookBack finds what was said on a ticket before an agent's mail, as far as it matters for the mail.
func (w *work) lookBack(ctx context.Context, ev *tickets.AgentMail, t *tickets.Ticket) error {
	h, err := w.history(ctx, t.ID)
	if err != nil {
		return err
	}
	agent, _ := w.setup.Rules.PersonByID(ev.Sender.Person)
	ev.Read = tickets.ReadBy(agent, ev.Mail, ev.At, h.Letters, h.Journal)
	for _, m := range h.Messages {
		if m.N == t.Answered.Message {
			ev.Last = m.Text
		}
	}
	answer := readDraft(ev, &h)
	words, instead := ev.Words(), ev.Link.Leg
	if ev.PassesOn() {
		words.Text, instead = cmp.Or(strings.TrimSpace(words.Text), ev.Draft), cmp.Or(answer.Leg, instead)
	}
	if strings.TrimSpace(words.Text) != "" {
		ev.Leaks, err = w.leaks(ctx, outgoing{words: words, to: ev.Goes(w.setup.Rules), instead: instead}, agent, t, h)
	}
	return err
}

// readDraft finds which vendor's answer a mail is about, and what its author made of it.
func readDraft(ev *tickets.AgentMail, h *tickets.History) (answer tickets.Message) {
	ev.Told = toldBy(ev.Mail, h)
	for _, m := range h.Messages {
		if m.N == ev.Told {
			answer = m
		}
	}
	ev.Draft, ev.Torn = draftIn(ev.Mail, answer.Text)
	return answer
}

// maxMerged is how many tickets that were merged into one are looked at for its inner words.
const maxMerged = 5

// outgoing is the words of an agent, the leg that they go to, and the one whose answer they take the place of: what a
// vendor wrote may be told when it is dealt with.
type outgoing struct {
	words       tickets.Body
	to, instead tickets.Leg
}

// leaks looks for what an agent's words must not tell a customer, or a vendor.
func (w *work) leaks(ctx context.Context, out outgoing, agent tickets.Person, t *tickets.Ticket, h tickets.History) ([]tickets.Leak, error) {
	m := leak.Material{Verbs: tickets.Verbs(), Shown: []string{t.Subject}, IsToken: func(s string) bool { _, ok := thread.ReadToken(s); return ok }}
	for i := range min(len(t.Merged), maxMerged) {
		older, err := w.history(ctx, t.Merged[i])
		if err != nil {
			return nil, err
		}
		h.Messages, h.Letters = append(older.Messages, h.Messages...), append(older.Letters, h.Letters...)
	}
	notices, err := w.notices(ctx, agent, h.Letters)
	if err != nil {
		return nil, err
	}
	m.Inside = append(notices, w.inside(&m, out, agent, h.Messages)...)
	m.Strangers, err = w.strangers(ctx, out.words, t, m.Shown)
	return leak.Find(out.words, m), err
}

// inside are the messages of the other legs, the newest first, but those of the agent; what is on the leg itself is shown,
// and to vendors what the customer wrote: they read it with placeholders.
func (w *work) inside(m *leak.Material, out outgoing, agent tickets.Person, all []tickets.Message) []leak.Source {
	var inner []leak.Source
	for i := len(all) - 1; i >= 0; i-- {
		said := all[i]
		author, staff := w.setup.Rules.PersonByAddress(said.From)
		switch {
		case said.Leg == tickets.CustomerLeg || said.Leg == out.to || said.Leg == out.instead && said.Leg.Vendor() != "":
			m.Shown = append(m.Shown, said.Text)
		case staff && author.ID == agent.ID:
		case said.Leg.Vendor() != "":
			inner = append(inner, leak.Source{Name: "from the vendor " + said.Leg.Vendor(), Text: said.Text})
		case staff:
			inner = append(inner, leak.Source{Name: "from a note of " + author.Name, Text: said.Text})
		default:
			inner = append(inner, leak.Source{Name: "from what the customer does not see", Text: said.Text})
		}
	}
	return inner
}

// maxNotices is how many of the last notices to an agent are compared.
const maxNotices = 8

// notices are what the desk wrote to the agent about the ticket: that stands below answers that quote it.
func (w *work) notices(ctx context.Context, agent tickets.Person, letters []tickets.Letter) ([]leak.Source, error) {
	var all []leak.Source
	for i := len(letters) - 1; i >= 0 && len(all) < maxNotices; i-- {
		l := letters[i]
		p, staff := w.setup.Rules.PersonByAddress(tickets.Address{Address: l.To})
		if !staff || p.ID != agent.ID || l.Raw == "" || l.Notice == tickets.AgentReply || l.Notice == tickets.Received {
			continue
		}
		text, err := w.textOf(ctx, l.Raw)
		if err != nil {
			return nil, fmt.Errorf("read letter %d of %s: %w", l.Seq, l.Ticket, err)
		}
		all = append(all, leak.Source{Name: "from the desk's own notice", Text: text, Notice: true})
	}
	return all, nil
}

func (w *work) textOf(ctx context.Context, raw string) (string, error) {
	r, err := w.d.blobs.Open(ctx, raw)
	if err != nil {
		return "", err
	}
	defer r.Close()
	return parse.Read(r).Text, nil
}

// strangers are the addresses in the words under which somebody else than this ticket's people is a customer of the desk.
func (w *work) strangers(ctx context.Context, words tickets.Body, t *tickets.Ticket, shown []string) ([]string, error) {
	known := strings.ToLower(strings.Join(shown, "\n"))
	var all []string
	for _, key := range leak.Addresses(words.Text + "\n" + words.Markdown) {
		a := tickets.Address{Address: key}
		_, staff := w.setup.Rules.PersonByAddress(a)
		_, ours := w.setup.Rules.MailboxByAddress(a)
		if staff || ours || t.Belongs(a) || strings.Contains(known, key) {
			continue
		}
		others, err := w.d.store.Select(ctx, store.Query{Requester: key, Limit: 1})
		if err != nil {
			return nil, fmt.Errorf("look up the tickets of %s: %w", key, err)
		}
		if len(others) > 0 {
			all = append(all, key)
		}
	}
	return all, nil
}

// sendKept lets an agent's mail through that was kept back for its leaks.
func (w *work) sendKept(ctx context.Context, o tickets.Order) (tickets.Result, error) {
	id, err := w.keptFor(ctx, o.Arg)
	if err != nil || id == "" {
		return tickets.Result{Problem: "your mail is not kept back any more: somebody let it through or dropped it"}, err
	}
	done, problem, err := w.releaseFor(ctx, id, o)
	return tickets.Result{Done: done, Problem: problem}, err
}

// forget takes mails off the list that another one replaced. Somebody may have dropped them before.
func (w *work) forget(ctx context.Context, o tickets.Order) (tickets.Result, error) {
	for raw := range strings.FieldsSeq(o.Arg) {
		id, err := w.keptFor(ctx, raw)
		if err == nil && id != "" {
			_, err = w.drop(ctx, id)
		}
		if err != nil && !errors.Is(err, ErrNoSuspended) {
			return tickets.Result{}, err
		}
	}
	return tickets.Result{}, nil
}

// keptFor finds the mail that is suspended for its leaks by its bytes; "" when it is not on the list.
func (w *work) keptFor(ctx context.Context, raw string) (string, error) {
	all, err := w.d.SuspendedMails(ctx)
	for _, s := range all {
		if s.Raw == raw && s.Reason == tickets.SuspendedLeak && !w.judged[s.ID] {
			return s.ID, nil
		}
	}
	return "", err
}
