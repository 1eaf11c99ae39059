package postoffice

import (
	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
)

var errReadOnly = &imap.Error{Type: imap.StatusResponseTypeNo, Text: "the mailbox is open read-only"}

// Store changes flags.
func (s *imapSession) Store(w *imapserver.FetchWriter, set imap.NumSet, flags *imap.StoreFlags, _ *imap.StoreOptions) error {
	if err := s.at("STORE"); err != nil {
		return err
	}
	if s.view.readOnly {
		return errReadOnly
	}
	picked := s.mark(set, flags)
	if err := s.after("STORE"); err != nil || flags.Silent {
		return err
	}
	_, uids := set.(imap.UIDSet)
	for _, c := range picked {
		r := w.CreateMessage(c.number)
		if uids {
			r.WriteUID(c.letter.uid)
		}
		r.WriteFlags(c.flags)
		if err := r.Close(); err != nil {
			return err
		}
	}
	return nil
}

// mark changes flags and returns the mails as they are then. A client that knew
// the flags before need not be told again.
func (s *imapSession) mark(set imap.NumSet, flags *imap.StoreFlags) []chosen {
	s.account.mutex.Lock()
	defer s.account.mutex.Unlock()
	picked := s.view.pick(set)
	changed := false
	for i, c := range picked {
		k := &s.view.known[c.number-1]
		current := k.revision == c.letter.revision
		changed = c.letter.mark(flags.Op, flags.Flags) || changed
		picked[i].flags = c.letter.flags
		if current || !flags.Silent {
			k.revision = c.letter.revision
		}
	}
	if changed {
		s.view.folder.touch()
	}
	return picked
}

// Copy puts copies into another folder.
func (s *imapSession) Copy(set imap.NumSet, dest string) (*imap.CopyData, error) {
	if err := s.at("COPY"); err != nil {
		return nil, err
	}
	data, err := s.transfer(set, dest, false)
	if err != nil {
		return nil, answer(err, imap.ResponseCodeTryCreate)
	}
	return data, s.after("COPY")
}

// Move moves mails to another folder in one step (RFC 6851). The EXPUNGE
// responses come with the poll that follows, once.
func (s *imapSession) Move(w *imapserver.MoveWriter, set imap.NumSet, dest string) error {
	if s.office.hides(imap.CapMove) {
		return errUnknownCommand
	}
	if err := s.at("MOVE"); err != nil {
		return err
	}
	if s.view.readOnly {
		return errReadOnly
	}
	data, err := s.transfer(set, dest, true)
	if err != nil {
		return answer(err, imap.ResponseCodeTryCreate)
	}
	if err := s.after("MOVE"); err != nil || data == nil {
		return err
	}
	return w.WriteCopyData(data)
}

// transfer copies or moves under one lock. It returns nil when there is nothing
// to report.
func (s *imapSession) transfer(set imap.NumSet, dest string, move bool) (*imap.CopyData, error) {
	s.account.mutex.Lock()
	defer s.account.mutex.Unlock()
	to, err := s.account.find(dest)
	if err != nil {
		return nil, err
	}
	from := s.view.folder
	if move && from == to {
		return nil, refuse("[CANNOT] the mails are in this mailbox already")
	}
	data := &imap.CopyData{UIDValidity: to.validity}
	picked := s.view.pick(set)
	moved := make(map[imap.UID]bool, len(picked))
	for _, c := range picked {
		data.SourceUIDs.AddNum(c.letter.uid)
		data.DestUIDs.AddNum(to.copyOf(c.letter).uid)
		moved[c.letter.uid] = true
	}
	if move && len(moved) > 0 {
		from.remove(func(m *letter) bool { return moved[m.uid] })
	}
	if len(moved) == 0 || s.office.hides(imap.CapUIDPlus) {
		return nil, nil
	}
	return data, nil
}

// Expunge removes the mails marked \Deleted, of a set or all. The responses
// come with the poll that follows.
func (s *imapSession) Expunge(_ *imapserver.ExpungeWriter, uids *imap.UIDSet) error {
	if uids != nil && s.office.hides(imap.CapUIDPlus) {
		return errUnknownCommand
	}
	if err := s.at("EXPUNGE"); err != nil {
		return err
	}
	if s.view.readOnly {
		return errReadOnly
	}
	s.expunge(uids)
	return s.after("EXPUNGE")
}

func (s *imapSession) expunge(uids *imap.UIDSet) {
	s.account.mutex.Lock()
	defer s.account.mutex.Unlock()
	gone := map[imap.UID]bool{}
	for i, k := range s.view.known {
		if uids != nil && !s.view.contains(*uids, uint32(i+1), k.uid) {
			continue
		}
		if m := s.view.folder.get(k.uid); m != nil && m.has(imap.FlagDeleted) {
			gone[m.uid] = true
		}
	}
	if len(gone) > 0 {
		s.view.folder.remove(func(m *letter) bool { return gone[m.uid] })
	}
}
