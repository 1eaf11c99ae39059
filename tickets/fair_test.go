package tickets_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tierdesk/tickets"
)

// week is a simulated week of a desk: tickets arrive by day, agents solve what they have one after the other.
type week struct {
	rules *tickets.Rules
	rnd   *rand.Rand
	turns [tickets.TopTier + 1]uint64
	load  map[string]tickets.Load
	given map[string]int
	peak  map[string]int // the greatest weight somebody had at once
	work  map[string][]job
	had   map[string]string
	queue int // tickets that nobody got at once
}

// job is a ticket on somebody's desk, done after so much of their working time.
type job struct {
	ticket tickets.Ticket
	left   time.Duration
}

var five = []string{"ann", "bob", "cem", "eva", "fay"}

func newWeek(assign tickets.Assign, capacity int, sticky bool) *week {
	r := acme()
	r.People = append(r.People, tickets.Person{ID: "fay", Name: "Fay Ito", Emails: []string{"fay@acme.example"}, Role: tickets.Agent})
	for i := range r.People {
		r.People[i].Capacity = capacity
	}
	r.Tiers = [tickets.TopTier + 1]tickets.TierRules{1: {Name: "Service desk", People: five, Assign: assign, Sticky: sticky}}
	return &week{rules: r, rnd: rand.New(rand.NewPCG(1, 2)), load: map[string]tickets.Load{}, given: map[string]int{}, peak: map[string]int{},
		work: map[string][]job{}, had: map[string]string{}}
}

// arrive opens a ticket. One in twenty is urgent, three are high; how long it takes differs as much as in life.
func (w *week) arrive(id tickets.ID, at time.Time) {
	customer := fmt.Sprintf("c%d@customer.example", w.rnd.IntN(600))
	priority := tickets.Normal
	switch n := w.rnd.IntN(20); {
	case n == 0:
		priority = tickets.Urgent
	case n < 4:
		priority = tickets.High
	}
	takes := time.Duration(1+w.rnd.ExpFloat64()*5) * time.Minute
	w.rules.Router = plainRouter{tickets.Routing{Tier: 1, Priority: priority, Type: tickets.Question}}
	m := &tickets.Mail{MessageID: fmt.Sprint(id), Subject: "Help", Text: "Please.", NewText: "Please.", From: []tickets.Address{{Address: customer}}, Kind: tickets.KindPerson}
	f := tickets.Facts{At: at, Turns: w.turns, Load: w.load, Last: w.had}
	d := tickets.Decide(tickets.Ticket{ID: id}, tickets.FirstMail{Incoming: tickets.Incoming{Facts: f, Mail: m, Mailbox: "support@acme.example",
		Sender: tickets.Sender{Address: m.From[0], Role: tickets.Customer}}}, w.rules)
	for _, tier := range d.Took {
		w.turns[tier]++
	}
	who := d.Ticket.Assignee
	if who == "" {
		w.queue++
		return
	}
	w.had[customer] = who
	w.given[who]++
	w.load[who] = w.load[who].Plus(d.Ticket.Burden())
	w.peak[who] = max(w.peak[who], w.load[who].Weight)
	w.work[who] = append(w.work[who], job{d.Ticket, takes})
}

// pass lets everybody work for a while. Fay is new: she takes twice as long.
func (w *week) pass(d time.Duration) {
	for _, who := range five {
		left := d
		if who == "fay" {
			left /= 2
		}
		for left > 0 && len(w.work[who]) > 0 {
			j := &w.work[who][0]
			spent := min(left, j.left)
			left, j.left = left-spent, j.left-spent
			if j.left == 0 {
				w.load[who] = w.load[who].Minus(j.ticket.Burden())
				w.work[who] = w.work[who][1:]
			}
		}
	}
}

// TestAWeekOfTicketsIsSharedFairly lets 2,000 tickets come in five days of eight hours and tells how they were shared.
func TestAWeekOfTicketsIsSharedFairly(t *testing.T) {
	figures := map[string]*week{
		"round robin": newWeek(tickets.RoundRobin, 0, false), "least loaded": newWeek(tickets.LeastLoaded, 0, false),
		"least loaded, sticky": newWeek(tickets.LeastLoaded, 0, true), "least loaded, 8 at most": newWeek(tickets.LeastLoaded, 8, false),
		"round robin, sticky": newWeek(tickets.RoundRobin, 0, true), "round robin, 8 at most": newWeek(tickets.RoundRobin, 8, false),
	}
	for name, w := range figures {
		for n := range 2000 {
			day, within := n/400, time.Duration(n%400)*8*time.Hour/400
			w.arrive(tickets.ID(n+1), monday(9, 0).AddDate(0, 0, day).Add(within))
			w.pass(8 * time.Hour / 400)
		}
		most, least := extremes(w.given)
		peak, low := extremes(w.peak)
		t.Logf("%-24s tickets a person %d to %d (%.2f), greatest weight at once %d to %d (%.2f), %d in the queue", name, least, most,
			float64(most)/float64(least), low, peak, float64(peak)/float64(low), w.queue)
	}
	if most, least := extremes(figures["round robin"].given); most-least > 1 {
		t.Errorf("the round robin gave %d to %d tickets", least, most)
	}
	byTurn, _ := extremes(figures["round robin"].peak)
	byLoad, low := extremes(figures["least loaded"].peak)
	if byLoad > byTurn || float64(byLoad) > 1.5*float64(low) {
		t.Errorf("by load the weights were %d to %d at most, by turn %d", low, byLoad, byTurn)
	}
	for name, w := range figures {
		if got := w.queue + sum(w.given); got != 2000 {
			t.Errorf("%s: %d of 2000 tickets are somewhere", name, got)
		}
	}
}

func extremes(of map[string]int) (most, least int) {
	var all []int
	for _, who := range five {
		all = append(all, of[who])
	}
	return slices.Max(all), slices.Min(all)
}

func sum(of map[string]int) (n int) {
	for _, one := range of {
		n += one
	}
	return n
}
