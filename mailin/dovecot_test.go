package mailin

import (
	"crypto/tls"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"tierdesk/mailin/realservers"
)

func dovecotOptions(t *testing.T, d *realservers.DovecotServer, desk *testDesk, user string) Options {
	return Options{Mailbox: user, Server: d.IMAP, Security: Plain, User: user,
		Password: Secret(realservers.Password), After: After{Do: Move, Folder: "Processed"},
		TLS: &tls.Config{RootCAs: d.Pool}, Logger: testLogger(t), Receiver: desk, Keeper: newTestKeeper(),
		Timeout: 10 * time.Second}
}

func TestDovecotHandsEveryMailOverOnceByEveryLogin(t *testing.T) {
	logins := map[string]func(*Options, *realservers.DovecotServer){
		"plain-sasl@desk.example":  func(*Options, *realservers.DovecotServer) {},
		"plain-login@desk.example": func(o *Options, _ *realservers.DovecotServer) { o.Auth = AuthLogin },
		"starttls@desk.example":    func(o *Options, _ *realservers.DovecotServer) { o.Security = StartTLS },
		"tls@desk.example": func(o *Options, d *realservers.DovecotServer) {
			o.Security, o.Server, o.Auth = ImplicitTLS, d.IMAPS, AuthLogin
		},
	}
	var users []string
	for user := range logins {
		users = append(users, user)
	}
	d := realservers.Dovecot(t, users...)
	for user, change := range logins {
		t.Run(user, func(t *testing.T) {
			desk := newTestDesk()
			o := dovecotOptions(t, d, desk, user)
			change(&o, d)
			stop := watch(t, o)
			desk.until(t, "the first look", func() bool { return desk.cursor.UIDValidity != 0 })
			for i := range 3 {
				d.Deliver(user, "INBOX", letter(fmt.Sprint("mail ", i)))
			}
			desk.until(t, "the mails came", func() bool { return len(desk.arrivals) >= 3 })
			stop()
			for subject, n := range desk.subjects() {
				if n != 1 {
					t.Errorf("%q was received %d times", subject, n)
				}
			}
			if left, moved := len(d.Mails(user, "INBOX")), len(d.Mails(user, "Processed")); left != 0 || moved != 3 {
				t.Errorf("%d mails are left in the folder, %d were moved", left, moved)
			}
		})
	}
}

func TestDovecotKeepsFlagsOrDeletesAsTold(t *testing.T) {
	d := realservers.Dovecot(t, "keep@desk.example", "flag@desk.example", "delete@desk.example")
	for _, c := range []struct {
		user   string
		after  After
		search string
		left   int
	}{
		{"keep@desk.example", After{Do: Keep}, "", 3},
		{"flag@desk.example", After{Do: Flag, Keyword: "$Processed"}, "$Processed", 3},
		{"delete@desk.example", After{Do: Delete}, "", 0},
	} {
		t.Run(c.after.String(), func(t *testing.T) {
			desk := newTestDesk()
			o := dovecotOptions(t, d, desk, c.user)
			o.After = c.after
			stop := watch(t, o)
			desk.until(t, "the first look", func() bool { return desk.cursor.UIDValidity != 0 })
			d.Deliver(c.user, "INBOX", letter("one"), letter("two"), letter("three"))
			desk.until(t, "the mails came", func() bool { return len(desk.arrivals) >= 3 })
			stop()
			if left := len(d.Mails(c.user, "INBOX")); left != c.left {
				t.Errorf("%d mails are left, want %d", left, c.left)
			}
			if c.search == "" {
				return
			}
			if n := countKeyword(t, o, c.search); n != 3 {
				t.Errorf("%d mails have the keyword", n)
			}
		})
	}
}

// countKeyword asks the server how many mails have a keyword.
func countKeyword(t *testing.T, o Options, keyword string) int {
	t.Helper()
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	l, err := connect(t.Context(), w.o)
	if err != nil {
		t.Fatal(err)
	}
	defer l.leave(t.Context())
	if _, err := l.open(t.Context(), "INBOX"); err != nil {
		t.Fatal(err)
	}
	s := &session{w: w, o: w.o, log: w.log, l: l}
	uids, err := s.search(t.Context(), &imap.SearchCriteria{Flag: []imap.Flag{imap.Flag(keyword)}})
	if err != nil {
		t.Fatal(err)
	}
	return len(uids)
}

