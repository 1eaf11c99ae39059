package desk

import (
	"strings"

	"tierdesk/mailin/classify"
	"tierdesk/tickets"
	"tierdesk/tickets/command"
)

// wordOf reads a mail that says nothing but one word in its subject, "" for any other. Beside it may stand what clients and
// politeness add: a signature, a quotation, the same word, a name, thanks. A mail that must not be answered automatically
// gives no orders: a person reads it.
func wordOf(m *tickets.Mail, r *tickets.Rules) tickets.Word {
	word := command.Word(m.Subject)
	if word == "" || m.Auto || m.Forwarded != nil || !r.Answers(m.Author()) {
		return ""
	}
	for _, a := range m.Attachments {
		if !a.Inline {
			return ""
		}
	}
	said := strings.TrimSpace(m.NewText)
	if said == "" || strings.EqualFold(said, m.Author().Name) || command.Word(said) == word || classify.Thanks(m) {
		return word
	}
	return ""
}
