package demo

import "tierdesk/tickets"

// outage climbs by the clock from L1 to L3, where Eva answers.
func outage(s *scene) {
	s.reload(hurried)
	s.writes(s.omar, message{subject: "Outage: patient records are down",
		text: "None of our rooms can open a patient record since this morning. Please hurry."})
	s.gets(s.omar, "the confirmation with a number", isAck)
	agent, notice := s.ownerGets(s.omar)
	s.says(agent.login, "is at lunch")
	s.gets(s.cem, "the hand-off from L1", isNotice(tickets.Escalated))
	s.says(s.cem.login, "is on a train")
	packet := s.gets(s.eva, "the hand-off from L2", isNotice(tickets.Escalated))
	s.reload(humane)

	s.replies(s.eva, packet, message{text: "/solve\n/time 25m\n\nDear Dr. Haddad,\n\nthe database had run out of disk. It has room again, and your records open."})
	answer := s.gets(s.omar, "Eva's answer", isReply)
	s.gets(s.eva, "the receipt", isNotice(tickets.Receipt))
	ticket := s.ticket(numberOf(notice))
	climbed := 0
	for _, e := range ticket.Journal {
		if e.Why == tickets.ClimbedByClock {
			climbed++
		}
	}
	s.expect("L1 → L2 → L3 by the clock alone, each time with the whole story; the clocks are set back to "+humane,
		check{packet.shows("None of our rooms") && packet.shows("L2 Specialists"), "the hand-off packet holds the question and the way up"},
		check{answer.Author().Name == "Eva (Acme Support)", "the answer comes from Eva (Acme Support)"},
		check{climbed == 2, "the clock carried the ticket up twice"},
		check{ticket.Tier == "L3" && ticket.Priority == tickets.Urgent && ticket.Status == tickets.Solved, "it is solved on L3, as urgent"},
	)
}
