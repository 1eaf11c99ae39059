package postoffice

import (
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
)

// folder is one mailbox of an account, whose lock guards it.
type folder struct {
	account    *account
	name       string
	validity   uint32
	next       imap.UID
	letters    []*letter // by rising UID
	revision   uint64    // rises with every change
	subscribed bool
	views      map[*view]struct{} // the sessions that have it open
}

// letter is a mail in a folder. Its bytes, envelope and time never change.
type letter struct {
	uid      imap.UID
	raw      []byte
	from, to string
	time     time.Time
	flags    []imap.Flag // sorted, each once
	revision uint64      // rises with every change of the flags
}

// add puts a mail at the end under the next UID.
func (f *folder) add(m *letter) {
	m.uid = f.next
	f.next++
	f.letters = append(f.letters, m)
	f.touch()
}

// copyOf adds a copy of a mail of another folder.
func (f *folder) copyOf(m *letter) *letter {
	c := &letter{raw: m.raw, from: m.from, to: m.to, time: m.time, flags: slices.Clone(m.flags)}
	f.add(c)
	return c
}

// remove takes the mails out that gone says yes to.
func (f *folder) remove(gone func(*letter) bool) {
	f.letters = slices.DeleteFunc(f.letters, gone)
	f.touch()
}

// get returns the mail with the UID, nil without one.
func (f *folder) get(uid imap.UID) *letter {
	i := sort.Search(len(f.letters), func(i int) bool { return f.letters[i].uid >= uid })
	if i < len(f.letters) && f.letters[i].uid == uid {
		return f.letters[i]
	}
	return nil
}

func (f *folder) touch() {
	f.revision++
	f.account.wake()
}

// retire empties a folder that is no more and ends the connections of the
// sessions that have it open. A command of theirs that is still on its way
// finds nothing.
func (f *folder) retire() {
	f.letters = nil
	f.expel()
}

// expel ends the connections of the sessions that have the folder open, because
// what they know about it is no longer true.
func (f *folder) expel() {
	for v := range f.views {
		v.wire.drop()
	}
}

// count returns how many mails have the flag.
func (f *folder) count(flag imap.Flag) (n uint32) {
	for _, m := range f.letters {
		if m.has(flag) {
			n++
		}
	}
	return n
}

// flags returns the system flags and the keywords in use.
func (f *folder) flags() []imap.Flag {
	all := []imap.Flag{imap.FlagSeen, imap.FlagAnswered, imap.FlagFlagged, imap.FlagDeleted, imap.FlagDraft}
	for _, m := range f.letters {
		for _, flag := range m.flags {
			if !hasFlag(all, flag) {
				all = append(all, flag)
			}
		}
	}
	return all
}

func (m *letter) has(flag imap.Flag) bool { return hasFlag(m.flags, flag) }

// mark changes the flags and tells whether that made a difference.
func (m *letter) mark(op imap.StoreFlagsOp, flags []imap.Flag) bool {
	var next []imap.Flag
	if op != imap.StoreFlagsSet {
		next = append(next, m.flags...)
	}
	for _, flag := range flags {
		if op == imap.StoreFlagsDel {
			next = slices.DeleteFunc(next, func(f imap.Flag) bool { return strings.EqualFold(string(f), string(flag)) })
		} else if !hasFlag(next, flag) {
			next = append(next, flag)
		}
	}
	slices.Sort(next)
	if slices.Equal(next, m.flags) {
		return false
	}
	m.flags = next
	m.revision++
	return true
}

// hasFlag compares without regard to case (RFC 9051, section 2.3.2).
func hasFlag(flags []imap.Flag, flag imap.Flag) bool {
	return slices.ContainsFunc(flags, func(f imap.Flag) bool { return strings.EqualFold(string(f), string(flag)) })
}

func (m *letter) message() Message {
	flags := make([]string, len(m.flags))
	for i, flag := range m.flags {
		flags[i] = string(flag)
	}
	return Message{UID: uint32(m.uid), Flags: flags, From: m.from, To: m.to, Time: m.time, Raw: m.raw}
}
