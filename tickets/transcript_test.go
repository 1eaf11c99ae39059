package tickets_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tierdesk/tickets"
	"tierdesk/tickets/form"
)

var update = flag.Bool("update", false, "write the transcripts anew")

// TestTranscripts tells stories. A transcript is a list of steps; each step is an event and, below ----, what was decided:
//
//	customer from=carl@customer.example
//	| It burns again.
//	----
//	reopened …
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := newStory().play(t, string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", file, diff)
			}
		})
	}
}

// story plays a transcript against Decide.
type story struct {
	ticket  tickets.Ticket
	rules   *tickets.Rules
	at      time.Time
	turns   [tickets.TopTier + 1]uint64
	queued  []tickets.Letter
	sent    []tickets.Letter              // all of them
	last    string                        // answer of an agent
	others  map[tickets.ID]tickets.Ticket // that command lines name
	desk    uint64                        // letters of no ticket
	lately  *tickets.Ledger
	away    map[string]tickets.Away
	said    []tickets.Message
	told    *tickets.Message // the last one that came in
	load    map[string]tickets.Load
	ahead   [tickets.TopTier + 1]int
	had     map[string]string // who had the last ticket of a customer
	alike   []tickets.Precedent
	waits   []tickets.Waiting // notices that wait
	journal []tickets.Entry
}

func newStory() *story {
	return &story{ticket: tickets.Ticket{ID: 1024}, rules: acme(), at: monday(9, 0), others: map[tickets.ID]tickets.Ticket{1025: paper()},
		lately: (*tickets.Ledger)(nil).Over(), away: map[string]tickets.Away{}}
}

// paper is a ticket that stories name and that lives beside theirs.
func paper() tickets.Ticket {
	return tickets.Ticket{ID: 1025, Version: 1, Subject: "Paper jam", Status: tickets.Open, Priority: tickets.Normal, Type: tickets.Incident, Tier: 1,
		Assignee: "bob", Mailbox: "support@acme.example", Requester: tickets.Address{Address: "gina@customer.example"}, Question: "It eats paper.",
		Opened: monday(8, 0), Updated: monday(8, 0), OnTier: monday(8, 0), Waiting: monday(8, 30), Letters: 2, Messages: 1}
}

func monday(hour, minute int) time.Time { return time.Date(2026, 3, 2, hour, minute, 0, 0, time.UTC) }

func (s *story) play(t *testing.T, text string) string {
	var out strings.Builder
	for i, step := range strings.Split(strings.TrimSpace(text), "\n\n") {
		head, _, decided := strings.Cut(step, "\n----")
		if i > 0 {
			out.WriteString("\n")
		}
		out.WriteString(head + "\n")
		if verb, name, _ := strings.Cut(lastNonComment(head), " "); verb == "rules" || verb == "reload" {
			s.rules = promising(t, name)
		}
		if !decided && !isStep(head) {
			continue
		}
		out.WriteString("----\n" + s.step(t, head))
	}
	return out.String()
}

func isStep(head string) bool {
	verb, _, _ := strings.Cut(lastNonComment(head), " ")
	return strings.Contains(" first shell customer vendor agent desk left offer machine undelivered judged order tick tell reload relay imported word ", " "+verb+" ")
}

func lastNonComment(head string) string {
	for _, line := range strings.Split(head, "\n") {
		verb, _, _ := strings.Cut(line, " ")
		if line != "" && !strings.HasPrefix(line, "#") && !strings.Contains(" at limit patience fresh tier person load ahead last route alike notices chain ", " "+verb+" ") {
			return line
		}
	}
	return ""
}

func (s *story) step(t *testing.T, head string) string {
	var body []string
	for line := range strings.SplitSeq(head, "\n") {
		if text, ok := strings.CutPrefix(line, "|"); ok {
			body = append(body, strings.TrimPrefix(text, " "))
		}
		if when, ok := strings.CutPrefix(line, "at "); ok {
			s.at = s.moment(t, when)
		}
		if most, ok := strings.CutPrefix(line, "limit "); ok {
			s.rules.Budgets.Ticket = tickets.Budget{{Max: int(atoi(most)), Within: 10 * time.Minute}}
		}
		if spans, ok := strings.CutPrefix(line, "patience "); ok { // before a reminder, and until it is solved
			remind, solve, _ := strings.Cut(spans, " ")
			s.rules.Pending = tickets.PendingRules{Remind: s.moment(t, "+"+remind).Sub(s.at), Solve: s.moment(t, "+"+solve).Sub(s.at)}
		}
	}
	for line := range strings.SplitSeq(head, "\n") {
		s.set(t, line)
	}
	ev := s.event(t, lastNonComment(head), strings.Join(body, "\n"))
	before := s.ticket
	if line := lastNonComment(head); strings.HasPrefix(line, "desk ") || strings.HasPrefix(line, "tell ") || strings.Contains(line, "lone=yes") {
		before = tickets.Ticket{Mailbox: "support@acme.example", Letters: s.desk}
	}
	d := tickets.Decide(before, ev, s.rules)
	if d.HandsOver {
		d = tickets.Decide(before, tickets.WithBackground(ev, s.backgrounds()), s.rules)
	}
	checkInvariants(t, before, ev, d, s.rules)
	s.keep(d)
	s.enqueue(d)
	for _, o := range d.Others {
		s.waits = append(s.waits, o.Waits...)
	}
	for _, tier := range d.Took {
		s.turns[tier]++
	}
	return describe(d)
}

