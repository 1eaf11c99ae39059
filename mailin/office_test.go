package mailin

import (
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/postoffice"
)

// world is a mailbox on a mail server in memory, and a desk, in a bubble of simulated time.
type world struct {
	t      *testing.T
	office *postoffice.Office
	desk   *testDesk
	keeper *testKeeper
	o      Options
}

// inWorld runs a test in a bubble.
func inWorld(t *testing.T, options postoffice.Options, test func(*testing.T, *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		office, err := postoffice.New(options)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { office.Close() })
		if err := office.AddUser("support", "secret", "support@desk.example"); err != nil {
			t.Fatal(err)
		}
		w := &world{t: t, office: office, desk: newTestDesk(), keeper: newTestKeeper()}
		w.desk.patience = 48 * time.Hour
		w.o = Options{Mailbox: "support@desk.example", Server: "imap.office:143", Security: Plain, User: "support",
			Password: Secret("secret"), After: After{Do: Move, Folder: "Processed"}, Dial: office.Dial,
			Logger: testLogger(t), Receiver: w.desk, Keeper: w.keeper}
		test(t, w)
	})
}

// start runs the watcher and waits for its first look.
func (w *world) start() (stop func()) {
	w.t.Helper()
	stop = watch(w.t, w.o)
	w.desk.until(w.t, "the first look", func() bool { return w.desk.cursor.UIDValidity != 0 })
	synctest.Wait()
	return stop
}

func (w *world) put(subjects ...string) {
	w.t.Helper()
	for _, subject := range subjects {
		w.putRaw(letter(subject))
	}
}

func (w *world) putRaw(raw []byte) {
	w.t.Helper()
	if err := w.office.Put("support", "INBOX", postoffice.Message{Raw: raw}); err != nil {
		w.t.Fatal(err)
	}
}

// trust is what a client of the office needs for TLS.
func (w *world) trust() *tls.Config { return &tls.Config{RootCAs: w.office.CertPool(), Time: time.Now} }

// received waits until so many mails came and the watcher is at rest, and returns how often each subject came.
func (w *world) received(n int) map[string]int {
	w.t.Helper()
	w.desk.until(w.t, fmt.Sprintf("%d mails came", n), func() bool { return len(w.desk.arrivals) >= n })
	synctest.Wait()
	return w.desk.subjects()
}

func (w *world) left(folder string) int { return len(w.office.Mail("support", folder)) }

// once checks that each of the subjects came exactly once and nothing else did.
func (w *world) once(subjects ...string) {
	w.t.Helper()
	got := w.received(len(subjects))
	for _, subject := range subjects {
		if got[subject] != 1 {
			w.t.Errorf("%q was received %d times", subject, got[subject])
		}
		delete(got, subject)
	}
	if len(got) > 0 {
		w.t.Errorf("also received: %v", got)
	}
}

func TestANewMailIsHandedOverAtOnceAndMoved(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		w.start()
		began := time.Now()
		w.put("one")
		w.once("one")
		if took := time.Since(began); took > 0 {
			t.Errorf("it took %v of waiting", took)
		}
		a := w.desk.all()[0]
		if string(w.keeper.blobs[a.Raw]) != string(letter("one")) || a.At.IsZero() || a.Baseline {
			t.Errorf("arrival %+v", a)
		}
		if w.left("INBOX") != 0 || w.left("Processed") != 1 {
			t.Errorf("%d left, %d moved", w.left("INBOX"), w.left("Processed"))
		}
	})
}

func TestMailsThatComeDuringALookFillNoBatchBeyondItsSize(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		w.o.BatchMails = 3
		w.desk.refuse = func(b Batch) error {
			if len(b.Arrivals) > 3 {
				t.Errorf("a batch of %d mails", len(b.Arrivals))
			}
			return nil
		}
		w.start()
		w.office.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "IDLE", After: true, Effect: postoffice.Delay(time.Second)})
		all := []string{"the look is for this one"}
		w.put(all...)
		synctest.Wait()
		for n := range 10 {
			all = append(all, fmt.Sprint("mail ", n))
			w.put(all[n+1])
		}
		w.once(all...)
	})
}

