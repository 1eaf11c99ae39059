package postoffice

import (
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
)

// view is what one session knows about the folder it has open. Sequence numbers
// are places in it, so they change only when the client has been told.
type view struct {
	folder   *folder
	wire     *wire
	readOnly bool
	known    []known
	newest   imap.UID // the largest UID ever known
	synced   uint64   // the folder's revision the client has been told about
}

// known is a mail the client knows, and the state of flags it has been told.
type known struct {
	uid      imap.UID
	revision uint64
}

// open makes a view of a folder. The caller holds the lock.
func (f *folder) open(w *wire, readOnly bool) *view {
	v := &view{folder: f, wire: w, readOnly: readOnly, synced: f.revision, newest: f.next - 1}
	for _, m := range f.letters {
		v.known = append(v.known, known{m.uid, m.revision})
	}
	f.views[v] = struct{}{}
	return v
}

func (v *view) close() {
	v.folder.account.mutex.Lock()
	defer v.folder.account.mutex.Unlock()
	delete(v.folder.views, v)
}

// news is what a client has to be told, in this order.
type news struct {
	expunged []uint32 // each number counts after the ones before it are gone
	exists   bool
	total    uint32
	flags    []flagNews
}

type flagNews struct {
	number uint32
	uid    imap.UID
	flags  []imap.Flag
}

// collect brings the view up to date and returns what has changed. Without
// allowExpunge, mails that are gone keep their number for now (RFC 9051,
// section 7.5.1).
func (v *view) collect(allowExpunge bool) news {
	f := v.folder
	f.account.mutex.Lock()
	defer f.account.mutex.Unlock()
	var n news
	if v.synced == f.revision {
		return n
	}
	v.synced = f.revision
	if allowExpunge {
		n.expunged = v.forget()
	}
	for _, m := range f.letters {
		if m.uid > v.newest {
			v.known = append(v.known, known{m.uid, m.revision})
			v.newest, n.exists = m.uid, true
		}
	}
	n.total = uint32(len(v.known))
	for i := range v.known {
		k := &v.known[i]
		m := f.get(k.uid)
		switch {
		case m == nil:
			v.synced = 0 // the EXPUNGE is still owed
		case m.revision != k.revision:
			k.revision = m.revision
			n.flags = append(n.flags, flagNews{uint32(i + 1), m.uid, m.flags})
		}
	}
	return n
}

// forget drops the mails that are gone, last first, and returns their numbers.
func (v *view) forget() (numbers []uint32) {
	for i, k := range slices.Backward(v.known) {
		if v.folder.get(k.uid) == nil {
			numbers = append(numbers, uint32(i+1))
		}
	}
	if len(numbers) > 0 {
		v.known = slices.DeleteFunc(v.known, func(k known) bool { return v.folder.get(k.uid) == nil })
	}
	return numbers
}

// tell brings the view up to date and writes what has changed.
func (v *view) tell(w *imapserver.UpdateWriter, allowExpunge bool) error {
	n := v.collect(allowExpunge)
	for _, number := range n.expunged {
		if err := w.WriteExpunge(number); err != nil {
			return err
		}
	}
	if n.exists {
		if err := w.WriteNumMessages(n.total); err != nil {
			return err
		}
	}
	for _, f := range n.flags {
		if err := w.WriteMessageFlags(f.number, f.uid, f.flags); err != nil {
			return err
		}
	}
	return nil
}

// chosen is a mail picked by a command, as it was at that moment.
type chosen struct {
	number uint32
	letter *letter
	flags  []imap.Flag
}

// pick returns the mails of a set that are still there. The caller holds the lock.
func (v *view) pick(set imap.NumSet) []chosen {
	var picked []chosen
	for i, k := range v.known {
		if !v.contains(set, uint32(i+1), k.uid) {
			continue
		}
		if m := v.folder.get(k.uid); m != nil {
			picked = append(picked, chosen{uint32(i + 1), m, m.flags})
		}
	}
	return picked
}

// contains tells whether a set has the mail; "*" is the last one of the view.
func (v *view) contains(set imap.NumSet, number uint32, uid imap.UID) bool {
	switch set := set.(type) {
	case imap.SeqSet:
		return slices.ContainsFunc(set, func(r imap.SeqRange) bool {
			return within(r.Start, r.Stop, uint32(len(v.known)), number)
		})
	case imap.UIDSet:
		last := v.known[len(v.known)-1].uid
		return slices.ContainsFunc(set, func(r imap.UIDRange) bool {
			return within(uint32(r.Start), uint32(r.Stop), uint32(last), uint32(uid))
		})
	}
	return false
}

// within tests a range whose ends may be 0, "*", and stand in any order.
func within(start, stop, last, n uint32) bool {
	if start == 0 {
		start = last
	}
	if stop == 0 {
		stop = last
	}
	return min(start, stop) <= n && n <= max(start, stop)
}
