package boltstore

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// sizes are how many keys there are before a benchmark begins: a speed that falls from the first to the last is a speed
// that falls as a desk grows.
func sizes() []int { return []int{10_000, 1_000_000} }

// filled builds a database with so many keys that a mail of the benchmarks does not have. It is not synced: nothing of
// it is measured.
func filled(b *testing.B, keys int) *Store {
	b.Helper()
	s := mustOpen(b, filepath.Join(b.TempDir(), "desk.db"), Options{})
	s.db.NoSync = true
	for i := 0; i < keys; {
		change := store.Change{Keys: map[store.Key]tickets.Ref{}}
		for ; i < keys && len(change.Keys) < 10_000; i++ {
			change.Keys[oldKey(i)] = tickets.Ref{Ticket: tickets.ID(i/3 + 1), Leg: tickets.CustomerLeg}
		}
		if err := s.Commit(b.Context(), []store.Change{change}); err != nil {
			b.Fatal(err)
		}
	}
	s.db.NoSync = false
	if err := s.db.Sync(); err != nil {
		b.Fatal(err)
	}
	return s
}

func oldKey(i int) store.Key { return store.Key(fmt.Sprintf("id:old.%d@example.org", i)) }

// mail is what one mail of a customer leaves behind: a ticket of about 1.5 KB of JSON, two lines of journal, a message of
// 2 to 8 KB, three keys and the key of its cause, two letters.
func mail(id tickets.ID) store.Change {
	now := time.Date(2026, 3, 1, 9, 0, int(id), 0, time.UTC)
	person := func(name string) tickets.Address {
		return tickets.Address{Name: name, Address: fmt.Sprintf("%s%d@example.org", name, id%5000)}
	}
	c := store.Change{
		Cause: fmt.Sprintf("mail/support@example.com/1700000000/%d", uint64(id)),
		Ticket: &tickets.Ticket{
			ID: id, Subject: "The printer on the second floor prints only half of every page", Status: tickets.New,
			Type: tickets.Incident, Priority: tickets.Normal, Queue: "hardware", Tier: 1, Mailbox: "support@example.com",
			Requester: person("eve"), Participants: []tickets.Address{person("bob"), person("carol")},
			Opened: now, Updated: now, Waiting: now, OnTier: now, Due: now.Add(4 * time.Hour), Letters: 2, Messages: 1,
			Question: strings.Repeat("It began on Monday. ", 35),
			Chains:   map[string][]string{person("eve").Key(): {fmt.Sprintf("%d.1@example.com", id), fmt.Sprintf("%d.first@example.org", id)}},
		},
		Messages: []tickets.Message{{
			N: 1, Leg: tickets.CustomerLeg, Direction: tickets.In, From: person("eve"), At: now, Kind: tickets.KindPerson,
			MessageID: fmt.Sprintf("%d.first@example.org", id), Raw: strings.Repeat("0123abcd", 8),
			Text: strings.Repeat("It prints \"half\" a page,\nthen stops & waits. ", 50+int(id*37%140)),
		}},
		Keys: map[store.Key]tickets.Ref{},
	}
	for _, what := range []string{"id:%d.first@example.org", "id:%d.parent@example.org", "unknown:%d.thread@example.org"} {
		c.Keys[store.Key(fmt.Sprintf(what, uint64(id)))] = tickets.Ref{Ticket: id, Leg: tickets.CustomerLeg}
	}
	for i := range uint64(2) {
		c.Journal = append(c.Journal, tickets.Entry{At: now, By: "desk", Text: "A new ticket in hardware on L1", Tier: 1, Status: tickets.New})
		c.Letters = append(c.Letters, tickets.Letter{
			Ticket: id, Seq: i + 1, Notice: tickets.Received, Leg: tickets.CustomerLeg, Mailbox: "support@example.com",
			Envelope: "support@example.com", To: person([]string{"eve", "ann"}[i]).Address, MessageID: fmt.Sprintf("%d.%d@example.com", id, i),
			Raw: strings.Repeat("0123abcd", 8), Size: 4000, Made: now, State: tickets.Queued, Next: now,
		})
	}
	return c
}

