package tickets_test

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"tierdesk/tickets"
)

// describe writes a decision down as people would tell it.
func describe(d tickets.Decision) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", d.Reason, d.Why)
	for _, a := range d.Ask {
		fmt.Fprintf(&b, "  %s to %s\n", a.Notice, a.Person)
	}
	if d.Suspend != "" {
		return b.String()
	}
	describeTicket(&b, d.Ticket)
	for _, e := range d.Journal {
		fmt.Fprintf(&b, "  journal: %s by %s: %s\n", e.Why, e.By, e.Text)
	}
	for _, m := range d.Messages {
		fmt.Fprintf(&b, "  message %d %s on the %s leg: %q\n", m.N, m.Direction, m.Leg, m.Text)
	}
	for _, l := range d.Letters {
		describeLetter(&b, l)
	}
	for _, w := range d.Waits {
		fmt.Fprintf(&b, "  waits: %s to %s, %s", w.Notice, w.Person, w.For)
		if w.Urgent {
			b.WriteString(", urgent")
		}
		b.WriteString("\n")
	}
	for _, seq := range d.Withdraw {
		fmt.Fprintf(&b, "  withdrawn: letter %d\n", seq)
	}
	for _, r := range d.Relays {
		fmt.Fprintf(&b, "  relay: %s to %s\n", r.Kind, r.To)
		if r.Asked != nil {
			fmt.Fprintf(&b, "    %s for %s%s\n", r.Asked, r.By, map[bool]string{true: ", a customer"}[r.Asked.For.Address != ""])
		}
	}
	for _, a := range d.Absences {
		if a.Away.Until.IsZero() {
			fmt.Fprintf(&b, "  %s is back\n", a.Person)
			continue
		}
		fmt.Fprintf(&b, "  %s is away until %s: %s\n", a.Person, a.Away.Until.Format("Mon 2 Jan 15:04"), a.Away.Why)
	}
	for _, o := range d.Orders {
		fmt.Fprintf(&b, "  order: /%s %s by %s\n", o.Verb, o.Arg, o.By)
	}
	for _, o := range d.Others {
		b.WriteString("and " + describe(o))
	}
	return b.String()
}

func describeTicket(b *strings.Builder, t tickets.Ticket) {
	if t.ID == 0 {
		return
	}
	fmt.Fprintf(b, "%s %s %s %s %s", t.ID, t.Status, t.Tier, t.Priority, orNobody(t.Assignee))
	for _, c := range []struct {
		name string
		at   time.Time
	}{{"waiting since", t.Waiting}, {"due", t.Due}, {"closes", t.CloseAt}, {"reminds", t.RemindAt}, {"solved", t.SolveAt}, {string(t.Pause.Kind) + " until", t.Pause.Until}} {
		if !c.at.IsZero() {
			fmt.Fprintf(b, ", %s %s", c.name, c.at.Format("Mon 2 Jan 15:04"))
		}
	}
	for _, f := range t.Fields {
		fmt.Fprintf(b, ", %s %q", f.Field, f.Value)
	}
	b.WriteString("\n")
	for _, c := range t.Clocks {
		describeClock(b, c)
	}
	for _, c := range t.Cases {
		describeCase(b, c)
	}
	for _, a := range t.Alarms {
		fmt.Fprintf(b, "  chain %s, %d done", a.Cause, a.Done)
		if !a.Next.IsZero() {
			fmt.Fprintf(b, ", next %s", a.Next.Format("Mon 2 Jan 15:04"))
		}
		b.WriteString("\n")
	}
}

func describeCase(b *strings.Builder, c tickets.Case) {
	fmt.Fprintf(b, "  at %s", c.Vendor)
	if ref := c.Ref(); ref != "" {
		fmt.Fprintf(b, " as %s", ref)
	}
	for _, at := range []struct {
		name string
		at   time.Time
	}{{"asked", c.Asked}, {"warned", c.Warn}, {"due", c.Due}, {"chased", c.ChaseAt}, {"heard", c.Heard}} {
		if !at.at.IsZero() {
			fmt.Fprintf(b, ", %s %s", at.name, at.at.Format("Mon 2 Jan 15:04"))
		}
	}
	if c.Late {
		b.WriteString(", LATE")
	}
	b.WriteString("\n")
}

// describeVendor tells what a letter says to a vendor, or of one.
func describeVendor(b *strings.Builder, l tickets.Draft) {
	v := l.Data.Vendor
	if l.Recipient.Domain() != "acme.example" {
		fmt.Fprintf(b, "    subject %q", l.Subject)
		if l.Language != "" {
			fmt.Fprintf(b, ", in %s,", l.Language)
		}
	}
	fmt.Fprintf(b, "    of %s", v.Name)
	if v.Question != "" {
		fmt.Fprintf(b, ", question %q", v.Question)
	}
	for _, f := range v.Fields {
		fmt.Fprintf(b, ", %s %q", f.Field, f.Value)
	}
	if v.To != "" {
		fmt.Fprintf(b, ", /send reaches %s", v.To)
	}
	b.WriteString("\n")
}

