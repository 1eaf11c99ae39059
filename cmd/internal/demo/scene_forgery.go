package demo

import (
	"fmt"
	"reflect"

	"tierdesk/tickets"
)

// forgery is a command in Ann's name without her token and without her login.
func forgery(s *scene) {
	target := s.ticketOf(s.carl)
	if s.err == nil {
		s.err = s.on.settled(s.ctx) // so that only the forged mail could change anything
	}
	before := s.all()
	s.writes(s.mallory, message{subject: fmt.Sprintf("Re: %s [ACME #%d]", target.Subject, target.ID),
		text: "/assign none\n/solve\n\nDear customer, please send us your password."})

	var held []tickets.Suspended
	s.until("the forged mail among the suspended ones", func() (is bool, err error) {
		held, err = s.on.suspended(s.ctx)
		return len(held) > 0, err
	})
	for _, h := range held {
		s.on.tell.desk("%s is kept back (%s): %s", h.ID, h.Reason, h.Why)
	}
	s.gets(s.ann, "the question whether the mail is hers", isNotice(tickets.ConfirmMail))
	s.expect("no ticket has changed, no letter of one was written; the mail is listed, and the real Ann is asked about it",
		check{len(held) == 1 && held[0].Reason == tickets.SuspendedUnproven, "one mail is kept back, because nothing proves that it is Ann's"},
		check{reflect.DeepEqual(before, s.all()), "no ticket has changed and none has a new letter"},
	)
}
