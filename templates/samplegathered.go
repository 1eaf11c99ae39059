package templates

import (
	"time"

	"tierdesk/tickets"
)

// sampleGathered is what waited for somebody over night: a ticket with words, one that is late, and one that is only a line.
func sampleGathered(at time.Time) *tickets.Gathered {
	mailto := "mailto:support%2Btrgnslr36clfi6jx4pbqhgm2xa@acme.example?subject="
	doors := []tickets.Action{{Verb: "reply", URL: mailto + "reply%20%231024"}, {Verb: "note", URL: mailto + "note%20%231024"}, {Verb: "take", URL: mailto + "%231024&body=/take"}}
	evening := at.Add(-14 * time.Hour)
	return &tickets.Gathered{Since: evening, Late: 1, Lines: 2, Rows: []tickets.GatheredRow{
		{Number: "#998", Subject: "The old printer", Tier: "L2", Status: tickets.Open, Priority: tickets.High, Late: true, Due: at.Add(-time.Hour),
			Requester: tickets.Address{Name: "Rita Klein", Address: "rita@bigcustomer.example"},
			Clocks:    []tickets.ClockLine{{Promise: tickets.NextAnswer, Due: at.Add(-time.Hour), Hours: "office", Late: true}},
			News:      []tickets.Happening{{At: at.Add(-time.Hour), Notice: tickets.SLABreach}}, Actions: doors},
		{Number: "#1024", Subject: "Printer on fire", Tier: "L1", Status: tickets.Open, Priority: tickets.Normal, Assignee: "Ann Lee", Yours: true, More: 1,
			Requester: tickets.Address{Address: "otto@bigcustomer.example"}, Clocks: sampleClocks(at)[:1],
			News: []tickets.Happening{
				{At: evening.Add(time.Hour), Notice: tickets.CustomerReplied, Actor: "Otto Klein", Words: "Good morning,\n\nthe printer on the second floor is on fire again. I tried:\n- switching it off and on\n- the steps of the manual, as far as …"},
				{At: evening.Add(2 * time.Hour), Notice: tickets.NoteAdded, Actor: "Bob Ray", Words: "The caretaker knows."},
				{At: evening.Add(3 * time.Hour), Notice: tickets.Escalated, Actor: "Cem Oz", Why: "the cover has to be opened"},
			}, Actions: doors[:2]},
		{Number: "#1031", Subject: "Invoice of October is missing, and that of November has a wrong address", Tier: "L1", Status: tickets.New, Priority: tickets.Normal},
		{Number: "#1032", Subject: "Door | *open*", Tier: "L3", Status: tickets.Open, Priority: tickets.Low, Assignee: "Ann Lee", Yours: true},
	}}
}