// keep takes over what was decided, also of other tickets.
func (s *story) keep(d tickets.Decision) {
	switch d.Ticket.ID {
	case 0:
		s.desk = d.Ticket.Letters
	case s.ticket.ID:
		s.ticket, s.said, s.journal = d.Ticket, append(s.said, d.Messages...), append(s.journal, d.Journal...)
	default:
		s.others[d.Ticket.ID] = d.Ticket
	}
	for _, w := range d.Ended {
		s.waits = slices.DeleteFunc(s.waits, func(o tickets.Waiting) bool { return o.Ticket == w.Ticket && o.Seq == w.Seq })
	}
	for _, a := range d.Absences {
		s.away[a.Person] = a.Away
	}
	for _, o := range d.Others {
		s.keep(o)
	}
}

// backgrounds are what packets need: what was said in the story, and a solved ticket that is alike when it has one.
func (s *story) backgrounds() map[tickets.ID]tickets.Background {
	return map[tickets.ID]tickets.Background{s.ticket.ID: {Said: s.said, Alike: s.alike}, 1025: {}, 1026: {}}
}

// named are the tickets beside the one that a mail is on.
func (s *story) named(on tickets.ID) map[tickets.ID]tickets.Named {
	all := map[tickets.ID]tickets.Named{}
	for id, t := range s.others {
		all[id] = tickets.Named{Ticket: t, Queued: s.queuedOf(id)}
	}
	if on != s.ticket.ID && !s.ticket.Opened.IsZero() {
		all[s.ticket.ID] = tickets.Named{Ticket: s.ticket, Queued: s.queuedOf(s.ticket.ID)}
	}
	return all
}

// enqueue keeps the letters of a decision where /cancel finds them.
func (s *story) enqueue(d tickets.Decision) {
	for _, l := range d.Letters {
		next := l.At
		if l.After.After(next) {
			next = l.After
		}
		s.queued = append(s.queued, tickets.Letter{Ticket: l.Ticket, Seq: l.Seq, Leg: l.Leg, To: l.Recipient.Address, MessageID: l.MessageID,
			State: tickets.Queued, Made: l.At, Next: next})
		s.sent = append(s.sent, s.queued[len(s.queued)-1])
	}
	s.waits = append(s.waits, d.Waits...)
	for _, m := range d.Messages {
		if m.Direction == tickets.Out {
			s.last = m.Text
		}
	}
	for _, x := range d.Suppress {
		s.lately.Suppress(x)
	}
	for _, a := range d.Lift {
		s.lately.Lift(a)
	}
	for _, m := range d.Messages {
		if m.Direction == tickets.In && m.Kind != tickets.KindBounce {
			s.told = &m
		}
	}
	for i := range d.Letters {
		s.lately.Wrote(&d.Letters[i], s.rules)
	}
	for _, o := range d.Others {
		s.enqueue(tickets.Decision{Ticket: o.Ticket, Letters: o.Letters, Withdraw: o.Withdraw})
	}
	s.queued = slices.DeleteFunc(s.queued, func(l tickets.Letter) bool { return l.Ticket == d.Ticket.ID && slices.Contains(d.Withdraw, l.Seq) })
}

// queuedOf are the letters of one ticket that wait.
func (s *story) queuedOf(id tickets.ID) []tickets.Letter {
	return slices.DeleteFunc(slices.Clone(s.queued), func(l tickets.Letter) bool { return l.Ticket != id })
}

