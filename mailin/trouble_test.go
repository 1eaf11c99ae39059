package mailin

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/postoffice"
)

func TestAnOutageIsToldOnceAndItsEndIsToldOnce(t *testing.T) {
	for name, fault := range map[string]postoffice.Fault{
		"gone":           {Protocol: postoffice.IMAP, Step: "CONNECT", Effect: postoffice.Drop()},
		"hangs":          {Protocol: postoffice.IMAP, Step: "CONNECT", Effect: postoffice.Hang()},
		"wrong password": {Protocol: postoffice.IMAP, Step: "LOGIN", Effect: postoffice.Refuse("[AUTHENTICATIONFAILED] no")},
		"folder refused": {Protocol: postoffice.IMAP, Step: "SELECT", Effect: postoffice.Refuse("[NONEXISTENT] no such folder")},
		"search breaks":  {Protocol: postoffice.IMAP, Step: "SEARCH", Effect: postoffice.Drop()},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
				var dials atomic.Int32
				w.o.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
					dials.Add(1)
					return w.office.Dial(ctx, network, address)
				}
				w.desk.cursor = Cursor{UIDValidity: 1}
				broken := w.office.Break(fault)
				began := time.Now()
				watch(t, w.o)
				time.Sleep(13 * time.Minute)
				synctest.Wait()
				if len(w.desk.told()) > 0 {
					t.Fatalf("told already after %v", time.Since(began))
				}
				time.Sleep(6 * time.Hour)
				synctest.Wait()
				if n := dials.Load(); n > 6*60 || name == "wrong password" && n > 40 {
					t.Errorf("%d connections in six hours", n)
				}
				if len(w.desk.told()) != 1 || w.desk.told()[0].Back || w.desk.told()[0].Error == "" {
					t.Fatalf("told %+v", w.desk.told())
				}
				w.put("waiting")
				broken.Mend()
				time.Sleep(time.Hour)
				synctest.Wait()
				w.once("waiting")
				if len(w.desk.told()) != 2 || !w.desk.told()[1].Back || !w.desk.told()[1].Since.Equal(w.desk.told()[0].Since) {
					t.Fatalf("told %+v", w.desk.told())
				}
			})
		})
	}
}

func TestTheOutageIsToldWhenAlertAfterHasPassed(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		began := time.Now()
		w.o.Dial = func(context.Context, string, string) (net.Conn, error) { return nil, syscall.ECONNREFUSED }
		watch(t, w.o)
		w.desk.until(t, "it is told", func() bool { return len(w.desk.troubles) > 0 })
		if took := time.Since(began); took < 15*time.Minute || took > 16*time.Minute {
			t.Errorf("told after %v", took)
		}
	})
}

func TestAMailThatTheDeskRefusesIsSuspendedAndTheOthersGoOn(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		tries := 0
		w.desk.refuse = func(b Batch) error {
			for _, a := range b.Arrivals {
				if a.Mail.Subject == "bad" && a.Failed == nil {
					tries++
					return errors.New("cannot decide this one")
				}
			}
			return nil
		}
		w.o.Poll = time.Hour // so that all come in one batch
		w.start()
		w.put("one", "bad", "two")
		w.once("one", "bad", "two")
		for _, a := range w.desk.all() {
			if (a.Failed != nil) != (a.Mail.Subject == "bad") || a.Raw == "" {
				t.Errorf("%q: failed %v", a.Mail.Subject, a.Failed)
			}
		}
		if tries < 3 || tries > 4 {
			t.Errorf("the bad one was tried %d times", tries)
		}
		if w.left("INBOX") != 0 {
			t.Error("not all mails were moved")
		}
	})
}

