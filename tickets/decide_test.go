package tickets_test

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tierdesk/tickets"
)

// TestDecideIsTotalAndKeepsTheInvariants plays random lives of a ticket.
func TestDecideIsTotalAndKeepsTheInvariants(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := &life{story: newStory(), rt: rt}
		if rapid.Bool().Draw(rt, "swarm") {
			s.set(t, "route model=swarm")
		}
		if rapid.Bool().Draw(rt, "chains") {
			for _, step := range []string{"urgent tell=ops@partner.example,gina@customer.example do=swarm", "vip tell=lead do=reassign", "vip after=30m tell=managers do=escalate",
				"escalated after=30m tell=assignee,next_tier do=raise", "raised tell=tier do=swarm", "ping_pong after=1h do=reassign", "reopened tell=ann when=\"reopened > 1\""} {
				s.set(t, "chain "+step)
			}
		}
		n := rapid.IntRange(1, 40).Draw(rt, "events")
		for i := range n {
			s.pass()
			ev := s.next(i == 0)
			on := s.ticket
			if s.toDesk {
				on = tickets.Ticket{Mailbox: "support@acme.example", Letters: s.desk}
			}
			before := on.Clone()
			d := tickets.Decide(on, ev, s.rules)
			if diff := cmp.Diff(before, on); diff != "" {
				rt.Fatalf("Decide changed the ticket it was given: %s", diff)
			}
			if again := tickets.Decide(on, ev, s.rules); cmp.Diff(d, again) != "" {
				rt.Fatalf("Decide is not a function: %s", cmp.Diff(d, again))
			}
			checkInvariants(rt, before, ev, d, s.rules)
			s.keep(d)
			s.enqueue(d)
			if d.Suspend != "" && i == 0 {
				return
			}
		}
	})
}

// life draws events.
type life struct {
	*story
	rt     *rapid.T
	toDesk bool // the event belongs to no ticket
}

// pass lets some time pass, or as much as the ticket waits for.
func (l *life) pass() {
	if wake := l.ticket.Wake(); !wake.IsZero() && rapid.IntRange(0, 3).Draw(l.rt, "until it wakes") == 0 {
		l.at = wake
		return
	}
	l.at = l.at.Add(time.Duration(rapid.SampledFrom([]int{0, 0, 1, 5, 90, 600, -10}).Draw(l.rt, "minutes")) * time.Minute)
}

var (
	customers = []string{"carl@customer.example", "gina@customer.example", "mallory@elsewhere.example", "noreply@shop.example", "x@gmail.com", "nonsense", "support@acme.example"}
	staff     = []string{"ann@acme.example", "bob@acme.example", "cem@acme.example", "eva@acme.example", "dana@acme.example"}
	bodies    = []string{"", "hello", "/note\nsecret", "/take", "/assign bob\nBob calls.", "/assign none", "/escalate too hard", "/escalate L3 too hard",
		"/solve\ndone", "/solve", "/pending", "/reopen", "/priority u", "/time 5m", "/merge 900", "/merge 1", "/help",
		"/reply", "/reply text", "/reply\n/note\ntext", "/cancel", "/cancel\nbetter words", "/deescalate", "/deescalate L1 easy", "/deescalate it is easy",
		"/status open", "/status hold 2h", "/status solved\ndone", "/status closed", "/hold", "/hold 30m", "/hold 5d\nwe wait", "/hold never", "/snooze 1h",
		"/snooze 30m\nlater", "/snooze none", "/ack", "/ack 2h", "/impact high", "/urgency low\n/impact l", "/type problem", "/tag +a -b", "/tag a b", "/tried all",
		"/cc +gina@customer.example -carl@customer.example", "/cc +x@y.example", "/cc -gina@customer.example\nhi", "/requester gina@customer.example",
		"/requester ann@acme.example", "/requester support@acme.example", "/link 900", "/link 1", "/list", "/list nonsense", "/find fire", "/show", "/show 900", "/explain\nmore", "#1025 /take", "#1025 /solve\n#1024 /solve\nwords", "#1025 /note x\n/list mine",
		"/split", "/split 2", "/split 3\n/solve", "/away until fri", "/away bob none", "/digest", "/nonsense", "/swarm cem eva", "/swarm ann nobody", "/swarm", "/unswarm it is done", "/take\n/unswarm", "/take\n/solve\n/time never",
		"/chain vip", "/chain vip off", "/chain v\n/take", "/chain urgent",
		"/vendor printco", "/vendor printco\nPlease.", "/vendor printco\nPlease, carl@customer.example asks.", "/vendor netco ref 4\n/solve\nThanks", "/vendor printco ref 7", "/vendor netco Is it open?\n/vendor printco\nAnd you?",
		"/escalate netco it is theirs\nPlease.", "/escalate L4 why", "/vendor printco\n/escalate too hard\nwords", "/send", "/send 3", "/send\n/solve\nIn other words", "#1025 /vendor netco Hello"}
	vendors = []string{"help@printco.example", "jo@printco.example", "noc@netco.example", "carl@customer.example", "x@evil.example"}
	kinds   = []string{"", "person", "auto_reply", "out_of_office", "list", "calendar", "bounce", "spam", "report"}
)

