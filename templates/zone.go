package templates

import (
	"slices"
	"time"

	"tierdesk/tickets"
)

// localize copies data with all its times in a zone; the caller's stays as it was.
func localize(d tickets.NoticeData, zone *time.Location) *tickets.NoticeData {
	move(&d.Opened, zone)
	move(&d.Due, zone)
	move(&d.Leaves, zone)
	d.Clocks, d.Lapsed = slices.Clone(d.Clocks), slices.Clone(d.Lapsed)
	for _, lines := range [][]tickets.ClockLine{d.Clocks, d.Lapsed} {
		for i := range lines {
			move(&lines[i].Due, zone)
		}
	}
	if d.Packet != nil {
		d.Packet = localizePacket(*d.Packet, zone)
	}
	if d.Trouble != nil {
		t := *d.Trouble
		move(&t.Since, zone)
		d.Trouble = &t
	}
	if d.Vendor != nil {
		v := *d.Vendor
		move(&v.Asked, zone)
		move(&v.Due, zone)
		d.Vendor = &v
	}
	if d.Kept != nil {
		k := *d.Kept
		move(&k.At, zone)
		d.Kept = &k
	}
	if d.Failure != nil {
		f := *d.Failure
		move(&f.Until, zone)
		d.Failure = &f
	}
	if d.Breaker != nil {
		h := *d.Breaker
		move(&h.At, zone)
		d.Breaker = &h
	}
	if d.Gathered != nil {
		d.Gathered = localizeGathered(*d.Gathered, zone)
	}
	if d.Report != nil {
		d.Report = localizeReport(*d.Report, zone)
	}
	if d.Findings != nil {
		d.Findings = localizeFindings(*d.Findings, zone)
	}
	return &d
}

func localizePacket(p tickets.Packet, zone *time.Location) *tickets.Packet {
	p.Tried, p.Timeline, p.Alike = slices.Clone(p.Tried), slices.Clone(p.Timeline), slices.Clone(p.Alike)
	for _, lines := range [][]tickets.Line{p.Tried, p.Timeline} {
		for i := range lines {
			move(&lines[i].At, zone)
		}
	}
	for i := range p.Alike {
		move(&p.Alike[i].SolvedAt, zone)
	}
	for _, said := range []**tickets.Spoken{&p.Asked, &p.Answered} {
		if *said != nil {
			here := **said
			move(&here.At, zone)
			*said = &here
		}
	}
	return &p
}

func localizeGathered(g tickets.Gathered, zone *time.Location) *tickets.Gathered {
	move(&g.Since, zone)
	g.Rows = slices.Clone(g.Rows)
	for i := range g.Rows {
		row := &g.Rows[i]
		row.Clocks, row.News = slices.Clone(row.Clocks), slices.Clone(row.News)
		move(&row.Due, zone)
		for j := range row.Clocks {
			move(&row.Clocks[j].Due, zone)
		}
		for j := range row.News {
			move(&row.News[j].At, zone)
		}
	}
	return &g
}

func localizeReport(r tickets.Report, zone *time.Location) *tickets.Report {
	move(&r.From, zone)
	move(&r.To, zone)
	r.AtRisk, r.Suspended = slices.Clone(r.AtRisk), slices.Clone(r.Suspended)
	r.Held, r.Suppressed = slices.Clone(r.Held), slices.Clone(r.Suppressed)
	for i := range r.AtRisk {
		move(&r.AtRisk[i].Due, zone)
	}
	for i := range r.Suspended {
		move(&r.Suspended[i].At, zone)
	}
	for i := range r.Held {
		move(&r.Held[i].At, zone)
	}
	for i := range r.Suppressed {
		move(&r.Suppressed[i].Since, zone)
		move(&r.Suppressed[i].Until, zone)
	}
	r.Away = slices.Clone(r.Away)
	for i := range r.Away {
		move(&r.Away[i].Until, zone)
	}
	r.Expired = slices.Clone(r.Expired)
	for i := range r.Expired {
		move(&r.Expired[i].At, zone)
	}
	return &r
}

func localizeFindings(f tickets.Findings, zone *time.Location) *tickets.Findings {
	if f.List != nil {
		list := *f.List
		list.Rows = slices.Clone(list.Rows)
		for i := range list.Rows {
			move(&list.Rows[i].Due, zone)
		}
		f.List = &list
	}
	if f.Show != nil {
		show := *f.Show
		show.Said = slices.Clone(show.Said)
		for i := range show.Said {
			move(&show.Said[i].At, zone)
		}
		f.Show = &show
	}
	f.Why = slices.Clone(f.Why)
	for i := range f.Why {
		move(&f.Why[i].At, zone)
	}
	return &f
}

// move keeps the zero time, which means that there is none.
func move(t *time.Time, zone *time.Location) {
	if !t.IsZero() {
		*t = t.In(zone)
	}
}