// moment reads "10:30" of the same day, or "+48h".
func (s *story) moment(t *testing.T, when string) time.Time {
	if after, ok := strings.CutPrefix(when, "-"); ok {
		return s.moment(t, "+-"+after)
	}
	if after, ok := strings.CutPrefix(when, "+"); ok {
		d, err := time.ParseDuration(after)
		if err != nil {
			t.Fatal(err)
		}
		return s.at.Add(d)
	}
	clock, err := time.Parse("15:04", when)
	if err != nil {
		t.Fatal(err)
	}
	y, m, d := s.at.Date()
	return time.Date(y, m, d, clock.Hour(), clock.Minute(), 0, 0, time.UTC)
}

func (s *story) event(t *testing.T, line, body string) tickets.Event {
	verb, rest, _ := strings.Cut(line, " ")
	arg := args(rest)
	in := s.incoming(arg, body)
	switch verb {
	case "first":
		first := tickets.FirstMail{Incoming: in, Previous: tickets.ID(atoi(arg["previous"]))}
		if in.Mail.Forwarded != nil {
			first.Block, first.Named = block(body), s.named(s.ticket.ID)
		}
		return first
	case "shell":
		first, err := s.rules.FirstMail(tickets.Opening{From: arg["from"], Subject: arg["subject"], Text: body, Tier: arg["tier"], Queue: arg["queue"],
			Priority: arg["priority"], Type: arg["type"], Assign: arg["assign"]})
		if err != nil {
			t.Fatal(err)
		}
		first.Facts = in.Facts
		return first
	case "imported":
		return tickets.Imported{Incoming: in}
	case "customer":
		return tickets.CustomerMail{Incoming: in, Thanks: arg["thanks"] != "", Answers: form.Answers(s.ticket.Form.Questions(s.rules), in.Mail)}
	case "vendor":
		ev := tickets.VendorMail{Incoming: in, Robot: arg["robot"] != ""}
		for ref := range strings.SplitSeq(arg["refs"], ",") {
			if ref != "" {
				ev.Refs = append(ev.Refs, tickets.RefOf(ref))
			}
		}
		return ev
	case "word":
		if arg["lone"] != "" {
			in.Link = tickets.Link{Ref: tickets.Ref{Leg: tickets.CustomerLeg}, Reason: tickets.ByNothing, Why: "nothing leads to a ticket"}
		}
		return tickets.CustomerWord{CustomerMail: tickets.CustomerMail{Incoming: in, Thanks: arg["thanks"] != ""}, Word: tickets.Word(arg["word"])}
	case "agent":
		in.Known, in.Past = []tickets.ID{tickets.ID(atoi(arg["known"]))}, []tickets.ID{tickets.ID(atoi(arg["past"]))}
		in.Said, in.Fresh = s.said, 1026
		in.Queued, in.Named = s.queuedOf(s.ticket.ID), s.named(s.ticket.ID)
		in.About, in.Kept, in.Results = arg["about"], kept(arg["kept"], s.ticket.ID), results(arg["result"])
		in.Told, in.Draft, in.Torn = atoi(arg["told"]), arg["draft"], arg["torn"] != ""
		return s.agentMail(in, arg, body)
	case "desk":
		in.Fresh = 1026
		in.Named, in.Link = s.named(0), tickets.Link{Ref: tickets.Ref{Leg: tickets.InternalLeg}, Reason: tickets.ByNothing, Why: "nothing leads to a ticket"}
		in.Known = []tickets.ID{s.ticket.ID, 1025}
		in.About, in.Kept, in.Results = arg["about"], kept(arg["kept"], s.ticket.ID), results(arg["result"])
		return tickets.AgentMail{Incoming: in, Block: block(body)}
	case "left":
		return tickets.LeftWaiting{Facts: in.Facts, Person: arg["person"]}
	case "offer":
		return tickets.Offered{Facts: in.Facts}
	case "machine":
		if back := arg["back"]; back != "" {
			in.Mail.Back, _ = time.Parse("2006-01-02", back)
		}
		return tickets.MachineMail{Incoming: in}
	case "undelivered":
		return tickets.Undelivered{Facts: in.Facts, To: tickets.Address{Address: arg["to"]}, Notice: tickets.Notice(arg["notice"]),
			Status: arg["status"], Diagnostic: arg["why"], Delayed: arg["delayed"] != "", Hard: arg["hard"] != "", Told: s.told}
	case "order":
		f := in.Facts
		f.Known, f.Said, f.Fresh, f.Named = []tickets.ID{tickets.ID(atoi(arg["known"]))}, s.said, 1026, s.named(s.ticket.ID)
		return tickets.Ordered{Facts: f, By: "operator", Commands: block(body).Commands}
	case "judged":
		return tickets.HeldLetterJudged{Facts: in.Facts, By: "dana", MessageID: arg["letter"] + "@acme.example", Dropped: arg["dropped"] != "",
			Letter: tickets.HeldLetter{ID: "h1", Notice: tickets.Notice(arg["notice"]), To: arg["to"]}}
	case "tell":
		return s.waitOver(in.Facts, arg)
	case "tick":
		return tickets.Tick{Facts: in.Facts}
	case "reload":
		return tickets.Reloaded{Facts: in.Facts}
	case "relay":
		if to := arg["for"]; to != "" {
			return tickets.Relayed{Facts: told(in.Facts, arg["found"]), Relay: tickets.Relay{Kind: tickets.RelayAsked, By: to, Subject: arg["word"],
				Asked: &tickets.Asked{Verb: arg["word"], For: tickets.Address{Address: to}, Mail: "asked@customer.example"}}}
		}
		if verb, rest, ok := strings.Cut(strings.TrimPrefix(body, "/"), " "); ok {
			in.Findings = &tickets.Findings{Asked: body}
			return tickets.Relayed{Facts: in.Facts, Relay: tickets.Relay{Kind: tickets.RelayAsked, To: s.ticket.ID, By: arg["by"],
				Asked: &tickets.Asked{Verb: verb, Arg: rest, Mail: "asked@acme.example"}}}
		}
		return tickets.Relayed{Facts: in.Facts, Relay: tickets.Relay{Kind: tickets.RelayKind(arg["kind"]), To: s.ticket.ID, From: 1030,
			By: arg["by"], Subject: "Printer again", People: []tickets.Address{{Address: "dora@customer.example"}}, Cases: caseOf(arg["vendor"], s.at)}}
	}
	t.Fatalf("no such step: %q", line)
	return nil
}