func (l *life) pick(name string, from []string) string {
	return rapid.SampledFrom(from).Draw(l.rt, name)
}

func (l *life) next(first bool) tickets.Event {
	l.toDesk = false
	arg := map[string]string{"id": fmt.Sprintf("%d@x.example", l.at.UnixNano()), "subject": l.pick("subject", []string{"", "Help"}),
		"cc": l.pick("cc", []string{"", "gina@customer.example", "support@acme.example,ann@acme.example"}), "known": "900",
		"leg": l.pick("leg", []string{"customer", "internal", "vendor:printco"}), "to": l.pick("to", []string{"", "", "carl@customer.example", "support@acme.example,gina@customer.example"}), "token": l.pick("token", []string{"", "good", "foreign", "expired", "wrong"}),
		"files": l.pick("files", []string{"", "a.pdf"}), "forgiven": l.pick("forgiven", []string{"", "spam", "own_mail,stranger,not_entitled,unproven_agent,foreign_token,expired_token,wrong_token"})}
	if first && rapid.Bool().Draw(l.rt, "plain") { // most others end suspended
		arg["from"] = "carl@customer.example"
		return tickets.FirstMail{Incoming: l.incoming(arg, "It burns.")}
	}
	if first {
		arg["from"], arg["kind"] = l.pick("from", append(customers, staff...)), l.pick("kind", kinds)
		return tickets.FirstMail{Incoming: l.incoming(arg, l.pick("text", bodies))}
	}
	switch rapid.IntRange(0, 12).Draw(l.rt, "event") {
	case 0, 1:
		arg["from"] = l.pick("from", customers)
		return tickets.CustomerMail{Incoming: l.incoming(arg, l.pick("text", bodies)), Thanks: rapid.Bool().Draw(l.rt, "thanks")}
	case 2, 3, 4:
		arg["from"] = l.pick("from", staff)
		text := l.pick("text", bodies)
		if by, ok := l.rules.PersonByID(lastAuthor(l.ticket)); ok && rapid.IntRange(0, 2).Draw(l.rt, "recall") == 0 {
			arg["from"], arg["token"], text = by.Address().Address, "good", "/cancel"
		}
		in := l.incoming(arg, text)
		in.Known, in.Queued, in.Named = []tickets.ID{900}, l.queuedOf(l.ticket.ID), l.named(l.ticket.ID)
		in.Said, in.Fresh = l.said, 1027
		if rapid.IntRange(0, 5).Draw(l.rt, "to the desk") == 0 {
			l.toDesk, in.Named, in.Link = true, l.named(0), tickets.Link{Ref: tickets.Ref{Leg: tickets.InternalLeg}}
			return tickets.AgentMail{Incoming: in, Block: block(text)}
		}
		return tickets.AgentMail{Incoming: in, Block: block(text), Read: rapid.SampledFrom([]time.Time{{}, l.at, l.at.Add(-time.Hour)}).Draw(l.rt, "read"), Last: "earlier words"}
	case 5:
		arg["from"], arg["kind"] = l.pick("from", append(customers, staff...)), l.pick("kind", kinds[1:])
		return tickets.MachineMail{Incoming: l.incoming(arg, "robot")}
	case 6:
		return tickets.Undelivered{Facts: tickets.Facts{At: l.at}, To: tickets.Address{Address: l.pick("to", append(customers, staff...))},
			Notice: tickets.Notices()[rapid.IntRange(0, 5).Draw(l.rt, "notice")], Delayed: rapid.Bool().Draw(l.rt, "delayed")}
	case 8:
		return l.word(arg)
	case 9, 10:
		arg["from"], arg["kind"], arg["leg"], arg["auth"] = l.pick("from", vendors), l.pick("kind", kinds), l.pick("vendor leg", []string{"vendor:printco", "vendor:netco", "vendor:gone"}), l.pick("auth", []string{"", "pass"})
		return tickets.VendorMail{Incoming: l.incoming(arg, l.pick("text", bodies)), Robot: rapid.Bool().Draw(l.rt, "robot"),
			Refs: []tickets.VendorRef{tickets.RefOf(l.pick("ref", []string{"", "#1024", "[#55]", "help"}))}}
	case 7:
		return tickets.Relayed{Facts: tickets.Facts{At: l.at}, Relay: tickets.Relay{Kind: tickets.RelayKind(l.pick("relay", []string{"merged", "followed_up", "linked", "?"})), From: 901}}
	}
	if rapid.Bool().Draw(l.rt, "ordered") {
		return tickets.Ordered{Facts: tickets.Facts{At: l.at, Known: []tickets.ID{900}, Queued: l.queuedOf(l.ticket.ID)}, By: l.pick("by", []string{"operator", "ann"}),
			Commands: block(l.pick("text", bodies)).Commands}
	}
	if rapid.IntRange(0, 3).Draw(l.rt, "left") == 0 {
		return tickets.LeftWaiting{Facts: tickets.Facts{At: l.at, Away: maps.Clone(l.away)}, Person: l.ticket.Assignee}
	}
	return tickets.Tick{Facts: tickets.Facts{At: l.at, Away: maps.Clone(l.away)}}
}

