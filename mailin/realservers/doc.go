// Package realservers starts real mail servers for tests: Dovecot (IMAP, LMTP) and Postfix (SMTP), each on its own
// folder and on free ports of the loopback, stopped and removed when the test ends.
//
// Without the server's program the test is skipped, with the reason. When the environment variable
// TIERDESK_REQUIRE_SERVERS is set it fails instead, so that a build that means to test against real servers cannot pass
// without them.
//
//	           STARTTLS, AUTH            LMTP
//	daemon ──────────────────▶ Postfix ───────▶ Dovecot ◀─────── daemon
//	                              │      users' domains   IMAP
//	                              └───▶ relay: any other domain
//
// Users are addresses; all have the password Password. Mail for address+anything arrives as well. The certificate is made
// for the test: Pool verifies it, for localhost and 127.0.0.1.
package realservers
