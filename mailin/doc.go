// Package mailin watches mailboxes. A Watcher looks after one folder on one IMAP server: every mail that arrives there is
// handed to the desk exactly once, and leaves the folder only after the desk has committed it.
//
//	w, err := mailin.New(mailin.Options{Mailbox: "support@acme.example", Server: "imap.acme.example:993",
//		User: "support", Password: mailin.Secret(password), After: mailin.After{Do: mailin.Move, Folder: "Processed"},
//		Receiver: desk, Keeper: blobs})
//	err = w.Run(ctx) // until ctx ends
//
// # The way of a mail
//
//	          session: one goroutine, one connection            intake: workers          intake: in order
//	IDLE ─▶ look ─▶ fetch ──── ≤ 1 MiB: memory ───────┬───────▶ Keeper.Put, Read ─▶ Receiver.Receive ─┐
//	 ▲       UID     125 UIDs  │ larger: streamed ────┘                               (batch, cursor)   │
//	 │       SEARCH            │ into Keeper.Put                                                        │
//	 └──── file: MOVE, many UIDs at once  ◀───────────────────────────────────────── committed UIDs ────┘
//
// Fetching, reading, deciding and committing overlap: while the desk commits one batch it decides on the next, two more may
// wait for it, and the one behind is on the wire and being read. What a mail says is let go of once the desk has decided on
// it, and read again when its commit fails. One command asks for the first MiB of each mail, so a batch
// costs one round trip and nothing need be known of sizes before; what is larger is fetched again on its own, in constant
// memory. A mail announced by IDLE is searched for and fetched in a single round trip.
//
// # What it promises
//
//   - Nothing lost, nothing twice. The Cursor of the desk, committed together with the tickets, is the only progress. It
//     passes a mail when the desk has it, never before. Whatever breaks, the next session begins at the Cursor.
//   - Mails come in the order of their UIDs.
//   - A changed UIDVALIDITY, or a folder deleted and made anew, is read from its beginning. The desk knows by Message-ID
//     and hash what it has already.
//   - What was there before the first look is history: by default only its identifiers are learnt and it stays where it
//     is; by option it is imported. Either way it is marked Baseline, also when the daemon is stopped half way.
//   - A mail over MaxSize is left on the server, marked $TierdeskLeft; its header is handed over.
//   - A mail that cannot be fetched, read or received is handed over as Failed after three attempts, and the next one
//     goes on. One that the server would not give away stays there, marked $TierdeskLeft. When nothing works (the store is
//     down, the disk full) nothing is given up: it is tried again for as long as it takes.
//   - Nobody else's mail is touched. Without MOVE, COPY and UID EXPUNGE are used; plain EXPUNGE never. Without UIDPLUS the
//     original stays behind, marked $TierdeskFiled (after: move) or \Deleted (after: delete). A crash between COPY and
//     its second half leaves a second copy in the target folder; the desk has one.
//   - Mails that could not be filed are filed later: those up to the Cursor that are still in the folder.
//   - Memory is bounded: Inflight for what is fetched and not yet received, over all watchers.
//   - Every command has a time-out, which is about silence: a long mail may take as long as it needs.
//   - A connection that fails is made anew, after 1 s to 5 min; after a refused login 30 s to 15 min. An outage of more
//     than AlertAfter is told once, its end once; Health tells how it is at any time.
//   - When ctx ends, Run returns within seconds: a MOVE comes to its end, a Receive that has begun is waited for.
//
// # go-imap
//
// Its sharp edges lose mail silently; each has a test in sharp_test.go. It has no contexts: link.do closes the connection
// instead. It cannot be asked anything while a FETCH is being read. It takes news of changed flags for the answer to a
// FETCH, so a mail that came without its text is asked for again; it does not see a UID that follows the text, so what came
// is compared with what a SEARCH found; it reports a cut connection as the end of the mail, so lengths are compared; an
// answer that it does not know ends the connection, so fewer and fewer mails are asked for until the guilty one is known.
package mailin
