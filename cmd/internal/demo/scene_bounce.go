package demo

import "tierdesk/tickets"

// bounce has an answer come back.
func bounce(s *scene) {
	s.writes(s.carl, message{subject: "Moving my files",
		text: "My mailbox moves to a new provider. Where do I find my old files?"})
	agent, notice := s.ownerGets(s.carl)
	s.gets(s.carl, "the confirmation with a number", isAck)
	s.says(s.carl.login, "closes his old mailbox")
	s.on.office.Bounce(s.carl.address, "5.1.1", "user unknown: the mailbox was closed")

	s.replies(agent, notice, message{text: "Hello Carl,\n\nthey stay in the archive for a year; here is how to get them out."})
	failed := s.gets(agent, "word that the answer did not arrive", isNotice(tickets.Undeliverable))
	ticket := s.ticket(numberOf(notice))
	s.expect(agent.name+" knows that Carl has read nothing, and why",
		check{failed.shows(s.carl.address) && failed.shows("user unknown"), "the notice names Carl's address and what his server said"},
		check{failed.follows(notice.MessageID), "it is threaded under the agent's notice"},
		check{ticket.Status == tickets.Open, "the ticket stays open"},
	)
}
