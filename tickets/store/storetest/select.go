package storetest

import (
	"testing"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

func selectPromises() []promise {
	return []promise{
		{"SelectFiltersByEveryField", selectFilters},
		{"SelectFollowsAChangedTicket", selectFollows},
		{"DueTicketsComeEarliestFirst", selectWake},
		{"AWakeThatMovedIsOnlyInItsNewPlace", wakeMoves},
		{"AListingContinuesAfterItsLastTicket", selectContinues},
		{"WordsAreFoundInSubjectRequesterAndMessages", selectWords},
		{"AnImpossibleQueryIsInvalid", selectInvalid},
		{"ALongListingIsWhole", selectLong},
	}
}

func ids(list []tickets.Ticket) []tickets.ID {
	var ids []tickets.ID
	for _, t := range list {
		ids = append(ids, t.ID)
	}
	return ids
}

func wantIDs(t *testing.T, s store.Store, q store.Query, want ...tickets.ID) {
	t.Helper()
	equal(t, "tickets", ids(must(s.Select(ctx(t), q))(t)), want)
}

func selectFilters(t *testing.T, s store.Store) {
	commit(t, s,
		opening(4, status(tickets.Closed)),
		opening(1),
		opening(3, status(tickets.Open), func(c *tickets.Ticket) { c.Tier, c.Queue, c.Assignee = 2, "billing", "ann" }),
		opening(2, status(tickets.Pending), func(c *tickets.Ticket) { c.Tier, c.Assignee, c.Requester.Address = 2, "bob", " EVE1@example.org" }),
		opening(300, status(tickets.Solved), func(c *tickets.Ticket) { c.Updated = at(3).In(zone) }))
	for _, c := range []struct {
		name string
		q    store.Query
		want []tickets.ID
	}{
		{"all", store.Query{}, []tickets.ID{1, 2, 3, 4, 300}},
		{"one status", store.Query{Statuses: []tickets.Status{tickets.New}}, []tickets.ID{1}},
		{"closed", store.Query{Statuses: []tickets.Status{tickets.Closed}}, []tickets.ID{4}},
		{"closed and open", store.Query{Statuses: []tickets.Status{tickets.Closed, tickets.Open}}, []tickets.ID{3, 4}},
		{"not closed", store.Query{Statuses: []tickets.Status{tickets.New, tickets.Open, tickets.Pending, tickets.Solved}}, []tickets.ID{1, 2, 3, 300}},
		{"tier", store.Query{Tiers: []tickets.Tier{2}}, []tickets.ID{2, 3}},
		{"tiers", store.Query{Tiers: []tickets.Tier{0, 1}}, []tickets.ID{1, 4, 300}},
		{"queue", store.Query{Queue: "billing"}, []tickets.ID{3}},
		{"part of a queue", store.Query{Queue: "bill"}, nil},
		{"assignee", store.Query{Assignee: "bob"}, []tickets.ID{2}},
		{"assignee and status", store.Query{Assignee: "bob", Statuses: []tickets.Status{tickets.Open, tickets.Pending}}, []tickets.ID{2}},
		{"assignee of another status", store.Query{Assignee: "bob", Statuses: []tickets.Status{tickets.Open}}, nil},
		{"nobody's", store.Query{Unassigned: true}, []tickets.ID{1, 4, 300}},
		{"nobody's, of a status", store.Query{Unassigned: true, Statuses: []tickets.Status{tickets.New}}, []tickets.ID{1}},
		{"nobody's and somebody's", store.Query{Unassigned: true, Assignee: "bob"}, nil},
		{"requester", store.Query{Requester: "eve1@example.org"}, []tickets.ID{1, 2}},
		{"requester and status", store.Query{Requester: "eve1@example.org", Statuses: []tickets.Status{tickets.New}}, []tickets.ID{1}},
		{"requester not by key", store.Query{Requester: "Eve1@example.org"}, nil},
		{"updated since", store.Query{UpdatedSince: at(3)}, []tickets.ID{3, 4, 300}},
		{"updated a nanosecond later", store.Query{UpdatedSince: at(3).Add(1)}, []tickets.ID{4}},
		{"updated since in another zone", store.Query{UpdatedSince: at(4).In(zone)}, []tickets.ID{4}},
		{"updated since and status", store.Query{UpdatedSince: at(2), Statuses: []tickets.Status{tickets.Pending, tickets.Open}}, []tickets.ID{2, 3}},
		{"updated since, after, limit", store.Query{UpdatedSince: at(2), After: 2, Limit: 1}, []tickets.ID{3}},
		{"everything at once", store.Query{Statuses: []tickets.Status{tickets.Open}, Tiers: []tickets.Tier{2}, Queue: "billing",
			Assignee: "ann", Requester: "eve3@example.org", UpdatedSince: at(1), After: 2, Limit: 5}, []tickets.ID{3}},
	} {
		t.Log(c.name)
		wantIDs(t, s, c.q, c.want...)
	}
}

func selectWords(t *testing.T, s store.Store) {
	said := func(id tickets.ID, subject, name string, texts ...string) store.Change {
		c := opening(id, func(c *tickets.Ticket) { c.Subject, c.Requester.Name = subject, name })
		for i, text := range texts {
			c.Messages = append(c.Messages, tickets.Message{N: uint64(i + 1), Leg: tickets.CustomerLeg, Text: text, From: tickets.Address{Address: "Pia@Example.org"}})
		}
		return c
	}
	commit(t, s, said(1, "Printer on fire", "Rita Klein", "The FUSER smells.", "it said \"E-17\"\nand <stopped> at C:\\spool"),
		said(2, "Größe ändern", "Jürgen", "ÜBERALL zu klein"), said(3, "", ""), said(9, "printer", "Max", "fuser"))
	for _, c := range []struct {
		words []string
		want  []tickets.ID
	}{
		{[]string{"printer"}, []tickets.ID{1, 9}}, {[]string{"PRINT"}, []tickets.ID{1, 9}}, {[]string{"fuser", "rita"}, []tickets.ID{1}},
		{[]string{"smells", "stopped"}, []tickets.ID{1}}, {[]string{"smells", "nobody"}, nil}, {[]string{"überall"}, []tickets.ID{2}},
		{[]string{"GRÖSSE"}, nil}, {[]string{"größe", "JÜRGEN"}, []tickets.ID{2}}, {[]string{"pia@example"}, []tickets.ID{1, 2, 9}},
		{[]string{"<stopped>"}, []tickets.ID{1}}, {[]string{`"e-17"`}, []tickets.ID{1}}, {[]string{`c:\spool`}, []tickets.ID{1}},
		{[]string{"17\"\nand"}, []tickets.ID{1}}, {[]string{"customer"}, nil}, {[]string{"text"}, nil}, {[]string{`\`}, []tickets.ID{1}},
	} {
		t.Log(c.words)
		wantIDs(t, s, store.Query{Words: c.words}, c.want...)
	}
	wantIDs(t, s, store.Query{Words: []string{"printer"}, Before: 9}, 1)
	wantIDs(t, s, store.Query{Words: []string{"printer"}, After: 1}, 9)
	wantIDs(t, s, store.Query{Words: []string{"printer"}, UpdatedSince: at(1), Before: 9}, 1)
	wantIDs(t, s, store.Query{Words: []string{"printer"}, Requester: "eve1@example.org", Limit: 1}, 1)
	wantIDs(t, s, store.Query{Before: 3}, 1, 2)
	wantIDs(t, s, store.Query{After: 1, Before: 9, Statuses: []tickets.Status{tickets.New}}, 2, 3)
	wantIDs(t, s, store.Query{After: 3, Before: 4})
}

func selectFollows(t *testing.T, s store.Store) {
	commit(t, s, opening(1, due(5)))
	commit(t, s, opening(1, status(tickets.Closed), func(c *tickets.Ticket) {
		c.Version, c.Tier, c.Queue, c.Assignee, c.Requester.Address, c.Updated = 1, 3, "billing", "ann", "bob@example.org", at(9)
	}))
	old := []store.Query{{Statuses: []tickets.Status{tickets.New}}, {Tiers: []tickets.Tier{1}}, {Queue: "hardware"},
		{Requester: "eve1@example.org"}, {UpdatedSince: at(10)}, {WakeBy: at(5)}}
	for _, q := range old {
		wantIDs(t, s, q)
	}
	for _, q := range []store.Query{{Statuses: []tickets.Status{tickets.Closed}}, {Tiers: []tickets.Tier{3}}, {Queue: "billing"},
		{Assignee: "ann"}, {Requester: "bob@example.org"}, {UpdatedSince: at(9)}, {UpdatedSince: at(1)}} {
		wantIDs(t, s, q, 1)
	}
	commit(t, s, opening(1, due(5), func(c *tickets.Ticket) { c.Version, c.Updated = 2, at(10) }))
	for _, q := range old {
		wantIDs(t, s, q, 1)
	}
}

func selectWake(t *testing.T, s store.Store) {
	commit(t, s, opening(1, due(30)), opening(2, due(10)), opening(3), opening(5, due(10)),
		opening(4, due(20), func(c *tickets.Ticket) { c.Queue, c.Due = "billing", c.Due.In(zone) }),
		opening(6, status(tickets.Solved), func(c *tickets.Ticket) { c.CloseAt = at(15) }),
		opening(7, due(0), func(c *tickets.Ticket) { c.Due = time.Unix(-5, 0) }))
	wantIDs(t, s, store.Query{WakeBy: at(20)}, 7, 2, 5, 6, 4)
	wantIDs(t, s, store.Query{WakeBy: at(20).In(zone)}, 7, 2, 5, 6, 4)
	wantIDs(t, s, store.Query{WakeBy: at(20).Add(-1)}, 7, 2, 5, 6)
	wantIDs(t, s, store.Query{WakeBy: at(99), Limit: 3}, 7, 2, 5)
	wantIDs(t, s, store.Query{WakeBy: at(99), Queue: "billing", Limit: 3}, 4)
	wantIDs(t, s, store.Query{WakeBy: at(99), UpdatedSince: at(4), Statuses: []tickets.Status{tickets.New}}, 7, 5, 4)
	wantIDs(t, s, store.Query{WakeBy: time.Unix(-6, 0)})
}

func wakeMoves(t *testing.T, s store.Store) {
	commit(t, s, opening(1, due(10)))
	commit(t, s, opening(1, due(20), func(c *tickets.Ticket) { c.Version = 1 }))
	wantIDs(t, s, store.Query{WakeBy: at(10)})
	wantIDs(t, s, store.Query{WakeBy: at(20)}, 1)
	commit(t, s, opening(1, func(c *tickets.Ticket) { c.Version = 2 }))
	wantIDs(t, s, store.Query{WakeBy: at(99)})
}

func selectContinues(t *testing.T, s store.Store) {
	for _, id := range []tickets.ID{5, 1, 256, 3, 2} {
		commit(t, s, opening(id))
	}
	wantIDs(t, s, store.Query{Limit: 2}, 1, 2)
	wantIDs(t, s, store.Query{After: 2, Limit: 2}, 3, 5)
	wantIDs(t, s, store.Query{After: 5, Limit: 2}, 256)
	wantIDs(t, s, store.Query{After: 256, Limit: 2})
	wantIDs(t, s, store.Query{After: 1, Limit: 1, Statuses: []tickets.Status{tickets.New}}, 2)
	wantIDs(t, s, store.Query{After: 3, Requester: "eve5@example.org"}, 5)
	wantIDs(t, s, store.Query{After: 5, Requester: "eve5@example.org"})
	wantIDs(t, s, store.Query{After: 1<<64 - 1})
}

func selectInvalid(t *testing.T, s store.Store) {
	for _, q := range []store.Query{{After: 1, WakeBy: at(1)}, {Limit: -1}} {
		_, err := s.Select(ctx(t), q)
		wantInvalid(t, err)
	}
}

func selectLong(t *testing.T, s store.Store) {
	const n = 1100 // more than any adapter reads at once
	var batch []store.Change
	var all, even []tickets.ID
	for id := tickets.ID(1); id <= n; id++ {
		queue := "odd"
		if id%2 == 0 {
			queue = "even"
			even = append(even, id)
		}
		all = append(all, id)
		batch = append(batch, opening(id, due(int(id)), func(c *tickets.Ticket) { c.Queue, c.Requester.Address = queue, "eve@example.org" }))
	}
	commit(t, s, batch...)
	wantIDs(t, s, store.Query{}, all...)
	wantIDs(t, s, store.Query{WakeBy: at(n)}, all...)
	wantIDs(t, s, store.Query{UpdatedSince: at(0)}, all...)
	wantIDs(t, s, store.Query{Requester: "eve@example.org"}, all...)
	wantIDs(t, s, store.Query{Queue: "even"}, even...)
	wantIDs(t, s, store.Query{Queue: "even", Statuses: []tickets.Status{tickets.New}, Limit: 520}, even[:520]...)
	wantIDs(t, s, store.Query{Queue: "even", WakeBy: at(n), Limit: 520}, even[:520]...)
}
