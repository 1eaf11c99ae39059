package postoffice

import (
	"context"
	"fmt"
	"time"

	"github.com/emersion/go-imap/v2"
)

// Mail returns the mails of a folder, oldest first; none when there is no such
// user or folder.
func (o *Office) Mail(login, folder string) []Message {
	messages, _ := o.look(login, folder)
	return messages
}

// look returns the mails of a folder and a channel that closes at the next
// change of the account.
func (o *Office) look(login, folder string) ([]Message, <-chan struct{}) {
	a := o.account(login)
	if a == nil {
		return nil, nil
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	f, err := a.find(folder)
	if err != nil {
		return nil, a.changed
	}
	messages := make([]Message, 0, len(f.letters))
	for _, m := range f.letters {
		messages = append(messages, m.message())
	}
	return messages, a.changed
}

// Await returns the mails of a folder as soon as there are at least n.
func (o *Office) Await(ctx context.Context, login, folder string, n int) ([]Message, error) {
	for {
		messages, changed := o.look(login, folder)
		if len(messages) >= n {
			return messages, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return messages, fmt.Errorf("wait for mail %d in %s of %s, there are %d: %w", n, folder, login, len(messages), ctx.Err())
		}
	}
}

// Folders returns the names of a user's folders, sorted.
func (o *Office) Folders(login string) []string {
	a := o.account(login)
	if a == nil {
		return nil
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return a.names()
}

// Put lays a mail into a folder as if it had always been there: nothing is
// stamped and nobody answers. Bare line feeds become CRLF, a zero time is now.
func (o *Office) Put(login, folder string, m Message) error {
	a := o.account(login)
	if a == nil {
		return fmt.Errorf("put a mail to %q: no such user", login)
	}
	l := &letter{raw: crlf(m.Raw), from: m.From, to: m.To, time: m.Time}
	if l.time.IsZero() {
		l.time = time.Now()
	}
	for _, flag := range m.Flags {
		l.mark(imap.StoreFlagsAdd, []imap.Flag{imap.Flag(flag)})
	}
	if err := a.put(folder, l); err != nil {
		return fmt.Errorf("put a mail into %s of %s: %w", folder, login, err)
	}
	return nil
}

// CreateFolder makes an empty folder.
func (o *Office) CreateFolder(login, folder string) error {
	return o.arrange(login, folder, (*account).create)
}

// DeleteFolder removes a folder with its mail, INBOX too. Sessions that have it
// open lose their connection; mail for a missing INBOX is refused with a 450.
// Created again, the folder has another UIDVALIDITY.
func (o *Office) DeleteFolder(login, folder string) error {
	return o.arrange(login, folder, (*account).remove)
}

// Renumber gives a folder a new UIDVALIDITY and its mails new UIDs from 1.
// Sessions that have it open lose their connection.
func (o *Office) Renumber(login, folder string) error {
	return o.arrange(login, folder, (*account).renumber)
}

func (o *Office) arrange(login, folder string, do func(*account, string) error) error {
	a := o.account(login)
	if a == nil {
		return fmt.Errorf("change %s of %q: no such user", folder, login)
	}
	if err := do(a, folder); err != nil {
		return fmt.Errorf("change %s of %s: %w", folder, login, err)
	}
	return nil
}

// renumber replaces a folder by one with the same mails and other numbers.
func (a *account) renumber(name string) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	old, err := a.find(name)
	if err != nil {
		return err
	}
	fresh := a.newFolder(old.name)
	fresh.subscribed = old.subscribed
	for _, m := range old.letters {
		fresh.copyOf(m)
	}
	old.retire()
	a.folders[old.name] = fresh
	a.wake()
	return nil
}
