// Package thread finds which ticket and which leg a mail belongs to, says why, and makes the tokens that prove it.
//
// # Tokens
//
// Every letter of the desk goes to one person and carries that person's token twice: as sub-address of Reply-To
// (support+t…@acme.example), where the mailbox has sub-addresses, and in the Message-ID, which comes back in
// In-Reply-To and References. A token says which leg of which ticket an answer is for, and is signed for its recipient:
//
//	  "t"  key   leg                       ticket   signature
//	┌────┬─────┬─────────────────────────┬────────┬──────────┐
//	│0x98│ id  │'c'│'i'│'v' length name… │ varint │ 10 bytes │   in base32, lower case, without padding
//	│    │     │        │'k' length q17   │        │          │
//	└────┴─────┴─────────────────────────┴────────┴──────────┘
//	signature = first 80 bits of HMAC-SHA-256(secret, version, key id, ticket, leg, recipient)
//
// The recipient is not in the token: it must be known to verify. Genuine but made for someone whom nobody thinks of
// cannot be told from forged, and is treated as forged. Whoever verifies gives everybody who can be meant: the sender,
// everybody on that ticket, everybody of the desk.
//
// A token of leg k came with a letter about one suspended mail, such as the question whether it is its recipient's. It leads
// there and to no ticket, whatever else the answer refers to.
//
// Keys are changed now and then (tierdesk secret rotate). The newest signs; an older one verifies until its end. What it
// signed is expired from then on: it proves nothing and leads nowhere, but it is told from forged, and the letter it came
// with still leads to its ticket by its Message-ID.
// A token is revoked when its recipient may not write there any more: a customer who was taken off the ticket, somebody who
// left the desk. It still leads to its ticket, where the mail is kept back. A key that came into wrong hands is revoked with
// everything that it signed, whenever that arrives.
//
// # Finding
//
// The order is that of the reasons in package tickets; the first clue that leads to a ticket wins.
//
//	0  for bounces: the mail that came back            ByReport
//	1  a token in a recipient address                  ByAddressToken
//	   a token in brackets in the subject              BySubjectToken     of a mailto: link, where addresses have no room
//	2  a token in In-Reply-To, then References         ByMessageToken     right to left
//	3  a Message-ID we know, in the same order         ByMessageID
//	   a number of the vendor that wrote it            ByVendorNumber     learnt from its mails, or told with /vendor
//	4  the subject tag [ACME #1024]                    BySubjectTag       only from who belongs to the ticket, a vendor that was asked, or the desk
//	5  a mail of the ticket answers this one           BySharedUnknown    it came late: the same as 3, from the other end
//	   a reference that nobody has seen, shared        BySharedUnknown    only when the requester takes part in the mail
//	6  nothing                                         ByNothing
//
// No false join is worth a true one. A wrong or expired token is passed over, and told. A ticket that was merged leads to the one
// it was merged into.
//
// Two questions to the database stand between reading and finding, so the work is cut there:
//
//	CluesOf(mail) ─▶ Keys ─▶ (resolve) ─▶ Tickets ─▶ (load) ─▶ Find ─▶ tickets.Link, tickets.TokenState
//	                                                             └──▶ UnknownKeys: what to store beside the mail
package thread
