package desk_test

import (
	"fmt"
	"slices"
	"time"

	"tierdesk/tickets"
)

// labourer is one of the desk's people: they know of the tickets that a letter told them of, and work on their own, one after the
// other, in their hours.
type labourer struct {
	w      *world
	p      tickets.Person
	rung   tickets.Tier
	known  map[tickets.ID]bool
	busy   bool
	last   string // the Message-ID of the last letter
	ill    time.Time
	missed time.Duration // of their hours, for being ill
}

// hire lets everybody begin.
func (w *world) hire() {
	for _, p := range w.rules.People {
		l := &labourer{w: w, p: p, rung: w.rules.TierOf(p.ID), known: map[tickets.ID]bool{}}
		w.workers[p.ID] = l
		if p.Role == tickets.Agent {
			w.at(p.Hours.Calendar.Add(time.Now(), 1), l.begin)
			w.after(w.about(45*24*time.Hour), l.fallIll)
		}
	}
}

// gets reads a letter: at once, for the desk sends none at night that need not be read then.
func (l *labourer) gets(d *tickets.Draft) {
	l.last = d.MessageID
	if d.Ticket != 0 {
		l.known[d.Ticket] = true
	}
	if g := d.Data.Gathered; g != nil {
		for _, row := range g.Rows {
			var n tickets.ID
			fmt.Sscanf(row.Number, "#%d", &n)
			l.known[n] = true
		}
	}
	if l.p.Role == tickets.Agent && !l.busy && l.atWork() {
		l.busy = true
		l.w.after(time.Minute, l.next)
	}
}

func (l *labourer) atWork() bool {
	return l.p.Hours.Calendar.Open(time.Now()) && !time.Now().Before(l.ill)
}

// begin is the morning.
func (l *labourer) begin() {
	if !l.busy && l.atWork() {
		l.busy = true
		l.next()
	}
	l.w.at(l.p.Hours.Calendar.Add(time.Now().Add(12*time.Hour), 1), l.begin)
}

// next takes up the most urgent ticket, then the one whose customer waits longest.
func (l *labourer) next() {
	if l.busy = false; !l.atWork() {
		return
	}
	job, ok := l.choose()
	if !ok {
		return
	}
	l.busy = true
	mean := time.Duration(l.w.plan.effort * float64([...]time.Duration{0, 9 * time.Minute, 13 * time.Minute, 25 * time.Minute}[l.rung]))
	if job.Priority == tickets.Urgent {
		mean /= 2
	}
	l.w.after(l.w.about(mean), func() {
		if time.Now().Before(l.ill) { // they went home
			l.busy = false
			return
		}
		if now := l.w.store.all[job.ID]; now.Assignee == l.p.ID && now.Status.Active() {
			l.treat(now)
		}
		l.next()
	})
}

func (l *labourer) choose() (best tickets.Ticket, ok bool) {
	for id := range l.known {
		t := &l.w.store.all[id]
		if !t.Status.Active() || t.Assignee != l.p.ID && (!t.Swarm.On || t.Assignee != "") {
			delete(l.known, id)
			continue
		}
		if t.Pause.Kind != "" {
			continue
		}
		if !ok || l.before(t, &best) {
			best, ok = *t, true
		}
	}
	if ok && best.Assignee == "" {
		l.write(best.ID, tickets.InternalLeg, "/take")
	}
	return best, ok
}

func (l *labourer) before(a, b *tickets.Ticket) bool {
	rank := func(t *tickets.Ticket) int {
		r := slices.Index(tickets.Priorities(), t.Priority) * 2
		if !t.Waiting.IsZero() {
			r++
		}
		return r
	}
	if rank(a) != rank(b) {
		return rank(a) > rank(b)
	}
	return a.OnTier.Before(b.OnTier) || a.OnTier.Equal(b.OnTier) && a.ID < b.ID
}

// secret stands in everything that must stay inside.
const secret = "KEEP-INSIDE"

// treat does one thing with a ticket, as the matter needs it.
func (l *labourer) treat(t tickets.Ticket) {
	w, m := l.w, l.w.matters[t.ID]
	n := fmt.Sprint(w.mails)
	switch {
	case m == nil: // a split or the like
		l.write(t.ID, tickets.CustomerLeg, "/solve\nDone "+n)
	case t.Tier < m.need && w.chance(90):
		l.write(t.ID, tickets.InternalLeg, "/tried the usual, "+secret+"\n/time 10m\n/escalate it needs more, "+secret)
	case t.Tier > m.need && t.CameDown() == 0 && w.chance(20):
		l.write(t.ID, tickets.InternalLeg, "/deescalate the handbook has it, "+secret)
	case m.rounds > 0:
		m.rounds--
		l.write(t.ID, tickets.CustomerLeg, "/pending\nPlease tell me more about that: "+n)
	case w.chance(3):
		l.write(t.ID, tickets.InternalLeg, "/hold 2d\n/note parts are ordered, "+secret)
	case w.chance(3):
		l.write(t.ID, tickets.InternalLeg, "/snooze 4h")
	case w.chance(3):
		l.write(t.ID, tickets.InternalLeg, "/ack 2h")
	case w.chance(4):
		l.write(t.ID, tickets.CustomerLeg, "We are looking into it: "+n)
	default:
		l.write(t.ID, tickets.CustomerLeg, "/time 12m\n/solve\nThis should mend it: "+n)
	}
}

func (l *labourer) write(id tickets.ID, leg tickets.Leg, text string) {
	l.w.send(&tickets.Mail{From: []tickets.Address{l.p.Address()}, To: []tickets.Address{l.w.door(id, leg, l.p.Address().Key())}, Subject: "Re: yours", Text: text})
}

// fallIll is a morning in bed: half say so themselves, for the others their mailbox answers the next letter. A few are back earlier.
func (l *labourer) fallIll() {
	w, days := l.w, 1+l.w.rnd.IntN(5)
	w.after(w.about(60*24*time.Hour), l.fallIll)
	if l.last == "" || time.Now().Before(l.ill) {
		return
	}
	l.ill = time.Now().AddDate(0, 0, days).Truncate(time.Minute)
	w.figures.ill++
	if w.chance(50) {
		l.answer("/away until "+l.ill.In(l.p.Zone).Format("2006-01-02 15:04"), "")
	} else {
		l.answer("I am not in.", tickets.KindOutOfOffice)
	}
	back := l.ill
	if w.chance(30) {
		back = time.Now().AddDate(0, 0, 1)
		l.missed += l.p.Hours.Calendar.Between(time.Now(), back)
		w.at(back, func() { l.ill = time.Time{}; l.answer("/away none", ""); l.begin() })
		return
	}
	l.missed += l.p.Hours.Calendar.Between(time.Now(), back)
	w.at(back.Add(time.Minute), func() { l.begin() })
}

// answer is a mail about no ticket in answer to the last letter.
func (l *labourer) answer(text string, kind tickets.MailKind) {
	m := &tickets.Mail{From: []tickets.Address{l.p.Address()}, To: []tickets.Address{{Address: "support@acme.example"}}, InReplyTo: []string{l.last}, Subject: "Re: yours", Text: text, Kind: kind}
	if kind != "" {
		m.Auto, m.Back = true, l.ill
	}
	l.w.send(m)
}