func describeClock(b *strings.Builder, c tickets.Clock) {
	fmt.Fprintf(b, "  %s", c.Promise)
	if c.Due.IsZero() {
		fmt.Fprintf(b, " stands still at %s", c.Used)
	} else {
		fmt.Fprintf(b, " due %s", c.Due.Format("Mon 2 Jan 15:04"))
	}
	switch {
	case c.Broken:
		b.WriteString(", late")
	case c.Warned:
		b.WriteString(", warned")
	}
	b.WriteString("\n")
}

func describeLetter(b *strings.Builder, l tickets.Draft) {
	fmt.Fprintf(b, "  letter %d %s to %s from %q", l.Seq, l.Notice, l.Recipient.Address, l.From)
	if l.Leg != tickets.CustomerLeg {
		fmt.Fprintf(b, ", answers stay on the %s leg", l.Leg)
	}
	if l.InReplyTo != "" {
		fmt.Fprintf(b, ", follows <%s>", l.InReplyTo)
	}
	if len(l.Cc) > 0 {
		fmt.Fprintf(b, ", cc %d", len(l.Cc))
	}
	if !l.After.IsZero() {
		fmt.Fprintf(b, ", not before %s", l.After.Format("15:04:05"))
	}
	if l.Held != nil {
		fmt.Fprintf(b, ", HELD")
		if l.Held.Opens {
			fmt.Fprintf(b, ", managers told")
		}
	}
	b.WriteString("\n")
	if l.Data.Body.Text != "" {
		fmt.Fprintf(b, "    %q\n", l.Data.Body.Text)
	}
	if l.Data.Vendor != nil {
		describeVendor(b, l)
	}
	if f := l.Data.Fault; f != nil {
		fmt.Fprintf(b, "    line %d %q: %s; %s\n", f.Line, f.Text, f.Problem, f.Nearest)
	}
	if p := l.Data.Packet; p != nil {
		describePacket(b, p)
	}
	for _, done := range l.Data.Done {
		fmt.Fprintf(b, "    done: %s\n", strings.SplitN(done, "\n", 2)[0])
	}
	if told := l.Data.Told; told != nil {
		describeTold(b, told)
	}
	if l.Data.Doors != nil && (l.Leg == tickets.CustomerLeg && (l.Notice == tickets.AgentReply || l.Notice == tickets.SolvedNotice) || l.Notice == tickets.VendorReplied) {
		for _, a := range l.Data.Doors.Actions {
			fmt.Fprintf(b, "    button: %s\n", a.Verb)
		}
	}
	if g := l.Data.Gathered; g != nil {
		describeGathered(b, g)
	}
	for _, leak := range l.Data.Leaks {
		fmt.Fprintf(b, "    leak: %q %s\n", leak.Text, leak.Why)
	}
	if !l.Data.Leaves.IsZero() {
		fmt.Fprintf(b, "    %s answered %s before; leaves %s\n", l.Data.Actor, l.Data.Ago, l.Data.Leaves.Format("15:04:05"))
	}
	for _, c := range l.Data.Lapsed {
		fmt.Fprintf(b, "    %s due %s, %s of %s left\n", c.Promise, c.Due.Format("Mon 2 Jan 15:04"), c.Left, c.Hours)
	}
	for _, a := range l.Attachments {
		fmt.Fprintf(b, "    encloses %s\n", a.Name)
	}
}

func describePacket(b *strings.Builder, p *tickets.Packet) {
	fmt.Fprintf(b, "    packet: %s → %s by %s; question %q", p.From, p.To, p.By, p.Question)
	if p.CameDown > 0 {
		fmt.Fprintf(b, "; came down %d times", p.CameDown)
	}
	b.WriteString("\n")
	for i, said := range []*tickets.Spoken{p.Asked, p.Answered} {
		if said != nil {
			fmt.Fprintf(b, "      %s: message %d of %s, %q\n", []string{"asked", "answered"}[i], said.N, said.From, said.Body.Text)
		}
	}
	for _, l := range p.Tried {
		fmt.Fprintf(b, "      tried: %s %s: %s\n", l.At.Format("15:04"), l.Who, l.Text)
	}
	for _, r := range p.Rungs {
		fmt.Fprintf(b, "      time: %s, %d minutes booked %v, stood there %s %s\n", r.Tier, r.Minutes, r.Booked, r.Stood, r.Hours)
	}
	for _, f := range p.Files {
		fmt.Fprintf(b, "      file: %s, message %d\n", f.Name, f.Message)
	}
	for _, a := range p.Alike {
		fmt.Fprintf(b, "      alike: %s %s: %s\n", a.Number, a.Subject, a.Answer)
	}
	for _, l := range p.Timeline {
		fmt.Fprintf(b, "      %s %s: %s\n", l.At.Format("Mon 2 Jan 15:04"), l.Who, l.Text)
	}
}

