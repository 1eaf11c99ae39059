package desk_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/tickets"
	"tierdesk/tickets/desk"
	"tierdesk/tickets/store"
	"tierdesk/tickets/store/memstore"
	"tierdesk/tickets/thread"
)

// memory keeps blobs in a map.
type memory struct {
	mu   sync.Mutex
	all  map[string][]byte
	fail error // what Put answers
}

func (m *memory) Put(_ context.Context, r io.Reader) (string, int64, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return "", 0, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fail != nil {
		return "", 0, m.fail
	}
	sum := sha256.Sum256(b)
	id := hex.EncodeToString(sum[:])
	m.all[id] = b
	return id, int64(len(b)), nil
}

func (m *memory) Open(_ context.Context, id string) (io.ReadSeekCloser, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.all[id]
	if !ok {
		return nil, fmt.Errorf("no blob %s", id)
	}
	return struct {
		io.ReadSeeker
		io.Closer
	}{bytes.NewReader(b), io.NopCloser(nil)}, nil
}

func (m *memory) Sync(context.Context) error { return nil }

// plainComposer writes the least that a mail needs; package compose has the real one.
type plainComposer struct{}

func (plainComposer) Compose(d tickets.Draft, w io.Writer) error {
	for _, e := range d.Attachments {
		if _, err := fmt.Fprintf(w, "X-Enclosed: %s\r\n", e.Name); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "From: %s <%s>\r\nTo: %s\r\nReply-To: %s\r\nMessage-ID: <%s>\r\nIn-Reply-To: <%s>\r\nSubject: %s\r\n\r\n%s\r\n",
		d.From, d.Mailbox, d.Recipient.Address, d.ReplyTo, d.MessageID, d.InReplyTo, d.Subject, d.Data.Body.Text)
	return err
}

// office is a desk with everything around it in memory.
type office struct {
	t     *testing.T
	store store.Store
	blobs *memory
	desk  *desk.Desk
	uid   int
	// budgets are none, and nobody reads the log, but where a test is about them.
	budgets tickets.Budgets
	log     slog.Handler
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, store: memstore.New(), blobs: &memory{all: map[string][]byte{}}, log: slog.DiscardHandler}
	o.start()
	return o
}

// start makes a desk on what is stored, as after a restart.
func (o *office) start() {
	o.t.Helper()
	o.desk = newDesk(o.t, o)
}

