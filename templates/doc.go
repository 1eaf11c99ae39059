// Package templates holds the words of the desk's letters, and turns them into mail that is pleasant to read: in mutt, in
// Thunderbird, Outlook, Gmail and Apple Mail, on a phone, in the dark.
//
// # One file per notice
//
// Every notice (tickets.Notices) is one Markdown file, <lang>/<notice>.md. Both halves of a letter, text and HTML, are
// made from it, so they always say the same. Those of this folder are built into the program; a folder of the operator's
// with the same shape overrides them file by file. A language that lacks a notice falls back to English.
// Letters to vendors are there in de, en, es, fr, it, nl, pl and pt; those to customers and to people of the desk in English.
//
//	---
//	subject: "{{re .Subject}} {{.Tag}}"
//	---
//	Hello{{with .You}} {{.}}{{end}},
//
//	your number is **{{.Number}}**.
//
//	{{quote .Body}}
//
//	---
//	{{.Desk}} · {{.Number}}
//
// The head is YAML with one key, subject. What follows the last line of three hyphens is the footer: small and grey in
// HTML, below the signature separator "-- " in text, so that most clients leave it out when they quote. A file whose name
// begins with _ is a piece that others include: {{template "files" .}} for _files.md.
//
// # What a template may say
//
// The fields of tickets.NoticeData, whose times are in the reader's zone, and these functions:
//
//	when T    a time: Mon 23 Nov, 10:30; in de, es, fr, it, nl, pl and pt as people write there
//	day T     its day: Mon 23 Nov 2026
//	quote X   what a person wrote (a tickets.Body or a string), as a quotation; on a line of its own
//	body X    the same as the letter's own words; on a line of its own
//	code S    a piece of text exactly as it is, not to be wrapped
//	person A  an address as people write it: Rita Klein (rita@example.org)
//	name A    only the name of an address, or the address when there is none
//	re S      a subject with exactly one "Re:" and without the desk's tag; use it in the head
//	bare S    the same without "Re:"
//	brief S   the same, cut so that it fits a column
//	say S     a remark as a sentence: large first letter, full stop
//	span D    a duration: 3 d 4 h
//	minutes N working time: 1 h 25 min
//	size N    a number of bytes: 84 KB
//	times N   how often: once, twice, 3 times
//	working D the same of a duration, such as .Left of a clock
//
// A link with the title button looks like one in HTML: [Take]({{.URL}} "button"). In text it has a line of its own, with
// the address of a letter that is only to be written, or the whole URL of one that has words already.
//
// # Safety
//
// Every value that a template puts out is escaped by the program, not by the author of the template: a customer's subject
// "**x** [a](javascript:…) <img>" reads literally so in both halves, and stays on one line. What a person wrote in Markdown
// (Body.Markdown) is rendered apart from the template, so that it cannot change what surrounds it; raw HTML in it is shown
// as text, links lead only to http, https, mailto and tel, pictures come only from the letter itself (cid:).
// Nothing in a letter is loaded from outside.
//
// Letters to customers are filled from a copy of the data without the desk's internals (queue, tier, clock, assignee,
// addresses of agents), so that no template can give them away.
//
// # The way of a letter
//
//	<notice>.md ──text/template, every value escaped──▶ Markdown ──goldmark──▶ tree ─┬─▶ HTML half
//	                                                        ▲                        └─▶ text half, wrapped
//	                                 a person's words, parsed apart
package templates
