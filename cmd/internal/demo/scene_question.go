package demo

import "tierdesk/tickets"

// question is a whole conversation: asked, answered, asked again, solved.
func question(s *scene) {
	first := s.writes(s.mia, message{subject: "Sharing a calendar",
		text: "Hello,\n\nhow do I let my two bakers see my calendar, without letting them change it?"})
	ack := s.gets(s.mia, "the confirmation with a number", isAck)
	notice := s.gets(s.ann, "the notice of the new ticket", isNotice(tickets.NewTicket))
	reply := s.replies(s.ann, notice, message{text: "Hello Mia,\n\nopen the calendar's menu, choose Share, type their addresses and set “can view”.\n\nThey get an invitation by mail."})
	answer := s.gets(s.mia, "Ann's answer", isReply)
	s.expect("threaded under Mia's own mail, from “Ann (Acme Support)”",
		check{ack.follows(first), "the confirmation is threaded under Mia's mail"},
		check{answer.follows(first) && answer.follows(ack.MessageID), "Ann's answer is threaded under Mia's mail and the confirmation"},
		check{answer.Author() == tickets.Address{Name: "Ann (Acme Support)", Address: support}, "it comes from Ann (Acme Support) <" + support + ">"},
		check{answer.shows("type their addresses"), "it holds what Ann wrote"},
	)
	s.keepsInside(answer, notice)

	s.replies(s.mia, answer, message{text: "That works, thank you! Does it show them my private appointments, too?"})
	news := s.gets(s.ann, "Mia's reply", isNotice(tickets.CustomerReplied))
	s.expect("threaded under Ann's own notice",
		check{news.follows(notice.MessageID) && news.follows(reply), "Mia's reply is threaded under Ann's notice and her answer"})

	s.replies(s.ann, news, message{text: "/solve\n/time 10m\n\nNo: what you mark as private shows as “busy” only."})
	solved := s.gets(s.mia, "the solution", isReply)
	receipt := s.gets(s.ann, "the receipt for her commands", isNotice(tickets.Receipt))
	ticket := s.ticket(numberOf(notice))
	s.expect("the words went to Mia, the commands did not; Ann has the receipt",
		check{solved.follows(answer.MessageID), "the solution is threaded under the answer before"},
		check{solved.shows("busy") && !solved.shows("/solve") && !solved.shows("/time"), "it holds Ann's words without her commands"},
		check{receipt.shows("solved") && receipt.shows("10 minutes"), "the receipt says solved, and the time"},
		check{ticket.Status == tickets.Solved && ticket.Assignee == s.ann.login, "the ticket is solved and Ann's"},
	)
}

// keepsInside expects that a letter to a customer holds nothing of Ann's but her words.
func (s *scene) keepsInside(to, notice *letter) {
	s.expect("nothing of Ann's address, her signature or the quoted notice is in it",
		check{!to.shows(s.ann.address), "Ann's address stays inside"},
		check{!to.shows("Service desk") && !to.shows(s.ann.name), "Ann's signature stays inside"},
		check{!to.shows("wrote:") && !to.shows("reply above this line") && !to.shows(notice.MessageID), "the quoted notice stays inside"},
		check{to.notice() == "", "no header of a notice is in it"},
	)
}