func newDesk(t testing.TB, o *office) *desk.Desk {
	t.Helper()
	key, err := thread.NewKey([]byte("0123456789abcdef0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	keys := thread.NewKeys(key)
	rules := &tickets.Rules{Desk: "Acme Support", Tag: "ACME", Zone: time.UTC, Signer: keys, Enclose: 1 << 20, ReopenWithin: 7 * 24 * time.Hour, Budgets: o.budgets,
		Mailboxes: []tickets.Mailbox{{Address: "support@acme.example", Name: "Acme Support", Sub: "+", Trust: tickets.TrustToken}, {Address: "sales@acme.example", Name: "Acme Sales", Sub: "+", Trust: tickets.TrustToken}},
		People: []tickets.Person{{ID: "ann", Name: "Ann Lee", Emails: []string{"ann@acme.example"}, Role: tickets.Agent},
			{ID: "bob", Name: "Bob Ray", Emails: []string{"bob@acme.example"}, Role: tickets.Agent},
			{ID: "dana", Name: "Dana Fox", Emails: []string{"dana@acme.example"}, Role: tickets.Manager}}}
	rules.Tiers[1] = tickets.TierRules{Name: "Service desk", People: []string{"ann", "bob"}, Respond: tickets.Span{Time: time.Hour}}
	d, err := desk.New(context.Background(), desk.Options{Store: o.store, Blobs: o.blobs, Log: slog.New(o.log),
		Setup: desk.Setup{Rules: rules, Keys: keys, Composer: plainComposer{}}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// arrival reads a mail as mailin does.
func (o *office) arrival(raw string) desk.Arrival {
	o.t.Helper()
	raw = strings.ReplaceAll(raw, "\n", "\r\n")
	id, _, err := o.blobs.Put(context.Background(), strings.NewReader(raw))
	if err != nil {
		o.t.Fatal(err)
	}
	m := parse.Bytes([]byte(raw))
	classify.Classify(&m)
	return desk.Arrival{At: time.Now(), Raw: id, Mail: &m}
}

func (o *office) try(mailbox string, arrivals ...desk.Arrival) error {
	o.uid++
	next := []byte(fmt.Sprint(o.uid))
	before, err := o.desk.Cursor(context.Background(), mailbox)
	if err != nil {
		return err
	}
	return o.desk.Receive(context.Background(), desk.Batch{Mailbox: mailbox, Before: before, After: next, Arrivals: arrivals})
}

func (o *office) receive(raws ...string) {
	o.t.Helper()
	var all []desk.Arrival
	for _, raw := range raws {
		all = append(all, o.arrival(raw))
	}
	if err := o.try("support@acme.example", all...); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) tickets() []tickets.Ticket {
	o.t.Helper()
	all, err := o.desk.List(context.Background(), store.Query{})
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

func (o *office) history(id tickets.ID) tickets.History {
	o.t.Helper()
	_, h, err := o.desk.Show(context.Background(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return h
}

func (o *office) suspended() []tickets.Suspended {
	o.t.Helper()
	all, err := o.desk.SuspendedMails(context.Background())
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

// letter reads the last letter to someone.
func (o *office) letter(to string) tickets.Mail {
	o.t.Helper()
	var found *tickets.Letter
	for _, t := range append(o.tickets(), tickets.Ticket{}) {
		h, _ := o.store.History(context.Background(), t.ID)
		for _, l := range h.Letters {
			if l.To == to {
				found = &l
			}
		}
	}
	if found == nil {
		o.t.Fatalf("no letter to %s", to)
	}
	m := parse.Bytes(o.blobs.all[found.Raw])
	return m
}

const first = `From: Carl <carl@customer.example>
To: support@acme.example
Subject: Printer on fire
Message-ID: <1@customer.example>
Date: Mon, 2 Mar 2026 09:00:00 +0000

It burns.
`

func TestAMailBecomesATicketAndTheAnswerFindsItsWayBack(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	if n := len(o.tickets()); n != 1 {
		t.Fatalf("%d tickets, want 1", n)
	}
	notice := o.letter("ann@acme.example")
	o.receive("From: Ann <ann@acme.example>\nTo: " + notice.ReplyTo[0].Address + "\nSubject: Re: x\nMessage-ID: <2@acme.example>\nIn-Reply-To: <" +
		notice.MessageID + ">\n\n/time 5m\nUse water.\n")
	answer := o.letter("carl@customer.example")
	if !strings.Contains(answer.Text, "Use water.") || strings.Contains(answer.Text, "/time") {
		t.Errorf("the customer got %q", answer.Text)
	}
	o.receive("From: Carl <carl@customer.example>\nTo: " + answer.ReplyTo[0].Address + "\nSubject: Re: x\nMessage-ID: <3@customer.example>\n\nThanks.\n")
	ticket := o.tickets()[0]
	h := o.history(ticket.ID)
	if len(h.Messages) != 3 || len(o.tickets()) != 1 {
		t.Fatalf("%d messages on %d tickets, want 3 on 1", len(h.Messages), len(o.tickets()))
	}
	for i, want := range []tickets.Reason{tickets.ByNothing, tickets.ByAddressToken, tickets.ByAddressToken} {
		if h.Messages[i].Reason != want {
			t.Errorf("message %d is there for %s, want %s", i, h.Messages[i].Reason, want)
		}
	}
	if ticket.Spent[0].Minutes != 5 {
		t.Errorf("time booked: %+v", ticket.Spent)
	}
}

func TestAReplyInTheSameBatchSeesTheTicketOfItsParent(t *testing.T) {
	o := newOffice(t)
	o.receive(first, "From: carl@customer.example\nSubject: Re: Printer on fire\nMessage-ID: <2@customer.example>\nIn-Reply-To: <1@customer.example>\n\nStill.\n")
	if n := len(o.tickets()); n != 1 {
		t.Fatalf("%d tickets, want 1", n)
	}
}

func TestAMailIsTakenOnceHoweverItArrives(t *testing.T) {
	cases := map[string]string{
		"the same bytes":                      first,
		"another way to the desk":             "Received: from elsewhere\nDelivered-To: sales@acme.example\n" + first,
		"without Message-ID, the same bytes":  strings.Replace(first, "Message-ID: <1@customer.example>\n", "", 1),
		"without Message-ID, another mailbox": "Delivered-To: sales@acme.example\n" + strings.Replace(first, "Message-ID: <1@customer.example>\n", "", 1),
	}
	for name, second := range cases {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			one := first
			if strings.HasPrefix(name, "without") {
				one = strings.Replace(first, "Message-ID: <1@customer.example>\n", "", 1)
			}
			o.receive(one, second)
			o.start()
			o.receive(second)
			if err := o.try("sales@acme.example", o.arrival(second)); err != nil {
				t.Fatal(err)
			}
			if n, m := len(o.tickets()), len(o.history(o.tickets()[0].ID).Messages); n != 1 || m != 1 || len(o.suspended()) != 0 {
				t.Errorf("%d tickets, %d messages, %d suspended; want 1, 1, 0", n, m, len(o.suspended()))
			}
		})
	}
}

func TestAnotherMailWithAUsedMessageIDIsSuspendedNotLost(t *testing.T) {
	o := newOffice(t)
	o.receive(first, strings.Replace(first, "It burns.", "Something else.", 1))
	held := o.suspended()
	if len(held) != 1 || held[0].Reason != tickets.SuspendedSameID {
		t.Fatalf("suspended: %+v", held)
	}
	if id, err := o.desk.Release(context.Background(), held[0].ID, "operator"); err != nil || id == 0 {
		t.Fatalf("release: %v %v", id, err)
	}
	if len(o.suspended()) != 0 || len(o.tickets()) != 2 {
		t.Errorf("%d suspended, %d tickets; want 0 and 2", len(o.suspended()), len(o.tickets()))
	}
}

func TestASpoofedAgentIsSuspendedAndChangesNothing(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	before := o.tickets()[0]
	o.receive("From: Ann <ann@acme.example>\nTo: support@acme.example\nSubject: Re: [ACME " + before.ID.String() + "] x\nMessage-ID: <9@evil.example>\nIn-Reply-To: <1@customer.example>\n\n/solve\n")
	held := o.suspended()
	if len(held) != 1 || held[0].Reason != tickets.SuspendedUnproven {
		t.Fatalf("suspended: %+v", held)
	}
	if after := o.tickets()[0]; after.Version != before.Version {
		t.Errorf("the ticket changed: %+v", after)
	}
	if err := o.desk.Drop(context.Background(), held[0].ID, "operator"); err != nil || len(o.suspended()) != 0 {
		t.Errorf("drop: %v, %d left", err, len(o.suspended()))
	}
	if err := o.desk.Drop(context.Background(), "q99", "operator"); !errors.Is(err, desk.ErrNoSuspended) {
		t.Errorf("drop of a mail that is not there: %v", err)
	}
}

func TestAWrongCursorTakesNothing(t *testing.T) {
	o := newOffice(t)
	err := o.desk.Receive(context.Background(), desk.Batch{Mailbox: "support@acme.example", Before: []byte("other"), After: []byte("1"), Arrivals: []desk.Arrival{o.arrival(first)}})
	var conflict *store.Conflict
	if !errors.As(err, &conflict) || len(o.tickets()) != 0 {
		t.Fatalf("error %v, %d tickets", err, len(o.tickets()))
	}
}

func TestADiskThatIsFullTakesNothingAndGoesOnLater(t *testing.T) {
	o := newOffice(t)
	a := o.arrival(first)
	o.blobs.fail = errors.New("no space left on device")
	if err := o.try("support@acme.example", a); err == nil || len(o.tickets()) != 0 {
		t.Fatalf("error %v, %d tickets; want an error and none", err, len(o.tickets()))
	}
	o.blobs.fail = nil
	if err := o.try("support@acme.example", a); err != nil || len(o.tickets()) != 1 {
		t.Fatalf("error %v, %d tickets; want none and 1", err, len(o.tickets()))
	}
}

func TestBaselineMailIsKnownAndAnsweredToNobody(t *testing.T) {
	o := newOffice(t)
	a := o.arrival(first)
	a.Baseline, a.Skip = true, true
	if err := o.try("support@acme.example", a); err != nil {
		t.Fatal(err)
	}
	o.receive(first) // the folder was renumbered: the same mail, now whole
	if n := len(o.tickets()); n != 0 {
		t.Errorf("%d tickets of history, want 0", n)
	}
	b := o.arrival(strings.Replace(first, "<1@", "<2@", 1))
	b.Baseline = true
	if err := o.try("support@acme.example", b); err != nil {
		t.Fatal(err)
	}
	got := o.tickets()
	if len(got) != 1 || got[0].Status != tickets.Closed || len(o.history(got[0].ID).Letters) != 0 {
		t.Errorf("imported: %+v", got)
	}
}

func TestAMailThatIsTooLargeIsToldToItsSenderOnce(t *testing.T) {
	o := newOffice(t)
	a := o.arrival(first)
	a.Oversize = 100 << 20
	for range 2 {
		if err := o.try("support@acme.example", a); err != nil {
			t.Fatal(err)
		}
	}
	h, err := o.store.History(context.Background(), 0)
	if err != nil || len(h.Letters) != 1 || h.Letters[0].Notice != tickets.TooLarge || h.Letters[0].To != "carl@customer.example" {
		t.Fatalf("letters %+v, %v", h.Letters, err)
	}
	if held := o.suspended(); len(held) != 1 || held[0].Reason != tickets.SuspendedTooLarge || held[0].Size != 100<<20 {
		t.Errorf("suspended: %+v", held)
	}
	if _, err := o.desk.Release(context.Background(), "q1", "operator"); err == nil || !strings.Contains(err.Error(), "max_size") {
		t.Errorf("release: %v", err)
	}
}

func TestALetterThatFailedComesBackToItsTicketOnce(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	leased, _, err := o.desk.Lease(context.Background(), 10, nil, time.Minute)
	if err != nil || len(leased) != 2 {
		t.Fatalf("%d letters, %v", len(leased), err)
	}
	for _, l := range leased {
		state, text := tickets.Sent, ""
		if l.To == "carl@customer.example" {
			state, text = tickets.Failed, "no such user"
		}
		for range 2 { // the answer to the first Settle got lost
			if err := o.desk.Settle(context.Background(), []desk.Settled{{Letter: l, State: state, Status: "5.1.1", Error: text}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	h := o.history(o.tickets()[0].ID)
	var told int
	for _, l := range h.Letters {
		if l.Notice == tickets.Undeliverable {
			told++
		}
	}
	if told != 1 {
		t.Errorf("the owner was told %d times, want once", told)
	}
}
