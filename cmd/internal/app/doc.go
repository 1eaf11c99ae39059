// Package app builds every part of the daemon from one configuration, starts it, reloads it and stops it in reverse.
//
//	config ─▶ blob ─▶ boltstore ─▶ templates ─▶ compose ─▶ desk ─┬─▶ timers
//	                                                             ├─▶ one mailin.Watcher a mailbox  ┐ a generation:
//	                                                             ├─▶ mailout.Sender                ┘ replaced by a reload
//	                                                             └─▶ control socket
//
// Everything that can fail is done before anything runs: a wrong configuration, a locked data folder or a faulty template
// stops the start, or keeps the old generation running. The data folder holds
//
//	tierdesk.db     tickets, journal, letters, progress (boltstore)
//	blobs/          raw mails and finished letters by content hash (blob)
//	tierdesk.sock   where the command line reaches the running daemon
//
// A folder of which half is gone, or whose database is cut off, is refused and left as it is: so a backup that was put back
// in part is noticed before a mail is.
//
// When no daemon runs, the command line opens the same folder itself: Open without Run, then Handler.
package app
