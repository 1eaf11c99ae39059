package postoffice_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"tierdesk/mailin/postoffice"
)

func TestSessionsThatMoveMailBothWaysLoseAndDoubleNothing(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		const mails = 40
		var crowd sync.WaitGroup
		crowd.Go(func() {
			for i := range mails {
				deliver(t, o, fmt.Sprint("m", i))
			}
		})
		for i := range 4 {
			crowd.Go(func() {
				from, to := "INBOX", "Sent"
				if i%2 == 1 {
					from, to = to, from
				}
				c := imapclient.New(dial(t, o, "imap.office:143"), nil)
				defer c.Close()
				if err := c.Login("support", "secret").Wait(); err != nil {
					t.Error(err)
					return
				}
				if _, err := c.Select(from, nil).Wait(); err != nil {
					t.Error(err)
					return
				}
				for range 50 {
					if err := moveHalf(c, to); err != nil {
						t.Error(err)
					}
				}
			})
		}
		crowd.Wait()
		all := slices.Concat(o.Mail("support", "INBOX"), o.Mail("support", "Sent"))
		seen := map[string]bool{}
		for _, m := range all {
			seen[string(m.Raw)] = true
		}
		if len(all) != mails || len(seen) != mails {
			t.Errorf("%d mails, %d different ones, want %d", len(all), len(seen), mails)
		}
	})
}

// moveHalf moves every other mail it can see.
func moveHalf(c *imapclient.Client, to string) error {
	data, err := c.UIDSearch(&imap.SearchCriteria{}, nil).Wait()
	if err != nil {
		return err
	}
	var half imap.UIDSet
	for i, uid := range data.AllUIDs() {
		if i%2 == 0 {
			half.AddNum(uid)
		}
	}
	if len(half) == 0 {
		return c.Noop().Wait()
	}
	_, err = c.Move(half, to).Wait()
	return err
}

// BenchmarkIntake is the way of a daemon through a full mailbox: search, fetch
// and move in batches of 20, over an in-memory connection.
func BenchmarkIntake(b *testing.B) {
	const mails = 10000
	raw := make([]byte, 4000)
	for i := range raw {
		raw[i] = "x\n"[i%80/79]
	}
	for b.Loop() {
		b.StopTimer()
		o, err := postoffice.New(postoffice.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := o.AddUser("support", "secret", "support@acme.example"); err != nil {
			b.Fatal(err)
		}
		for range mails {
			if err := o.Put("support", "INBOX", postoffice.Message{Raw: raw}); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
		if n := drain(b, o); n != mails {
			b.Fatalf("%d mails came, want %d", n, mails)
		}
		b.StopTimer()
		o.Close()
		b.StartTimer()
	}
	b.ReportMetric(mails*float64(b.N)/b.Elapsed().Seconds(), "mails/s")
}

func drain(b *testing.B, o *postoffice.Office) (n int) {
	conn, err := o.Dial(b.Context(), "tcp", "imap.office:143")
	if err != nil {
		b.Fatal(err)
	}
	c := imapclient.New(conn, nil)
	defer c.Close()
	if err := c.Login("support", "secret").Wait(); err != nil {
		b.Fatal(err)
	}
	if _, err := c.Select("INBOX", nil).Wait(); err != nil {
		b.Fatal(err)
	}
	data, err := c.UIDSearch(&imap.SearchCriteria{}, nil).Wait()
	if err != nil {
		b.Fatal(err)
	}
	for batch := range slices.Chunk(data.AllUIDs(), 20) {
		set := imap.UIDSetNum(batch...)
		got, err := bodies(c, set)
		if err != nil {
			b.Fatal(err)
		}
		n += len(got)
		if _, err := c.Move(set, "Sent").Wait(); err != nil {
			b.Fatal(err)
		}
	}
	return n
}
