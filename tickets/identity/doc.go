// Package identity says who wrote a mail, and how sure the desk is. From alone proves nothing: anybody can write it.
//
// Two things prove a sender. The token of a letter, judged by tickets/thread, proves that the mail answers a letter that
// only this person got. The receiving server's Authentication-Results (RFC 8601) prove that the mail comes from the
// domain of From. Which of them is needed is the mailbox's choice: tickets.Sender.Proven.
//
//	From ─▶ role: one of our mailboxes, someone of the desk, else a customer
//	topmost Authentication-Results of the pinned server ─▶ Auth
//	    dmarc=pass with header.from = domain of From                             proven
//	    else spf=pass and dkim=pass, both of the organisation of From            proven
//	    any dmarc=fail or compauth=fail, several From addresses, no such field                    not proven
//
// # What the operator must see to
//
// The pinned server must remove fields that carry its own name from mail that comes from outside, as RFC 8601, section 5,
// demands. The topmost field is believed because servers add theirs above what they received. A field that a sender put
// in under the server's name counts only when the server adds none itself.
//
// Microsoft 365 leaves out its name. Such fields are believed when the mailbox pins Nameless.
package identity
