package desk_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/tickets"
	"tierdesk/tickets/desk"
	"tierdesk/tickets/route"
	"tierdesk/tickets/store/boltstore"
)

// under is the setup of a desk with other routes.
func under(t testing.TB, d *desk.Desk, routes ...route.Rule) desk.Setup {
	t.Helper()
	table, err := route.Compile(routes, tickets.Matrix{})
	if err != nil {
		t.Fatal(err)
	}
	s := d.Setup()
	rules := *s.Rules
	rules.Router = table
	s.Rules = &rules
	return s
}

func replayed(t testing.TB, d *desk.Desk, other desk.Setup) (lines []string, mails int) {
	t.Helper()
	mails, err := d.Replay(context.Background(), desk.Replay{Since: time.Now().Add(-time.Hour), Other: other,
		Tell: func(differing []desk.Replayed, done, all int) error {
			for _, r := range differing {
				lines = append(lines, fmt.Sprintf("%s/%d%s %s", r.Ticket, r.Message, r.Suspended, strings.Join(r.Differs, "; ")))
			}
			return nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return lines, mails
}

func TestReplayTellsWhatOtherRoutesWouldHaveDone(t *testing.T) {
	o := newOffice(t)
	o.receive(first, second)
	o.receive(o.answer("ann@acme.example", "a1", "/solve\nTry black ink."))
	o.receive("From: dana@acme.example\nTo: support@acme.example\nSubject: x\nMessage-ID: <d1@evil.example>\n\n#1 /assign bob\n")
	before := fmt.Sprint(o.tickets(), o.suspended())

	if lines, mails := replayed(t, o.desk, o.desk.Setup()); len(lines) != 0 || mails != 4 {
		t.Errorf("%d mails, and under the same rules %q differ", mails, lines)
	}
	three := tickets.Tier(3)
	other := under(t, o.desk, route.Rule{When: `organisation == "other.example"`, Queue: "paper", Tier: &three, Priority: tickets.High})
	other.Rules.Tiers[3] = tickets.TierRules{People: []string{"bob"}}
	lines, _ := replayed(t, o.desk, other)
	if want := []string{"#2/1 queue: nothing → paper; tier: L1 → L3; priority: normal → high"}; fmt.Sprint(lines) != fmt.Sprint(want) {
		t.Errorf("got %q", lines)
	}
	lines, _ = replayed(t, o.desk, under(t, o.desk, route.Rule{Suspend: true}))
	if len(lines) != 2 || !strings.Contains(lines[0], "#1/1 kept back: nothing → route") {
		t.Errorf("got %q", lines)
	}
	if after := fmt.Sprint(o.tickets(), o.suspended()); after != before {
		t.Error("the replay changed something")
	}
}

func TestReplayTellsWhichRepliesAndSuspendedMailsWouldFareOtherwise(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	o.receive(o.answer("ann@acme.example", "a1", "Try black ink."))
	o.receive("From: dana@acme.example\nTo: support@acme.example\nSubject: x\nMessage-ID: <d1@evil.example>\n\n#1 /assign bob\n")
	other := o.desk.Setup()
	rules := *other.Rules
	rules.People = rules.People[1:2] // ann and dana left
	other.Rules = &rules
	lines, _ := replayed(t, o.desk, other)
	got := strings.Join(lines, "\n")
	for _, want := range []string{"#1/2 kept back: nothing → revoked_token", "#0/0q1 kept back: unproven_agent → nothing"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// BenchmarkReplay decides 10,000 kept mails again under two setups.
func BenchmarkReplay(b *testing.B) {
	kept, err := boltstore.Open(filepath.Join(b.TempDir(), "tierdesk.db"), boltstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer kept.Close()
	o := &office{store: kept, blobs: &memory{all: map[string][]byte{}}, log: slog.DiscardHandler}
	o.desk = newDesk(b, o)
	var all []desk.Arrival
	for i := range 10000 {
		raw := fmt.Sprintf("From: Carl <carl@customer%d.example>\r\nTo: support@acme.example\r\nSubject: Ink %d\r\nMessage-ID: <%d@customer.example>\r\n\r\n%s\r\n",
			i%500, i, i, strings.Repeat("My printer prints no black, and I have tried everything that I know.\r\n", 60))
		id, _, _ := o.blobs.Put(context.Background(), strings.NewReader(raw))
		m := parse.Bytes([]byte(raw))
		classify.Classify(&m)
		all = append(all, desk.Arrival{At: time.Now(), Raw: id, Mail: &m})
	}
	if err := o.desk.Receive(context.Background(), desk.Batch{Mailbox: "support@acme.example", After: []byte("1"), Arrivals: all}); err != nil {
		b.Fatal(err)
	}
	other := under(b, o.desk, route.Rule{When: `subject =~ "ink 7" && organisation != ""`, Queue: "ink"})
	for b.Loop() {
		if lines, mails := replayed(b, o.desk, other); len(lines) != 1111 || mails != 10000 {
			b.Fatalf("%d of %d mails differ", len(lines), mails)
		}
	}
	b.ReportMetric(10000/b.Elapsed().Seconds()*float64(b.N), "mails/s")
}
