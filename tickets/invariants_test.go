package tickets_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tierdesk/tickets"
)

// checker is what checkInvariants needs of a test: *testing.T and *rapid.T have it.
type checker interface {
	Helper()
	Errorf(format string, args ...any)
}

var _ checker = (*testing.T)(nil)

// checkInvariants holds what must be true of every decision.
func checkInvariants(t checker, before tickets.Ticket, ev tickets.Event, d tickets.Decision, r *tickets.Rules) {
	t.Helper()
	if d.Reason == "" || d.Why == "" {
		t.Errorf("%T has no reason: %+v", ev, d)
	}
	if d.Suspend != "" && (len(d.Letters)+len(d.Journal)+len(d.Messages)+len(d.Relays) > 0 || d.Ticket.Letters != before.Letters) {
		t.Errorf("a suspended mail changed something: %+v", d)
	}
	if d.Ticket.ID != before.ID || d.Ticket.Version != before.Version {
		t.Errorf("the decision is about %s version %d, not %s version %d", d.Ticket.ID, d.Ticket.Version, before.ID, before.Version)
	}
	if d.Ticket.Status == tickets.Closed && !d.Ticket.Wake().IsZero() {
		t.Errorf("a closed ticket wakes at %s", d.Ticket.Wake())
	}
	if before.Status == tickets.Closed && d.Ticket.Status != tickets.Closed {
		t.Errorf("a closed ticket is %s", d.Ticket.Status)
	}
	if tick, ok := ev.(tickets.Tick); ok && !d.Ticket.Wake().IsZero() && !d.Ticket.Wake().After(tick.At) {
		t.Errorf("a tick at %s leaves the ticket due at %s", tick.At, d.Ticket.Wake())
	}
	if d.Ticket.Tier != before.Tier && !before.Opened.IsZero() && len(d.Ticket.Climbs) == len(before.Climbs) {
		t.Errorf("the tier changed from %s to %s without a reason", before.Tier, d.Ticket.Tier)
	}
	if p := d.Ticket.Pause; p.Kind != "" && !d.Ticket.Due.IsZero() {
		t.Errorf("the clock runs until %s during a %s", d.Ticket.Due, p.Kind)
	}
	for _, c := range d.Ticket.Clocks {
		if d.Ticket.Status == tickets.Closed || d.Ticket.Status == tickets.Solved && !c.Runs.IsZero() {
			t.Errorf("the clock of the %s runs, and the ticket is %s", c.Promise, d.Ticket.Status)
		}
		if c.Used < 0 || c.Runs.IsZero() != c.Due.IsZero() {
			t.Errorf("a clock is impossible: %+v", c)
		}
	}
	checkToldOnce(t, d)
	if len(d.Withdraw) > 0 && d.Reason != tickets.CommandRun && d.Reason != tickets.AgentAnswered && d.Reason != tickets.NoteWritten && d.Reason != tickets.VendorAsked {
		t.Errorf("letters were withdrawn by %s", d.Reason)
	}
	if d.Reason == tickets.CommandRefused && len(d.Withdraw)+len(d.Done)+len(d.Messages) > 0 {
		t.Errorf("something was done by a mail that was refused: %+v", d)
	}
	checkLetters(t, before, ev, d, r)
	checkQuiet(t, before, ev, d, r)
	for _, o := range d.Others {
		checkOther(t, ev, o, r)
	}
}

// checkOther holds a decision on a ticket that a line of a mail named, as if that line had stood alone in a mail on it.
func checkOther(t checker, ev tickets.Event, d tickets.Decision, r *tickets.Rules) {
	t.Helper()
	var all map[tickets.ID]tickets.Named
	fresh := tickets.ID(0)
	switch ev := ev.(type) {
	case tickets.AgentMail:
		all, fresh = ev.Named, ev.Fresh
	case tickets.FirstMail:
		all = ev.Named
	case tickets.Ordered:
		all, fresh = ev.Named, ev.Fresh
	case tickets.WaitOver:
		all = ev.Named
	}
	named, known := all[d.Ticket.ID]
	if d.Ticket.ID == fresh && d.Ticket.Version == 0 { // opened by this very mail
		named.Ticket, known = tickets.Ticket{ID: d.Ticket.ID}, true
	}
	if !known {
		t.Errorf("%s was changed and not named", d.Ticket.ID)
	}
	checkInvariants(t, named.Ticket, ev, d, r)
}

// checkToldOnce: of what fell due together, everybody gets one letter.
func checkToldOnce(t checker, d tickets.Decision) {
	t.Helper()
	told := map[string]tickets.Notice{}
	for _, l := range d.Letters {
		first, again := told[l.Recipient.Key()]
		if again && (l.Notice == tickets.SLAWarning || l.Notice == tickets.SLABreach) {
			t.Errorf("%s gets %s and %s at once", l.Recipient.Address, first, l.Notice)
		}
		told[l.Recipient.Key()] = l.Notice
	}
}