func TestADeskThatIsDownLosesNothingAndSuspendsNothing(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		w.start()
		up := time.Now().Add(3 * time.Hour)
		w.desk.refuse = func(Batch) error {
			if time.Now().Before(up) {
				return errFull
			}
			return nil
		}
		w.put("one", "two")
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		w.put("three")
		w.once("one", "two", "three")
		for _, a := range w.desk.all() {
			if a.Failed != nil {
				t.Errorf("%q: %v", a.Mail.Subject, a.Failed)
			}
		}
		if len(w.desk.told()) > 0 {
			t.Errorf("the mailbox was blamed: %+v", w.desk.told())
		}
	})
}

func TestACommitThatAnswersWithAnErrorIsNotRepeated(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		w.o.Receiver = &sulkyDesk{testDesk: w.desk}
		w.start()
		w.put("one", "two")
		w.once("one", "two")
	})
}

// sulkyDesk commits and says that it did not.
type sulkyDesk struct{ *testDesk }

func (d *sulkyDesk) Receive(ctx context.Context, batches iter.Seq[Batch], ended func(error)) error {
	lost := errors.New("the answer was lost")
	return errors.Join(d.testDesk.Receive(ctx, batches, func(error) { ended(lost) }), lost)
}

func TestAFullDiskOnlyDelays(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		w.start()
		w.keeper.full = true
		w.put("small")
		w.putRaw(append(letter("large"), strings.Repeat("so many words\r\n", 1<<17)...))
		time.Sleep(time.Hour)
		synctest.Wait()
		if len(w.desk.all()) > 0 || w.left("INBOX") != 2 {
			t.Fatal("something was received that was not stored")
		}
		w.keeper.mutex.Lock()
		w.keeper.full = false
		w.keeper.mutex.Unlock()
		w.once("small", "large")
		for _, a := range w.desk.all() {
			if a.Failed != nil || len(w.keeper.blobs[a.Raw]) == 0 {
				t.Errorf("%q: %v", a.Mail.Subject, a.Failed)
			}
		}
	})
}

// Whatever step the connection breaks at, before or after its effect, no mail is lost, doubled or given up.
func TestABreakAtAnyStepLosesAndDoublesNothing(t *testing.T) {
	for _, step := range []string{"CONNECT", "LOGIN", "SELECT", "SEARCH", "FETCH", "MOVE", "CREATE", "IDLE", "COPY", "STORE", "EXPUNGE"} {
		for effectName, effect := range map[string]postoffice.Effect{
			"drop": postoffice.Drop(), "hang": postoffice.Hang(), "cut": postoffice.Cut(100), "refuse": postoffice.Refuse("not now"),
		} {
			for _, after := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s %s after=%v", step, effectName, after), func(t *testing.T) {
					var options postoffice.Options
					if step == "COPY" || step == "STORE" || step == "EXPUNGE" {
						options.Hide = []string{"MOVE"}
					}
					inWorld(t, options, func(t *testing.T, w *world) {
						w.desk.cursor = Cursor{UIDValidity: 1}
						w.o.BatchMails = 3
						w.put("one", "two", "three", "four", "five")
						fault := postoffice.Fault{Protocol: postoffice.IMAP, Step: step, After: after, Times: 2, Effect: effect}
						w.office.Break(fault)
						watch(t, w.o)
						w.once("one", "two", "three", "four", "five")
						time.Sleep(time.Hour)
						synctest.Wait()
						w.put("six")
						w.once("one", "two", "three", "four", "five", "six")
						time.Sleep(time.Hour)
						synctest.Wait()
						for _, a := range w.desk.all() {
							if a.Failed != nil {
								t.Errorf("%q was given up: %v", a.Mail.Subject, a.Failed)
							}
						}
						if w.left("INBOX") != 0 || w.left("Processed") < 6 {
							t.Errorf("%d left, %d moved", w.left("INBOX"), w.left("Processed"))
						}
					})
				})
			}
		}
	}
}

func TestAServerWithoutIdleIsPolled(t *testing.T) {
	inWorld(t, postoffice.Options{Hide: []string{"IDLE"}}, func(t *testing.T, w *world) {
		w.start()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		began := time.Now()
		w.put("one")
		w.once("one")
		if took := time.Since(began); took > time.Minute {
			t.Errorf("it took %v", took)
		}
	})
}

