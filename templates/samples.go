package templates

import (
	"strings"
	"time"

	"tierdesk/tickets"
)

// Samples are data to try a template on: a full case, and the barest that occurs, in which all is empty that may be.
func Samples(n tickets.Notice) []tickets.NoticeData {
	return []tickets.NoticeData{full(n), barest(n)}
}

// sampleTime is a Monday morning.
func sampleTime() time.Time { return time.Date(2026, 11, 23, 8, 30, 0, 0, time.UTC) }

func full(n tickets.Notice) tickets.NoticeData {
	at := sampleTime()
	d := tickets.NoticeData{
		Desk: "Acme Support", Number: "#1024", Tag: "[ACME #1024]", Subject: "Printer on fire",
		Status: tickets.Open, Priority: tickets.High, Queue: "hardware", Tier: "L1 Service desk",
		Requester: tickets.Address{Name: "Rita Klein", Address: "rita@bigcustomer.example"},
		Copies:    []tickets.Address{{Name: "Olaf Berg", Address: "olaf@bigcustomer.example"}, {Address: "it@bigcustomer.example"}},
		Assignee:  "Ann Lee", You: "Ann Lee", Actor: "Rita Klein",
		Opened: at, Due: at.Add(4 * time.Hour), Why: "opened: nothing leads to an older ticket",
		Body: sampleWords(), Files: []string{"video of the fire.mp4"}, Previous: "#998",
	}
	suit(&d, n)
	d.Fields = []tickets.Filled{{Field: "model", Value: "HP 4000, second floor"}, {Field: "since", Value: "Monday,\nI think"}}
	d.Missing = []string{"colour"}
	addParts(&d, at)
	if brings(n) {
		d.Packet = samplePacket(at)
	}
	if d.Doors = sampleDoors(n); ForCustomer(n) {
		d.Doors = sampleVerdict()
	}
	if n == tickets.WordAnswer {
		d.Told = sampleTold(at)
	}
	return d
}

// suit changes what reads otherwise in a notice of one kind.
func suit(d *tickets.NoticeData, n tickets.Notice) {
	at := sampleTime()
	switch n {
	case tickets.NewTicket, tickets.SwarmCall, tickets.Escalated:
		d.Clocks = sampleClocks(at)
	case tickets.SLAWarning:
		d.Clocks, d.Lapsed = sampleClocks(at), sampleClocks(at)[:1]
	case tickets.SLABreach:
		d.Lapsed = []tickets.ClockLine{{Promise: tickets.NextAnswer, Due: at, Hours: "office", Late: true}, {Promise: tickets.News, Due: at.Add(-time.Hour), Hours: "office", Late: true}}
	}
	if ForCustomer(n) {
		d.You, d.Actor = "Rita Klein", "Ann"
		d.Solved = n == tickets.AgentReply
	}
	if n == tickets.Escalated {
		d.Assignee, d.Why = "Cem Oz", "the cover has to be opened"
	}
	if n == tickets.SwarmJoin {
		d.Actor, d.Why = "Bob Ray", "Bob Ray asks you to help"
	}
	if ForVendor(n) {
		d.Subject, d.You, d.Actor = "Printer of [customer] on fire", "Print Co", "Eva"
		d.Body = tickets.Body{Text: "After the update to 7.1 it burns.\n\nIs that known, and when is it mended?"}
	}
	if n == tickets.VendorReplied {
		d.Actor, d.Body = "Jo Print", tickets.Body{Text: "Known since Friday.\n\nPlease install 7.2 from https://printco.example/7.2, and start it twice."}
	}
	if n == tickets.Collision || n == tickets.ColleagueAnswered {
		d.Actor, d.Ago, d.Leaves = "Bob Ray", 2*time.Minute, at.Add(5*time.Minute)
	}
	if n == tickets.Alert {
		d.Why = "the customer waits for an answer since Mon 23 Nov 2026 09:30 CET"
	}
	if n == tickets.CommandError {
		d.Why = ""
	}
	if n == tickets.FailOver {
		d.Actor, d.Why = "Ben Roth", "550 5.1.1 no such user"
	}
	if n == tickets.TooLarge {
		d.Why = "41 MB are over the limit of 25 MB"
	}
	if n == tickets.MailboxTrouble || n == tickets.LettersHeld || n == tickets.Digest || n == tickets.Together {
		d.Number, d.Tag, d.Subject = "", "", ""
	}
	if n == tickets.QuestionForm || n == tickets.PendingReminder {
		d.Body = sampleForm()
	}
}

