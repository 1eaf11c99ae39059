package mailin

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/postoffice"
)

func TestHealthNamesWhatKeepsMailsFromBeingTakenOverAndSinceWhen(t *testing.T) {
	inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
		var refuses atomic.Bool
		w.desk.refuse = func(Batch) error {
			if refuses.Load() {
				return errFull
			}
			return nil
		}
		watcher, err := New(w.o)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- watcher.Run(ctx) }()
		look := func(what, trouble string, since time.Duration) {
			t.Helper()
			time.Sleep(20 * time.Minute)
			synctest.Wait()
			h := watcher.Health()
			if trouble == "" && (!h.Trouble.IsZero() || time.Since(h.LastLook) > 2*time.Minute) {
				t.Errorf("%s: %+v", what, h)
			}
			if trouble != "" && (!strings.Contains(h.LastError, trouble) || time.Since(h.Trouble) > 20*time.Minute || time.Since(h.Trouble) < since) {
				t.Errorf("%s: %+v, since %s", what, h, time.Since(h.Trouble))
			}
		}
		look("all is well", "", 0)
		broken := w.office.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "LOGIN", Effect: postoffice.Refuse("[AUTHENTICATIONFAILED] no")})
		w.office.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "SEARCH", Times: 1, Effect: postoffice.Drop()})
		look("the password is wrong", "log in", 19*time.Minute)
		broken.Mend()
		look("it is right again", "", 0)
		full := func(on bool) {
			w.keeper.mutex.Lock()
			defer w.keeper.mutex.Unlock()
			w.keeper.full = on
		}
		full(true)
		w.put("one")
		look("the disk is full", errFull.Error(), 15*time.Minute)
		full(false)
		look("there is room", "", 0)
		full(true)
		w.putRaw(append(letter("a large one"), strings.Repeat("all of it\r\n", window/8)...))
		look("the disk has no room for a large mail", errFull.Error(), 15*time.Minute)
		full(false)
		look("there is room for it", "", 0)
		refuses.Store(true)
		w.put("two")
		look("the desk takes nothing", errFull.Error(), 15*time.Minute)
		refuses.Store(false)
		look("it takes mails", "", 0)
		stop()
		<-ended
	})
}
