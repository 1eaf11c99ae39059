package demo

import (
	"tierdesk/mailin/postoffice"
	"tierdesk/tickets"
)

// incident is what fails at two customers on the same morning: the desk carries one up the ladder, and swarms on the other.
var incident = message{subject: "Card payments fail in all shops",
	text: "Since opening time every card is refused in every shop. The screen says “certificate expired”."}

// ladder is the incident in a tiered queue: L1 and L2 hand it up with what they tried, L3 asks the vendor, whose tracker
// forgets what it answers, and passes its answer on.
func ladder(s *scene) {
	s.on.office.AutoReply(postoffice.Robot{Address: s.gus.address, Subject: "[GW-4711] Your request has been received",
		Text: "Thank you for contacting Gateway Works. This is an automatic message."})
	s.writes(s.pia, incident)
	s.gets(s.pia, "the confirmation with a number", isAck)
	agent, notice := s.ownerGets(s.pia)
	s.replies(agent, notice, message{text: "/tried the terminals: a cold restart, no change\n/time 10m\n/escalate the gateway refuses its certificate"})
	first := s.gets(s.cem, "the hand-off from L1", about(notice, tickets.Escalated))
	s.replies(s.cem, first, message{text: "/tried a new certificate on the gateway; after a restart the old one is back\n/time 20m\n/escalate the old one is part of the image"})
	second := s.gets(s.eva, "the hand-off from L2", about(notice, tickets.Escalated))
	s.replies(s.eva, second, message{text: "/time 15m\n/vendor gateway\n\nHello,\n\nthe image 7.1 of your gateway brings back an expired certificate at each start. Pia Winter's tills stand still. Is there a newer one?"})
	request := s.gets(s.gus, "Eva's question", (*letter).ours)
	s.says("a tracker", "answers for gus: “[GW-4711] Your request has been received”")
	s.noted(numberOf(notice), tickets.VendorRobot)
	s.writes(s.gus, message{subject: "[GW-4711] Certificate in image 7.1", text: "Hello Eva,\n\nyes. Image 7.2 has a certificate until 2036; it is on your account since this morning."})
	third := s.gets(s.eva, "the vendor's answer", about(notice, tickets.VendorReplied))
	s.replies(s.eva, third, message{text: "/send\n/solve\n\nHello Pia,\n\nthe gateway had an expired certificate. It runs a new image, and your cards are taken again."})
	answer := s.gets(s.pia, "Eva's answer", isReply)
	ticket := s.ticket(numberOf(notice))
	s.expect("L1 → L2 → L3 → vendor → solved: Pia read one answer and nothing of the way, the vendor nothing of Pia",
		check{second.shows("a cold restart") && second.shows("after a restart the old one is back"), "Eva's packet holds what L1 and L2 tried"},
		check{second.shows("10 min") && second.shows("20 min") && second.shows("L1 Service desk → L2 Specialists"), "and the minutes and the way up"},
		check{request.shows("[customer]'s tills") && !request.shows("Winter") && !request.shows(s.pia.address) && !request.shows("cold restart"), "the vendor reads who nobody is, and no note"},
		check{third.shows("Image 7.2") && third.shows("[GW-4711]"), "its answer finds the ticket by its own number alone"},
		check{answer.shows("cards are taken again") && !answer.shows("/tried") && !answer.shows("2036") && !answer.shows("Gateway Works"), "the answer holds nothing of all that"},
		check{ticket.Tier == "L3" && ticket.Status == tickets.Solved && ticket.Assignee == s.eva.login, "it is solved on L3 by Eva"},
	)
}

// swarming is the same incident in a queue that swarms: everybody on L1 is told, Bob takes it and pulls the others in.
func swarming(s *scene) {
	s.writes(s.leo, incident)
	s.gets(s.leo, "the confirmation with a number", isAck)
	call := s.gets(s.bob, "the call to the swarm", isNotice(tickets.SwarmCall))
	s.gets(s.ann, "the same call", isNotice(tickets.SwarmCall))
	s.replies(s.bob, call, message{text: "/take\n/swarm cem eva"})
	s.gets(s.bob, "the receipt", about(call, tickets.Receipt))
	join := s.gets(s.cem, "the call for help", isNotice(tickets.SwarmJoin))
	s.gets(s.eva, "the call for help", isNotice(tickets.SwarmJoin))
	s.replies(s.cem, join, message{text: "The certificate of their gateway expired at midnight. A new one does not survive a restart."})
	note := s.gets(s.eva, "Cem's note", about(call, tickets.NoteAdded))
	s.gets(s.bob, "Cem's note", about(call, tickets.NoteAdded))
	s.replies(s.eva, note, message{text: "It comes from the image. I built a new one, it is on the gateway now."})
	s.gets(s.bob, "Eva's note", func(l *letter) bool { return about(call, tickets.NoteAdded)(l) && l.shows("from the image") })
	s.replies(s.bob, call, message{text: "/unswarm An expired certificate in the image; Eva built a new one.\n/solve\n\nHello Leo,\n\nthe gateway had an expired certificate. It has a new one that stays, and your cards are taken again."})
	answer := s.gets(s.leo, "Bob's answer", isReply)
	s.gets(s.cem, "the summary", func(l *letter) bool { return about(call, tickets.NoteAdded)(l) && l.shows("Eva built a new one") })
	ticket := s.ticket(numberOf(call))
	s.expect("one owner, four heads, one voice: the same incident without a hand-off",
		check{answer.Author().Name == "Bob (Acme Support)" && !answer.shows("swarm") && !answer.shows("midnight"), "Leo hears Bob alone, and no note"},
		check{ticket.Tier == "L1" && ticket.Assignee == s.bob.login && ticket.Status == tickets.Solved, "it is Bob's, solved on L1"},
	)
}

// about recognises a notice of one kind on the ticket of another letter.
func about(other *letter, kind tickets.Notice) func(*letter) bool {
	return func(l *letter) bool { return isNotice(kind)(l) && numberOf(l) == numberOf(other) }
}