func sampleClocks(at time.Time) []tickets.ClockLine {
	return []tickets.ClockLine{
		{Promise: tickets.FirstAnswer, Due: at.Add(130 * time.Minute), Left: 130 * time.Minute, Hours: "office"},
		{Promise: tickets.Solution, Left: 20 * time.Hour},
	}
}

func sampleWords() tickets.Body {
	return tickets.Body{Text: strings.Join([]string{
		"Good morning,",
		"",
		"the printer on the second floor is on fire again. It began when I sent it the annual report, and now it smells of burnt toast and the lamp blinks three times.",
		"",
		"I tried:",
		"- switching it off and on",
		"- the steps on https://printers.example/help/second-floor?model=9000&light=blinking-three-times",
		"",
		"Can somebody come before noon?",
		"",
		"Rita",
	}, "\n")}
}

func sampleForm() tickets.Body {
	text := "To help you fast, please answer below each question.\n\n1. Which printer is it, and on which floor does it stand?\n\n2. Is it black or colour? (black, colour)\n\n3. Since when does it not print?"
	return tickets.Body{Text: text, Markdown: text}
}

// sampleDoors are what a notice to an agent offers.
func sampleDoors(n tickets.Notice) *tickets.Doors {
	mailto := "mailto:support%2Btrgnslr36clfi6jx4pbqhgm2xa@acme.example?subject="
	d := &tickets.Doors{Reply: tickets.CustomerLeg, Actions: []tickets.Action{
		{Verb: "note", URL: mailto + "note%20%231024"}, {Verb: "take", URL: mailto + "%231024&body=/take"},
		{Verb: "escalate", URL: mailto + "%231024&body=/escalate%20"}, {Verb: "solve", URL: mailto + "%231024&body=/solve"},
	}}
	switch n {
	case tickets.VendorReplied:
		d.Reply, d.Actions = tickets.VendorLeg("printco"), []tickets.Action{{Verb: "send", URL: mailto + "%231024&body=/send%207"},
			{Verb: "note", URL: mailto + "note%20%231024"}, {Verb: "solve", URL: mailto + "%231024&body=/solve"}}
	case tickets.KeptBackNotice:
		d.Actions = []tickets.Action{{Verb: "send", URL: mailto + "%231024&body=/send"}}
	case tickets.Collision:
		d.Actions = []tickets.Action{{Verb: "cancel", URL: mailto + "%231024&body=/cancel"}}
	case tickets.NoteAdded, tickets.SwarmJoin, tickets.ColleagueAnswered, tickets.Overdue, tickets.SLABreach, tickets.VendorClock, tickets.Undeliverable:
		d.Reply, d.Actions[0] = tickets.InternalLeg, tickets.Action{Verb: "reply", URL: mailto + "reply%20%231024"}
	}
	return d
}

// sampleVerdict is what a customer may say of a solution.
func sampleVerdict() *tickets.Doors {
	mailto := "mailto:support%2Btrgnslr36clfi6jx4pbqhgm2xa@acme.example?subject="
	return &tickets.Doors{Reply: tickets.CustomerLeg, Actions: []tickets.Action{
		{Verb: "close", URL: mailto + "close%20%231024&body=close"}, {Verb: "reopen", URL: mailto + "reopen%20%231024&body=reopen"}}}
}

func sampleTold(at time.Time) *tickets.Told {
	return &tickets.Told{Word: tickets.WordList, More: true, Own: []tickets.OwnTicket{
		{Number: "#1024", Subject: "Printer on fire", Status: tickets.Open, Opened: at},
		{Number: "#998", Subject: "Re: The *old* printer", Status: tickets.Closed, Opened: at.AddDate(0, -2, 0)}}}
}

