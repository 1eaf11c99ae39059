// Package classify says what kind of mail a mail is: a person's, or one of the many that machines write. It decides
// whether the desk may ever answer it by itself (RFC 3834), and what a bounce says of whom.
//
// # Contract
//
// Classify is pure: it looks only at the Mail that mailin/parse made, and sets Kind, Auto, Bounces, Language and Back. It does not know the
// desk's own addresses and tokens, so it never says KindOwn; who does may overrule it.
//
// The order of the rules goes from what a machine says for machines to what is written for people:
//
//	feedback-report part (RFC 5965)                      → feedback
//	DMARC aggregate (RFC 7489), TLS report (RFC 8460)    → report
//	delivery-status part (RFC 3464), Amazon SNS object   → bounce, delay, delivered
//	disposition-notification (RFC 8098)                  → auto_reply
//	calendar answer (RFC 5546)                           → calendar
//	fields and subjects of answering programs            → challenge, out_of_office, auto_reply
//	free-form failure notice                             → bounce, delay
//	mark of the receiving server's filter                → spam
//	List-Id and its kin (RFC 2919)                       → list
//	everything else                                      → person
//
// Auto is true for every kind but person, and for a person's mail that asks for no automatic answer or comes from where
// none may go: Auto-Submitted, Precedence, X-Loop, X-Auto-Response-Suppress, an empty Return-Path, a no-reply address.
//
// A group in front of the mailbox, such as a Google group that is the support address, makes a customer's mail look like a
// list's. It is a person's when the group has the domain that the mail was delivered to, is among its recipients, and the
// author is of another domain.
//
// The day on which an absent person is back is read from the words beside the dates in their answer, in the languages
// that parse knows; of several it is the last. It is only for answers of people who are away.
//
// An answer that only its subject betrays as automatic is an absence when its text says so, in any of those languages. A
// subject must be a title for that: "Out of office process broken" is a question. X-Auto-Response-Suppress leaves a
// person's mail a person's; it only asks for no automatic answer.
//
// A free-form bounce needs two signs, since people write about undelivered mail as well: a server as the author or an
// empty Return-Path, and words of failure, or, in a language that nobody listed, an address with a status and the letter
// that comes back; or subject, words and a returned letter. Its recipients are the addresses that begin a line of the
// notice in front of the returned letter; what stands below each is said about it.
//
// A bounce is hard when the address itself is bad for good: nobody of that name, no such host, moved, accepts no mail. A
// full mailbox, policy, spam, or too late is not, whatever number it has. "User unknown" is believed with a status of
// 5.1.x or as the answer to RCPT; as the answer to a whole letter it is what filters say.
package classify
