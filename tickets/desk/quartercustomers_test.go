package desk_test

import (
	"fmt"
	"time"

	"tierdesk/tickets"
)

// matter is what a ticket is really about, and how its customer is.
type matter struct {
	customer tickets.Address
	need     tickets.Tier // the rung that can solve it
	rounds   int          // of questions before that
	reopens  int
	vanishes bool
	subject  string
}

// invite lets the customers write: by the hour of the day and the day of the week, and three times all at once.
func (w *world) invite(p plan) {
	weeks := time.Duration(p.weeks) * 7 * 24 * time.Hour
	end := time.Now().Add(weeks)
	base, share := time.Now(), 0.0
	for at := base; at.Before(end); at = at.Add(time.Hour) {
		share += pace(at)
	}
	outages := map[int]bool{p.weeks * 24 * 2: true, p.weeks*24*3 + 37: true, p.weeks*24*5 + 9: true}
	for hour, at := 0, base; at.Before(end); hour, at = hour+1, at.Add(time.Hour) {
		mean := float64(p.tickets) * 0.98 * pace(at) / share
		for gap := w.rnd.ExpFloat64() / mean; gap < 1; gap += w.rnd.ExpFloat64() / mean { // a Poisson process
			w.at(at.Add(time.Duration(gap*float64(time.Hour))), func() { w.arrive("") })
		}
		if outages[hour] {
			for range p.tickets / 150 {
				w.at(at.Add(time.Duration(w.rnd.IntN(int(time.Hour)))), func() { w.arrive("outage in building seven") })
			}
		}
	}
}

// pace is how much comes in an hour, beside others: customers are everywhere, most in Europe, few write on weekends.
func pace(at time.Time) float64 {
	p := [24]float64{2, 1, 1, 2, 4, 6, 9, 12, 14, 14, 12, 11, 12, 13, 13, 12, 10, 8, 7, 6, 5, 4, 3, 2}[at.Hour()]
	switch at.Weekday() {
	case time.Saturday, time.Sunday:
		return p * 0.15
	case time.Monday:
		return p * 1.25
	}
	return p
}

func (w *world) arrive(subject string) {
	m := &matter{customer: tickets.Address{Address: fmt.Sprintf("c%d@firm%d.example", w.rnd.IntN(4000), w.rnd.IntN(300))}, need: 1, subject: subject}
	switch n := w.rnd.IntN(100); {
	case n < 5:
		m.need = 3
	case n < 27:
		m.need = 2
	}
	if m.rounds = 0; w.chance(30) {
		m.rounds = 1 + w.rnd.IntN(2)
	}
	m.vanishes, m.reopens = w.chance(10), w.rnd.IntN(100)/92
	if subject == "" {
		m.subject = [...]string{"printer", "printer", "printer", "printer", "printer", "printer", "it is broken", "it is broken", "a question", "a question"}[w.rnd.IntN(10)]
		if w.chance(2) {
			m.subject = "outage"
		}
	}
	w.opening = m
	w.send(&tickets.Mail{From: []tickets.Address{m.customer}, To: []tickets.Address{{Address: "support@acme.example"}}, Subject: m.subject, Text: "Please help with " + m.subject})
	w.opening = nil
}

// customerGets reads a letter to a customer, who may answer later.
func (w *world) customerGets(d *tickets.Draft) {
	m := w.matters[d.Ticket]
	if m == nil && w.opening != nil && d.Recipient.Same(w.opening.customer) {
		m = w.opening
		w.matters[d.Ticket] = m
	}
	if m == nil || d.Notice != tickets.AgentReply && d.Notice != tickets.PendingReminder {
		return
	}
	answer := func(text string) func() {
		letter := *d
		return func() {
			w.send(&tickets.Mail{From: []tickets.Address{m.customer}, To: []tickets.Address{{Address: letter.ReplyTo}}, InReplyTo: []string{letter.MessageID}, Subject: "Re: " + m.subject, Text: text})
		}
	}
	switch {
	case d.Data.Solved && m.reopens > 0:
		m.reopens--
		w.after(w.about(8*time.Hour), answer("No, it came back, see below. What now?"))
	case d.Data.Solved && w.chance(20):
		w.after(w.about(3*time.Hour), answer("Thanks!"))
	case d.Data.Solved, m.vanishes:
	case d.Notice == tickets.PendingReminder && w.chance(40), d.Notice == tickets.AgentReply:
		w.after(w.about(5*time.Hour), answer("It is the one in the hall, since yesterday: "+fmt.Sprint(w.mails)))
	}
}
