package desk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"tierdesk/tickets"
)

// mailOf is a first mail of a customer.
func mailOf(n int) string {
	return strings.NewReplacer("1@other", fmt.Sprint(n, "@other"), "gina@", fmt.Sprint("c", n, "@")).Replace(second)
}

// assignBy starts the office with another way to give out tickets.
func (o *office) assignBy(change func(r *tickets.Rules)) {
	s := o.desk.Setup()
	r := *s.Rules
	r.People = slices.Clone(r.People)
	change(&r)
	s.Rules = &r
	o.desk.Use(s)
	o.work()
}

func (o *office) owners() (all []string) {
	for _, t := range o.tickets() {
		all = append(all, t.Assignee)
	}
	return all
}

func TestTheLeastLoadedGetsTheNextTicketAlsoWithinABatchAndAfterARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		leastLoaded := func(r *tickets.Rules) { r.Tiers[1].Assign = tickets.LeastLoaded }
		o.receive(mailOf(1), mailOf(2), mailOf(3)) // by turn: Ann has two, Bob one
		o.assignBy(leastLoaded)
		o.receive(mailOf(4), mailOf(5))
		if got := fmt.Sprint(o.owners()); got != "[ann bob ann bob bob]" && got != "[ann bob ann bob ann]" {
			t.Errorf("got %s", got)
		}
		ann := o.count("ann")
		o.receive(o.answer("ann@acme.example", "a1", "#1 /priority urgent")) // weighs as much as four
		o.receive(mailOf(6), mailOf(7))
		if got := o.count("ann"); got != ann {
			t.Errorf("Ann has an urgent ticket and got %d more: %v", got-ann, o.owners())
		}
		o.start()
		o.assignBy(leastLoaded)
		o.receive(o.answer("ann@acme.example", "a2", "#1 /solve\n#3 /solve"), mailOf(8), mailOf(9))
		if got := o.count("ann"); got != ann+2 {
			t.Errorf("Ann solved hers and got %d: %v", got-ann, o.owners())
		}
	})
}

func (o *office) count(person string) int {
	return len(slices.DeleteFunc(o.owners(), func(p string) bool { return p != person }))
}

func TestWhoIsFullGetsNothingAndNothingIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.assignBy(func(r *tickets.Rules) { r.People[0].Capacity, r.People[1].Capacity = 1, 2 })
		o.receive(mailOf(1), mailOf(2), mailOf(3), mailOf(4))
		if got := fmt.Sprint(o.owners()); got != "[ann bob bob ]" {
			t.Errorf("got %s", got)
		}
		var told []string
		for _, l := range o.history(4).Letters {
			told = append(told, string(l.Notice)+" "+l.To)
		}
		if got := strings.Join(told, ", "); got != "received c4@other.example, new_ticket ann@acme.example, new_ticket bob@acme.example" {
			t.Errorf("told: %s", got)
		}
	})
}

func TestTheLastAgentOfACustomerIsFoundInTheStoreAndInTheBatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.receive(mailOf(1), mailOf(2), mailOf(3))
		o.assignBy(func(r *tickets.Rules) { r.Tiers[1].Sticky = true })
		again := func(n, times int) string {
			return strings.Replace(mailOf(n), "Message-ID: <", fmt.Sprintf("Message-ID: <%d.", times), 1)
		}
		o.receive(again(1, 2), again(1, 3), again(3, 2), mailOf(4), again(4, 2), again(2, 2))
		own := o.owners()
		if own[3] != own[0] || own[4] != own[0] || own[5] != own[2] || own[7] != own[6] || own[8] != own[1] {
			t.Errorf("got %v", own)
		}
		if n := len(o.tickets()); n != 9 {
			t.Errorf("%d tickets", n)
		}
	})
}
