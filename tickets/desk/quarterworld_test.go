package desk_test

import (
	"container/heap"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/desk"
	"tierdesk/tickets/thread"
)

// world is the simulated quarter: the desk on a store in memory, its people and its customers, all in one bubble of simulated
// time. The same seed lives through the same quarter.
type world struct {
	t       *testing.T
	rnd     *rand.Rand
	keys    *thread.Keys
	rules   *tickets.Rules
	store   *filed
	desk    *desk.Desk
	plan    plan
	until   time.Time
	agenda  agenda
	mails   int
	writing sync.Mutex
	drafts  map[letterTo]tickets.Draft // letters of the commit under way
	workers map[string]*labourer
	matters map[tickets.ID]*matter
	opening *matter // whose first mail is being received
	checks  *checks
	figures *quarterFigures
}

// plan is what a quarter is like.
type plan struct {
	seed    uint64
	weeks   int
	tickets int
	swarm   bool
	effort  float64 // how long people work on a ticket, beside the quarter
}

// act is something that happens at a moment.
type act struct {
	at  time.Time
	seq int
	do  func()
}

type agenda []act

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return a[i].at.Before(a[j].at) || a[i].at.Equal(a[j].at) && a[i].seq < a[j].seq
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(act)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

// live runs a quarter from Monday, 12 October 2026: the clocks of Berlin go back on 25 October, those of New York a week later,
// those of Kolkata never.
func live(t *testing.T, p plan) *world {
	start := time.Date(2026, 10, 12, 0, 0, 0, 0, time.UTC)
	time.Sleep(time.Until(start))
	key, err := thread.NewKey([]byte("0123456789abcdef0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, plan: p, rnd: rand.New(rand.NewPCG(p.seed, 1)), keys: thread.NewKeys(key), store: newFiled(), until: start.AddDate(0, 0, 7*p.weeks),
		drafts: map[letterTo]tickets.Draft{}, workers: map[string]*labourer{}, matters: map[tickets.ID]*matter{}}
	w.rules = company(t, w.keys, p.swarm)
	w.checks, w.figures = newChecks(w), newQuarterFigures(w)
	w.store.seen = w.changed
	w.desk, err = desk.New(context.Background(), desk.Options{Store: w.store, Blobs: &memory{all: map[string][]byte{}}, Log: slog.New(slog.DiscardHandler),
		Setup: desk.Setup{Rules: w.rules, Keys: w.keys, Composer: w}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { w.desk.Run(ctx); close(done) }()
	w.hire()
	w.invite(p)
	for len(w.agenda) > 0 && !w.agenda[0].at.After(w.until) {
		w.store.turn.Lock() // so that the desk, which wakes by its own clock, sees all that was done
		next := heap.Pop(&w.agenda).(act)
		w.store.turn.Unlock()
		time.Sleep(time.Until(next.at))
		synctest.Wait() // what the desk does by itself comes first
		next.do()
		synctest.Wait()
	}
	stop()
	<-done
	return w
}

// after puts something on the agenda.
func (w *world) after(d time.Duration, do func()) { w.at(time.Now().Add(d), do) }

func (w *world) at(at time.Time, do func()) {
	w.mails++
	heap.Push(&w.agenda, act{at, w.mails, do})
}

// about is a random span around a mean: most are shorter, few much longer.
func (w *world) about(mean time.Duration) time.Duration {
	return time.Duration((0.2 + 0.8*w.rnd.ExpFloat64()) * float64(mean))
}

func (w *world) chance(percent int) bool { return w.rnd.IntN(100) < percent }

// send brings a mail to the desk.
func (w *world) send(m *tickets.Mail) {
	w.mails++
	m.MessageID = fmt.Sprintf("%d@outside.example", w.mails)
	m.Date, m.NewText = time.Now(), m.Text
	if m.Kind == "" {
		m.Kind = tickets.KindPerson
	}
	ctx := context.Background()
	before, err := w.desk.Cursor(ctx, "support@acme.example")
	if err == nil {
		err = w.desk.Receive(ctx, desk.Batch{Mailbox: "support@acme.example", Before: before, After: []byte(fmt.Sprint(w.mails)),
			Arrivals: []desk.Arrival{{At: time.Now(), Raw: "raw" + fmt.Sprint(w.mails), Mail: m}}})
	}
	if err != nil {
		w.t.Fatal(err)
	}
	synctest.Wait()
}

// door is the address through which somebody's mail comes to a leg of a ticket.
func (w *world) door(id tickets.ID, leg tickets.Leg, of string) tickets.Address {
	return tickets.Address{Address: w.keys.ReplyAddress("support@acme.example", "+", tickets.Door{Ticket: id, Leg: leg, Recipient: of})}
}

// Compose makes the world its desk's composer: it keeps every letter until its commit.
func (w *world) Compose(d tickets.Draft, to io.Writer) error {
	w.writing.Lock() // letters of a batch are made side by side
	w.drafts[letterTo{ticket: d.Ticket, seq: d.Seq}] = d
	w.writing.Unlock()
	return plainComposer{}.Compose(d, to)
}

// changed looks at what is committed, and lets people read their letters.
func (w *world) changed(before tickets.Ticket, c *storeChange) {
	w.checks.change(before, c)
	w.figures.change(before, c)
	for _, l := range c.Letters {
		key := letterTo{ticket: l.Ticket, seq: l.Seq}
		d, made := w.drafts[key]
		if delete(w.drafts, key); !made {
			w.t.Fatalf("letter %d of %s was never composed", l.Seq, l.Ticket)
		}
		w.checks.letter(&d)
		if d.Held != nil {
			continue
		}
		w.figures.letter(&d)
		if p, staff := w.rules.PersonByAddress(d.Recipient); staff {
			w.workers[p.ID].gets(&d)
		} else {
			w.customerGets(&d)
		}
	}
}
