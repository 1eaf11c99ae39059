package demo

import (
	"testing"

	"tierdesk/cmd/internal/app"
	"tierdesk/tickets"
)

func mailWith(id string) *letter {
	return &letter{Mail: tickets.Mail{MessageID: id, From: []tickets.Address{{Address: support}}}}
}

func noticeWith(id string, kind tickets.Notice) *letter {
	l := mailWith(id)
	l.Header = []tickets.Field{{Name: "X-Tierdesk-Notice", Value: string(kind)}}
	return l
}

func receiptFor(id string) *letter {
	l := noticeWith("receipt-of-"+id, tickets.Receipt)
	l.InReplyTo = []string{id}
	return l
}

func bounceOf(to, id string) *letter {
	l := mailWith("report")
	l.Bounces = []tickets.Bounce{{Recipient: to, OriginalMessageID: id}}
	return l
}

func ticketWith(messages, letters []string) app.Dossier {
	var d app.Dossier
	for _, id := range messages {
		d.Messages = append(d.Messages, app.DossierMessage{MessageID: id})
	}
	for _, id := range letters {
		d.Letters = append(d.Letters, app.DossierLetter{To: "mia@x", MessageID: id})
	}
	return d
}

func TestWhatIsLostOrDoubledIsCounted(t *testing.T) {
	mia := func(letters ...*letter) map[string][]*letter { return map[string][]*letter{"mia@x": letters} }
	for _, c := range []struct {
		name          string
		came          []*letter
		sent, held    []string
		tickets       []app.Dossier
		found         map[string][]*letter
		lost, doubled int
	}{
		{name: "all is well", came: []*letter{mailWith("a"), mailWith("b"), mailWith("c")}, sent: []string{"a", "b"}, held: []string{"b"},
			tickets: []app.Dossier{ticketWith([]string{"a"}, []string{"l", "receipt-of-c"})}, found: mia(mailWith("l"), receiptFor("c"), noticeWith("d", tickets.Digest))},
		{name: "a mail with commands only has its receipt", came: []*letter{mailWith("a")},
			tickets: []app.Dossier{ticketWith(nil, []string{"receipt-of-a"})}, found: mia(receiptFor("a"))},
		{name: "a mail never reached the desk", sent: []string{"a"}, lost: 1},
		{name: "a mail reached the desk and is nowhere", came: []*letter{mailWith("a")}, sent: []string{"a"}, lost: 1},
		{name: "a mail is on two tickets", came: []*letter{mailWith("a")}, tickets: []app.Dossier{ticketWith([]string{"a"}, nil), ticketWith([]string{"a"}, nil)}, doubled: 1},
		{name: "a mail is on a ticket and suspended", came: []*letter{mailWith("a")}, held: []string{"a"}, tickets: []app.Dossier{ticketWith([]string{"a"}, nil)}, doubled: 1},
		{name: "a letter arrived nowhere", tickets: []app.Dossier{ticketWith(nil, []string{"l"})}, lost: 1},
		{name: "a letter went to somebody else", tickets: []app.Dossier{ticketWith(nil, []string{"l"})}, found: map[string][]*letter{"bob@x": {mailWith("l")}}, lost: 1, doubled: 1},
		{name: "a letter arrived twice", tickets: []app.Dossier{ticketWith(nil, []string{"l"})}, found: mia(mailWith("l"), mailWith("l")), doubled: 1},
		{name: "a letter came back", came: []*letter{bounceOf("mia@x", "l")}, tickets: []app.Dossier{ticketWith([]string{"report"}, []string{"l"})}},
		{name: "a letter is on no ticket", found: mia(mailWith("l")), doubled: 1},
		{name: "a digest is on no ticket", found: mia(noticeWith("d", tickets.Digest))},
		{name: "a digest came twice", found: mia(noticeWith("d", tickets.Digest), noticeWith("d", tickets.Digest)), doubled: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got tally
			got.countIn(c.came, c.sent, taken(c.tickets, c.held, c.found))
			got.countOut(c.found, c.came, c.tickets)
			if len(got.lost) != c.lost || len(got.doubled) != c.doubled {
				t.Errorf("lost %q, doubled %q; want %d and %d", got.lost, got.doubled, c.lost, c.doubled)
			}
		})
	}
}
