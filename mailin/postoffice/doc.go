// Package postoffice is a whole mail server in memory: it takes mail by SMTP,
// keeps it in mailboxes, and gives it out by IMAP. Tests run a daemon against
// it, and the demo shows it to people, who may connect their own mail client.
// Everything that goes wrong with a real mail server can be made to go wrong
// here, on command and while traffic flows.
//
//	office, err := postoffice.New(postoffice.Options{Hostname: "mx.acme.example"})
//	defer office.Close()
//	office.AddUser("support", "secret", "support@acme.example")
//	office.AddUser("ann", "secret", "ann@customer.example")
//
//	office.Deliver(postoffice.Envelope{From: "ann@customer.example", To: []string{"support@acme.example"}}, raw)
//	office.Mail("support", "INBOX")                             // look inside
//	office.Break(postoffice.Fault{Protocol: postoffice.IMAP,    // and spoil it
//		Step: "FETCH", Times: 1, Effect: postoffice.Cut(512)})
//
// # How a connection goes
//
//	Listen (TCP) ─┐             ┌─ CONNECT faults
//	              ├─▶ receive ──┴─▶ gate ─▶ imapserver ─▶ imapSession ─▶ account, folder
//	Dial (memory)─┘    wire              └▶ go-smtp ────▶ smtpSession ─▶ carry ─▶ find ─▶ INBOX, Outside,
//	                                                                       ▲              or a bounce
//	                                        Deliver ───────────────────────┘└── robots ◀──┘
//
// Dial needs no socket: its connections are buffered pipes that block on a
// sync.Cond only, so that office and daemon can run in a testing/synctest bubble.
// Create the office inside the bubble then.
//
// # What it promises
//
//   - IMAP4rev1 with IDLE, MOVE, UIDPLUS, ESEARCH, LIST-STATUS, SPECIAL-USE,
//     LITERAL+, STARTTLS, LOGIN and AUTHENTICATE PLAIN and LOGIN. A session's
//     sequence numbers change only when it has been told; IDLE starts with what
//     happened before it; nothing is written to a client under a lock, so one
//     slow client holds up nobody. UIDVALIDITY counts up within an account, from 1.
//   - SMTP on port 25 for everybody and on 587 and 465 for users, with SIZE,
//     8BITMIME, PIPELINING, ENHANCEDSTATUSCODES, CHUNKING, STARTTLS, AUTH PLAIN and
//     LOGIN. A mail is in its mailbox, and bounce or automatic answer are on
//     their way, before the final dot is answered.
//   - A delivered mail carries Return-Path, Delivered-To, Received and
//     Authentication-Results. The office vouches (spf, dkim and dmarc pass) for an
//     author who logged in as the owner of the From address, and for
//     Options.Verified domains. An author of our domains who did not log in
//     fails, one of another domain gets none. Results that a mail brings along
//     in the office's name are removed.
//   - Mail for domains that are not ours is refused or, by option, collected in
//     Outside, from anybody: this is no server for a real network. Use it on
//     loopback only; it holds everything in memory and passwords in clear.
//   - Close ends all connections and returns when all sessions are over.
//
// # What it does not do
//
// CONDSTORE, QRESYNC, SEARCH through a transfer encoding, real SPF and DKIM,
// queueing: a robot answers at once or never, and a mail for an account whose
// INBOX has been deleted is refused with a 450.
package postoffice
