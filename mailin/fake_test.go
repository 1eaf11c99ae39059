package mailin

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// fakeServer speaks just enough IMAP to answer wrongly on purpose.
type fakeServer struct {
	mutex    sync.Mutex
	mails    map[int]string
	left     map[int]bool // that have leftKeyword
	caps     string
	commands []string
	// odd answers a command in its own way; false leaves it to the fake. It may close the connection.
	odd func(c *fakeConn, tag, command string) bool
}

type fakeConn struct {
	net.Conn
	server *fakeServer
}

func (c *fakeConn) say(format string, args ...any) { fmt.Fprintf(c, format+"\r\n", args...) }

// mail is the answer to a FETCH.
func (c *fakeConn) mail(uid int, body string) {
	c.say("* %d FETCH (UID %d INTERNALDATE \"02-Mar-2026 09:00:00 +0100\" RFC822.SIZE %d BODY[] {%d}\r\n%s)", uid, uid, len(body), len(body), body)
}

func (f *fakeServer) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	go f.serve(&fakeConn{server, f})
	return client, nil
}

func (f *fakeServer) serve(c *fakeConn) {
	defer c.Close()
	c.say("* OK [%s] ready", f.capability())
	for lines := bufio.NewScanner(c); lines.Scan(); {
		tag, command, _ := strings.Cut(lines.Text(), " ")
		f.mutex.Lock()
		f.commands = append(f.commands, command)
		f.mutex.Unlock()
		if f.odd != nil && f.odd(c, tag, command) {
			continue
		}
		f.answer(c, tag, command)
		c.say("%s OK done", tag)
	}
}

func (f *fakeServer) answer(c *fakeConn, tag, command string) {
	words := strings.Fields(command)
	switch {
	case words[0] == "CAPABILITY" || words[0] == "LOGIN":
		c.say("* %s", f.capability())
	case words[0] == "SELECT":
		c.say("* %d EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT %d] .\r\n* OK [PERMANENTFLAGS (\\Deleted \\*)] .", len(f.uids()), f.last()+1)
	case strings.HasPrefix(command, "UID SEARCH"):
		found := "* SEARCH"
		for _, uid := range f.match(command[strings.Index(command, "UID SEARCH UID ")+15:]) {
			if !f.isLeft(uid) || !strings.Contains(command, "UNKEYWORD "+string(leftKeyword)) {
				found += fmt.Sprint(" ", uid)
			}
		}
		c.say("%s", found)
	case strings.HasPrefix(command, "UID FETCH"):
		for _, uid := range f.match(words[2]) {
			c.mail(uid, f.body(uid))
		}
	case strings.HasPrefix(command, "UID STORE") && strings.Contains(command, string(leftKeyword)):
		for _, uid := range f.match(words[2]) {
			f.mutex.Lock()
			f.left[uid] = true
			f.mutex.Unlock()
		}
	case strings.HasPrefix(command, "UID MOVE"):
		for _, uid := range f.match(words[2]) {
			f.mutex.Lock()
			delete(f.mails, uid)
			f.mutex.Unlock()
		}
	}
}

func (f *fakeServer) capability() string { return strings.TrimSpace("CAPABILITY IMAP4rev1 " + f.caps) }

func (f *fakeServer) body(uid int) string {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.mails[uid]
}

func (f *fakeServer) isLeft(uid int) bool {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.left[uid]
}

func (f *fakeServer) uids() []int {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return slices.Sorted(maps.Keys(f.mails))
}

func (f *fakeServer) last() int {
	if uids := f.uids(); len(uids) > 0 {
		return uids[len(uids)-1]
	}
	return 0
}

// match finds the mails of a set such as 3,5:7,9:*.
func (f *fakeServer) match(set string) []int {
	set, _, _ = strings.Cut(set, " ")
	var found []int
	for _, part := range strings.Split(set, ",") {
		from, to, isRange := strings.Cut(part, ":")
		first, _ := strconv.Atoi(from)
		last, _ := strconv.Atoi(to)
		if !isRange {
			last = first
		} else if to == "*" {
			last = max(first, f.last())
		}
		for _, uid := range f.uids() {
			if uid >= first && uid <= last {
				found = append(found, uid)
			}
		}
	}
	return found
}

// count counts the commands that begin so.
func (f *fakeServer) count(prefix string) (n int) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	for _, command := range f.commands {
		if strings.HasPrefix(command, prefix) {
			n++
		}
	}
	return n
}

// againstFake runs a test in a bubble. The mails are new: the mailbox has been looked at when it was empty.
func againstFake(t *testing.T, f *fakeServer, subjects []string, test func(*testing.T, *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f.mails, f.left = map[int]string{}, map[int]bool{}
		for i, subject := range subjects {
			f.mails[i+1] = string(letter(subject))
		}
		w := &world{t: t, desk: newTestDesk(), keeper: newTestKeeper()}
		w.desk.cursor = Cursor{UIDValidity: 7}
		w.desk.patience = 48 * time.Hour
		w.o = Options{Mailbox: "support@desk.example", Server: "imap.fake:143", Security: Plain, User: "support",
			Password: Secret("secret"), Dial: f.dial, Logger: testLogger(t), Receiver: w.desk, Keeper: w.keeper}
		test(t, w)
	})
}
