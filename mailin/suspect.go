package mailin

import (
	"errors"

	"github.com/emersion/go-imap/v2"
)

// A mail can end the connection: the server stumbles over it, or go-imap does not understand the answer. Then fewer and
// fewer mails are asked for at once, until it is known which one it is; after three times it is given up and the next
// ones go on.
const deathsAllowed = 3

// calm reports whether no mail is under suspicion.
func (w *Watcher) calm() bool { return w.most == w.o.BatchMails && len(w.deaths) == 0 }

// remember forgets what was learnt about mails under another UIDVALIDITY.
func (w *Watcher) remember(validity uint32) {
	if w.validity != validity {
		w.validity = validity
		clear(w.deaths)
	}
}

// suspect notes that the connection was lost while the mail uid was due, one of asked.
func (w *Watcher) suspect(uid imap.UID, asked int, err error) {
	if errors.Is(err, errStopped) || uid == 0 {
		return
	}
	if asked == 1 {
		w.deaths[uid]++
	}
	w.most = max(1, w.most/8)
}

// hopeless reports whether a mail must not be asked for again.
func (w *Watcher) hopeless(uid imap.UID) bool { return w.deaths[uid] >= deathsAllowed }

// fetched notes that mails came through.
func (w *Watcher) fetched() {
	w.dial.reset()
	if w.most = min(2*w.most, w.o.BatchMails); w.most == w.o.BatchMails {
		clear(w.deaths)
	}
}

// once logs a hint for the operator the first time.
func (w *Watcher) once(hint string, args ...any) {
	if !w.hinted[hint] {
		w.hinted[hint] = true
		w.log.Warn(hint, args...)
	}
}
