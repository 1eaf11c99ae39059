package templates

import (
	"time"

	"tierdesk/tickets"
)

// brings reports whether the full sample of a notice has a hand-off packet.
func brings(n tickets.Notice) bool {
	return n == tickets.Escalated || n == tickets.SwarmJoin || n == tickets.Assigned || n == tickets.FailOver
}

func samplePacket(at time.Time) *tickets.Packet {
	return &tickets.Packet{
		Question: "The printer on the second floor is on fire again. Can somebody come before noon?",
		Asked:    &tickets.Spoken{N: 4, At: at.Add(80 * time.Minute), From: "Rita Klein", Body: tickets.Body{Text: "It smells of burnt toast now, and the lamp blinks three times."}},
		Answered: &tickets.Spoken{N: 3, At: at.Add(20 * time.Minute), From: "Ann Lee", Body: tickets.Body{Text: "Please switch it off and on. Does the lamp blink?"}},
		From:     "L1 Service desk", To: "L2 Specialists", By: "Ann Lee", CameDown: 2,
		Tried: []tickets.Line{
			{At: at.Add(50 * time.Minute), Who: "Ann Lee", Text: "a cold restart"},
			{At: at.Add(90 * time.Minute), Who: "Bob Ray", Text: "another tray; the smell stays"},
		}, Untold: 1,
		Rungs: []tickets.RungTime{
			{Tier: "L1 Service desk", Minutes: 85, Booked: []tickets.Share{{Who: "Ann Lee", Minutes: 60}, {Who: "Bob Ray", Minutes: 25}}, Stood: 2 * time.Hour, Hours: "office"},
			{Tier: "L2 Specialists", Stood: 30 * time.Second},
		},
		Timeline: []tickets.Line{
			{At: at, Who: "rita@bigcustomer.example", Text: "wrote first"},
			{At: at, Who: "Ann Lee", Text: "next in turn on L1 Service desk"},
			{At: at.Add(20 * time.Minute), Who: "Acme Support", Text: "answered first"},
			{At: at.Add(2 * time.Hour), Who: "Cem Oz", Text: "L1 Service desk → L2 Specialists, by Ann Lee: the cover has to be opened"},
		}, Before: 3,
		Files: []tickets.FileRef{{Name: "fire.jpg", Size: 840_000, Message: 1, From: "Rita Klein"}, {Name: "lamp blinking.mp4", Size: 41 << 20, Message: 4, From: "Rita Klein"}}, MoreFiles: 2,
		Alike: []tickets.Precedent{
			{Number: "#998", Subject: "Re: The *old* printer smells", Owner: "Cem Oz", SolvedAt: at.AddDate(0, -2, 0), Answer: "The fuser was worn out; it is a new one now."},
			{Number: "#512", Subject: "Smoke on the second floor", SolvedAt: at.AddDate(-1, 0, 0)},
		},
	}
}