// caseOf is what a merged ticket had at a vendor.
func caseOf(vendor string, at time.Time) []tickets.Case {
	if vendor == "" {
		return nil
	}
	return []tickets.Case{{Vendor: vendor, Since: at, Asked: at, Answer: 9, Refs: []tickets.VendorRef{tickets.RefOf("[#77]")}}}
}

// agentMail answers the last letter to its author, or the one with the number given.
func (s *story) agentMail(in tickets.Incoming, arg map[string]string, body string) tickets.AgentMail {
	p, _ := s.rules.PersonByID(in.Sender.Person)
	answered := ""
	for _, l := range s.sent {
		if to := (tickets.Address{Address: l.To}); arg["answers"] == "" && to.Same(p.Address()) || arg["answers"] == fmt.Sprint(l.Seq) {
			answered = l.MessageID
		}
	}
	in.Mail.InReplyTo = []string{answered}
	own := slices.DeleteFunc(slices.Clone(s.sent), func(l tickets.Letter) bool { return l.Ticket != s.ticket.ID })
	var leaks []tickets.Leak
	if arg["leaks"] != "" {
		leaks = []tickets.Leak{{Text: arg["leaks"], Why: "from a note of Bob Ray"}}
	}
	if arg["result"] != "" {
		in.Results = map[int]tickets.Result{1: {Done: arg["result"]}}
	}
	return tickets.AgentMail{Incoming: in, Block: block(body), Leaks: leaks, Thanks: arg["thanks"] != "", Read: tickets.ReadBy(p, in.Mail, s.at, own, s.journal), Last: s.last}
}

func (s *story) incoming(arg map[string]string, body string) tickets.Incoming {
	m := &tickets.Mail{MessageID: arg["id"], Subject: arg["subject"], From: []tickets.Address{{Name: arg["name"], Address: arg["from"]}},
		Text: body, NewText: body, Kind: tickets.KindPerson, Language: arg["language"]}
	if m.MessageID == "" {
		m.MessageID = s.at.Format("1504.05") + "@" + m.From[0].Domain()
	}
	if k := arg["kind"]; k != "" {
		m.Kind, m.Auto = tickets.MailKind(k), true
	}
	for to := range strings.SplitSeq(arg["to"], ",") {
		if to != "" {
			m.To = append(m.To, tickets.Address{Address: to})
		}
	}
	for cc := range strings.SplitSeq(arg["cc"], ",") {
		if cc != "" {
			m.Cc = append(m.Cc, tickets.Address{Address: cc})
		}
	}
	for file := range strings.SplitSeq(arg["files"], ",") {
		if file != "" {
			m.Attachments = append(m.Attachments, tickets.Attachment{Name: file, Type: "application/pdf", Size: 9000})
		}
	}
	if f := arg["forwarded"]; f != "" {
		m.Forwarded = &tickets.Forwarded{From: tickets.Address{Address: f}, Subject: m.Subject, Body: "It burns.", Message: body}
	}
	return tickets.Incoming{Facts: tickets.Facts{At: s.at, Turns: s.turns, Lately: s.lately, Away: maps.Clone(s.away), Load: s.load, Ahead: s.ahead, Last: s.had}, Mail: m, Raw: "raw" + arg["raw"], Mailbox: "support@acme.example",
		Sender: s.sender(m.From[0], arg), Link: link(s.ticket, arg), Released: arg["released"], Forgiven: forgiven(arg["forgiven"])}
}

