package desk_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/desk"
)

// recallable is an office where Ann may recall within 20 seconds, and the mails with which she answers and takes it back.
func recallable(t *testing.T) (o *office, answer, cancel string) {
	t.Helper()
	o = newOffice(t)
	setup := o.desk.Setup()
	rules := *setup.Rules
	rules.UndoDelay = 20 * time.Second
	setup.Rules = &rules
	o.desk.Use(setup)
	o.receive(first)
	door := "From: Ann <ann@acme.example>\nTo: " + o.letter("ann@acme.example").ReplyTo[0].Address + "\nSubject: Re: x\nMessage-ID: "
	return o, door + "<2@acme.example>\n\n/solve\nUse petrol.\n", door + "<3@acme.example>\n\n/cancel\n"
}

// answers are the states of the letters with Ann's words.
func (o *office) answers() string {
	var states []string
	for _, l := range o.history(1).Letters {
		if l.Notice == tickets.AgentReply {
			states = append(states, string(l.State))
		}
	}
	return strings.Join(states, " ")
}

func (o *office) lease() []tickets.Letter {
	o.t.Helper()
	leased, _, err := o.desk.Lease(context.Background(), 10, nil, time.Minute)
	if err != nil {
		o.t.Fatal(err)
	}
	return leased
}

func TestAnAnswerIsRecalledBeforeItLeaves(t *testing.T) {
	for name, receive := range map[string]func(o *office, mails ...string){
		"in the same batch": func(o *office, mails ...string) { o.receive(mails...) },
		"in the batch after": func(o *office, mails ...string) {
			o.receive(mails[0])
			time.Sleep(19 * time.Second)
			o.receive(mails[1])
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o, answer, cancel := recallable(t)
				receive(o, answer, cancel)
				if got := o.answers(); got != "cancelled" {
					t.Errorf("the answer is %s", got)
				}
				if now := o.tickets()[0]; now.Status != tickets.New || now.Waiting.IsZero() {
					t.Errorf("the ticket is %s and waits since %s", now.Status, now.Waiting)
				}
				time.Sleep(time.Minute)
				for _, l := range o.lease() {
					if l.Notice == tickets.AgentReply {
						t.Error("it leaves all the same")
					}
				}
			})
		})
	}
}

func TestAnAnswerThatLeftCannotBeRecalled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, answer, cancel := recallable(t)
		o.receive(answer)
		o.send(o.lease())
		time.Sleep(21 * time.Second)
		o.receive(cancel)
		if got := o.answers(); got != "queued" {
			t.Errorf("the answer is %s", got)
		}
		if o.history(1).Letters[4].Notice != tickets.CommandError {
			t.Errorf("Ann was not told: %+v", o.history(1).Letters)
		}
	})
}

func (o *office) send(letters []tickets.Letter) {
	o.t.Helper()
	for _, l := range letters {
		if err := o.desk.Settle(context.Background(), []desk.Settled{{Letter: l, State: tickets.Sent}}); err != nil {
			o.t.Fatal(err)
		}
	}
}

func TestTheOperatorReadsWhatEachCommandDid(t *testing.T) {
	o := newOffice(t)
	o.receive(first)
	done, err := o.desk.Order(context.Background(), 1, "operator", []tickets.Command{{Verb: "assign", Arg: "bob"}, {Verb: "tag", Arg: "+fire"}})
	if got := strings.Join(done, "; "); err != nil || got != "assigned to Bob Ray; tags: fire" {
		t.Errorf("%s, %v", got, err)
	}
}

func TestALinkIsKnownOnBothTickets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.receive(first, strings.NewReplacer("<1@", "<9@", "Printer", "Toaster").Replace(first))
		o.order(1, "link", "#2")
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- o.desk.Run(ctx) }()
		time.Sleep(time.Second)
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		for _, ticket := range o.tickets() {
			if len(ticket.Links) != 1 || ticket.Links[0] == ticket.ID {
				t.Errorf("%s is linked to %v", ticket.ID, ticket.Links)
			}
		}
	})
}
