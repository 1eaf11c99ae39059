package tickets

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

// Opening is a ticket that the operator opens at the shell for somebody of the desk, in the words that people type. It is as
// if they had written to the desk themselves: it has no customer, goes where the routes say, and its owner is told.
type Opening struct {
	From    string `json:"from"`    // who asks: an unambiguous beginning of their id, name or address
	Subject string `json:"subject"` // one line
	Text    string `json:"text"`    // may be empty
	Mailbox string `json:"mailbox"` // the address that answers; "" for the first one

	// What goes before what routes say; "" leaves it to them.
	Tier     string `json:"tier"` // L2, or the first word of its name
	Queue    string `json:"queue"`
	Priority string `json:"priority"`
	Type     string `json:"type"`
	Assign   string `json:"assign"` // somebody of the desk
}

// FirstMail is an opening as an event without its facts. The error says which word is wrong, and which would be right.
func (r *Rules) FirstMail(o Opening) (FirstMail, error) {
	from, err := r.findPerson(o.From)
	if err != nil {
		return FirstMail{}, fmt.Errorf("from: %w", err)
	}
	wants, err := r.wants(o)
	if err != nil {
		return FirstMail{}, err
	}
	mb, err := r.opensAt(o.Mailbox)
	subject, text := strings.Join(strings.Fields(o.Subject), " "), strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(o.Text, "\ufffd"), "\r\n", "\n"))
	switch {
	case err != nil:
		return FirstMail{}, err
	case subject == "":
		return FirstMail{}, errors.New("subject: say in one line what it is about")
	case len(text) > maxKept:
		return FirstMail{}, fmt.Errorf("the text has %d bytes; %d are the most that one message holds", len(text), maxKept)
	}
	m := &Mail{From: []Address{from.Address()}, To: []Address{{Address: mb.Address}}, Subject: subject, Text: text, NewText: text, Kind: KindPerson}
	return FirstMail{Wants: wants, Incoming: Incoming{Mail: m, Mailbox: mb.Address, Link: Link{Reason: ByHand, Why: "the operator did it for " + from.Name},
		Sender: Sender{Address: from.Address(), Role: from.Role, Person: from.ID, Why: "the operator's shell"}}}, nil
}

// opensAt is the mailbox that answers for an opening.
func (r *Rules) opensAt(address string) (Mailbox, error) {
	if address == "" && len(r.Mailboxes) > 0 {
		return r.Mailboxes[0], nil
	}
	if mb, ok := r.MailboxByAddress(Address{Address: address}); ok {
		return mb, nil
	}
	var all []string
	for _, mb := range r.Mailboxes {
		all = append(all, mb.Address)
	}
	return Mailbox{}, fmt.Errorf("mailbox: %q is none of the desk's; there are %s", address, strings.Join(all, ", "))
}

const maxQueue = 60 // characters of the name of a queue

// wants is where an opening wants the ticket.
func (r *Rules) wants(o Opening) (w Routing, err error) {
	w.Queue = firstRunes(strings.Join(strings.Fields(o.Queue), " "), maxQueue)
	if o.Assign != "" {
		p, err := r.findPerson(o.Assign)
		if err != nil {
			return w, fmt.Errorf("assign: %w", err)
		}
		w.Assignee = p.ID
	}
	if o.Tier != "" {
		tier, rest, ok := r.cutTier(o.Tier)
		switch {
		case !ok || rest != "":
			return w, fmt.Errorf("tier: %q is no tier; there are L1 to %s", o.Tier, TopTier)
		case len(r.Tiers[tier].People) == 0:
			return w, fmt.Errorf("tier: nobody is on %s", r.TierName(tier))
		}
		w.Tier = tier
	}
	if w.Priority, err = wordOf("priority", o.Priority, Priorities()); err != nil {
		return w, err
	}
	w.Type, err = wordOf("type", o.Type, Types())
	return w, err
}

// wordOf reads a word of a list, by an unambiguous beginning; none is fine.
func wordOf[T ~string](name, word string, all []T) (T, error) {
	found, ok := oneOf(word, all)
	if !ok && word != "" {
		var words []string
		for _, w := range all {
			words = append(words, string(w))
		}
		return "", fmt.Errorf("%s: %q is none; there are %s", name, word, strings.Join(words, ", "))
	}
	return found, nil
}

// with lets what whoever opened a ticket wants go before what routes say.
func (r Routing) with(wants Routing) Routing {
	by := len(r.Rules)
	if wants.Queue+wants.Assignee+string(wants.Priority)+string(wants.Type) != "" || wants.Tier != 0 {
		r.Rules = append(r.Rules[:by:by], "who opened it")
	}
	r.Queue, r.Assignee = cmp.Or(wants.Queue, r.Queue), cmp.Or(wants.Assignee, r.Assignee)
	r.Priority, r.Type, r.Tier = cmp.Or(wants.Priority, r.Priority), cmp.Or(wants.Type, r.Type), cmp.Or(wants.Tier, r.Tier)
	return r
}
