package postoffice

import (
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
)

// Select opens a mailbox.
func (s *imapSession) Select(name string, options *imap.SelectOptions) (*imap.SelectData, error) {
	if err := s.at("SELECT"); err != nil {
		return nil, err
	}
	data, err := s.open(name, options.ReadOnly)
	if err != nil {
		return nil, answer(err, imap.ResponseCodeNonExistent)
	}
	return data, s.after("SELECT")
}

func (s *imapSession) open(name string, readOnly bool) (*imap.SelectData, error) {
	s.account.mutex.Lock()
	defer s.account.mutex.Unlock()
	f, err := s.account.find(name)
	if err != nil {
		return nil, err
	}
	s.view = f.open(s.wire, readOnly)
	data := &imap.SelectData{
		Flags: f.flags(), NumMessages: uint32(len(f.letters)),
		UIDNext: f.next, UIDValidity: f.validity,
	}
	if !readOnly {
		data.PermanentFlags = append(f.flags(), imap.FlagWildcard)
	}
	unseen := slices.IndexFunc(f.letters, func(m *letter) bool { return !m.has(imap.FlagSeen) })
	data.FirstUnseenSeqNum = uint32(unseen + 1)
	return data, nil
}

// Unselect closes the mailbox.
func (s *imapSession) Unselect() error {
	s.view.close()
	s.view = nil
	return nil
}

// Create makes a folder.
func (s *imapSession) Create(name string, _ *imap.CreateOptions) error {
	return s.change("CREATE", func() error { return s.account.create(name) })
}

// Delete removes a folder with its mail.
func (s *imapSession) Delete(name string) error {
	return s.change("DELETE", func() error {
		if folderName(name) == "INBOX" {
			return refuse("[CANNOT] INBOX stays")
		}
		return s.account.remove(name)
	})
}

// Rename gives a folder another name.
func (s *imapSession) Rename(from, to string, _ *imap.RenameOptions) error {
	return s.change("RENAME", func() error { return s.account.rename(from, to) })
}

// change does something to the folders between the faults of its step.
func (s *imapSession) change(step string, do func() error) error {
	if err := s.at(step); err != nil {
		return err
	}
	if err := do(); err != nil {
		return answer(err, imap.ResponseCodeNonExistent)
	}
	return s.after(step)
}

// Subscribe puts a folder on the list of LSUB.
func (s *imapSession) Subscribe(name string) error { return s.subscribe(name, true) }

// Unsubscribe takes it off.
func (s *imapSession) Unsubscribe(name string) error { return s.subscribe(name, false) }

func (s *imapSession) subscribe(name string, on bool) error {
	s.account.mutex.Lock()
	defer s.account.mutex.Unlock()
	f, err := s.account.find(name)
	if err != nil {
		return answer(err, imap.ResponseCodeNonExistent)
	}
	f.subscribed = on
	return nil
}

// List names the folders that match.
func (s *imapSession) List(w *imapserver.ListWriter, ref string, patterns []string, options *imap.ListOptions) error {
	if err := s.at("LIST"); err != nil {
		return err
	}
	if len(patterns) == 0 {
		return w.WriteList(&imap.ListData{Attrs: []imap.MailboxAttr{imap.MailboxAttrNoSelect}, Delim: '/'})
	}
	for _, data := range s.matching(ref, patterns, options) {
		if err := w.WriteList(&data); err != nil {
			return err
		}
	}
	return s.after("LIST")
}

func (s *imapSession) matching(ref string, patterns []string, options *imap.ListOptions) (list []imap.ListData) {
	s.account.mutex.Lock()
	defer s.account.mutex.Unlock()
	for _, name := range s.account.names() {
		f, use := s.account.folders[name], specialUse(name)
		matches := slices.ContainsFunc(patterns, func(pattern string) bool {
			return imapserver.MatchList(name, '/', ref, pattern)
		})
		if !matches || options.SelectSubscribed && !f.subscribed || options.SelectSpecialUse && use == nil {
			continue
		}
		data := imap.ListData{Mailbox: name, Delim: '/', Attrs: use}
		if f.subscribed && (options.ReturnSubscribed || options.SelectSubscribed) {
			data.Attrs = append(slices.Clone(use), imap.MailboxAttrSubscribed)
		}
		if options.ReturnStatus != nil {
			data.Status = f.status(options.ReturnStatus)
		}
		list = append(list, data)
	}
	return list
}

// Status tells about a folder without opening it.
func (s *imapSession) Status(name string, options *imap.StatusOptions) (*imap.StatusData, error) {
	if err := s.at("STATUS"); err != nil {
		return nil, err
	}
	s.account.mutex.Lock()
	f, err := s.account.find(name)
	var data *imap.StatusData
	if err == nil {
		data = f.status(options)
	}
	s.account.mutex.Unlock()
	if err != nil {
		return nil, answer(err, imap.ResponseCodeNonExistent)
	}
	return data, s.after("STATUS")
}

// status returns what was asked for. The caller holds the lock.
func (f *folder) status(options *imap.StatusOptions) *imap.StatusData {
	total, unseen := uint32(len(f.letters)), uint32(len(f.letters))-f.count(imap.FlagSeen)
	deleted, recent := f.count(imap.FlagDeleted), uint32(0)
	var size int64
	for _, m := range f.letters {
		size += int64(len(m.raw))
	}
	data := &imap.StatusData{Mailbox: f.name}
	if options.NumMessages {
		data.NumMessages = &total
	}
	if options.NumUnseen {
		data.NumUnseen = &unseen
	}
	if options.NumDeleted {
		data.NumDeleted = &deleted
	}
	if options.NumRecent {
		data.NumRecent = &recent
	}
	if options.Size {
		data.Size = &size
	}
	if options.UIDNext {
		data.UIDNext = f.next
	}
	if options.UIDValidity {
		data.UIDValidity = f.validity
	}
	return data
}
