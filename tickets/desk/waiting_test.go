package desk_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/calendar"
	"tierdesk/tickets/desk"
	"tierdesk/tickets/store"
)

// officeHours are those of the tests: the clock of a synctest bubble begins on a Saturday.
func officeHours(t testing.TB) tickets.Hours {
	t.Helper()
	hours, err := calendar.ParseHours("Mon-Fri 09:00-17:00")
	if err != nil {
		t.Fatal(err)
	}
	open, err := calendar.New(calendar.Options{Hours: []calendar.Hours{hours}})
	if err != nil {
		t.Fatal(err)
	}
	return tickets.Hours{Name: "office", Calendar: open}
}

// quiet lets nothing come outside the office hours that is not urgent.
func (o *office) quiet() {
	hours := officeHours(o.t)
	s := o.desk.Setup()
	r := *s.Rules
	r.People = append([]tickets.Person(nil), r.People...)
	for i := range r.People {
		r.People[i].Notices = tickets.NoticeRules{Wait: 30 * time.Second, Interval: 5 * time.Minute, Flood: 3, Quiet: true, Hours: hours}
	}
	s.Rules = &r
	o.desk.Use(s)
}

// until lets the desk do what is due until a moment.
func (o *office) until(at time.Time) {
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { o.desk.Run(ctx); close(done) }()
	time.Sleep(time.Until(at))
	stop()
	<-done
}

func january(day, hour, minute int) time.Time {
	return time.Date(2000, 1, day, hour, minute, 0, 0, time.UTC)
}

func TestWhatComesOnTheWeekendIsOneMailOnMondayAndAnAnswerToItWorks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.quiet()
		o.receive(first, mailOf(2), mailOf(3), mailOf(4)) // Ann has #1 and #3
		o.until(january(2, 12, 0))
		o.start() // what waits is remembered
		o.quiet()
		if pending, err := o.desk.PendingNotices(context.Background()); err != nil || len(pending) < 4 || !pending[0].Until.Equal(january(3, 9, 0)) {
			t.Errorf("pending: %+v %v", pending, err)
		}
		o.until(january(3, 8, 59))
		if n := o.lettersOf(tickets.Together, "ann@acme.example"); n != 0 {
			t.Errorf("%d letters before she is in", n)
		}
		o.until(january(3, 9, 1))
		if n := o.lettersOf(tickets.Together, "ann@acme.example"); n != 1 {
			t.Fatalf("%d letters when she is in, want 1", n)
		}
		for _, l := range o.history(1).Letters {
			if l.To == "ann@acme.example" {
				t.Errorf("a letter of its own: %+v", l)
			}
		}
		o.receive(o.answer("ann@acme.example", "a1", "#1 /note The caretaker knows.\n#1 /assign bob\n#3 /solve"))
		if one, three := o.tickets()[0], o.tickets()[2]; one.Assignee != "bob" || three.Status != tickets.Solved {
			t.Errorf("%s has #1, #3 is %s", one.Assignee, three.Status)
		}
	})
}

func TestSomebodyIsToldAtOnceWhenTheOperatorSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.quiet()
		o.receive(first, mailOf(2), mailOf(3))
		if n, err := o.desk.TellNow(context.Background(), "ann", "operator"); n != 2 || err != nil {
			t.Errorf("told %d, %v", n, err)
		}
		if n := o.lettersOf(tickets.Together, "ann@acme.example"); n != 1 {
			t.Errorf("%d letters, want 1", n)
		}
		if _, err := o.desk.TellNow(context.Background(), "ann", "operator"); !errors.Is(err, desk.ErrNothingWaits) {
			t.Errorf("a second time: %v", err)
		}
	})
}