// word draws a word of a customer, on the ticket or on none, or the answer to one.
func (l *life) word(arg map[string]string) tickets.Event {
	word := tickets.Word(l.pick("word", []string{"status", "list", "close", "reopen", "help"}))
	arg["from"], arg["auth"], arg["kind"] = l.pick("from", customers), l.pick("auth", []string{"", "pass"}), l.pick("kind", []string{"", "", "list", "spam"})
	in := l.incoming(arg, l.pick("text", []string{"", "close"}))
	if l.toDesk = rapid.Bool().Draw(l.rt, "alone"); l.toDesk {
		in.Link = tickets.Link{Reason: tickets.ByNothing}
	}
	if rapid.IntRange(0, 3).Draw(l.rt, "answer") == 0 {
		return tickets.Relayed{Facts: told(in.Facts, "1024:carl@customer.example:a,1025:gina@customer.example:b,1026:x@gmail.com:c"), Relay: tickets.Relay{
			Kind: tickets.RelayAsked, By: arg["from"], Asked: &tickets.Asked{Verb: "list", For: in.Sender.Address}}}
	}
	return tickets.CustomerWord{CustomerMail: tickets.CustomerMail{Incoming: in, Thanks: rapid.Bool().Draw(l.rt, "thanks")}, Word: word}
}

// TestEveryTickEndsSomewhere wakes a ticket whenever it asks to be woken; it comes to rest after a bounded number of steps.
func TestEveryTickEndsSomewhere(t *testing.T) {
	s := newStory()
	s.step(t, "first from=carl@customer.example subject=\"Down\"\n| Nothing works.")
	for range 20 {
		wake := s.ticket.Wake()
		if wake.IsZero() {
			return
		}
		s.ticket = tickets.Decide(s.ticket, tickets.Tick{Facts: tickets.Facts{At: wake}}, s.rules).Ticket
	}
	t.Fatalf("the ticket never rests: %+v", s.ticket)
}

// lastAuthor is who can recall something, "" when nobody can.
func lastAuthor(t tickets.Ticket) string {
	if n := len(t.Unsent); n > 0 {
		return t.Unsent[n-1].By
	}
	return ""
}