func describeGathered(b *strings.Builder, g *tickets.Gathered) {
	fmt.Fprintf(b, "    %d tickets since %s, %d late\n", len(g.Rows), g.Since.Format("Mon 2 Jan 15:04"), g.Late)
	for _, row := range g.Rows {
		fmt.Fprintf(b, "    %s %q %s %s, %s has it", row.Number, row.Subject, row.Tier, row.Priority, orNobody(row.Assignee))
		if row.Late {
			b.WriteString(", late")
		}
		for _, a := range row.Actions {
			b.WriteString(" [" + a.Verb + "]")
		}
		b.WriteString("\n")
		for _, n := range row.News {
			fmt.Fprintf(b, "      %s %s by %s: %q\n", n.At.Format("Mon 15:04"), n.Notice, orNobody(n.Actor), n.Words)
		}
	}
}

func describeTold(b *strings.Builder, told *tickets.Told) {
	fmt.Fprintf(b, "    told: %s", told.Word)
	if told.Unproven {
		b.WriteString(", nothing: unproven")
	}
	if told.Which {
		b.WriteString(", which one?")
	}
	b.WriteString("\n")
	for _, own := range told.Own {
		fmt.Fprintf(b, "    told: %s %q\n", own.Number, own.Subject)
	}
}

func orNobody(s string) string {
	if s == "" {
		return "nobody"
	}
	return s
}

// acme is the sample company of SPEC section 10.
func acme() *tickets.Rules {
	r := &tickets.Rules{Desk: "Acme Support", Tag: "ACME", Zone: time.UTC,
		Mailboxes: []tickets.Mailbox{{Address: "support@acme.example", Name: "Acme Support", Sub: "+", Trust: tickets.TrustToken}},
		People: []tickets.Person{
			{ID: "ann", Name: "Ann Lee", Emails: []string{"ann@acme.example"}, Role: tickets.Agent},
			{ID: "bob", Name: "Bob Ray", Emails: []string{"bob@acme.example"}, Role: tickets.Agent},
			{ID: "cem", Name: "Cem Oz", Emails: []string{"cem@acme.example"}, Role: tickets.Agent},
			{ID: "eva", Name: "Eva Sol", Emails: []string{"eva@acme.example"}, Role: tickets.Agent},
			{ID: "dana", Name: "Dana Fox", Emails: []string{"dana@acme.example", "dana.fox@home.example"}, Role: tickets.Manager},
		},
		ReopenWithin: 7 * 24 * time.Hour, UndoDelay: 20 * time.Second, Enclose: 10 << 20, Budgets: tickets.DefaultBudgets(), Signer: plainSigner{},
		Forms: []tickets.Form{{Name: "printer", Title: "About your printer", Intro: "To help you fast:", Fields: []tickets.FormField{
			{Name: "model", Question: "Which printer is it?"}, {Name: "colour", Question: "Is it black or colour?", Choices: []string{"black", "colour"}},
			{Name: "since", Question: "Since when does it not print?", Optional: true}}}},
		Canned: []tickets.Canned{{Name: "reset", Title: "Reset", Text: "Please switch it **off and on**."}}}
	r.Vendors = []tickets.Vendor{
		{ID: "printco", Name: "Print Co", Email: "help@printco.example", Domains: []string{"printco.example"}, Account: "C-4711",
			Contract: tickets.Span{Days: 1}, Warn: 75, Chase: tickets.Span{Time: 8 * time.Hour}, Chases: 2,
			Redact: []tickets.Redaction{{Name: "contract", Pattern: regexp.MustCompile(`\bK-\d{4}\b`)}}},
		{ID: "netco", Name: "Net Co", Email: "noc@netco.example", Language: "de", Chase: tickets.Span{Time: 4 * time.Hour}, Chases: 1}}
	r.Tiers[1] = tickets.TierRules{Name: "Service desk", People: []string{"ann", "bob"}, Respond: tickets.Span{Time: time.Hour}, HoldAtMost: tickets.Span{Time: 4 * time.Hour}}
	r.Tiers[2] = tickets.TierRules{Name: "Specialists", People: []string{"cem"}, Respond: tickets.Span{Time: 2 * time.Hour}}
	r.Tiers[3] = tickets.TierRules{Name: "Engineering", People: []string{"eva"}, Respond: tickets.Span{Time: 4 * time.Hour}}
	return r
}

// plainSigner shows the door instead of signing it.
type plainSigner struct{}

func (plainSigner) ReplyAddress(mailbox, sep string, d tickets.Door) string {
	return strings.Replace(mailbox, "@", fmt.Sprintf("%s%d-%s-%s@", sep, d.Ticket, d.Leg, d.Recipient), 1)
}

func (plainSigner) Token(d tickets.Door) string {
	return fmt.Sprintf("t%d-%s-%s", d.Ticket, d.Leg, d.Recipient)
}

func (plainSigner) MessageID(mailbox string, d tickets.Door, seq uint64) string {
	return fmt.Sprintf("%d.%d@acme.example", d.Ticket, seq)
}
