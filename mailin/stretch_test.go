package mailin

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/postoffice"
)

// busyDesk asks for the next batch while it commits one, as the desk does, and takes its time.
type busyDesk struct {
	*testDesk
	commit  func(Batch) error // nil when it worked; it may commit and say otherwise
	longest int               // the most batches that came in one go
	largest int               // the most mails of a batch
}

func (d *busyDesk) Receive(_ context.Context, batches iter.Seq[Batch], ended func(error)) (err error) {
	behind := make(chan error, 1)
	behind <- nil
	n := 0
	for b := range batches {
		n++
		d.largest = max(d.largest, len(b.Arrivals))
		if err := <-behind; err != nil {
			behind <- nil
			return err
		}
		go func() {
			time.Sleep(time.Second)
			err := d.commit(b)
			ended(err)
			behind <- err
		}()
	}
	d.longest = max(d.longest, n)
	return <-behind
}

// TestBatchesFollowEachOtherWhateverTheDeskSays fills a mailbox that the desk takes over batch by batch, with commits that
// fail, and some that were done and say that they failed.
func TestBatchesFollowEachOtherWhateverTheDeskSays(t *testing.T) {
	for seed := range uint64(40) {
		inWorld(t, postoffice.Options{}, func(t *testing.T, w *world) {
			random := rand.New(rand.NewPCG(seed, 1))
			d := &busyDesk{testDesk: w.desk}
			refused := 0
			d.commit = func(b Batch) error {
				refusal := errors.New("the answer was lost")
				switch p := random.Float64() * float64(1+seed%3); {
				case seed%3 == 0 || p > 0.3 || refused > 1: // after three refusals the mail would be blamed
					refused = 0
					return d.receive(b)
				case p > 0.15:
					return errors.Join(d.receive(b), refusal)
				default:
					refused++
					return refusal
				}
			}
			w.o.Receiver, w.o.BatchMails, w.o.Poll = d, 3, time.Hour
			stop := w.start()
			var all []string
			for n := range 100 {
				all = append(all, fmt.Sprint("mail ", n))
			}
			w.put(all...)
			if seed%4 == 0 { // in the middle of it
				time.Sleep(time.Duration(seed) * 300 * time.Millisecond)
				stop()
				w.start()
			}
			w.once(all...)
			synctest.Wait()
			for _, a := range w.desk.all() {
				if a.Failed != nil {
					t.Errorf("seed %d: %q was given up: %v", seed, a.Mail.Subject, a.Failed)
				}
			}
			if d.largest > w.o.BatchMails {
				t.Errorf("seed %d: a batch of %d mails", seed, d.largest)
			}
			if w.left("INBOX") != 0 {
				t.Errorf("seed %d: %d mails were not moved", seed, w.left("INBOX"))
			}
			if seed%3 == 0 && (d.longest < 2 || d.longest > mostStretch) {
				t.Errorf("seed %d: at most %d batches came in one go", seed, d.longest)
			}
		})
	}
}