func TestDovecotRestartedInMidFetchLosesAndDoublesNothing(t *testing.T) {
	const user, many = "restart@desk.example", 5000
	d := realservers.Dovecot(t, user)
	desk := newTestDesk()
	o := dovecotOptions(t, d, desk, user)
	stop := watch(t, o)
	desk.until(t, "the first look", func() bool { return desk.cursor.UIDValidity != 0 })
	stop()
	d.Deliver(user, "INBOX", manyLetters(many)...)
	stop = watch(t, o)
	for restart := 1; restart <= 2; restart++ {
		desk.until(t, "a part came", func() bool { return len(desk.arrivals) >= restart*many/5 })
		d.Stop()
		d.Start()
	}
	desk.until(t, "all mails came", func() bool { return len(desk.arrivals) >= many })
	untilMoved(t, d, user)
	stop()
	got := desk.subjects()
	for i := range many {
		if n := got[fmt.Sprint("mail ", i)]; n != 1 {
			t.Errorf("mail %d was received %d times", i, n)
		}
	}
	for _, a := range desk.all() {
		if a.Failed != nil || a.Baseline {
			t.Errorf("%q: failed %v, baseline %v", a.Mail.Subject, a.Failed, a.Baseline)
		}
	}
	if n := len(d.Mails(user, "Processed")); n != many {
		t.Errorf("%d mails were moved", n)
	}
}

// untilMoved waits until the folder is empty. The desk is left alone meanwhile: the watcher may have to tell it something.
func untilMoved(t *testing.T, d *realservers.DovecotServer, user string) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(time.Minute); d.Count(user, "INBOX") > 0; <-tick.C {
		if time.Now().After(deadline) {
			t.Fatal("not all mails are moved")
		}
	}
}

func manyLetters(n int) [][]byte {
	var mails [][]byte
	padding := strings.Repeat("The printer is on fire.\r\n", 400)
	for i := range n {
		mails = append(mails, append(letter(fmt.Sprint("mail ", i)), padding...))
	}
	return mails
}

func TestDovecotWithOtherUIDsOrARecreatedFolderIsReadAgain(t *testing.T) {
	for name, change := range map[string]func(*realservers.DovecotServer, string){
		"forgotten": func(d *realservers.DovecotServer, user string) {
			d.Stop()
			d.Forget(user, "Desk")
			d.Start()
		},
		"recreated": func(d *realservers.DovecotServer, user string) { d.Remove(user, "Desk") },
	} {
		t.Run(name, func(t *testing.T) {
			const user = "uids@desk.example"
			d := realservers.Dovecot(t, user)
			d.Deliver(user, "Desk")
			desk := newTestDesk()
			o := dovecotOptions(t, d, desk, user)
			o.Folder, o.After = "Desk", After{Do: Keep}
			watch(t, o)
			desk.until(t, "the first look", func() bool { return desk.cursor.UIDValidity != 0 })
			d.Deliver(user, "Desk", letter("one"), letter("two"))
			desk.until(t, "the mails came", func() bool { return len(desk.arrivals) >= 2 })
			change(d, user)
			d.Deliver(user, "Desk", letter("three"))
			want := map[string]int{"forgotten": 5, "recreated": 3}[name]
			desk.until(t, "the mails came again", func() bool { return len(desk.arrivals) >= want })
			for _, a := range desk.all() {
				if a.Baseline || a.Failed != nil {
					t.Errorf("%+v", a)
				}
			}
			if got := desk.subjects(); len(desk.all()) != want || got["three"] != 1 {
				t.Errorf("received %v", got)
			}
		})
	}
}

func TestDovecotRefusesAWrongPasswordAndTheMailboxIsInTrouble(t *testing.T) {
	const user = "locked@desk.example"
	d := realservers.Dovecot(t, user)
	desk := newTestDesk()
	o := dovecotOptions(t, d, desk, user)
	o.Password, o.AlertAfter = Secret("wrong"), time.Millisecond
	watch(t, o)
	desk.until(t, "it is told", func() bool { return len(desk.troubles) > 0 })
	if told := desk.told()[0].Error; !strings.Contains(told, "log in") {
		t.Errorf("told %q", told)
	}
}