// addParts fills what only some notices have; the others ignore it.
func addParts(d *tickets.NoticeData, at time.Time) {
	d.Kept, d.Orders = &sampleReport(at).Suspended[0], []string{"/solve", "/assign bob"}
	d.Report = sampleReport(at)
	d.Findings = sampleFindings(at)
	d.Leaks = []tickets.Leak{{Text: "He never pays, so let him wait until Friday.", Why: "from a note of Bob Ray"},
		{Text: "L1 Service desk · high · hardware · answer by Mon 23 Nov, 13:30", Why: "from the desk's own notice"}}
	d.Done = []string{"assigned to Ann Lee", "priority high, it was normal", "25 min booked on L1 Service desk"}
	d.Fault = &tickets.Fault{Line: 2, Text: "/asign bob", Problem: "there is no command /asign", Nearest: "/assign WHO|none"}
	d.Failure = &tickets.Failure{
		To: d.Requester, Notice: tickets.AgentReply, Status: "5.1.1", Until: at.Add(14 * 24 * time.Hour),
		Diagnostic: "550 5.1.1 <rita@bigcustomer.example>: Recipient address rejected: User unknown in virtual mailbox table",
	}
	d.Vendor = &tickets.VendorPart{ID: "printco", Name: "Print Co", Ref: "[#123456]", Account: "C-4711",
		Question: "The printer of [customer] on the second floor is on fire again. Call me: [phone 1].", Fields: []tickets.Filled{{Field: "model", Value: "HP 4000, floor of [customer]"}},
		Asked: at, Due: at.Add(8 * time.Hour), Late: true, Chased: 1, Chases: 3, To: d.Requester.Address, Begin: tickets.DraftBegin, End: tickets.DraftEnd}
	d.Breaker, d.Gathered = sampleHeld(at), sampleGathered(at)
	d.Trouble = &tickets.Trouble{
		Mailbox: "support@acme.example", Since: at, Error: "dial tcp 192.0.2.25:993: connection refused",
	}
}

func sampleHeld(at time.Time) *tickets.HeldLetter {
	o := tickets.Overrun{Budget: tickets.RecipientBudget, Whose: "robot@machines.example", Limit: tickets.Limit{Max: 30, Within: 10 * time.Minute}}
	return &tickets.HeldLetter{ID: "h1", At: at, Ticket: 1057, Seq: 1, Notice: tickets.Received, To: o.Whose, Subject: "Re: Re: Your request",
		Why: o.String(), Overrun: o}
}

// sampleFindings has all that a query may find; each query finds one of these.
func sampleFindings(at time.Time) *tickets.Findings {
	return &tickets.Findings{
		Asked: "/list open",
		List: &tickets.Listing{Rows: []tickets.Row{
			{Number: "#1031", Status: tickets.New, Tier: "L1", Priority: tickets.Normal, From: "max@elsewhere.example", Subject: "Invoice of October is missing, and that of November has a wrong address"},
			{Number: "#1024", Status: tickets.Open, Tier: "L2", Priority: tickets.Urgent, Owner: "cem", From: "rita@bigcustomer.example", Subject: "Printer | on fire"},
		}, More: true, Total: 3, Until: 600},
		Show: &tickets.Dossier{
			Tags: []string{"printer", "fire"}, Links: []string{"#998"}, Participants: []tickets.Address{{Address: "otto@bigcustomer.example"}},
			Said: []tickets.Spoken{
				{At: at.Add(time.Hour), From: "Ann Lee", Leg: tickets.InternalLeg, Body: tickets.Body{Text: "Third time this year."}},
				{At: at, From: "Rita Klein", Leg: tickets.CustomerLeg, Body: sampleWords(), Files: []string{"fire.jpg"}},
			}, Left: 2,
		},
		Why: []tickets.Line{
			{At: at, Who: "rita@bigcustomer.example", Text: "opened: nothing leads to a ticket (opened)"},
			{At: at, Who: "now", Text: "Cem Oz owns it: next in turn on L2 Specialists"},
		},
	}
}