func mails(b *testing.B, s *Store, n int) []store.Change {
	b.Helper()
	first, err := s.NewID(b.Context(), n)
	if err != nil {
		b.Fatal(err)
	}
	changes := make([]store.Change, n)
	for i := range changes {
		changes[i] = mail(first + tickets.ID(i))
	}
	return changes
}

func BenchmarkCommit(b *testing.B) {
	for _, keys := range sizes() {
		s := filled(b, keys)
		for _, n := range []int{1, 50, 500} {
			b.Run(fmt.Sprintf("keys=%d/batch=%d", keys, n), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					changes := mails(b, s, n)
					b.StartTimer()
					if err := s.Commit(b.Context(), changes); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/change")
			})
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	for _, keys := range sizes() {
		s := filled(b, keys)
		b.Run(fmt.Sprintf("keys=%d/known=50/unknown=50", keys), func(b *testing.B) {
			n := 0
			for b.Loop() {
				asked := make([]store.Key, 100)
				for i := range asked {
					n = (n + 7919) % keys
					if asked[i] = oldKey(n); i%2 == 0 {
						asked[i] += "x"
					}
				}
				found, err := s.Resolve(b.Context(), asked)
				if err != nil || len(found) != 50 {
					b.Fatal(len(found), err)
				}
			}
		})
	}
}

func BenchmarkLease(b *testing.B) {
	const queued = 100_000
	s := mustOpen(b, filepath.Join(b.TempDir(), "desk.db"), Options{})
	for range queued / 2 / 500 {
		if err := s.Commit(b.Context(), mails(b, s, 500)); err != nil {
			b.Fatal(err)
		}
	}
	now := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	b.Run("max=20", func(b *testing.B) {
		for b.Loop() {
			now = now.Add(time.Hour)
			if got, err := s.Lease(b.Context(), store.LeaseQuery{Now: now, For: time.Minute, Max: 20}); err != nil || len(got.Letters) != 20 {
				b.Fatal(len(got.Letters), err)
			}
		}
	})
	b.Run("all busy", func(b *testing.B) {
		for b.Loop() {
			q := store.LeaseQuery{Now: now, For: time.Minute, Max: 20, Busy: []string{"support@example.com"}}
			if got, err := s.Lease(b.Context(), q); err != nil || len(got.Letters) != 0 {
				b.Fatal(len(got.Letters), err)
			}
		}
	})
	b.Run("lease and settle 20", func(b *testing.B) {
		for b.Loop() {
			got, err := s.Lease(b.Context(), store.LeaseQuery{Now: now, For: time.Minute, Max: 20})
			if err != nil {
				b.Fatal(err)
			}
			var outcomes []store.Outcome
			for _, l := range got.Letters {
				outcomes = append(outcomes, store.Outcome{Ticket: l.Ticket, Seq: l.Seq, State: tickets.Queued, At: now, Next: now.Add(time.Hour), Error: "451 later"})
			}
			if err := s.Settle(b.Context(), outcomes); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkSelect(b *testing.B) {
	const living = 20_000
	s := mustOpen(b, filepath.Join(b.TempDir(), "desk.db"), Options{})
	for range living / 500 {
		if err := s.Commit(b.Context(), mails(b, s, 500)); err != nil {
			b.Fatal(err)
		}
	}
	for name, q := range map[string]store.Query{
		"due, first 10":       {WakeBy: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), Limit: 10},
		"living, nobody's":    {Statuses: []tickets.Status{tickets.New, tickets.Open}, Assignee: "ann"},
		"living, all":         {Statuses: []tickets.Status{tickets.New, tickets.Open}},
		"of one requester":    {Requester: "eve7@example.org"},
		"updated since, few":  {UpdatedSince: mail(living - 10).Ticket.Updated},
		"of any status, none": {Queue: "none"},
		"words, in none":      {Words: []string{"nowhere", "printer"}},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Select(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
