package desk_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/calendar"
	"tierdesk/tickets/desk"
	"tierdesk/tickets/route"
	"tierdesk/tickets/store/boltstore"
)

// TestAfterAWeekendDownEveryoneIsToldOnceOfEachTicket has 500 tickets on the clock when the desk goes down on a Friday at
// 17:00, and starts it again on Saturday at 23:00, twice. Half of them count the hours of the office, which is closed
// meanwhile; the others every hour.
func TestAfterAWeekendDownEveryoneIsToldOnceOfEachTicket(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := weekend(t)
		time.Sleep(time.Until(time.Date(2000, 1, 7, 9, 0, 0, 0, time.UTC)))
		const n = 500
		for i := range n / 10 {
			o.arriveTen(i)
			time.Sleep(8 * time.Minute) // until 15:40
		}
		o.treat()
		o.run(time.Until(time.Date(2000, 1, 7, 17, 0, 0, 0, time.UTC)))
		before := o.told()
		due := map[tickets.ID]bool{}
		time.Sleep(30 * time.Hour)
		for _, ticket := range o.tickets() {
			if wake := ticket.Wake(); !wake.IsZero() && !wake.After(time.Now()) {
				due[ticket.ID] = true
			}
		}
		o.restart()
		o.run(time.Minute)
		first := o.told()
		o.restart()
		o.run(time.Minute)
		again := o.told()
		fresh := minus(first, before)
		t.Logf("%d tickets, %d letters until Friday 17:00; %d tickets fell due while the desk was down", n, len(before), len(due))
		t.Logf("after the start %d letters about %d tickets: %s", len(fresh), len(about(fresh)), figures(fresh))
		t.Logf("after another start %d more", len(minus(again, first)))
		if len(minus(again, first)) != 0 {
			t.Errorf("told again: %s", figures(minus(again, first)))
		}
		for who, times := range perPerson(fresh) {
			if times > 1 {
				t.Errorf("%s was told %d times", who, times)
			}
		}
		for id := range about(fresh) {
			if !due[id] {
				t.Errorf("%s was not due, and somebody was told", id)
			}
		}
		if len(due) < n/3 || len(about(fresh)) < len(due)-o.silent {
			t.Errorf("%d of %d tickets that were due were told", len(about(fresh)), len(due))
		}
		o.run(time.Until(time.Date(2000, 1, 10, 8, 59, 0, 0, time.UTC)))
		monday := o.told()
		t.Logf("until Monday 08:59 %d letters: %s", len(minus(monday, again)), figures(minus(monday, again)))
		o.run(8 * time.Hour)
		t.Logf("on Monday in the office %d letters: %s", len(minus(o.told(), monday)), figures(minus(o.told(), monday)))
		if open := figures(minus(o.told(), monday)); !strings.Contains(open, "sla_breach") {
			t.Errorf("the clocks of the office did not go on: %s", open)
		}
	})
}

// TestAfterAWeekendDownAManagerGetsAHandfulOfMails plays the same weekend with and without rules that gather notices. Dana has an
// hour between two letters, the agents five minutes.
func TestAfterAWeekendDownAManagerGetsAHandfulOfMails(t *testing.T) {
	before, after := weekendMails(t, false), weekendMails(t, true)
	for i, when := range []string{"in ten minutes after the start", "until Monday 08:59, when 24 urgent tickets become late one by one", "on Monday, when 228 others do"} {
		for _, who := range slices.Sorted(maps.Keys(before[i])) {
			t.Logf("%s, %s: %d mails before, %d now", when, who, before[i][who], after[i][who])
		}
	}
	const dana = "dana@acme.example"
	if before[0][dana] < 200 || after[0][dana] == 0 || after[0][dana] > 3 || after[2][dana] == 0 || after[2][dana] > 10 {
		t.Errorf("the manager got %d mails before and %d now, on Monday %d", before[0][dana], after[0][dana], after[2][dana])
	}
}

// weekendMails counts the mails to each of the desk's people in ten minutes from the start on Saturday, until Monday 08:59, and
// from then on to 17:00.
func weekendMails(t *testing.T, grouped bool) (mails [3]map[string]int) {
	synctest.Test(t, func(t *testing.T) {
		o := weekend(t)
		if grouped {
			o.gather()
		}
		time.Sleep(time.Until(january(7, 9, 0)))
		for i := range 50 {
			o.arriveTen(i)
			time.Sleep(8 * time.Minute)
		}
		o.treat()
		o.run(time.Until(january(7, 17, 0)))
		was := o.mails()
		time.Sleep(30 * time.Hour)
		for i, until := range []time.Time{january(8, 23, 10), january(10, 8, 59), january(10, 17, 0)} {
			o.restart()
			o.run(time.Minute)
			o.restart()
			o.run(time.Until(until))
			now := o.mails()
			mails[i] = map[string]int{}
			for who := range now {
				mails[i][who] = now[who] - was[who]
			}
			was = now
		}
		if left, err := o.desk.PendingNotices(t.Context()); err != nil || len(left) > 0 && left[0].At.Before(january(10, 16, 0)) {
			t.Errorf("%d notices still wait: %+v %v", len(left), left[0], err)
		}
	})
	return mails
}

// gather lets notices wait for each other, and for office hours.
func (o *weekendOffice) gather() {
	o.setup.Rules.People = slices.Clone(o.setup.Rules.People)
	for i := range o.setup.Rules.People {
		p := &o.setup.Rules.People[i]
		p.Notices = tickets.NoticeRules{Wait: 30 * time.Second, Interval: 5 * time.Minute, Flood: 20, Quiet: true, Hours: officeHours(o.t)}
		if p.Role == tickets.Manager {
			p.Notices.Interval = time.Hour
		}
	}
	o.desk.Use(o.setup)
}