func sampleReport(at time.Time) *tickets.Report {
	return &tickets.Report{
		From: at.Add(-24 * time.Hour), To: at,
		Tiers: []tickets.TierFigures{
			{Tier: "L1 Service desk", Opened: 41, Solved: 35, Open: 12, Oldest: 52 * time.Hour, Escalated: 6},
			{Tier: "L2 Specialists", Opened: 2, Solved: 5, Open: 7, Oldest: 9 * 24 * time.Hour, Escalated: 1},
			{Tier: "L3 Engineering", Open: 1, Oldest: 50 * time.Minute},
		},
		AtRisk: []tickets.RiskLine{
			{Number: "#1024", Subject: "Printer on fire", Tier: "L2 Specialists", Assignee: "Cem", Due: at.Add(-time.Hour), Overdue: true},
			{Number: "#1031", Subject: "Invoice of October is missing", Tier: "L1 Service desk", Due: at.Add(time.Hour)},
		},
		Away: []tickets.AwayLine{{Name: "Bob Ray", Until: at.Add(72 * time.Hour), Why: "their own automatic answer says so"}},
		Suspended: []tickets.Suspended{{
			ID: "q17", At: at, Mailbox: "support@acme.example", Reason: tickets.SuspendedStranger, Why: "nobody on the ticket knows the sender",
			From: tickets.Address{Name: "Max", Address: "max@elsewhere.example"}, Subject: "Re: Printer on fire [ACME #1024]",
		}},
		Held: []tickets.HeldLetter{*sampleHeld(at)}, HeldInAll: 12,
		Keep: 30 * 24 * time.Hour,
		Expired: []tickets.Suspended{{
			ID: "q4", At: at.Add(-30 * 24 * time.Hour), Reason: tickets.SuspendedSpam, Why: "the receiving server marked it as spam",
			From: tickets.Address{Address: "offers@elsewhere.example"}, Subject: "You won",
		}},
		Suppressed: []tickets.Suppression{{Address: "gone@bigcustomer.example", Since: at, Until: at.Add(14 * 24 * time.Hour), Ticket: 1031,
			Status: "5.1.1", Diagnostic: "550 5.1.1 no such user"}},
	}
}

// barest leaves out what a real letter of this kind may lack.
func barest(n tickets.Notice) tickets.NoticeData {
	d := tickets.NoticeData{
		Desk: "Acme Support", Number: "#1", Tag: "[ACME #1]", Status: tickets.New, Priority: tickets.Normal,
		Requester: tickets.Address{Address: "rita@bigcustomer.example"}, Opened: sampleTime(),
	}
	if n == tickets.MailboxTrouble || n == tickets.LettersHeld || n == tickets.Digest || n == tickets.Together {
		d.Number, d.Tag = "", ""
	}
	switch n {
	case tickets.Together:
		d.Gathered = &tickets.Gathered{Since: sampleTime(), Lines: 1, Rows: []tickets.GatheredRow{{Number: "#1", Tier: "L1", Status: tickets.New,
			Priority: tickets.Normal, Requester: d.Requester, News: []tickets.Happening{{At: sampleTime(), Notice: tickets.Overdue}}}}}
	case tickets.ConfirmMail, tickets.StrangerWrote:
		d.Kept = &tickets.Suspended{ID: "q1", At: sampleTime(), Reason: tickets.SuspendedStranger, From: d.Requester, Mailbox: "support@acme.example"}
	case tickets.Escalated, tickets.SwarmJoin:
		d.Packet = &tickets.Packet{From: "L1", To: "L2", By: "the clock"}
	case tickets.VendorRequest, tickets.VendorChaser, tickets.VendorReplied, tickets.VendorClock:
		d.Vendor = &tickets.VendorPart{ID: "printco", Name: "Print Co", Begin: tickets.DraftBegin, End: tickets.DraftEnd}
	case tickets.KeptBackNotice:
		d.Leaks = []tickets.Leak{{Text: "/take", Why: "a command"}}
	case tickets.SLAWarning, tickets.SLABreach:
		d.Lapsed = []tickets.ClockLine{{Promise: tickets.Solution, Due: sampleTime(), Late: n == tickets.SLABreach}}
	case tickets.CommandError:
		d.Fault = &tickets.Fault{Problem: "You have no access to this ticket."}
	case tickets.Answered:
		d.Number, d.Tag = "", ""
		d.Findings = &tickets.Findings{Asked: "/find fire", List: &tickets.Listing{Texts: true, Rows: []tickets.Row{
			{Number: "#1", Status: tickets.New, Tier: "L1", From: "rita@bigcustomer.example", Quote: "… the printer is on fire …"}}}}
	case tickets.Undeliverable:
		d.Failure = &tickets.Failure{To: d.Requester, Notice: tickets.Received}
	case tickets.MailboxTrouble:
		d.Trouble = &tickets.Trouble{Mailbox: "support@acme.example", Since: sampleTime(), Back: true}
	case tickets.LettersHeld:
		d.Breaker = &tickets.HeldLetter{ID: "h1", Seq: 1, Notice: tickets.TooLarge, To: "rita@bigcustomer.example",
			Overrun: tickets.Overrun{Budget: tickets.OverallBudget, Limit: tickets.Limit{Max: 3000, Within: 10 * time.Minute}}}
	case tickets.Digest:
		d.Report = &tickets.Report{From: sampleTime().Add(-24 * time.Hour), To: sampleTime()}
	}
	return d
}
