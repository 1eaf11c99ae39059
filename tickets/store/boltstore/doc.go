// Package boltstore keeps the desk's state in one file: the default store, for a desk that runs on one machine. Open opens
// it, Backup copies it while the desk works, Verify reads a copy through. It promises what package store promises.
//
// # One process
//
// The file belongs to one process. A second Open waits two seconds and fails with *InUse, so commands reach a running
// daemon instead of the file. That is why leases live in memory: when the process ends, so does its sending, and
// what was out is given out again.
//
// # What is where
//
// Numbers are big-endian, moments are 12 bytes that sort as times do, so the order of keys is the order of answers. Values
// are JSON that a person can read, with what commits and indexes need before it.
//
//	bucket      key                                              value
//	meta        "layout"                                         "3"
//	tickets     ticket                                           head (41 bytes), numbers of its history, JSON of the state
//	living      ticket                                           status, tier, queue, assignee of one that is not closed
//	wake        Wake, ticket                                     –
//	updated     Updated, ticket                                  –
//	requesters  hash of the requester, ticket                    –
//	history     1, 2, 3 …                                        JSON: journal and messages that one commit added to a ticket
//	letters     ticket, Seq                                      JSON, also when it was sent
//	queue       ticket, hash of the recipient, Seq               Next, mailbox of a letter that is queued
//	due         mailbox, NUL, Next, ticket, Seq, hash            –  only the first of each ticket and recipient in queue
//	keys        NUL and hash of a key, or a short cause itself   "1024 customer"
//	lately      the same                                         the same, of the last few thousand; its sequence counts them
//	marks       name                                             the mark
//
// The head of a ticket holds its version and its places in wake, updated and requesters. A commit therefore decodes
// nothing, and finds the old places even when the rules changed by which they were computed.
//
// History is written once, in the order of time, and found by the numbers in the row of its ticket, which each commit writes
// anew in any case. So mails to old tickets, which come to a random one each, dirty no page of history but the last, and
// what was said long ago lies in pages that nobody reads before somebody asks for it. Letters of one ticket lie together,
// for they change when they leave. Keys cannot lie together: a
// Message-ID is random, so each one dirties a page of its own once there are some ten thousand. So they stand in lately
// at first, a small bucket whose pages they share, and go among all others when 8192 are together. A lookup asks both.
// Short causes are kept as they are, so causes that count up cost less than random ones.
//
// # Limits
//
// A read transaction never lasts: Select reads in pages and decodes between them. Backup is the exception; see there.
// Select reads every ticket only for a query that can match closed tickets and names neither requester nor moment. Words
// are looked for in the bytes of what is kept (words.go), and only what has them is decoded. The
// file does not shrink; space is used again. Opening does not read it.
//
// # Layouts
//
// Open brings an older file up to date, one migration after the other, and refuses a newer one with *WrongLayout. How far it is
// with a large one, Options.Migrating tells.
//
// # Speed
//
// Measured 2026-11-27 alone on 2 cores, ext4 on virtio, bbolt 1.5.0, by the benchmarks of this package. A change is a new
// ticket of 1.5 KB, 2 lines of journal, a message of 2 to 8 KB, 3 keys and a cause, 2 letters.
//
//	                                     10 000 keys    1 000 000 keys
//	Commit of 1 change                        1.3 ms            1.9 ms   most of it two fdatasync
//	Commit of 50 changes                       10 ms             33 ms
//	Commit of 500 changes                      65 ms            224 ms   12 ms of it encoding
//	Resolve of 100 keys, half unknown        0.21 ms            6.0 ms
//
// With a million keys nearly all of it is finding pages again that were given back (resident_linux.go): a page fault costs 10 to
// 40 µs on this machine. A process that may keep them commits 500 changes in 122 ms and resolves 100 keys in 0.24 ms.
//
//	Lease of 20 letters, 100 000 queued       0.1 ms, 2 µs when all are of a busy mailbox
//	Lease and Settle of 20                    1.7 ms
//	Select, 20 000 living tickets             0.15 ms the first 10 that are due, 3 ms none of them by assignee, 60 µs for each one returned
//	200 000 tickets (2.5 GB)                  opened in 1 ms, backed up in 8 s, verified in 0.7 s
package boltstore
