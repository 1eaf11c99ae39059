package postoffice

import (
	"crypto/subtle"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/emersion/go-imap/v2"
)

// account is one user's mail. One lock guards all folders of the account, so
// that a move between two of them is one step and cannot deadlock.
type account struct {
	login, password string

	mutex    sync.Mutex
	folders  map[string]*folder
	validity uint32        // the last UIDVALIDITY given out
	changed  chan struct{} // closed and replaced at every change
}

var (
	errNoFolder     = errors.New("no such mailbox")
	errFolderExists = errors.New("the mailbox exists already")
)

func newAccount(login, password string) *account {
	a := &account{login: login, password: password, folders: map[string]*folder{}, changed: make(chan struct{})}
	for _, name := range []string{"INBOX", "Sent"} {
		a.folders[name] = a.newFolder(name)
	}
	return a
}

// admits tells whether the password is right.
func (a *account) admits(password string) bool {
	return a != nil && subtle.ConstantTimeCompare([]byte(a.password), []byte(password)) == 1
}

// newFolder makes an empty folder with a UIDVALIDITY that no folder of this
// account has had (RFC 9051, section 2.3.1.1).
func (a *account) newFolder(name string) *folder {
	a.validity++
	return &folder{account: a, name: name, validity: a.validity, next: 1, subscribed: true, views: map[*view]struct{}{}}
}

// folderName returns the one spelling of INBOX and no trailing delimiter.
func folderName(name string) string {
	if strings.EqualFold(name, "INBOX") {
		return "INBOX"
	}
	return strings.TrimRight(name, "/")
}

// find returns a folder. The caller holds the lock.
func (a *account) find(name string) (*folder, error) {
	f := a.folders[folderName(name)]
	if f == nil {
		return nil, errNoFolder
	}
	return f, nil
}

func (a *account) create(name string) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	name = folderName(name)
	if a.folders[name] != nil || name == "" {
		return errFolderExists
	}
	a.folders[name] = a.newFolder(name)
	return nil
}

// remove deletes a folder. Sessions that have it open lose their connection.
func (a *account) remove(name string) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	f, err := a.find(name)
	if err != nil {
		return err
	}
	f.retire()
	delete(a.folders, f.name)
	a.wake()
	return nil
}

func (a *account) rename(from, to string) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	f, err := a.find(from)
	if err != nil {
		return err
	}
	to = folderName(to)
	if a.folders[to] != nil || to == "" {
		return errFolderExists
	}
	delete(a.folders, f.name)
	if f.name == "INBOX" { // stays, empty (RFC 9051, section 6.3.6)
		f.expel()
		a.folders["INBOX"] = a.newFolder("INBOX")
	}
	f.name = to
	a.folders[to] = f
	return nil
}

// put adds a mail to a folder.
func (a *account) put(name string, m *letter) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	f, err := a.find(name)
	if err != nil {
		return err
	}
	f.add(m)
	return nil
}

// wake tells everybody who waits that something has changed. The caller holds
// the lock.
func (a *account) wake() {
	close(a.changed)
	a.changed = make(chan struct{})
}

// names returns the names of the folders, sorted. The caller holds the lock.
func (a *account) names() []string {
	names := make([]string, 0, len(a.folders))
	for name := range a.folders {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// specialUse is the attribute of a folder by its usual name (RFC 6154).
func specialUse(name string) []imap.MailboxAttr {
	switch name {
	case "Sent":
		return []imap.MailboxAttr{imap.MailboxAttrSent}
	case "Drafts":
		return []imap.MailboxAttr{imap.MailboxAttrDrafts}
	case "Trash":
		return []imap.MailboxAttr{imap.MailboxAttrTrash}
	case "Junk":
		return []imap.MailboxAttr{imap.MailboxAttrJunk}
	case "Archive":
		return []imap.MailboxAttr{imap.MailboxAttrArchive}
	}
	return nil
}
