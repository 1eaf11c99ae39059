// Package mailout brings letters to the outside: it takes finished mails out of the desk's outbox and hands them to the
// SMTP server of the mailbox that they speak for.
//
// # Promise
//
// A letter leaves at least once, always with the same bytes, and usually exactly once. It counts as sent when a server
// answered 2xx to its last line, and as failed when a server refused it for good. In every other case it is tried
// again. Letters of one ticket to one recipient leave in order, because the Outbox hands out only one of them at a time.
// A letter is never sent cut: when its bytes cannot be read to the end, the connection is torn down before the final dot.
//
// # Flow
//
//	          Lease                    one goroutine per open connection        Settle, all that is done
//	Outbox ─────────▶ dispatch ─▶ box ─▶ work ─▶ session: MAIL RCPT DATA ─▶ result ─▶ settler ─────────▶ Outbox
//	   └── Kicked, next ──▲        │       └─ cannot connect or log in: the box rests, its letters wait
//	                      └────────┴───────────── settled: the next of those lanes may be due
//
// Nothing is polled: one timer waits for the earliest of "the next letter is due" and "a resting mailbox tries again".
// There is no group size to wait for: the settler records whatever is finished when it gets free, so a single letter is
// recorded at once and a flood in groups.
//
// # What becomes of a letter
//
//	answer                                       outcome
//	2xx after the final dot                      Sent
//	5xx to MAIL, RCPT, DATA or the final dot     Failed, with the enhanced status (RFC 3463) or the reply code
//	larger than the server's SIZE (RFC 1870)     Failed, 5.3.4, without sending it
//	an address that SMTP cannot carry            Failed, 5.1.3 or 5.1.7
//	an address that needs SMTPUTF8, not offered  Failed, 5.6.7 (RFC 6531, section 3.2)
//	4xx, and 503 (we are out of step)            Queued, next try by Options.Backoff
//	421                                          Queued; the connection is given up (RFC 5321, section 3.8)
//	connection lost before the final dot         Queued
//	connection lost after it, before the answer  Queued; Error says that the letter may arrive twice
//	530 to any command                           nothing: the account is in trouble
//
// A letter is given up, with the last answer, when it is older than Options.GiveUp (5 days, RFC 5321, section 4.5.4.1)
// and was tried at least five times: a letter that became old while the desk was down still gets its chances.
//
// # Trouble with a server or an account
//
// No connection, no greeting (also 554), no TLS, no login (also 535): that is no letter's fault, so it is charged to none.
// The mailbox rests, for seconds at first and 5 minutes at most, 30 minutes when the login was refused, so that the
// account is not locked. Its letters wait as long as it lasts, beyond GiveUp too; one of them is used for the
// next try. The log has a line when trouble begins, changes its kind or ends, none per try; Health tells the state.
// A letter of a mailbox that has no server waits in the same way.
//
// A connection that died while it was kept open is replaced once in silence: a letter whose bytes have not begun to flow
// is sent over a new one and no attempt is counted. A server that refuses one connection too many is served through those
// that stand.
//
// # Secrets
//
// STARTTLS that is required but not offered, or that fails, stops the session; there is no way down to plain text. A
// password crosses a connection without TLS only when Security is Plain and the host is this machine or Insist is set.
//
// # Stopping
//
// When the context of Run ends, no new letter is begun. Those under way have Options.Grace to finish; then connections
// are cut. Letters that were leased and not begun go back untried: Queued, due at once, with an empty Error.
package mailout