func TestStoppingIsPromptAndLogsOut(t *testing.T) {
	f := &fakeServer{caps: "IDLE MOVE"}
	f.odd = func(c *fakeConn, tag, command string) bool {
		if command == "IDLE" {
			c.say("+ idling")
		}
		return command == "IDLE" || tag == "DONE"
	}
	againstFake(t, f, []string{"one"}, func(t *testing.T, w *world) {
		stop := watch(t, w.o)
		w.once("one")
		began := time.Now()
		stop()
		if took := time.Since(began); took > 2*time.Second || f.count("LOGOUT") != 1 {
			t.Errorf("stopping took %v, %d logouts", took, f.count("LOGOUT"))
		}
	})
}

func TestADayOfAMailboxPassesWithoutLoss(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		w.o.Security = StartTLS
		w.o.Server = "mx.office.test:143"
		w.o.TLS = w.trust()
		w.start()
		var all []string
		for hour := range 24 {
			switch hour % 6 {
			case 1:
				w.office.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "FETCH", Times: 1, Effect: postoffice.Cut(300)})
			case 3:
				w.office.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "MOVE", After: true, Times: 1, Effect: postoffice.Drop()})
			case 5:
				broken := w.office.Break(postoffice.Fault{Protocol: postoffice.IMAP, Effect: postoffice.Drop()})
				time.AfterFunc(50*time.Minute, broken.Mend)
			}
			for minute := range 60 {
				all = append(all, fmt.Sprintf("%02d:%02d", hour, minute))
				w.put(all[len(all)-1])
				time.Sleep(time.Minute)
				synctest.Wait()
			}
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		w.once(all...)
		if w.left("INBOX") != 0 || w.left("Processed") != len(all) {
			t.Errorf("%d left, %d moved", w.left("INBOX"), w.left("Processed"))
		}
		if len(w.desk.told()) != 8 {
			t.Errorf("told of %d troubles, want 4 and their ends", len(w.desk.told()))
		}
		synctest.Wait()
	})
}

func TestBadOptionsAreAnErrorThatNamesThem(t *testing.T) {
	good := Options{Mailbox: "a@b.example", Server: "imap:993", User: "a", Password: Secret(""), Receiver: newTestDesk(), Keeper: newTestKeeper()}
	if _, err := New(good); err != nil {
		t.Fatal(err)
	}
	for option, spoil := range map[string]func(*Options){
		"Mailbox":  func(o *Options) { o.Mailbox = "support" },
		"Server":   func(o *Options) { o.Server = "imap.example" },
		"Security": func(o *Options) { o.Security = "ssl" },
		"Auth":     func(o *Options) { o.Auth = "ntlm" },
		"User":     func(o *Options) { o.User = "" },
		"Password": func(o *Options) { o.Password = nil },
		"After":    func(o *Options) { o.After = After{Do: Move, Folder: "INBOX"} },
		"History":  func(o *Options) { o.History = "forget" },
		"Receiver": func(o *Options) { o.Receiver = nil },
		"Keeper":   func(o *Options) { o.Keeper = nil },
	} {
		o := good
		spoil(&o)
		_, err := New(o)
		if bad, ok := errors.AsType[*ConfigError](err); !ok || bad.Option != option {
			t.Errorf("%s: %v", option, err)
		}
	}
}

func TestWhatCannotBeDoneAfterwardsIsABadOption(t *testing.T) {
	o := Options{Mailbox: "a@b.example", Server: "imap:993", User: "a", Password: Secret(""), Receiver: newTestDesk(), Keeper: newTestKeeper()}
	for _, o.After = range []After{{Do: Move}, {Do: Flag}, {Do: Flag, Keyword: "two words"}, {Do: Flag, Keyword: `\Seen`}, {Do: "burn"}} {
		if _, err := New(o); err == nil {
			t.Errorf("%q is taken", o.After)
		}
	}
}
