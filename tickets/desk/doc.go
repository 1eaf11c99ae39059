// Package desk is the shell around the core: it perceives what a mail is about, lets tickets.Decide decide, writes the
// letters out and commits everything at once. It is the only client of the store.
//
//	mailin ──Receive──▶ resolve ─▶ perceive ─▶ tickets.Decide ─▶ take ─┐
//	timers ──Tick, Relayed, digest moment ─────▶ tickets.Decide ─▶ take ├─▶ compose ─▶ blobs.Sync ─▶ store.Commit ─▶ kick
//	mailout ─Settle──▶ Undelivered ────────────▶ tickets.Decide ─▶ take ┘
//
// # Promises
//
// A mail that Receive took is on exactly one ticket, or suspended, or known as a repetition of one that was; its letters
// are queued; the cursor of its mailbox has moved: all in one transaction, durable before Receive returns. Nothing is in
// memory only, so a crash at any moment repeats work but loses and doubles nothing.
//
// A mail is known by its Message-ID together with what it says (tickets.Mail.Fingerprint), not by where it lies: a
// changed UIDVALIDITY, or a second mailbox that got a copy, adds nothing. A second mail that says something else under the same
// Message-ID is suspended, and that name goes on leading to the first. A mail that the server would not give away has no such
// key; the cursor alone keeps it from being listed twice.
//
// A ticket, relay or digest that cannot be decided or written holds back no other: it is logged and tried again.
//
// A mail of the desk's people that belongs to no ticket, such as commands in an answer to a digest, is decided on ticket 0,
// which is not stored (staff.go). What its commands ask of the desk itself, an Order, is tried in the same commit before the last
// decision: so commands run all or none there too.
//
// Decisions are taken one after the other, in batches. A reply in a batch sees the ticket that its parent opened there.
//
// A notice that its recipient's rules put off is a mark of the same commit (waiting.go). When their time has come, one commit
// takes the marks away and has the letter: so each notice is told once, alone or among others, or the journal says why not.
//
// A small picture inside the text is known by its hash for the domain that sent it, so that the logo of a signature is
// shown to an agent once and not with every mail (logos.go). It costs thread keys of the same commit, and only mails with such
// pictures.
//
// What waits in the queue of a rung is offered to its people whenever something changed, and when one of them comes (queue.go).
//
// # A quarter
//
// quarter_test.go lives with twenty people on three rungs in Berlin, New York and Kolkata through the days on which clocks change
// (860 tickets in three weeks; 13 weeks with 15,000 where TIERDESK_QUARTER=1 is set, which takes five minutes), and holds every
// change to what must be true. Its log has the figures of the day. On 2026-11-27, for the whole quarter:
//
//	promises kept                   first answer    next answer    solution
//	  urgent, clocks day and night       56.8 %         56.5 %       55.8 %   nobody works at night or on weekends
//	  high                               91.1 %         78.9 %       99.9 %
//	  normal                             95.8 %         97.7 %      100.0 %
//	  low                                89.7 %         90.0 %      100.0 %
//	first answer in office time     15 min at the median, 11 h at 95 %; a quarter was without an owner at some time, 55 h at most
//	notices of an agent a day       26 on average, 59 at 95 %, 195 at most
//	tickets given by hour at work   L1 1.22, L2 1.59, L3 1.13 times as many for the one with the most as for the one with the fewest
//
// # Marks
//
//	cursor/ADDRESS        how far a mailbox was taken over, written by mailin
//	count/turn/L1         how many tickets the round robin of a tier gave out
//	count/suspended       numbers suspended mails: q1, q2 …
//	count/letters         numbers the letters of no ticket
//	suspended/q17         one suspended mail
//	expired/q17           one that was dropped because nobody decided about it, until the digests told of it
//	asked/PERSON          when somebody was asked about suspended mail lately
//	blocked/ADDRESS       an address or @domain whose mail is suspended, and who said so
//	away/ann              until when somebody is away, and whether what waited for them was handed on
//	waiting/ann/17-4      one notice that waits until ann is told of it, with others
//	told/ann              when that was last
//	count/held            numbers letters that are held: h1, h2 …
//	suppressed/ADDRESS    an address that does not exist
//	held/h12              one letter that a budget keeps back
//	relay/TIME-…          what one ticket owes another, until it was handed over
//	digest/NAME           the moment of the last digest
//	trouble/ADDRESS       since when a mailbox cannot be reached, from when the managers were told until it is back
package desk