func TestTheNoticesOfEachTicketAreAThreadOfTheirOwnForEachReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.until(january(3, 10, 0))
		o.quiet()
		kept := o.keepDrafts()
		more := func(n int, on string) string {
			return fmt.Sprintf("From: carl@customer.example\nSubject: Re: x\nMessage-ID: <m%d@customer.example>\nIn-Reply-To: <%s>\n\nMore.\n", n, on)
		}
		one, two := first, strings.NewReplacer("1@customer", "2@customer", "Printer", "Door").Replace(first)
		o.receive(one, two) // Ann has #1, Bob #2
		o.receive(more(3, "1@customer.example"), more(4, "2@customer.example"), more(5, "1@customer.example"), more(6, "2@customer.example"))
		o.receive(more(7, "1@customer.example"), more(8, "2@customer.example"), more(9, "1@customer.example")) // over the flood of three
		o.until(january(3, 10, 10))
		last := map[string]string{}
		for _, d := range kept.drafts() {
			lane := fmt.Sprint(d.Ticket, d.Recipient.Address)
			if d.Ticket == 0 && (d.InReplyTo != "" || len(d.References) > 0) {
				t.Errorf("a letter about several tickets follows %s", d.InReplyTo)
			}
			if _, staff := o.desk.Setup().Rules.PersonByAddress(d.Recipient); staff && d.Ticket != 0 && d.InReplyTo != last[lane] {
				t.Errorf("letter %d/%d to %s follows %q, want %q", d.Ticket, d.Seq, d.Recipient.Address, d.InReplyTo, last[lane])
			}
			last[lane] = d.MessageID
		}
		if len(last) < 3 {
			t.Errorf("only %d threads", len(last))
		}
	})
}

// dying is a store whose process dies at one of the next commits: before it, or after it and before anybody hears of it.
type dying struct {
	store.Store
	left  int
	after bool
}

var errDied = errors.New("killed")

func (d *dying) Commit(ctx context.Context, changes []store.Change) error {
	d.left--
	if d.left != 0 {
		return d.Store.Commit(ctx, changes)
	}
	if d.after {
		if err := d.Store.Commit(ctx, changes); err != nil {
			return err
		}
	}
	return errDied
}

// TestEveryNoticeThatWaitsIsToldOnceOrSaidToBeVoidWhereverTheDeskIsKilled plays random days: mails, answers, commands, hours
// that pass, and kills before or after a commit.
func TestEveryNoticeThatWaitsIsToldOnceOrSaidToBeVoidWhereverTheDeskIsKilled(t *testing.T) {
	var sum ledgerOfWaits
	for seed := range uint64(40) {
		synctest.Test(t, func(t *testing.T) {
			d := &days{office: newOffice(t), drafts: map[string]tickets.Draft{}, chance: rand.New(rand.NewPCG(seed, 0))}
			d.dying = &dying{Store: d.store}
			d.store = d.dying
			d.restart()
			for range 40 {
				d.step()
			}
			d.restart()
			d.dying.left = 0
			d.until(time.Now().AddDate(0, 0, 8)) // in that time everybody is in, and nothing new comes
			d.balance(&sum)
		})
	}
	t.Logf("%d notices waited: %d were told alone, %d in %d letters about several tickets, %d were void; %d kills", sum.waited, sum.alone, sum.rows, sum.together, sum.void, sum.kills)
	if sum.alone == 0 || sum.together == 0 || sum.void == 0 || sum.kills < 50 {
		t.Error("a way to end did not occur")
	}
}

// days are an office that is killed now and then.
type days struct {
	*office
	dying  *dying
	chance *rand.Rand
	mails  int
	kills  int
	mu     sync.Mutex
	drafts map[string]tickets.Draft // by Message-ID
}

// Compose keeps what it is given.
func (d *days) Compose(draft tickets.Draft, w io.Writer) error {
	d.drafts[draft.MessageID] = draft
	return plainComposer{}.Compose(draft, w)
}

func (d *days) restart() {
	d.dying.left, d.dying.after = 1+d.chance.IntN(12), d.chance.IntN(2) == 0
	d.start()
	d.quiet()
	s := d.desk.Setup()
	s.Composer = oneByOne{&d.mu, d}
	d.desk.Use(s)
}

// oneByOne lets letters that are composed side by side come one after the other.
type oneByOne struct {
	mu *sync.Mutex
	desk.Composer
}

func (o oneByOne) Compose(draft tickets.Draft, w io.Writer) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.Composer.Compose(draft, w)
}

// survive offers a mail until the desk took it, as mailin does.
func (d *days) survive(raw string) {
	a := d.arrival(raw)
	for d.try("support@acme.example", a) != nil {
		d.kills++
		d.restart()
	}
}

