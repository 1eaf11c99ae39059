package templates

import (
	"strings"

	"tierdesk/tickets"
)

// ForCustomer reports whether a notice is read on the customer's side.
func ForCustomer(n tickets.Notice) bool {
	switch n {
	case tickets.Received, tickets.AgentReply, tickets.QuestionForm, tickets.PendingReminder, tickets.SolvedNotice, tickets.ClosedNotice, tickets.WordAnswer, tickets.TooLarge:
		return true
	}
	return false
}

// ForVendor reports whether a notice is read by a vendor.
func ForVendor(n tickets.Notice) bool { return n == tickets.VendorRequest || n == tickets.VendorChaser }

// ForStaff reports whether a notice is read by people of the desk.
func ForStaff(n tickets.Notice) bool { return !ForCustomer(n) && !ForVendor(n) }

// abroad is what a vendor may know: nothing of the customer but what was redacted for it.
func abroad(d tickets.NoticeData) tickets.NoticeData {
	return tickets.NoticeData{Desk: d.Desk, Number: d.Number, Tag: d.Tag, Subject: d.Subject, You: d.You, Actor: d.Actor, Body: d.Body, Vendor: d.Vendor}
}

// public is what a customer may know. Why is written for the people of the desk, except where it explains to the
// customer why a mail was refused.
func public(n tickets.Notice, d tickets.NoticeData) tickets.NoticeData {
	why := ""
	if n == tickets.TooLarge {
		why = d.Why
	}
	var doors *tickets.Doors
	if n == tickets.AgentReply || n == tickets.SolvedNotice {
		doors = d.Doors
	}
	return tickets.NoticeData{
		Desk: d.Desk, Number: d.Number, Tag: d.Tag, Subject: d.Subject, Status: d.Status,
		Requester: d.Requester, You: d.You, Actor: d.Actor, Opened: d.Opened, Why: why,
		Body: d.Body, Files: d.Files, Solved: d.Solved, Previous: d.Previous, Doors: doors, Told: d.Told,
	}
}

// language is a language tag fit for an attribute.
func language(lang string) string {
	for _, r := range lang {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", r) {
			return DefaultLanguage
		}
	}
	if lang == "" {
		return DefaultLanguage
	}
	return lang
}