// mails counts the letters to each of the desk's people.
func (o *weekendOffice) mails() map[string]int {
	count := map[string]int{}
	for _, ticket := range append(o.tickets(), tickets.Ticket{}) {
		h, err := o.store.History(o.t.Context(), ticket.ID)
		if err != nil {
			o.t.Fatal(err)
		}
		for _, l := range h.Letters {
			if strings.HasSuffix(l.To, "@acme.example") {
				count[l.To]++
			}
		}
	}
	return count
}

// weekendOffice is an office with a calendar, promises and a database on disk.
type weekendOffice struct {
	*office
	file   *boltstore.Store
	dir    string
	setup  desk.Setup
	silent int // tickets whose moment tells nobody
}

func weekend(t *testing.T) *weekendOffice {
	o := &weekendOffice{office: newOffice(t), dir: t.TempDir() + "/desk.db"}
	o.setup = o.desk.Setup()
	hours, err := calendar.ParseHours("Mon-Fri 09:00-18:00")
	if err != nil {
		t.Fatal(err)
	}
	open, err := calendar.New(calendar.Options{Hours: []calendar.Hours{hours}})
	if err != nil {
		t.Fatal(err)
	}
	office := tickets.Hours{Name: "office", Calendar: open}
	span := func(h int) tickets.Span { return tickets.Span{Time: time.Duration(h) * time.Hour} }
	pause := []tickets.Status{tickets.Pending, tickets.Hold}
	promises, err := route.CompilePolicies([]route.PolicyRule{
		{When: `priority == "urgent"`, Policy: tickets.Policy{Respond: span(10), Solve: span(26), Warn: 75, Pause: pause}},
		{Policy: tickets.Policy{Respond: span(10), Solve: tickets.Span{Days: 3}, Hours: office, Warn: 75, Pause: pause}}})
	if err != nil {
		t.Fatal(err)
	}
	table, err := route.Compile([]route.Rule{{When: `subject =~ "urgent"`, Priority: tickets.Urgent}}, tickets.Matrix{})
	if err != nil {
		t.Fatal(err)
	}
	r := *o.setup.Rules
	r.Promises, r.Router = promises, table
	r.People = append(slices.Clone(r.People), tickets.Person{ID: "cem", Name: "Cem Oz", Emails: []string{"cem@acme.example"}, Role: tickets.Agent})
	r.Tiers[1] = tickets.TierRules{Name: "Service desk", People: []string{"ann", "bob"}, HoldAtMost: tickets.Span{Days: 2}, Hours: office}
	r.Tiers[2] = tickets.TierRules{Name: "Specialists", People: []string{"cem"}}
	o.setup.Rules = &r
	o.restart()
	t.Cleanup(func() { o.file.Close() })
	return o
}

// restart opens the database again and makes a desk on it, as after a crash.
func (o *weekendOffice) restart() {
	o.t.Helper()
	if o.file != nil {
		o.file.Close()
	}
	var err error
	if o.file, err = boltstore.Open(o.dir, boltstore.Options{}); err != nil {
		o.t.Fatal(err)
	}
	o.store = o.file
	o.start()
	o.desk.Use(o.setup)
}

func (o *weekendOffice) arriveTen(batch int) {
	var mails []string
	for i := range 10 {
		subject := "Printer"
		if i%2 == 0 {
			subject = "urgent: printer"
		}
		mails = append(mails, fmt.Sprintf("From: c%d-%d@customer.example\nSubject: %s\nMessage-ID: <%d-%d@customer.example>\n\nIt burns.\n", batch, i, subject, batch, i))
	}
	o.receive(mails...)
}

// treat lets people do something with some of the tickets.
func (o *weekendOffice) treat() {
	for i, ticket := range o.tickets() {
		switch {
		case i%11 == 1:
			o.order(ticket.ID, "snooze", "20h")
		case i%13 == 2:
			o.order(ticket.ID, "ack", "20h")
			o.silent++
		case i%17 == 3:
			o.order(ticket.ID, "hold", "18h")
		case i%19 == 4:
			o.order(ticket.ID, "pending", "")
		case i%23 == 5:
			o.order(ticket.ID, "solve", "")
		}
	}
}

// letterTo is one letter: which ticket, to whom, what.
type letterTo struct {
	ticket tickets.ID
	seq    uint64
	to     string
	notice tickets.Notice
}

func (o *weekendOffice) told() map[letterTo]bool {
	all := map[letterTo]bool{}
	for _, ticket := range o.tickets() {
		for _, l := range o.history(ticket.ID).Letters {
			all[letterTo{ticket.ID, l.Seq, l.To, l.Notice}] = true
		}
	}
	return all
}

func minus(a, b map[letterTo]bool) map[letterTo]bool {
	left := maps.Clone(a)
	maps.DeleteFunc(left, func(l letterTo, _ bool) bool { return b[l] })
	return left
}

func about(letters map[letterTo]bool) map[tickets.ID]bool {
	ids := map[tickets.ID]bool{}
	for l := range letters {
		ids[l.ticket] = true
	}
	return ids
}

func perPerson(letters map[letterTo]bool) map[string]int {
	times := map[string]int{}
	for l := range letters {
		times[l.ticket.String()+" "+l.to]++
	}
	return times
}

// figures counts letters by what they are and who gets them.
func figures(letters map[letterTo]bool) string {
	count := map[string]int{}
	for l := range letters {
		to := l.to
		if strings.HasSuffix(to, "customer.example") {
			to = "customers"
		}
		count[string(l.notice)+" to "+to]++
	}
	var parts []string
	for _, kind := range slices.Sorted(maps.Keys(count)) {
		parts = append(parts, fmt.Sprintf("%d %s", count[kind], kind))
	}
	return strings.Join(parts, ", ")
}
