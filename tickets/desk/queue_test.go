package desk_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/calendar"
	"tierdesk/tickets/store"
)

// run lets the desk do by itself what is due for a while.
func (o *office) run(d time.Duration) {
	ctx, stop := context.WithCancel(o.t.Context())
	done := make(chan struct{})
	go func() { o.desk.Run(ctx); close(done) }()
	time.Sleep(d)
	stop()
	<-done
}

// given lists who got which tickets out of a queue, by the letters that told them.
func (o *office) given() (all []string) {
	for _, t := range o.tickets() {
		for _, e := range o.history(t.ID).Journal {
			if e.Why == tickets.GivenFromQueue {
				all = append(all, t.ID.String()+" "+strings.ToLower(strings.Fields(e.Text)[0]))
			}
		}
	}
	return all
}

func TestWhoeverHasRoomGetsTheMostUrgentTicketOfTheQueueThenTheOldestAndEachOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		full := func(r *tickets.Rules) {
			r.People[0].Capacity, r.People[1].Capacity = 1, 1
			r.Tiers[1].Respond = tickets.Span{}
		}
		o.assignBy(full)
		for n := range 6 { // two are given, four wait
			o.receive(mailOf(n + 1))
			time.Sleep(time.Minute)
		}
		o.order(6, "priority", "urgent")
		o.receive(strings.Replace(mailOf(7), "Paper", "More", 1))
		o.start()
		o.assignBy(full)
		if o.run(time.Minute); len(o.given()) != 0 {
			t.Fatalf("nobody has room, and given were %v", o.given())
		}
		o.receive(o.answer("ann@acme.example", "a1", "#1 /solve"), strings.Replace(mailOf(8), "Paper", "Last", 1)) // who comes in the same batch stands behind
		o.run(time.Minute)
		o.order(2, "solve", "")
		o.run(time.Minute)
		o.start()
		o.assignBy(full)
		if o.run(time.Minute); fmt.Sprint(o.given()) != "[#3 bob #6 ann]" {
			t.Errorf("given were %v, want the urgent one to Ann, then the oldest to Bob", o.given())
		}
		var told []string
		for _, l := range slices.Concat(o.history(3).Letters, o.history(6).Letters) {
			if l.Notice == tickets.Assigned {
				told = append(told, l.To)
			}
		}
		if fmt.Sprint(told) != "[bob@acme.example ann@acme.example]" {
			t.Errorf("told were %v", told)
		}
		for o.solveAll() {
			o.run(time.Minute)
		}
		var got []string
		for _, id := range o.given() {
			got = append(got, id[:2])
		}
		if fmt.Sprint(got) != "[#3 #4 #5 #6 #7 #8]" {
			t.Errorf("given were %v, want each of the queue once", o.given())
		}
	})
}

// solveAll solves what somebody owns, and reports whether there was anything.
func (o *office) solveAll() (any bool) {
	for _, t := range o.tickets() {
		if t.Assignee != "" && t.Status.Active() {
			o.order(t.ID, "solve", "")
			any = true
		}
	}
	return any
}

func TestAQueueMovesWhenSomebodyIsBackAndWhenSomebodyComesToWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t) // it is midnight of Saturday, 1 January 2000
		o.assignBy(func(r *tickets.Rules) {
			r.People[0].Hours, r.People[1].Hours = shift(t, "Mon-Fri 09:00-17:00"), shift(t, "Mon-Fri 13:00-21:00")
			r.People[0].Capacity = 1
			r.Tiers[1].Respond = tickets.Span{}
		})
		o.trouble()
		o.receive(o.answer("dana@acme.example", "d1", "/away ann until 2000-01-04 10:30\n/away bob until 2000-01-04 8:00"))
		o.receive(mailOf(1), mailOf(2), mailOf(3))
		at := func(day, hour, minute int, want string) {
			t.Helper()
			o.run(time.Until(time.Date(2000, 1, day, hour, minute, 1, 0, time.UTC)))
			if got := fmt.Sprint(o.owners()); got != want {
				t.Errorf("on day %d at %d:%02d the owners are %s, want %s", day, hour, minute, got, want)
			}
		}
		at(4, 7, 59, "[  ]")
		at(4, 8, 0, "[bob bob bob]") // nobody is at work, and Bob is not away: what nobody has is his
		o.receive(o.answer("bob@acme.example", "b1", "#1 /assign none\n#2 /assign none\n#2 /snooze 3h"))
		at(4, 10, 31, "[  bob]") // what was put down stays there, also when Ann is back
		o.receive(again(mailOf(1)), again(mailOf(2)))
		at(4, 10, 32, "[ann  bob]") // she takes one at a time, and nobody else is at work
		at(4, 12, 59, "[ann  bob]")
		at(4, 13, 0, "[ann bob bob]") // Bob came
	})
}

// again is another mail of the same customer, an answer to the first.
func again(mail string) string {
	head, _, _ := strings.Cut(mail, "\n\n")
	_, id, _ := strings.Cut(head, "Message-ID: ")
	return strings.Replace(mail, "Message-ID: <", "In-Reply-To: "+id+"\nMessage-ID: <again", 1)
}

func shift(t *testing.T, text string) tickets.Hours {
	t.Helper()
	hours, err := calendar.ParseHours(text)
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.New(calendar.Options{Hours: []calendar.Hours{hours}})
	if err != nil {
		t.Fatal(err)
	}
	return tickets.Hours{Name: "shift", Calendar: c}
}

func TestTheTicketsOfWhoLeftTheDeskGoToThoseWhoAreLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.receive(mailOf(1), mailOf(2), mailOf(3))
		o.assignBy(func(r *tickets.Rules) {
			r.People = r.People[1:]
			r.Tiers[1].People = []string{"bob"}
		})
		o.run(time.Second)
		if got := fmt.Sprint(o.owners()); got != "[bob bob bob]" {
			t.Errorf("the owners are %s", got)
		}
		if some, err := o.store.Select(context.Background(), store.Query{Unassigned: true}); err != nil || len(some) != 0 {
			t.Errorf("%d tickets are nobody's, %v", len(some), err)
		}
	})
}
