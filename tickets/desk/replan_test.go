package desk_test

import (
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

func TestAReloadSetsTheClocksOfTheTicketsThatAreOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &weekendOffice{office: newOffice(t)}
		o.receive(first, "From: gina@other.example\nSubject: Two\nMessage-ID: <2@other.example>\n\nHelp.\n")
		o.order(2, "solve", "")
		o.setup = o.desk.Setup()
		hour := o.tickets()[0].Due
		for _, respond := range []int{2, 2, 3} {
			r := *o.setup.Rules
			r.Tiers[1].Respond = tickets.Span{Time: time.Duration(respond) * time.Hour}
			o.setup.Rules = &r
			before := o.tickets()
			o.desk.Use(o.setup)
			o.run(time.Second)
			after := o.tickets()
			if want := hour.Add(time.Duration(respond-1) * time.Hour); !after[0].Due.Equal(want) {
				t.Errorf("due %s, want %s", after[0].Due, want)
			}
			if changed := after[0].Version != before[0].Version; changed == before[0].Due.Equal(after[0].Due) {
				t.Errorf("version %d after %d, due %s after %s", after[0].Version, before[0].Version, after[0].Due, before[0].Due)
			}
			if after[1].Version != before[1].Version {
				t.Error("the solved ticket, which no clock of the rung concerns, was written anew")
			}
		}
	})
}

func TestAStartSetsTheClocksByAConfigurationThatChangedMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &weekendOffice{office: newOffice(t)}
		o.receive(first)
		due := o.tickets()[0].Due
		o.setup = o.desk.Setup()
		r := *o.setup.Rules
		r.Tiers[1].Respond = tickets.Span{Time: 5 * time.Hour}
		o.setup.Rules = &r
		o.desk.Use(o.setup)
		o.run(time.Second)
		if got := o.tickets()[0].Due; !got.Equal(due.Add(4 * time.Hour)) {
			t.Errorf("due %s, was %s", got, due)
		}
		o.start() // with an hour, as before
		o.run(time.Second)
		if got := o.tickets()[0].Due; !got.Equal(due) {
			t.Errorf("after the start due %s, want %s", got, due)
		}
	})
}
