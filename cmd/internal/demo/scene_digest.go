package demo

import (
	"fmt"
	"time"

	"tierdesk/tickets"
)

// digest lets the hour of the daily digest strike. The desk sends it on its watermark, as on any day.
func digest(s *scene) {
	s.on.dayEnds = time.Now().Truncate(time.Second).Add(time.Second)
	s.reload(humane)
	l := s.gets(s.dana, "the digest", isNotice(tickets.Digest))
	waiting := s.ticketOf(s.zoe)
	s.expect("every tier with its figures, what is at risk, and the mail that was kept back",
		check{l.shows("L1 Service desk") && l.shows("L3 Engineering"), "the digest has a line for each tier"},
		check{l.shows(fmt.Sprintf("#%d", waiting.ID)), "it lists Zoe's ticket, whose clock runs"},
		check{l.shows("kept back") && l.shows("nothing proves"), "it lists the forged mail"},
	)
}