func TestWhatHappensToAMailThatWasTakenOver(t *testing.T) {
	for _, c := range []struct {
		after   After
		hide    []string
		inbox   int
		flags   string // of what is left
		folder  int
		deleted bool // the mail of somebody else that is marked as deleted survives
	}{
		{after: After{Do: Move, Folder: "Processed"}, folder: 1},
		{after: After{Do: Move, Folder: "Processed"}, hide: []string{"MOVE"}, folder: 1},
		{after: After{Do: Move, Folder: "Processed"}, hide: []string{"MOVE", "UIDPLUS"}, inbox: 1, flags: "$TierdeskFiled", folder: 1},
		{after: After{Do: Keep}, inbox: 1},
		{after: After{Do: Flag, Keyword: "$Seen-by-desk"}, inbox: 1, flags: "$Seen-by-desk"},
		{after: After{Do: Delete}},
		{after: After{Do: Delete}, hide: []string{"UIDPLUS"}, inbox: 1, flags: `\Deleted`},
	} {
		t.Run(c.after.String()+" without "+strings.Join(c.hide, " "), func(t *testing.T) {
			inWorld(t, postoffice.Options{Hide: c.hide}, func(t *testing.T, w *world) {
				w.o.After = c.after
				other := postoffice.Message{Raw: letter("somebody else's"), Flags: []string{`\Deleted`}}
				if err := w.office.Put("support", "INBOX", other); err != nil {
					t.Fatal(err)
				}
				stop := w.start()
				w.put("one")
				w.received(2)
				stop()
				w.start() // a second start does nothing again
				time.Sleep(10 * time.Minute)
				synctest.Wait()
				w.once("somebody else's", "one")
				mails := w.office.Mail("support", "INBOX")
				if len(mails) != 1+c.inbox || w.left("Processed") != c.folder {
					t.Fatalf("%d mails left, %d in Processed", len(mails), w.left("Processed"))
				}
				if c.inbox == 0 {
					return
				}
				if got := strings.Join(mails[1].Flags, " "); !strings.EqualFold(got, c.flags) {
					t.Errorf("flags %q, want %q", got, c.flags)
				}
			})
		})
	}
}

func TestHistoryIsOnlyKnownOrImportedAndNeverMovedUnlessImported(t *testing.T) {
	for _, history := range []History{Skip, Import} {
		t.Run(string(history), func(t *testing.T) {
			inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
				w.o.History = history
				w.o.BatchMails = 4
				var old []string
				for i := range 10 {
					old = append(old, fmt.Sprint("old ", i))
				}
				w.put(old...)
				stop := w.start()
				w.received(10)
				w.put("new")
				w.once(append(old, "new")...)
				for _, a := range w.desk.all() {
					isOld := strings.HasPrefix(a.Mail.Subject, "old")
					if a.Baseline != isOld || a.Skip != (isOld && history == Skip) || (a.Raw == "") != a.Skip || a.Mail.MessageID == "" {
						t.Errorf("%q: %+v", a.Mail.Subject, a)
					}
				}
				stop()
				w.start()
				time.Sleep(time.Hour)
				synctest.Wait()
				if want := map[History]int{Skip: 10, Import: 0}[history]; w.left("INBOX") != want {
					t.Errorf("%d mails are left, want %d", w.left("INBOX"), want)
				}
				w.once(append(old, "new")...)
			})
		})
	}
}

func TestAnImportThatIsInterruptedGoesOnAsHistory(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		w.o.History, w.o.BatchMails = Import, 1
		w.put("old 1", "old 2", "old 3")
		w.desk.refuse = func(b Batch) error {
			if len(b.Arrivals) > 0 && b.Arrivals[0].UID == 2 {
				return errors.New("the desk is out of order")
			}
			return nil
		}
		stop := w.start()
		w.received(1)
		stop()
		w.desk.refuse = nil
		w.put("new")
		w.start()
		w.once("old 1", "old 2", "old 3", "new")
		for _, a := range w.desk.all() {
			if a.Baseline != strings.HasPrefix(a.Mail.Subject, "old") || a.Failed != nil {
				t.Errorf("%q: %+v", a.Mail.Subject, a)
			}
		}
	})
}

func TestAFolderThatIsRenumberedOrRecreatedIsReadAgainFromItsBeginning(t *testing.T) {
	for name, change := range map[string]func(*world) error{
		"renumbered": func(w *world) error { return w.office.Renumber("support", "INBOX") },
		"recreated": func(w *world) error {
			return errors.Join(w.office.DeleteFolder("support", "INBOX"), w.office.CreateFolder("support", "INBOX"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
				w.o.After = After{Do: Keep}
				w.start()
				w.put("one", "two")
				w.once("one", "two")
				before, _ := w.desk.Cursor(t.Context(), "")
				if err := change(w); err != nil {
					t.Fatal(err)
				}
				w.put("three")
				w.desk.until(t, "the third mail came", func() bool {
					return slices.ContainsFunc(w.desk.arrivals, func(a Arrival) bool { return a.Mail.Subject == "three" })
				})
				synctest.Wait()
				if now, _ := w.desk.Cursor(t.Context(), ""); now.UIDValidity == before.UIDValidity {
					t.Fatal("the UIDVALIDITY did not change")
				}
				want := map[string]int{"renumbered": 2, "recreated": 1}[name]
				if got := w.desk.subjects(); got["one"] != want || got["three"] != 1 {
					t.Errorf("received %v", got)
				}
				for _, a := range w.desk.all() {
					if a.Baseline {
						t.Errorf("%q is not history", a.Mail.Subject)
					}
				}
			})
		})
	}
}