func (d *days) step() {
	d.mails++
	id, all := fmt.Sprintf("d%d", d.mails), d.tickets()
	if d.chance.IntN(3) == 0 {
		time.Sleep(time.Duration(d.chance.IntN(7)) * time.Hour)
	}
	switch what := d.chance.IntN(10); {
	case len(all) == 0 || what < 3:
		d.survive("From: carl@customer.example\nSubject: About " + id + "\nMessage-ID: <" + id + "@customer.example>\n\nIt burns.\n")
	case what < 6:
		on := all[d.chance.IntN(len(all))]
		h := d.history(on.ID)
		d.survive("From: carl@customer.example\nSubject: Re: x\nMessage-ID: <" + id + "@customer.example>\nIn-Reply-To: <" + h.Messages[0].MessageID + ">\n\nMore.\n")
	case what < 8:
		d.order(all[d.chance.IntN(len(all))].ID, id)
	default:
		ctx, stop := context.WithCancel(context.Background())
		done := make(chan struct{})
		go func() { d.desk.Run(ctx); close(done) }()
		time.Sleep(time.Duration(d.chance.IntN(100)) * time.Minute)
		stop()
		<-done
		if d.dying.left <= 0 {
			d.kills++
			d.restart()
		}
	}
}

// order is a command of the operator. One that is not heard of is not given again.
func (d *days) order(id tickets.ID, n string) {
	commands := []tickets.Command{{Verb: "assign", Arg: "bob"}, {Verb: "assign", Arg: "ann"}, {Verb: "solve"}, {Verb: "note", Arg: "The caretaker knows " + n}, {Verb: "priority", Arg: "urgent"}}
	_, err := d.desk.Order(context.Background(), id, "operator", commands[d.chance.IntN(len(commands)):][:1])
	if errors.Is(err, errDied) {
		d.kills++
		d.restart()
	}
}

// ledgerOfWaits counts what became of notices that waited.
type ledgerOfWaits struct{ waited, alone, rows, together, void, kills int }

var noticeIn = regexp.MustCompile(`\(([a-z_, ]+)\)`)

// balance holds that what the journals say of notices that wait adds up to nothing, and agrees with the letters.
func (d *days) balance(sum *ledgerOfWaits) {
	d.t.Helper()
	if left, err := d.desk.PendingNotices(context.Background()); err != nil || len(left) > 0 {
		d.t.Errorf("%d notices wait for ever: %+v %v", len(left), left, err)
	}
	var here ledgerOfWaits
	for _, ticket := range d.tickets() {
		h := d.history(ticket.ID)
		open := map[string]int{}
		for _, e := range h.Journal {
			found := noticeIn.FindStringSubmatch(e.Text)
			if found == nil {
				continue
			}
			name, _, _ := strings.Cut(e.Text, " is ")
			for notice := range strings.SplitSeq(found[1], ", ") {
				switch e.Why {
				case tickets.NoticeWaits:
					_, names, _ := strings.Cut(e.Text, ": ")
					names = names[strings.LastIndex(names, ": ")+1:]
					for who := range strings.SplitSeq(names, ", ") {
						open[strings.TrimSpace(who)+" "+notice]++
						here.waited++
					}
				case tickets.NoticesTold:
					open[name+" "+notice]--
					if strings.Contains(e.Text, "in one letter") {
						here.rows++
					} else {
						here.alone++
					}
				case tickets.NoticeWithdrawn:
					name, _, _ := strings.Cut(e.Text, " is not told")
					open[name+" "+notice]--
					here.void++
				}
			}
		}
		for what, n := range open {
			if n != 0 {
				d.t.Errorf("%s: %s waited %d times more than it was told or void:\n%+v", ticket.ID, what, n, h.Journal)
			}
		}
	}
	gathered := 0
	for _, l := range d.history0().Letters {
		if l.Notice == tickets.Together {
			here.together++
			gathered += d.rowsOf(l)
		}
	}
	if gathered != here.rows {
		d.t.Errorf("the letters have %d notices, the journals say %d", gathered, here.rows)
	}
	if here.waited != here.alone+here.rows+here.void {
		d.t.Errorf("%+v does not add up", here)
	}
	sum.waited, sum.alone, sum.rows, sum.together, sum.void, sum.kills = sum.waited+here.waited, sum.alone+here.alone, sum.rows+here.rows, sum.together+here.together, sum.void+here.void, sum.kills+d.kills
}

// rowsOf counts the notices in a letter about several tickets. Outside the office hours all of them are urgent.
func (d *days) rowsOf(l tickets.Letter) (n int) {
	for _, row := range d.drafts[l.MessageID].Data.Gathered.Rows {
		n += len(row.News) + row.More
		if row.Priority != tickets.Urgent && !officeHours(d.t).Calendar.Open(l.Made) {
			d.t.Errorf("%s was told of %s at %s", l.To, row.Number, l.Made)
		}
	}
	return n
}
