// Package demo is the sample company: a mail server, a desk and the people around it, all on this machine.
//
//	tierdesk demo               play the scenes, then stay, for a mail client of one's own
//	tierdesk demo --once        play the scenes and end
//	tierdesk demo --save DIR    leave the configuration, every mail and the transcript in DIR
//
// Nothing in it is pretended. The mail server is a real one in memory (mailin/postoffice), the desk is the daemon itself
// on a configuration file and a temporary data folder, and the people write by SMTP and read by IMAP, as mail clients do:
//
//	mia ben cleo omar otto carl zoe ─ SMTP ─▶ ┌────────────┐ ─ IMAP ─▶ ┌──────┐
//	ann bob · cem · eva · dana      ─ SMTP ─▶ │ postoffice │           │ desk │
//	everybody's INBOX               ◀─ IMAP ─ └────────────┘ ◀─ SMTP ─ └──────┘
//
// # Scenes
//
// The play is a list of scenes, one after the other, each in a file of its own. A scene lets people act, waits with a
// deadline for the mails that must come of it, and checks what a person would notice: who a mail is from, which thread a
// client shows it in, what must not be in it. The first expectation that is not met ends the demo with its name.
//
// Two things are made faster than life, and said so: the clocks of L1 and L2 while the outage climbs, by a changed file
// and a reload, and the hour of the digest, which is made to strike when the scenes are over.
//
// # Summary
//
// At the end every mailbox is read and compared with the tickets by Message-ID: each mail that people sent is in the
// desk's mailbox once, and on one ticket or kept back once; each letter that is on a ticket is in its recipient's mailbox
// once, or came back. Run fails when one is lost or doubled.
package demo
