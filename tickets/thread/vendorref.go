package thread

import (
	"regexp"
	"slices"
	"strings"

	"tierdesk/tickets"
)

// Limits of what is read for the numbers of vendors: bytes of the text, numbers in all.
const (
	maxRefText = 4 << 10
	maxRefs    = 8
)

// The forms in which trackers write their numbers in a subject. What each finds is the number alone; the whole match is what
// the tracker wants to read again. A form that words and products may have, too, counts only where trackers put theirs: in
// brackets, or at the very beginning.
var subjectForms = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\bref:([_!][0-9a-z]{6,20}\.?[_!][0-9a-z]{6,22}):ref\b`),                                                   // Salesforce
	regexp.MustCompile(`##\s?([A-Za-z]{0,6}-?\d{2,20})\s?##`),                                                                         // ManageEngine
	regexp.MustCompile(`[\[(（【]\s*(?:[\p{L}][\p{L}\p{N} ._/-]{0,40}?)?[ :]*[#＃]\s*:?\s*([\p{L}\p{N}][\p{L}\p{N}.-]{1,40})\s*[\])）】]`), // RT, Zammad, OTRS, Redmine, Zendesk
	regexp.MustCompile(`[\[(]\s*([A-Z][A-Z0-9]{1,9}-\d{1,9})\s*[\])]`),                                                                // Jira in brackets
	regexp.MustCompile(`^(?:(?i:re|aw|fwd?|wg|sv|antw)\s*:\s*)*([A-Z][A-Z0-9]{1,9}-\d{1,9})(?:[\s:]|$)`),                              // Jira at the beginning
	regexp.MustCompile(`\b((?:INC|RITM|REQ|TASK|CHG|CS|SCTASK|PRB)\d{5,12})\b`),                                                       // ServiceNow
	labelled,
}

// labelled is a number behind a word that says what it is. Words in which customers call our number, too, are told apart by
// who compares it with ours.
var labelled = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:case|ticket|incident|support request|service request|request|reference|ref|vorgangs?|fall|anfrage|ticketnummer|vorgangsnummer|fallnummer|referenz|aktenzeichen|(?:unser|ihr)(?:e)? (?:zeichen|referenz)|(?:our|your) (?:reference|ref|case|ticket)|n[°º] de (?:ticket|dossier)|dossier|caso|zgłoszenie)` +
	`(?:[ -]?(?:number|no|nr|num|id|nummer))?\.?(?:\s+is)?\s*[:#]{0,2}\s*[#]?\s*([\p{L}]{0,6}-?\d[\p{L}\p{N}./-]{1,30})`)

// VendorRefs finds the numbers under which the author's company may keep our matter: those in the subject, the surest form
// first, and only when it has none those behind a word for it in the text. Which of them is one, and which is ours, is not
// for it to say.
func VendorRefs(m *tickets.Mail, tag string) []tickets.VendorRef {
	var all []tickets.VendorRef
	subject := withoutTag(m.Subject, tag)
	for _, form := range subjectForms {
		all = addRefs(all, form, subject)
	}
	if len(all) > 0 {
		return all
	}
	text := m.NewText
	if strings.TrimSpace(text) == "" {
		text = m.Text
	}
	text = withoutTag(text[:min(len(text), maxRefText)], tag)
	all = addRefs(nil, subjectForms[0], m.Text)
	for _, ref := range addRefs(nil, labelled, text) {
		if spelled.MatchString(ref.Shown) && len(all) < maxRefs { // "in any case 100 pages" is none
			all = append(all, ref)
		}
	}
	return all
}

// spelled is what stands between a word and its number in running text.
var spelled = regexp.MustCompile(`(?i)[:#]|number|nummer|\b(?:no|nr|id|is)\b`)

func addRefs(all []tickets.VendorRef, form *regexp.Regexp, text string) []tickets.VendorRef {
	for _, at := range form.FindAllStringSubmatch(text, maxRefs) {
		ref := tickets.VendorRef{Key: tickets.RefKey(at[1]), Shown: shownRef(at[0])}
		known := slices.ContainsFunc(all, func(r tickets.VendorRef) bool { return r.Key == ref.Key })
		if strings.ContainsAny(ref.Key, "0123456789") && len(ref.Key) >= 3 && len(ref.Shown) <= 80 && !known && len(all) < maxRefs {
			all = append(all, ref)
		}
	}
	return all
}

// shownRef is a match without what stands around it.
func shownRef(match string) string {
	match = strings.TrimSpace(strings.Join(strings.Fields(match), " "))
	for _, prefix := range []string{"Re:", "RE:", "re:", "AW:", "Aw:", "Fwd:", "FW:", "WG:"} {
		match = strings.TrimSpace(strings.TrimPrefix(match, prefix))
	}
	return strings.TrimRight(strings.TrimLeft(match, " ,;:.-–|"), " ,;:.-–|")
}

// withoutTag drops our own tag, which vendors quote.
func withoutTag(text, tag string) string {
	for {
		id, written := subjectTag(text, tag)
		if id == 0 {
			return text
		}
		text = strings.Replace(text, written, " ", 1)
	}
}

// VendorKey leads the mails of a vendor to the ticket that it keeps under a number.
func VendorKey(vendor, ref string) string { return "vendor:" + vendor + " " + ref }
