package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

const (
	patience = time.Minute     // how long a person waits for one mail; a busy machine takes its time
	idling   = 5 * time.Second // how long one IDLE lasts, should a server forget to tell
)

// inbox is a mail client's connection to its account: INBOX is open, and IDLE (RFC 2177) tells of new mail. One goroutine
// uses it.
type inbox struct {
	wire    net.Conn
	imap    *imapclient.Client
	news    chan struct{}
	next    imap.UID
	letters []*letter // that nobody has looked at yet, oldest first
}

// openInbox logs in and opens INBOX.
func openInbox(ctx context.Context, server, login, password string) (*inbox, error) {
	wire, err := (&net.Dialer{}).DialContext(ctx, "tcp", server)
	if err != nil {
		return nil, fmt.Errorf("connect to the mailbox of %s: %w", login, err)
	}
	b := &inbox{wire: wire, news: make(chan struct{}, 1), next: 1}
	told := func(*imapclient.UnilateralDataMailbox) {
		select {
		case b.news <- struct{}{}:
		default:
		}
	}
	b.imap = imapclient.New(wire, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: told}})
	err = b.do(ctx, func() error {
		if err := b.imap.Login(login, password).Wait(); err != nil {
			return err
		}
		_, err := b.imap.Select("INBOX", nil).Wait()
		return err
	})
	if err != nil {
		wire.Close()
		return nil, fmt.Errorf("open the mailbox of %s: %w", login, err)
	}
	return b, nil
}

// do runs IMAP commands and gives up with the context: go-imap itself would wait for ever.
func (b *inbox) do(ctx context.Context, commands func() error) error {
	defer context.AfterFunc(ctx, func() { b.wire.Close() })()
	err := commands()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// await returns the first letter that matches and takes it off the unread ones.
func (b *inbox) await(ctx context.Context, match func(*letter) bool) (*letter, error) {
	for {
		for i, l := range b.letters {
			if match(l) {
				b.letters = append(b.letters[:i:i], b.letters[i+1:]...)
				return l, b.mark(ctx, l, imap.FlagSeen)
			}
		}
		before := len(b.letters)
		if err := b.do(ctx, b.fetch); err != nil {
			return nil, err
		}
		if len(b.letters) > before {
			continue
		}
		if err := b.do(ctx, func() error { return b.idle(ctx) }); err != nil {
			return nil, err
		}
	}
}

// fetch reads what is new.
func (b *inbox) fetch() error {
	whole := &imap.FetchItemBodySection{Peek: true}
	news, err := b.imap.Fetch(imap.UIDSet{{Start: b.next}}, &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{whole}}).Collect()
	if err != nil {
		return fmt.Errorf("fetch new mail: %w", err)
	}
	for _, m := range news {
		if m.UID >= b.next {
			l := readLetter(m.FindBodySection(whole))
			l.uid, b.next = m.UID, m.UID+1
			b.letters = append(b.letters, l)
		}
	}
	return nil
}

// idle waits until the server tells something.
func (b *inbox) idle(ctx context.Context) error {
	idle, err := b.imap.Idle()
	if err != nil {
		return fmt.Errorf("wait for mail: %w", err)
	}
	enough := time.NewTimer(idling)
	defer enough.Stop()
	select {
	case <-b.news:
	case <-enough.C:
	case <-ctx.Done():
	}
	if err := errors.Join(idle.Close(), idle.Wait()); err != nil {
		return fmt.Errorf("wait for mail: %w", err)
	}
	return nil
}

// mark sets a flag on a letter.
func (b *inbox) mark(ctx context.Context, l *letter, flag imap.Flag) error {
	set := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{flag}}
	err := b.do(ctx, func() error { return b.imap.Store(imap.UIDSetNum(l.uid), set, nil).Close() })
	if err != nil {
		return fmt.Errorf("mark a letter as %s: %w", flag, err)
	}
	return nil
}

// keep puts a copy of a sent mail into Sent, as mail clients do.
func (b *inbox) keep(raw []byte) error {
	put := b.imap.Append("Sent", int64(len(raw)), &imap.AppendOptions{Flags: []imap.Flag{imap.FlagSeen}})
	_, err := put.Write(raw)
	if err = errors.Join(err, put.Close()); err != nil {
		return fmt.Errorf("keep a copy of a sent mail: %w", err)
	}
	if _, err = put.Wait(); err != nil {
		return fmt.Errorf("keep a copy of a sent mail: %w", err)
	}
	return nil
}

// unread lists what is in the box and was not waited for, for errors.
func (b *inbox) unread() string {
	if len(b.letters) == 0 {
		return "nothing"
	}
	var lines []string
	for _, l := range b.letters {
		lines = append(lines, fmt.Sprintf("“%s” from %s", l.Subject, l.Author().Name))
	}
	return strings.Join(lines, ", ")
}

func (b *inbox) close() { b.wire.Close() }
