package demo

import (
	"crypto/sha256"
	"encoding/hex"

	"tierdesk/tickets"
)

// password has three people in one conversation, and a picture in the text.
func password(s *scene) {
	s.writes(s.ben, message{cc: []string{s.cleo.address}, subject: "Password forgotten",
		text: "I cannot log in any more since my holidays. Cleo needs to get in, too.\n\nBen"})
	notice := s.gets(s.ann, "the notice of Ben's ticket", isNotice(tickets.NewTicket))
	s.replies(s.ann, notice, message{text: "Hello Ben,\n\npress this button; the link comes to your phone.", picture: resetButton})
	answer := s.showsPicture(s.ben, notice)
	copied := s.showsPicture(s.cleo, notice)
	s.expect("Ben and Cleo see each other in To and Cc, and each answers through an address of their own",
		check{answer.addresses(s.ben) && answer.addresses(s.cleo), "Ben sees himself and Cleo in the header"},
		check{copied.addresses(s.ben) && copied.addresses(s.cleo), "Cleo sees Ben and herself in the header"},
		check{answer.answerTo() != copied.answerTo(), "their Reply-To differ"},
	)

	s.replies(s.cleo, copied, message{text: "Both of us are in again. Thanks!"})
	news := s.gets(s.ann, "Cleo's reply", isNotice(tickets.CustomerReplied))
	s.replies(s.ann, news, message{text: "/solve"})
	s.gets(s.ann, "the receipt", isNotice(tickets.Receipt))
	ticket := s.ticket(numberOf(notice))
	s.expect("Cleo, who was only in Cc, is on the ticket",
		check{numberOf(news) == numberOf(notice) && news.shows("Both of us"), "Cleo's reply is on Ben's ticket"},
		check{ticket.Status == tickets.Solved && ticket.Queue == "accounts", "the ticket is solved, in the queue accounts"},
	)
}

// showsPicture waits for Ann's answer and looks at the picture in it.
func (s *scene) showsPicture(p *person, notice *letter) *letter {
	l := s.gets(p, "Ann's answer with a picture", isReply)
	picture, shown := l.picture()
	sum := sha256.Sum256(resetButton)
	s.expect("the picture is in the text, byte for byte",
		check{shown && picture.SHA256 == hex.EncodeToString(sum[:]), "the HTML half shows " + p.name + " Ann's picture, byte for byte"})
	s.keepsInside(l, notice)
	return l
}
