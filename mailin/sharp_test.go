package mailin

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// The ways in which servers and go-imap lose mail silently, each with a fake server that does just that.
func TestAMailThatTheProtocolLosesIsFetchedAgain(t *testing.T) {
	body := func(c *fakeConn, uid int) string { return c.server.body(uid) }
	for name, misbehave := range map[string]func(c *fakeConn, tag string) bool{
		"the news of changed flags is taken for the answer": func(c *fakeConn, tag string) bool {
			c.mail(1, body(c, 1))
			c.say("* 2 FETCH (UID 2 FLAGS (\\Seen))")
			c.mail(2, body(c, 2))
			c.mail(3, body(c, 3))
			c.say("%s OK done", tag)
			return true
		},
		"the UID stands behind the text": func(c *fakeConn, tag string) bool {
			c.mail(1, body(c, 1))
			c.say("* 2 FETCH (BODY[] {%d}\r\n%s UID 2)", len(body(c, 2)), body(c, 2))
			c.mail(3, body(c, 3))
			c.say("%s OK done", tag)
			return true
		},
		"the connection ends inside a mail": func(c *fakeConn, tag string) bool {
			c.mail(1, body(c, 1))
			fmt.Fprintf(c, "* 2 FETCH (UID 2 BODY[] {%d}\r\n%s", len(body(c, 2)), body(c, 2)[:50])
			c.Close()
			return true
		},
		"the server does not know its own answer": func(c *fakeConn, tag string) bool {
			c.mail(1, body(c, 1))
			c.say("* VANISHED 77")
			return true
		},
		"the body is NIL": func(c *fakeConn, tag string) bool {
			c.mail(1, body(c, 1))
			c.say("* 2 FETCH (UID 2 BODY[] NIL)")
			c.mail(3, body(c, 3))
			c.say("%s OK done", tag)
			return true
		},
		"the server refuses in the middle": func(c *fakeConn, tag string) bool {
			c.mail(1, body(c, 1))
			c.say("%s NO [SERVERBUG] some of the mails could not be read", tag)
			return true
		},
		"the server falls silent": func(c *fakeConn, tag string) bool {
			c.mail(1, body(c, 1))
			return true
		},
		"the answers come in another order, one twice, one unasked": func(c *fakeConn, tag string) bool {
			for _, uid := range []int{3, 1, 3, 2} {
				c.mail(uid, body(c, uid))
			}
			c.mail(99, "Subject: not asked for\r\n\r\n")
			c.say("%s OK done", tag)
			return true
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := &fakeServer{}
			var misbehaved atomic.Bool
			f.odd = func(c *fakeConn, tag, command string) bool {
				if !strings.HasPrefix(command, "UID FETCH") || !misbehaved.CompareAndSwap(false, true) {
					return false
				}
				return misbehave(c, tag)
			}
			againstFake(t, f, []string{"one", "two", "three"}, func(t *testing.T, w *world) {
				watch(t, w.o)
				w.once("one", "two", "three")
				for _, a := range w.desk.all() {
					if a.Failed != nil || string(w.keeper.blobs[a.Raw]) != string(letter(a.Mail.Subject)) {
						t.Errorf("%q: %v, %q", a.Mail.Subject, a.Failed, w.keeper.blobs[a.Raw])
					}
				}
			})
		})
	}
}

// The same, but every time: the mail is given up and the next ones go on.
func TestAMailThatCanNeverBeFetchedIsHandedOverAsFailedAndStays(t *testing.T) {
	for name, misbehave := range map[string]func(c *fakeConn, tag string, uid int){
		"it ends the connection": func(c *fakeConn, _ string, uid int) {
			c.say("* %d FETCH (UID %d X-UNKNOWN-ITEM 1)", uid, uid)
		},
		"it is never there":       func(*fakeConn, string, int) {},
		"it hangs the server":     nil,
		"its UID stands behind":   func(c *fakeConn, _ string, uid int) { c.say("* 2 FETCH (BODY[] {3}\r\nabc UID %d)", uid) },
		"it is refused each time": func(c *fakeConn, tag string, uid int) { c.say("%s NO cannot read mail %d", tag, uid) },
	} {
		t.Run(name, func(t *testing.T) {
			f := &fakeServer{caps: "MOVE"}
			f.odd = func(c *fakeConn, tag, command string) bool {
				words := strings.Fields(command)
				if words[0] != "UID" || words[1] != "FETCH" {
					return false
				}
				for _, uid := range f.match(words[2]) {
					switch {
					case uid != 2:
						c.mail(uid, f.body(uid))
					case misbehave == nil:
						return true
					default:
						misbehave(c, tag, uid)
						if strings.Contains(name, "refused") {
							return true
						}
					}
				}
				c.say("%s OK done", tag)
				return true
			}
			againstFake(t, f, []string{"one", "two", "three"}, func(t *testing.T, w *world) {
				w.o.After = After{Do: Move, Folder: "Processed"}
				watch(t, w.o)
				got := w.received(3)
				if got["one"] != 1 || got["three"] != 1 || len(w.desk.all()) != 3 {
					t.Fatalf("received %v", got)
				}
				if a := w.desk.all()[1]; a.Failed == nil || a.UID != 2 || a.Raw != "" {
					t.Errorf("the bad mail arrived as %+v", a)
				}
				time.Sleep(time.Minute)
				synctest.Wait()
				if uids := f.uids(); len(uids) != 1 || uids[0] != 2 {
					t.Errorf("mails %v are left, want only 2", uids)
				}
				if f.count("UID STORE 2 +FLAGS.SILENT ($TierdeskLeft)") == 0 {
					t.Error("the bad mail was not marked")
				}
			})
		})
	}
}