func checkLetters(t checker, before tickets.Ticket, ev tickets.Event, d tickets.Decision, r *tickets.Rules) {
	t.Helper()
	machine := wroteMachine(ev)
	seq := before.Letters
	for _, l := range d.Letters {
		if l.Seq <= seq {
			t.Errorf("letter %d comes after letter %d", l.Seq, seq)
		}
		seq = l.Seq
		_, staff := r.PersonByAddress(l.Recipient)
		if l.Notice == tickets.Alert {
			checkAlert(t, l, d.Ticket, r)
			continue
		}
		if vendor, ok := r.VendorByID(l.Leg.Vendor()); ok && l.Recipient.Same(vendor.Address()) {
			checkVendorLetter(t, l, d.Ticket)
			continue
		}
		if !staff && (l.Leg != tickets.CustomerLeg || !d.Ticket.Belongs(l.Recipient) && !l.Recipient.Same(askedAlone(before, ev))) {
			t.Errorf("%s is not entitled to the %s letter on the %s leg", l.Recipient.Address, l.Notice, l.Leg)
		}
		if machine && !staff {
			t.Errorf("machine mail was answered with %s to %s", l.Notice, l.Recipient.Address)
		}
		if _, ours := r.MailboxByAddress(l.Recipient); ours {
			t.Errorf("the desk writes to itself: %s", l.Recipient.Address)
		}
		checkCustomerLetter(t, l, staff)
		checkTold(t, l, ev)
	}
	for _, w := range d.Waits {
		seq = max(seq, w.Seq)
	}
	if d.Ticket.Letters != seq && d.Suspend == "" && len(d.Letters) > 0 {
		t.Errorf("%d letters were numbered, the last one is %d", d.Ticket.Letters, seq)
	}
}

// checkAlert holds that a letter to somebody outside the desk goes to an address that the configuration names, never to the
// customer's side, and has nothing of the matter in it and no name.
func checkAlert(t checker, l tickets.Draft, on tickets.Ticket, r *tickets.Rules) {
	t.Helper()
	named := false
	for _, chain := range r.Chains {
		for _, step := range chain {
			named = named || slices.Contains(step.Tell, l.Recipient.Address)
		}
	}
	if !named || on.Belongs(l.Recipient) || on.SameOrganisation(l.Recipient) {
		t.Errorf("%s may not be told of %s", l.Recipient.Address, on.ID)
	}
	d := l.Data
	if d.Subject+l.Subject+d.Body.Text+d.Assignee+d.Requester.Address+d.You+d.Actor != "" || d.Packet != nil || d.Doors != nil || len(d.Fields)+len(l.Attachments) > 0 || l.ReplyTo != l.Mailbox {
		t.Errorf("something of the matter is in the letter to %s: %+v", l.Recipient.Address, l)
	}
}

// checkCustomerLetter looks for what must never leave the desk.
func checkCustomerLetter(t checker, l tickets.Draft, staff bool) {
	t.Helper()
	if staff {
		return
	}
	if l.Data.Packet != nil || l.Data.Fault != nil || len(l.Data.Done) > 0 || l.Data.Failure != nil || l.Data.Report != nil || l.Data.Findings != nil {
		t.Errorf("an internal part is in the %s letter to %s", l.Notice, l.Recipient.Address)
	}
	if strings.Contains(l.From, "@") {
		t.Errorf("an agent's address is shown to %s: %s", l.Recipient.Address, l.From)
	}
}

// checkVendorLetter looks for what a vendor must never read: who the customer is, and what is inside.
func checkVendorLetter(t checker, l tickets.Draft, on tickets.Ticket) {
	t.Helper()
	v := *l.Data.Vendor
	all := fmt.Sprint(l.Subject, l.Data.Subject, l.Data.Body, v.Question, v.Fields, l.Attachments)
	for _, c := range on.Customers() {
		if c.Domain() != "" && strings.Contains(strings.ToLower(all), c.Key()) {
			t.Errorf("%s reads the address of %s: %s", l.Recipient.Address, c.Address, all)
		}
	}
	shown := tickets.NoticeData{Desk: l.Data.Desk, Number: l.Data.Number, Tag: l.Data.Tag, Subject: l.Subject, You: l.Data.You, Actor: l.Data.Actor,
		Body: l.Data.Body, Vendor: l.Data.Vendor}
	if !reflect.DeepEqual(shown, l.Data) {
		t.Errorf("an internal part is in the %s letter to %s: %+v", l.Notice, l.Recipient.Address, l.Data)
	}
}

// askedAlone is the customer whose word, or whose question, belongs to no ticket.
func askedAlone(before tickets.Ticket, ev tickets.Event) tickets.Address {
	switch ev := ev.(type) {
	case tickets.CustomerWord:
		if before.ID == 0 {
			return ev.Sender.Address
		}
	case tickets.Relayed:
		if before.ID == 0 && ev.Relay.Asked != nil {
			return ev.Relay.Asked.For
		}
	}
	return tickets.Address{}
}

// checkTold holds that a customer is told of their own tickets alone, and of none before they are proven.
func checkTold(t checker, l tickets.Draft, ev tickets.Event) {
	t.Helper()
	told := l.Data.Told
	if told == nil {
		return
	}
	if word, ok := ev.(tickets.CustomerWord); ok && (!l.Recipient.Same(word.Sender.Address) || len(told.Own) > 0 ||
		l.Ticket != 0 && word.Sender.Token != tickets.GoodToken && !word.Sender.Auth) {
		t.Errorf("a word of %s is answered to %s with %+v", word.Sender.Address.Address, l.Recipient.Address, told)
	}
	for _, own := range told.Own {
		found := slices.ContainsFunc(ev.(tickets.Relayed).Findings.List.Rows, func(r tickets.Row) bool {
			return r.Number == own.Number && l.Recipient.Same(tickets.Address{Address: r.From})
		})
		if !found {
			t.Errorf("%s is told of %s", l.Recipient.Address, own.Number)
		}
	}
}

func wroteMachine(ev tickets.Event) bool {
	switch ev := ev.(type) {
	case tickets.FirstMail:
		return ev.Mail.Auto
	case tickets.CustomerWord:
		return ev.Mail.Auto
	case tickets.MachineMail, tickets.VendorMail, tickets.Undelivered:
		return true
	}
	return false
}
