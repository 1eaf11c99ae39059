package demo

import (
	"tierdesk/mailin/postoffice"
	"tierdesk/tickets"
)

// robot has an out-of-office notice answer an answer. It is recorded and told to nobody (RFC 3834, section 2).
func robot(s *scene) {
	const subject = "Out of office: Otto Lang"
	s.on.office.AutoReply(postoffice.Robot{Address: s.otto.address, Subject: subject,
		Text: "I am away until Monday and read no mail. In urgent cases ask at the front desk."})
	s.writes(s.otto, message{subject: "Toner for the second floor",
		text: "The printer on the second floor asks for toner. I am off from noon."})
	agent, notice := s.ownerGets(s.otto)
	s.replies(agent, notice, message{text: "/pending\n\nHello Otto,\n\na colleague brings a new one at two."})
	s.gets(s.otto, "the answer", isReply)
	s.says("robot", "answers for otto: “%s”", subject)

	number := numberOf(notice)
	var ticket tickets.Status
	letters := 0
	s.until("the robot's mail on the ticket", func() (bool, error) {
		d, err := s.on.dossier(s.ctx, number)
		ticket, letters = d.Status, len(d.Letters)
		return err == nil && d.Journal[len(d.Journal)-1].Why == tickets.AutoRecorded, err
	})
	s.news(number)
	s.expect("recorded, answered by nobody, and the ticket still waits for Otto himself",
		check{letters == 4, "nothing was sent because of it: a confirmation, a notice, an answer and a receipt are all"},
		check{ticket == tickets.Pending, "it did not open the waiting ticket"},
	)
}
