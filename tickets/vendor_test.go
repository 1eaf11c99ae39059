package tickets_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tierdesk/tickets"
)

// asked is a story whose ticket waits for Print Co.
func asked(t *testing.T, question string) *story {
	t.Helper()
	s := newStory()
	s.step(t, "first from=rita@bigcustomer.example name=\"Rita Klein\" subject=\"It jams\"\n| "+question)
	s.step(t, "agent from=ann@acme.example\n| /vendor printco\n| Please help.")
	return s
}

func TestAShorterContractIsWrittenDownAndNotMailed(t *testing.T) {
	s := asked(t, "It jams.")
	s.at = s.at.Add(5 * time.Hour)
	for i := range s.rules.Vendors {
		s.rules.Vendors[i].Contract, s.rules.Vendors[i].Chase = tickets.Span{Time: time.Hour}, tickets.Span{Time: 2 * time.Hour}
	}
	d := tickets.Decide(s.ticket, tickets.Reloaded{Facts: tickets.Facts{At: s.at}}, s.rules)
	c := d.Ticket.Case("printco")
	if d.Reason != tickets.ClocksSet || len(d.Letters) > 0 || !c.Late || !c.ChaseAt.After(s.at) {
		t.Errorf("%s, %d letters, %+v", d.Reason, len(d.Letters), c)
	}
	if again := tickets.Decide(d.Ticket, tickets.Reloaded{Facts: tickets.Facts{At: s.at}}, s.rules); again.Reason != tickets.NothingDue {
		t.Errorf("the second reload: %s", again.Reason)
	}
	if due := tickets.Decide(d.Ticket, tickets.Tick{Facts: tickets.Facts{At: s.at}}, s.rules); len(due.Letters) > 0 {
		t.Errorf("a tick mails %d letters", len(due.Letters))
	}
}

func TestAListFindsWhatAVendorWasAsked(t *testing.T) {
	s := asked(t, "It jams.")
	for text, want := range map[string]bool{"vendor:printco": true, "vendor:print hold": true, "vendor:netco": false, "L4": true} {
		q, err := s.rules.ParseQuery(text, "ann")
		if err != nil || q.Matches(&s.ticket, s.at) != want {
			t.Errorf("%s: %t, %v", text, !want, err)
		}
	}
	if _, err := s.rules.ParseQuery("vendor:nobody", "ann"); err == nil {
		t.Error("nobody is a vendor")
	}
}

func TestExplainShowsTheClockOfAVendor(t *testing.T) {
	s := asked(t, "It jams.")
	var all []string
	for _, l := range s.rules.Explain(&s.ticket, &tickets.History{}, time.UTC) {
		all = append(all, l.Text)
	}
	text := strings.Join(all, "\n")
	if !strings.Contains(text, "Print Co was asked on Mon 2 Mar 2026 09:00 UTC; its answer is due Tue 3 Mar 2026 09:00 UTC, by contract within 1d; reminded next Mon 2 Mar 2026 17:00 UTC") {
		t.Error(text)
	}
}

// TestNothingThatSaysWhoTheCustomerIsReachesAVendor wherever it stands, and whatever is around it.
func TestNothingThatSaysWhoTheCustomerIsReachesAVendor(t *testing.T) {
	secrets := []string{"rita@bigcustomer.example", "Rita.Klein+x@bigcustomer.example", "max@elsewhere.example", "+49 30 1234-567", "(030) 5556678", "tel. 555 1234", "555-234-5678",
		"Rita Klein", "Klein, Rita", "RITA KLEIN", "K-2030", "support+t1024-customer-rita@acme.example", "https://mail.bigcustomer.example/x"}
	hidden := []string{"rita", "klein", "elsewhere.example", "1234", "5556678", "5678", "k-2030", "bigcustomer", "t1024"}
	rapid.Check(t, func(rt *rapid.T) {
		var text []string
		for range rapid.IntRange(1, 12).Draw(rt, "words") {
			text = append(text, rapid.SampledFrom(append([]string{"the", "printer", "jams", "at", "page", "two,", "<", ">", "(", "mailto:", "\"", "7.1"}, secrets...)).Draw(rt, "word"))
		}
		question := strings.Join(text, rapid.SampledFrom([]string{" ", "  ", ", ", "; "}).Draw(rt, "blank"))
		s := asked(t, question)
		d := tickets.Decide(s.ticket, tickets.Ordered{Facts: tickets.Facts{At: s.at}, By: "ann", Commands: block("/vendor netco " + question).Commands}, s.rules)
		for _, m := range append(s.said, d.Messages...) {
			for _, h := range hidden {
				netco := m.Leg == "vendor:netco" && h == "k-2030" // no pattern of its hides that
				if m.Leg.Vendor() != "" && !netco && strings.Contains(strings.ToLower(m.Text), h) {
					rt.Errorf("%q reads %q of %q", m.Leg, m.Text, question)
				}
			}
		}
		if len(d.Messages) == 0 && strings.TrimSpace(question) != "" {
			rt.Errorf("nothing was asked: %s", d.Why)
		}
	})
}