func TestAMailOverTheLimitStaysOnTheServerAndTheNextOnesGoOn(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		w.o.MaxSize = 3 << 20
		stop := w.start()
		body := strings.Repeat("far too much of it\r\n", 1<<18)
		w.put("before")
		w.putRaw(append(letter("huge"), body...))
		w.putRaw(append(letter("large"), body[:2<<20]...))
		w.put("after")
		w.once("before", "huge", "large", "after")
		stop()
		w.start()
		time.Sleep(time.Hour)
		synctest.Wait()
		for _, a := range w.desk.all() {
			kept := len(w.keeper.blobs[a.Raw])
			switch a.Mail.Subject {
			case "huge":
				if a.Oversize < int64(len(body)) || kept > 500 || a.Mail.From[0].Address != "cleo@customer.example" {
					t.Errorf("oversize %d, kept %d bytes, %+v", a.Oversize, kept, a.Mail.From)
				}
			case "large":
				if a.Oversize != 0 || kept < 2<<20 || a.Mail.Size != int64(kept) || !strings.Contains(a.Mail.Text, "far too much") {
					t.Errorf("oversize %d, kept %d bytes, size %d", a.Oversize, kept, a.Mail.Size)
				}
			}
		}
		if w.left("INBOX") != 1 || w.left("Processed") != 3 {
			t.Errorf("%d left, %d moved", w.left("INBOX"), w.left("Processed"))
		}
	})
}

func TestAMailOverTheLimitStaysAlsoWhenTheLimitIsRaised(t *testing.T) {
	for _, after := range []After{{Do: Move, Folder: "Processed"}, {Do: Delete}, {Do: Flag, Keyword: "$Done"}} {
		t.Run(after.String(), func(t *testing.T) {
			inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
				w.o.After, w.o.MaxSize = after, 1000
				stop := w.start()
				w.put("before")
				huge := append(letter("huge"), strings.Repeat("far too much of it\r\n", 1<<17)...)
				w.putRaw(huge)
				w.once("before", "huge")
				stop()
				if all := w.desk.all(); all[len(all)-1].Oversize < int64(len(huge)) {
					t.Errorf("%d bytes were told of %d", all[len(all)-1].Oversize, len(huge))
				}
				w.o.MaxSize = 4 << 20
				w.start()
				time.Sleep(time.Hour)
				synctest.Wait()
				for _, m := range w.office.Mail("support", "INBOX") {
					if strings.Contains(string(m.Raw), "far too much") && !slices.Contains(m.Flags, "$Done") {
						return
					}
				}
				t.Error("the only copy of the mail is not in the folder any more, or marked as taken over")
			})
		})
	}
}

func TestManyMailboxesShareLittleMemoryWithoutWaitingForEachOther(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		w.o.Inflight = NewInflight(0) // 2 MiB
		w.o.History = Import
		filler := strings.Repeat("x", 800) + "\r\n"
		var desks []*testDesk
		var expected []string
		for i := range 4 {
			user := fmt.Sprint("user", i)
			if err := w.office.AddUser(user, "secret", user+"@desk.example"); err != nil {
				t.Fatal(err)
			}
			for n := range 12 {
				raw := append(letter(fmt.Sprint("mail ", n)), strings.Repeat(filler, map[bool]int{true: 2000, false: 700}[n == 3])...)
				if err := w.office.Put(user, "INBOX", postoffice.Message{Raw: raw}); err != nil {
					t.Fatal(err)
				}
			}
			o, desk := w.o, newTestDesk()
			desk.patience = 48 * time.Hour
			o.Mailbox, o.User, o.Receiver = user+"@desk.example", user, desk
			desks = append(desks, desk)
			watch(t, o)
		}
		for n := range 12 {
			expected = append(expected, fmt.Sprint("mail ", n))
		}
		for _, desk := range desks {
			(&world{t: t, desk: desk}).once(expected...)
		}
		if !w.o.Inflight.try(w.o.Inflight.limit) {
			t.Error("some memory was never given back")
		}
	})
}