func TestALongMailMayTakeAsLongAsItNeedsIfOnlyItComes(t *testing.T) {
	f := &fakeServer{}
	f.odd = func(c *fakeConn, tag, command string) bool {
		if !strings.HasPrefix(command, "UID FETCH") {
			return false
		}
		body := f.body(1)
		fmt.Fprintf(c, "* 1 FETCH (UID 1 BODY[] {%d}\r\n", len(body))
		for i := range body { // go-imap gives a mail five minutes; this one takes two hours
			time.Sleep(30 * time.Second)
			fmt.Fprint(c, body[i:i+1])
		}
		c.say(")\r\n%s OK done", tag)
		return true
	}
	againstFake(t, f, []string{"slow"}, func(t *testing.T, w *world) {
		watch(t, w.o)
		w.once("slow")
		if n := f.count("LOGIN"); n != 1 {
			t.Errorf("%d connections were needed", n)
		}
	})
}

func TestASlowDeskDoesNotCostTheConnection(t *testing.T) {
	f := &fakeServer{}
	againstFake(t, f, []string{"one", "two", "three", "four"}, func(t *testing.T, w *world) {
		w.o.BatchMails = 1
		w.desk.refuse = func(Batch) error { time.Sleep(20 * time.Minute); return nil }
		watch(t, w.o)
		w.once("one", "two", "three", "four")
		if n := f.count("LOGIN"); n != 1 {
			t.Errorf("%d connections were needed", n)
		}
	})
}

func TestAMoveWhoseAnswerEndsTheConnectionDoublesNothing(t *testing.T) {
	f := &fakeServer{caps: "MOVE"}
	f.odd = func(c *fakeConn, tag, command string) bool {
		if !strings.HasPrefix(command, "UID MOVE") {
			return false
		}
		f.answer(c, tag, command)
		c.say("%s OK [COPYUID 7 1:* 4:*] moved", tag) // go-imap does not understand the star
		return true
	}
	againstFake(t, f, []string{"one", "two"}, func(t *testing.T, w *world) {
		w.o.After = After{Do: Move, Folder: "Processed"}
		watch(t, w.o)
		w.once("one", "two")
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		w.once("one", "two")
		if len(f.uids()) != 0 {
			t.Errorf("%v are left", f.uids())
		}
	})
}

func TestAFolderThatIsMissingIsCreatedAndARefusedMoveIsTriedAgain(t *testing.T) {
	f := &fakeServer{caps: "MOVE"}
	began := time.Time{}
	var created atomic.Bool
	f.odd = func(c *fakeConn, tag, command string) bool {
		switch {
		case strings.HasPrefix(command, "UID MOVE") && !created.Load():
			c.say("%s NO [TRYCREATE] there is no such folder", tag)
		case strings.HasPrefix(command, "UID MOVE") && time.Since(began) < time.Hour:
			c.say("%s NO [OVERQUOTA] the mailbox is full", tag)
		case strings.HasPrefix(command, "CREATE"):
			created.Store(true)
			c.say("%s OK created", tag)
		default:
			return false
		}
		return true
	}
	againstFake(t, f, []string{"one", "two"}, func(t *testing.T, w *world) {
		began = time.Now()
		w.o.After = After{Do: Move, Folder: "Processed"}
		watch(t, w.o)
		w.once("one", "two")
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		w.once("one", "two")
		if len(f.uids()) != 0 || f.count("CREATE") != 1 {
			t.Errorf("%v are left, %d times created", f.uids(), f.count("CREATE"))
		}
	})
}

func TestPlainExpungeIsNeverSent(t *testing.T) {
	for _, after := range []After{{Do: Move, Folder: "Processed"}, {Do: Delete}} {
		f := &fakeServer{}
		againstFake(t, f, []string{"one"}, func(t *testing.T, w *world) {
			w.o.After = after
			watch(t, w.o)
			w.once("one")
			time.Sleep(time.Hour)
			synctest.Wait()
			if n := f.count("EXPUNGE") + f.count("CLOSE") + f.count("UID EXPUNGE"); n != 0 {
				t.Errorf("%s: %d commands that expunge", after, n)
			}
		})
	}
}

func TestASilentServerIsLeftAndTriedAgain(t *testing.T) {
	for _, step := range []string{"LOGIN", "SELECT", "NOOP", "IDLE"} {
		f := &fakeServer{caps: "IDLE"}
		var hung atomic.Bool
		f.odd = func(c *fakeConn, tag, command string) bool {
			if strings.HasPrefix(command, step) && hung.CompareAndSwap(false, true) {
				return true
			}
			if command == "IDLE" {
				c.say("+ idling")
				return true
			}
			if tag == "DONE" {
				return true
			}
			return false
		}
		againstFake(t, f, []string{"one"}, func(t *testing.T, w *world) {
			began := time.Now()
			stop := watch(t, w.o)
			w.once("one")
			time.Sleep(10 * time.Minute)
			synctest.Wait()
			if took := time.Since(began); f.count("LOGIN") < 2 || took > 20*time.Minute {
				t.Errorf("%s: %d connections in %v", step, f.count("LOGIN"), took)
			}
			stop()
			synctest.Wait()
		})
	}
}