func (s *story) sender(a tickets.Address, arg map[string]string) tickets.Sender {
	sender := tickets.Sender{Address: a, Role: tickets.Customer, Token: tickets.TokenState(arg["token"]), Auth: arg["auth"] == "pass", Why: "no proof"}
	if p, ok := s.rules.PersonByAddress(a); ok {
		sender.Role, sender.Person = p.Role, p.ID
		if arg["token"] == "" {
			sender.Token = tickets.GoodToken
		}
	}
	if _, ours := s.rules.MailboxByAddress(a); ours {
		sender.Role = tickets.Desk
	}
	if v, ok := s.rules.VendorByAddress(a); ok {
		sender.Role, sender.Vendor = tickets.Outside, v.ID
	}
	return sender
}

// kept reads q17:stranger,q18:unproven_agent:ann: why a mail is kept back, and who was asked whether it is theirs.
func kept(list string, on tickets.ID) (all []tickets.Suspended) {
	for one := range strings.SplitSeq(list, ",") {
		part := append(strings.Split(one, ":"), "", "")
		if part[0] != "" {
			all = append(all, tickets.Suspended{ID: part[0], Reason: tickets.Reason(part[1]), Asked: part[2], Ticket: on})
		}
	}
	return all
}

// told reads 1024:carl@customer.example:Printer,1025:…: which tickets of whom were found.
func told(f tickets.Facts, found string) tickets.Facts {
	list := &tickets.Listing{}
	for one := range strings.SplitSeq(found, ",") {
		part := append(strings.Split(one, ":"), "", "")
		if part[0] != "" {
			list.Rows = append(list.Rows, tickets.Row{Number: "#" + part[0], From: part[1], Subject: part[2], Status: tickets.Open, Owner: "ann"})
		}
	}
	f.Findings = &tickets.Findings{List: list}
	return f
}

// results is what came of the first order of a mail.
func results(done string) map[int]tickets.Result {
	if done == "" {
		return nil
	}
	return map[int]tickets.Result{0: {Done: done}, 1: {Done: done}}
}

func forgiven(list string) (all []tickets.Reason) {
	for r := range strings.SplitSeq(list, ",") {
		all = append(all, tickets.Reason(r))
	}
	return all
}

func link(t tickets.Ticket, arg map[string]string) tickets.Link {
	if t.Opened.IsZero() {
		return tickets.Link{Reason: tickets.ByNothing, Why: "nothing leads to a ticket"}
	}
	leg := tickets.Leg(arg["leg"])
	if leg == "" {
		leg = tickets.CustomerLeg
	}
	return tickets.Link{Ref: tickets.Ref{Ticket: t.ID, Leg: leg}, Reason: tickets.ByMessageToken, Why: "a token in In-Reply-To", Merged: tickets.ID(atoi(arg["merged"]))}
}

// args reads key=value pairs; a value with blanks stands in double quotes.
func args(rest string) map[string]string {
	arg := map[string]string{}
	for rest != "" {
		var key, value string
		key, rest, _ = strings.Cut(strings.TrimSpace(rest), "=")
		if quoted, ok := strings.CutPrefix(rest, `"`); ok {
			value, rest, _ = strings.Cut(quoted, `"`)
		} else {
			value, rest, _ = strings.Cut(rest, " ")
		}
		arg[key] = value
	}
	return arg
}

func atoi(s string) (n uint64) {
	fmt.Sscan(s, &n)
	return n
}

// block is the simplest reading of commands; package command has the real one.
func block(body string) tickets.Block {
	var b tickets.Block
	lines := strings.Split(body, "\n")
	for i, whole := range lines {
		line := whole
		var on tickets.ID
		if number, rest, ok := strings.Cut(line, " "); ok && strings.HasPrefix(number, "#") && strings.HasPrefix(rest, "/") {
			on, line = tickets.ID(atoi(number[1:])), rest
		}
		if !strings.HasPrefix(line, "/") {
			b.Body = tickets.Body{Text: strings.Join(lines[i:], "\n")}
			return b
		}
		verb, arg, _ := strings.Cut(line[1:], " ")
		b.Commands = append(b.Commands, tickets.Command{Ticket: on, Verb: verb, Arg: arg, Line: i + 1, Text: whole})
	}
	return b
}
