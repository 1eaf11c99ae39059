package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Asked is a query of a mail: /list mine. It is committed with the mail and answered after it, off the way of the mails
// that come in; so it sees what the commands beside it did.
type Asked struct {
	Verb    string `json:"verb"` // list, find, show or explain; a Word when a customer asks
	Arg     string `json:"arg"`
	Mailbox string `json:"mailbox"` // which answers
	// For is the customer who asks for their own tickets; zero when somebody of the desk asks.
	For Address `json:"for,omitzero"`
	// Mail is the identifier of the mail that asked, which the answer follows.
	Mail string `json:"mail"`
}

// String is the query as people write it.
func (a Asked) String() string { return strings.TrimSpace("/" + a.Verb + " " + a.Arg) }

// maxAsked bounds how many letters one mail can call for.
const maxAsked = 10

func runList(s *step, by, arg string) (string, error) {
	if _, err := s.r.ParseQuery(arg, by); err != nil {
		return "", err
	}
	return "", s.query(by, s.t.ID, Asked{Verb: "list", Arg: arg})
}

func runFind(s *step, by, arg string) (string, error) {
	if len(FindWords(arg)) == 0 {
		return "", errors.New("say which words")
	}
	return "", s.query(by, s.t.ID, Asked{Verb: "find", Arg: arg})
}

// FindWords are the words that /find looks for; what stands in quotation marks is one.
func FindWords(arg string) []string {
	words := queryWords(arg)
	return words[:min(len(words), 20)]
}

func runShow(s *step, by, arg string) (string, error) { return s.askAbout(by, "show", arg) }

func runExplain(s *step, by, arg string) (string, error) { return s.askAbout(by, "explain", arg) }

// askAbout asks about one ticket, this one when none is named. It is answered from that ticket: an answer to the answer is a
// note or commands there.
func (s *step) askAbout(by, verb, arg string) (string, error) {
	on := s.t.ID
	if strings.TrimSpace(arg) != "" {
		id, err := ticketNumber(arg)
		if err != nil {
			return "", err
		}
		if _, named := s.now.Named[id]; !named && id != on && !slices.Contains(s.now.Known, id) && !slices.Contains(s.now.Past, id) {
			return "", fmt.Errorf("there is no ticket %s", id)
		}
		on = id
	}
	if on == 0 {
		return "", errors.New("say which ticket")
	}
	return "", s.query(by, on, Asked{Verb: verb, Arg: on.String()})
}

func (s *step) query(by string, on ID, a Asked) error {
	n := 0
	for _, r := range s.d.Relays {
		if r.Kind == RelayAsked {
			n++
		}
	}
	if n >= maxAsked {
		return fmt.Errorf("one mail may ask %d times", maxAsked)
	}
	a.Mailbox, a.Mail = s.t.Mailbox, s.mail
	s.relay(Relay{To: on, Kind: RelayAsked, By: by, Subject: s.t.Subject, Asked: &a})
	return nil
}

// answer sends what the shell found for a query to who asked.
func (s *step) answer(r Relay) {
	if r.Asked != nil && r.Asked.For.Address != "" {
		s.tellOwn(r)
		return
	}
	p, ok := s.r.PersonByID(r.By)
	if !ok || s.now.Findings == nil || r.Asked == nil {
		s.d.Reason, s.d.Why = RelayIgnored, "nobody of the desk waits for the answer"
		return
	}
	if s.t.ID == 0 {
		s.t.Subject = r.Subject
	}
	s.joinThread(r.Asked.Mail, p.Address())
	d := s.letter(Answered, InternalLeg, p.Address())
	d.Data.Findings = s.now.Findings
	s.send(d)
	s.d.Reason, s.d.Why = QueryAnswered, r.Asked.String()+" was answered for "+p.Name
}
