package desk_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
)

// click is the mail that a mail client makes of a button.
func click(t *testing.T, d tickets.Draft, verb, from, typed string) string {
	t.Helper()
	for _, a := range d.Data.Doors.Actions {
		if a.Verb != verb {
			continue
		}
		u, err := url.Parse(a.URL)
		if err != nil || u.Scheme != "mailto" {
			t.Fatalf("%q is no mailto: %v", a.URL, err)
		}
		to, err := url.PathUnescape(u.Opaque)
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		return fmt.Sprintf("From: %s\nTo: %s\nSubject: %s\nMessage-ID: <%s-%x@client.example>\n\n%s%s\n", from, to, q.Get("subject"), verb, typed+from, q.Get("body"), typed)
	}
	t.Fatalf("%s offers no %s: %+v", d.Notice, verb, d.Data.Doors)
	return ""
}

// TestEveryButtonWorksFromAnyMailClient clicks what a notice offers, with and without sub-addresses, by the rule of either
// kind of desk.
func TestEveryButtonWorksFromAnyMailClient(t *testing.T) {
	for _, sub := range []string{"+", ""} {
		for _, rule := range []tickets.ReplyRule{tickets.ReplyCustomer, tickets.ReplyNote} {
			t.Run(sub+string(rule), func(t *testing.T) {
				o := newOffice(t)
				rec := o.record(func(r *tickets.Rules) {
					r.Mailboxes[0].Sub, r.ReplyTo = sub, rule
					r.Tiers[2].People = []string{"bob"}
				})
				o.receive(first)
				notice := rec.last("ann@acme.example")
				ann := "Ann <ann@acme.example>"
				other := map[tickets.ReplyRule]string{tickets.ReplyCustomer: "note", tickets.ReplyNote: "reply"}[rule]
				o.receive(click(t, notice, other, ann, "Words through the other door."))
				want := map[string]tickets.Leg{"note": tickets.InternalLeg, "reply": tickets.CustomerLeg}[other]
				if h := o.history(1); len(h.Messages) != 2 || h.Messages[1].Leg != want {
					t.Fatalf("the other door led to %+v", h.Messages)
				}
				o.receive(click(t, notice, "escalate", ann, "she needs the key to the cellar"))
				if got := o.tickets()[0]; got.Tier != 2 || got.Assignee != "bob" {
					t.Errorf("escalated: %s %s", got.Tier, got.Assignee)
				}
				o.receive(click(t, notice, "solve", ann, ""))
				if got := o.tickets()[0]; got.Status != tickets.Solved {
					t.Errorf("solved: %s", got.Status)
				}
				if n := len(o.suspended()); n > 0 {
					t.Errorf("%d suspended: %+v", n, o.suspended()[0])
				}
			})
		}
	}
}

func TestAButtonIsWorthNothingToAnybodyElse(t *testing.T) {
	for _, sub := range []string{"+", ""} {
		o := newOffice(t)
		rec := o.record(func(r *tickets.Rules) { r.Mailboxes[0].Sub = sub })
		o.receive(first)
		notice := rec.last("ann@acme.example")
		o.receive(click(t, notice, "solve", "bob@acme.example", ""), click(t, notice, "solve", "mallory@elsewhere.example", ""),
			strings.Replace(click(t, notice, "solve", "ann@acme.example", " "), "#1 [t", "#1 [tz", 1))
		if got := o.tickets()[0]; sub == "" && got.Status != tickets.New {
			t.Errorf("solved by somebody else: %s", got.Status)
		}
		for i, want := range []tickets.Reason{tickets.SuspendedForeign, tickets.SuspendedNotEntitled} {
			if held := o.suspended(); len(held) <= i || held[i].Reason != want {
				t.Errorf("sub-address %q, mail %d: %+v, want %s", sub, i, held, want)
			}
		}
	}
}

// TestWhoWritesToBothDoorsIsTakenInside: nothing can leak there, and what was meant for the customer can be sent again.
func TestWhoWritesToBothDoorsIsTakenInside(t *testing.T) {
	o := newOffice(t)
	rec := o.keepDrafts()
	o.receive(first)
	notice := rec.last("ann@acme.example")
	mail := click(t, notice, "note", "ann@acme.example", "Is he a VIP?")
	o.receive(strings.Replace(mail, "To: ", "To: "+notice.ReplyTo+", ", 1))
	if h := o.history(1); len(h.Messages) != 2 || h.Messages[1].Leg != tickets.InternalLeg {
		t.Errorf("got %+v", h.Messages)
	}
}

// TestTheSecondOfTwoAnswersWaits and its author learns what the first said, also when both come in one batch.
func TestTheSecondOfTwoAnswersWaits(t *testing.T) {
	o := newOffice(t)
	rec := o.record(func(r *tickets.Rules) {})
	o.receive(first)
	ann := rec.last("ann@acme.example")
	o.receive(click(t, ann, "note", "ann@acme.example", "Is anybody there?"))
	o.receive("From: ann@acme.example\nTo: " + ann.ReplyTo + "\nSubject: x\nMessage-ID: <a1@acme.example>\n\n/assign none\n")
	o.receive("From: carl@customer.example\nTo: support@acme.example\nSubject: x\nMessage-ID: <c2@customer.example>\nIn-Reply-To: <1@customer.example>\n\nHello?\n")
	bob := rec.last("bob@acme.example") // whose it is now; Ann still has her first notice
	o.receive("From: bob@acme.example\nTo: "+bob.ReplyTo+"\nSubject: x\nMessage-ID: <b1@acme.example>\nIn-Reply-To: <"+bob.MessageID+">\n\nUse water.\n",
		"From: ann@acme.example\nTo: "+ann.ReplyTo+"\nSubject: x\nMessage-ID: <a2@acme.example>\nIn-Reply-To: <"+ann.MessageID+">\n\nPull the plug.\n")
	told := rec.last("ann@acme.example")
	if told.Notice != tickets.Collision || told.Data.Body.Text != "Use water." || told.Data.Actor != "Bob Ray" {
		t.Fatalf("Ann was told %s: %+v", told.Notice, told.Data)
	}
	if hers := rec.last("carl@customer.example"); hers.Data.Body.Text != "Pull the plug." || hers.After.Sub(hers.At) < 4*time.Minute {
		t.Errorf("the second answer is %q, and waits %s", hers.Data.Body.Text, hers.After.Sub(hers.At))
	}
	o.receive(click(t, told, "cancel", "ann@acme.example", ""))
	for _, l := range o.history(1).Letters {
		if l.MessageID == rec.last("carl@customer.example").MessageID && l.State != tickets.Cancelled {
			t.Errorf("her answer is %s", l.State)
		}
	}
}
