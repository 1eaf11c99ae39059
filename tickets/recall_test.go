package tickets_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tierdesk/tickets"
)

// TestWhatIsRecalledWasNeverWritten lets an agent write, to the customer or to vendors, at any moment of a ticket's life, and
// think better of it at once: the ticket stands as before, but for what tells of the letters themselves.
func TestWhatIsRecalledWasNeverWritten(t *testing.T) {
	kept := cmpopts.IgnoreFields(tickets.Ticket{}, "Letters", "Messages", "Updated", "Chains", "Mailed", "Assignee", "OwnedFor", "Holders", "Swarm", "Hidden",
		"Participants", "Unsent", "Recalled", "Kept", "SolvedAt", "CloseAt")
	recalled := 0
	rapid.Check(t, func(rt *rapid.T) {
		l := &life{story: newStory(), rt: rt}
		l.rules = promising(t, "promises")
		for i := range rapid.IntRange(1, 12).Draw(rt, "events") {
			l.pass()
			d := tickets.Decide(l.ticket, l.next(i == 0), l.rules)
			if l.toDesk || d.Suspend != "" && i == 0 {
				return
			}
			l.keep(d)
			l.enqueue(d)
		}
		before := l.ticket
		if before.Updated.After(l.at) {
			return // the clock was set back: what was late is not any more, whatever is decided
		}
		for n := range rapid.IntRange(1, 2).Draw(rt, "mails") {
			l.write(rt, l.pick("words", []string{"We look at it.", "/vendor printco\nPlease.", "/vendor netco And you?\n/vendor printco\nAnd you?", "/escalate netco theirs\nPlease.", "/reply Hm."}),
				l.pick("leg", []string{"customer", "vendor:printco"}))
			if len(l.ticket.Unsent) == 0 || len(l.ticket.Unsent) != len(before.Unsent)+n+1 {
				return // it was refused, or earlier words were forgotten
			}
		}
		for len(l.ticket.Unsent) > len(before.Unsent) {
			if d := l.write(rt, "/cancel", "internal"); len(d.Withdraw) == 0 {
				rt.Fatalf("nothing was recalled: %+v", d)
			}
		}
		if diff := cmp.Diff(before, l.ticket, kept, cmpopts.EquateEmpty()); diff != "" {
			rt.Fatalf("the ticket does not stand as before: %s", diff)
		}
		recalled++
	})
	if recalled == 0 {
		t.Error("nothing was ever recalled")
	}
}

// write decides about a mail of Ann's.
func (l *life) write(rt *rapid.T, text, leg string) tickets.Decision {
	in := l.incoming(map[string]string{"from": "ann@acme.example", "token": "good", "leg": leg}, text)
	in.Queued, in.Named, in.Said = l.queuedOf(l.ticket.ID), l.named(l.ticket.ID), l.said
	ev := tickets.AgentMail{Incoming: in, Block: block(text), Read: l.at}
	d := tickets.Decide(l.ticket, ev, l.rules)
	checkInvariants(rt, l.ticket, ev, d, l.rules)
	l.keep(d)
	l.enqueue(d)
	return d
}

func TestShowSaysWhichMessageWasRecalled(t *testing.T) {
	ticket := tickets.Ticket{ID: 7, Recalled: []uint64{2}}
	said := []tickets.Message{{N: 1, Leg: tickets.CustomerLeg, Direction: tickets.Out, Text: "Pull the plug."}, {N: 2, Leg: tickets.CustomerLeg, Direction: tickets.Out, Text: "Hm."}}
	h := &tickets.History{Messages: said}
	for _, s := range acme().DossierOf(&ticket, h).Said {
		if s.Recalled != (s.N == 2) {
			t.Errorf("message %d recalled: %t", s.N, s.Recalled)
		}
	}
	if p := acme().PrecedentOf(&ticket, h); p.Answer != "Pull the plug." {
		t.Errorf("the answer of a ticket that is alike is %q, which its customer never got", p.Answer)
	}
}
